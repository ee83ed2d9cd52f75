import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createFfprobe } from '../../adapters/ffmpeg/ffprobe';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import { createProcessRunner } from '../../adapters/process/runner';
import { HeadendError } from '../../domain/failures';
import { probeOf } from '../../domain/qc/testing/probe';
import { testTools } from '../../tests/support/tools';
import { createPreviewMaster, type PreviewMasterPorts } from './preview-master';
import { type AnalysisBench, copiesOf, openAnalysisBench } from './testing/analysis';

jest.setTimeout(60_000);
const MIB = 1024 * 1024;
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p'];
const lavfi = (graph: string): string[] => ['-f', 'lavfi', '-i', graph];
const clip = (length: number): string[] => [
  ...lavfi(`testsrc2=s=640x360:r=25:d=${length}`),
  ...lavfi(`sine=f=440:d=${length}`),
  ...X264,
];

let bench: AnalysisBench;
let ports: Omit<PreviewMasterPorts, 'store' | 'records'>;
beforeAll(async () => {
  bench = await openAnalysisBench();
  const { ffprobe } = await testTools();
  ports = {
    ffmpeg: bench.ffmpeg,
    ffprobe: createFfprobe({ path: ffprobe, runner: createProcessRunner() }),
    copies: copiesOf('', bench.directory),
  };
});
afterAll(() => bench.close());

/** Upload a file and preview it. */
async function preview(file: string, given: { store?: ObjectStore; saveProxy?: () => Promise<void> } = {}) {
  const store = given.store ?? createMemoryStore();
  await store.putFile('uploads/t/u', file, { contentType: 'application/octet-stream' });
  let fetched = 0;
  const shown: string[] = [];
  const counting: ObjectStore = {
    ...store,
    getRange(key, start, end) {
      fetched += end - start + 1;
      return store.getRange(key, start, end);
    },
  };
  const saveProxy = async (_: string, key: string): Promise<void> => {
    await given.saveProxy?.();
    const playlist = (await store.read(key)).toString();
    expect(await store.find(key.replace('index.m3u8', /^\d+\.m4s$/m.exec(playlist)?.[0] ?? 'none'))).toBeDefined();
    shown.push(key);
  };
  const run = createPreviewMaster({ ...ports, store: counting, records: { saveProxy } });
  const source = { kind: 'upload', uploadId: 'u', objectKey: 'uploads/t/u' } as const;
  const { playable } = await run({ ingestId: 'i', tenantId: 't', source, prefix: 'previews/t/i/' });
  return { playable, store, fetched, shown };
}

const PLAYLIST = 'previews/t/i/proxy/index.m3u8';
const segmentsOf = async (store: ObjectStore): Promise<string[]> =>
  (await store.read(PLAYLIST)).toString().match(/^\d+\.m4s$/gm) ?? [];

/** Put the stored proxy together and decode it; any damage is an error. */
async function decoded(store: ObjectStore): Promise<{ videoFrames: number; audioSamples: number; size: string }> {
  const names = ['init.mp4', ...(await segmentsOf(store))];
  const parts = await Promise.all(names.map((name) => store.read(`previews/t/i/proxy/${name}`)));
  const file = path.join(bench.directory, 'shown.mp4');
  await writeFile(file, Buffer.concat(parts));
  const { streams = [] } = await ports.ffprobe.describe(file);
  const video = streams.find(({ codec_type: type }) => type === 'video');
  return { ...(await bench.ffmpeg.decodeCheck(file)), size: `${video?.width}x${video?.height}` };
}

/** A minute of which neither end holds the middle. */
async function longMaster(name: string, ...flags: string[]): Promise<string> {
  const noise = lavfi('testsrc2=s=640x360:r=25:d=5,noise=alls=40:allf=t');
  const part = await bench.make('part.mp4', ...noise, ...lavfi('sine=f=440:d=5'), ...X264, '-crf', '32');
  const file = await bench.make(name, '-stream_loop', '11', '-i', part, '-c', 'copy', ...flags);
  expect((await stat(file)).size).toBeGreaterThan(40 * MIB);
  return file;
}

