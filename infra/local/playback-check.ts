import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { clearInit, decryptSegment } from '../../activities/supply-chain/decrypt-segment';
import { readInit } from '../../domain/packaging/fmp4';
import { readManifest } from './dash-references';
import { type MediaPlaylist, type Part, type PlaylistReference, readMedia, readMultivariant } from './hls-references';

const run = promisify(execFile);

/** How far a decoded track may differ from its playlist, seconds: one audio frame and one slow video frame. */
const TOLERANCE_S = 0.15;
const TIMEOUT_MS = 60_000;

/** A title does not play. The message says what was wrong where. */
export class PlaybackBroken extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PlaybackBroken';
  }
}

/** What was seen to play. */
export interface PlaybackReport {
  /** Length of the longest video rendition, seconds. */
  seconds: number;
  /** Names of the tracks that were decoded whole. */
  decoded: string[];
  /** Names of the playlists that were read and whose parts were fetched. */
  fetched: string[];
  /** Files the DASH manifest refers to, all present. */
  dashFiles: number;
}

/** Gives the keys of KIDs, both as they stand in headers and licences: lower-case UUIDs, 16 bytes. */
export type Licence = (kids: string[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** What to check, with what. */
export interface PlaybackCheck {
  /** Address of the multivariant playlist. */
  hls: string;
  /** Address of the DASH manifest. */
  dash: string;
  /** Path of ffmpeg. */
  ffmpeg: string;
  /** Asks for the keys of an encrypted title, as a player does. Without it such a title does not play. */
  licence?: Licence;
  onProgress?: (what: string) => void;
  /** Ends the check between two playlists. */
  signal?: AbortSignal;
}

/**
 * Play a published title as a viewer's device would: fetch every playlist, initialisation section and segment over
 * HTTP, and decode each rendition from first frame to last; then see that every file of the DASH manifest is there.
 *
 * @throws {PlaybackBroken}
 */
export async function checkPlayback({
  hls,
  dash,
  ffmpeg,
  licence = noLicence,
  onProgress = () => undefined,
  signal,
}: PlaybackCheck): Promise<PlaybackReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-playback-'));
  try {
    const playlists = readMultivariant(await text(hls), hls);
    const report: PlaybackReport = { seconds: 0, decoded: [], fetched: [], dashFiles: 0 };
    for (const [index, reference] of playlists.entries()) {
      signal?.throwIfAborted();
      onProgress(`plays ${reference.name}`);
      const playlist = readMedia(await text(reference.url), reference.url);
      await checkPlaylist(reference, playlist, path.join(folder, `${index}.mp4`), { ffmpeg, licence });
      if (reference.kind === 'video') report.seconds = Math.max(report.seconds, playlist.seconds);
      (isDecoded(reference) ? report.decoded : report.fetched).push(reference.name);
    }
    if (!playlists.some(({ kind }) => kind === 'video')) throw new PlaybackBroken(`${hls} names no video`);
    onProgress('reads the DASH manifest');
    report.dashFiles = await checkDash(dash, report.seconds);
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const isDecoded = ({ kind }: PlaylistReference): boolean => kind === 'video' || kind === 'audio';

async function checkPlaylist(
  reference: PlaylistReference,
  playlist: MediaPlaylist,
  file: string,
  { ffmpeg, licence }: Required<Pick<PlaybackCheck, 'ffmpeg' | 'licence'>>,
): Promise<void> {
  const { segments, maps, seconds, ended } = playlist;
  if (segments.length === 0) throw new PlaybackBroken(`${reference.url} has no segment`);
  if (!ended) throw new PlaybackBroken(`${reference.url} has no EXT-X-ENDLIST: players would take it for live`);
  if (!isDecoded(reference)) {
    for (const part of [...maps, ...segments]) await discard(part);
    return;
  }
  await download(playlist, file, licence);
  const decoded = await decode(file, ffmpeg, reference);
  if (Math.abs(decoded - seconds) > TOLERANCE_S) {
    throw new PlaybackBroken(
      `${reference.name}: the playlist says ${seconds.toFixed(3)} s, ${decoded.toFixed(3)} s decode`,
    );
  }
  await rm(file);
}

/** @returns seconds that decoded without an error */
async function decode(file: string, ffmpeg: string, { name, kind }: PlaylistReference): Promise<number> {
  // -xerror: the first decoding error ends it; -copyts off, so out_time counts from the first frame.
  const args = ['-v', 'error', '-nostdin', '-xerror', '-protocol_whitelist', 'file', '-i', file];
  const sink = ['-map', kind === 'video' ? '0:v:0' : '0:a:0', '-progress', 'pipe:1', '-f', 'null', '-'];
  try {
    const { stdout, stderr } = await run(ffmpeg, [...args, ...sink], { maxBuffer: 16 * 1024 * 1024 });
    if (stderr.trim()) throw new Error(stderr.trim());
    const times = [...stdout.matchAll(/^out_time_us=(\d+)$/gm)];
    return Number(times.at(-1)?.[1] ?? 0) / 1e6;
  } catch (error) {
    throw new PlaybackBroken(`${name} does not decode: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function checkDash(dash: string, seconds: number): Promise<number> {
  const manifest = readManifest(await text(dash), dash);
  if (manifest.representations === 0) throw new PlaybackBroken(`${dash} has no representation`);
  if (manifest.seconds === undefined)
    throw new PlaybackBroken(`${dash} has no mediaPresentationDuration: it is not static`);
  if (Math.abs(manifest.seconds - seconds) > TOLERANCE_S) {
    throw new PlaybackBroken(`${dash} lasts ${manifest.seconds} s, the HLS video ${seconds} s`);
  }
  const queue = [...manifest.urls];
  const lane = async () => {
    for (let url = queue.shift(); url; url = queue.shift()) await head(url);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return manifest.urls.length;
}

/** Everything of a playlist in one file, without its encryption. */
async function download({ maps, segments }: MediaPlaylist, file: string, licence: Licence): Promise<void> {
  const inits = await Promise.all(maps.map(bytesOf));
  const [init] = inits.map(readInit);
  const kid = init?.protection?.kid;
  const key = kid === undefined ? undefined : (await licence([kid])).get(kid);
  if (kid !== undefined && !key) throw new PlaybackBroken(`The licence has no key ${kid}`);
  await writeFile(file, Buffer.concat(key ? inits.map(clearInit) : inits));
  for (const segment of segments) {
    const bytes = await bytesOf(segment);
    await appendFile(file, init && key ? decryptSegment(bytes, init, key) : bytes);
  }
}

const noLicence: Licence = async () => {
  throw new PlaybackBroken('The title is encrypted, and there is no licence for it');
};

async function bytesOf(part: Part): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.fromWeb((await body(part)) as Parameters<typeof Readable.fromWeb>[0]))
    chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function discard(part: Part): Promise<void> {
  for await (const _ of Readable.fromWeb((await body(part)) as Parameters<typeof Readable.fromWeb>[0]));
}

async function body({ url, range }: Part): Promise<ReadableStream> {
  const headers = range ? { Range: `bytes=${range.offset}-${range.offset + range.length - 1}` } : undefined;
  const response = await ask(url, { headers });
  if (range && response.status !== 206)
    throw new PlaybackBroken(`${url} ignored a byte range (HTTP ${response.status})`);
  if (!response.body) throw new PlaybackBroken(`${url} has no content`);
  return response.body;
}

const text = async (url: string): Promise<string> => (await ask(url)).text();

const head = (url: string): Promise<Response> => ask(url, { method: 'HEAD' });

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: unknown) => {
    throw new PlaybackBroken(`${url} could not be fetched`, { cause: error });
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw new PlaybackBroken(`${url} answered HTTP ${response.status}`);
}
