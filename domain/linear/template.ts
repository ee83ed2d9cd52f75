import type { ChannelSchedule } from './schedule';
import type { ChannelFormat } from './types';

/** What a channel made from a template has to bring along. */
export interface TemplateNeed {
  /** `$name` stands for it in the rules. */
  name: string;
  of: 'title' | 'series' | 'collection' | 'genre';
  description: string;
  /** What it stands for may be left out. */
  optional?: boolean;
}

/** A channel to begin with: its format, and rules that name what each channel has of its own as `$name`. */
export interface ChannelTemplate {
  name: string;
  version: number;
  description: string;
  needs: readonly TemplateNeed[];
  format: ChannelFormat;
  schedule: ChannelSchedule;
}

/**
 * The rules of a template with the things of one channel.
 *
 * @param given ids by the names of the needs
 * @returns the rules, and the needs that nothing was given for and that are not optional; a pick of which nothing is left is left out
 */
export function filledTemplate(
  { schedule, needs }: Pick<ChannelTemplate, 'schedule' | 'needs'>,
  given: Readonly<Record<string, readonly string[]>>,
): { schedule: ChannelSchedule; missing: TemplateNeed[] } {
  const missing = needs.filter(({ name, optional }) => !optional && (given[name] ?? []).length === 0);
  return { schedule: filled(schedule, given) as ChannelSchedule, missing };
}

/** A list has all that a name stands for, a single field the first of it. */
function filled(value: unknown, given: Readonly<Record<string, readonly string[]>>): unknown {
  const idsOf = (text: string) => (text.startsWith('$') ? (given[text.slice(1)] ?? []) : [text]);
  if (Array.isArray(value))
    return value.flatMap<unknown>((each) => (typeof each === 'string' ? idsOf(each) : [filled(each, given)]));
  if (typeof value === 'string') return idsOf(value)[0];
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, each]) => [key, filled(each, given)] as const);
  return Object.fromEntries(members.filter(([key, each]) => !isLeftOut(value[key as keyof typeof value], each)));
}

/** A list that held names only, of which nothing was given; a pick of nothing but these; a single name. */
const isLeftOut = (written: unknown, now: unknown): boolean =>
  now === undefined ||
  (Array.isArray(now) ? now.length === 0 && (written as unknown[]).length > 0 : isEmptied(written, now));

const isEmptied = (written: unknown, now: unknown): boolean =>
  typeof now === 'object' && now !== null && Object.keys(now).length === 0 && Object.keys(written as object).length > 0;

/** Names that stand in the rules as `$name`. */
export const namesIn = (schedule: ChannelSchedule): string[] => [
  ...new Set([...JSON.stringify(schedule).matchAll(/"\$([^"]+)"/g)].map(([, name]) => name as string)),
];
