import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createFile, type Movie, MP4BoxBuffer } from 'mp4box';
import type { ContentKeys } from '../../adapters/content-keys/port';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { Mp4Inspector } from '../../adapters/packager/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { SegmentFacts } from '../../domain/packaging/tracks';
import {
  type Check,
  check,
  checkBandwidth,
  checkCodecs,
  checkDurations,
  checkGrid,
  checkPlaylists,
  sampled,
  type VerifiedTrack,
} from '../../domain/packaging/verification';
import type { VerificationReport, VerifyTask } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { clearInit } from './decrypt-segment';
import { inParallel } from './in-parallel';
import { readInventory } from './package-title';
import { StoredPackage } from './stored-package';
import { checkDecryption, checkKeyIds, type Locks, openLocks } from './verify-protection';
import { checkTrickPlay } from './verify-trick-play';

/** Samples decoded at once. */
const DECODES = 2;

export interface VerifyPackagePorts {
  store: ObjectStore;
  copies: Pick<LocalCopies, 'scratch'>;
  ffmpeg: Pick<Ffmpeg, 'decodeCheck'>;
  inspector: Mp4Inspector;
  /** Opens the keys of encrypted versions. */
  contentKeys: Pick<ContentKeys, 'open'>;
}

/**
 * Look at a package as it lies in the store, with our own readers and with three that share no code with them
 * (hls-parser and mpd-parser, mp4box, Bento4), and decode samples of every rendition.
 *
 * @throws {HeadendError} `package/verification` naming each check that failed; `store/unavailable`
 */
export const createVerifyPackage =
  (ports: VerifyPackagePorts) =>
  async (task: VerifyTask): Promise<VerificationReport> => {
    const stored = await StoredPackage.open(ports.store, task.pack.prefix);
    const checks = [await checkObjects(stored, task)];
    try {
      const mpd = await stored.mpd();
      const hls = await stored.hlsReferences();
      checks.push(checkReferences(stored, [...hls, ...mpd.references]));
      const tracks = await readTracks(stored, task);
      checks.push(checkNamed(stored, tracks, new Set(hls), new Set(mpd.references)));
      const variants = await stored.variants();
      checks.push(checkGrid(tracks, task.timeline), checkPlaylists(tracks));
      checks.push(checkDurations(tracks, task.timeline, mpd.seconds));
      checks.push(checkCodecs(tracks, variants, mpd.codecs), checkBandwidth(tracks, variants));
      checks.push(await checkText(stored, tracks));
      const locks = await openLocks(ports.contentKeys, task);
      checks.push(await checkKeyIds(stored, tracks, task));
      checks.push(await checkTrickPlay(stored, tracks, task, locks));
      if (task.pack.protection) checks.push(await checkDecryption(stored, tracks, task, locks));
      await ports.copies.scratch('verify', async (scratch) => {
        checks.push(...(await checkInits(ports.inspector, stored, tracks, scratch)));
        checks.push(await checkDecode(ports, stored, tracks, locks, scratch));
      });
    } catch (error) {
      if (cancelSignal()?.aborted || !isOfThePackage(error)) throw error;
      checks.push(check('readable', [(error as Error).message], ''));
    }
    return report(checks);
  };

/** Whether the package is at fault, and not the house: what a parser says, or an object that went away. */
const isOfThePackage = (error: unknown): boolean =>
  isHeadendError(error)
    ? error.code === 'media/not-found'
    : (error as NodeJS.ErrnoException | undefined)?.syscall === undefined && (error as Error)?.name !== 'ProcessFailed';

function report(checks: Check[]): VerificationReport {
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0) return { checks };
  const said = failed.map(({ name, detail }) => `${name}: ${detail}`).join(' | ');
  const errors = failed.map(({ name, detail }) => ({ field: name, message: detail }));
  throw new HeadendError('package/verification', `Failed checks: ${said}`, { errors });
}

