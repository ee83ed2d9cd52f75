import { languageName } from '../../media/language';
import type { LinearAsset, LinearVideoTrack } from '../types';
import type { LiveChannel, LiveRendition, LiveVariant } from './channel';
import { attributeList, quoted } from './m3u8';
import { audioFor, videoFor } from './tracks';

/** Bandwidths are rounded up to this, bits a second, so that a new item seldom changes the playlist. */
const STEP = 50_000;

/** Path of a media playlist, `/live/films/GB/video/720p.m3u8`. */
export const playlistPath = (slug: string, territory: string, rendition: LiveRendition): string =>
  `/live/${slug}/${territory}/${rendition.kind}/${rendition.kind === 'video' ? rendition.rung : rendition.language}.m3u8`;

/** The renditions of a channel: the same all day, whatever its items have. */
export const renditionsOf = ({ format }: Pick<LiveChannel, 'format'>): LiveRendition[] => [
  ...format.rungs.map(({ name }) => ({ kind: 'video' as const, rung: name })),
  ...format.audio.map((language) => ({ kind: 'audio' as const, language })),
  ...format.captions.map((language) => ({ kind: 'text' as const, language })),
];

/** What a rung claims of itself: the most that any item of the ledger asks of a player. */
interface RungClaim {
  codecs: string[];
  bandwidth: number;
  average: number;
  width: number;
  height: number;
  frameRate: number;
}

/**
 * The multivariant playlist of a channel's variant. Rungs and languages follow from its format alone; codecs, rates and sizes are the
 * greatest of the versions that its rows play, so that a player that takes a rung can play all of it.
 *
 * @param query is appended to the addresses of the media playlists, such as `?start=…`
 */
export function multivariantPlaylist(channel: LiveChannel, variant: LiveVariant, query = ''): string {
  const { format } = channel;
  const uri = (rendition: LiveRendition) => quoted(playlistPath(channel.slug, variant.territory, rendition) + query);
  const audio = format.audio.map((language, place) =>
    tag('#EXT-X-MEDIA', {
      ...{
        TYPE: 'AUDIO',
        'GROUP-ID': quoted('audio'),
        LANGUAGE: quoted(language),
        NAME: quoted(languageName(language)),
      },
      ...{ DEFAULT: place === 0 ? 'YES' : 'NO', AUTOSELECT: 'YES', CHANNELS: quoted('2') },
      URI: uri({ kind: 'audio', language }),
    }),
  );
  const captions = format.captions.map((language) =>
    tag('#EXT-X-MEDIA', {
      ...{ TYPE: 'SUBTITLES', 'GROUP-ID': quoted('text'), LANGUAGE: quoted(language) },
      ...{ NAME: quoted(languageName(language)), DEFAULT: 'NO', AUTOSELECT: 'YES', FORCED: 'NO' },
      URI: uri({ kind: 'text', language }),
    }),
  );
  const streams = rungClaims(channel, variant).flatMap(({ name, claim }) => [
    tag('#EXT-X-STREAM-INF', {
      BANDWIDTH: claim.bandwidth,
      'AVERAGE-BANDWIDTH': claim.average,
      CODECS: claim.codecs.length > 0 ? quoted(claim.codecs.join(',')) : undefined,
      RESOLUTION: `${claim.width}x${claim.height}`,
      'FRAME-RATE': Math.round(claim.frameRate * 1000) / 1000,
      'VIDEO-RANGE': 'SDR',
      AUDIO: quoted('audio'),
      SUBTITLES: format.captions.length > 0 ? quoted('text') : undefined,
      'CLOSED-CAPTIONS': 'NONE',
    }),
    playlistPath(channel.slug, variant.territory, { kind: 'video', rung: name }) + query,
  ]);
  const head = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-INDEPENDENT-SEGMENTS'];
  return `${[...head, ...audio, ...captions, ...streams].join('\n')}\n`;
}

const tag = (name: string, values: Record<string, string | number | undefined>): string =>
  `${name}:${attributeList(values)}`;

/** Players without an estimate begin with the first one: the rung nearest to 2 Mb/s (Apple authoring 9.8), then falling. */
function rungClaims({ format, assets }: LiveChannel, { rows }: LiveVariant) {
  const versions = new Map(rows.map((row) => [`${row.versionId} ${row.maxHeight}`, row]));
  const played = [...versions.values()].flatMap((row) => {
    const asset = assets.get(row.versionId);
    return asset ? [{ row, asset }] : [];
  });
  const claims = format.rungs.map((rung) => {
    const pictures = played.flatMap(({ row, asset }) => {
      const track = videoFor(asset, rung, row);
      return track ? [{ track, asset }] : [];
    });
    return { name: rung.name, claim: claimOf(pictures, format.audio, rung.height) };
  });
  const distance = ({ claim }: (typeof claims)[number]) => Math.abs(claim.bandwidth - 2e6);
  const start = claims.reduce((best, next) => (distance(next) < distance(best) ? next : best), claims[0]!);
  return [start, ...claims.filter((each) => each !== start)];
}

function claimOf(
  pictures: readonly { track: LinearVideoTrack; asset: LinearAsset }[],
  languages: readonly string[],
  height: number,
): RungClaim {
  const sounds = pictures.map(({ asset }) => languages.flatMap((language) => audioFor(asset, language) ?? []));
  const most = (of: 'bandwidth' | 'averageBandwidth'): number =>
    Math.max(
      STEP,
      ...pictures.map(({ track }, at) => track[of] + Math.max(0, ...(sounds[at] ?? []).map((sound) => sound[of]))),
    );
  const upward = (rate: number): number => Math.ceil(rate / STEP) * STEP;
  const tracks = pictures.map(({ track }) => track);
  const tallest = tracks.reduce<LinearVideoTrack | undefined>(
    (best, next) => (best && best.height >= next.height ? best : next),
    undefined,
  );
  return {
    codecs: [
      ...greatestCodecs(tracks.map(({ codec }) => codec)),
      ...greatestCodecs(sounds.flat().map(({ codec }) => codec)),
    ],
    bandwidth: upward(most('bandwidth')),
    average: upward(most('averageBandwidth')),
    width: tallest?.width ?? Math.round((height * 16) / 9),
    height: tallest?.height ?? height,
    frameRate: Math.max(0, ...tracks.map(({ frameRate }) => rateOf(frameRate))) || 25,
  };
}

/** Frames a second of `25` or `24000/1001`. */
export function rateOf(text: string): number {
  const [num = 0, den = 1] = text.split('/').map(Number);
  return num / den;
}

/**
 * Of each family the codec that asks the most. Those of AVC are compared by profile and level (RFC 6381: six hexadecimal digits, profile,
 * constraints, level); of others the text decides, which for levels of one profile is right.
 */
function greatestCodecs(codecs: readonly string[]): string[] {
  const rank = (codec: string): string => codec.replace(/^(avc[13]\.)(..)(..)(..)$/i, '$1$2$4$3').toLowerCase();
  const families = new Map<string, string>();
  for (const codec of codecs) {
    const family = codec.split('.')[0] ?? '';
    const known = families.get(family);
    if (known === undefined || rank(codec) > rank(known)) families.set(family, codec);
  }
  return [...families.values()].sort();
}
