import { dueEvents } from './calendar';
import type { LibraryTitle } from './library';
import { picked } from './picking';
import { isSeenWith, problem, type ScheduleProblem } from './read-schedule';
import type { ChannelSchedule, Pick as Picking } from './schedule';
import { airEnd, lengthOf } from './seal';

/**
 * What is probably not meant, but can be kept to: picks that nothing is in, blocks with both days and dates, hard events that
 * cut one another. Asked before rules are saved.
 *
 * @param library what the rules name, as it is now
 * @param zone IANA, of the channel
 */
export function scheduleWarnings(
  schedule: ChannelSchedule,
  library: readonly LibraryTitle[],
  zone: string,
): ScheduleProblem[] {
  const known = new Map(library.map((title) => [title.titleId, title]));
  const { blocks, events = [], filler, promos } = schedule;
  const single = (field: string, titleId: string | undefined) =>
    titleId === undefined || known.has(titleId) ? [] : [empty(field, titleId)];
  return [
    ...blocks.flatMap(({ pick, days, dates, bumper_before: before, bumper_after: after }, index) => {
      const place = `/schedule/blocks/${index}`;
      return [
        ...emptyPicks(pick, `${place}/pick`, library),
        ...(days && dates ? [problem('contradictory-days', `${place}/days`, 'has no meaning beside dates.')] : []),
        ...single(`${place}/bumper_before`, before),
        ...single(`${place}/bumper_after`, after),
      ];
    }),
    ...(filler ? emptyPicks(filler, '/schedule/filler', library) : []),
    ...(promos ? emptyPicks(promos, '/schedule/promos', library) : []),
    ...events.flatMap(({ title }, index) => single(`/schedule/events/${index}/title`, title)),
    ...cutEvents(schedule, known, zone),
  ];
}

const empty = (field: string, id: string): ScheduleProblem =>
  problem('empty-pick', field, `${id} has nothing that is published.`);

/** Each id that gives no title; the whole pick where it asks for everything and there is nothing. */
function emptyPicks(pick: Picking, field: string, library: readonly LibraryTitle[]): ScheduleProblem[] {
  const all =
    pick.everything && picked({ everything: true }, library).length === 0 ? [empty(field, 'The library')] : [];
  const each = (['titles', 'collections', 'series', 'genres'] as const).flatMap((kind) =>
    (pick[kind] ?? []).flatMap((id, index) =>
      picked({ [kind]: [id] }, library).length > 0 ? [] : [empty(`${field}/${kind}/${index}`, id)],
    ),
  );
  return [...all, ...each];
}

/** Hard events that begin before another hard one can have ended. */
function cutEvents(
  { events = [] }: ChannelSchedule,
  known: ReadonlyMap<string, LibraryTitle>,
  zone: string,
): ScheduleProblem[] {
  const hard = events
    .flatMap((event, index) => {
      const [due] = dueEvents({ events: [event] }, zone, 0, Number.MAX_VALUE);
      return due?.anchor === 'hard' ? [{ index, event, ...due }] : [];
    })
    .sort((a, b) => a.at - b.at);
  return hard.flatMap(({ index, event, at }, place) => {
    const before = hard.slice(0, place).findLast((each) => isSeenWith(each.event, event));
    const asset = before && known.get(before.titleId)?.asset;
    if (!before || !asset || at === before.at || airEnd({ airStart: before.at, durationMs: lengthOf(asset) }) <= at)
      return [];
    const message = `cuts ${known.get(before.titleId)?.name ?? before.titleId}, which is fixed to an instant before it and still on.`;
    return [problem('contradictory-anchors', `/schedule/events/${index}/at`, message)];
  });
}
