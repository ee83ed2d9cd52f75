import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { clearInit, decryptSegment } from '../../activities/supply-chain/decrypt-segment';
import { kidHex } from '../../domain/drm/kid';
import { playReadyPssh } from '../../domain/drm/playready';
import { commonPssh, psshBox, psshOfInit, widevinePssh } from '../../domain/drm/pssh';
import { rational } from '../../domain/media/rational';
import { boxes } from '../../domain/packaging/boxes';
import { type InitFacts, readInit } from '../../domain/packaging/fmp4';
import { type TestTools, testTools } from '../../tests/support/tools';
import { ivOf } from '../content-keys/port';
import { createProcessRunner } from '../process/runner';
import { createBento4Packager } from './bento4';
import { createPackager } from './packager';
import type { PackageRequest, ProtectionRequest } from './port';
import { type ClipMaker, clipMaker } from './testing/clips';

const run = promisify(execFile);

const KEYS: ProtectionRequest['keys'] = [
  { kid: '9f1c7a52-3b0e-4d6a-8c11-0e5f6a7b8c9d', label: 'AUDIO', key: key('audio') },
  { kid: '01234567-89ab-4cde-8f01-23456789abcd', label: 'SD', key: key('sd') },
  { kid: 'c0ffee00-dead-4bee-8fee-1dea5c0de000', label: 'HD', key: key('hd'), iv: key('from a foreign provider') },
];
/** By label, as headers list them. */
const ALL = [0, 2, 1].map((index) => KEYS[index]?.kid ?? '');

let clips: ClipMaker;
let tools: TestTools;
let clear: string;
let source: Pick<PackageRequest, 'video' | 'audio'>;
beforeAll(async () => {
  tools = await testTools();
  clips = await clipMaker(tools.ffmpeg);
  const grid = { rate: rational(25), frames: 110, gop: 25 };
  source = {
    video: [
      { name: 'sd', path: await clips.video('sd.mp4', { ...grid, size: '160x90' }), codec: 'h264', height: 90 },
      { name: 'hd', path: await clips.video('hd.mp4', { ...grid, size: '320x180' }), codec: 'h264', height: 180 },
    ],
    audio: [
      {
        ...{ id: 'en', language: 'en', label: 'English', default: true, channels: 2 },
        path: await clips.audio('en.mp4', { seconds: 4.4 }),
      },
    ],
  };
  const [sd, hd] = source.video;
  if (sd && hd) [sd.keyLabel, hd.keyLabel] = ['SD', 'HD'];
  clear = await packaged();
}, 120_000);
afterAll(async () => {
  await clips?.remove();
  await rm(clear, { recursive: true, force: true });
});

