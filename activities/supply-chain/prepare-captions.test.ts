import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { CaptionTrackPlan } from '../../domain/media/encode-plan';
import type { CaptionTask, SidecarRef } from '../../workflows/supply-chain/contract';
import { createPrepareCaptions } from './prepare-captions';
import { type AnalysisBench, copiesOf, openAnalysisBench } from './testing/analysis';

jest.setTimeout(60_000);

let bench: AnalysisBench;
beforeAll(async () => {
  bench = await openAnalysisBench();
});
afterAll(() => bench.close());

const SRT = '1\n00:00:01,000 --> 00:00:02,500\nGood <font color="red">morning</font>.\n';
const track = (id: string, source: CaptionTrackPlan['source']): CaptionTrackPlan => ({
  id,
  language: 'en',
  label: 'English',
  kind: 'subtitles',
  source,
});

/** Prepare tracks from sidecars' bytes and a master. */
async function prepare(tracks: CaptionTrackPlan[], sidecars: Buffer[], master = '/nowhere') {
  const store = createMemoryStore();
  const refs = await Promise.all(
    sidecars.map(async (bytes, index): Promise<SidecarRef> => {
      const objectKey = `sidecars/t/i/${index}`;
      await store.put(objectKey, bytes, { contentType: 'application/octet-stream' });
      return { index, role: 'subtitles', objectKey, bytes: bytes.length };
    }),
  );
  const task: CaptionTask = {
    ingestId: 'i',
    tenantId: 't',
    master: { masterId: 'm', objectKey: 'masters/t/i', sha256: 'a', bytes: 1 },
    tracks,
    sidecars: refs,
    timeline: { frameRate: { num: 25, den: 1 }, frames: 250, gopFrames: 50, segmentFrames: 50 },
    limits: { maxCharactersPerLine: 42, maxLines: 2, maxCharactersPerSecond: 20 },
    prefix: 'work/t/a/captions/i/',
  };
  const ports = { store, copies: copiesOf(master, bench.directory), ffmpeg: bench.ffmpeg };
  const prepared = await createPrepareCaptions(ports)(task);
  return { ...prepared, store };
}

describe('prepareCaptions', () => {
  it('makes clean WebVTT of a sidecar', async () => {
    const { tracks, findings, store } = await prepare([track('en-subtitles', { sidecar: 0 })], [Buffer.from(SRT)]);
    expect(findings).toEqual([]);
    expect(tracks).toEqual([
      {
        id: 'en-subtitles',
        language: 'en',
        label: 'English',
        kind: 'subtitles',
        objectKey: 'work/t/a/captions/i/en-subtitles.vtt',
        cues: 1,
        bytes: 54,
      },
    ]);
    expect((await store.read(tracks[0]!.objectKey)).toString()).toBe(
      'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nGood morning.\n',
    );
  });

  it('takes a text track out of the master', async () => {
    const sidecar = path.join(bench.directory, 'in.srt');
    await writeFile(sidecar, SRT);
    const master = await bench.make(
      'texted.mp4',
      ...['-f', 'lavfi', '-i', 'color=s=64x64:d=3', '-i', sidecar, '-c:v', 'libx264', '-c:s', 'mov_text'],
    );
    const { tracks, findings, store } = await prepare([track('en', { streamIndex: 1 })], [], master);
    expect(findings).toEqual([]);
    expect((await store.read(tracks[0]!.objectKey)).toString()).toContain('00:00:01.000 --> 00:00:02.500\n');
  });

  it('leaves out what it cannot read, says so, and goes on with the rest', async () => {
    const master = await bench.make('plain.mp4', '-f', 'lavfi', '-i', 'color=s=64x64:d=1', '-c:v', 'libx264');
    const { tracks, findings } = await prepare(
      [
        track('broken', { sidecar: 0 }),
        track('good', { sidecar: 1 }),
        track('lost', { sidecar: 7 }),
        track('inner', { streamIndex: 5 }),
      ],
      [Buffer.from('not captions'), Buffer.from(SRT)],
      master,
    );
    expect(tracks.map(({ id }) => id)).toEqual(['good']);
    expect(findings.map(({ code, severity, track: name }) => `${code} ${severity} ${name}`)).toEqual([
      'captions/unreadable hold captions:broken',
      'captions/unreadable hold captions:lost',
      'captions/unreadable hold captions:inner',
    ]);
  });
});
