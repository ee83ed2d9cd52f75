/** A tag or address of a playlist, line by line. */
export type PlaylistLine = { tag: string; value: string } | { uri: string };

/** The lines of an HLS playlist without comments and empty ones; a tag comes without its `#`. RFC 8216bis 4.1. */
export function playlistLines(text: string): PlaylistLine[] {
  return text.split(/\r?\n/).flatMap((line): PlaylistLine[] => {
    if (line === '' || (line.startsWith('#') && !line.startsWith('#EXT'))) return [];
    if (!line.startsWith('#')) return [{ uri: line }];
    const colon = line.indexOf(':');
    return [
      colon < 0 ? { tag: line.slice(1), value: '' } : { tag: line.slice(1, colon), value: line.slice(colon + 1) },
    ];
  });
}

/** The attributes of a tag, quoted ones without their quotes. RFC 8216bis 4.2. */
export const attributesOf = (value: string): Record<string, string> =>
  Object.fromEntries(
    [...value.matchAll(/([A-Z0-9-]+)=("[^"]*"|[^,]*)/g)].map(([, name, text = '']) => [
      name,
      text.replace(/^"|"$/g, ''),
    ]),
  );

/** An attribute list; undefined values are left out, texts are quoted by the caller with {@link quoted}. */
export const attributeList = (values: Record<string, string | number | undefined>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join(',');

/** A quoted-string may hold neither quotes nor line breaks. RFC 8216bis 4.2. */
export const quoted = (text: string): string => `"${text.replace(/["\r\n]+/g, ' ')}"`;

/** Seconds of milliseconds, three decimals at most. */
export const seconds = (ms: number): string => String(Math.round(ms) / 1000);

/** An instant as playlists write it. @param ms epoch milliseconds */
export const instantText = (ms: number): string => new Date(Math.round(ms)).toISOString();
