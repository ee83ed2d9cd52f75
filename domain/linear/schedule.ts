/** Weekdays as schedules name them, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What a rule picks from: every title that any of its members names. */
export interface Pick {
  titles?: string[];
  collections?: string[];
  /** Their episodes, by season and number. */
  series?: string[];
  /** Keys of genres. */
  genres?: string[];
  /** Every published film and episode. */
  everything?: boolean;
}

/** Advertising breaks inside of programmes. */
export interface BreakRules {
  /** A break after so many minutes of programme, and so on. */
  every_minutes: number;
  /**
   * interval: then, or at a chapter within two minutes. chapters: at the first chapter after it, and nowhere else; a title without
   * chapters has them at intervals. Default: interval.
   */
  at?: 'interval' | 'chapters';
  seconds: number;
  /** In an hour of the clock, seconds. */
  max_seconds_per_hour?: number;
  /** Shorter programmes have none. */
  min_programme_minutes?: number;
}

/** A part of days that follows one rule. */
export interface Block {
  /** Unique in the schedule. */
  name: string;
  /** Left out: every day. */
  days?: Weekday[];
  /** Only on these days, `YYYY-MM-DD`, and there over blocks of weekdays, which go on after it. */
  dates?: string[];
  /** Clock time in the channel's zone, `HH:MM`. */
  from: string;
  /** As `from`; `24:00` is midnight. At or before `from`: on the next day. */
  until: string;
  pick: Pick;
  /** Default: in order of the pick; a series goes on with its next episode. */
  order?: 'in_order' | 'shuffle';
  /** Airings of one day's block, then filler; a strip has 1. Default: as many as fit. */
  airings?: number;
  /** The same title or series no sooner than after so many minutes. */
  separation_minutes?: number;
  /** The same title no sooner than after so many hours. */
  cooldown_hours?: number;
  /** Programmes begin at multiples of so many minutes of the clock, or with the block; filler leads up to it. */
  pad_to_minutes?: number;
  /** Title in front of each programme, and after it. */
  bumper_before?: string;
  bumper_after?: string;
  /** Instead of those of the channel; null: none. */
  breaks?: BreakRules | null;
}

/** A title at an instant. */
export interface FixedEvent {
  /** ISO 8601: with its offset, or the clock time in the channel's zone. */
  at: string;
  title: string;
  /** hard: what is on is cut at its next segment boundary. soft: after what is on. Default: hard. */
  anchor?: 'hard' | 'soft';
  /** Dropped when it would begin later than this. Default: 60. */
  max_late_minutes?: number;
  /** Only in these variants of the channel. Default: all. */
  variants?: string[];
}

/** A break that a person ordered. */
export interface OrderedBreak {
  at: string;
  seconds: number;
}

/** The rules of a channel, as JSON and YAML have them. */
export interface ChannelSchedule {
  blocks: Block[];
  events?: FixedEvent[];
  ordered_breaks?: OrderedBreak[];
  /** What fills gaps, what was seen longest ago first; then the slate. */
  filler?: Pick;
  /** What fills breaks while nobody advertises, then the slate. Default: filler. */
  promos?: Pick;
  breaks?: BreakRules;
}

/** Titles that a pick names, for whoever reads the library. */
export interface Named {
  titles: string[];
  collections: string[];
  series: string[];
  genres: string[];
  everything: boolean;
}

/** Everything that a schedule may air. */
export function namedBy({ blocks, events = [], filler, promos }: ChannelSchedule): Named {
  const picks = [...blocks.map(({ pick }) => pick), filler ?? {}, promos ?? {}];
  const bumpers = blocks.flatMap(({ bumper_before, bumper_after }) => [bumper_before, bumper_after]);
  const all = <Key extends 'titles' | 'collections' | 'series' | 'genres'>(key: Key) => [
    ...new Set(picks.flatMap((pick) => pick[key] ?? [])),
  ];
  const single = [...bumpers, ...events.map(({ title }) => title)].flatMap((title) => title ?? []);
  return {
    titles: [...new Set([...all('titles'), ...single])],
    ...{ collections: all('collections'), series: all('series'), genres: all('genres') },
    everything: picks.some(({ everything }) => everything === true),
  };
}
