import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryContentKeys } from '../../adapters/content-keys/memory';
import type { ContentKeys } from '../../adapters/content-keys/port';
import { createSpekeKeys } from '../../adapters/content-keys/speke-keys';
import { type SpekeProvider, startSpekeProvider } from '../../adapters/content-keys/testing/provider';
import { createFfmpeg } from '../../adapters/ffmpeg/ffmpeg';
import { createLocalCopies } from '../../adapters/local-copies/local-copies';
import { createMemoryStore } from '../../adapters/object-store/memory';
import { createMp4Inspector } from '../../adapters/packager/inspector';
import { createPackager } from '../../adapters/packager/packager';
import { type ClipMaker, clipMaker } from '../../adapters/packager/testing/clips';
import { createProcessRunner } from '../../adapters/process/runner';
import { boxes, needBox } from '../../domain/packaging/boxes';
import { readInit } from '../../domain/packaging/fmp4';
import { testTools } from '../../tests/support/tools';
import type {
  PackagedVersion,
  PackageTask,
  VerificationReport,
  VerifyTask,
} from '../../workflows/supply-chain/contract';
import { decryptSegment } from './decrypt-segment';
import { createPackageTitle } from './package-title';
import { makeTask, PREFIX, TIMELINE } from './testing/package-task';
import { createVerifyPackage } from './verify-package';

interface Stage {
  packageTitle: ReturnType<typeof createPackageTitle>;
  check: ReturnType<typeof createVerifyPackage>;
}

const store = createMemoryStore();
const contentKeys = createMemoryContentKeys();
let clips: ClipMaker;
let directory: string;
let task: PackageTask;
let pack: PackagedVersion;
let packageTitle: ReturnType<typeof createPackageTitle>;
let stageWith: (keys: ContentKeys) => Stage;
let verify: (changes?: Partial<VerifyTask>) => Promise<VerificationReport>;

beforeAll(async () => {
  const tools = await testTools();
  const runner = createProcessRunner();
  clips = await clipMaker(tools.ffmpeg);
  directory = await mkdtemp(path.join(tmpdir(), 'headend-protect-'));
  const copies = createLocalCopies({
    store,
    cacheDir: path.join(directory, 'cache'),
    cacheBytes: 1e9,
    scratchDir: path.join(directory, 'scratch'),
  });
  const given = { store, copies: await copies };
  const packager = createPackager({ kind: 'shaka', path: tools.packager, runner });
  const ffmpeg = createFfmpeg({ path: tools.ffmpeg, runner });
  const inspector = createMp4Inspector({ dir: tools.bento4Dir, runner });
  stageWith = (keys) => ({
    packageTitle: createPackageTitle({ ...given, packager, contentKeys: keys }),
    check: createVerifyPackage({ ...given, ffmpeg, inspector, contentKeys: keys }),
  });
  const stage = stageWith(contentKeys);
  packageTitle = stage.packageTitle;
  task = { ...(await makeTask(store, clips)), protection: { scheme: 'cbcs', clearLeadSegments: 0 } };
  pack = await packageTitle(task);
  verify = (changes) => stage.check({ ...task, pack, ...changes });
}, 120_000);
afterAll(async () => {
  await clips?.remove();
  await rm(directory, { recursive: true, force: true });
});

describe('a title that its profile encrypts', () => {
  it('is packaged with a key for sound and one for its pictures, and tells which', async () => {
    const kept = await contentKeys.ofVersion('t', 'v1');
    expect(pack.protection).toEqual({ scheme: 'cbcs', clearLeadSegments: 0, keys: kept });
    expect(kept.map(({ label }) => label)).toEqual(['AUDIO', 'SD']);
  });

  it('passes verification, every segment decrypted and compared with its encode', async () => {
    const { checks } = await verify();
    expect(checks).toContainEqual({ name: 'decryption', passed: true, detail: '12 segments' });
    expect(checks).toContainEqual({ name: 'key-ids', passed: true, detail: '2 keys' });
  }, 60_000);

  it('takes the same keys when it is packaged again', async () => {
    await store.remove(pack.inventoryKey);
    expect((await packageTitle(task)).protection).toEqual(pack.protection);
  }, 60_000);

  it('is packaged anew when it is ordered in the clear, or with a clear lead', async () => {
    const { protection: _, ...clear } = task;
    expect((await packageTitle({ ...clear, prefix: 'titles/t/1/v2/' })).protection).toBeUndefined();
    const lead = { scheme: 'cbcs', clearLeadSegments: 1 } as const;
    const led = await packageTitle({ ...task, prefix: 'titles/t/1/v3/', protection: lead });
    await expect(verify({ pack: led })).resolves.toBeDefined();
    const denied = { ...led, protection: { ...lead, clearLeadSegments: 0, keys: led.protection?.keys ?? [] } };
    await expect(verify({ pack: denied })).rejects.toThrow(/1\.m4s is in the clear/);
  }, 60_000);
});

