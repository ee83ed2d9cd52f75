import { LAYOUT } from '../../packaging/package-facts';
import { segmentsOf } from '../seal';
import type { LedgerRow, LinearAsset, LinearTrack } from '../types';
import { type Air, type AirWindow, msnAt, segmentEnds } from './air';
import { breaksIn, dateRanges, insertOf, type PlacedTag, type Run } from './breaks';
import type { AddressOf, LiveChannel, LiveRendition, LiveVariant } from './channel';
import { instantText, seconds } from './m3u8';
import { rowCache, rowsToKeep } from './row-cache';
import { trackFor } from './tracks';

/** WebVTT without a cue: what items without captions have. */
export const EMPTY_VTT_PATH = '/live/empty.vtt';
/** Names what is not there: players pass over it, EXT-X-GAP says so. RFC 8216bis 4.4.4.7. */
const GAP_PATH = '/live/gap';

/** EXT-X-MAP needs 6, EXTINF with decimals 3. RFC 8216bis 8. */
const VERSION = { video: 6, audio: 6, text: 3 } as const;

/** The lines of a row in one rendition; they stay the same for as long as the row is anywhere in a window. */
interface RowLines {
  encrypted: boolean;
  /** Keys and initialisation, restated where the row begins and where the window does, with their line break. */
  setup: string;
  /** Of all segments, each line with its break. */
  text: string;
  /** Where each segment begins in the text, and the end of the last one. */
  offsets: readonly number[];
  /** Where each segment begins by the track's own lengths, milliseconds from the row's start. */
  starts: readonly number[];
}

/** With what they were written of: an asset may come later than its row, and addresses change when those of a title are revoked. */
type KeptLines = RowLines & { asset: LinearAsset | undefined; address: string };

/** What a playlist is to hold. */
export interface PlaylistRequest {
  channel: LiveChannel;
  variant: LiveVariant;
  rendition: LiveRendition;
  window: AirWindow;
  /** Players shall begin so far behind the first segment, milliseconds: it was asked for from an instant on. */
  startOffsetMs?: number;
}

/**
 * Writes the media playlists of channels (RFC 8216bis) as a function of ledger, assets and window; nothing else, so that every node
 * writes the same bytes. Lines of a row are kept with the row.
 *
 * @param addressOf keeps what it knows: it is asked for every row of every playlist
 */
export function playlistWriter({ addressOf }: { addressOf: AddressOf }): (request: PlaylistRequest) => string {
  const known = rowCache<KeptLines>();
  const ranges = new WeakMap<AirWindow, PlacedTag[]>();
  const rangesOf = ({ channel, variant, window }: PlaylistRequest): PlacedTag[] => {
    const made = ranges.get(window) ?? dateRanges(channel, variant, window);
    ranges.set(window, made);
    return made;
  };
  return (request) => {
    const { channel, variant, rendition, window } = request;
    const track = rendition.kind === 'video' ? rendition.rung : rendition.language;
    const list = `${channel.id} ${variant.territory} ${rendition.kind} ${track}`;
    const linesOf = (row: LedgerRow): RowLines => {
      const before = known.get(list, row);
      const [asset, address] = [channel.assets.get(row.versionId), addressOf(row)];
      if (before && before.address === address && before.asset === asset) return before;
      const lines = { ...rowLines(channel, row, rendition, address), asset, address };
      known.set(list, row, lines, rowsToKeep(window.first.index, window.last.index));
      return lines;
    };
    return mediaPlaylist(request, rangesOf(request), linesOf);
  };
}

function mediaPlaylist(
  request: PlaylistRequest,
  ranges: readonly PlacedTag[],
  linesOf: (row: LedgerRow) => RowLines,
): string {
  const { channel, variant, window } = request;
  const { rows } = variant;
  const { first, last } = window;
  const leads = leadsWithTag(request);
  const cues = channel.signalling.legacyCues ? breaksIn(rows, [Math.max(0, first.index - 1), last.index]) : [];
  let text = headOf(request, leads);
  for (let index = first.index; index <= last.index; index++) {
    const row = rows[index] as LedgerRow;
    const from = index === first.index ? first.segment : 0;
    const to = index === last.index ? last.segment + 1 : segmentsOf(row);
    const lines = linesOf(row);
    const before = rows[index - 1];
    if (from === 0 && (index > first.index || leads)) text += '#EXT-X-DISCONTINUITY\n';
    if (ranges.length > 0) text += tagsBefore(ranges, index, window);
    if (!lines.encrypted && before && linesOf(before).encrypted) text += '#EXT-X-KEY:METHOD=NONE\n';
    text += `${lines.setup}#EXT-X-PROGRAM-DATE-TIME:${instantText(row.airStart + (lines.starts[from] ?? 0))}\n`;
    text += cues.length > 0 ? withCues(variant, lines, { index, from, to }, cues) : part(lines, from, to);
  }
  return text;
}

/** Whether the window begins with an item, and says so. */
function leadsWithTag({ channel, variant: { rows }, window: { first } }: PlaylistRequest): boolean {
  return first.segment === 0 && (rows[first.index]?.msnBase ?? 0) > 0 && !channel.signalling.noLeadingDiscontinuity;
}

