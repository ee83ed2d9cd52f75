/** One HTTP fetch: an address, and the bytes of it when not all. */
export interface Part {
  url: string;
  /** First byte and count. */
  range?: { offset: number; length: number };
}

/** A media playlist that a multivariant playlist names. */
export interface PlaylistReference {
  kind: 'video' | 'audio' | 'text' | 'iframes' | 'images';
  url: string;
  /** What to call it: resolution, language. */
  name: string;
}

/** What a media playlist plays. */
export interface MediaPlaylist {
  /** Initialisation sections in order of use; usually one. */
  maps: Part[];
  segments: Part[];
  /** Sum of EXTINF, seconds. */
  seconds: number;
  /** EXT-X-ENDLIST is there. */
  ended: boolean;
}

/** The playlists a multivariant playlist refers to (RFC 8216bis 4.4.6), each once. @throws {Error} when it is none */
export function readMultivariant(text: string, base: string): PlaylistReference[] {
  const lines = playlistLines(text);
  const found = new Map<string, PlaylistReference>();
  const add = (kind: PlaylistReference['kind'], uri: string | undefined, name: string) => {
    if (!uri) return;
    const url = new URL(uri, base).href;
    if (!found.has(url)) found.set(url, { kind, url, name });
  };
  lines.forEach((line, at) => {
    const [tag, rest = ''] = splitTag(line);
    const attributes = readAttributes(rest);
    if (tag === '#EXT-X-STREAM-INF')
      add('video', lines[at + 1], `video ${attributes.RESOLUTION ?? attributes.BANDWIDTH}`);
    if (tag === '#EXT-X-MEDIA')
      add(
        mediaKind(attributes.TYPE),
        attributes.URI,
        `${attributes.TYPE} ${attributes.LANGUAGE ?? attributes.NAME}`.toLowerCase(),
      );
    if (tag === '#EXT-X-I-FRAME-STREAM-INF')
      add('iframes', attributes.URI, `i-frames ${attributes.RESOLUTION ?? ''}`.trim());
    if (tag === '#EXT-X-IMAGE-STREAM-INF') add('images', attributes.URI, 'thumbnails');
  });
  if (found.size === 0) throw new Error(`${base} names no playlist`);
  return [...found.values()];
}

/** Everything a media playlist refers to (RFC 8216bis 4.4.4). @throws {Error} when it is no playlist */
export function readMedia(text: string, base: string): MediaPlaylist {
  const playlist: MediaPlaylist = { maps: [], segments: [], seconds: 0, ended: false };
  let range: Part['range'];
  let after = 0;
  for (const line of playlistLines(text)) {
    const [tag, rest = ''] = splitTag(line);
    if (tag === '#EXTINF') playlist.seconds += Number.parseFloat(rest);
    else if (tag === '#EXT-X-ENDLIST') playlist.ended = true;
    else if (tag === '#EXT-X-BYTERANGE') range = readRange(rest, after);
    else if (tag === '#EXT-X-MAP') playlist.maps.push(mapPart(readAttributes(rest), base));
    else if (!line.startsWith('#')) {
      playlist.segments.push({ url: new URL(line, base).href, range });
      after = range ? range.offset + range.length : 0;
      range = undefined;
    }
  }
  return playlist;
}

function playlistLines(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  if (lines[0] !== '#EXTM3U') throw new Error('a playlist does not begin with #EXTM3U');
  return lines.filter(Boolean);
}

function splitTag(line: string): [string, string | undefined] {
  const colon = line.indexOf(':');
  return line.startsWith('#') && colon > 0 ? [line.slice(0, colon), line.slice(colon + 1)] : [line, undefined];
}

function readAttributes(text: string): Record<string, string> {
  const pairs = text.matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^,]*))/g);
  return Object.fromEntries([...pairs].map(([, name, quoted, bare]) => [name, quoted ?? bare ?? '']));
}

function mapPart(attributes: Record<string, string>, base: string): Part {
  const range = attributes.BYTERANGE ? readRange(attributes.BYTERANGE, 0) : undefined;
  return { url: new URL(attributes.URI ?? '', base).href, range };
}

/** `length[@offset]`; without an offset it goes on where the last range ended. */
function readRange(text: string, after: number): Part['range'] {
  const [length = 0, offset = after] = text.split('@').map(Number);
  return { offset, length };
}

const mediaKind = (type: string | undefined): PlaylistReference['kind'] =>
  type === 'AUDIO' ? 'audio' : type === 'SUBTITLES' ? 'text' : 'video';
