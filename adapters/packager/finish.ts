import { createCipheriv } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { kidGuidBytes } from '../../domain/drm/kid';
import { HeadendError } from '../../domain/failures';
import { dashManifest } from '../../domain/packaging/dash';
import { hlsPlaylists } from '../../domain/packaging/hls';
import { LAYOUT, type PackageFacts, type TextTrack, type ThumbnailTrack } from '../../domain/packaging/package-facts';
import type { PackageProtection } from '../../domain/packaging/protection';
import { jpegSize, readSpriteIndex, renameSheets } from '../../domain/packaging/thumbnails';
import {
  gridFaults,
  RUNT_SECONDS,
  type SegmentFacts,
  segmentCount,
  type TrackFacts,
  timeline,
} from '../../domain/packaging/tracks';
import { segmentVtt } from '../../domain/packaging/webvtt';
import { measureTrack } from './measure';
import type { PackageRequest, ProtectionRequest } from './port';
import { without } from './segment-files';
import { joinTrickPlay } from './trick-play';

/**
 * What every packager needs once its segments are cut: measure them, refuse tracks that do not share the grid, write
 * subtitles and thumbnails, and write all playlists from what was measured.
 *
 * @throws {HeadendError} `package/verification` naming each track that is off the grid
 */
export async function finishPackage(request: PackageRequest): Promise<PackageFacts> {
  const root = request.output;
  const cut = await Promise.all(
    request.video.map(async ({ name }) => ({ name, facts: await measureTrack(root, LAYOUT.videoFolder(name)) })),
  );
  const frames = countFrames(cut[0]?.facts);
  const { frameRate, segmentFrames, foldRunt } = request;
  const grid = { frameRate, segmentFrames, frames, ...(foldRunt ? { foldRunt } : {}) };
  const whole = segmentCount(grid);
  const video = await Promise.all(
    cut.map(async ({ name, facts }) => {
      const isRunt = foldRunt && facts.segments.length === whole + 1;
      return { name, facts: isRunt ? await foldLast(root, LAYOUT.videoFolder(name), facts) : facts };
    }),
  );
  const faults = video.flatMap(({ name, facts }) => gridFaults(facts, grid).map((fault) => `${name} ${fault}`));
  if (faults.length > 0) throw new HeadendError('package/verification', `Off the segment grid: ${listed(faults)}.`);

  const segments = video[0]?.facts.segments.length ?? 0;
  const audio = await Promise.all(
    request.audio.map(async ({ path: _, ...track }) => ({
      ...track,
      facts: await measureAudio(root, LAYOUT.audioFolder(track.id), segments),
    })),
  );
  const facts: PackageFacts = {
    ...grid,
    video,
    trick: await joinTrickPlay(request),
    audio,
    text: await writeText(request, frames),
    thumbnails: await writeThumbnails(request),
    protection: request.protection && describeKeys(request.protection),
  };
  for (const file of [...hlsPlaylists(facts), dashManifest(facts)])
    await writeFile(path.join(root, file.path), file.text);
  return facts;
}

/** What may be said of the keys. The checksum is the beginning of the KID encrypted with the key (PlayReady header specification). */
const describeKeys = ({ scheme, keys }: ProtectionRequest): PackageProtection => ({
  scheme,
  keys: [...keys]
    .sort((a, b) => (a.label < b.label ? -1 : 1)) // as Shaka lists them in its headers, so that both say the same
    .map(({ kid, label, key }) => ({
      ...{ kid, label, scheme },
      checksum: scheme === 'cenc' ? checksumOf(kid, key) : undefined,
    })),
});

function checksumOf(kid: string, key: Uint8Array): string {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return cipher.update(kidGuidBytes(kid)).subarray(0, 8).toString('base64');
}

const listed = (faults: string[]): string => faults.slice(0, 5).join('; ') + (faults.length > 5 ? '; and more' : '');

