/** S3's limits of an object in parts. */
const MOST_PARTS = 10_000;
const LEAST_BYTES = 5 * 1024 * 1024;
const MIB = 1024 * 1024;

/** Parts that a client PUTs by itself: small enough to be sent again without pain, large enough to keep a line busy. */
const CLIENT_PART_BYTES = 16 * MIB;
/** Of a file whose length was not told: room for 625 GiB. */
const UNKNOWN_PART_BYTES = 64 * MIB;
/** Parts that pass through the memory of an API process. */
const TUS_PART_BYTES = 8 * MIB;
/** A tus upload of unknown length doubles its parts after so many of them: room for 8 TiB. */
const TUS_DOUBLE_EVERY = 1_000;

/** Size of every part but the last for a client that sends presigned parts. @param bytes length of the file, where told */
export const clientPartBytes = (bytes: number | undefined): number =>
  bytes === undefined ? UNKNOWN_PART_BYTES : Math.max(CLIENT_PART_BYTES, fitting(bytes));

/** Size of a part of a tus upload. @param number of the part, from 1 @param bytes length of the file, where known */
export const tusPartBytes = (number: number, bytes: number | undefined): number =>
  bytes === undefined
    ? TUS_PART_BYTES * 2 ** Math.floor((number - 1) / TUS_DOUBLE_EVERY)
    : Math.max(TUS_PART_BYTES, fitting(bytes));

/** The smallest whole number of MiB with which a file has no more parts than S3 allows. */
const fitting = (bytes: number): number => Math.ceil(bytes / MOST_PARTS / MIB) * MIB;

export interface Part {
  number: number;
  bytes: number;
  etag: string;
}

/** What is wrong with the parts of an upload; `part` where it is one of them. */
export type PartTrouble =
  | { kind: 'missing'; part: number }
  | { kind: 'other-etag'; part: number }
  | { kind: 'twice'; part: number }
  | { kind: 'too-small'; part: number; bytes: number }
  | { kind: 'too-few-bytes'; bytes: number; declared: number }
  | { kind: 'too-many-bytes'; bytes: number; declared: number };

/**
 * Choose, of the parts the store has, those that make the object.
 *
 * @param named parts as the client names them, in any order; when left out, all that arrived
 * @param stored by number; of several with one number the last arrived last
 * @param declared length of the file, where told
 */
export function chooseParts(
  named: readonly Pick<Part, 'number' | 'etag'>[] | undefined,
  stored: readonly Part[],
  declared: number | undefined,
): { parts: Part[]; troubles: PartTrouble[] } {
  const wanted = [...(named ?? latest(stored))].sort((a, b) => a.number - b.number);
  const parts: Part[] = [];
  const troubles: PartTrouble[] = [];
  for (const [at, { number, etag }] of wanted.entries()) {
    const found = stored.findLast((part) => part.number === number && part.etag === bare(etag));
    if (wanted[at - 1]?.number === number) troubles.push({ kind: 'twice', part: number });
    else if (found) parts.push(found);
    else if (stored.some((part) => part.number === number)) troubles.push({ kind: 'other-etag', part: number });
    else troubles.push({ kind: 'missing', part: number });
  }
  troubles.push(...gaps(wanted), ...tooSmall(parts));
  if (wanted.length === 0) troubles.push({ kind: 'missing', part: 1 });
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (troubles.length === 0 && declared !== undefined && bytes !== declared)
    troubles.push({ kind: bytes < declared ? 'too-few-bytes' : 'too-many-bytes', bytes, declared });
  return { parts, troubles: troubles.sort((a, b) => partOf(a) - partOf(b)) };
}

/** Parts that arrived, one of each number. */
export const latest = (stored: readonly Part[]): Part[] => [
  ...new Map(stored.map((part) => [part.number, part] as const)).values(),
];

/** ETags travel with quotes in headers and without in lists. */
const bare = (etag: string): string => etag.replace(/^"|"$/g, '');

const gaps = (wanted: readonly Pick<Part, 'number'>[]): PartTrouble[] =>
  wanted.flatMap(({ number }, at): PartTrouble[] => {
    const before = wanted[at - 1]?.number ?? 0;
    return Array.from({ length: Math.max(0, number - before - 1) }, (_, skipped) => ({
      kind: 'missing',
      part: before + 1 + skipped,
    }));
  });

const tooSmall = (parts: readonly Part[]): PartTrouble[] =>
  parts
    .slice(0, -1)
    .filter(({ bytes }) => bytes < LEAST_BYTES)
    .map(({ number, bytes }) => ({ kind: 'too-small', part: number, bytes }));

const partOf = (trouble: PartTrouble): number => ('part' in trouble ? trouble.part : Number.POSITIVE_INFINITY);