function headOf({ channel, variant, rendition, window, startOffsetMs }: PlaylistRequest, leads: boolean): string {
  const ordinal = variant.rows[window.first.index]?.ordinal ?? 0;
  return [
    '#EXTM3U',
    `#EXT-X-VERSION:${VERSION[rendition.kind]}`,
    `#EXT-X-TARGETDURATION:${channel.format.targetSeconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${msnAt(variant, window.first)}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${ordinal - (leads ? 1 : 0)}`,
    ...(rendition.kind === 'text' ? [] : ['#EXT-X-INDEPENDENT-SEGMENTS']),
    ...(startOffsetMs === undefined ? [] : [`#EXT-X-START:TIME-OFFSET=${seconds(startOffsetMs)},PRECISE=YES`]),
    '',
  ].join('\n');
}

const part = ({ text, offsets }: RowLines, from: number, to: number): string => text.slice(offsets[from], offsets[to]);

/** What began before the window stands at its front; what is announced before its last item, since some parsers stumble over a last tag. */
const tagsBefore = (tags: readonly PlacedTag[], index: number, { first, last }: AirWindow): string =>
  tags.reduce(
    (text, each) => (Math.min(last.index, Math.max(first.index, each.index)) === index ? `${text}${each.tag}\n` : text),
    '',
  );

function rowLines(
  { format, assets }: Pick<LiveChannel, 'format' | 'assets'>,
  row: LedgerRow,
  rendition: LiveRendition,
  address: string,
): RowLines {
  const asset = assets.get(row.versionId);
  const track = trackFor(row, asset, rendition, format.rungs);
  if (!track) return withoutTrack({ rows: [row], assets }, row, rendition);
  const ending = rendition.kind === 'text' ? 'vtt' : 'm4s';
  const lengths = lengthsOf(track, row);
  const segments = lengths.map((length, segment) => {
    const number = row.segFrom + segment + 1;
    return `#EXTINF:${length.toFixed(6)},\n${address}${track.folder}/${number}.${ending}\n`;
  });
  const map = rendition.kind === 'text' ? [] : [`#EXT-X-MAP:URI="${address}${LAYOUT.init(track.folder)}"`];
  return {
    encrypted: track.keyLines.length > 0,
    setup: [...track.keyLines, ...map].map((line) => `${line}\n`).join(''),
    ...placed(segments, lengths),
  };
}

/** Seconds of each segment of a row. */
const lengthsOf = ({ ticks, timescale }: LinearTrack, { segFrom, segTo }: LedgerRow): number[] =>
  Array.from({ length: segTo - segFrom }, (_, segment) => (ticks[segFrom + segment] ?? 0) / timescale);

function placed(segments: readonly string[], lengths: readonly number[]) {
  let [sum, offset] = [0, 0];
  const starts = lengths.map((length) => {
    const start = sum * 1000;
    sum += length;
    return start;
  });
  const ends = segments.map((lines) => {
    offset += lines.length;
    return offset;
  });
  return { starts, text: segments.join(''), offsets: [0, ...ends] };
}

/** An item that has nothing for a rendition takes its place all the same: no captions, or a gap of sound or picture. */
function withoutTrack({ assets }: Air, row: LedgerRow, { kind }: LiveRendition): RowLines {
  const asset = assets.get(row.versionId);
  const ends = segmentEnds(row, asset);
  const lengths = ends.map((end, segment) => (end - (ends[segment - 1] ?? 0)) / 1000);
  const uri = kind === 'text' ? EMPTY_VTT_PATH : `#EXT-X-GAP\n${GAP_PATH}`;
  const segments = lengths.map((length) => `#EXTINF:${length.toFixed(6)},\n${uri}\n`);
  return { encrypted: false, setup: '', ...placed(segments, lengths) };
}

/** Segments with the tags of old: OATCLS-SCTE35 and CUE-OUT, CUE-OUT-CONT, CUE-IN. */
function withCues(
  { rows }: LiveVariant,
  lines: RowLines,
  { index, from, to }: { index: number; from: number; to: number },
  cues: readonly Run[],
): string {
  const row = rows[index] as LedgerRow;
  const run = cues.find(({ first, last }) => first <= index && index <= last);
  let text = from === 0 && cues.some(({ last }) => last === index - 1) ? '#EXT-X-CUE-IN\n' : '';
  for (let segment = from; segment < to; segment++) {
    const elapsed = row.airStart + (lines.starts[segment] ?? 0) - (run?.startAt ?? 0);
    if (run) text += cueTags(rows, run, { elapsed, begins: segment === 0 && run.first === index });
    text += part(lines, segment, segment + 1);
  }
  return text;
}

function cueTags(
  rows: readonly LedgerRow[],
  run: Run,
  { elapsed, begins }: { elapsed: number; begins: boolean },
): string {
  const message = insertOf(rows, run);
  const planned = run.plannedMs === undefined ? undefined : seconds(run.plannedMs);
  if (begins) return `#EXT-OATCLS-SCTE35:${message}\n#EXT-X-CUE-OUT${planned ? `:${planned}` : ''}\n`;
  const length = planned ? `,Duration=${planned}` : '';
  return `#EXT-X-CUE-OUT-CONT:ElapsedTime=${seconds(elapsed)}${length},SCTE35=${message}\n`;
}
