import type { KeyLabel, ProtectionScheme } from './content-key';

/** How a title is protected, as its profile says. Never holds a key. */
export interface ProtectionPlan {
  /** `cbcs`: pattern encryption that every current device plays; `cenc`: for old ones that know only AES-CTR. */
  scheme: ProtectionScheme;
  /** Segments at the front that stay in the clear, so that playback begins before the licence is there. */
  clearLeadSegments: number;
  /** How pictures for fast winding are protected; `sd` in plans that do not say. */
  trickPlay?: TrickPlay;
}

/**
 * `sd`: I-frame playlists are those of the renditions with the lowest key, so that who plays anything can wind through it.
 * `clear`: the I-frames of these renditions are also stored by themselves, in the clear, and wind without a licence.
 */
export type TrickPlay = 'sd' | 'clear';

/** The order in which keys are listed: sound first, then pictures from small to large. */
export const KEY_LABELS: readonly KeyLabel[] = ['AUDIO', 'SD', 'HD', 'UHD'];

/** Most lines of a picture under a key. */
const SD_LINES = 576;
const HD_LINES = 1080;

/** The key of a picture: by its lines, which are its shorter side, so that an upright picture is judged like a lying one. */
export function labelOfPicture({ width, height }: { width: number; height: number }): KeyLabel {
  const lines = Math.min(width, height);
  if (lines <= SD_LINES) return 'SD';
  return lines <= HD_LINES ? 'HD' : 'UHD';
}

/** The key of the pictures that are wound through: the lowest there is. */
export const trickPlayLabel = (pictures: readonly (KeyLabel | undefined)[]): KeyLabel | undefined =>
  KEY_LABELS.find((label) => label !== 'AUDIO' && pictures.includes(label));

/** Every key that a title needs, each once, in the order of {@link KEY_LABELS}. */
export function keyPlan(pictures: readonly { width: number; height: number }[], sounds: number): KeyLabel[] {
  const wanted = new Set<KeyLabel>(pictures.map(labelOfPicture));
  if (sounds > 0) wanted.add('AUDIO');
  return KEY_LABELS.filter((label) => wanted.has(label));
}
