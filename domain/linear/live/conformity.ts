import type { ChannelFormat, LinearAsset, LinearTrack } from '../types';

/** What keeps a version from being carried well by a channel; `blocks`: from being carried at all. */
export interface ConformityFinding {
  code:
    | 'no-picture'
    | 'no-sound'
    | 'segment-too-long'
    | 'segment-counts'
    | 'segment-grid'
    | 'runt-tail'
    | 'rung-missing'
    | 'sound-layout'
    | 'frame-rates'
    | 'codec-families'
    | 'language-missing'
    | 'captions-missing';
  blocks: boolean;
  /** One sentence for people. */
  message: string;
}

/** A last segment shorter than this, milliseconds, makes players stumble. */
const RUNT_MS = 500;
/** Segments of sound begin up to two of its frames beside those of the picture. AAC at 44.1 kHz: 23 ms each. */
const OFF_GRID_MS = 50;

/** How a version fits a channel's format: what conditioning would have to mend. Empty: it fits. */
export function conformity(asset: LinearAsset, format: ChannelFormat): ConformityFinding[] {
  const { video, audio } = asset;
  const finding = (code: ConformityFinding['code'], blocks: boolean, message: string) => ({ code, blocks, message });
  const tracks = [...video, ...audio];
  return [
    ...(video.length === 0 ? [finding('no-picture', true, 'It has no picture.')] : []),
    ...(audio.length === 0 ? [finding('no-sound', true, 'It has no sound.')] : []),
    ...tracks.flatMap((track) => tooLong(track, asset.segments, format)),
    ...tracks.flatMap((track) => grid(track, asset)),
    ...tail(asset),
    ...rungs(asset, format),
    ...layouts(asset),
    ...differing(
      'frame-rates',
      'frame rates',
      video.map(({ frameRate }) => frameRate),
    ),
    ...differing(
      'codec-families',
      'codecs of pictures',
      video.map(({ codec }) => codec.split('.')[0] ?? ''),
    ),
    ...format.audio
      .filter((language) => !speaks(audio, language))
      .map((language) =>
        finding('language-missing', false, `It is not spoken in ${language}: its first language is heard.`),
      ),
    ...format.captions
      .filter((language) => !speaks(asset.text, language))
      .map((language) => finding('captions-missing', false, `It has no captions in ${language}.`)),
  ];
}

/** Can the channel carry it? */
export const isCarried = (findings: readonly ConformityFinding[]): boolean => !findings.some(({ blocks }) => blocks);

/** RFC 8216bis 4.4.3.1: no segment rounds to more than the target. */
function tooLong(
  { folder, ticks, timescale }: LinearTrack,
  segments: number,
  { targetSeconds }: ChannelFormat,
): ConformityFinding[] {
  const at = ticks.slice(0, segments).findIndex((length) => Math.round(length / timescale) > targetSeconds);
  if (at < 0) return [];
  const seconds = ((ticks[at] ?? 0) / timescale).toFixed(3);
  const message = `Segment ${at + 1} of ${folder} lasts ${seconds} s, the channel's target is ${targetSeconds} s.`;
  return [{ code: 'segment-too-long', blocks: true, message }];
}

/** Every segment begins where that of the tallest picture does; a runt at the end that one track has more is left out. */
function grid(
  { folder, ticks, timescale }: LinearTrack,
  { video: [reference], segments }: LinearAsset,
): ConformityFinding[] {
  if (!reference) return [];
  if (ticks.length > segments + 1) {
    const message = `${folder} has ${ticks.length} segments, others have ${segments}: what they lack is not aired.`;
    return [{ code: 'segment-counts', blocks: false, message }];
  }
  let [own, its] = [0, 0];
  for (let segment = 0; segment < segments; segment++) {
    if (Math.abs(own / timescale - its / reference.timescale) * 1000 > OFF_GRID_MS) {
      const message = `Segment ${segment + 1} of ${folder} does not begin with that of ${reference.folder}.`;
      return [{ code: 'segment-grid', blocks: true, message }];
    }
    own += ticks[segment] ?? 0;
    its += reference.ticks[segment] ?? 0;
  }
  return [];
}

function tail({ video: [reference], segments }: LinearAsset): ConformityFinding[] {
  const last = reference ? ((reference.ticks[segments - 1] ?? 0) * 1000) / reference.timescale : RUNT_MS;
  if (last >= RUNT_MS) return [];
  return [
    {
      code: 'runt-tail',
      blocks: false,
      message: `Its last segment lasts ${Math.round(last)} ms: end it one segment before.`,
    },
  ];
}

/** A rung that has nothing of its height or below gets more than its players asked for. */
function rungs({ video }: LinearAsset, format: ChannelFormat): ConformityFinding[] {
  const lowest = video.at(-1);
  const [missing] = lowest ? format.rungs.filter(({ height }) => height < lowest.height) : [];
  if (!lowest || !missing) return [];
  const message = `Its smallest picture has ${lowest.height} lines: more than the rung ${missing.name} of the channel.`;
  return [{ code: 'rung-missing', blocks: false, message }];
}

/** Decoders begin anew where the number of channels changes. */
function layouts({ audio }: LinearAsset): ConformityFinding[] {
  const languages = [...new Set(audio.map(({ language }) => language))];
  const alone = languages.find(
    (language) => !audio.some((track) => track.language === language && track.channels === 2),
  );
  if (alone === undefined) return [];
  return [{ code: 'sound-layout', blocks: false, message: `Its sound in ${alone} is not in stereo.` }];
}

function differing(
  code: 'frame-rates' | 'codec-families',
  what: string,
  values: readonly string[],
): ConformityFinding[] {
  const all = [...new Set(values)];
  return all.length > 1 ? [{ code, blocks: false, message: `It has several ${what}: ${all.join(', ')}.` }] : [];
}

const speaks = (tracks: readonly { language: string }[], language: string): boolean =>
  tracks.some((track) => track.language.split('-')[0]?.toLowerCase() === language.split('-')[0]?.toLowerCase());
