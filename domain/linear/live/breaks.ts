import { airEnd } from '../seal';
import type { LedgerRow } from '../types';
import type { AirWindow } from './air';
import type { LiveChannel, LiveVariant } from './channel';
import { attributeList, instantText, quoted, seconds } from './m3u8';
import { type SplicePoint, spliceInsert, timeSignal } from './scte35';

/**
 * What begins so long after the newest segment at the latest is told already, milliseconds: players prepare for breaks ten seconds
 * ahead. Less than the time in which nothing breaks in, so that no break that was told is taken away.
 */
const ANNOUNCED_MS = 15_000;
/** UPID of ADS information. SCTE 35, table 22. */
const ADS_INFORMATION = 0x0e;

/** Rows one after another that belong together: a break, or an airing with the breaks inside of it. */
export interface Run {
  /** Places of its first and last row. */
  first: number;
  last: number;
  name: string;
  startAt: number;
  endAt: number;
  /** Of a break: how long it was to be when it was sealed, whatever cut it since, milliseconds. */
  plannedMs?: number;
}

/**
 * The runs with a row in `[from, to]`, oldest first. One that may have begun before the first row that is known is left out, as
 * nobody can say when it began.
 */
export function runsIn(
  rows: readonly LedgerRow[],
  nameOf: (row: LedgerRow) => string | undefined,
  [from, to]: readonly [number, number],
): Run[] {
  const runs: Run[] = [];
  for (let index = from; index <= to && index < rows.length; index++) {
    const run = runAt(rows, nameOf, index);
    if (run) runs.push(run);
    index = run?.last ?? index;
  }
  return runs.filter(({ first }) => first > 0 || rows[0]?.msnBase === 0);
}

function runAt(
  rows: readonly LedgerRow[],
  nameOf: (row: LedgerRow) => string | undefined,
  index: number,
): Run | undefined {
  const name = rows[index] && nameOf(rows[index]);
  if (name === undefined) return undefined;
  const belongs = (at: number): boolean => {
    const row = rows[at];
    return row !== undefined && nameOf(row) === name;
  };
  let [first, last] = [index, index];
  while (belongs(first - 1)) first--;
  while (belongs(last + 1)) last++;
  const [head, tail] = [rows[first] as LedgerRow, rows[last] as LedgerRow];
  return { first, last, name, startAt: head.airStart, endAt: airEnd(tail), plannedMs: head.breakMs };
}

/** The breaks with a row in a range of places. */
export const breaksIn = (rows: readonly LedgerRow[], range: readonly [number, number]): Run[] =>
  runsIn(rows, ({ breakId }) => breakId, range);

/** Airings of programmes; filler between them has no range of its own. */
const programmesIn = (rows: readonly LedgerRow[], range: readonly [number, number]): Run[] =>
  runsIn(rows, ({ airingId }) => airingId, range).filter(({ first, last }) =>
    rows.slice(first, last + 1).some(({ kind }) => kind === 'programme' || kind === 'live'),
  );

/** The splice point of a break: its event is the ordinal of its first row, so that no two of a ledger are the same. */
export const spliceOf = (rows: readonly LedgerRow[], run: Run, out: boolean): SplicePoint => ({
  eventId: ((rows[run.first]?.ordinal ?? 0) + 1) >>> 0,
  out,
  durationMs: run.plannedMs,
});

/** Sections in hexadecimal and in Base64, kept with the first row of their break. */
const SECTIONS = new WeakMap<LedgerRow, Map<string, { hex: string; base64: string }>>();

/** @param make is asked once for a name */
function sectionOf(rows: readonly LedgerRow[], { first }: Run, name: string, make: () => Buffer) {
  const row = rows[first] as LedgerRow;
  const kept = SECTIONS.get(row) ?? new Map<string, { hex: string; base64: string }>();
  SECTIONS.set(row, kept);
  const known = kept.get(name);
  if (known) return known;
  const section = make();
  const texts = { hex: `0x${section.toString('hex').toUpperCase()}`, base64: section.toString('base64') };
  kept.set(name, texts);
  return texts;
}

/** The section that DATERANGE tags and DASH events carry. */
export function signalOf({ id }: Pick<LiveChannel, 'id'>, rows: readonly LedgerRow[], run: Run, out: boolean) {
  const splice = spliceOf(rows, run, out);
  return sectionOf(rows, run, `signal ${id} ${out} ${splice.durationMs}`, () =>
    timeSignal(splice, { type: ADS_INFORMATION, text: `headend:${id}:${run.name}` }),
  );
}

/** The section of the tags of old. */
export function insertOf(rows: readonly LedgerRow[], run: Run): string {
  const splice = spliceOf(rows, run, true);
  return sectionOf(rows, run, `insert ${splice.durationMs}`, () => spliceInsert(splice)).base64;
}

