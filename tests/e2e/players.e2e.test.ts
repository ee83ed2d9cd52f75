import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { createMemoryContentKeys } from '../../adapters/content-keys/memory';
import type { ContentKey } from '../../adapters/content-keys/port';
import { createSpekeKeys } from '../../adapters/content-keys/speke-keys';
import { startSpekeProvider } from '../../adapters/content-keys/testing/provider';
import { createPackager } from '../../adapters/packager/packager';
import type { ProtectionRequest } from '../../adapters/packager/port';
import { createProcessRunner } from '../../adapters/process/runner';
import { clearKeyLicence, readClearKeyRequest } from '../../domain/drm/clear-key';
import { rational } from '../../domain/media/rational';
import { contentTypeOf } from '../../domain/packaging/mime';
import { resolveChromium } from '../../infra/toolchain/chromium';
import { testTools } from '../support/tools';

jest.setTimeout(120_000);

const run = promisify(execFile);
const LABELS = ['AUDIO', 'SD', 'HD'] as const;

/** Keys of a version, made here or taken from a provider that is somebody else, as workers and licence service get them. */
const KEYS: Record<string, (scheme: ProtectionRequest['scheme']) => Promise<ContentKey[]>> = {
  'keys of our own': async (scheme) => taken(scheme, createMemoryContentKeys()),
  'keys of a foreign provider': async (scheme) => {
    const provider = await startSpekeProvider();
    const keys = await taken(scheme, createMemoryContentKeys(createSpekeKeys(provider)));
    expect(keys.map(({ kid }) => kid)).toEqual([...provider.kept.keys()]);
    await provider.close();
    return keys;
  },
};

async function taken(
  scheme: ProtectionRequest['scheme'],
  contentKeys: ReturnType<typeof createMemoryContentKeys>,
): Promise<ContentKey[]> {
  const kids = await contentKeys.ensure({ tenantId: 't', versionId: 'v', scheme, labels: LABELS });
  return contentKeys.open(
    't',
    kids.map(({ kid }) => kid),
  );
}

/** What each player is told, and nothing else: where the manifest is, and where licences (or keys) come from. */
const PLAYERS = {
  'shaka-player over DASH': {
    script: 'shaka-player/dist/shaka-player.compiled.js',
    start: `async (video, base, keys) => {
      const player = new shaka.Player();
      await player.attach(video);
      player.addEventListener('error', ({ detail }) => { window.failure = detail.code; });
      player.configure({ drm: { servers: { 'org.w3.clearkey': base + '/licence' } } });
      await player.load(base + '/manifest.mpd');
    }`,
  },
  'shaka-player over HLS': {
    script: 'shaka-player/dist/shaka-player.compiled.js',
    start: `async (video, base, keys) => {
      const player = new shaka.Player();
      await player.attach(video);
      player.addEventListener('error', ({ detail }) => { window.failure = detail.code; });
      player.configure({ drm: { clearKeys: keys } });
      await player.load(base + '/master.m3u8');
    }`,
  },
  'hls.js': {
    script: 'hls.js/dist/hls.min.js',
    start: `async (video, base) => {
      const hls = new Hls({ emeEnabled: true, drmSystems: { 'org.w3.clearkey': { licenseUrl: base + '/licence' } } });
      hls.on(Hls.Events.ERROR, (_, { fatal, details }) => { if (fatal) window.failure = details; });
      hls.loadSource(base + '/master.m3u8');
      hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, () => setTimeout(() => {
        hls.subtitleDisplay = true;
        hls.subtitleTrack = 0;
      }, 500));
      hls.attachMedia(video);
    }`,
  },
  'dash.js': {
    script: 'dashjs/dist/modern/umd/dash.all.min.js',
    start: `async (video, base) => {
      const player = dashjs.MediaPlayer().create();
      player.initialize(video, base + '/manifest.mpd', true);
      player.on('error', ({ error }) => { window.failure = error.code + ' ' + error.message; });
      player.setProtectionData({ 'org.w3.clearkey': { serverURL: base + '/licence' } });
    }`,
  },
} as const;

