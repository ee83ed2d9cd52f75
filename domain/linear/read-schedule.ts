import { type Block, type BreakRules, type ChannelSchedule, type FixedEvent, WEEKDAYS, type Weekday } from './schedule';
import { clockMinutes, instantAt, isZone } from './wall-clock';

/** What may be wrong with rules, and what to do about it. */
const FIXES = {
  'missing-field': 'Add it.',
  'unknown-field': 'Take it out, or write its name as it is known.',
  'wrong-value': 'Write it as the message says.',
  'no-pick': 'Name titles, collections, series or genres, or say `everything: true`.',
  'empty-pick': 'Publish titles into it or name others; until then filler and the slate air.',
  'name-taken': 'Give the block a name that no other has.',
  'overlapping-blocks': 'Let one end where the other begins, or give one of them `dates`.',
  'contradictory-anchors': 'Move one of the events, or make it `anchor: soft`.',
  'contradictory-days': 'Leave out `days` or `dates`: with both, only the dates count.',
  'break-too-long': 'Make breaks shorter, or allow more in an hour.',
  'unknown-zone': 'Name the zone as `Europe/Berlin`.',
} as const;
export type ScheduleProblemCode = keyof typeof FIXES;

/** A fault of a schedule. */
export interface ScheduleProblem {
  code: ScheduleProblemCode;
  /** Its place in the channel, RFC 6901: `/schedule/blocks/2/from`. */
  field: string;
  message: string;
  fix: string;
}

/** @param field JSON pointer */
export const problem = (code: ScheduleProblemCode, field: string, message: string): ScheduleProblem => ({
  ...{ code, field, message },
  fix: FIXES[code],
});

