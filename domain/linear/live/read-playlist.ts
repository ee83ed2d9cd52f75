import { attributesOf, playlistLines } from './m3u8';

/** A segment as a player sees it. */
export interface ReadSegment {
  msn: number;
  /** Discontinuity sequence number. */
  dsn: number;
  uri: string;
  /** Seconds. */
  duration: number;
  discontinuity: boolean;
  /** Told before it, epoch milliseconds. */
  told?: number;
  /** Told, or worked out from the one before; undefined while no instant was told. */
  at?: number;
  /** EXT-X-KEY lines that apply, without METHOD=NONE; empty: in the clear. */
  keys: string[];
  map?: string;
  gap: boolean;
}

/** A media playlist of a live presentation, read without any judgement. RFC 8216bis 4.4. */
export interface ReadPlaylist {
  header: boolean;
  version: number;
  targetDuration?: number;
  mediaSequence: number;
  discontinuitySequence?: number;
  type?: string;
  ended: boolean;
  segments: ReadSegment[];
  /** EXT-X-DATERANGE by ID; the tags of one ID put together. */
  ranges: Map<string, Record<string, string>>;
  /** IDs whose tags contradict each other. */
  contradictory: string[];
}

/** State between two segments. */
interface Ahead {
  keys: string[];
  /** The tags of one place stand for each other: the first of them ends what was before. */
  keysOpen: boolean;
  map?: string;
  duration?: number;
  told?: number;
  discontinuity: boolean;
  gap: boolean;
}

/** Read a media playlist. Never throws: what is missing is undefined. */
export function readPlaylist(text: string): ReadPlaylist {
  const list: ReadPlaylist = {
    ...{ header: text.startsWith('#EXTM3U'), version: 1, mediaSequence: 0, ended: false },
    ...{ segments: [], ranges: new Map(), contradictory: [] },
  };
  const ahead: Ahead = { keys: [], keysOpen: false, discontinuity: false, gap: false };
  for (const line of playlistLines(text)) {
    if ('uri' in line) addSegment(list, ahead, line.uri);
    else if (!readHeader(list, line.tag, line.value)) readTag(list, ahead, line.tag, line.value);
  }
  return list;
}

function readHeader(list: ReadPlaylist, tag: string, value: string): boolean {
  if (tag === 'EXT-X-VERSION') list.version = Number(value);
  else if (tag === 'EXT-X-TARGETDURATION') list.targetDuration = Number(value);
  else if (tag === 'EXT-X-MEDIA-SEQUENCE') list.mediaSequence = Number(value);
  else if (tag === 'EXT-X-DISCONTINUITY-SEQUENCE') list.discontinuitySequence = Number(value);
  else if (tag === 'EXT-X-PLAYLIST-TYPE') list.type = value;
  else if (tag === 'EXT-X-ENDLIST') list.ended = true;
  else return false;
  return true;
}

function readTag(list: ReadPlaylist, ahead: Ahead, tag: string, value: string): void {
  if (tag === 'EXTINF') ahead.duration = Number.parseFloat(value);
  else if (tag === 'EXT-X-DISCONTINUITY') ahead.discontinuity = true;
  else if (tag === 'EXT-X-GAP') ahead.gap = true;
  else if (tag === 'EXT-X-PROGRAM-DATE-TIME') ahead.told = Date.parse(value);
  else if (tag === 'EXT-X-MAP') ahead.map = attributesOf(value).URI;
  else if (tag === 'EXT-X-DATERANGE') addRange(list, attributesOf(value));
  else if (tag === 'EXT-X-KEY') {
    if (!ahead.keysOpen || value.startsWith('METHOD=NONE')) ahead.keys = [];
    ahead.keysOpen = true;
    if (!value.startsWith('METHOD=NONE')) ahead.keys = [...ahead.keys, value];
  }
}

function addRange({ ranges, contradictory }: ReadPlaylist, values: Record<string, string>): void {
  const { ID = '' } = values;
  const known = ranges.get(ID) ?? {};
  if (Object.entries(values).some(([name, value]) => known[name] !== undefined && known[name] !== value))
    contradictory.push(ID);
  ranges.set(ID, { ...known, ...values });
}

function addSegment(list: ReadPlaylist, ahead: Ahead, uri: string): void {
  const before = list.segments.at(-1);
  const worked = before?.at === undefined ? undefined : before.at + before.duration * 1000;
  const first = list.discontinuitySequence ?? 0;
  list.segments.push({
    msn: list.mediaSequence + list.segments.length,
    dsn: (before?.dsn ?? first) + (ahead.discontinuity ? 1 : 0),
    ...{ uri, duration: ahead.duration ?? Number.NaN, discontinuity: ahead.discontinuity },
    ...{ told: ahead.told, at: ahead.told ?? worked, keys: ahead.keys, map: ahead.map, gap: ahead.gap },
  });
  Object.assign(ahead, { duration: undefined, told: undefined, discontinuity: false, gap: false, keysOpen: false });
}
