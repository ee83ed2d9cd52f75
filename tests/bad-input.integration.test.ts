import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLIPS, type ClipMaker, makeCodedClip } from './fixtures/clips';
import { testStack } from './stack/use';
import { childrenOf } from './support/children';
import { eventually } from './support/eventually';
import { type Ingest, Partner, Refused } from './support/partner';

/**
 * Every kind of bad or odd input through the real pipeline: API, store, workflows, all three pools, ffmpeg and packager.
 * Everything is ordered at once, so that each also stands in the queue behind the poison of the others.
 */
const stack = testStack();
const partner = new Partner(stack.api, stack.keys.partner);
const RUN = `bad-${Date.now().toString(36)}`;

/** The longest case is a server that stalls: five attempts of thirty seconds. */
const PATIENCE_MS = 480_000;

/** What an input must come to. */
interface Case {
  make?: ClipMaker;
  /** Instead of a clip: where to pull from. */
  url?: string;
  order?: Record<string, unknown>;
  sidecar?: { role: string; language: string; content: Buffer };
  /** Refused at the door, before anything is stored. */
  refused?: string;
  /** Ended without a title. */
  rejected?: string;
  /** Ended in a title. Sizes as `WxH`, largest first, and the rate as HLS tells it. */
  published?: { sizes?: string[]; rate?: string; audio?: string[]; findings?: string[] };
}

const LANDSCAPE = ['320x180', '160x90'];
const from = (frames: number, size: string): ClipMaker => {
  return (ffmpeg, dir) =>
    makeCodedClip(ffmpeg, path.join(dir, `${size}.mp4`), {
      frames,
      size,
      video: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    });
};

/** The plain clip under another name. */
const named =
  (name: string): ClipMaker =>
  async (ffmpeg, dir) => {
    const file = path.join(dir, name);
    await copyFile(await CLIPS.plain(ffmpeg, dir), file);
    return file;
  };

const LATIN_1 = Buffer.from('1\r\n00:00:00,200 --> 00:00:02,500\r\nD\xe9j\xe0 vu, \xe7a va\r\n', 'latin1');
const source = (port: number, place: string): string => `http://127.0.0.1:${stack.sourcePorts[port]}${place}`;

const CASES: Record<string, Case> = {
  'an empty file': { make: CLIPS.empty, rejected: 'master/empty' },
  'text renamed .mp4': { make: CLIPS.text, rejected: 'master/not-media' },
  'a playlist disguised as a master': { make: CLIPS.playlist, rejected: 'master/container-refused' },
  'a concat script disguised as a master': { make: CLIPS.concatScript, rejected: 'master/container-refused' },
  'an MP4 cut off in its media': { make: CLIPS.truncatedWithIndex, rejected: 'master/truncated' },
  'an MP4 cut off before its index': { make: CLIPS.truncatedWithoutIndex, rejected: 'master/truncated' },
  'an MP4 that lacks its last bytes': {
    make: CLIPS.truncatedSlightly,
    published: { sizes: LANDSCAPE, findings: ['inspect/truncated'] },
  },
  'an MP4 with damaged pictures': {
    make: CLIPS.damaged,
    published: { sizes: LANDSCAPE, findings: ['video/decode-errors'] },
  },
  'a picture that changes its size': { make: CLIPS.sizeChanges, rejected: 'master/format-changes' },
  'a hundred and twenty audio tracks': { make: CLIPS.manyTracks, rejected: 'master/too-many-tracks' },
  'fine lines that look like fields': { make: CLIPS.fineLines, published: { sizes: LANDSCAPE } },
  'sound without a picture': { make: CLIPS.audioOnly, rejected: 'master/no-video' },
  'a picture without sound': {
    make: CLIPS.noAudio,
    published: { sizes: LANDSCAPE, audio: [], findings: ['audio/missing'] },
  },
  'half a second': { make: CLIPS.short, rejected: 'master/too-short' },
  'a picture too small': { make: CLIPS.tiny, rejected: 'master/dimensions' },
  'a picture too wide': { make: from(25, '8256x64'), rejected: 'master/dimensions' },
  'odd sides, 853x481': {
    make: CLIPS.oddSize,
    published: { sizes: LANDSCAPE, findings: ['inspect/odd-dimensions'] },
  },
  'a portrait stored turned': {
    make: CLIPS.portraitRotated,
    published: { sizes: ['180x320', '90x160'], findings: ['inspect/rotated'] },
  },
  'pixels twice as wide as high': {
    make: CLIPS.wideSamples,
    published: { sizes: LANDSCAPE, findings: ['inspect/non-square-pixels'] },
  },
  '29.97 with an odd count of frames': { make: CLIPS.ntsc, published: { sizes: LANDSCAPE, rate: '29.97' } },
  '23.976 with an odd count of frames': { make: CLIPS.film, published: { sizes: LANDSCAPE, rate: '23.976' } },
  'a variable frame rate': {
    make: CLIPS.variableRate,
    published: { sizes: LANDSCAPE, rate: '30', findings: ['inspect/vfr'] },
  },
  'an interlaced picture': {
    make: CLIPS.interlaced,
    published: { sizes: ['240x180', '120x90'], rate: '25', findings: ['video/interlaced'] },
  },
  '10 bits, 4:2:2': { make: CLIPS.tenBit422, published: { sizes: LANDSCAPE, findings: ['inspect/high-bit-depth'] } },
  'HDR10 tags': { make: CLIPS.hdr10, published: { sizes: LANDSCAPE, findings: ['inspect/hdr'] } },
  'eight mono tracks': { make: CLIPS.monoTracks, published: { audio: ['2', '6'] } },
  '5.1 sound': { make: CLIPS.surround, published: { audio: ['2', '6'] } },
  '44.1 kHz sound': { make: CLIPS.lowSampleRate, published: { audio: ['2'], findings: ['inspect/sample-rate'] } },
  'a name outside ASCII': { make: named('Träumerei, 日本 🎬 ‮gpj.mp4'), published: { sizes: LANDSCAPE } },
  'a name of 255 bytes': { make: named(`${'ä'.repeat(125)}x.mp4`), published: { sizes: LANDSCAPE } },
  'captions in Latin-1': {
    make: CLIPS.plain,
    sidecar: { role: 'subtitles', language: 'fr', content: LATIN_1 },
    published: { sizes: LANDSCAPE },
  },
  'a wrong checksum': {
    make: CLIPS.plain,
    order: { checksum: { sha256: createHash('sha256').update('another file').digest('hex') } },
    rejected: 'master/checksum-mismatch',
  },
  'an unknown profile': { make: CLIPS.plain, order: { profile: 'cinema' }, refused: 'ingest/profile-unknown' },
  ...Object.fromEntries(
    [
      'http://127.0.0.1:1/a.mp4',
      'http://localhost/a.mp4',
      'http://2130706433/a.mp4',
      'http://0x7f.1/a.mp4',
      'http://[::ffff:10.0.0.1]/a.mp4',
      'http://169.254.169.254/latest/meta-data/',
    ].map((url) => [`a URL to the private address ${url}`, { url, refused: 'source/forbidden-address' }]),
  ),
  'a URL of a file on this machine': { url: 'file:///etc/passwd', refused: 'source/unsupported-scheme' },
};

