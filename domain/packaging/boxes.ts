/** One ISO BMFF box inside a buffer. ISO/IEC 14496-12, 4.2. */
export interface Box {
  type: string;
  /** Where the box starts in the buffer, and where its content starts. */
  start: number;
  body: number;
  /** One past its last byte. */
  end: number;
}

/** Size and type of a box from its first 8 to 16 bytes; undefined when there are too few. `size` 0 means to the end of the file. */
export function boxHeader(bytes: Buffer, at = 0): { type: string; size: number; headerSize: number } | undefined {
  if (bytes.length - at < 8) return undefined;
  const size = bytes.readUInt32BE(at);
  const type = bytes.toString('latin1', at + 4, at + 8);
  if (size !== 1) return { type, size, headerSize: 8 };
  if (bytes.length - at < 16) return undefined;
  return { type, size: Number(bytes.readBigUInt64BE(at + 8)), headerSize: 16 };
}

/** The boxes between two offsets, in order. @throws {RangeError} when a box runs past the end */
export function* boxes(bytes: Buffer, start = 0, end = bytes.length): Generator<Box> {
  for (let at = start; at < end; ) {
    const header = boxHeader(bytes.subarray(0, end), at);
    const size = header?.size === 0 ? end - at : header?.size;
    if (!header || !size || size < header.headerSize || at + size > end)
      throw new RangeError(`A box at byte ${at} does not fit its file`);
    yield { type: header.type, start: at, body: at + header.headerSize, end: at + size };
    at += size;
  }
}

/** The first box of a type path, such as `moov/trak/mdia/mdhd`; containers are plain boxes. */
export function findBox(bytes: Buffer, path: string, within?: Pick<Box, 'body' | 'end'>): Box | undefined {
  const [type, ...rest] = path.split('/');
  for (const box of boxes(bytes, within?.body ?? 0, within?.end ?? bytes.length)) {
    if (box.type !== type) continue;
    return rest.length === 0 ? box : findBox(bytes, rest.join('/'), box);
  }
  return undefined;
}

/** As {@link findBox}. @throws {RangeError} when it is not there */
export function needBox(bytes: Buffer, path: string, within?: Pick<Box, 'body' | 'end'>): Box {
  const box = findBox(bytes, path, within);
  if (!box) throw new RangeError(`There is no ${path} box`);
  return box;
}
