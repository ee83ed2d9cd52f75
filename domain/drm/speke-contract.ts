/** Tracks that one key of a SPEKE request is for. */
export interface SpekeRule {
  kid: string;
  trackType: string;
  /** Attributes of each filter. */
  video: readonly FilterBounds[];
  audio: readonly FilterBounds[];
}

/** Bounds as they stand in a filter, such as `minPixels`. */
type FilterBounds = Readonly<Record<string, string | undefined>>;

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
  if (!rules.some(({ video, audio }) => video.length + audio.length > 0)) return 'Missing CPIX encryption contract';
  const ruled = rules.map(({ kid }) => kid);
  const each = new Set(ruled).size === ruled.length && new Set(kids).size === kids.length;
  const own = ruled.every((kid) => kids.includes(kid)) && kids.every((kid) => ruled.includes(kid));
  const fits = rules.some(({ trackType }) => trackType === SHARED)
    ? rules.length === 1 && rules.every(isForAll)
    : isPreset(rules, 'video', VIDEO_PRESETS) && isPreset(rules, 'audio', AUDIO_PRESETS) && rules.every(hasOwnFilters);
  return each && own && fits ? undefined : 'Malformed encryption contract';
}

/** One filter of each kind, without bounds. */
const isForAll = ({ video, audio }: SpekeRule): boolean =>
  video.length === 1 && audio.length === 1 && [...video, ...audio].every((filter) => Object.keys(filter).length === 0);

/** Filters of one kind, one for each part of the track type (`SD+HD1` has two), whose bounds leave something. */
const hasOwnFilters = ({ trackType, video, audio }: SpekeRule): boolean => {
  const filters = [...video, ...audio];
  const oneKind = video.length === 0 || audio.length === 0;
  return oneKind && filters.length === trackType.split('+').length && filters.every(leavesSomething);
};

const leavesSomething = (filter: FilterBounds): boolean =>
  ['Pixels', 'Fps', 'Channels'].every(
    (what) => !(Number(filter[`min${what}`] ?? 0) > Number(filter[`max${what}`] ?? Number.POSITIVE_INFINITY)),
  );

function isPreset(
  rules: readonly SpekeRule[],
  kind: 'video' | 'audio',
  presets: readonly (readonly string[])[],
): boolean {
  const types = rules.filter((rule) => rule[kind].length > 0).map(({ trackType }) => trackType);
  return types.length === 0 || presets.some((preset) => [...preset].sort().join() === [...types].sort().join());
}
