import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import express from 'express';
import { createMemoryContentKeys } from '../../adapters/content-keys/memory';
import type { ContentKey } from '../../adapters/content-keys/port';
import { createPackager } from '../../adapters/packager/packager';
import { createProcessRunner } from '../../adapters/process/runner';
import { liveAnswers, liveRouter } from '../../api/channels/live';
import { liveDoor } from '../../api/channels/live-door';
import { clearKeyLicence, readClearKeyRequest } from '../../domain/drm/clear-key';
import { mediaPlaylistsOf, readLinearAsset } from '../../domain/linear/live/asset';
import type { LiveChannel } from '../../domain/linear/live/channel';
import { lengthOf, sealItems } from '../../domain/linear/seal';
import type { AirItem, LedgerRow, LinearAsset } from '../../domain/linear/types';
import { type Rational, rational } from '../../domain/media/rational';
import { contentTypeOf } from '../../domain/packaging/mime';
import { testTools } from './tools';

const run = promisify(execFile);
const MODULES = path.join(__dirname, '../../node_modules');

/** Three versions of about six seconds: pictures a second and a segment, pitch and rate of its sound. */
const VERSIONS = {
  clear: { rate: rational(25), frames: 150, segmentFrames: 50, tone: 440, sampleRate: 48_000 },
  secret: { rate: rational(24_000, 1001), frames: 144, segmentFrames: 48, tone: 880, sampleRate: 48_000 },
  promo: { rate: rational(30), frames: 120, segmentFrames: 60, tone: 220, sampleRate: 44_100 },
} as const;
type Name = keyof typeof VERSIONS;
interface Version {
  rate: Rational;
  frames: number;
  segmentFrames: number;
  tone: number;
  sampleRate: number;
}

/** What airs over and over; a promo is a break. */
const ROUND: readonly Name[] = ['clear', 'secret', 'promo', 'secret', 'clear', 'promo', 'promo'];

/** The ledger begins and ends so long before and after the site was opened, milliseconds. */
const [BEFORE_MS, AFTER_MS] = [12 * 60_000, 30 * 60_000];

/**
 * A channel of short items on a server of its own: manifests by the code of the API, over packages that FFmpeg and the packager made;
 * with licences (ClearKey) and the players' scripts at the same origin. It has been on air for twelve minutes when it is opened.
 */
export class LiveSite {
  private constructor(
    private readonly folder: string,
    private readonly keys: readonly ContentKey[],
    readonly rows: readonly LedgerRow[],
    private readonly server: http.Server,
  ) {}

