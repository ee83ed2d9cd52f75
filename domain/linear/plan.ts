import { AdLoad, airedSegments, isLongEnough } from './airing';
import { Building, breaksIn } from './building';
import { type BlockDay, blockDays, type DueEvent, dueEvents, onGrid } from './calendar';
import { Filling } from './filling';
import type { CarriedTitle, LibraryTitle } from './library';
import { type AiringName, airingId, emptyHistory, isRested, picked, Rounds, readAiringId, remember } from './picking';
import type { Block, ChannelSchedule } from './schedule';
import { airEnd, lengthOf } from './seal';
import type { AirItem, ChannelFormat } from './types';

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
  /** Of the channel; left out: events of all are aired. */
  variant?: string;
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
  /** Each begins where the one before ends. It ends early where there is nothing to air, not even a slate, and after so many items that more help nobody. */
  items: AirItem[];
  refusals: Refusal[];
}

/** A plan has hardly more items: of clips of two seconds that is a day. */
const MOST_ITEMS = 50_000;
/** Nothing else is tried for one place once so many titles were refused. */
const MOST_TRIED = 200;
const MOST_REFUSALS = 1000;
/** Where nothing may air, rules are asked again after so long. */
const ASK_AGAIN_MS = 15 * 60_000;
/** A programme that a hard event would cut sooner is not begun: filler leads up to the event. */
const LEAST_BEFORE_EVENT_MS = 5 * 60_000;
/** A programme that something broke into goes on unless more than this lies between. */
const RESUME_MS = 60_000;

/**
 * Plan what a channel airs. Pure: the same request gives the same plan, and one from a later instant goes on in the same order,
 * since ids of airings tell where they came from.
 */