describe('previewMaster', () => {
  it.each([
    ['end', []],
    ['front', ['-movflags', '+faststart']],
  ])('shows six seconds of a long master whose index is at the %s, and fetches only its ends', async (where, flags) => {
    const { playable, store, fetched, shown } = await preview(await longMaster(`index-${where}.mp4`, ...flags));
    expect(playable).toBe(true);
    expect(fetched).toBeLessThanOrEqual(32 * MIB);
    expect(shown).toEqual([PLAYLIST]);
    expect(await segmentsOf(store)).toEqual(['00000.m4s', '00001.m4s', '00002.m4s']);
    const playlist = (await store.read(PLAYLIST)).toString();
    expect(playlist).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(playlist).not.toContain('#EXT-X-ENDLIST');
    const { videoFrames, audioSamples, size } = await decoded(store);
    expect(videoFrames).toBe(150);
    expect(audioSamples / 48_000).toBeCloseTo(6, 0);
    expect(size).toBe('480x270');
  });

  it('ends before the hole when the first seconds are heavier than the rest', async () => {
    const noise = "noise=alls=100:allf=t:enable='lt(t,8)'";
    const picture = lavfi(`color=gray:s=640x360:r=25:d=120,${noise}`);
    const file = await bench.make('uneven.mp4', ...picture, ...X264, '-qp', '14');
    expect((await stat(file)).size).toBeGreaterThan(40 * MIB);
    const { playable, store, fetched } = await preview(file);
    expect(fetched).toBeLessThan((await stat(file)).size);
    expect(playable).toBe(true);
    const { videoFrames } = await decoded(store);
    expect(videoFrames).toBeGreaterThanOrEqual(50);
    expect(videoFrames).toBeLessThan(150);
  });

  it('shows the whole of a short file, upright and in its shape', async () => {
    const plain = await bench.make('plain.mov', ...clip(3));
    const file = await bench.make('turned.mov', '-display_rotation', '-90', '-i', plain, '-c', 'copy');
    const { playable, store } = await preview(file);
    expect(playable).toBe(true);
    expect(await decoded(store)).toMatchObject({ videoFrames: 75, size: '270x480' });
  });

  it('shows a master without sound', async () => {
    const file = await bench.make('silent.mkv', ...lavfi('testsrc2=s=320x180:r=25:d=2'), ...X264);
    const { store } = await preview(file);
    expect(await decoded(store)).toMatchObject({ videoFrames: 50, audioSamples: 0 });
  });

  it('shows nothing of what is no film, and says so quietly', async () => {
    const files = await Promise.all([
      textFile('list.mp4', '#EXTM3U\n#EXTINF:2,\nfile:///etc/passwd\n'),
      textFile('empty.mp4', ''),
      bench.make('sound.m4a', ...lavfi('sine=f=440:d=2'), '-c:a', 'aac'),
    ]);
    for (const file of files) {
      const { playable, store, shown } = await preview(file);
      expect({ playable, shown }).toEqual({ playable: false, shown: [] });
      expect(await store.find(PLAYLIST)).toBeUndefined();
    }
  });

  it('leaves a proxy alone that is there already', async () => {
    const store = createMemoryStore();
    const full = '#EXTM3U\n00000.m4s\n#EXT-X-ENDLIST\n';
    await store.put(PLAYLIST, Buffer.from(full), { contentType: 'x' });
    await store.put('previews/t/i/proxy/00000.m4s', Buffer.from('full'), { contentType: 'x' });
    const { playable, shown } = await preview(await bench.make('again.mp4', ...clip(2)), { store });
    expect({ playable, shown }).toEqual({ playable: true, shown: [PLAYLIST] });
    expect((await store.read(PLAYLIST)).toString()).toBe(full);
  });

  it('is tried again when it could not be made known', async () => {
    const down = new HeadendError('database/unavailable', 'The database does not answer.');
    const saveProxy = () => Promise.reject(down);
    await expect(preview(await bench.make('lost.mp4', ...clip(2)), { saveProxy })).rejects.toBe(down);
  });

  it('is followed by the analysis, whose playlist never gets shorter than the preview’s', async () => {
    const file = await bench.make('followed.mp4', ...clip(9));
    const { store } = await preview(file);
    const lengths: number[] = [];
    const watching: ObjectStore = {
      ...store,
      put(key, body, meta) {
        if (key === PLAYLIST) lengths.push(body.toString().match(/^\d+\.m4s$/gm)?.length ?? 0);
        return store.put(key, body, meta);
      },
    };
    const probe = probeOf({ video: { display: { width: 640, height: 360 }, frames: 225 } });
    const { run } = await bench.activity(file, probe, { store: watching });
    await run();
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(3);
    expect((await store.read(PLAYLIST)).toString()).toContain('#EXT-X-ENDLIST');
    expect(await decoded(store)).toMatchObject({ videoFrames: 225 });
  });
});

async function textFile(name: string, text: string): Promise<string> {
  const file = path.join(bench.directory, name);
  await writeFile(file, text);
  return file;
}