  static async open(): Promise<LiveSite> {
    const folder = await mkdtemp(path.join(tmpdir(), 'headend-live-'));
    const keys = await made();
    const assets = new Map<string, LinearAsset>();
    for (const name of Object.keys(VERSIONS) as Name[])
      assets.set(name, await packaged(folder, name, VERSIONS[name], name === 'secret' ? keys : []));
    const channel = channelOver(assets);
    const server = http.createServer();
    const site = new LiveSite(folder, keys, channel.variants[0]?.rows ?? [], server);
    server.on('request', site.#listener(channel));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** First instant of the channel, epoch milliseconds. */
  get epoch(): number {
    return this.rows[0]?.airStart ?? 0;
  }

  /** When the first item of a round begins, after an instant. */
  roundAfter(at: number): number {
    return this.rows.find(({ airStart, ordinal }) => airStart > at && ordinal % ROUND.length === 0)?.airStart ?? 0;
  }

  /** When items begin, after an instant. */
  joinsAfter(at: number): number[] {
    return this.rows.map(({ airStart }) => airStart).filter((start) => start > at);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
  }

  #listener(channel: LiveChannel): http.RequestListener {
    const app = express();
    app.set('query parser', 'simple');
    const live = liveAnswers({
      ledger: { channel: async (name) => (name === channel.slug ? channel : undefined) },
      addressOf: ({ versionId }) => `/media/${versionId}/`,
    });
    app.use(liveRouter({ live }));
    app.post('/licence', express.json({ type: () => true }), (request, response) => {
      const kids = readClearKeyRequest(request.body)?.kids ?? [];
      response.json(JSON.parse(clearKeyLicence(this.keys.filter(({ kid }) => kids.includes(kid)))));
    });
    app.get('/page', (request, response) => {
      response.type('text/html').send(`<video muted></video><script src="/players/${request.query.player}"></script>`);
    });
    const files = (root: string) => async (request: express.Request, response: express.Response) => {
      const file = path.join(root, decodeURIComponent(request.path));
      const body = await readFile(file).catch(() => undefined);
      response.status(body ? 200 : 404).type(contentTypeOf(file));
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.end(body);
    };
    app.use('/players', files(MODULES));
    app.use('/media', files(this.folder));
    return liveDoor({ live, next: app, observe: () => undefined });
  }
}

async function made(): Promise<ContentKey[]> {
  const contentKeys = createMemoryContentKeys();
  const labels = ['AUDIO', 'SD'] as const;
  const kids = await contentKeys.ensure({ tenantId: 't', versionId: 'secret', scheme: 'cbcs', labels });
  return contentKeys.open(
    't',
    kids.map(({ kid }) => kid),
  );
}

function channelOver(assets: ReadonlyMap<string, LinearAsset>): LiveChannel {
  const epoch = Math.floor(Date.now() / 1000) * 1000 - BEFORE_MS;
  const items: AirItem[] = [];
  for (let at = epoch, nth = 0; at < epoch + BEFORE_MS + AFTER_MS; nth++) {
    const name = ROUND[nth % ROUND.length] as Name;
    const asset = assets.get(name) as LinearAsset;
    const lap = Math.floor(nth / ROUND.length);
    const inBreak = name === 'promo';
    const durationMs = lengthOf(asset, 0, asset.segments);
    items.push({
      ...{ airStart: at, durationMs, segFrom: 0, segTo: asset.segments, versionId: name, titleId: name },
      ...{ kind: inBreak ? 'promo' : 'programme', airingId: `air_${lap}` },
      ...(inBreak ? { breakId: `brk_${lap}_${nth % ROUND.length === 2 ? 1 : 2}` } : {}),
    });
    at += durationMs;
  }
  return {
    ...{ id: 'chn_short', slug: 'short', tenantId: 't', epoch, signalling: {}, assets },
    format: {
      rungs: [{ name: '180p', height: 180 }],
      ...{ audio: ['en'], captions: ['en'], targetSeconds: 2, dvrMs: 60_000 },
    },
    variants: [{ territory: 'ZZ', rows: sealItems(items, undefined, 0) }],
  };
}

async function packaged(
  folder: string,
  name: Name,
  { rate, frames, segmentFrames, tone, sampleRate }: Version,
  keys: readonly ContentKey[],
): Promise<LinearAsset> {
  const { ffmpeg, packager } = await testTools();
  const [picture, sound] = ['video', 'sound'].map((kind) => path.join(folder, `${name}-${kind}.mp4`)) as [
    string,
    string,
  ];
  const seconds = (frames * rate.den) / rate.num;
  const gop = ['-g', `${segmentFrames}`, '-keyint_min', `${segmentFrames}`, '-sc_threshold', '0', '-bf', '2'];
  await run(ffmpeg, [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=s=320x180:r=${rate.num}/${rate.den}`],
    ...[
      '-f',
      'lavfi',
      '-i',
      `sine=frequency=${tone}:sample_rate=${sampleRate}`,
      '-map',
      '0:v',
      '-frames:v',
      `${frames}`,
    ],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', ...gop, picture],
    ...['-map', '1:a', '-t', `${seconds}`, '-c:a', 'aac', '-ac', '2', '-b:a', '64k', sound],
  ]);
  const output = path.join(folder, name);
  await createPackager({ kind: 'shaka', path: packager, runner: createProcessRunner() }).package({
    video: [{ name: '180p', path: picture, codec: 'h264', height: 180, keyLabel: 'SD' }],
    audio: [{ id: 'en', path: sound, language: 'en', label: 'English', default: true, channels: 2 }],
    text: [],
    ...(keys.length > 0 ? { protection: { scheme: 'cbcs', clearLeadSegments: 0, trickPlay: 'sd', keys } } : {}),
    ...{ frameRate: rate, segmentFrames, gopFrames: segmentFrames, output },
  });
  const read = (file: string) => readFile(path.join(output, file), 'utf8');
  const master = await read('master.m3u8');
  const lists = await Promise.all(mediaPlaylistsOf(master).map(async (file) => [file, await read(file)] as const));
  const facts = { versionId: name, titleId: name, master, mediaPlaylists: new Map(lists) };
  return readLinearAsset({ ...facts, mpd: await read('manifest.mpd') });
}
