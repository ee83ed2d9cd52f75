import { rational } from '../../media/rational';
import { dashManifest } from '../../packaging/dash';
import { hlsPlaylists } from '../../packaging/hls';
import type { PackageFacts } from '../../packaging/package-facts';
import type { TrackFacts } from '../../packaging/tracks';
import { mediaPlaylistsOf, readLinearAsset } from './asset';
import { conformity } from './conformity';
import { FORMAT } from './testing/channel';

const KIDS = ['9eb4050d-e44b-4802-932e-27d75083e266', 'ccbf5fb4-c965-4be7-a130-4ffcc38ec1f2'] as const;

/** A track whose segments last so many ticks. */
function track(folder: string, init: Partial<TrackFacts['init']>, ticks: readonly number[], bytes: number): TrackFacts {
  let at = 0;
  return {
    initPath: `${folder}/init.mp4`,
    initBytes: 700,
    init: {
      ...{ kind: 'video', codec: 'avc1.64001f', timescale: 24_000, editShift: 0, declaredDuration: 0, language: 'und' },
      ...{ brands: ['cmfc'], defaults: { duration: 1001, size: 0, flags: 0 } },
      ...init,
    } as TrackFacts['init'],
    segments: ticks.map((duration, index) => {
      const start = at;
      at += duration;
      const place = {
        start: 0,
        end: bytes,
        firstSampleEnd: 100,
        startsWithSync: true,
        mediaBytes: bytes,
        samples: 1,
        duration,
      };
      const fragments = [
        { ...place, encrypted: init.protection !== undefined, decodeTime: start, presentationTime: start },
      ];
      return { path: `${folder}/${index + 1}.m4s`, bytes, fragments };
    }),
  };
}

const PICTURE = [144_144, 144_144, 24_024];
const SOUND = [288_768, 288_768, 47_104];

function facts(encrypted: boolean): PackageFacts {
  const under = (kid: string) =>
    encrypted ? { protection: { scheme: 'cbcs', kid } as TrackFacts['init']['protection'] } : {};
  const sound = track(
    'audio/en',
    { kind: 'audio', codec: 'mp4a.40.2', timescale: 48_000, sampleRate: 48_000, ...under(KIDS[1]) },
    SOUND,
    90_000,
  );
  const spoken = { language: 'en', channels: 2, default: true, facts: sound };
  return {
    ...{ frameRate: rational(24_000, 1001), frames: 312, segmentFrames: 144 },
    video: [
      { name: '360p', facts: track('video/360p', { width: 640, height: 360, ...under(KIDS[0]) }, PICTURE, 300_000) },
      { name: '720p', facts: track('video/720p', { width: 1280, height: 720, ...under(KIDS[0]) }, PICTURE, 900_000) },
    ],
    audio: [
      { id: 'en', label: 'English', ...spoken },
      { id: 'en-note', label: 'Director', kind: 'commentary', ...spoken, default: false },
    ],
    text: [
      {
        ...{ id: 'en', language: 'en', label: 'English', kind: 'captions' as const, wholePath: 'text/en.vtt' },
        segments: [6.006, 6.006, 1.001].map((seconds, at) => ({ path: `text/en/${at + 1}.vtt`, seconds, bytes: 100 })),
      },
    ],
    ...(encrypted
      ? {
          protection: {
            scheme: 'cbcs' as const,
            keys: KIDS.map((kid, at) => ({
              kid,
              label: at ? ('AUDIO' as const) : ('SD' as const),
              key: Buffer.alloc(16, at),
              iv: Buffer.alloc(16),
            })),
          },
        }
      : {}),
  } as PackageFacts;
}

function read(encrypted: boolean) {
  const files = new Map(hlsPlaylists(facts(encrypted)).map(({ path, text }) => [path, text]));
  const master = files.get('master.m3u8') ?? '';
  const mpd = dashManifest(facts(encrypted)).text;
  const mediaPlaylists = new Map(mediaPlaylistsOf(master).map((path) => [path, files.get(path) ?? '']));
  return readLinearAsset({ versionId: 'ver_1', titleId: 'tit_1', master, mediaPlaylists, mpd });
}

describe('a version as channels carry it', () => {
  it('has the tracks of its own manifests, in whole ticks', () => {
    const asset = read(false);
    expect(asset).toMatchObject({ versionId: 'ver_1', titleId: 'tit_1', segments: 3 });
    expect(
      asset.video.map(({ folder, height, ticks, timescale, frameRate }) => [
        folder,
        height,
        ticks,
        timescale,
        frameRate,
      ]),
    ).toEqual([
      ['video/720p', 720, PICTURE, 24_000, '24000/1001'],
      ['video/360p', 360, PICTURE, 24_000, '24000/1001'],
    ]);
    expect(asset.audio).toMatchObject([
      { folder: 'audio/en', language: 'en', channels: 2, sampleRate: 48_000, ticks: SOUND },
    ]);
    expect(asset.text).toMatchObject([
      { folder: 'text/en', language: 'en', timescale: 1000, ticks: [6006, 6006, 1001] },
    ]);
    expect([...asset.video, ...asset.audio].flatMap(({ keyLines }) => keyLines)).toEqual([]);
  });

  it('knows rates of pictures by themselves', () => {
    const [tall, low] = read(false).video;
    expect(tall!.averageBandwidth).toBeLessThanOrEqual(tall!.bandwidth);
    expect(tall!.averageBandwidth).toBeGreaterThan(low!.averageBandwidth);
  });

  it('takes keys over as they stand', () => {
    const { video, audio } = read(true);
    expect(video[0]?.keyLines).toHaveLength(4);
    expect(video[0]?.keyLines.every((line) => line.startsWith('#EXT-X-KEY:METHOD=SAMPLE-AES,'))).toBe(true);
    expect(audio[0]?.keyLines).not.toEqual(video[0]?.keyLines);
    expect(video[0]?.contentProtection.match(/<ContentProtection/g)).toHaveLength(4);
    expect(video[0]?.contentProtection).toContain(KIDS[0]);
    expect(audio[0]?.contentProtection).toContain(KIDS[1]);
  });

  it('refuses an MPD of others', () => {
    const foreign = {
      versionId: 'v',
      titleId: 't',
      master: '',
      mediaPlaylists: new Map(),
      mpd: '<MPD><Period/></MPD>',
    };
    expect(() => readLinearAsset(foreign)).toThrow(RangeError);
  });
});

describe('what keeps a version from a channel', () => {
  const codes = (asset: ReturnType<typeof read>, format = FORMAT) => conformity(asset, format).map(({ code }) => code);

  it('is nothing for one that fits', () => expect(codes(read(false), { ...FORMAT, audio: ['en'] })).toEqual([]));
  it('is a language that it lacks, which does not block it', () => {
    expect(conformity(read(false), FORMAT)).toMatchObject([{ code: 'language-missing', blocks: false }]);
  });
  it('is a segment longer than the target', () => {
    expect(codes(read(false), { ...FORMAT, audio: ['en'], targetSeconds: 4 })).toContain('segment-too-long');
  });
  it('is sound that is not there, or leaves the grid', () => {
    const asset = read(false);
    expect(codes({ ...asset, audio: [] })).toContain('no-sound');
    const [sound] = asset.audio;
    expect(codes({ ...asset, audio: [{ ...sound!, ticks: [240_000, 288_768, 95_872] }] })).toContain('segment-grid');
  });
  it('is a runt at its end', () => {
    const asset = read(false);
    const video = asset.video.map((each) => ({ ...each, ticks: [144_144, 144_144, 1001] }));
    expect(codes({ ...asset, video })).toContain('runt-tail');
  });
});
