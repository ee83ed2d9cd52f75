import { AdLoad, airedSegments, breakPoints, isLongEnough, type PlannedBreak, segmentAt } from './airing';
import { type BlockDay, blockDays, type DueEvent, dueEvents, onGrid } from './calendar';
import { Filling } from './filling';
import type { CarriedTitle, LibraryTitle } from './library';
import { type AiringName, airingId, emptyHistory, isRested, picked, Rounds, readAiringId, remember } from './picking';
import type { Block, BreakRules, ChannelSchedule } from './schedule';
import { airEnd, lengthOf, repeated } from './seal';
import type { AirItem, ChannelFormat } from './types';
import { instantAt } from './wall-clock';

/** Whether a title may be on air from one instant to another. */
export interface AirVerdict {
  allowed: boolean;
  code?: string;
  reason?: string;
  windowId?: string;
  maxHeight?: number;
  /** Airings that its window still sells, those of this plan not counted; undefined: any. */
  runsLeft?: number;
}

/** What was on air, in order. */
export type PastAiring = Pick<
  AirItem,
  'airStart' | 'durationMs' | 'kind' | 'titleId' | 'versionId' | 'segTo' | 'airingId' | 'breakId'
>;

export interface PlanRequest {
  schedule: ChannelSchedule;
  format: ChannelFormat;
  /** IANA. */
  timeZone: string;
  /** End of what is sealed, epoch milliseconds. */
  from: number;
  until: number;
  /** Decides shuffles: the same seed, the same order. */
  seed: string;
  library: readonly LibraryTitle[];
  airedBefore: readonly PastAiring[];
  slateId?: string;
  mayAir(titleId: string, from: number, until: number): AirVerdict;
}

/** An airing that the rules wanted, and what airs instead. */
export interface Refusal {
  at: number;
  titleId: string;
  block?: string;
  code: string;
  reason: string;
  replacedBy?: string;
}

export interface Plan {
  /** Each begins where the one before ends. It ends early only where there is nothing to air, not even a slate. */
  items: AirItem[];
  refusals: Refusal[];
}

/** Nothing else is tried for one place once so many titles were refused. */
const MOST_TRIED = 200;
const MOST_REFUSALS = 1000;
/** Where nothing may air, rules are asked again after so long. */
const ASK_AGAIN_MS = 15 * 60_000;
/** A programme that something broke into goes on unless more than this lies between. */
const RESUME_MS = 60_000;

/**
 * Plan what a channel airs. Pure: the same request gives the same plan, and one from a later instant goes on in the same order,
 * since ids of airings tell where they came from.
 */
export const planAirings = (request: PlanRequest): Plan => new Planning(request).run();

interface Built {
  items: AirItem[];
  breaks: PlannedBreak[];
}

class Planning {
  readonly #items: AirItem[] = [];
  readonly #refusals: Refusal[] = [];
  readonly #refused = new Set<string>();
  readonly #history = emptyHistory();
  readonly #load = new AdLoad();
  readonly #runs = new Map<string, number>();
  readonly #begun = new Map<string, Set<number>>();
  readonly #titles: Map<string, LibraryTitle>;
  readonly #rounds = new Map<string, Rounds>();
  readonly #filling: Filling;
  readonly #days: BlockDay[];
  readonly #ordered: { at: number; seconds: number }[];
  #events: DueEvent[];
  #at: number;

  constructor(private readonly request: PlanRequest) {
    const { schedule, timeZone, from, until, library } = request;
    this.#titles = new Map(library.map((title) => [title.titleId, title]));
    this.#days = blockDays(schedule, timeZone, from, until);
    this.#events = dueEvents(schedule, timeZone, from, until);
    this.#ordered = (schedule.ordered_breaks ?? [])
      .map(({ at, seconds }) => ({ at: instantAt(at, timeZone) ?? 0, seconds }))
      .sort((a, b) => a.at - b.at);
    this.#at = from;
    this.#filling = new Filling(request, (titleId) => this.#carried(titleId), this.#history.titleEnd);
    this.#recall();
  }

