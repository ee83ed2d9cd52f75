/** Tracks that one key of a SPEKE request is for. */
export interface SpekeRule {
  kid: string;
  trackType: string;
  video: boolean;
  audio: boolean;
}

/** Encryption contracts of SPEKE v2.0: the sets of keys that a document may ask for, by the tracks they are for. */
const VIDEO_PRESETS: readonly (readonly string[])[] = [
  ['VIDEO'],
  ['SD', 'HD'],
  ['SD', 'HD', 'UHD'],
  ['SD', 'HD', 'UHD1', 'UHD2'],
  ['SD', 'HD1', 'HD2', 'UHD1', 'UHD2'],
  ['SD', 'HD1', 'HD2', 'UHD'],
  ['SD+HD1', 'HD2', 'UHD'],
  ['SD+HD1', 'HD2', 'UHD1', 'UHD2'],
];
const AUDIO_PRESETS: readonly (readonly string[])[] = [
  ['AUDIO'],
  ['STEREO_AUDIO', 'MULTICHANNEL_AUDIO'],
  ['STEREO_AUDIO', 'MULTICHANNEL_AUDIO_3_6', 'MULTICHANNEL_AUDIO_7'],
];
/** One key for everything. */
const SHARED = 'ALL';

/**
 * Is the contract one of the presets? SHARED is for sound and pictures together; either may be left unencrypted, not both.
 *
 * @param kids keys of the document
 * @returns what is wrong in the words of the specification; undefined when nothing is
 */
export function contractFault(rules: readonly SpekeRule[], kids: readonly string[]): string | undefined {
  if (!rules.some(({ video, audio }) => video || audio)) return 'Missing CPIX encryption contract';
  const ruled = rules.map(({ kid }) => kid);
  const each = new Set(ruled).size === ruled.length && kids.every((kid) => ruled.includes(kid));
  const own = ruled.every((kid) => kids.includes(kid));
  const shared = rules.filter(({ trackType }) => trackType === SHARED);
  const fits =
    shared.length > 0
      ? rules.length === 1 && shared.every(({ video, audio }) => video && audio)
      : isPreset(rules, 'video', VIDEO_PRESETS) &&
        isPreset(rules, 'audio', AUDIO_PRESETS) &&
        rules.every(({ video, audio }) => video !== audio);
  return each && own && fits ? undefined : 'Malformed encryption contract';
}

function isPreset(
  rules: readonly SpekeRule[],
  kind: 'video' | 'audio',
  presets: readonly (readonly string[])[],
): boolean {
  const types = rules.filter((rule) => rule[kind]).map(({ trackType }) => trackType);
  return types.length === 0 || presets.some((preset) => [...preset].sort().join() === [...types].sort().join());
}
