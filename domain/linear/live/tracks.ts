import type {
  ChannelRung,
  LedgerRow,
  LinearAsset,
  LinearAudioTrack,
  LinearTextTrack,
  LinearTrack,
  LinearVideoTrack,
} from '../types';
import type { LiveRendition } from './channel';

/** The picture of an item on a rung: the tallest that fits rung and rights, of none that fits the lowest. */
export function videoFor(
  { video }: LinearAsset,
  { height }: Pick<ChannelRung, 'height'>,
  { maxHeight }: Pick<LedgerRow, 'maxHeight'>,
): LinearVideoTrack | undefined {
  const limit = Math.min(height, maxHeight ?? height);
  return video.find((track) => track.height <= limit) ?? video.at(-1);
}

/** The sound of an item in a language, in its first one where it lacks it; stereo where there are several. */
export function audioFor({ audio }: LinearAsset, language: string): LinearAudioTrack | undefined {
  const spoken = inLanguage(audio, language);
  return spoken.find(({ channels }) => channels === 2) ?? spoken[0] ?? audio[0];
}

/** The captions of an item; undefined when it has none in the language. */
export const textFor = ({ text }: LinearAsset, language: string): LinearTextTrack | undefined =>
  inLanguage(text, language)[0];

/** Those in the very language, or else in a region's kind of it. BCP 47. */
function inLanguage<Track extends { language: string }>(tracks: readonly Track[], language: string): Track[] {
  const exact = tracks.filter((track) => track.language.toLowerCase() === language.toLowerCase());
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  return exact.length > 0 ? exact : tracks.filter((track) => primary(track.language) === primary(language));
}

/** The track that a row gives to a rendition; undefined when it has none to give. */
export function trackFor(
  row: LedgerRow,
  asset: LinearAsset | undefined,
  rendition: LiveRendition,
  rungs: readonly ChannelRung[],
): LinearTrack | undefined {
  if (!asset) return undefined;
  if (rendition.kind === 'audio') return audioFor(asset, rendition.language);
  if (rendition.kind === 'text') return textFor(asset, rendition.language);
  const rung = rungs.find(({ name }) => name === rendition.rung);
  return rung && videoFor(asset, rung, row);
}