describe.each(['cbcs', 'cenc'] as const)('a title encrypted with %s', (scheme) => {
  let output: string;
  beforeAll(async () => {
    output = await packaged({ scheme, clearLeadSegments: 0, keys: KEYS });
  }, 60_000);
  afterAll(() => rm(output, { recursive: true, force: true }));

  it.each(tracks())('decrypts %s back to every byte of the clear encode', async (folder, label) => {
    expect(await decrypted(output, folder, keyOf(label))).toEqual(await mediaOf(clearOf(folder)));
  });

  it.each(tracks())('does not give %s to another key', async (folder, label) => {
    const other = Uint8Array.from(keyOf(label), (byte, index) => (index === 0 ? byte ^ 1 : byte));
    const seen = await decrypted(output, folder, other);
    const clear = await mediaOf(clearOf(folder));
    expect(seen).toHaveLength(clear.length);
    expect(seen.equals(clear)).toBe(false);
  });

  it.each(tracks())('names the key of %s in its header, its playlist and the MPD', async (folder, label) => {
    const { kid = '', iv } = KEYS.find((each) => each.label === label) ?? {};
    const { protection } = await initOf(output, folder);
    expect(protection).toMatchObject({ scheme, kid });
    expect(protection?.constantIv).toEqual(scheme === 'cbcs' ? ivOf({ key: keyOf(label), iv }) : undefined);
    const playlist = await readFile(path.join(output, `${folder}.m3u8`), 'utf8');
    const named = [...playlist.matchAll(/KEYID=0x([0-9a-f]{32})/g)].map(([, hex]) => hex);
    expect(new Set(named)).toEqual(new Set([kidHex(kid)]));
    const mpd = await readFile(path.join(output, 'manifest.mpd'), 'utf8');
    const set = mpd.split('<AdaptationSet').find((each) => each.includes(`${folder}/init.mp4`));
    expect(set).toContain(`cenc:default_KID="${kid}"`);
  });

  it('plays with ffmpeg and the key, frame by frame as the clear encode', async () => {
    for (const [folder, label] of tracks()) {
      const whole = path.join(output, 'whole.mp4');
      await writeFile(whole, Buffer.concat(await filesOf(output, folder)));
      const hex = Buffer.from(keyOf(label)).toString('hex');
      expect(await frames(['-fflags', '+ignidx', '-decryption_key', hex, '-i', whole])).toEqual(
        await frames(['-i', await clearPackage(folder)]),
      );
      await rm(whole);
    }
  }, 60_000);

  it('plays after mp4decrypt with the key of its track', async () => {
    for (const [folder, label] of tracks()) {
      const [whole, open] = [path.join(output, 'whole.mp4'), path.join(output, 'open.mp4')];
      await writeFile(whole, Buffer.concat(await filesOf(output, folder)));
      const hex = Buffer.from(keyOf(label)).toString('hex');
      await run(path.join(tools.bento4Dir, 'mp4decrypt'), ['--key', `1:${hex}`, whole, open]);
      expect(await frames(['-fflags', '+ignidx', '-i', open])).toEqual(
        await frames(['-i', await clearPackage(folder)]),
      );
      await Promise.all([rm(whole), rm(open)]);
    }
  }, 60_000);

  it('plays with ffmpeg after our own decryption', async () => {
    for (const [folder, label] of tracks()) {
      const [init = Buffer.alloc(0), ...segments] = await filesOf(output, folder);
      const facts = readInit(init);
      const open = path.join(output, 'open.mp4');
      const clear = segments.map((segment) => decryptSegment(segment, facts, keyOf(label)));
      await writeFile(open, Buffer.concat([clearInit(init), ...clear]));
      expect(await frames(['-fflags', '+ignidx', '-i', open])).toEqual(
        await frames(['-i', await clearPackage(folder)]),
      );
      await rm(open);
    }
  }, 60_000);

  it('has in its headers the very pssh boxes that the MPD has', async () => {
    const [init = Buffer.alloc(0)] = await filesOf(output, 'video/hd');
    const mpd = await readFile(path.join(output, 'manifest.mpd'), 'utf8');
    const set = mpd.split('<AdaptationSet').find((each) => each.includes('video/hd/init.mp4')) ?? '';
    const stated = [...set.matchAll(/<cenc:pssh>([^<]+)</g)].map(([, text]) => text);
    expect(new Set(stated)).toEqual(new Set(psshOfInit(init).map((pssh) => psshBox(pssh).toString('base64'))));
    expect(stated).toContain(commonPssh(ALL).toString('base64'));
    expect(stated).toContain(widevinePssh(ALL, scheme).toString('base64'));
    if (scheme === 'cbcs') expect(stated).toContain(playReadyPssh({ kid: ALL[1] ?? '', scheme }).toString('base64'));
  });

  it('has one adaptation set per key, and tells that players may switch between those of pictures', async () => {
    const mpd = await readFile(path.join(output, 'manifest.mpd'), 'utf8');
    const sets = mpd.split('<AdaptationSet ').slice(1);
    expect(sets.map((set) => /cenc:default_KID="([^"]+)"/.exec(set)?.[1])).toEqual([
      KEYS[1]?.kid,
      KEYS[2]?.kid,
      KEYS[0]?.kid,
    ]);
    expect(sets.map((set) => /adaptation-set-switching:2016" value="([^"]+)"/.exec(set)?.[1])).toEqual([
      '1',
      '0',
      undefined,
    ]);
    // The order of the schema of ISO/IEC 23009-1.
    expect(sets[0]).toMatch(/ContentProtection[\s\S]*SupplementalProperty[\s\S]*<Role[\s\S]*<Representation/);
  });

  it('tells Apple players of cbcs only, and nobody an identity key', async () => {
    const master = await readFile(path.join(output, 'master.m3u8'), 'utf8');
    expect(master.includes('com.apple.streamingkeydelivery')).toBe(scheme === 'cbcs');
    expect(master.includes('skd://c0ffee00-dead-4bee-8fee-1dea5c0de000')).toBe(scheme === 'cbcs');
    for (const name of (await readdir(output, { recursive: true })).filter((file) => file.endsWith('.m3u8')))
      expect(await readFile(path.join(output, name), 'utf8')).not.toMatch(/identity|METHOD=SAMPLE-AES-CTR.*apple/);
  });
});

