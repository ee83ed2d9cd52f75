import {
  type AudioTrack,
  groupBy,
  LAYOUT,
  type PackageFacts,
  type TextTrack,
  type ThumbnailTrack,
  type VideoTrack,
} from './package-facts';
import { type KeyTag, keyTags } from './protection';
import {
  type BitRates,
  bitRatesOf,
  frameRateText,
  frameSeconds,
  measureBitRates,
  type TrackFacts,
  targetDuration,
  timeline,
} from './tracks';
import { trickTracks } from './trick-play';

/** A playlist and where it lies in the package. */
export interface TextFile {
  path: string;
  text: string;
}

/**
 * Every HLS playlist of a package, from measured facts (RFC 8216bis; Apple HLS authoring specification).
 *
 * They are written here and not taken from the packager: Shaka's round TARGETDURATION up (7 for 6.006 s), end subtitles at
 * the last cue, carry no VIDEO-RANGE and know no image playlists; Bento4's give audio another target duration than video.
 */
export function hlsPlaylists(facts: PackageFacts): TextFile[] {
  const target = targetDuration([...facts.video, ...facts.audio].map((track) => track.facts));
  const files: TextFile[] = [{ path: LAYOUT.master, text: multivariant(facts, target) }];
  for (const { name, facts: track } of facts.video) {
    const folder = LAYOUT.videoFolder(name);
    files.push({ path: LAYOUT.playlist(folder), text: mediaPlaylist(track, target, tagsOf(facts, track)) });
  }
  for (const { name, facts: track } of trickTracks(facts))
    files.push({
      path: LAYOUT.iframePlaylist(LAYOUT.videoFolder(name)),
      text: iframePlaylist(track, tagsOf(facts, track)),
    });
  for (const { id, facts: track } of facts.audio)
    files.push({
      path: LAYOUT.playlist(LAYOUT.audioFolder(id)),
      text: mediaPlaylist(track, target, tagsOf(facts, track)),
    });
  for (const track of facts.text)
    files.push({
      path: LAYOUT.playlist(LAYOUT.textFolder(track.id)),
      text: textPlaylist(track, target, clearLead(facts)),
    });
  if (facts.thumbnails) files.push({ path: LAYOUT.imagePlaylist, text: imagePlaylist(facts.thumbnails, facts) });
  return files;
}

const VERSION = 7;

const lines = (...parts: (string | string[])[]): string => `${parts.flat().join('\n')}\n`;

/** A quoted-string may hold neither quotes nor line breaks. RFC 8216bis 4.2. */
const quoted = (text: string): string => `"${text.replace(/["\r\n]+/g, ' ').trim()}"`;

/** Playlists stand beside the folder of their segments. */
const relative = (path: string): string => path.split('/').slice(1).join('/');

const vod = (target: number, ...tags: string[]): string[] => [
  '#EXTM3U',
  `#EXT-X-VERSION:${VERSION}`,
  `#EXT-X-TARGETDURATION:${target}`,
  '#EXT-X-MEDIA-SEQUENCE:0',
  '#EXT-X-PLAYLIST-TYPE:VOD',
  ...tags,
];

const extinf = (time: number): string => `#EXTINF:${time.toFixed(6)},`;

/** The key tags of a track; none of a clear one. */
const tagsOf = ({ protection }: PackageFacts, { init }: TrackFacts): string[] =>
  protection && init.protection ? keyTags(protection, init.protection.kid).map(keyTag) : [];

const keyTag = (tag: KeyTag): string => attributes('#EXT-X-KEY', tag);

function mediaPlaylist(track: TrackFacts, target: number, keys: string[]): string {
  const { timescale } = track.init;
  const from = keysFrom(track, keys);
  return lines(
    vod(target, '#EXT-X-INDEPENDENT-SEGMENTS', `#EXT-X-MAP:URI=${quoted(relative(track.initPath))}`),
    timeline(track).flatMap(({ path, duration }) => [...from(path), extinf(duration / timescale), relative(path)]),
    '#EXT-X-ENDLIST',
  );
}

/**
 * What stands before a segment: the key tags before the first encrypted one. After a clear lead a discontinuity goes before
 * them, as Apple's players want it where encryption begins.
 */
