import fc from 'fast-check';
import type { MasterProbe } from '../media/probe';
import type { EncodeProfile } from '../media/profile';
import { rational } from '../media/rational';
import { planTitle } from '../media/title-plan';
import { RUNT_SECONDS, segmentCount } from '../packaging/tracks';
import {
  conditioningWishes,
  curable,
  formatOf,
  layoutOf,
  linearAudio,
  linearProfile,
  protectionOf,
  readLayout,
} from './conditioning';
import type { Conditioning, PickableTitle } from './library';
import type { LinearAsset } from './types';

const BASE: EncodeProfile = {
  ...{ name: 'house', version: 1, gopMs: 2000, segmentMs: 6000, chunkMs: 10_000, maxFrameRate: 60 },
  video: [
    {
      ...{ name: 'h264', codec: 'h264', preset: 'veryfast' },
      rungs: [
        { name: '720p', height: 720, crf: 22, maxBitrate: 2_800_000, bufferSize: 4_600_000 },
        { name: '360p', height: 360, crf: 23, maxBitrate: 1_000_000, bufferSize: 1_600_000 },
      ],
    },
  ],
  audio: {
    ...{ codec: 'aac', stereoBitrate: 128_000, surroundBitrate: 384_000, surround: true, maxTracks: 32 },
    loudness: { targetLufs: -23, maxTruePeakDbtp: -1 },
  },
  captions: { maxCharactersPerLine: 42, maxLines: 2, maxCharactersPerSecond: 20 },
  thumbnails: { everyMs: 5000, width: 240 },
  protection: { scheme: 'none' },
};
const RATES = [
  ...[rational(24_000, 1001), rational(24, 1), rational(25, 1), rational(30_000, 1001), rational(30, 1)],
  ...[rational(50, 1), rational(60_000, 1001), rational(60, 1), rational(25, 2), rational(10, 1), rational(120, 1)],
];
const layouts = fc.record({
  targetSeconds: fc.integer({ min: 2, max: 10 }),
  heights: fc.uniqueArray(fc.integer({ min: 100, max: 2160 }), { minLength: 1, maxLength: 5 }),
});

const track = (seconds: number[], more: object = {}) => ({
  ...{ folder: 'video/h264-360p', codec: 'avc1', timescale: 1000, startTicks: 0, bandwidth: 1, averageBandwidth: 1 },
  ...{ ticks: seconds.map((each) => each * 1000), keyLines: [], contentProtection: '', ...more },
});
const asset = (seconds: number[], { sound = true, height = 360, channels = 2, locked = '' } = {}): LinearAsset => ({
  ...{ versionId: 'ver_1', titleId: 'tit_1', text: [], segments: seconds.length },
  video: [{ ...track(seconds, { contentProtection: locked }), width: 640, height, frameRate: '25' }],
  audio: sound ? [{ ...track(seconds, { folder: 'audio/en' }), language: 'en', channels, sampleRate: 48_000 }] : [],
});
const FORMAT = formatOf({ targetSeconds: 6, heights: [720, 360] });
const codes = (of: LinearAsset) => curable(of, FORMAT).map(({ code }) => code);

describe('layouts', () => {
  it('are the same for channels with the same heights and grid, and read back', () => {
    const rungs = [720, 360, 720].map((height, index) => ({ name: `r${index}`, height }));
    expect(layoutOf({ targetSeconds: 6, rungs })).toBe('6s-720-360');
    fc.assert(
      fc.property(layouts, (layout) => {
        const name = layoutOf(formatOf(layout));
        expect(layoutOf(formatOf(readLayout(name)))).toBe(name);
        expect(name.length).toBeLessThan(40);
      }),
    );
  });
  it.each(['', '6s', '6s-', '-720', 'x-720', '6s-720;'])('%p is none', (name) => {
    expect(() => readLayout(name)).toThrow(RangeError);
  });
});

