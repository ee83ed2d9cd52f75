import { mayPlay, playsUntil } from '../rights/may-play';
import type { RightsFacts } from '../rights/types';
import type { LibraryTitle, PickableTitle } from './library';
import { conformity, isCarried } from './live/conformity';
import { readAiringId } from './picking';
import { type AirVerdict, type PastAiring, type Plan, planAirings } from './plan';
import { readSchedule, type ScheduleProblem } from './read-schedule';
import { type ChannelSchedule, type FixedEvent, namedBy, type OrderedBreak } from './schedule';
import { scheduleWarnings } from './schedule-warnings';
import { repeated } from './seal';
import type { AirItem, ChannelFormat } from './types';
import { instantAt } from './wall-clock';

/** A channel as planning sees it. */
export interface PlannedChannel {
  id: string;
  timeZone: string;
  format: ChannelFormat;
  /** Rules: schedule.ts. */
  schedule: unknown;
  slateId?: string;
  /** Paused: nothing but the slate is planned. */
  state: string;
}

export type VariantPlan = Pick<Plan, 'items' | 'refusals'>;

/** May a title air in a variant from its first to its last moment? A free linear channel needs the licence FAST. */
export function mayAir(rights: RightsFacts, variant: string, from: number, until: number): AirVerdict {
  const asker = { territory: variant === 'ZZ' ? undefined : variant, licenceTypes: ['FAST'] as const };
  const verdict = mayPlay(rights, asker, from);
  if (!verdict.allowed)
    return { allowed: false, code: verdict.code, reason: verdict.reason, windowId: verdict.window?.id };
  const { window, maxHeight } = verdict.grant;
  const end = playsUntil(rights, asker, from);
  if (end !== undefined && end < until)
    return {
      allowed: false,
      code: 'playback/window-closed',
      reason: 'Its rights end while it would be on air.',
      windowId: window?.id,
    };
  return { allowed: true, windowId: window?.id, maxHeight };
}

/** What planning reads of the catalogue for a channel. */
export function wishOf({
  schedule,
  slateId,
  timeZone,
  format,
}: Pick<PlannedChannel, 'schedule' | 'slateId' | 'timeZone' | 'format'>) {
  const { schedule: rules } = readSchedule(schedule, timeZone);
  const wish = rules ? namedBy(rules) : { titles: [], collections: [], series: [], genres: [], everything: false };
  return { ...wish, format, titles: [...wish.titles, ...(slateId ? [slateId] : [])] };
}

/** Every fault of a channel's rules, with its place in them. */
export const checkChannel = ({
  schedule,
  timeZone,
}: Pick<PlannedChannel, 'schedule' | 'timeZone'>): ScheduleProblem[] => readSchedule(schedule, timeZone).problems;

/** What is probably not meant of a channel's rules, which have no fault: see {@link scheduleWarnings}. */
export function doubtsOf(
  { schedule, timeZone, format }: Pick<PlannedChannel, 'schedule' | 'timeZone' | 'format'>,
  library: readonly PickableTitle[],
): ScheduleProblem[] {
  const { schedule: rules } = readSchedule(schedule, timeZone);
  return rules
    ? scheduleWarnings(
        rules,
        library.map((title) => libraryTitle(title, format)),
        timeZone,
      )
    : [];
}

/**
 * Plan one variant of a channel.
 *
 * @param wish.library what the rules name, see {@link wishOf}
 * @param wish.runs airings so far under windows that sell only so many
 * @param wish.from end of what is sealed, epoch milliseconds
 */
