/** Media types by file name ending, as CDN and players expect them (RFC 8216bis 9, DASH-IF IOP, CMAF 7). */
const TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
  m4a: 'audio/mp4',
  ts: 'video/mp2t',
  vtt: 'text/vtt; charset=utf-8',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  json: 'application/json',
};

/** Cache rule of objects that never change under their name. RFC 8246. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Cache rule of playlists: short, so that a moved pointer is seen soon. */
export const SHORT = 'public, max-age=6';
/** Cache rule of playlists that still grow. */
export const REVALIDATE = 'no-cache';

const ending = (name: string): string => /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** The media type of a file or object key; `application/octet-stream` when its ending says nothing. */
export const contentTypeOf = (name: string): string => TYPES[ending(name)] ?? 'application/octet-stream';

/** HLS playlist or DASH MPD. */
export const isManifest = (name: string): boolean => ending(name) === 'm3u8' || ending(name) === 'mpd';

/** Text that shrinks under gzip; media segments and images do not. Playlists must be sent compressed (Apple HLS authoring 10.1). */
export const isCompressible = (name: string): boolean => isManifest(name) || ['vtt', 'json'].includes(ending(name));

/** `Cache-Control` of an object of a published version. */
export const cacheControlOf = (name: string): string => (isManifest(name) ? SHORT : IMMUTABLE);
