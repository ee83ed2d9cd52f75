import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryContentKeys } from '../../adapters/content-keys/memory';
import { createFfmpeg } from '../../adapters/ffmpeg/ffmpeg';
import { createFfprobe } from '../../adapters/ffmpeg/ffprobe';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import { createLocalCopies } from '../../adapters/local-copies/local-copies';
import type { LocalCopies } from '../../adapters/local-copies/port';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import { createMp4Inspector } from '../../adapters/packager/inspector';
import { createPackager } from '../../adapters/packager/packager';
import type { Packager } from '../../adapters/packager/port';
import { type ClipMaker, clipMaker } from '../../adapters/packager/testing/clips';
import { createProcessRunner } from '../../adapters/process/runner';
import { testTools } from '../../tests/support/tools';
import type { PackagedVersion, PackageTask, VerifyTask } from '../../workflows/supply-chain/contract';
import { createPackageTitle } from './package-title';
import { createRecoverMaster } from './recover-master';
import { FRAMES, makeTask, PREFIX, TIMELINE } from './testing/package-task';
import { createVerifyPackage } from './verify-package';

let clips: ClipMaker;
let store: ObjectStore;
let copies: LocalCopies;
const contentKeys = createMemoryContentKeys();
let directory: string;
let task: PackageTask;
let packaged: PackagedVersion;
let packager: Packager;
let ports: Parameters<typeof createVerifyPackage>[0];
let runs = 0;

beforeAll(async () => {
  const tools = await testTools();
  const runner = createProcessRunner();
  clips = await clipMaker(tools.ffmpeg);
  directory = await mkdtemp(path.join(tmpdir(), 'headend-version-'));
  store = createMemoryStore();
  copies = createLocalCopies({
    store,
    cacheDir: path.join(directory, 'cache'),
    cacheBytes: 1e9,
    scratchDir: path.join(directory, 'scratch'),
  });
  const shaka = createPackager({ kind: 'shaka', path: tools.packager, runner });
  packager = {
    kind: 'shaka',
    package: (request, signal) => {
      runs++;
      return shaka.package(request, signal);
    },
  };
  ports = {
    store,
    copies,
    ffmpeg: remembering(createFfmpeg({ path: tools.ffmpeg, runner })),
    inspector: createMp4Inspector({ dir: tools.bento4Dir, runner }),
    contentKeys,
  };
  task = await makeTask(store, clips);
  await store.put(`${PREFIX}stray-of-an-earlier-attempt.m4s`, Buffer.from('x'), { contentType: 'x/y' });
  packaged = await createPackageTitle({ store, copies, packager, contentKeys })(task);
}, 120_000);
afterAll(async () => {
  await clips?.remove();
  await rm(directory, { recursive: true, force: true });
});

/** Decodes each content once: most samples stay the same from test to test. */
function remembering({ decodeCheck }: Pick<Ffmpeg, 'decodeCheck'>): Pick<Ffmpeg, 'decodeCheck'> {
  const known = new Map<string, ReturnType<Ffmpeg['decodeCheck']>>();
  return {
    decodeCheck: async (file) => {
      const hash = createHash('md5')
        .update(await readFile(file))
        .digest('hex');
      const result = known.get(hash) ?? decodeCheck(file);
      known.set(hash, result);
      return result;
    },
  };
}

const verify = (changes: Partial<VerifyTask> = {}) => {
  const { timeline, renditions, audio, captions } = task;
  return createVerifyPackage(ports)({ pack: packaged, timeline, renditions, audio, captions, ...changes });
};

