import { boundaryAt, type Cycle, type Lattice, type LocalDay } from './periods';
import type { BillingEvent, Discount, Phase, Price, Terms } from './terms';

/** Days under one price, or under none. */
export interface Stretch {
  from: LocalDay;
  /** First day after it; for ever when left out. */
  until?: LocalDay;
  terms: Terms;
  /** Index of the phase. */
  phase: number;
  /** Undefined in a free phase. */
  due?: { price: Price; lattice: Lattice };
}

/** The life of a subscription as its events make it. */
export interface Timeline {
  /** When it began. */
  from: LocalDay;
  /** In order, without those of a pause. */
  stretches: Stretch[];
  discounts: Discount[];
}

/** What holds from an event on until the next. */
interface Course {
  terms: Terms;
  /** Where its phases count from. */
  phasesFrom: LocalDay;
  /** Dates that its prices are due on, once there was one. */
  lattice?: Lattice;
}

/**
 * What a subscriber has had and will have, day by day.
 *
 * A change between prices of the same cycle keeps the dates; another cycle begins on the day of the change. A pause moves neither dates nor
 * phases: it leaves days out.
 *
 * @param events in the order of their days; those of one day in the order they were made
 * @throws {RangeError} for events out of order, before the start or after the end
 */
export function timelineOf(events: readonly BillingEvent[]): Timeline {
  const [first, ...more] = events;
  if (first?.kind !== 'started') throw new RangeError('A subscription begins with its start.');
  const stretches: Stretch[] = [];
  const discounts: Discount[] = [];
  let course: Course = { terms: first.terms, phasesFrom: first.on };
  let state: 'running' | 'paused' | 'ended' = 'running';
  let since = first.on;
  const day = first.day;
  const close = (until?: LocalDay) => {
    if (state === 'running' && (until === undefined || until > since)) {
      const added = stretchesOf(course, { from: since, until, day });
      course = { ...course, lattice: added.findLast(({ due }) => due)?.due?.lattice ?? course.lattice };
      stretches.push(...added);
    }
    since = until ?? since;
  };
  for (const event of more) {
    if (event.on < since || state === 'ended' || event.kind === 'started')
      throw new RangeError(`${event.kind} on day ${event.on} does not follow what was before it.`);
    if (event.kind === 'discounted') {
      discounts.push(event.discount);
      continue;
    }
    close(event.on);
    if (event.kind === 'changed') course = changed(course, event, first.on);
    if (event.kind === 'paused') state = 'paused';
    if (event.kind === 'resumed') state = 'running';
    if (event.kind === 'cancelled') state = 'ended';
  }
  if (state !== 'ended') close();
  return { from: first.on, stretches, discounts };
}

const changed = (
  { lattice }: Course,
  { terms, align, on }: Extract<BillingEvent, { kind: 'changed' }>,
  start: LocalDay,
): Course => ({ terms, lattice, phasesFrom: align === 'change' ? on : start });

/** A course cut at its phases. */
function stretchesOf(
  { terms, phasesFrom, lattice: before }: Course,
  { from, until, day }: { from: LocalDay; until?: LocalDay; day?: number },
): Stretch[] {
  let lattice = before;
  let begin = phasesFrom;
  const stretches: Stretch[] = [];
  for (const [index, phase] of terms.phases.entries()) {
    const end = endOf(phase, begin);
    const [first, last] = [Math.max(begin, from), Math.min(end ?? Infinity, until ?? Infinity)];
    if (first < last) {
      if (phase.price) lattice = latticeOf(lattice, phase.price.cycle, first, day);
      stretches.push({
        ...{ from: first, ...(last === Infinity ? {} : { until: last }), terms, phase: index },
        ...(phase.price && lattice ? { due: { price: phase.price, lattice } } : {}),
      });
    }
    if (end === undefined) break;
    begin = end;
  }
  return stretches;
}

const endOf = ({ lasts }: Phase, begin: LocalDay): LocalDay | undefined =>
  lasts && boundaryAt({ anchor: begin, cycle: lasts }, 1);

const latticeOf = (before: Lattice | undefined, cycle: Cycle, anchor: LocalDay, day?: number): Lattice =>
  before && before.cycle.unit === cycle.unit && before.cycle.count === cycle.count
    ? before
    : { anchor, cycle, ...(day === undefined ? {} : { day }) };
