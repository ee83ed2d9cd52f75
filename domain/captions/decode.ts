import { HeadendError } from '../failures';

/** Text of a caption file and how its bytes were read. */
export interface DecodedText {
  text: string;
  /** WHATWG label, such as `utf-8`, `utf-16le`, `windows-1252`. */
  encoding: string;
  /** The bytes said or proved what they are; false when the encoding is a guess. */
  certain: boolean;
}

/** Single-byte code pages by language, for files that are not UTF-8; others are read as Western European. */
const CODE_PAGE: Record<string, string> = {
  ...Object.fromEntries(['ru', 'uk', 'bg', 'be', 'mk', 'sr'].map((tag) => [tag, 'windows-1251'])),
  ...Object.fromEntries(['pl', 'cs', 'sk', 'hu', 'sl', 'hr', 'bs', 'ro'].map((tag) => [tag, 'windows-1250'])),
  el: 'windows-1253',
  tr: 'windows-1254',
  he: 'windows-1255',
  ar: 'windows-1256',
  vi: 'windows-1258',
};

const BOMS: [bytes: number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * Decode the bytes of a caption file: byte order mark, UTF-16 without one, strict UTF-8, then the code page of the language.
 *
 * @param language BCP 47 tag of the track, which decides between code pages
 * @throws {HeadendError} `captions/unreadable` when the bytes are no text
 */
export function decodeCaptionBytes(bytes: Uint8Array, language = 'und'): DecodedText {
  const marked = BOMS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return textOnly(bytes, marked[1], true);
  const wide = utf16Without(bytes);
  if (wide) return textOnly(bytes, wide, false);
  if (isUtf8(bytes)) return textOnly(bytes, 'utf-8', true);
  return textOnly(bytes, CODE_PAGE[language.split('-')[0]?.toLowerCase() ?? ''] ?? 'windows-1252', false);
}

function textOnly(bytes: Uint8Array, encoding: string, certain: boolean): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\0')) throw new HeadendError('captions/unreadable', 'The file is binary data, not text.');
  return { text, encoding, certain };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Text in a Latin script has a zero in every second byte of UTF-16; the side tells the byte order. */
function utf16Without(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 512);
  if (sample.length < 4) return undefined;
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const pairs = sample.length / 2;
  if (zeros[1]! > pairs * 0.6 && zeros[0]! < pairs * 0.1) return 'utf-16le';
  if (zeros[0]! > pairs * 0.6 && zeros[1]! < pairs * 0.1) return 'utf-16be';
  return undefined;
}
