import { boxHeader } from './boxes';
import { type FragmentFacts, type InitFacts, readFragment } from './fmp4';

/** Gives the bytes `[at, at + length)` of a segment, from wherever it lies; fewer only at its end. */
export type ReadAt = (at: number, length: number) => Promise<Buffer>;

/**
 * Read the movie fragments of a segment, box header by box header, without its media.
 *
 * @param size bytes of the segment
 * @throws {RangeError} when a box runs past the end, as in a truncated segment, or there is no fragment
 */
export async function walkFragments(readAt: ReadAt, size: number, init: InitFacts): Promise<FragmentFacts[]> {
  const fragments: FragmentFacts[] = [];
  let pending: { bytes: Buffer; start: number } | undefined;
  for (let at = 0; at < size; ) {
    const header = boxHeader(await readAt(at, Math.min(16, size - at)));
    if (!header || header.size < header.headerSize || at + header.size > size)
      throw new RangeError(`A box at byte ${at} runs past the end of the segment`);
    if (header.type === 'moof') pending = { bytes: await readAt(at, header.size), start: at };
    if (header.type === 'mdat' && pending) {
      fragments.push(readFragment(pending.bytes, pending.start, at + header.size, init));
      pending = undefined;
    }
    at += header.size;
  }
  if (pending || fragments.length === 0) throw new RangeError('The segment has no complete movie fragment');
  return fragments;
}
