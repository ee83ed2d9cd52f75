import { labelOfPicture, trickPlayLabel } from '../../domain/drm/key-plan';
import type { FragmentFacts } from '../../domain/packaging/fmp4';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { SegmentFacts, TrackFacts } from '../../domain/packaging/tracks';
import { type Check, check, sampled, type VerifiedTrack } from '../../domain/packaging/verification';
import type { VerifyTask } from '../../workflows/supply-chain/contract';
import { beat } from './beat';
import type { StoredPackage } from './stored-package';
import { type Locks, mediaOf, playlistKids } from './verify-protection';

/**
 * The I-frame playlists of an encrypted version are those of the renditions with the lowest key, and are under that key or,
 * where the profile says so, in the clear: then their pictures are the I-frames of the rendition, byte for byte.
 */
export async function checkTrickPlay(
  stored: StoredPackage,
  tracks: readonly VerifiedTrack[],
  { pack: { protection }, renditions }: VerifyTask,
  locks: Locks,
): Promise<Check> {
  const lowest = trickPlayLabel(renditions.map(({ rung }) => labelOfPicture(rung)));
  const wanted = renditions
    .filter(({ rung }) => !protection || labelOfPicture(rung) === lowest)
    .map(({ rung }) => rung.name);
  const faults = sameNames(await stored.iframeStreams(), wanted);
  const isClear = protection?.trickPlay === 'clear';
  const kid = isClear ? undefined : protection?.keys.find(({ label }) => label === lowest)?.kid;
  for (const name of wanted) {
    const facts = tracks.find((track) => track.kind === 'video' && track.name === name)?.facts;
    const playlist = LAYOUT.iframePlaylist(LAYOUT.videoFolder(name));
    const seen = [...new Set(playlistKids(await stored.text(playlist)))].join(' and ');
    if (seen !== (kid ?? '')) faults.push(`${playlist} has ${seen || 'no key'}, not ${kid ?? 'none'}`);
    if (isClear && facts) faults.push(...(await pictureFaults(stored, name, facts, locks)));
  }
  return check('trick-play', faults, `${wanted.length} I-frame playlists${isClear ? ' in the clear' : ''}`);
}

const sameNames = (seen: readonly string[], wanted: readonly string[]): string[] =>
  [...seen].sort().join() === [...wanted].sort().join()
    ? []
    : [`there are I-frames of ${seen.join(', ') || 'nothing'}, not of ${wanted.join(', ')}`];

async function pictureFaults(stored: StoredPackage, name: string, main: TrackFacts, locks: Locks): Promise<string[]> {
  const folder = LAYOUT.trickFolder(name);
  const { init, segments } = await stored.measure(folder);
  if (init.protection) return [`${folder} is encrypted`];
  if (segments.length !== main.segments.length)
    return [`${folder} has ${segments.length} segments, not ${main.segments.length}`];
  const pairs = segments.map((segment, index) => ({ segment, of: main.segments[index] }));
  const faults: string[] = [];
  for (const { segment, of } of sampled(pairs)) {
    const frames = firstFrames(segment, await stored.read(segment.path));
    const all = of ? firstFrames(of, locks.decrypt(await stored.read(of.path), main.init)) : [];
    if (segment.fragments.some(({ encrypted }) => encrypted)) faults.push(`${segment.path} is encrypted`);
    if (frames.length !== all.length || frames.some((frame, index) => !frame.equals(all[index] ?? NONE)))
      faults.push(`${segment.path} does not hold the I-frames of ${name}`);
    beat();
  }
  return faults;
}

const NONE = Buffer.alloc(0);

/** The first sample of each fragment that begins with an I-frame. */
const firstFrames = ({ fragments }: SegmentFacts, bytes: Buffer): Buffer[] =>
  fragments.filter(({ startsWithSync }) => startsWithSync).map((fragment) => firstFrame(fragment, bytes));

function firstFrame({ start, end, firstSampleEnd }: FragmentFacts, bytes: Buffer): Buffer {
  const media = mediaOf(bytes.subarray(start, end));
  return media.subarray(0, media.length - (end - firstSampleEnd));
}