it('passes a title of silence, whose frames are shorter than a block and so not encrypted under cbcs', async () => {
  const seconds = (TIMELINE.frames * 1001) / 24000;
  const file = await clips.audio('silence.mp4', { seconds, pitch: 0 });
  const { bytes } = await store.putFile('work/silence.mp4', file, { contentType: 'video/mp4' });
  const audio = task.audio.slice(0, 1).map((track) => ({ ...track, objectKey: 'work/silence.mp4', bytes }));
  const silent = { ...task, audio, versionId: 'v8', prefix: 'titles/t/1/v8/' };
  for (const clearLeadSegments of [0, 1]) {
    const led = {
      ...silent,
      prefix: `${silent.prefix}${clearLeadSegments}/`,
      protection: { scheme: 'cbcs', clearLeadSegments } as const,
    };
    const { checks } = await verify({ ...led, pack: await packageTitle(led) });
    expect(checks).toContainEqual({ name: 'decryption', passed: true, detail: '9 segments' });
  }
}, 60_000);

describe('a title under the keys of a foreign provider', () => {
  let provider: SpekeProvider;
  beforeAll(async () => {
    provider = await startSpekeProvider();
  });
  afterAll(() => provider?.close());

  it('is packaged with them, samples begin with its vectors, and all of it decrypts to the encode', async () => {
    const { url, kept } = provider;
    const { packageTitle, check } = stageWith(createMemoryContentKeys(createSpekeKeys({ url })));
    const foreign = { ...task, versionId: 'v7', prefix: 'titles/t/1/v7/' };
    const pack = await packageTitle(foreign);
    const kids = pack.protection?.keys.map(({ kid }) => kid) ?? [];
    expect(kids).toEqual([...kept.keys()]);
    const [sound, pictures] = kids.map((kid) => kept.get(kid)?.iv ?? Buffer.alloc(0));
    const header = (file: string) => store.read(`${pack.prefix}${file}/init.mp4`);
    expect((await header('audio/en-stereo')).includes(sound ?? '')).toBe(true);
    expect((await header('video/h264-90p')).includes(pictures ?? '')).toBe(true);
    const { checks } = await check({ ...foreign, pack });
    expect(checks).toContainEqual({ name: 'decryption', passed: true, detail: '12 segments' });
  }, 60_000);
});