/** A package is as good as the master that it was made of, where that is gone. */
async function expectRecovered(prefix: string): Promise<void> {
  const tools = await testTools();
  const runner = createProcessRunner();
  const ffmpeg = createFfmpeg({ path: tools.ffmpeg, runner });
  const ffprobe = createFfprobe({ path: tools.ffprobe, runner });
  const recover = createRecoverMaster({ store, copies, ffmpeg, ffprobe, contentKeys });
  const sounds = ['en', 'de'].map((language) => ({ folder: `audio/${language}-stereo`, language }));
  const order = { tenantId: task.tenantId, masterId: 'm', prefix, picture: 'video/h264-180p', segments: 5, sounds };
  const { master, inspection } = await recover(order);
  expect(inspection.probe.video).toMatchObject({ frames: FRAMES, frameRate: TIMELINE.frameRate, startUs: 0 });
  expect(inspection.probe.audio.map(({ language, channels }) => [language, channels])).toEqual([
    ['en', 2],
    ['de', 2],
  ]);
  await copies.use(master.objectKey, async (file) =>
    expect(await ffmpeg.decodeCheck(file)).toMatchObject({ videoFrames: FRAMES }),
  );
  expect(await recover(order)).toEqual({ master, inspection });
}

describe('packageTitle', () => {
  it('puts every object under the version, and says how many and how large', async () => {
    const keys: string[] = [];
    let bytes = 0;
    for await (const object of store.list(PREFIX)) {
      keys.push(object.key.slice(PREFIX.length));
      if (!object.key.endsWith('inventory.json')) bytes += object.bytes;
    }
    expect(keys).toEqual(
      expect.arrayContaining(['master.m3u8', 'manifest.mpd', 'poster.jpg', 'thumbnails/2.jpg', 'text/en/3.vtt']),
    );
    expect(keys).not.toContain('stray-of-an-earlier-attempt.m4s');
    expect(packaged).toEqual({
      ...{ versionId: 'v1', prefix: PREFIX, packager: 'shaka', objects: keys.length - 1, bytes },
      ...{ hlsKey: `${PREFIX}master.m3u8`, dashKey: `${PREFIX}manifest.mpd`, inventoryKey: `${PREFIX}inventory.json` },
    });
    expect(await store.find(`${PREFIX}video/h264-90p/1.m4s`)).toMatchObject({ contentType: 'video/iso.segment' });
  });

  it('answers the same task from its inventory, and packages again when anything differs', async () => {
    const before = runs;
    const again = createPackageTitle({ store, copies, packager, contentKeys });
    expect(await again(task)).toEqual(packaged);
    expect(runs).toBe(before);
    const renamed = { ...task, prefix: 'titles/t/1/v2/', versionId: 'v2' };
    await again(renamed);
    await again({ ...renamed, audio: task.audio.map((track) => ({ ...track, label: `${track.label} 2` })) });
    expect(runs).toBe(before + 2);
    expect(String(await store.read('titles/t/1/v2/master.m3u8'))).toContain('NAME="en 2"');
  }, 60_000);

  it.each(['clear', 'cbcs'] as const)(
    'folds a runt into the segment before it, %s, without pictures to wind by',
    async (scheme) => {
      const timeline = { ...TIMELINE, segmentFrames: 24, foldRunt: true as const };
      const versionId = `v-${scheme}`;
      const { thumbnails: _, ...rest } = { ...task, timeline, versionId, prefix: `titles/t/1/${versionId}/` };
      const protection = scheme === 'clear' ? {} : { protection: { scheme, clearLeadSegments: 0 } };
      const pack = await createPackageTitle({ store, copies, packager, contentKeys })({ ...rest, ...protection });
      const { tenantId, renditions, audio, captions } = task;
      await createVerifyPackage(ports)({ tenantId, pack, timeline, renditions, audio, captions });
      const lengths = async (track: string) =>
        [...String(await store.read(`${pack.prefix}${track}.m3u8`)).matchAll(/EXTINF:([\d.]+)/g)].map(([, length]) =>
          Number(length),
        );
      expect(await lengths('video/h264-180p')).toEqual([1.001, 1.001, 1.001, 1.001, 1.418083]);
      expect((await lengths('audio/en-stereo')).length).toBe(5);
      expect((await lengths('text/en')).at(-1)).toBeCloseTo(1.418, 2);
      expect(await store.find(`${pack.prefix}poster.jpg`)).toBeUndefined();
      await expectRecovered(pack.prefix);
    },
    60_000,
  );

  it('leaves no inventory when the packager fails', async () => {
    const failing: Packager = { kind: 'shaka', package: async () => Promise.reject(new Error('no')) };
    const doomed = { ...task, prefix: 'titles/t/1/v3/', versionId: 'v3' };
    await expect(createPackageTitle({ store, copies, packager: failing, contentKeys })(doomed)).rejects.toThrow('no');
    expect(await store.find('titles/t/1/v3/inventory.json')).toBeUndefined();
  });
});