/** The place of a member. RFC 6901. */
export const placeIn = (field: string, name: string | number): string =>
  `${field}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

type Shape = Record<string, (value: unknown, path: string) => ScheduleProblem[]>;

/**
 * Read rules as somebody wrote them.
 *
 * @param zone IANA, of the channel: clock times are meant there
 * @returns every fault, not the first one only; the schedule when there is none
 */
export function readSchedule(
  value: unknown,
  zone: string,
): { schedule?: ChannelSchedule; problems: ScheduleProblem[] } {
  if (!isZone(zone))
    return { problems: [problem('unknown-zone', '/time_zone', `${zone} is no time zone of the IANA list.`)] };
  const shape = members(SCHEDULE(zone), ['blocks'])(value, '/schedule');
  if (shape.length > 0) return { problems: shape };
  const schedule = value as ChannelSchedule;
  const problems = [...names(schedule), ...overlaps(schedule), ...collisions(schedule, zone)];
  return problems.length > 0 ? { problems } : { schedule, problems };
}

const fault = (path: string, message: string): ScheduleProblem[] => [problem('wrong-value', path, message)];

const members =
  (shape: Shape, required: readonly string[] = []) =>
  (value: unknown, path: string): ScheduleProblem[] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault(path, 'is an object.');
    const given = value as Record<string, unknown>;
    const missing = required.filter((name) => given[name] === undefined);
    return [
      ...missing.map((name) => problem('missing-field', placeIn(path, name), 'is missing.')),
      ...Object.entries(given).flatMap(([name, member]) => {
        const check = shape[name];
        const place = placeIn(path, name);
        const known = Object.keys(shape).join(', ');
        if (!check) return [problem('unknown-field', place, `is not known. Known: ${known}.`)];
        return member === undefined ? [] : check(member, place);
      }),
    ];
  };

const listOf =
  (check: Shape[string], { least = 0, most = 500 } = {}) =>
  (value: unknown, path: string): ScheduleProblem[] => {
    if (!Array.isArray(value)) return fault(path, 'is a list.');
    if (value.length < least || value.length > most) return fault(path, `has ${least} to ${most} entries.`);
    return value.flatMap((entry, index) => check(entry, placeIn(path, index)));
  };

const that =
  (fits: (value: unknown) => boolean, message: string) =>
  (value: unknown, path: string): ScheduleProblem[] =>
    fits(value) ? [] : fault(path, message);

const text = that((value) => typeof value === 'string' && value.trim() !== '' && value.length <= 200, 'is a text.');
const flag = that((value) => typeof value === 'boolean', 'is true or false.');
const number = (least: number, most: number) =>
  that(
    (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
    `is a whole number from ${least} to ${most}.`,
  );
const oneOf = (...words: readonly string[]) =>
  that((value) => words.includes(value as string), `is one of ${words.join(', ')}.`);
const clock = that(
  (value) => typeof value === 'string' && clockMinutes(value) !== undefined,
  'is a clock time, `HH:MM`.',
);
const date = that(
  (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && dayIsThere(value),
  'is a day, `YYYY-MM-DD`, that is there.',
);
const dayIsThere = (value: string): boolean => {
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
};

const ids = listOf(text, { least: 1, most: 5000 });
const PICK = { titles: ids, collections: ids, series: ids, genres: ids, everything: flag };
const pick = (value: unknown, path: string): ScheduleProblem[] => {
  const problems = members(PICK)(value, path);
  if (problems.length > 0 || Object.values(value as object).some(Boolean)) return problems;
  return [problem('no-pick', path, 'names nothing to air.')];
};
const breakRules = members(
  {
    every_minutes: number(1, 600),
    at: oneOf('interval', 'chapters'),
    seconds: number(5, 1800),
    max_seconds_per_hour: number(0, 3600),
    min_programme_minutes: number(0, 600),
  },
  ['every_minutes', 'seconds'],
);
const breaks = (value: unknown, path: string): ScheduleProblem[] => {
  const problems = breakRules(value, path);
  const { seconds, max_seconds_per_hour: most } = value as BreakRules;
  if (problems.length > 0 || most === undefined || seconds <= most) return problems;
  const message = `is at most max_seconds_per_hour, ${most}, or no break is ever made.`;
  return [problem('break-too-long', placeIn(path, 'seconds'), message)];
};
const block = members(
  {
    ...{ name: text, days: listOf(oneOf(...WEEKDAYS), { least: 1, most: 7 }), dates: listOf(date, { least: 1 }) },
    ...{ from: clock, until: clock, pick, order: oneOf('in_order', 'shuffle'), airings: number(1, 1000) },
    ...{ separation_minutes: number(0, 20_160), cooldown_hours: number(0, 336), pad_to_minutes: number(1, 240) },
    ...{ bumper_before: text, bumper_after: text },
    breaks: (value: unknown, path: string) => (value === null ? [] : breaks(value, path)),
  },
  ['name', 'from', 'until', 'pick'],
);
const SCHEDULE = (zone: string): Shape => {
  const instant = that(
    (value) => typeof value === 'string' && instantAt(value, zone) !== undefined,
    'is an instant of ISO 8601, with an offset or in the channel’s zone.',
  );
  const event = members(
    {
      ...{ at: instant, title: text, anchor: oneOf('hard', 'soft'), max_late_minutes: number(0, 1440) },
      variants: listOf(text, { least: 1, most: 40 }),
    },
    ['at', 'title'],
  );
  return {
    blocks: listOf(block, { least: 1 }),
    events: listOf(event, { most: 2000 }),
    ordered_breaks: listOf(members({ at: instant, seconds: number(5, 1800) }, ['at', 'seconds']), { most: 2000 }),
    ...{ filler: pick, promos: pick, breaks },
  };
};

/** Airings tell by these what put them there. */
const RESERVED = ['event', 'filler', 'break-in'];

function names({ blocks }: ChannelSchedule): ScheduleProblem[] {
  const seen = new Set<string>();
  return blocks.flatMap(({ name }, index) => {
    const known = seen.has(name);
    seen.add(name);
    const place = `/schedule/blocks/${index}/name`;
    if (RESERVED.includes(name)) return [problem('name-taken', place, 'is not one of event, filler, break-in.')];
    return known ? [problem('name-taken', place, `There is another block ${name}.`)] : [];
  });
}

const DAY = 1440;
const WEEK = 7 * DAY;

/** Minutes from midnight of its day; the end may lie on the next one. */
export function minutesOf({ from, until }: Pick<Block, 'from' | 'until'>): { from: number; until: number } {
  const begin = clockMinutes(from) ?? 0;
  const end = clockMinutes(until) ?? 0;
  return { from: begin, until: end <= begin ? end + DAY : end };
}

/** Blocks of weekdays beside those of weekdays, and of dates beside those of the same date. */
function overlaps({ blocks }: ChannelSchedule): ScheduleProblem[] {
  return blocks.flatMap((one, index) =>
    blocks.slice(0, index).flatMap((other) => {
      const collide = one.dates || other.dates ? datesCollide(one, other) : weeksCollide(one, other);
      const message = `${one.name} overlaps ${other.name}.`;
      return collide ? [problem('overlapping-blocks', `/schedule/blocks/${index}`, message)] : [];
    }),
  );
}

const spansOf = (block: Block): [number, number][] => {
  const { from, until } = minutesOf(block);
  const days = (block.days ?? WEEKDAYS).map((day: Weekday) => WEEKDAYS.indexOf(day) * DAY);
  return days.flatMap((day) =>
    [-WEEK, 0, WEEK].map((week): [number, number] => [week + day + from, week + day + until]),
  );
};

const weeksCollide = (one: Block, other: Block): boolean =>
  spansOf(one).some(([from, until]) => spansOf(other).some(([begin, end]) => from < end && begin < until));

function datesCollide(one: Block, other: Block): boolean {
  const common = (one.dates ?? []).some((each) => other.dates?.includes(each));
  const [a, b] = [minutesOf(one), minutesOf(other)];
  return common && a.from < b.until && b.from < a.until;
}

/** Two hard events at one instant cannot both be kept. */
function collisions({ events = [] }: ChannelSchedule, zone: string): ScheduleProblem[] {
  const taken = new Map<number, FixedEvent[]>();
  return events.flatMap((event, index) => {
    const instant = instantAt(event.at, zone) ?? 0;
    if (event.anchor === 'soft') return [];
    const before = taken.get(instant) ?? [];
    const other = before.find((each) => isSeenWith(each, event));
    taken.set(instant, [...before, event]);
    const message = `${other?.title} is fixed to the same instant.`;
    return other ? [problem('contradictory-anchors', `/schedule/events/${index}/at`, message)] : [];
  });
}

/** Are there variants that have both? */
export const isSeenWith = ({ variants: some }: FixedEvent, { variants: others }: FixedEvent): boolean =>
  !some || !others || some.some((each) => others.includes(each));