export function planVariant(wish: {
  channel: PlannedChannel;
  variant: string;
  library: readonly PickableTitle[];
  runs: ReadonlyMap<string, number>;
  airedBefore: readonly PastAiring[];
  from: number;
  until: number;
}): VariantPlan {
  const { channel, variant, runs, airedBefore, from, until } = wish;
  const { id, format, timeZone, slateId, state } = channel;
  const titles = new Map(wish.library.map((title) => [title.titleId, title]));
  const slate = slateId ? titles.get(slateId) : undefined;
  const slateAsset = slate && carried(slate, format);
  if (state === 'paused') return { items: slateAsset ? slateOnly(slateAsset, from, until) : [], refusals: [] };
  const { schedule } = readSchedule(channel.schedule, timeZone);
  if (!schedule) return { items: slateAsset ? slateOnly(slateAsset, from, until) : [], refusals: [] };
  return planAirings({
    ...{ schedule, variant, format, timeZone, from, until, airedBefore, slateId, seed: `${id} ${variant}` },
    library: wish.library.map((title) => libraryTitle(title, format)),
    mayAir(titleId, begin, end) {
      const title = titles.get(titleId);
      if (titleId === slateId) return { allowed: true };
      if (!title) return { allowed: false, code: 'request/not-found', reason: 'There is no such title.' };
      const verdict = mayAir(title.rights, variant, begin, end);
      const sold = title.rights.windows.find((window) => window.id === verdict.windowId)?.runs;
      if (!verdict.allowed || sold === undefined) return verdict;
      return { ...verdict, runsLeft: Math.max(0, sold - (runs.get(verdict.windowId ?? '') ?? 0)) };
    },
  });
}

/** The version of a title as the channel carries it; undefined when it cannot. */
export const carried = ({ asset }: Pick<PickableTitle, 'asset'>, format: ChannelFormat) =>
  asset && isCarried(conformity(asset, format)) ? asset : undefined;

const libraryTitle = ({ rights: _rights, asset, ...title }: PickableTitle, format: ChannelFormat): LibraryTitle => ({
  ...title,
  asset: carried({ asset }, format),
});

const slateOnly = (asset: NonNullable<PickableTitle['asset']>, from: number, until: number): AirItem[] =>
  repeated({ kind: 'slate', titleId: asset.titleId, airingId: `slate-${from.toString(36)}` }, asset, from, until);

/**
 * The rules with another title in the place of an airing, in one variant: an event that put it there is changed, else a hard event
 * is added at its instant.
 *
 * @param airing what is replaced
 */
export function withReplacement(
  { schedule, variants, timeZone }: Pick<PlannedChannel, 'schedule' | 'timeZone'> & { variants: readonly string[] },
  airing: Pick<AirItem, 'airStart' | 'airingId' | 'titleId'>,
  { titleId, variant }: { titleId: string; variant: string },
): unknown {
  const { events = [] } = schedule as ChannelSchedule;
  const only = variants.length > 1 ? { variants: [variant] } : {};
  const instant = ({ at }: FixedEvent) => instantAt(at, timeZone) ?? 0;
  const isOfEvent = readAiringId(airing.airingId)?.source === 'event';
  const putThere = events.findLast(
    (event) =>
      (!event.variants || event.variants.includes(variant)) &&
      (isOfEvent
        ? event.title === airing.titleId && instant(event) <= airing.airStart
        : instant(event) === airing.airStart),
  );
  const added = {
    at: new Date(airing.airStart).toISOString(),
    anchor: 'hard' as const,
    ...putThere,
    title: titleId,
    ...only,
  };
  const elsewhere = (putThere?.variants ?? variants).filter((each) => each !== variant);
  const rest = putThere && elsewhere.length > 0 ? [{ ...putThere, variants: elsewhere }] : [];
  const kept = events.filter((event) => event !== putThere && instant(event) >= airing.airStart - KEPT_MS);
  return { ...(schedule as object), events: [...kept, ...rest, added] };
}

/** The rules with one more break. */
export const withBreak = (
  { schedule }: Pick<PlannedChannel, 'schedule'>,
  { at, lengthMs }: { at: number; lengthMs: number },
): unknown => withMoreBreaks(schedule, { at: new Date(at).toISOString(), seconds: Math.round(lengthMs / 1000) });

/** What is long over is taken off, and what stands at the same place. */
function withMoreBreaks(schedule: unknown, entry: OrderedBreak): unknown {
  const rules = schedule as ChannelSchedule;
  const old = Date.parse(entry.at) - KEPT_MS;
  const kept = (rules.ordered_breaks ?? []).filter(({ at }) => at !== entry.at && !(Date.parse(at) < old));
  return { ...rules, ordered_breaks: [...kept, entry] };
}

/** Events and breaks that are over are kept in the rules so long. */
const KEPT_MS = 30 * 86_400_000;