describe('linearProfile', () => {
  it('cuts whole GOPs that never round to more than the target, at any frame rate, with a runt folded in or not', () => {
    fc.assert(
      fc.property(
        layouts,
        fc.constantFrom(...RATES),
        fc.integer({ min: 1, max: 100_000 }),
        (layout, frameRate, frames) => {
          const video = { frameRate, frames, display: { width: 1280, height: 720 } } as MasterProbe['video'];
          const probe = { video, audio: [], text: [] } as unknown as MasterProbe;
          const { timeline, groups } = planTitle(linearProfile(BASE, layout, video), probe, []);
          const seconds = (count: number) => (count * timeline.frameRate.den) / timeline.frameRate.num;
          expect(timeline.segmentFrames % timeline.gopFrames).toBe(0);
          expect(Math.round(seconds(timeline.segmentFrames))).toBeLessThanOrEqual(layout.targetSeconds);
          const count = segmentCount({ ...timeline, foldRunt: true });
          const last = seconds(timeline.frames - (count - 1) * timeline.segmentFrames);
          expect(Math.round(last)).toBeLessThanOrEqual(layout.targetSeconds);
          if (count > 1) expect(last).toBeGreaterThanOrEqual(RUNT_SECONDS);
          expect(groups.flatMap(({ rungs }) => rungs).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps whole seconds at the usual rates', () => {
    const grid = (targetSeconds: number, index: number) => {
      const { gopMs, segmentMs } = linearProfile(BASE, { targetSeconds, heights: [720] }, { frameRate: RATES[index]! });
      return [gopMs, segmentMs];
    };
    expect(grid(6, 0)).toEqual([2000, 6000]);
    expect(grid(5, 2)).toEqual([1000, 5000]);
  });

  it('has the rungs of the channel with the qualities of the nearest one, in the clear and in stereo', () => {
    const profile = linearProfile(BASE, { targetSeconds: 6, heights: [720, 180] }, { frameRate: rational(25, 1) });
    expect(profile.video[0]?.rungs).toEqual([
      { name: '720p', height: 720, crf: 22, maxBitrate: 2_800_000, bufferSize: 4_600_000 },
      { name: '180p', height: 180, crf: 23, maxBitrate: 353_553, bufferSize: 565_685 },
    ]);
    expect(profile).toMatchObject({ name: 'linear', audio: { surround: false } });
    expect(profile.protection).toBeUndefined();
  });
});

describe('linearAudio', () => {
  const sound = {
    language: 'en',
    label: 'English',
    sampleRate: 48000,
    bitrate: 1,
    loudness: BASE.audio.loudness,
  } as const;
  it('puts every track into stereo', () => {
    const mono = { ...sound, id: 'en-mono', sources: [1], layout: 'mono', default: true } as const;
    expect(linearAudio([{ ...mono, sources: [1] }], BASE)).toEqual([{ ...mono, layout: 'stereo' }]);
  });
  it('is silence where there is none', () => {
    expect(linearAudio([], BASE)).toMatchObject([{ id: 'zxx-stereo', sources: [], layout: 'stereo', default: true }]);
  });
});

describe('curable', () => {
  it.each([
    ['nothing of a version that fits', asset([6, 6, 3]), []],
    ['segments that are too long', asset([10, 10]), ['segment-too-long', 'segment-too-long']],
    ['a title without sound', asset([6, 6], { sound: false }), ['no-sound']],
    ['mono', asset([6, 6], { channels: 1 }), ['sound-layout']],
    ['nothing as small as the smallest rung', asset([6, 6], { height: 540 }), ['rung-missing']],
    ['nothing of a version without a picture', { ...asset([10]), video: [] }, []],
  ])('is %s', (_what, of, expected) => {
    expect(codes(of)).toEqual(expected);
  });
});

describe('conditioningWishes', () => {
  const NOW = Date.UTC(2026, 10, 23, 18);
  const was = (state: Conditioning['state'], minutes = 1): Conditioning => ({
    ...{ state, progress: 0.5, updatedAt: new Date(NOW - minutes * 60_000) },
  });
  const title = (id: string, own: LinearAsset, conditioning?: Conditioning, airs = false): PickableTitle =>
    ({
      ...{ titleId: id, asset: airs ? own : undefined },
      current: { versionId: `v-${id}`, asset: own, conditioning },
    }) as unknown as PickableTitle;
  const long = asset([10, 10]);
  const due = (library: PickableTitle[]) => conditioningWishes(library, FORMAT, NOW).due.map(({ titleId }) => titleId);

  it('is a few at a time, what cannot be carried before what could be carried better', () => {
    const library = [title('a', asset([6], { channels: 1 }), undefined, true), title('b', long), title('c', long)];
    expect(due(library)).toEqual(['b', 'c']);
    expect(due([title('a', long, was('running')), title('b', long), title('c', long)])).toEqual(['b']);
  });
  it.each([
    ['made', was('done'), []],
    ['refused', was('refused', 6000), []],
    ['under way', was('running'), []],
    ['failed a moment ago', was('failed'), []],
    ['failed an hour ago', was('failed', 61), ['a']],
    ['not heard of for an hour', was('running', 61), ['a']],
  ])('leaves what was %s, or takes it up again', (_what, conditioning, expected) => {
    expect(due([title('a', long, conditioning)])).toEqual(expected);
    expect(conditioningWishes([title('a', long, conditioning)], FORMAT, NOW).wanted).toHaveLength(1);
  });
  it('wants nothing of titles that fit, and of those nobody has read', () => {
    const unread = { titleId: 'b', current: { versionId: 'v' } } as unknown as PickableTitle;
    expect(conditioningWishes([title('a', asset([6, 6])), unread], FORMAT, NOW)).toEqual({ wanted: [], due: [] });
  });
});

describe('protectionOf', () => {
  const element = (scheme: string) =>
    `<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="${scheme}"/>`;
  it.each([
    ['', undefined],
    [element('cbcs'), 'cbcs'],
    [element('cenc'), 'cenc'],
  ])('of %p is %p', (locked, scheme) => {
    expect(protectionOf(asset([6], { locked }))?.scheme).toBe(scheme);
  });
});
