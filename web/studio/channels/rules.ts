import { parse, stringify } from 'yaml';

/** What is said first of a block, an event, a break. */
const FIRST = ['name', 'days', 'dates', 'at', 'from', 'until', 'title', 'pick', 'order'];
const rank = (key: unknown): number => (FIRST.indexOf(String(key)) + FIRST.length + 1) % (FIRST.length + 1);

/** Rules as people write them: the database keeps no order of names, so they are put into one. */
export const rulesText = (schedule: Record<string, unknown>): string =>
  stringify(schedule, {
    ...{ lineWidth: 100, indentSeq: false },
    sortMapEntries: ({ key: one }, { key: other }) => rank(keyOf(one)) - rank(keyOf(other)),
  });

/** A key as a node of a document, or by itself. */
const keyOf = (key: unknown): unknown => (typeof key === 'object' && key && 'value' in key ? key.value : key);

/** Rules as the API takes them, or what is wrong with the text. JSON is YAML as well. */
export function readRules(text: string): { schedule?: Record<string, unknown>; problem?: string } {
  try {
    const schedule: unknown = parse(text);
    if (typeof schedule === 'object' && schedule !== null && !Array.isArray(schedule))
      return { schedule: schedule as Record<string, unknown> };
    return { problem: 'The rules are an object with `blocks`.' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** What a new channel begins with. */
export const TEMPLATES = {
  order: {
    name: 'Chosen titles, one after the other',
    picks: true,
    schedule: (titles: string[]) => ({ blocks: [allDay({ pick: { titles } })] }),
  },
  shuffle: {
    name: 'Chosen titles, shuffled',
    picks: true,
    schedule: (titles: string[]) => ({ blocks: [allDay({ pick: { titles }, order: 'shuffle' })] }),
  },
  everything: {
    name: 'The whole library, shuffled, with breaks',
    picks: false,
    schedule: () => ({
      blocks: [allDay({ pick: { everything: true }, order: 'shuffle', separation_minutes: 60 })],
      breaks: { every_minutes: 15, seconds: 60, max_seconds_per_hour: 240, min_programme_minutes: 20 },
    }),
  },
} as const;
export type Template = keyof typeof TEMPLATES;

const allDay = (rule: Record<string, unknown>) => ({
  ...{ name: 'Round the clock', from: '00:00', until: '24:00' },
  ...rule,
});