export const planAirings = (request: PlanRequest): Plan => new Planning(request).run();

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
  readonly #building: Building;
  #events: DueEvent[];
  #at: number;

  constructor(private readonly request: PlanRequest) {
    const { schedule, timeZone, from, until, library, variant } = request;
    this.#titles = new Map(library.map((title) => [title.titleId, title]));
    this.#days = blockDays(schedule, timeZone, from, until);
    this.#events = dueEvents(schedule, timeZone, from, until, variant);
    this.#at = from;
    this.#filling = new Filling(request, (titleId) => this.#carried(titleId), this.#history.titleEnd);
    this.#building = new Building(request, (titleId) => this.#carried(titleId), this.#filling, this.#load);
    this.#recall();
  }

  run(): Plan {
    this.#resume();
    while (this.#at < this.request.until && this.#items.length < MOST_ITEMS) {
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
    const limit = this.#nextHard(this.#at);
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

  /** When the first hard event after an instant begins, of those that may air: no other cuts anything. */
  #nextHard(after: number): number {
    const hard = this.#events.find((event) => event.anchor === 'hard' && event.at > after && this.#isViable(event));
    return hard?.at ?? Number.POSITIVE_INFINITY;
  }

  #isViable({ titleId, at }: DueEvent): boolean {
    const title = this.#carried(titleId);
    return title !== undefined && this.request.mayAir(titleId, at, at + lengthOf(title.asset)).allowed;
  }

  /** Has the block had all its airings of the day? */
  #isDone({ block, day }: BlockDay): boolean {
    if (block.airings === undefined) return false;
    const begun = [...(this.#begun.get(block.name) ?? [])];
    return begun.filter((at) => at >= day.from && at < day.until).length >= block.airings;
  }

  /** What was on air counts for orders, rests and loads. */
  #recall(): void {
    for (const { titleId, kind, airStart, durationMs, airingId: id } of this.request.airedBefore) {
      const end = airStart + durationMs;
      const name = readAiringId(id);
      if (kind === 'programme' && name) this.#note(name, titleId, end);
      else this.#history.titleEnd.set(titleId, end);
    }
    for (const each of breaksIn(this.request.airedBefore)) this.#load.add(each);
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
    const limit = this.#nextHard(name.from);
    if (part.segTo < airedSegments(title.asset, this.request.format))
      this.#air(title, name, block, { segFrom: part.segTo, breakDue: last === part, limit, cut: true });
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
    const name = { source: 'event', round: 0, from: this.#at };
    const aired = title
      ? this.#air(title, name, undefined, { limit: this.#nextHard(event.at), cut: true })
      : this.#refuse(event.titleId, 'channels/not-carried', 'The channel cannot carry it.', 'event');
    if (aired === 'too-long')
      this.#refuse(event.titleId, 'channels/event-late', 'A hard event follows it at once.', 'event');
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

  /**
   * Air what is next of a block. What a hard event would cut is begun all the same, unless the block shuffles and has something
   * that ends before.
   *
   * @param limit when the event begins
   * @returns `too-long` when it begins too soon, `refused` when nothing may air
   */
  #airFrom(block: Block, limit: number): 'aired' | 'refused' | 'too-long' {
    const isSoon = limit - this.#at < LEAST_BEFORE_EVENT_MS;
    if (isSoon || block.order !== 'shuffle') return this.#airNext(block, limit, !isSoon);
    const came = this.#airNext(block, limit, false);
    return came === 'too-long' ? this.#airNext(block, limit, true) : came;
  }

  /** @param cut may it be cut at `limit`? */
  #airNext(block: Block, limit: number, cut: boolean): 'aired' | 'refused' | 'too-long' {
    const known = this.#refusals.length;
    let tried = 0;
    let tooLong = false;
    for (const { title, round } of this.#roundsOf(block).candidates(this.#history)) {
      if (!isRested(block, title, this.#history, this.#at)) continue;
      if (++tried > MOST_TRIED) break;
      const carried = this.#carried(title.titleId);
      const name = { source: block.name, round, from: this.#at };
      const came = carried
        ? this.#air(carried, name, block, { limit, cut })
        : this.#refuse(title.titleId, 'channels/not-carried', 'The channel cannot carry it.', block.name);
      if (came === 'aired') {
        for (const refusal of this.#refusals.slice(known)) refusal.replacedBy = title.titleId;
        return came;
      }
      tooLong ||= came === 'too-long';
      // What is in order waits for its turn; of a shuffle something shorter may fit.
      if (tooLong && block.order !== 'shuffle') break;
    }
    return tooLong ? 'too-long' : 'refused';
  }

  /**
   * @param part where it goes on, when its beginning was aired before, and whether a break may be due there; when it has ended at
   *   last, and whether it is cut then
   * @returns `refused` when its rights do not hold from beginning to end, `too-long` when it does not end by `limit`
   */
  #air(
    title: CarriedTitle,
    name: AiringName,
    block: Block | undefined,
    { segFrom = 0, breakDue = false, limit = Number.POSITIVE_INFINITY, cut = false } = {},
  ): 'aired' | 'refused' | 'too-long' {
    const beginning = { at: this.#at, airingId: airingId(name), segFrom, breakDue };
    const whole = this.#building.airing(title, block, beginning);
    const items = cut ? this.#building.cut(whole, limit) : whole;
    const [first] = items;
    const last = items.at(-1);
    if (!first || !last || (!cut && airEnd(last) > limit)) return 'too-long';
    if (segFrom === 0 && !items.some(({ kind }) => kind === 'programme')) return 'too-long';
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
    for (const item of items) this.#items.push(item.kind === 'programme' ? { ...item, ...sold } : item);
    for (const each of breaksIn(items)) this.#load.add(each);
    for (const { kind, titleId, ...item } of items)
      if (kind !== 'programme') this.#history.titleEnd.set(titleId, airEnd(item));
    this.#at = airEnd(last);
    this.#note(name, title.titleId, this.#at);
    return 'aired';
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

  /** Fill the time until an instant, or the next event, which is met to the segment. */
  #fill(end: number): void {
    const event = this.#events.find(({ at }) => at > this.#at);
    const until = Math.min(end, event?.at ?? end);
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
