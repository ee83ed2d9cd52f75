import { XMLParser } from 'fast-xml-parser';
import type { LinearAsset, LinearAudioTrack, LinearTextTrack, LinearTrack, LinearVideoTrack } from '../types';
import { attributesOf, playlistLines } from './m3u8';

/** The manifests of a version, as domain/packaging wrote them. The caller reads the files. */
export interface VersionManifests {
  versionId: string;
  titleId: string;
  /** Text of `master.m3u8`. */
  master: string;
  /** Text of the media playlists that it names, by their paths: `video/720p.m3u8`. */
  mediaPlaylists: ReadonlyMap<string, string>;
  /** Text of `manifest.mpd`. */
  mpd: string;
}

/** Paths of the media playlists that a version's multivariant playlist names; those of I-frames and pictures are left out. */
export const mediaPlaylistsOf = (master: string): string[] => [
  ...new Set(
    playlistLines(master).flatMap((line) => {
      if ('uri' in line) return [line.uri];
      return line.tag === 'EXT-X-MEDIA' ? [attributesOf(line.value).URI ?? ''] : [];
    }),
  ),
];

/**
 * A version as channels carry it, from its own VOD manifests: times from the MPD, which has them in whole ticks, keys from the
 * playlists, average rates and captions from the multivariant one. Commentaries, descriptions and forced captions are left out: a
 * channel has one sound and one caption track a language.
 *
 * @throws {RangeError} when the MPD is none of ours
 */
export function readLinearAsset(manifests: VersionManifests): LinearAsset {
  const { versionId, titleId, mpd } = manifests;
  const sets = adaptationSets(mpd).filter((set) => !set.EssentialProperty);
  const sound = sets
    .filter(({ contentType }) => contentType === 'audio')
    .filter(isProgramme)
    .flatMap((set) => audioTracks(manifests, set));
  const loudest = Math.max(0, ...sound.map(({ averageBandwidth }) => averageBandwidth));
  const video = sets
    .filter(({ contentType }) => contentType === 'video')
    .flatMap((set) => videoTracks(manifests, set, loudest))
    .sort((a, b) => b.height - a.height || b.bandwidth - a.bandwidth);
  const counts = [...video, ...sound].map(({ ticks }) => ticks.length);
  const segments = video.length > 0 ? Math.min(...counts) : 0;
  return { versionId, titleId, video, audio: sound, text: textTracks(manifests), segments };
}

/** Elements of a parsed MPD; attributes are texts. */
interface Representation {
  codecs?: string;
  bandwidth?: string;
  width?: string;
  height?: string;
  frameRate?: string;
  audioSamplingRate?: string;
  AudioChannelConfiguration?: { value?: string };
  SegmentTemplate?: {
    timescale?: string;
    initialization?: string;
    SegmentTimeline?: { S?: { t?: string; d?: string; r?: string }[] };
  };
}
interface AdaptationSet {
  contentType?: string;
  lang?: string;
  maxFrameRate?: string;
  Role?: { value?: string };
  EssentialProperty?: unknown;
  Accessibility?: unknown;
  Representation?: Representation[];
  /** ContentProtection as it stands there. */
  protection: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => ['AdaptationSet', 'Representation', 'S'].includes(name),
});

const PROTECTION = /<ContentProtection\b[^>]*?(?:\/>|>[\s\S]*?<\/ContentProtection>)/g;

function adaptationSets(mpd: string): AdaptationSet[] {
  const { MPD } = parser.parse(mpd) as { MPD?: { Period?: { AdaptationSet?: Omit<AdaptationSet, 'protection'>[] } } };
  const texts = mpd.split('<AdaptationSet').slice(1);
  const sets = MPD?.Period?.AdaptationSet;
  if (!sets || sets.length !== texts.length) throw new RangeError('The MPD has no Period of ours');
  return sets.map((set, index) => ({ ...set, protection: (texts[index]?.match(PROTECTION) ?? []).join('\n') }));
}

const isProgramme = ({ Role, Accessibility }: AdaptationSet): boolean =>
  !Accessibility && Role?.value !== 'commentary' && Role?.value !== 'description';