/** These need a server on loopback, which only the stack of the tests lets through. */
const PULLS: Record<string, Case> = {
  'a URL that redirects to a private address': {
    url: source(0, '/to-private'),
    rejected: 'source/forbidden-address',
  },
  'a URL that redirects to a file': { url: source(0, '/to-file'), rejected: 'source/unsupported-scheme' },
  'a URL whose server stalls': { url: source(1, '/stalled.mp4'), rejected: 'source/stalled' },
  'a URL of nothing': { url: source(0, '/gone.mp4'), rejected: 'source/not-found' },
  'a URL with half a percent sign': { url: source(2, '/100%/plain%zz.mp4'), published: { sizes: LANDSCAPE } },
};
const mayPull = stack.sourcePorts.length > 0;

let folder: string;
let servers: Server[];
const endings = new Map<string, Promise<Ingest | Refused>>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-bad-input-'));
  const plain = await CLIPS.plain(stack.tools.ffmpeg ?? 'ffmpeg', folder);
  servers = mayPull ? await serveSources(plain) : [];
  const cases = Object.entries({ ...CASES, ...(mayPull ? PULLS : {}) });
  for (const [name, each] of cases) {
    const dir = await mkdtemp(path.join(folder, 'case-'));
    const file = each.make && (await each.make(stack.tools.ffmpeg ?? 'ffmpeg', dir));
    const ending = deliver(name, each, file, dir);
    ending.catch(() => undefined);
    endings.set(name, ending);
  }
}, 120_000);

afterAll(async () => {
  for (const server of servers ?? []) {
    server.close();
    server.closeAllConnections();
  }
  await rm(folder, { recursive: true, force: true });
});

