import { type AvailCondition, CONDITIONS, wordOf } from './vocabulary';

/**
 * How a licensor writes the edges of windows. `ema`: the dictionary of EMA and MovieLabs, where a date-only end is included and a
 * time without a zone is UTC. `google`: partner help of Google Play Movies (6357408, 6357428), where a date-only end is excluded
 * and a time without a zone is of the territory.
 */
export const DIALECTS = ['ema', 'google'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** An edge of a window: as it was written, and what is made of it. */
export interface Edge {
  raw: string;
  /** ISO 8601 in UTC. Of an end it is the first instant that is not in the window any more. */
  at?: string;
  condition?: AvailCondition;
  /** Seconds from the event of the condition. */
  lagSeconds?: number;
}

export type DateProblem =
  | 'unreadable'
  | 'ambiguous'
  | 'no-such-day'
  | 'far'
  | 'serial'
  | 'no-zone'
  | 'in-gap'
  | 'to-be-decided'
  | 'not-here';

export interface EdgeReading {
  edge?: Edge;
  problems: DateProblem[];
}

/** How an edge is to be read. */
export interface EdgeContext {
  side: 'start' | 'end';
  dialect: Dialect;
  /** IANA name; dates are read as UTC when it is undefined. */
  zone?: string;
}

/** Dates from this year on stand for "for ever"; no timer and few calendars reach them. */
const FAR_YEAR = 2200;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Read an edge as its licensor means it: a condition, a date, or a date and time with or without a zone. */
export function readEdge(text: string, context: EdgeContext): EdgeReading {
  const raw = text.trim();
  if (/^tbd$/i.test(raw)) return { problems: ['to-be-decided'] };
  const condition = wordOf(CONDITIONS, raw);
  if (condition) return readCondition(raw, condition, context);
  const parsed = parseDate(raw);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  const problems: DateProblem[] = parsed.serial ? ['serial'] : [];
  if (parsed.year >= FAR_YEAR) {
    if (context.side === 'start') return { problems: [...problems, 'far'] };
    return { edge: { raw, condition: 'Open' }, problems: [...problems, 'far'] };
  }
  return place(raw, parsed, context, problems);
}

function readCondition(raw: string, condition: AvailCondition, { side }: EdgeContext): EdgeReading {
  const wrong = side === 'start' ? condition === 'Open' : condition === 'Immediate';
  return wrong && side === 'end' ? { problems: ['not-here'] } : { edge: { raw, condition }, problems: [] };
}

interface LocalDate {
  year: number;
  month: number;
  day: number;
  /** Seconds of the day; undefined for a date alone. */
  seconds?: number;
  /** Milliseconds from UTC; undefined for a time without a zone. */
  offsetMs?: number;
  /** It came as a number of days, in a cell that is not formatted as a date. */
  serial?: true;
}

function place(raw: string, date: LocalDate, context: EdgeContext, problems: DateProblem[]): EdgeReading {
  const end = context.side === 'end';
  const dateOnly = date.seconds === undefined;
  const seconds = dateOnly
    ? end && context.dialect === 'ema'
      ? 86_400
      : 0
    : end && (date.seconds ?? 0) % 60 === 59
      ? (date.seconds ?? 0) + 1 // 23:59:59 is the last second of the window
      : (date.seconds ?? 0);
  const local = Date.UTC(date.year, date.month - 1, date.day) + seconds * 1000;
  if (date.offsetMs !== undefined) return { edge: { raw, at: iso(local - date.offsetMs) }, problems };
  if (!dateOnly && context.dialect === 'ema') return { edge: { raw, at: iso(local) }, problems };
  if (context.zone === undefined) return { edge: { raw, at: iso(local) }, problems: [...problems, 'no-zone'] };
  const { at, gap } = instantOf(local, context.zone);
  return { edge: { raw, at: iso(at) }, problems: gap ? [...problems, 'in-gap'] : problems };
}

const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

const DATE_TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?(Z|[+-]\d{2}:\d{2})?$/i;

function parseDate(text: string): LocalDate | { problem: DateProblem } {
  const match = DATE_TIME.exec(text);
  if (!match) return parseWritten(text);
  const [, year, month, day, hour, minute, second, timeZone, dateZone] = match;
  const zone = timeZone ?? dateZone;
  return checked({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    seconds: hour === undefined ? undefined : Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0),
    offsetMs: zone === undefined || hour === undefined ? undefined : offsetOf(zone),
  });
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Dates as people write them into sheets: `14-Jun-2026`, `14.06.2026`, `06/14/2026`, and the number of a day. */
function parseWritten(text: string): LocalDate | { problem: DateProblem } {
  const named = /^(\d{1,2})[-\s./]([a-z]{3})[a-z]*\.?[-\s,./]+(\d{4})$/i.exec(text);
  if (named) return checked({ year: Number(named[3]), month: monthOf(named[2]), day: Number(named[1]) });
  const pointed = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (pointed) return checked({ year: Number(pointed[3]), month: Number(pointed[2]), day: Number(pointed[1]) });
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  if (slashed) return slashedDate(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]));
  const days = /^\d{5}(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (days === undefined) return { problem: 'unreadable' };
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000);
  const seconds = date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds();
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    seconds: Number.isInteger(days) ? undefined : seconds,
    serial: true,
  };
}

const monthOf = (name = ''): number => MONTHS.indexOf(name.toLowerCase()) + 1;

/** Whether day or month comes first is known only when one of them is no month. */
function slashedDate(first: number, second: number, year: number): LocalDate | { problem: DateProblem } {
  if (first <= 12 && second <= 12 && first !== second) return { problem: 'ambiguous' };
  return checked(first > 12 ? { year, month: second, day: first } : { year, month: first, day: second });
}

function checked(date: LocalDate): LocalDate | { problem: DateProblem } {
  const made = new Date(Date.UTC(date.year, date.month - 1, date.day));
  const same = made.getUTCMonth() === date.month - 1 && made.getUTCDate() === date.day;
  if (!same || date.year < 1800) return { problem: 'no-such-day' };
  return (date.seconds ?? 0) > 86_400 ? { problem: 'unreadable' } : date;
}

/** Is there a zone of that name whose clocks can be asked? */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
export function aheadAt(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const number = 'numeric' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: number, month: number, day: number, hour: number, minute: number, second: number },
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

const instants = new Map<string, { at: number; gap: boolean }>();

/**
 * The instant at which clocks of a zone show a local time. Of a time they show twice it is the first; of a time they skip it is as
 * long after the skip as the time is after its beginning.
 *
 * @param local the local time, as epoch milliseconds if it were UTC
 */
export function instantOf(local: number, zone: string): { at: number; gap: boolean } {
  const key = `${zone} ${local}`;
  const known = instants.get(key);
  if (known) return known;
  const before = aheadAt(local - 86_400_000, zone);
  const after = aheadAt(local + 86_400_000, zone);
  const candidates = [local - before, local - after].filter((at) => at + aheadAt(at, zone) === local);
  const made = candidates.length > 0 ? { at: Math.min(...candidates), gap: false } : { at: local - before, gap: true };
  if (instants.size > 20_000) instants.clear();
  instants.set(key, made);
  return made;
}