/** Every segment of a track stands in its timeline. @throws {RangeError} */
function trackOf(
  { mediaPlaylists }: VersionManifests,
  { protection }: AdaptationSet,
  { SegmentTemplate: template, codecs = '', bandwidth = '0' }: Representation,
): LinearTrack {
  const folder = template?.initialization?.replace(/\/[^/]+$/, '');
  const entries = template?.SegmentTimeline?.S ?? [];
  if (!folder || entries.length === 0) throw new RangeError('A representation has no segment timeline');
  const ticks = entries.flatMap(({ d, r }) => Array<number>(Number(r ?? 0) + 1).fill(Number(d)));
  const rate = Number(bandwidth);
  return {
    folder,
    codec: codecs,
    timescale: Number(template?.timescale),
    startTicks: Number(entries[0]?.t ?? 0),
    ticks,
    bandwidth: rate,
    averageBandwidth: rate,
    keyLines: keyLinesOf(mediaPlaylists.get(`${folder}.m3u8`) ?? ''),
    contentProtection: protection,
  };
}

const keyLinesOf = (playlist: string): string[] => [
  ...new Set(
    playlistLines(playlist).flatMap((line) =>
      'tag' in line && line.tag === 'EXT-X-KEY' && !/^METHOD=NONE/.test(line.value) ? [`#EXT-X-KEY:${line.value}`] : [],
    ),
  ),
];

/** The multivariant playlist tells averages of picture and sound together; the sound's is taken off. */
function videoTracks(manifests: VersionManifests, set: AdaptationSet, loudest: number): LinearVideoTrack[] {
  const averages = streamAverages(manifests.master);
  return (set.Representation ?? []).map((representation) => {
    const track = trackOf(manifests, set, representation);
    const together = averages.get(`${track.folder}.m3u8`) ?? track.bandwidth + loudest;
    return {
      ...track,
      averageBandwidth: Math.min(track.bandwidth, Math.max(1, together - loudest)),
      width: Number(representation.width),
      height: Number(representation.height),
      frameRate: representation.frameRate ?? set.maxFrameRate ?? '25',
    };
  });
}

function streamAverages(master: string): Map<string, number> {
  const averages = new Map<string, number>();
  let average = Number.NaN;
  for (const line of playlistLines(master)) {
    if ('uri' in line) averages.set(line.uri, Math.max(average, averages.get(line.uri) ?? 0));
    else if (line.tag === 'EXT-X-STREAM-INF') average = Number(attributesOf(line.value)['AVERAGE-BANDWIDTH']);
  }
  return new Map([...averages].filter(([, value]) => Number.isFinite(value)));
}

const audioTracks = (manifests: VersionManifests, set: AdaptationSet): LinearAudioTrack[] =>
  (set.Representation ?? []).map((representation) => ({
    ...trackOf(manifests, set, representation),
    language: set.lang ?? 'und',
    channels: Number(representation.AudioChannelConfiguration?.value ?? 2),
    sampleRate: Number(representation.audioSamplingRate ?? 48_000),
  }));

/** Captions have no timeline in the MPD: their lengths are those of their playlist. */
function textTracks({ master, mediaPlaylists }: VersionManifests): LinearTextTrack[] {
  const tags = playlistLines(master).flatMap((line) =>
    'tag' in line && line.tag === 'EXT-X-MEDIA' ? [attributesOf(line.value)] : [],
  );
  return tags
    .filter(({ TYPE, FORCED }) => TYPE === 'SUBTITLES' && FORCED !== 'YES')
    .flatMap(({ URI = '', LANGUAGE = 'und' }) => {
      const text = mediaPlaylists.get(URI);
      if (!text) return [];
      const lengths = playlistLines(text).flatMap((line) =>
        'tag' in line && line.tag === 'EXTINF' ? [Number.parseFloat(line.value)] : [],
      );
      return [
        {
          ...CLEAR_TEXT,
          folder: URI.replace(/\.m3u8$/, ''),
          language: LANGUAGE,
          ticks: lengths.map((length) => Math.round(length * 1000)),
        },
      ];
    });
}

const CLEAR_TEXT = {
  ...{ codec: 'wvtt', timescale: 1000, startTicks: 0, bandwidth: 256, averageBandwidth: 256 },
  ...{ keyLines: [], contentProtection: '' },
} as const;