function keysFrom({ segments }: TrackFacts, keys: string[]): (path: string) => string[] {
  const first = segments.findIndex(({ fragments }) => fragments.some(({ encrypted }) => encrypted));
  const tags = first > 0 ? ['#EXT-X-DISCONTINUITY', ...keys] : keys;
  return (path) => (path === segments[first]?.path ? tags : []);
}

/** An I-frame with the fragment header in front of it. */
interface Iframe {
  path: string;
  offset: number;
  bytes: number;
  seconds: number;
}

function iframes(track: TrackFacts): Iframe[] {
  const { timescale, editShift } = track.init;
  const found = track.segments.flatMap(({ path, fragments }) =>
    fragments
      .filter(({ startsWithSync }) => startsWithSync)
      .map(({ start, firstSampleEnd, presentationTime }) => ({
        path,
        offset: start,
        bytes: firstSampleEnd - start,
        at: presentationTime - editShift,
      })),
  );
  const end = timeline(track).reduce((_, { start, duration }) => start + duration, 0);
  return found.map(({ at, ...frame }, index) => ({
    ...frame,
    seconds: ((found[index + 1]?.at ?? end) - at) / timescale,
  }));
}

/** Each range begins with its moof (Apple HLS authoring 6.10), so a player decodes it from the range and the init alone. */
function iframePlaylist(track: TrackFacts, keys: string[]): string {
  const frames = iframes(track);
  const from = keysFrom(track, keys);
  const target = Math.max(1, ...frames.map((frame) => Math.round(frame.seconds)));
  return lines(
    vod(target, '#EXT-X-I-FRAMES-ONLY', `#EXT-X-MAP:URI=${quoted(relative(track.initPath))}`),
    frames.flatMap(({ path, offset, bytes, seconds }, index) => [
      ...(frames[index - 1]?.path === path ? [] : from(path)),
      extinf(seconds),
      `#EXT-X-BYTERANGE:${bytes}@${offset}`,
      relative(path),
    ]),
    '#EXT-X-ENDLIST',
  );
}

/** Segments before the first encrypted one; 0 when there is no clear lead, or nothing is encrypted. */
const clearLead = ({ video }: PackageFacts): number =>
  Math.max(0, video[0]?.facts.segments.findIndex(({ fragments }) => fragments.some(({ encrypted }) => encrypted)) ?? 0);

/** @param lead a discontinuity follows so many segments, as in every other playlist (Apple HLS authoring 8.15) */
function textPlaylist(track: TextTrack, target: number, lead: number): string {
  return lines(
    vod(target),
    track.segments.flatMap(({ path, seconds }, index) => [
      ...(lead > 0 && index === lead ? ['#EXT-X-DISCONTINUITY'] : []),
      extinf(seconds),
      relative(path),
    ]),
    '#EXT-X-ENDLIST',
  );
}

/** Roku's image media playlist: one EXTINF per sheet, EXT-X-TILES for its geometry. */
function imagePlaylist(track: ThumbnailTrack, facts: PackageFacts): string {
  const { tile, columns, rows, tileSeconds } = track;
  const total = frameSeconds(facts.frames, facts.frameRate);
  const perSheet = columns * rows * tileSeconds;
  const sheets = track.sheets.map(({ path }, index) => ({
    path,
    seconds: Math.min(perSheet, total - index * perSheet),
  }));
  const tiles = `RESOLUTION=${tile.width}x${tile.height},LAYOUT=${columns}x${rows},DURATION=${tileSeconds.toFixed(3)}`;
  return lines(
    vod(Math.max(1, ...sheets.map(({ seconds }) => Math.round(seconds))), '#EXT-X-IMAGES-ONLY'),
    sheets.flatMap(({ path, seconds }) => [extinf(seconds), `#EXT-X-TILES:${tiles}`, path]),
    '#EXT-X-ENDLIST',
  );
}

/** Audio renditions a variant may be played with: one group per channel layout, each with every language. */
export interface AudioGroup {
  id: string;
  tracks: AudioTrack[];
}