let browser: Browser;
let folder: string;
let sources: { sd: string; hd: string; sound: string; words: string };
beforeAll(async () => {
  const { ffmpeg, bigBuckBunny } = await testTools();
  folder = await mkdtemp(path.join(tmpdir(), 'headend-players-'));
  const make = async (name: string, ...args: string[]): Promise<string> => {
    const file = path.join(folder, name);
    await run(ffmpeg, ['-v', 'error', '-y', '-stream_loop', '2', '-i', bigBuckBunny, '-t', '12', ...args, file]);
    return file;
  };
  const video = (height: number): string[] => [
    ...['-an', '-vf', `scale=-2:${height},fps=25`, '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '30'],
    ...['-g', '50', '-keyint_min', '50', '-sc_threshold', '0', '-bf', '2', '-pix_fmt', 'yuv420p'],
  ];
  sources = {
    sd: await make('sd.mp4', ...video(180)),
    hd: await make('hd.mp4', ...video(360)),
    words: path.join(folder, 'words.vtt'),
    sound: await make('sound.mp4', '-vn', '-c:a', 'aac', '-ac', '2', '-b:a', '96k'),
  };
  await writeFile(sources.words, 'WEBVTT\n\n00:00:01.000 --> 00:00:11.000\nA big rabbit\n');
  browser = await chromium.launch({
    executablePath: await resolveChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
  });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['cbcs', 0, 'keys of our own'],
  ['cenc', 0, 'keys of our own'],
  ['cbcs', 1, 'keys of a foreign provider'],
] as const)('a title encrypted with %s, %i segments of clear lead, under %s', (scheme, clearLeadSegments, source) => {
  let site: Site;
  beforeAll(async () => {
    const keys = (await KEYS[source]?.(scheme)) ?? [];
    site = await Site.open(await packaged(scheme, clearLeadSegments, keys), keys);
  }, 120_000);
  afterAll(() => site?.close());
  beforeEach(() => site.withhold([]));

  it.each(Object.keys(PLAYERS) as (keyof typeof PLAYERS)[])('plays in %s past 5 s', async (player) => {
    const seen = await site.play(player, 5);
    expect(seen).toMatchObject({ failure: null, encrypted: true });
    expect(seen.time).toBeGreaterThan(5);
    expect(seen.frames).toBeGreaterThan(100);
    expect(seen.sound).toBeGreaterThan(0);
  });

  it('shows captions in hls.js before and after the first encrypted segment', async () => {
    const seen = await site.play('hls.js', 5, { words: true });
    expect(seen.words).toEqual(['A big rabbit']);
  });

  it('asks for every key in one licence request', async () => {
    await site.play('shaka-player over DASH', 3);
    expect(site.asked[0]?.sort()).toEqual(site.keys.map(({ kid }) => kid).sort());
  });

  if (clearLeadSegments === 0) {
    it('falls back to SD where the licence has no HD key', async () => {
      site.withhold(['HD']);
      const seen = await site.play('shaka-player over DASH', 5);
      expect(seen).toMatchObject({ failure: null, height: 180 });
      expect(seen.time).toBeGreaterThan(5);
    });

    it('stands still without a licence', async () => {
      site.withhold(['AUDIO', 'SD', 'HD']);
      const seen = await site.play('shaka-player over DASH', 1, { limitMs: 6000 });
      // shaka-player may step over a gap at the start.
      expect(seen.time).toBeLessThan(0.5);
      expect(seen.failure).not.toBeNull();
    });
  }
});

async function packaged(
  scheme: ProtectionRequest['scheme'],
  clearLeadSegments: number,
  keys: readonly ContentKey[],
): Promise<string> {
  const { packager } = await testTools();
  const output = await mkdtemp(path.join(folder, `${scheme}-`));
  await createPackager({ kind: 'shaka', path: packager, runner: createProcessRunner() }).package({
    video: [
      { name: 'sd', path: sources.sd, codec: 'h264', height: 180, keyLabel: 'SD' },
      { name: 'hd', path: sources.hd, codec: 'h264', height: 360, keyLabel: 'HD' },
    ],
    audio: [{ id: 'en', path: sources.sound, language: 'en', label: 'English', default: true, channels: 2 }],
    text: [{ id: 'en', path: sources.words, language: 'en', label: 'English', kind: 'captions' }],
    protection: { scheme, clearLeadSegments, trickPlay: scheme === 'cenc' ? 'clear' : 'sd', keys },
    frameRate: rational(25),
    segmentFrames: 100,
    gopFrames: 50,
    output,
  });
  return output;
}

/** What captions say at this moment, in the page. */
const ACTIVE_WORDS = `[...document.querySelector('video').textTracks]
  .flatMap((track) => [...(track.activeCues ?? [])].map(({ text }) => text))`;

/** What a page says of its video. */
interface Seen {
  time: number;
  frames: number;
  height: number;
  /** Bytes of sound that were decoded. */
  sound: number;
  encrypted: boolean;
  /** Captions on the picture. */
  words: string[];
  failure: unknown;
}

/** A package, the players and a licence service on one origin. */
class Site {
  readonly asked: string[][] = [];
  #withheld: readonly string[] = [];

  private constructor(
    readonly root: string,
    readonly keys: readonly ContentKey[],
    readonly server: Server,
  ) {}

  static async open(root: string, keys: readonly ContentKey[]): Promise<Site> {
    const server = createServer();
    const site = new Site(root, keys, server);
    server.on('request', (request, response) => void site.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  withhold(labels: readonly string[]): void {
    this.#withheld = labels;
    this.asked.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Play until that many seconds were shown, and words where they are wanted, something failed, or the time is over. */
  async play(
    player: keyof typeof PLAYERS,
    seconds: number,
    { limitMs = 60_000, words = false }: { limitMs?: number; words?: boolean } = {},
  ): Promise<Seen> {
    const { script, start } = PLAYERS[player];
    const page = await browser.newPage();
    await page.goto(`${this.base}/page?${script}`);
    const keys = this.keys.map(({ kid, key }) => [kid.replaceAll('-', ''), Buffer.from(key).toString('hex')]);
    await page.evaluate(`(() => {
      const video = document.querySelector('video');
      window.failure = null;
      window.encrypted = false;
      video.addEventListener('encrypted', () => { window.encrypted = true; });
      (${start})(video, location.origin, ${JSON.stringify(Object.fromEntries(keys))})
        .then(() => video.play())
        .catch((error) => { window.failure ??= error.code ?? String(error); });
    })()`);
    await page
      .waitForFunction(`window.failure !== null || document.querySelector('video').currentTime > ${seconds}`, null, {
        timeout: limitMs,
      })
      .catch(() => undefined);
    // Captions come on a path of their own, on a busy machine after the picture.
    if (words)
      await page.waitForFunction(`${ACTIVE_WORDS}.length > 0`, null, { timeout: 10_000 }).catch(() => undefined);
    const seen = await page.evaluate(`(() => {
      const video = document.querySelector('video');
      return {
        time: video.currentTime,
        frames: video.getVideoPlaybackQuality().totalVideoFrames,
        height: video.videoHeight,
        sound: video.webkitAudioDecodedByteCount,
        words: ${ACTIVE_WORDS},
        encrypted: window.encrypted || video.mediaKeys !== null,
        failure: window.failure,
      };
    })()`);
    await page.close();
    return seen as Seen;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', this.base);
    if (pathname === '/licence') return this.#licence(request, response);
    if (pathname === '/page') {
      response.setHeader('content-type', 'text/html');
      return void response.end(`<video muted></video><script src="/players/${search.slice(1)}"></script>`);
    }
    const modules = path.join(__dirname, '../../node_modules');
    const file = pathname.startsWith('/players/')
      ? path.join(modules, pathname.slice('/players/'.length))
      : path.join(this.root, pathname);
    const body = await readFile(file).catch(() => undefined);
    response.writeHead(body ? 200 : 404, { 'content-type': contentTypeOf(file) });
    response.end(body);
  }

  async #licence(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const kids = readClearKeyRequest(JSON.parse(Buffer.concat(parts).toString('utf8')))?.kids ?? [];
    this.asked.push(kids);
    const granted = this.keys.filter(({ kid, label }) => kids.includes(kid) && !this.#withheld.includes(label));
    response.writeHead(granted.length > 0 ? 200 : 403, { 'content-type': 'application/json' });
    response.end(granted.length > 0 ? clearKeyLicence(granted) : '{}');
  }
}
