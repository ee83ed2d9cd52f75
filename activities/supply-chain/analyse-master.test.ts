import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createFfmpeg } from '../../adapters/ffmpeg/ffmpeg';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import { createMemoryStore } from '../../adapters/object-store/memory';
import { createProcessRunner } from '../../adapters/process/runner';
import type { MasterProbe } from '../../domain/media/probe';
import type { MeasurementSeries } from '../../domain/qc/series';
import { probeOf } from '../../domain/qc/testing/probe';
import { testTools } from '../../tests/support/tools';
import { createAnalyseMaster } from './analyse-master';

jest.setTimeout(60_000);

const THUMBNAILS = { everyMs: 1000, width: 160 };
let directory: string;
let tool: Ffmpeg;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'analyse-'));
  tool = createFfmpeg({ path: (await testTools()).ffmpeg, runner: createProcessRunner() });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const clip = (name: string): string => path.join(directory, name);
/** Make a clip with ffmpeg's own sources, which the adapter's guards rightly refuse as inputs. */
async function make(name: string, ...args: string[]): Promise<string> {
  const { ffmpeg } = await testTools();
  await createProcessRunner().run({
    command: ffmpeg,
    args: ['-v', 'error', '-y', ...args, clip(name)],
    stallMs: 30_000,
  });
  return clip(name);
}
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18'];

/** Analyse a clip with a real ffmpeg and a store in memory. */
async function analyse(file: string, probe: MasterProbe, ffmpeg = tool) {
  const store = createMemoryStore();
  const copies: LocalCopies = {
    use: (_key, work) => work(file),
    adopt: async () => {},
    scratch: async (label, work) => {
      const scratch = await mkdtemp(path.join(directory, `${label}-`));
      return work(scratch).finally(() => rm(scratch, { recursive: true, force: true }));
    },
  };
  const { size } = await stat(file);
  const master = { masterId: 'm1', objectKey: 'masters/t/i', sha256: 'a'.repeat(64), bytes: size };
  const activity = createAnalyseMaster({ store, copies, ffmpeg });
  const run = () => activity({ ingestId: 'i', tenantId: 't', master, probe, thumbnails: THUMBNAILS });
  const analysis = await run();
  const series = JSON.parse(gunzipSync(await store.read(analysis.measurementKey)).toString()) as MeasurementSeries;
  return { analysis, series, store, again: run };
}

const text = async (store: ReturnType<typeof createMemoryStore>, key: string): Promise<string> =>
  (await store.read(key)).toString('utf8');

describe('analyseMaster', () => {
  it('leaves measurements, a finished proxy, thumbnails and a poster', async () => {
    const file = await make(
      'plain.mp4',
      ...['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=5'],
      ...['-f', 'lavfi', '-i', 'sine=f=1000:d=5', '-ac', '2', ...X264],
    );
    const probe = probeOf({ video: { display: { width: 640, height: 360 }, frames: 125 } });
    const { analysis, series, store } = await analyse(file, probe);
    expect(analysis.frames).toBe(125);
    expect(series.video.meanLuma).toHaveLength(125);
    expect(series.audio[0]?.momentary.length).toBeGreaterThanOrEqual(49);
    const playlist = await text(store, analysis.proxyKey);
    expect(playlist).toContain('#EXT-X-ENDLIST');
    for (const segment of playlist.match(/^\d+\.m4s$/gm) ?? [])
      expect(await store.find(`previews/t/i/proxy/${segment}`)).toBeDefined();
    expect(playlist.match(/^\d+\.m4s$/gm)).toHaveLength(3);
    expect(analysis.thumbnails.sprites).toHaveLength(1);
    expect(await text(store, analysis.thumbnails.vttKey)).toContain('sprite-000.jpg#xywh=640,0,160,90');
    expect((await store.read(analysis.thumbnails.posterKey)).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  });
});