async function deliver(name: string, each: Case, file: string | undefined, dir: string): Promise<Ingest | Refused> {
  try {
    const { id } = await partner.order({
      external_id: `${RUN} ${name}`,
      title: name,
      profile: 'test',
      quality_policy: 'lenient',
      source: file ? { upload_id: await partner.upload(file) } : { url: each.url },
      sidecars: each.sidecar ? [await delivered(each.sidecar, dir)] : [],
      ...each.order,
    });
    return await partner.ended(id, PATIENCE_MS - 20_000);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

async function delivered({ role, language, content }: NonNullable<Case['sidecar']>, dir: string) {
  const file = path.join(dir, 'captions.srt');
  await writeFile(file, content);
  return { role, language, source: { upload_id: await partner.upload(file) } };
}

/** Sources that misbehave, one behaviour per path and port. */
async function serveSources(plain: string): Promise<Server[]> {
  const film = await readFile(plain);
  const handlers = [
    createServer((request, response) => {
      const targets: Record<string, string> = {
        '/to-private': 'http://127.0.0.1:1/a.mp4',
        '/to-file': 'file:///etc/passwd',
      };
      const location = targets[request.url ?? ''];
      if (location) response.writeHead(302, { location }).end();
      else response.writeHead(404).end();
    }),
    createServer((_request, response) => {
      response.writeHead(200, { 'content-length': film.length }).write(film.subarray(0, 1000));
    }),
    createServer((_request, response) => response.end(film)),
  ];
  await Promise.all(
    handlers.map((server, at) => new Promise<void>((done) => server.listen(stack.sourcePorts[at], '127.0.0.1', done))),
  );
  return handlers;
}

const check = async (name: string, { refused, rejected, published }: Case): Promise<void> => {
  const ending = await endings.get(name);
  if (!ending) throw new Error(`${name} was not ordered.`);
  if (refused) {
    expect(ending).toBeInstanceOf(Refused);
    const { status, problem } = ending as Refused;
    expect({ status, code: problem.code }).toEqual({ status: 422, code: refused });
    expect(problem.fix).toBeTruthy();
    return;
  }
  if (ending instanceof Refused) throw ending;
  const { status, failure } = ending;
  expect({ status, code: failure?.code }).toEqual({ status: rejected ? 'rejected' : 'published', code: rejected });
  if (failure) {
    expect(failure.fix).toBeTruthy();
    expect(`${failure.detail} ${failure.fix}`).not.toContain(stack.dataDir);
  }
  if (published) await checkTitle(ending, published);
};

async function checkTitle(ingest: Ingest, wanted: NonNullable<Case['published']>): Promise<void> {
  const master = await (await fetch(stack.api + ingest.outputs?.hls)).text();
  const streams = master.split('\n').filter((line) => line.startsWith('#EXT-X-STREAM-INF'));
  const attribute = (line: string, name: string) => new RegExp(`[:,]${name}="?([^",]+)`).exec(line)?.[1];
  const { versions } = await partner.title(ingest.title_id);
  const renditions = versions[0]?.renditions ?? [];
  if (wanted.sizes) {
    const sizes = renditions.filter(({ kind }) => kind === 'video').map(({ width, height }) => `${width}x${height}`);
    expect(sizes).toEqual(wanted.sizes);
    expect(new Set(streams.map((line) => attribute(line, 'RESOLUTION')))).toEqual(new Set(wanted.sizes));
  }
  expect(new Set(streams.map((line) => attribute(line, 'VIDEO-RANGE')))).toEqual(new Set(['SDR']));
  if (wanted.rate)
    expect(new Set(streams.map((line) => attribute(line, 'FRAME-RATE')))).toEqual(new Set([wanted.rate]));
  if (wanted.audio) {
    const channels = renditions.filter(({ kind }) => kind === 'audio').map((track) => String(track.channels));
    expect(channels).toEqual(wanted.audio);
  }
  const qc = await partner.quality(ingest.id);
  expect(qc.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(wanted.findings ?? []));
  for (const { code, fix } of qc.findings) expect([code, fix]).toEqual([code, expect.stringMatching(/\w/)]);
}

it.each(Object.entries(CASES))('answers for %s', check, PATIENCE_MS);

const pulling = mayPull ? it : it.skip;
const note = mayPull ? '' : ' (this stack refuses sources on loopback)';
pulling.each(Object.entries(PULLS))(`answers for %s${note}`, check, PATIENCE_MS);

it(
  'gives Latin-1 captions to viewers in UTF-8',
  async () => {
    const ingest = (await endings.get('captions in Latin-1')) as Ingest;
    const base = new URL(ingest.outputs?.hls ?? '', stack.api);
    const playlist = await (await fetch(new URL('text/fr-subtitles.m3u8', base))).text();
    const first = playlist.split('\n').find((line) => line && !line.startsWith('#')) ?? '';
    expect(await (await fetch(new URL(first, new URL('text/', base)))).text()).toContain('Déjà vu, ça va');
  },
  PATIENCE_MS,
);

it(
  'publishes a plain film after all of them, with nothing left running',
  async () => {
    await Promise.allSettled(endings.values());
    const dir = await mkdtemp(path.join(folder, 'last-'));
    const file = await CLIPS.plain(stack.tools.ffmpeg ?? 'ffmpeg', dir);
    const last = await deliver(`${RUN} last`, { published: {} }, file, dir);
    expect(last).toMatchObject({ status: 'published' });
    const pids = path.join(stack.dataDir, 'pids');
    const workers = (await readdir(pids)).filter((name) => name.startsWith('worker-'));
    expect(workers).toHaveLength(3);
    for (const name of workers) {
      const { pid } = JSON.parse(await readFile(path.join(pids, name), 'utf8')) as { pid: number };
      // Other test files may ingest at the same time; what a bad input left behind would stay.
      await eventually(async () => expect(await childrenOf(pid)).toEqual([]), 60_000);
    }
  },
  PATIENCE_MS,
);
