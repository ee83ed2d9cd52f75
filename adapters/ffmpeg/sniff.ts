import { HeadendError } from '../../domain/failures';

/** First words of texts that make players read further files or addresses. */
const SCRIPTS: [RegExp, string][] = [
  [/^#EXTM3U/i, 'an HLS or M3U playlist'],
  [/^ffconcat version/i, 'an ffmpeg concat script'],
  [/^(?:#[^\n]*\n|\s)*(?:file|duration|inpoint|outpoint|stream)\s+\S/i, 'an ffmpeg concat script'],
  [/^v=0\r?\n[a-z]=/i, 'a session description (SDP)'],
  [
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:\w+:)?(MPD|SmoothStreamingMedia|smil|ASX|playlist|CompositionPlaylist|AssetMap)\b/i,
    'a manifest',
  ],
  [/^\[(playlist|reference)\]/i, 'a playlist'],
  [/^(?:RTSPtext|rtsptext|SMILtext)/, 'a pointer file'],
  [/^\[Script Info\]/i, 'a subtitle script'],
  [/^WEBVTT/, 'a caption file'],
  [/^\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> /, 'a caption file'],
];

/**
 * Look at the first bytes of a master before any demuxer does.
 *
 * @param head up to 4 kB from the start of the file
 * @returns why it is refused: `master/empty`, `master/container-refused`, `master/not-media`; undefined when it may be media
 */
export function refusalOf(head: Buffer): HeadendError | undefined {
  if (head.length === 0) return new HeadendError('master/empty', 'The file has no bytes.');
  const text = asText(head);
  if (text === undefined) return undefined;
  const script = SCRIPTS.find(([words]) => words.test(text));
  if (script) return new HeadendError('master/container-refused', `The file is ${script[1]}, not a media file.`);
  return new HeadendError('master/not-media', 'The file is plain text.');
}

/** The head as text when it has no byte that text never has; media always has one in its first 4 kB. */
function asText(head: Buffer): string | undefined {
  const wide = head[0] === 0xff && head[1] === 0xfe ? 'utf16le' : undefined;
  const text = head.toString(wide ?? 'utf8').replace(/^\uFEFF/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells media from text
  return /[\u0000-\u0008\u000E-\u001A]/.test(text) ? undefined : text.trimStart();
}