  run(): Plan {
    this.#resume();
    while (this.#at < this.request.until) {
      const before = this.#at;
      this.#step();
      if (this.#at === before) break;
    }
    return { items: this.#items, refusals: this.#refusals };
  }

  #step(): void {
    const event = this.#dueEvent();
    if (event) this.#airEvent(event);
    else this.#airRules();
  }

  #airRules(): void {
    const hard = this.#events.find(({ anchor, at }) => anchor === 'hard' && at > this.#at);
    const limit = hard?.at ?? Number.POSITIVE_INFINITY;
    const day = this.#days.find(({ from, until }) => from <= this.#at && this.#at < until);
    const next = this.#days.find(({ from }) => from > this.#at)?.from ?? this.request.until;
    if (!day) this.#fill(Math.min(next, limit, this.request.until));
    else if (this.#isDone(day)) this.#fill(Math.min(day.until, limit));
    else if (this.#isOffGrid(day, limit)) this.#padTo(day, limit);
    else {
      const came = this.#airFrom(day.block, limit);
      const again = came === 'too-long' ? limit : this.#at + ASK_AGAIN_MS;
      if (came !== 'aired') this.#fill(Math.min(day.until, limit, again));
    }
  }

  /** Has the block had all its airings of the day? */
  #isDone({ block, day }: BlockDay): boolean {
    if (block.airings === undefined) return false;
    const begun = [...(this.#begun.get(block.name) ?? [])];
    return begun.filter((at) => at >= day.from && at < day.until).length >= block.airings;
  }

  /** What was on air counts for orders, rests and loads. */
  #recall(): void {
    const breaks = new Map<string, PlannedBreak>();
    for (const { titleId, kind, airStart, durationMs, airingId: id, breakId } of this.request.airedBefore) {
      const end = airStart + durationMs;
      const name = readAiringId(id);
      if (kind === 'programme' && name) this.#note(name, titleId, end);
      else this.#history.titleEnd.set(titleId, end);
      if (breakId) {
        const { at, seconds } = breaks.get(breakId) ?? { at: airStart, seconds: 0 };
        breaks.set(breakId, { at, seconds: seconds + durationMs / 1000 });
      }
    }
    for (const each of breaks.values()) this.#load.add(each);
  }

  #note(name: AiringName, titleId: string, end: number): void {
    const seriesId = this.#titles.get(titleId)?.seriesId;
    remember(this.#history, name, { titleId, seriesId }, end);
    const begun = this.#begun.get(name.source) ?? new Set();
    this.#begun.set(name.source, begun.add(name.from));
    if (name.source !== 'event') return;
    const due = this.#events.find(
      (event) => event.titleId === titleId && event.at <= name.from && name.from <= event.latest,
    );
    this.#events = this.#events.filter((event) => event !== due);
  }

  /** The rest of a programme of which only the beginning is sealed. */
  #resume(): void {
    const { airedBefore } = this.request;
    const last = airedBefore.at(-1);
    const part = airedBefore.findLast(
      ({ kind, airingId: id }) => kind === 'programme' && readAiringId(id)?.source !== 'break-in',
    );
    if (!last || !part || this.#at - airEnd(last) > RESUME_MS) return;
    const name = readAiringId(part.airingId);
    const since = airedBefore.slice(airedBefore.indexOf(part) + 1);
    const interrupted = since.every(
      ({ airingId: id }) => id === part.airingId || readAiringId(id)?.source === 'break-in',
    );
    const title = this.#carried(part.titleId);
    if (!name || !interrupted || title?.asset.versionId !== part.versionId) return;
    const block = this.request.schedule.blocks.find((each) => each.name === name.source);
    if (part.segTo < airedSegments(title.asset, this.request.format))
      this.#air(title, name, block, { segFrom: part.segTo, breakDue: last === part });
  }

  #dueEvent(): DueEvent | undefined {
    const due = this.#events.filter(({ at }) => at <= this.#at);
    for (const event of due.filter(({ latest }) => latest < this.#at)) {
      this.#events = this.#events.filter((each) => each !== event);
      if (event.at >= this.request.from)
        this.#refuse(event.titleId, 'channels/event-late', 'It would begin later than it may.', 'event');
    }
    return due.find(({ latest }) => latest >= this.#at);
  }

  #airEvent(event: DueEvent): void {
    this.#events = this.#events.filter((each) => each !== event);
    const title = this.#carried(event.titleId);
    const aired = title
      ? this.#air(title, { source: 'event', round: 0, from: this.#at }, undefined)
      : this.#refuse(event.titleId, 'channels/not-carried', 'The channel cannot carry it.', 'event');
    // The rules go on where it was to be.
    if (aired !== 'aired') this.#step();
  }

  /** The slate is no programme, unless somebody names it. */
  #roundsOf(block: Block): Rounds {
    const known = this.#rounds.get(block.name);
    if (known) return known;
    const { library, slateId, seed } = this.request;
    const named = (titleId: string) => titleId !== slateId || block.pick.titles?.includes(titleId);
    const made = new Rounds(
      block,
      picked(block.pick, library).filter(({ titleId }) => named(titleId)),
      seed,
    );
    this.#rounds.set(block.name, made);
    return made;
  }