describe('verifyPackage', () => {
  it('passes a right package, and tells what was looked at', async () => {
    const { checks } = await verify();
    expect(Object.fromEntries(checks.map(({ name, passed, detail }) => [name, `${passed} ${detail}`]))).toEqual({
      objects: `true ${packaged.objects} objects`,
      references: expect.stringMatching(/^true \d+ references$/),
      named: 'true 5 tracks',
      'key-ids': 'true 0 keys',
      'trick-play': 'true 2 I-frame playlists',
      'segment-grid': 'true 2 rungs of 130 frames',
      playlists: 'true 5 media playlists',
      durations: 'true 5 tracks of 5.422 s',
      codecs: 'true 2 variants',
      bandwidth: 'true 2 variants',
      subtitles: 'true 3 segments',
      'init-mp4box': 'true 4 init segments',
      'init-bento4': 'true 4 init segments',
      decode: 'true 12 segments',
    });
  }, 60_000);

  it('says so when Bento4 is not there', async () => {
    const inspector = createMp4Inspector({ dir: undefined, runner: createProcessRunner() });
    const { timeline, renditions, audio, captions } = task;
    const { checks } = await createVerifyPackage({ ...ports, inspector })({
      pack: packaged,
      timeline,
      renditions,
      audio,
      captions,
    });
    expect(checks).toContainEqual({ name: 'init-bento4', passed: true, detail: 'Bento4 is not installed: not tried' });
  }, 60_000);

  /** Damage one object; with `listed`, the inventory is mended to agree, so that deeper checks must find it. */
  async function damage(object: string, change: (bytes: Buffer) => Buffer | undefined, listed: boolean) {
    const key = PREFIX + object;
    const [before, inventory] = [await store.read(key), await store.read(packaged.inventoryKey)];
    const after = change(before);
    const meta = { contentType: 'x/y' };
    await (after ? store.put(key, after, meta) : store.remove(key));
    if (listed && after) {
      const etag = createHash('md5').update(after).digest('hex');
      const mended = JSON.parse(String(inventory));
      for (const each of mended.objects) if (each.path === object) Object.assign(each, { bytes: after.length, etag });
      await store.put(packaged.inventoryKey, Buffer.from(JSON.stringify(mended)), meta);
    }
    const failure = await verify().then(
      () => undefined,
      (error: { code: string; context: { errors: { field: string; message: string }[] } }) => error,
    );
    await store.put(key, before, meta);
    await store.put(packaged.inventoryKey, inventory, meta);
    expect(failure?.code).toBe('package/verification');
    return Object.fromEntries((failure?.context.errors ?? []).map(({ field, message }) => [field, message]));
  }
  const edit = (from: RegExp | string, to: string) => (bytes: Buffer) => {
    const text = bytes.toString();
    expect(text).toMatch(from);
    return Buffer.from(text.replace(from, to));
  };
  /** Change bytes inside the media of a segment, far behind its headers. */
  const scribble = (bytes: Buffer) => {
    const copy = Buffer.from(bytes);
    const mdat = copy.indexOf('mdat') + 4;
    copy.fill(0xff, mdat, mdat + 400);
    return copy;
  };
  const SEGMENT = 'video/h264-180p/2.m4s';

  it('finds a dropped segment', async () => {
    const found = await damage(SEGMENT, () => undefined, false);
    expect(found.objects).toBe(`${SEGMENT} is missing`);
    expect(found.references).toBe(`${SEGMENT} is named but missing`);
    expect(found['segment-grid']).toMatch(/h264-180p has 2 segments, not 3/);
    expect(found.durations ?? found.playlists).toBeDefined();
  }, 60_000);

  it('finds a truncated segment, by its size and by its boxes', async () => {
    const cut = (bytes: Buffer) => bytes.subarray(0, bytes.length - 100);
    expect((await damage(SEGMENT, cut, false)).objects).toMatch(/2\.m4s has \d+ bytes, not \d+/);
    expect((await damage(SEGMENT, cut, true)).readable).toMatch(/2\.m4s: A box at byte \d+ runs past the end/);
  }, 60_000);

  it('finds a segment that was changed without changing its size', async () => {
    expect((await damage(SEGMENT, scribble, false)).objects).toBe(`${SEGMENT} was changed after it was packaged`);
  }, 60_000);

  it('finds a segment that does not decode', async () => {
    expect((await damage('video/h264-90p/1.m4s', scribble, true)).decode).toMatch(/h264-90p\/1\.m4s/);
  }, 60_000);

  it('finds the segment of another rung position', async () => {
    const other = await store.read(`${PREFIX}video/h264-180p/1.m4s`);
    expect((await damage(SEGMENT, () => other, true))['segment-grid']).toMatch(/2\.m4s starts at frame 0, not 48/);
  }, 60_000);

  it('finds wrong CODECS and RESOLUTION in the multivariant playlist', async () => {
    const codecs = await damage('master.m3u8', edit(/CODECS="avc1\.[0-9a-f]+,/g, 'CODECS="avc1.640033,'), true);
    expect(codecs.codecs).toMatch(/CODECS of h264-\d+p is avc1\.640033,mp4a\.40\.2, the headers say avc1/);
    const size = await damage('master.m3u8', edit(/RESOLUTION=320x180,FRAME/, 'RESOLUTION=640x360,FRAME'), true);
    expect(size.codecs).toMatch(/RESOLUTION of h264-180p is 640x360, the header says 320x180/);
  }, 60_000);

  it('finds wrong codecs and durations in the MPD', async () => {
    expect((await damage('manifest.mpd', edit(/codecs="mp4a\.40\.2"/, 'codecs="ec-3"'), true)).codecs).toMatch(
      /MPD names .*ec-3/,
    );
    const longer = edit(/mediaPresentationDuration="[^"]+"/, 'mediaPresentationDuration="PT9S"');
    expect((await damage('manifest.mpd', longer, true)).durations).toMatch(/the MPD lasts 9.000 s/);
  }, 60_000);

  it('finds a BANDWIDTH that the files do not have', async () => {
    const half = edit(
      /BANDWIDTH=\d+,AVERAGE-BANDWIDTH=(\d+),CODECS="avc1[^"]+mp4a/g,
      'BANDWIDTH=9,AVERAGE-BANDWIDTH=$1,CODECS="avc1.64000c,mp4a',
    );
    const found = await damage('master.m3u8', half, true);
    expect(found.bandwidth).toMatch(/BANDWIDTH of h264-\d+p is 9, measured \d+/);
    expect(found.bandwidth).toMatch(/AVERAGE-BANDWIDTH of h264-\d+p is above its BANDWIDTH/);
  }, 60_000);

  it('finds a playlist that is short, lies about a duration, or names what is not there', async () => {
    const short = edit(/#EXTINF[^\n]+\ntext\/en\/3\.vtt\n|#EXTINF[^\n]+\nen\/3\.vtt\n/, '');
    expect((await damage('text/en.m3u8', short, true)).durations).toMatch(
      /playlist of text en lasts 4.004 s, the programme 5.422 s/,
    );
    const lie = edit(/EXTINF:2\.002000/, 'EXTINF:2.302000');
    expect((await damage('video/h264-90p.m3u8', lie, true)).playlists).toMatch(
      /1\.m4s lasts 2.002 s, its EXTINF says 2.302/,
    );
    const stray = edit(/de-stereo\/2\.m4s/, 'de-stereo/7.m4s');
    expect((await damage('audio/de-stereo.m3u8', stray, true)).references).toBe(
      'audio/de-stereo/7.m4s is named but missing',
    );
  }, 60_000);

  it('finds what no manifest names: a rendition, a language, subtitles, the end of a track', async () => {
    const rung = edit(/#EXT-X-STREAM-INF[^\n]+\nvideo\/h264-180p\.m3u8\n/, '');
    expect(await damage('master.m3u8', rung, true)).toMatchObject({
      codecs: 'no variant has video h264-180p',
      named: 'video/h264-180p.m3u8 is not reached from master.m3u8',
    });
    const language = edit(/#EXT-X-MEDIA:[^\n]+de-stereo[^\n]+\n/, '');
    expect((await damage('master.m3u8', language, true)).codecs).toBe('no variant has audio de-stereo');
    const words = edit(/#EXT-X-MEDIA:TYPE=SUBTITLES[^\n]+\n|,SUBTITLES="[^"]+"/g, '');
    expect((await damage('master.m3u8', words, true)).named).toMatch(
      /^text\/en\.m3u8 is not reached from master\.m3u8; text\/en\/1\.vtt is not/,
    );
    const end = edit(/(initialization="video\/h264-180p[^>]+>\s*<SegmentTimeline>\s*<S [^>]+>\s*)<S [^>]+>/, '$1');
    expect(await damage('manifest.mpd', end, true)).toEqual({
      named: 'video/h264-180p/3.m4s is not named in manifest.mpd',
    });
    const text = edit(/text\/en\.vtt/, 'text/en/1.vtt');
    expect((await damage('manifest.mpd', text, true)).named).toBe('text/en.vtt is not named in manifest.mpd');
  }, 60_000);

  it('finds what breaks a rule of HLS', async () => {
    const groupless = edit(/#EXT-X-MEDIA:TYPE=SUBTITLES[^\n]+\n/g, '');
    expect((await damage('master.m3u8', groupless, true)).readable).toMatch(/SUBTITLES attribute MUST match/);
    const early = edit(/#EXTM3U\n/, '');
    expect((await damage('video/h264-90p.m3u8', early, true)).readable).toMatch(/EXTM3U/);
  }, 60_000);

  it('finds subtitles without a map to the media clock', async () => {
    const bare = edit(/X-TIMESTAMP-MAP[^\n]+\n/, '');
    expect((await damage('text/en/1.vtt', bare, true)).subtitles).toBe('text/en/1.vtt has no X-TIMESTAMP-MAP');
  }, 60_000);

  it('finds an init segment that is not of its rung', async () => {
    const other = await store.read(`${PREFIX}video/h264-90p/init.mp4`);
    const found = await damage('video/h264-180p/init.mp4', () => other, true);
    expect(found.codecs).toMatch(/RESOLUTION of h264-180p is 320x180, the header says 160x90/);
  }, 60_000);

  it('finds a title that lost frames between plan and package', async () => {
    await expect(verify({ timeline: { ...TIMELINE, frames: FRAMES + 5 } })).rejects.toThrow(
      /segment-grid: h264-90p holds 130 frames, not 135.*durations: /,
    );
  }, 60_000);

  it('finds a missing inventory', async () => {
    await expect(verify({ pack: { ...packaged, inventoryKey: 'titles/t/1/none.json' } })).rejects.toThrow(
      /there is no inventory/,
    );
  }, 60_000);
});