it('leaves as many segments in the clear as asked, in every track alike', async () => {
  const output = await packaged({ scheme: 'cbcs', clearLeadSegments: 1, keys: KEYS });
  for (const [folder, label] of tracks()) {
    const [init = Buffer.alloc(0), ...segments] = await filesOf(output, folder);
    const sealed = segments.map((segment) => segment.includes('senc'));
    expect(sealed).toEqual([false, true, true]);
    expect(readInit(init).protection?.kid).toBe(KEYS.find((each) => each.label === label)?.kid);
    expect(await decrypted(output, folder, keyOf(label))).toEqual(await mediaOf(clearOf(folder)));
    const playlist = await readFile(path.join(output, `${folder}.m3u8`), 'utf8');
    expect(playlist).toMatch(/1\.m4s\n#EXT-X-DISCONTINUITY\n(#EXT-X-KEY:.*\n){4}#EXTINF:[\d.]+,\n.*2\.m4s\n/);
  }
  await rm(output, { recursive: true, force: true });
}, 60_000);

describe('pictures for fast winding', () => {
  const playlistOf = (output: string, name: string) =>
    readFile(path.join(output, `video/${name}-iframes.m3u8`), 'utf8').catch(() => undefined);
  const wound = (master: string) =>
    [...master.matchAll(/#EXT-X-I-FRAME-STREAM-INF:.*URI="([^"]+)"/g)].map(([, uri]) => uri);

  it('are those of the SD key', async () => {
    const output = await packaged({ scheme: 'cbcs', clearLeadSegments: 0, trickPlay: 'sd', keys: KEYS });
    expect(wound(await readFile(path.join(output, 'master.m3u8'), 'utf8'))).toEqual(['video/sd-iframes.m3u8']);
    expect(await playlistOf(output, 'sd')).toContain(`KEYID=0x${kidHex(KEYS[1]?.kid ?? '')}`);
    expect(await playlistOf(output, 'hd')).toBeUndefined();
    await rm(output, { recursive: true, force: true });
  }, 60_000);

  it('are in the clear where the profile says so, and are the I-frames of the clear encode', async () => {
    const output = await packaged({ scheme: 'cbcs', clearLeadSegments: 0, trickPlay: 'clear', keys: KEYS });
    const playlist = (await playlistOf(output, 'sd')) ?? '';
    expect(wound(await readFile(path.join(output, 'master.m3u8'), 'utf8'))).toEqual(['video/sd-iframes.m3u8']);
    expect(playlist).not.toContain('EXT-X-KEY');
    expect(await playlistOf(output, 'hd')).toBeUndefined();
    const ranges = [...playlist.matchAll(/#EXTINF:([\d.]+),\n#EXT-X-BYTERANGE:(\d+)@(\d+)\n(.*)\n/g)];
    expect(ranges.map(([, seconds]) => Number(seconds))).toEqual([1, 1, 1, 1, 0.4]);
    const init = await readFile(path.join(output, 'video/sd-iframes/init.mp4'));
    expect(readInit(init).protection).toBeUndefined();
    const sources = await frames(['-skip_frame', 'nokey', '-i', clearOf('video/sd'), '-fps_mode', 'passthrough']);
    const shown: string[] = [];
    for (const [, , bytes, offset, file = ''] of ranges) {
      const segment = await readFile(path.join(output, 'video', file));
      const range = segment.subarray(Number(offset), Number(offset) + Number(bytes));
      const one = path.join(output, 'one.mp4');
      await writeFile(one, Buffer.concat([init, range]));
      shown.push(...(await frames(['-i', one])));
    }
    expect(shown).toHaveLength(5);
    expect(shown).toEqual(sources);
    const mpd = await readFile(path.join(output, 'manifest.mpd'), 'utf8');
    const set = mpd.split('<AdaptationSet ').find((each) => each.includes('guidelines/trickmode')) ?? '';
    expect(set).toContain('trickmode" value="0"');
    expect(set).toMatch(/id="trick-sd".*maxPlayoutRate="22" codingDependency="false"/);
    expect(set).not.toContain('ContentProtection');
    // The tracks themselves stay encrypted.
    for (const [folder, label] of tracks())
      expect(await decrypted(output, folder, keyOf(label))).toEqual(await mediaOf(clearOf(folder)));
    await rm(output, { recursive: true, force: true });
  }, 60_000);
});

it('refuses to encrypt with Bento4, whose keys would stand in the argument list', async () => {
  const bento4 = createBento4Packager({ dir: tools.bento4Dir, runner: createProcessRunner() });
  const protection: ProtectionRequest = { scheme: 'cbcs', clearLeadSegments: 0, keys: KEYS };
  const grid = { frameRate: rational(25), segmentFrames: 50 };
  await expect(bento4.package({ ...source, ...grid, text: [], protection, output: clips.directory })).rejects.toThrow(
    expect.objectContaining({ code: 'drm/packager-unable' }),
  );
});

function key(name: string): Uint8Array {
  return createHash('md5').update(name).digest();
}

function tracks(): [folder: string, label: string][] {
  return [
    ['video/sd', 'SD'],
    ['video/hd', 'HD'],
    ['audio/en', 'AUDIO'],
  ];
}

const keyOf = (label: string): Uint8Array => KEYS.find((each) => each.label === label)?.key ?? new Uint8Array(16);

const clearOf = (folder: string): string =>
  [...source.video, ...source.audio].find((track) => path.basename(track.path, '.mp4') === path.basename(folder))
    ?.path ?? '';

/** The same track, packaged in the clear, in one file. */
async function clearPackage(folder: string): Promise<string> {
  const whole = path.join(clear, `${path.basename(folder)}.mp4`);
  await writeFile(whole, Buffer.concat(await filesOf(clear, folder)));
  return whole;
}

async function packaged(protection?: ProtectionRequest): Promise<string> {
  const output = await mkdtemp(path.join(tmpdir(), 'headend-protected-'));
  const packager = createPackager({ kind: 'shaka', path: tools.packager, runner: createProcessRunner() });
  const grid = { frameRate: rational(25), segmentFrames: 50, gopFrames: 25 };
  await packager.package({ ...source, ...grid, text: [], protection, output });
  return output;
}

async function filesOf(root: string, folder: string): Promise<Buffer[]> {
  const names = (await readdir(path.join(root, folder))).filter((name) => name.endsWith('.m4s'));
  const sorted = names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return Promise.all(['init.mp4', ...sorted].map((name) => readFile(path.join(root, folder, name))));
}

const initOf = async (root: string, folder: string): Promise<InitFacts> =>
  readInit(await readFile(path.join(root, folder, 'init.mp4')));

async function decrypted(root: string, folder: string, with_: Uint8Array): Promise<Buffer> {
  const [init = Buffer.alloc(0), ...segments] = await filesOf(root, folder);
  const facts = readInit(init);
  return Buffer.concat(segments.map((segment) => mediaIn(decryptSegment(segment, facts, with_))));
}

const mediaOf = async (file: string): Promise<Buffer> => mediaIn(await readFile(file));

const mediaIn = (bytes: Buffer): Buffer =>
  Buffer.concat(
    [...boxes(bytes)].filter(({ type }) => type === 'mdat').map(({ body, end }) => bytes.subarray(body, end)),
  );

/** Hashes of the decoded frames. */
async function frames(input: string[]): Promise<string[]> {
  const { stdout } = await run(tools.ffmpeg, ['-v', 'error', ...input, '-map', '0', '-f', 'framemd5', '-']);
  return stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}