const countFrames = (track: TrackFacts | undefined): number =>
  (track?.segments ?? []).flatMap(({ fragments }) => fragments).reduce((sum, { samples }) => sum + samples, 0);

/** Sound may end two of its frames after the picture. AAC at 44.1 kHz: 23 ms each. */
const SOUND_SLACK_SECONDS = 0.05;

/**
 * Audio ends a few samples after the picture, which leaves a last segment of a few milliseconds (shaka-packager#1496):
 * players show a gap and its bit rate is nonsense. Its fragments are moved into the segment before.
 */
async function measureAudio(root: string, folder: string, videoSegments: number): Promise<TrackFacts> {
  const track = await measureTrack(root, folder);
  const last = timeline(track).at(-1);
  const isRunt = last && last.duration / track.init.timescale < RUNT_SECONDS + SOUND_SLACK_SECONDS;
  return track.segments.length === videoSegments + 1 && isRunt ? foldLast(root, folder, track) : track;
}

/** Move the fragments of the last segment into the one before it. */
async function foldLast(root: string, folder: string, { segments }: TrackFacts): Promise<TrackFacts> {
  const [before, last] = segments.slice(-2) as [SegmentFacts, SegmentFacts];
  const head = await readFile(path.join(root, before.path));
  const tail = await readFile(path.join(root, last.path));
  // The segment index no longer tells the truth and is optional in CMAF; a segment type box stands only at the front.
  await writeFile(
    path.join(root, before.path),
    Buffer.concat([without(head, ['sidx']), without(tail, ['styp', 'sidx'])]),
  );
  await rm(path.join(root, last.path));
  return measureTrack(root, folder);
}

async function writeText(request: PackageRequest, frames: number): Promise<TextTrack[]> {
  const tracks: TextTrack[] = [];
  for (const { path: source, ...track } of request.text) {
    const vtt = await readFile(source, 'utf8');
    await mkdir(path.join(request.output, LAYOUT.textFolder(track.id)), { recursive: true });
    await writeFile(path.join(request.output, LAYOUT.textWhole(track.id)), vtt);
    const segments: TextTrack['segments'] = [];
    const cutFrame = (request.protection?.clearLeadSegments ?? 0) * request.segmentFrames;
    for (const { text, seconds } of segmentVtt(vtt, { ...request, frames, cutFrame })) {
      const segment = LAYOUT.textSegment(track.id, segments.length + 1);
      await writeFile(path.join(request.output, segment), text);
      segments.push({ path: segment, seconds, bytes: Buffer.byteLength(text) });
    }
    tracks.push({ ...track, segments, wholePath: LAYOUT.textWhole(track.id) });
  }
  return tracks;
}

async function writeThumbnails({ thumbnails, output }: PackageRequest): Promise<ThumbnailTrack | undefined> {
  if (!thumbnails) return undefined;
  const vtt = await readFile(thumbnails.vttPath, 'utf8');
  const index = readSpriteIndex(vtt);
  const [firstSheet] = thumbnails.sheetPaths;
  if (!index || !firstSheet) return undefined;
  const size = jpegSize(await readFile(firstSheet)) ?? index.tile;
  await mkdir(path.join(output, 'thumbnails'), { recursive: true });
  const sheets: ThumbnailTrack['sheets'] = [];
  for (const source of thumbnails.sheetPaths) {
    const sheet = LAYOUT.sheet(sheets.length + 1);
    await copyFile(source, path.join(output, sheet));
    sheets.push({ path: sheet, bytes: (await stat(source)).size });
  }
  const names = new Map(index.sheets.map((name, at) => [name, `${at + 1}.jpg`]));
  await writeFile(path.join(output, LAYOUT.thumbnailsVtt), renameSheets(vtt, names));
  return {
    sheets,
    tile: index.tile,
    columns: Math.max(1, Math.floor(size.width / index.tile.width)),
    rows: Math.max(1, Math.floor(size.height / index.tile.height)),
    tileSeconds: index.tileSeconds,
  };
}
