import { boxes } from '../../domain/packaging/boxes';

/** A segment without its top boxes of these types. */
export const without = (bytes: Buffer, types: readonly string[]): Buffer =>
  Buffer.concat(
    [...boxes(bytes)].filter(({ type }) => !types.includes(type)).map((b) => bytes.subarray(b.start, b.end)),
  );
