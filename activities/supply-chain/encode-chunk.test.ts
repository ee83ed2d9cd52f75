import path from 'node:path';
import { repositoryRoot } from '../../adapters/environment/root';
import type { FfmpegJob } from '../../adapters/ffmpeg/port';
import { loadEncodeProfiles } from '../../adapters/profiles/encode-profiles';
import type { EncodeProfile } from '../../domain/media/profile';
import { toNumber } from '../../domain/media/rational';
import { CLIPS, type ClipMaker, makeCodedClip, readCodes } from '../../tests/fixtures/clips';
import { createMediaWorld, type MediaWorld, shortPieces } from '../../tests/support/media-world';
import type { EncodeChunkTask } from '../../workflows/supply-chain/contract';
import { chunkKeys, createEncodeChunk } from './encode-chunk';

const count = (frames: number, from = 0, step = 1) => Array.from({ length: frames }, (_, n) => from + n * step);

describe('encoding in chunks', () => {
  let world: MediaWorld;
  let profile: EncodeProfile;
  beforeAll(async () => {
    world = await createMediaWorld();
    const shipped = loadEncodeProfiles(path.join(repositoryRoot(), 'profiles', 'encode')).get('test');
    if (!shipped) throw new Error('No test profile.');
    profile = shortPieces(shipped);
  }, 120_000);
  afterAll(() => world.close());

  /** Receive, inspect, plan, encode every chunk, join; every step verifies what it made. */
  const make = async (maker: ClipMaker, changed: Partial<EncodeProfile> = {}) => {
    const source = await maker(world.tools.ffmpeg, world.dir);
    const master = await world.receive(source);
    const inspection = await world.inspect(master);
    const plan = await world.plan(master, inspection, { ...profile, ...changed });
    const renditions = await world.encodeTitle(master, inspection, plan);
    const codes = await Promise.all(renditions.map(({ file }) => readCodes(world.tools.ffmpeg, file)));
    return { source, master, inspection, plan, renditions, codes };
  };

  it.each<[string, ClipMaker, number, string]>([
    ['25 fps', CLIPS.plain, 75, '25/1'],
    ['29.97 fps with an odd number of frames', CLIPS.ntsc, 101, '30000/1001'],
    ['23.976 fps with an odd number of frames', CLIPS.film, 97, '24000/1001'],
    ['23.976 fps in milliseconds (Matroska)', CLIPS.filmMatroska, 97, '24000/1001'],
    ['a transport stream that starts late', CLIPS.startOffset, 100, '25/1'],
    ['an MP4 whose video starts after its sound', CLIPS.lateVideo, 75, '25/1'],
  ])(
    'shows frame N of the master as frame N of every rung: %s',
    async (_name, maker, frames, rate) => {
      const { plan, codes } = await make(maker);
      expect(`${plan.timeline.frameRate.num}/${plan.timeline.frameRate.den}`).toBe(rate);
      expect(plan.groups[0]?.chunks.length).toBeGreaterThan(2);
      for (const rung of codes) expect(rung).toEqual(count(frames));
    },
    120_000,
  );

  it('finds its frames in a long GOP with B-frames, whichever frame a chunk starts at', async () => {
    const longGop: ClipMaker = (ffmpeg, dir) =>
      makeCodedClip(ffmpeg, path.join(dir, 'long-gop.mp4'), { frames: 130, gop: 200, rate: '24000/1001' });
    const { codes } = await make(longGop, { gopMs: 300, segmentMs: 300, chunkMs: 900 });
    expect(codes[0]).toEqual(count(130));
  }, 120_000);

  it('halves a rate above the highest, keeping every second frame across chunk borders', async () => {
    const fast: ClipMaker = (ffmpeg, dir) =>
      makeCodedClip(ffmpeg, path.join(dir, '59.94.mp4'), { frames: 181, rate: '60000/1001' });
    const { codes, plan } = await make(fast, { maxFrameRate: 30 });
    expect(plan.timeline.frameRate).toEqual({ num: 30000, den: 1001 });
    expect(codes[0]).toEqual(count(91, 0, 2));
  }, 120_000);

  it('conforms a variable rate to one grid, whichever chunk a frame falls into', async () => {
    const { codes, source, inspection, plan } = await make(CLIPS.variableRate);
    expect(inspection.probe.video.rateMode).toBe('variable');
    expect(codes[0]).toEqual(await expectedOnGrid(source, plan.timeline));
  }, 120_000);

  /** The frame that shows in every slot of the grid, from the master's own timestamps. */
  const expectedOnGrid = async (
    source: string,
    timeline: { frames: number; frameRate: { num: number; den: number } },
  ) => {
    const times: number[] = [];
    await world.ffprobe.scanPackets(source, 0, ({ ptsUs }) => void times.push(ptsUs ?? 0));
    times.sort((a, b) => a - b);
    const codes = await readCodes(world.tools.ffmpeg, source);
    const frameUs = 1e6 / toNumber(timeline.frameRate);
    const first = times[0] ?? 0;
    return count(timeline.frames).map((slot) => {
      const shown = times.findLastIndex((us) => (us - first) / frameUs < slot + 3 / 8);
      return codes[shown];
    });
  };

  it('deinterlaces alike in chunks and as a whole', async () => {
    const { codes, inspection, plan } = await make(CLIPS.interlaced);
    expect(inspection.probe.video.fieldOrder).toBe('top-first');
    expect(plan.conform.deinterlace).toBe(true);
    expect(codes[0]).toHaveLength(100);
    expect(codes[0]).toEqual(count(100, 0, 2));
  }, 120_000);

  it('writes BT.709 tags, square pixels and no rotation', async () => {
    const { renditions, inspection } = await make(CLIPS.portraitRotated);
    expect(inspection.probe.video.display).toEqual({ width: 180, height: 320 });
    const document = await world.ffprobe.describe(renditions[0]?.file ?? '');
    expect(document.streams?.[0]).toMatchObject({
      ...{ width: 180, height: 320, sample_aspect_ratio: '1:1', pix_fmt: 'yuv420p' },
      ...{ color_primaries: 'bt709', color_transfer: 'bt709', color_space: 'bt709', color_range: 'tv' },
    });
    expect(document.streams?.[0]?.side_data_list).toBeUndefined();
  }, 120_000);

  it.each<[string, ClipMaker, { width: number; height: number }]>([
    ['wide samples', CLIPS.wideSamples, { width: 320, height: 180 }],
    ['an odd size', CLIPS.oddSize, { width: 320, height: 180 }],
    ['10-bit 4:2:2', CLIPS.tenBit422, { width: 320, height: 180 }],
    ['HDR10', CLIPS.hdr10, { width: 320, height: 180 }],
  ])(
    'makes an 8-bit 4:2:0 picture of square pixels out of %s',
    async (_name, maker, size) => {
      const { renditions } = await make(maker);
      const { streams } = await world.ffprobe.describe(renditions[0]?.file ?? '');
      expect(streams?.[0]).toMatchObject({
        ...size,
        pix_fmt: 'yuv420p',
        sample_aspect_ratio: '1:1',
        color_transfer: 'bt709',
      });
    },
    120_000,
  );

  it.each(['h265', 'av1'] as const)(
    'joins %s chunks without a seam',
    async (codec) => {
      const preset = codec === 'av1' ? '10' : 'ultrafast';
      const [group] = profile.video;
      const rungs = [{ name: '180p', height: 180, crf: 20, maxBitrate: 2_000_000, bufferSize: 4_000_000 }];
      const { codes, renditions } = await make(CLIPS.film, {
        video: [{ ...group, name: codec, codec, preset, rungs }],
      });
      expect(codes[0]).toEqual(count(97));
      const { streams } = await world.ffprobe.describe(renditions[0]?.file ?? '');
      expect(streams?.[0]?.codec_tag_string).toBe(codec === 'av1' ? 'av01' : 'hvc1');
    },
    180_000,
  );

  it('encodes nothing again that is in the store', async () => {
    const { master, inspection, plan } = await make(CLIPS.plain);
    const [group] = plan.groups;
    const [range] = group?.chunks ?? [];
    if (!group || !range) throw new Error('Nothing was planned.');
    const prefix = `work/test/${master.sha256}/${plan.hash}/${group.name}`;
    const task: EncodeChunkTask = {
      ...{ ingestId: 'other', master, video: inspection.probe.video, timeline: plan.timeline, conform: plan.conform },
      ...{ group: group.name, rungs: group.rungs, range, prefix },
    };
    const never = {
      ...world,
      threads: 1,
      ffmpeg: { ...world.ffmpeg, run: () => Promise.reject(new Error('encoded')) },
    };
    expect(await createEncodeChunk(never)(task)).toMatchObject({ reused: true, keys: chunkKeys(task) });
    await world.store.remove(chunkKeys(task)[1] ?? '');
    await expect(createEncodeChunk(never)(task)).rejects.toThrow('encoded');
    expect(await world.encodeChunk(task)).toMatchObject({ reused: false });
  }, 120_000);

  it('makes every planned frame of a damaged master', async () => {
    const { renditions } = await make(CLIPS.damaged);
    const { videoFrames } = await world.ffmpeg.decodeCheck(renditions[0]?.file ?? '');
    expect(videoFrames).toBe(100);
  }, 120_000);

  it('blames the master when its picture changes size', async () => {
    await expect(make(CLIPS.sizeChanges)).rejects.toMatchObject({ code: 'master/format-changes' });
  }, 120_000);

  it('blames the master when a chunk of it cannot be decoded, and nobody tries again', async () => {
    const { master, inspection, plan } = await make(CLIPS.plain);
    const ffmpeg = {
      ...world.ffmpeg,
      run: async (job: FfmpegJob) => {
        job.onLog?.({ from: ['vist#0:0/h264'], level: 'warning', text: 'corrupt decoded frame' });
        return world.ffmpeg.run({
          ...job,
          outputArgs: job.outputArgs.map((each) => each.replace('end_frame=', 'end_frame=1')),
        });
      },
    };
    const [group] = plan.groups;
    const [range] = group?.chunks ?? [];
    if (!group || !range) throw new Error('Nothing was planned.');
    const task: EncodeChunkTask = {
      ...{ ingestId: 'x', master, video: inspection.probe.video, timeline: plan.timeline, conform: plan.conform },
      ...{ group: group.name, rungs: group.rungs, range, prefix: 'work/undecodable' },
    };
    await expect(createEncodeChunk({ ...world, ffmpeg, threads: 1 })(task)).rejects.toMatchObject({
      code: 'master/undecodable',
      failure: { retry: false },
    });
  }, 120_000);

  it('refuses an output that is not what was planned', async () => {
    const { master, inspection, plan } = await make(CLIPS.plain);
    const [group] = plan.groups;
    if (!group) throw new Error('Nothing was planned.');
    const beyond = { ...plan.timeline, frames: 1000 };
    const task = { ingestId: 'x', master, video: inspection.probe.video, conform: plan.conform, group: 'beyond' };
    await expect(
      world.encodeChunk({
        ...task,
        timeline: beyond,
        rungs: group.rungs,
        range: { start: 50, end: 400 },
        prefix: 'work/beyond',
      }),
    ).rejects.toMatchObject({ code: 'encode/frames-mismatch' });
    expect(await world.store.find('work/beyond/50-400/h264-180p.mp4')).toBeUndefined();
  }, 120_000);
});
