import { rational } from '../media/rational';
import type { TrackFacts } from './tracks';
import {
  checkBandwidth,
  checkCodecs,
  checkDurations,
  checkGrid,
  checkPlaylists,
  type VerifiedTrack,
  type VerifiedVariant,
} from './verification';

const TITLE = { frameRate: rational(25), frames: 100, gopFrames: 50, segmentFrames: 50 };

/** A track of two segments of two seconds. */
function track(kind: 'video' | 'audio', name: string, init: Partial<TrackFacts['init']> = {}): VerifiedTrack {
  const codec = kind === 'video' ? 'avc1.64001f' : 'mp4a.40.2';
  const segments = [0, 1].map((at) => ({
    path: `${kind}/${name}/${at + 1}.m4s`,
    bytes: 1000,
    fragments: [
      {
        ...{ start: 0, end: 1000, firstSampleEnd: 100, startsWithSync: true, mediaBytes: 900, encrypted: false },
        ...{ decodeTime: at * 2000, presentationTime: at * 2000, duration: 2000, samples: 50 },
      },
    ],
  }));
  return {
    ...{ kind, name, target: 2 },
    playlist: segments.map(({ path, bytes }) => ({ path, bytes, seconds: 2 })),
    facts: {
      ...{ initPath: `${kind}/${name}/init.mp4`, initBytes: 700, segments },
      init: {
        ...{ kind, codec, timescale: 1000, editShift: 0, declaredDuration: 0, language: 'und', brands: [] },
        ...{ defaults: { duration: 40, size: 0, flags: 0 }, sampleRate: kind === 'audio' ? 48_000 : undefined },
        ...(kind === 'video' ? { width: 640, height: 360 } : {}),
        ...init,
      },
    },
  };
}
const tracks = () => [track('video', 'v'), track('audio', 'a')];
const variant: VerifiedVariant = {
  ...{ video: 'v', audio: ['a'], bandwidth: 8000, averageBandwidth: 8000, width: 640, height: 360 },
  codecs: ['avc1.64001f', 'mp4a.40.2'],
};
const CODECS = ['avc1.64001f', 'mp4a.40.2'];
const changed = (change: (all: VerifiedTrack[]) => void): VerifiedTrack[] => {
  const all = tracks();
  change(all);
  return all;
};
const detail = ({ passed, detail }: { passed: boolean; detail: string }): string => (passed ? 'passed' : detail);

it('passes what is as it should be', () => {
  const checks = [
    checkGrid(tracks(), TITLE),
    checkDurations(tracks(), TITLE, 4),
    checkPlaylists(tracks()),
    checkCodecs(tracks(), [variant], CODECS),
    checkBandwidth(tracks(), [variant]),
  ];
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

describe('what is no number at all', () => {
  it('is no duration', () => {
    expect(detail(checkDurations(tracks(), TITLE, Number.NaN))).toMatch(/the MPD lasts NaN s/);
    const stopped = changed(([video]) => {
      if (video?.facts) video.facts.init.timescale = 0;
    });
    expect(detail(checkDurations(stopped, TITLE, 4))).toMatch(/video v lasts/);
    expect(detail(checkGrid(stopped, TITLE))).toMatch(/starts at frame NaN/);
  });

  it('is no length of a segment', () => {
    const unread = changed(([, audio]) => {
      for (const segment of audio?.playlist ?? []) segment.seconds = Number.NaN;
    });
    expect(detail(checkPlaylists(unread))).toMatch(/audio\/a\/1\.m4s lasts 2\.000 s, its EXTINF says NaN/);
    const words = changed(([, audio]) => {
      if (audio) Object.assign(audio, { kind: 'text', facts: undefined });
      for (const segment of audio?.playlist ?? []) segment.seconds = Number.NaN;
    });
    expect(detail(checkPlaylists(words))).toMatch(/lasts longer than/);
  });

  it('is no bit rate', () => {
    expect(detail(checkBandwidth(tracks(), [{ ...variant, bandwidth: Number.NaN }]))).toMatch(/BANDWIDTH of v is NaN/);
  });
});

it('measures sound whose header has no sampling rate as closely as any other', () => {
  const long = [track('video', 'v'), track('audio', 'a', { sampleRate: 0 })];
  const last = long[1]?.facts?.segments.at(-1)?.fragments[0];
  if (last) last.duration = 3000;
  expect(detail(checkDurations(long, TITLE, 4))).toMatch(/audio a lasts 5\.000 s/);
});

it('misses the beginning of sound that comes late, though it lasts as long as the picture', () => {
  const late = [track('video', 'v'), track('audio', 'a', { editShift: -500 })];
  expect(detail(checkDurations(late, TITLE, 4))).toBe('audio a begins after 0.500 s');
});

it('takes no codec twice for two codecs', () => {
  const twice = { ...variant, codecs: ['avc1.64001f', 'avc1.64001f'] };
  expect(detail(checkCodecs(tracks(), [twice], CODECS))).toMatch(/CODECS of v is avc1\.64001f,avc1\.64001f/);
});

it('misses renditions and languages that no variant has', () => {
  const more = [...tracks(), track('video', 'w'), track('audio', 'b')];
  const found = detail(checkCodecs(more, [variant], [...CODECS, ...CODECS]));
  expect(found).toBe('no variant has video w; no variant has audio b');
});
