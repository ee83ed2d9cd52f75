import path from 'node:path';
import { repositoryRoot } from '../../adapters/environment/root';
import { loadEncodeProfiles } from '../../adapters/profiles/encode-profiles';
import type { Rung, Timeline } from '../../domain/media/encode-plan';
import { CLIPS } from '../../tests/fixtures/clips';
import { createMediaWorld, type MediaWorld, shortPieces } from '../../tests/support/media-world';
import type { JoinTask } from '../../workflows/supply-chain/contract';
import { createJoinRendition } from './join-rendition';

describe('joining a rendition', () => {
  let world: MediaWorld;
  let task: JoinTask;
  beforeAll(async () => {
    world = await createMediaWorld();
    const shipped = loadEncodeProfiles(path.join(repositoryRoot(), 'profiles', 'encode')).get('test');
    if (!shipped) throw new Error('No test profile.');
    const master = await world.receive(await CLIPS.film(world.tools.ffmpeg, world.dir));
    const inspection = await world.inspect(master);
    const plan = await world.plan(master, inspection, shortPieces(shipped));
    const [group] = plan.groups;
    const [rung] = group?.rungs ?? [];
    if (!group || !rung) throw new Error('Nothing was planned.');
    const common = {
      ingestId: 'i',
      master,
      video: inspection.probe.video,
      timeline: plan.timeline,
      conform: plan.conform,
    };
    const chunks: JoinTask['chunks'] = [];
    for (const range of group.chunks) {
      const { keys } = await world.encodeChunk({ ...common, group: 'g', rungs: [rung], range, prefix: 'work/g' });
      chunks.push({ key: keys[0] ?? '', frames: range.end - range.start });
    }
    task = { rung: rung as Rung, timeline: plan.timeline as Timeline, chunks, outputKey: 'work/joined.mp4' };
  }, 180_000);
  afterAll(() => world.close());

  const join = (changed: Partial<JoinTask> = {}) => createJoinRendition(world)({ ...task, ...changed });

  it('keeps every frame on the exact grid, in ticks of the frame rate', async () => {
    const made = await join();
    expect(made).toMatchObject({ frames: 97, objectKey: 'work/joined.mp4' });
    const file = await world.fetch(made.objectKey);
    const { streams } = await world.ffprobe.describe(file);
    expect(streams?.[0]).toMatchObject({ time_base: '1/24000', duration_ts: 97 * 1001, nb_frames: '97', start_pts: 0 });
    const { videoFrames } = await world.ffmpeg.decodeCheck(file);
    expect(videoFrames).toBe(97);
  }, 60_000);

  it('joins only once', async () => {
    const { bytes } = await join({ outputKey: 'work/once.mp4' });
    const never = { ...world, ffmpeg: { ...world.ffmpeg, run: () => Promise.reject(new Error('joined')) } };
    expect(await createJoinRendition(never)({ ...task, outputKey: 'work/once.mp4' })).toMatchObject({ bytes });
  }, 60_000);

  it.each<[string, string, (chunks: JoinTask['chunks']) => JoinTask['chunks']]>([
    ['a chunk is missing', 'encode/frames-mismatch', (chunks) => chunks.slice(1)],
    ['a chunk is there twice', 'encode/frames-mismatch', (chunks) => [...chunks, ...chunks.slice(-1)]],
    [
      'a chunk has another length than planned',
      'encode/seam',
      (chunks) => chunks.map((chunk, index) => (index === 0 ? { ...chunk, frames: chunk.frames - 1 } : chunk)),
    ],
    [
      'a chunk is gone from the store',
      'media/not-found',
      (chunks) => [{ key: 'work/gone.mp4', frames: 24 }, ...chunks.slice(1)],
    ],
  ])(
    'fails when %s, and stores nothing',
    async (_what, code, change) => {
      const outputKey = `work/bad-${code}.mp4`;
      await expect(join({ chunks: change(task.chunks), outputKey })).rejects.toMatchObject({ code });
      expect(await world.store.find(outputKey)).toBeUndefined();
    },
    60_000,
  );
});