  /** @returns `too-long` when what is next does not end by `limit`, `refused` when nothing else may air either */
  #airFrom(block: Block, limit: number): 'aired' | 'refused' | 'too-long' {
    const known = this.#refusals.length;
    let tried = 0;
    for (const { title, round } of this.#roundsOf(block).candidates(this.#history)) {
      if (!isRested(block, title, this.#history, this.#at)) continue;
      if (++tried > MOST_TRIED) break;
      const carried = this.#carried(title.titleId);
      const name = { source: block.name, round, from: this.#at };
      const came = carried
        ? this.#air(carried, name, block, { limit })
        : this.#refuse(title.titleId, 'channels/not-carried', 'The channel cannot carry it.', block.name);
      if (came === 'aired') {
        for (const refusal of this.#refusals.slice(known)) refusal.replacedBy = title.titleId;
        return came;
      }
      // What is in order waits for its turn; of a shuffle something shorter may fit.
      if (came === 'too-long' && block.order !== 'shuffle') return came;
    }
    return 'refused';
  }

  /**
   * @param part where it goes on, when its beginning was aired before, and whether a break may be due there
   * @returns `refused` when its rights do not hold from beginning to end, `too-long` when it does not end by `limit`
   */
  #air(
    title: CarriedTitle,
    name: AiringName,
    block: Block | undefined,
    { segFrom = 0, breakDue = false, limit = Number.POSITIVE_INFINITY } = {},
  ): 'aired' | 'refused' | 'too-long' {
    const built = this.#build(title, name, block, { segFrom, breakDue });
    const [first] = built.items;
    const last = built.items.at(-1);
    if (!first || !last || airEnd(last) > limit) return 'too-long';
    const verdict = this.request.mayAir(title.titleId, first.airStart, airEnd(last));
    if (!verdict.allowed)
      return this.#refuse(title.titleId, verdict.code ?? 'playback/no-rights', verdict.reason ?? '', block?.name);
    const { windowId = '', runsLeft, maxHeight } = verdict;
    const used = this.#runs.get(windowId) ?? 0;
    if (segFrom === 0 && runsLeft !== undefined && used >= runsLeft)
      return this.#refuse(
        title.titleId,
        'channels/runs-used',
        'All airings that were bought are used up.',
        block?.name,
      );
    if (windowId && segFrom === 0) this.#runs.set(windowId, used + 1);
    const sold = { ...(windowId ? { windowId } : {}), ...(maxHeight === undefined ? {} : { maxHeight }) };
    for (const item of built.items) this.#items.push(item.kind === 'programme' ? { ...item, ...sold } : item);
    for (const each of built.breaks) this.#load.add(each);
    for (const { kind, titleId, ...item } of built.items)
      if (kind !== 'programme') this.#history.titleEnd.set(titleId, airEnd(item));
    this.#at = airEnd(last);
    this.#note(name, title.titleId, this.#at);
    return 'aired';
  }

  /** The items of an airing, breaks and bumpers in it. */
  #build(
    title: CarriedTitle,
    name: AiringName,
    block: Block | undefined,
    { segFrom, breakDue }: { segFrom: number; breakDue: boolean },
  ): Built {
    const { format, schedule } = this.request;
    const { asset, titleId } = title;
    if (!isLongEnough(asset, format)) return { items: [], breaks: [] };
    const rules = block?.breaks === undefined ? schedule.breaks : (block.breaks ?? undefined);
    const id = airingId(name);
    const segments = airedSegments(asset, format);
    const points = breakPoints(asset, segments, rules, title.chapters);
    const built: Built = { items: [], breaks: [] };
    let at = this.#bumper(built, segFrom === 0 ? block?.bumper_before : undefined, this.#at, id);
    if (breakDue && points.includes(segFrom)) at = this.#breakAt(built, undefined, rules, at, id);
    for (let from = segFrom; from < segments; ) {
      const ordered = this.#ordered.find((each) => each.at >= at && each.at < at + lengthOf(asset, from, segments));
      const orderedPoint = ordered ? segmentAt(asset, segments, lengthOf(asset, 0, from) + ordered.at - at) : segments;
      const point = points.find((each) => each > from) ?? segments;
      const to = Math.max(from + 1, Math.min(point, orderedPoint, segments));
      const part = { kind: 'programme' as const, titleId, versionId: asset.versionId, airingId: id };
      built.items.push({ ...part, airStart: at, durationMs: lengthOf(asset, from, to), segFrom: from, segTo: to });
      at += lengthOf(asset, from, to);
      if (to < segments) at = this.#breakAt(built, to === orderedPoint ? ordered : undefined, rules, at, id);
      from = to;
    }
    this.#bumper(built, block?.bumper_after, at, id);
    return built;
  }

