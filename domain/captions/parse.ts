import { HeadendError } from '../failures';
import { type CaptionFile, MOST_CAPTION_BYTES } from './cue';
import { type DecodedText, decodeCaptionBytes } from './decode';
import { parseSrt, parseWebVtt } from './parse-lines';
import { parseTtml } from './parse-ttml';

/**
 * Read a caption file of any supported format; what it is is told from its text, never from its name.
 *
 * @param language BCP 47 tag of the track, for files that are not UTF-8
 * @throws {HeadendError} `captions/unreadable`
 */
export function parseCaptions(
  bytes: Uint8Array,
  language?: string,
): CaptionFile & Pick<DecodedText, 'encoding' | 'certain'> {
  if (bytes.length > MOST_CAPTION_BYTES)
    throw new HeadendError('captions/unreadable', `The file is larger than ${MOST_CAPTION_BYTES / 2 ** 20} MiB.`);
  const { text, encoding, certain } = decodeCaptionBytes(bytes, language);
  return { ...parseText(text), encoding, certain };
}

function parseText(text: string): CaptionFile {
  const head = text.trimStart().slice(0, 4096);
  if (head === '') return { format: 'srt', cues: [], broken: { count: 0, places: [] } };
  if (/^WEBVTT(?:\s|$)/.test(head)) return parseWebVtt(text.trimStart());
  if (/^<(?:\?xml|!--|(?:\w+:)?tt[\s>]|!DOCTYPE)/i.test(head)) return parseTtml(text.trimStart());
  if (head.startsWith('Scenarist_SCC'))
    throw new HeadendError('captions/unreadable', 'Scenarist SCC files are not supported.');
  const file = parseSrt(text);
  if (file.cues.length === 0)
    throw new HeadendError('captions/unreadable', 'The file holds no captions in a known format.');
  return file;
}
