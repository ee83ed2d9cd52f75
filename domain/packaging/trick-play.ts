import { trickPlayLabel } from '../drm/key-plan';
import type { PackageFacts, VideoTrack } from './package-facts';
import { labelOfKey } from './protection';

/**
 * The tracks whose I-frames a viewer winds through: those stored for it, where there are; else the renditions themselves, of an
 * encrypted package those with the lowest key.
 */
export function trickTracks({ video, trick = [], protection }: PackageFacts): VideoTrack[] {
  if (trick.length > 0) return trick;
  if (!protection) return video;
  const labelOf = ({ facts }: VideoTrack) => labelOfKey(protection, facts.init.protection?.kid);
  const lowest = trickPlayLabel(video.map(labelOf));
  return video.filter((track) => labelOf(track) === lowest);
}
