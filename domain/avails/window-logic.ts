import { type AvailFinding, finding } from './findings';
import type { AvailRow } from './row';
import { isPriceTerm } from './vocabulary';

/** A row at its place in the document. */
export interface PlacedRow {
  row: AvailRow;
  /** From 1. */
  position: number;
  at: string;
}

/** Gaps up to a day are more often a misread end than meant, milliseconds. */
const HAIRLINE_MS = 86_400_000;

/**
 * What the windows of a document say for themselves and against each other. XML schemas and word lists pass all of it.
 *
 * @param now epoch milliseconds
 */
export function checkWindows(rows: readonly PlacedRow[], now: number): AvailFinding[] {
  const kept = rows.filter(({ row }) => row.entryType !== 'Full Delete' && row.entryType !== 'Delete');
  return [
    ...kept.flatMap((placed) => checkEdges(placed, now)),
    ...checkContradictions(rows),
    ...[...groupsOf(kept).values()].flatMap(checkGroup),
  ];
}

const startOf = ({ start }: AvailRow): number => (start.at ? Date.parse(start.at) : Number.NEGATIVE_INFINITY);
const endOf = ({ end }: AvailRow): number => (end.at ? Date.parse(end.at) : Number.POSITIVE_INFINITY);
const where = ({ position, at }: PlacedRow): { row: number; at: string } => ({ row: position, at });

function checkEdges(placed: PlacedRow, now: number): AvailFinding[] {
  const { start, end } = placed.row;
  if (end.at !== undefined && Date.parse(end.at) <= now) {
    const over = finding('window/over', `The window ended at ${end.at}.`, where(placed));
    if (start.at === undefined || start.at < end.at) return [over];
  }
  if (start.at === undefined || end.at === undefined || startOf(placed.row) < endOf(placed.row)) return [];
  return startOf(placed.row) === endOf(placed.row)
    ? [finding('window/empty', `It starts and ends at ${start.at}.`, where(placed))]
    : [finding('window/reversed', `It starts at ${start.at}, after its end at ${end.at}.`, where(placed))];
}

/** Rows that sell the same thing in the same place, and so must take turns. */
function groupsOf(rows: readonly PlacedRow[]): Map<string, PlacedRow[]> {
  const groups = new Map<string, PlacedRow[]>();
  for (const placed of rows)
    for (const territory of placed.row.territories) {
      const key = `${offerOf(placed.row)}\n${territory}`;
      const group = groups.get(key);
      if (group) group.push(placed);
      else groups.set(key, [placed]);
    }
  return groups;
}

/** What is sold, apart from where and when. */
export const offerOf = (row: AvailRow): string =>
  JSON.stringify([
    row.licensor,
    row.alid,
    row.licenceType,
    row.formatProfile,
    row.hdr ?? '',
    row.rightsDescription ?? '',
    row.assetLanguages,
    row.allowedLanguages,
    row.terms.find(({ name }) => name === 'CampaignID')?.value ?? '',
  ]);

const priceOf = (row: AvailRow): string =>
  JSON.stringify(
    row.terms
      .filter(({ name }) => isPriceTerm(name))
      .map(({ name, value, currency }) => [name, value, currency])
      .sort(),
  );

const exclusiveOf = (row: AvailRow): string => row.terms.find(({ name }) => name === 'Exclusive')?.value ?? '';

/** Sweep the windows of one offer in one place by their start: whatever is wrong shows between neighbours. */
function checkGroup(group: PlacedRow[]): AvailFinding[] {
  if (group.length < 2) return [];
  // An edge that waits for an event lies nowhere on the line of time.
  const known = group.filter(({ row }) => isPlaced(row.start) && isPlaced(row.end));
  const sorted = known.sort((one, other) => startOf(one.row) - startOf(other.row) || one.position - other.position);
  const findings: AvailFinding[] = [];
  let last = sorted[0];
  for (const next of sorted.slice(1)) {
    if (!last) break;
    findings.push(...checkPair(last, next));
    if (endOf(next.row) > endOf(last.row)) last = next;
  }
  return findings;
}

const isPlaced = ({ at, condition }: AvailRow['start']): boolean =>
  at !== undefined || condition === 'Open' || condition === 'Immediate';

function checkPair(first: PlacedRow, second: PlacedRow): AvailFinding[] {
  const [a, b] = [first.row, second.row];
  const both = `rows ${first.position} and ${second.position}`;
  const gap = startOf(b) - endOf(a);
  if (gap > 0) {
    const code = gap <= HAIRLINE_MS ? 'window/hairline-gap' : 'window/gap';
    return [finding(code, `Between ${both} nothing is sold from ${a.end.at} to ${b.start.at}.`, where(second))];
  }
  if (gap === 0) return [];
  if (priceOf(a) !== priceOf(b))
    return [
      finding(
        'window/price-conflict',
        `Two prices hold at once: ${both}, from ${b.start.at ?? 'the beginning'}.`,
        where(second),
      ),
    ];
  if (exclusiveOf(a) !== exclusiveOf(b))
    return [finding('window/exclusive-conflict', `One of ${both} is exclusive and one is not.`, where(second))];
  const same = startOf(a) === startOf(b) && endOf(a) === endOf(b);
  return same
    ? [finding('window/duplicate', `Both ${both} sell the same window.`, where(second))]
    : [finding('window/overlap', `The windows of ${both} overlap.`, where(second))];
}

/** A title whose windows are listed in a territory is not also deleted there. */
function checkContradictions(rows: readonly PlacedRow[]): AvailFinding[] {
  const deleted = new Map<string, number>();
  for (const { row, position } of rows)
    if (row.entryType === 'Full Delete')
      for (const territory of row.territories) deleted.set(`${row.licensor}\n${row.alid}\n${territory}`, position);
  return rows.flatMap((placed) => {
    const { row, position } = placed;
    if (row.entryType === 'Full Delete') return [];
    const other = row.territories
      .map((territory) => deleted.get(`${row.licensor}\n${row.alid}\n${territory}`))
      .find(Boolean);
    return other === undefined
      ? []
      : [finding('window/contradiction', `Row ${other} deletes what row ${position} sells.`, where(placed))];
  });
}