/**
 * One group per number of channels, widest last. A language without a track of that width is there in its best narrower one,
 * because every group must offer the same languages (Apple HLS authoring 8.7).
 */
export function audioGroups(audio: readonly AudioTrack[]): AudioGroup[] {
  const widths = [...new Set(audio.map(({ channels }) => channels))].sort((a, b) => a - b);
  return widths.map((width) => {
    const byLanguage = groupBy(audio, ({ language, label, kind = 'main' }) =>
      [language, kind, label.replace(/ ?\(?5\.1\)?$/, '')].join('\n'),
    );
    const tracks = [...byLanguage.values()].map((same) => bestFor(same, width));
    return { id: `audio-${width}`, tracks: tracks.filter((track, index) => tracks.indexOf(track) === index) };
  });
}

function bestFor(tracks: readonly AudioTrack[], width: number): AudioTrack {
  const sorted = [...tracks].sort((a, b) => a.channels - b.channels);
  const fitting = sorted.filter(({ channels }) => channels <= width);
  return (fitting.at(-1) ?? sorted[0]) as AudioTrack;
}

function multivariant(facts: PackageFacts, target: number): string {
  const groups = audioGroups(facts.audio);
  const variants = facts.video.flatMap((video) =>
    (groups.length > 0 ? groups : [undefined]).map((group) => variant(facts, video, group, target)),
  );
  return lines(
    ['#EXTM3U', `#EXT-X-VERSION:${VERSION}`, '#EXT-X-INDEPENDENT-SEGMENTS'],
    sessionKeys(facts),
    groups.flatMap(audioMedia),
    facts.text.map((track) => textMedia(track, namesOf(facts.text, track))),
    startFirst(variants).flatMap(({ tag, uri }) => [tag, uri]),
    trickTracks(facts).map((video) => iframeStream(video)),
    facts.thumbnails ? [imageStream(facts.thumbnails)] : [],
  );
}

/**
 * Every key of the package, so that players ask for licences before the first segment. A tag of the same address and format may
 * be there once only (RFC 8216bis 4.4.6.5): one Widevine tag speaks for all keys.
 */
function sessionKeys({ protection }: PackageFacts): string[] {
  const tags = (protection?.keys ?? []).flatMap(({ kid }) => (protection ? keyTags(protection, kid) : []));
  const once = groupBy(tags, ({ KEYFORMAT, URI }) => `${KEYFORMAT} ${URI}`);
  return [...once.values()].flatMap(([tag]) => (tag ? [attributes('#EXT-X-SESSION-KEY', tag)] : []));
}

function audioMedia({ id, tracks }: AudioGroup): string[] {
  const first = tracks.find((track) => track.default) ?? tracks[0];
  return tracks.map((track) =>
    attributes('#EXT-X-MEDIA', {
      TYPE: 'AUDIO',
      'GROUP-ID': quoted(id),
      LANGUAGE: quoted(track.language),
      NAME: quoted(namesOf(tracks, track)),
      DEFAULT: track === first ? 'YES' : 'NO',
      // A commentary is chosen by hand; a description follows the viewer's accessibility settings.
      AUTOSELECT: track.kind === 'commentary' ? 'NO' : 'YES',
      CHARACTERISTICS: track.kind === 'description' ? quoted('public.accessibility.describes-video') : undefined,
      CHANNELS: quoted(String(track.channels)),
      URI: quoted(LAYOUT.playlist(LAYOUT.audioFolder(track.id))),
    }),
  );
}

/** NAMEs are unique in a group (RFC 8216bis 4.4.6.1.1); the second of the same label is numbered. */
function namesOf<T extends { label: string; language: string }>(tracks: readonly T[], track: T): string {
  const label = track.label || track.language;
  const before = tracks.slice(0, tracks.indexOf(track)).filter((other) => (other.label || other.language) === label);
  return before.length === 0 ? label : `${label} ${before.length + 1}`;
}

/** What makes subtitles a caption track for the deaf and hard of hearing (Apple HLS authoring 4.5). */
const CAPTION_TRAITS = 'public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound';