/** What the inventory promises is there, byte for byte by size and entity tag, and the version is as large as was said. */
async function checkObjects(stored: StoredPackage, { pack }: VerifyTask): Promise<Check> {
  const inventory = await readInventory(stored.store, pack.inventoryKey);
  if (!inventory) return check('objects', ['there is no inventory'], '');
  const faults = inventory.objects.flatMap(({ path: object, bytes, etag }) => {
    const found = stored.objects.get(object);
    if (!found) return [`${object} is missing`];
    if (found.bytes !== bytes) return [`${object} has ${found.bytes} bytes, not ${bytes}`];
    return found.etag === etag ? [] : [`${object} was changed after it was packaged`];
  });
  if (inventory.objects.length !== pack.objects)
    faults.push(`${inventory.objects.length} objects, not ${pack.objects}`);
  return check('objects', faults, `${inventory.objects.length} objects`);
}

const FOLDERS = { video: LAYOUT.videoFolder, audio: LAYOUT.audioFolder, text: LAYOUT.textFolder } as const;

/** What the manifests name is there. */
function checkReferences({ objects }: StoredPackage, named: readonly string[]): Check {
  const references = new Set(named);
  const missing = [...references].filter((reference) => !objects.has(reference));
  return check(
    'references',
    missing.map((each) => `${each} is named but missing`),
    `${references.size} references`,
  );
}

/** What is there of a track is named: HLS reaches all of it from the multivariant playlist, and the MPD has it. */
function checkNamed(
  { objects }: StoredPackage,
  tracks: readonly VerifiedTrack[],
  hls: ReadonlySet<string>,
  mpd: ReadonlySet<string>,
): Check {
  const faults = tracks.flatMap(({ kind, name, facts }) => {
    const media = facts ? [facts.initPath, ...facts.segments.map((segment) => segment.path)] : [];
    const folder = FOLDERS[kind](name);
    const words = kind === 'text' ? [...objects.keys()].filter((object) => object.startsWith(`${folder}/`)) : [];
    const unreached = [LAYOUT.playlist(folder), ...media, ...words].filter((object) => !hls.has(object));
    const unnamed = (kind === 'text' ? [LAYOUT.textWhole(name)] : media).filter((object) => !mpd.has(object));
    return [
      ...unreached.map((object) => `${object} is not reached from ${LAYOUT.master}`),
      ...unnamed.map((object) => `${object} is not named in ${LAYOUT.dash}`),
    ];
  });
  return check('named', faults, `${tracks.length} tracks`);
}

async function readTracks(stored: StoredPackage, task: VerifyTask): Promise<VerifiedTrack[]> {
  const tracks: VerifiedTrack[] = [];
  const add = async (kind: VerifiedTrack['kind'], name: string): Promise<void> => {
    const folder = FOLDERS[kind](name);
    const facts = kind === 'text' ? undefined : await stored.measure(folder);
    tracks.push({ kind, name, facts, ...(await stored.playlist(LAYOUT.playlist(folder))) });
  };
  for (const { rung } of task.renditions) await add('video', rung.name);
  for (const { id } of task.audio) await add('audio', id);
  for (const { id } of task.captions) await add('text', id);
  return tracks;
}

/** Every subtitle segment is WebVTT with a map to the media clock (Apple HLS authoring 5.3). */
async function checkText(stored: StoredPackage, tracks: readonly VerifiedTrack[]): Promise<Check> {
  const segments = tracks.filter(({ kind }) => kind === 'text').flatMap(({ playlist }) => playlist);
  const faults: string[] = [];
  for (const { path: segment } of sampled(segments))
    if (!/^WEBVTT\nX-TIMESTAMP-MAP=/.test(await stored.text(segment))) faults.push(`${segment} has no X-TIMESTAMP-MAP`);
  return check('subtitles', faults, `${segments.length} segments`);
}