describe('pictures for fast winding', () => {
  const clear = { scheme: 'cbcs', clearLeadSegments: 0, trickPlay: 'clear' } as const;

  it('are in the clear by profile, and compared with the rendition', async () => {
    const pack = await packageTitle({ ...task, prefix: 'titles/t/1/v5/', protection: clear });
    expect((await verify({ pack })).checks).toContainEqual({
      name: 'trick-play',
      passed: true,
      detail: '2 I-frame playlists in the clear',
    });
    const file = `${pack.prefix}video/h264-90p-iframes/2.m4s`;
    const bytes = await store.read(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
    await store.put(file, bytes, { contentType: 'video/iso.segment' });
    await expect(verify({ pack })).rejects.toThrow(/trick-play: .*2\.m4s does not hold the I-frames/);
  }, 60_000);

  it('are refused in the clear where the profile wants them under the SD key', async () => {
    const pack = await packageTitle({ ...task, prefix: 'titles/t/1/v6/', protection: clear });
    const wanted = { ...clear, trickPlay: 'sd' as const, keys: pack.protection?.keys ?? [] };
    await expect(verify({ pack: { ...pack, protection: wanted } })).rejects.toThrow(/trick-play: .* has no key/);
  }, 60_000);
});

describe('verification of an encrypted title refuses', () => {
  const changed = async (file: string, change: (text: string) => string, expected: RegExp): Promise<void> => {
    const before = await store.read(PREFIX + file);
    await store.put(PREFIX + file, Buffer.from(change(before.toString('latin1')), 'latin1'), { contentType: 'x/y' });
    await expect(verify()).rejects.toThrow(expected);
    await store.put(PREFIX + file, before, { contentType: 'x/y' });
  };
  const kidOf = (label: string): string => pack.protection?.keys.find((key) => key.label === label)?.kid ?? '';

  it('a playlist that names another key', () =>
    changed(
      'video/h264-90p.m3u8',
      (text) => text.replaceAll(/KEYID=0x./g, 'KEYID=0x_'.replace('_', kidOf('SD').startsWith('0') ? '1' : '0')),
      /key-ids: the playlist of video h264-90p/,
    ));

  it('a playlist whose FairPlay address is of another key', () =>
    changed(
      'video/h264-90p.m3u8',
      (text) => text.replaceAll(`skd://${kidOf('SD')}`, `skd://${kidOf('AUDIO')}`),
      /key-ids: the playlist of video h264-90p has .* and /,
    ));

  it('a multivariant playlist without the key of a track', () =>
    changed(
      'master.m3u8',
      (text) => {
        const own = `"skd://${kidOf('SD')}"|KEYID=0x${kidOf('SD').replaceAll('-', '')}`;
        return text.replaceAll(new RegExp(`#EXT-X-SESSION-KEY.*(?:${own}).*\\n`, 'g'), '');
      },
      /key-ids: master\.m3u8 has session keys of .*, not of /,
    ));

  it('a segment of which nothing is encrypted, though it says that it is', async () => {
    const file = 'video/h264-180p/3.m4s';
    const [sealed, init] = [
      await store.read(PREFIX + file),
      readInit(await store.read(`${PREFIX}video/h264-180p/init.mp4`)),
    ];
    const [{ key = new Uint8Array() } = {}] = await contentKeys.open('t', [kidOf('SD')]);
    const clear = decryptSegment(sealed, init, key);
    for (const moof of boxes(sealed)) {
      const senc = moof.type === 'moof' && needBox(sealed, 'traf/senc', moof);
      if (!senc) continue;
      clear.write('senc', senc.start + 4);
      let at = senc.body + 8;
      for (let sample = 0; sample < sealed.readUInt32BE(senc.body + 4); sample++) {
        const ranges = sealed.readUInt16BE(at);
        for (let range = 0; range < ranges; range++) clear.writeUInt32BE(0, at + 4 + range * 6);
        at += 2 + ranges * 6;
      }
    }
    return changed(file, () => clear.toString('latin1'), /decryption: .*3\.m4s is in the clear/);
  });

  it('an MPD that names another key', () =>
    changed(
      'manifest.mpd',
      (text) => text.replaceAll(kidOf('SD'), kidOf('AUDIO')),
      /key-ids: the MPD of video h264-90p/,
    ));

  it('a header that names another key', () => {
    const bytes = (label: string): string => Buffer.from(kidOf(label).replaceAll('-', ''), 'hex').toString('latin1');
    return changed(
      'audio/en-stereo/init.mp4',
      (text) => text.replaceAll(bytes('AUDIO'), bytes('SD')),
      /key-ids: the header of audio en-stereo/,
    );
  });

  it('a segment with one bit changed', () =>
    changed(
      'video/h264-180p/2.m4s',
      (text) => `${text.slice(0, -20)}${String.fromCharCode(text.charCodeAt(text.length - 20) ^ 1)}${text.slice(-19)}`,
      /video\/h264-180p\/2\.m4s does not decrypt to its encode/,
    ));

  it('a version whose keys are gone', async () => {
    await expect(verify({ tenantId: 'somebody else' })).rejects.toThrow(/readable: There is no key/);
  });

  it('a version in the clear that was to be encrypted', async () => {
    const { protection: _, ...clear } = task;
    const open = await packageTitle({ ...clear, prefix: 'titles/t/1/v4/' });
    await expect(verify({ pack: { ...open, protection: pack.protection } })).rejects.toThrow(
      /the header of video h264-90p has no key/,
    );
  }, 60_000);
});