  #bumper(built: Built, titleId: string | undefined, at: number, id: string): number {
    const title = titleId ? this.#carried(titleId) : undefined;
    if (!title) return at;
    const [item] = repeated({ kind: 'bumper', titleId: title.titleId, airingId: id }, title.asset, at, undefined);
    if (!item || !this.request.mayAir(title.titleId, at, airEnd(item)).allowed) return at;
    built.items.push(item);
    return airEnd(item);
  }

  #breakAt(
    built: Built,
    ordered: { seconds: number } | undefined,
    rules: BreakRules | undefined,
    at: number,
    id: string,
  ): number {
    const seconds = ordered?.seconds ?? (rules && this.#load.fits(at, rules, built.breaks) ? rules.seconds : 0);
    if (seconds === 0) return at;
    const { promos, filler } = this.request.schedule;
    const place = { kind: 'promo' as const, airingId: id, breakId: `${id}.b${at.toString(36)}` };
    const items = this.#filling.between(at, at + seconds * 1000, promos ?? filler, place);
    const last = items.at(-1);
    if (!last) return at;
    built.items.push(...items);
    built.breaks.push({ at, seconds: (airEnd(last) - at) / 1000 });
    return airEnd(last);
  }

  /** Does a programme have to wait for the grid? One that begins with its block, or within a segment of the grid, has not. */
  #isOffGrid({ block, from }: BlockDay, limit: number): boolean {
    const { pad_to_minutes: minutes } = block;
    const segment = this.request.format.targetSeconds * 1000;
    if (minutes === undefined || this.#at - from < segment || limit - this.#at < segment) return false;
    const since = this.#at - onGrid(this.#at - segment + 1, minutes, this.request.timeZone);
    return since < 0;
  }

  #padTo({ block, until }: BlockDay, limit: number): void {
    this.#fill(Math.min(onGrid(this.#at, block.pad_to_minutes ?? 0, this.request.timeZone), until, limit));
  }

  /** Fill the time until an instant, which is met to the segment. */
  #fill(until: number): void {
    const id = airingId({ source: 'filler', round: 0, from: this.#at });
    const place = { kind: 'filler' as const, airingId: id };
    const items = this.#filling.between(this.#at, until, this.request.schedule.filler, place);
    for (const item of items) {
      this.#items.push(item);
      this.#history.titleEnd.set(item.titleId, airEnd(item));
    }
    this.#at = items.length > 0 ? airEnd(items[items.length - 1] as AirItem) : this.#at;
  }

  #carried(titleId: string): CarriedTitle | undefined {
    const title = this.#titles.get(titleId);
    return title?.asset && isLongEnough(title.asset, this.request.format) ? (title as CarriedTitle) : undefined;
  }

  /** Told once a day and title. */
  #refuse(titleId: string, code: string, reason: string, block: string | undefined): 'refused' {
    const key = `${Math.floor(this.#at / 86_400_000)} ${titleId} ${code} ${block ?? ''}`;
    if (this.#refused.has(key) || this.#refusals.length >= MOST_REFUSALS) return 'refused';
    this.#refused.add(key);
    this.#refusals.push({ at: this.#at, titleId, code, reason, ...(block ? { block } : {}) });
    return 'refused';
  }
}