/** The place of the last row that begins soon enough after the newest segment to be told already. */
export function announcedTo(rows: readonly LedgerRow[], { last, at }: Pick<AirWindow, 'last' | 'at'>): number {
  let index = last.index;
  while ((rows[index + 1]?.airStart ?? Number.POSITIVE_INFINITY) <= at + ANNOUNCED_MS) index++;
  return index;
}

/** No break is planned to last longer, milliseconds. */
const LONGEST_BREAK_MS = 3_600_000;

/** The place of the first row whose break is told: one that was cut is told until the time that was planned for it has left the window. */
function toldFrom(rows: readonly LedgerRow[], first: number): number {
  const begins = rows[first]?.airStart ?? 0;
  let from = first;
  for (let index = first - 1; begins - (rows[index]?.airStart ?? 0) < LONGEST_BREAK_MS; index--) {
    const { airStart = 0, breakMs = 0 } = rows[index] ?? {};
    if (airStart + breakMs > begins) from = index;
  }
  return from;
}

/** A tag and the place of the row that it stands before. */
export interface PlacedTag {
  index: number;
  tag: string;
}

/**
 * The EXT-X-DATERANGE tags of a window, the same in all its playlists: programmes (Apple authoring 8.19), breaks with SCTE-35, and
 * Interstitials where the channel has them. A range stays while a part of it is in the window (RFC 8216bis 6.2.1), and what it
 * once said it says until then.
 */
export function dateRanges(channel: LiveChannel, { rows, territory }: LiveVariant, window: AirWindow): PlacedTag[] {
  const range = [toldFrom(rows, window.first.index), announcedTo(rows, window)] as const;
  const idOf = ({ first }: Run, what: string) => quoted(`${channel.id}-${what}-${rows[first]?.ordinal}`);
  const ended = (run: Run): boolean => run.last < window.last.index;
  const programmes = programmesIn(rows, [window.first.index, window.last.index]).map((run) => {
    const about = { 'X-AIRING-ID': quoted(run.name), 'X-TITLE-ID': quoted(programmeOf(rows, run)) };
    return {
      index: run.first,
      tag: rangeTag(idOf(run, 'airing'), run, { ...about, ...(ended(run) ? endOf(run) : {}) }),
    };
  });
  const breaks = breaksIn(rows, range).flatMap((run) => {
    const id = idOf(run, 'break');
    const hex = (out: boolean) => signalOf(channel, rows, run, out).hex;
    const planned = run.plannedMs === undefined ? undefined : seconds(run.plannedMs);
    const out = {
      index: run.first,
      tag: rangeTag(id, run, { 'PLANNED-DURATION': planned, 'SCTE35-OUT': planned && hex(true) }),
    };
    const back = { index: run.last + 1, tag: rangeTag(id, run, { ...endOf(run), 'SCTE35-IN': hex(false) }) };
    const ads = {
      index: run.first,
      tag: interstitial(channel, territory, rows, { ...run, id: idOf(run, 'ads'), ended: ended(run) }),
    };
    return [out, ...(ended(run) ? [back] : []), ...(channel.signalling.interstitials ? [ads] : [])];
  });
  return [...programmes, ...breaks];
}

const programmeOf = (rows: readonly LedgerRow[], { first, last }: Run): string =>
  rows.slice(first, last + 1).find(({ kind }) => kind === 'programme' || kind === 'live')?.titleId ?? '';

const endOf = ({ startAt, endAt }: Run) => ({
  'END-DATE': quoted(instantText(endAt)),
  DURATION: seconds(endAt - startAt),
});

const rangeTag = (id: string, { startAt }: Run, more: Record<string, string | undefined>): string =>
  `#EXT-X-DATERANGE:${attributeList({ ID: id, 'START-DATE': quoted(instantText(startAt)), ...more })}`;

/**
 * A break as an Interstitial (RFC 8216bis, appendix D): players that know them fetch its list of advertisements, all others play what
 * the channel has in the break. The channel's own time goes on for the planned length, also where something broke into it.
 */
function interstitial(
  { slug }: LiveChannel,
  territory: string,
  rows: readonly LedgerRow[],
  run: Run & { id: string; ended: boolean },
): string {
  const length = run.plannedMs === undefined ? undefined : seconds(run.plannedMs);
  return rangeTag(run.id, run, {
    CLASS: quoted('com.apple.hls.interstitial'),
    DURATION: length,
    'X-ASSET-LIST': quoted(assetListPath(slug, territory, rows[run.first]?.ordinal ?? 0)),
    'X-RESUME-OFFSET': length,
    'X-PLAYOUT-LIMIT': length,
    'X-SNAP': quoted('OUT,IN'),
    'X-CONTENT-MAY-VARY': quoted('YES'),
  });
}

/** Where the advertisements of a break are listed. @param ordinal of its first row */
export const assetListPath = (slug: string, territory: string, ordinal: number): string =>
  `/live/${slug}/${territory}/asset-list/${ordinal}`;
