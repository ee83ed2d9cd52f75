import { parseVtt } from './webvtt';

/** A sprite VTT read: which sheets, in order, and how tiles lie on them. */
export interface SpriteIndex {
  /** File names as the cues give them, each once, in order. */
  sheets: string[];
  tile: { width: number; height: number };
  tileSeconds: number;
}

const TARGET = /^(\S+?)#xywh=(\d+),(\d+),(\d+),(\d+)\s*$/m;

/**
 * Read the WebVTT of a sprite sheet, whose cues point to `sheet.jpg#xywh=x,y,w,h`.
 *
 * @returns undefined when it has no tiles
 */
export function readSpriteIndex(vtt: string): SpriteIndex | undefined {
  const tiles = parseVtt(vtt).cues.flatMap(({ start, end, text }) => {
    const target = TARGET.exec(text);
    return target ? [{ start, end, sheet: target[1] ?? '', width: Number(target[4]), height: Number(target[5]) }] : [];
  });
  const [first, second] = tiles;
  if (!first || first.width === 0 || first.height === 0) return undefined;
  return {
    sheets: [...new Set(tiles.map(({ sheet }) => sheet))],
    tile: { width: first.width, height: first.height },
    tileSeconds: second ? second.start - first.start : first.end - first.start,
  };
}

/** Point the cues at other sheets; names that are not in the map stay. */
export const renameSheets = (vtt: string, names: ReadonlyMap<string, string>): string =>
  vtt.replace(/^(\S+?)(#xywh=[\d,]+)/gm, (all, name: string, rest: string) =>
    names.has(name) ? `${names.get(name)}${rest}` : all,
  );

/** Width and height of a JPEG from its start-of-frame marker (ITU-T T.81, B.2.2); undefined when there is none. */
export function jpegSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