const textMedia = (track: TextTrack, name: string): string =>
  attributes('#EXT-X-MEDIA', {
    TYPE: 'SUBTITLES',
    'GROUP-ID': quoted('text'),
    LANGUAGE: quoted(track.language),
    NAME: quoted(name),
    DEFAULT: 'NO',
    AUTOSELECT: 'YES',
    FORCED: track.kind === 'forced' ? 'YES' : 'NO',
    CHARACTERISTICS: track.kind === 'captions' ? quoted(CAPTION_TRAITS) : undefined,
    URI: quoted(LAYOUT.playlist(LAYOUT.textFolder(track.id))),
  });

interface Variant {
  bandwidth: number;
  tag: string;
  uri: string;
}

/** BANDWIDTH and AVERAGE-BANDWIDTH are the video's own plus those of the most demanding audio it may be played with. */
function variant(facts: PackageFacts, video: VideoTrack, group: AudioGroup | undefined, target: number): Variant {
  const own = bitRatesOf(video.facts, target);
  const audio = (group?.tracks ?? []).map((track) => bitRatesOf(track.facts, target));
  const most = (of: keyof BitRates): number => own[of] + Math.max(0, ...audio.map((rates) => rates[of]));
  const codecs = new Set([video.facts.init.codec, ...(group?.tracks ?? []).map((track) => track.facts.init.codec)]);
  const tag = attributes('#EXT-X-STREAM-INF', {
    BANDWIDTH: String(most('peak')),
    'AVERAGE-BANDWIDTH': String(most('average')),
    CODECS: quoted([...codecs].join(',')),
    RESOLUTION: resolution(video),
    'FRAME-RATE': frameRateText(facts.frameRate),
    'VIDEO-RANGE': 'SDR',
    AUDIO: group && quoted(group.id),
    SUBTITLES: facts.text.length > 0 ? quoted('text') : undefined,
    'CLOSED-CAPTIONS': 'NONE',
  });
  return { bandwidth: most('peak'), tag, uri: LAYOUT.playlist(LAYOUT.videoFolder(video.name)) };
}

/** Players without a bandwidth estimate begin with the first variant: the one nearest to 2 Mb/s (Apple HLS authoring 9.8). */
function startFirst(variants: Variant[]): Variant[] {
  const falling = [...variants].sort((a, b) => b.bandwidth - a.bandwidth);
  const first = falling.reduce<Variant | undefined>(
    (best, next) => (best && Math.abs(best.bandwidth - 2e6) <= Math.abs(next.bandwidth - 2e6) ? best : next),
    undefined,
  );
  return first ? [first, ...falling.filter((next) => next !== first)] : falling;
}

function iframeStream(video: VideoTrack): string {
  const frames = iframes(video.facts);
  const rates = measureBitRates(frames, Math.max(1, ...frames.map(({ seconds }) => Math.round(seconds))));
  return attributes('#EXT-X-I-FRAME-STREAM-INF', {
    BANDWIDTH: String(rates.peak),
    'AVERAGE-BANDWIDTH': String(rates.average),
    CODECS: quoted(video.facts.init.codec),
    RESOLUTION: resolution(video),
    'VIDEO-RANGE': 'SDR',
    URI: quoted(LAYOUT.iframePlaylist(LAYOUT.videoFolder(video.name))),
  });
}

const imageStream = (track: ThumbnailTrack): string =>
  attributes('#EXT-X-IMAGE-STREAM-INF', {
    BANDWIDTH: String(imageBandwidth(track)),
    RESOLUTION: `${track.tile.width}x${track.tile.height}`,
    CODECS: quoted('jpeg'),
    URI: quoted(LAYOUT.imagePlaylist),
  });

/** Bits of the largest sheet over the time a full one covers. */
export const imageBandwidth = ({ sheets, columns, rows, tileSeconds }: ThumbnailTrack): number =>
  Math.ceil((Math.max(1, ...sheets.map(({ bytes }) => bytes)) * 8) / (columns * rows * tileSeconds));

const resolution = ({ facts: { init } }: VideoTrack): string => `${init.width}x${init.height}`;

const attributes = (tag: string, values: Record<string, string | undefined>): string =>
  `${tag}:${Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}`;