/** Each init segment read by mp4box and, where it is installed, Bento4: one track, the same codec and size as we read. */
async function checkInits(
  inspector: Mp4Inspector,
  stored: StoredPackage,
  tracks: readonly VerifiedTrack[],
  scratch: string,
): Promise<Check[]> {
  const bento4 = await inspector.available();
  const faults = { mp4box: [] as string[], bento4: [] as string[] };
  const media = tracks.flatMap(({ facts }) => facts ?? []);
  for (const { initPath, init } of media) {
    // What an entry says of codec and size is read without its encryption, which not every reader looks through.
    const bytes = clearInit(await stored.read(initPath));
    const own = `${init.codec} ${init.width ?? 0}x${init.height ?? 0}`.toLowerCase();
    const compare = (by: 'mp4box' | 'bento4', seen: string): void => {
      if (seen.toLowerCase() !== own) faults[by].push(`${initPath} is ${seen} to ${by}, ${own} to us`);
    };
    compare('mp4box', describeMovie(readMovie(bytes)));
    if (!bento4) continue;
    const file = path.join(scratch, 'init.mp4');
    await writeFile(file, bytes);
    const { tracks: seen } = await inspector.info(file);
    const [first] = seen;
    compare(
      'bento4',
      `${seen.length === 1 ? first?.codecString : `${seen.length} tracks`} ${first?.width ?? 0}x${first?.height ?? 0}`,
    );
    if (!JSON.stringify(await inspector.dump(file)).includes('"moov"')) faults.bento4.push(`${initPath} has no moov`);
    beat();
  }
  return [
    check('init-mp4box', faults.mp4box, `${media.length} init segments`),
    check(
      'init-bento4',
      faults.bento4,
      bento4 ? `${media.length} init segments` : 'Bento4 is not installed: not tried',
    ),
  ];
}

function readMovie(bytes: Buffer): Movie | undefined {
  const file = createFile();
  let movie: Movie | undefined;
  file.onReady = (info) => {
    movie = info;
  };
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(copy, 0), true);
  return movie;
}

function describeMovie(movie: Movie | undefined): string {
  const [track] = movie?.tracks ?? [];
  if (!track || movie?.tracks.length !== 1) return `${movie?.tracks.length ?? 'unreadable,'} tracks`;
  return `${track.codec} ${track.video?.width ?? 0}x${track.video?.height ?? 0}`;
}

/** First, middle and last segment of each rendition decode without an error to as many frames as their headers count. */
async function checkDecode(
  { ffmpeg }: VerifyPackagePorts,
  stored: StoredPackage,
  tracks: readonly VerifiedTrack[],
  locks: Locks,
  scratch: string,
): Promise<Check> {
  const samples = tracks.flatMap(({ kind, facts }) =>
    facts ? sampled(facts.segments).map((segment) => ({ kind, facts, segment })) : [],
  );
  const faults = await inParallel(DECODES, samples, async ({ kind, facts, segment }, index) => {
    const file = path.join(scratch, `sample-${index}.mp4`);
    const init = clearInit(await stored.read(facts.initPath));
    await writeFile(file, Buffer.concat([init, locks.decrypt(await stored.read(segment.path), facts.init)]));
    const fault = await decodeFault(ffmpeg, file, kind === 'video' ? countSamples(segment) : undefined);
    await rm(file);
    beat();
    return fault ? [`${segment.path} ${fault}`] : [];
  });
  return check('decode', faults.flat(), `${samples.length} segments`);
}

const countSamples = ({ fragments }: SegmentFacts): number => fragments.reduce((sum, { samples }) => sum + samples, 0);

async function decodeFault(
  ffmpeg: VerifyPackagePorts['ffmpeg'],
  file: string,
  frames: number | undefined,
): Promise<string | undefined> {
  try {
    const seen = await ffmpeg.decodeCheck(file, cancelSignal());
    if (frames === undefined) return seen.audioSamples > 0 ? undefined : 'decodes to nothing';
    return seen.videoFrames === frames ? undefined : `decodes to ${seen.videoFrames} frames, not ${frames}`;
  } catch (error) {
    if (cancelSignal()?.aborted || !isHeadendError(error) || error.code !== 'encode/failed') throw error;
    return 'does not decode';
  }
}
