import { type AdLoad, airedSegments, breakPoints, isLongEnough, type PlannedBreak, segmentAt } from './airing';
import type { Filling } from './filling';
import type { CarriedTitle } from './library';
import type { Block, BreakRules, ChannelSchedule } from './schedule';
import { airEnd, cutRow, lengthOf, repeated } from './seal';
import type { AirItem, ChannelFormat } from './types';
import { instantAt } from './wall-clock';

/** What an airing begins with. */
export interface Beginning {
  /** Epoch milliseconds. */
  at: number;
  airingId: string;
  /** 0, or where it goes on when its beginning was aired before. */
  segFrom: number;
  /** May a break be due where it goes on? */
  breakDue: boolean;
}

interface Built {
  items: AirItem[];
  breaks: PlannedBreak[];
  /** When promos and bumpers of it end. */
  seen: Map<string, number>;
}

/** Makes the items of airings: the parts of a programme, breaks between them, bumpers around them. */
export class Building {
  readonly #ordered: { at: number; seconds: number }[];

  constructor(
    private readonly request: {
      format: ChannelFormat;
      schedule: ChannelSchedule;
      timeZone: string;
      mayAir(titleId: string, from: number, until: number): { allowed: boolean };
    },
    private readonly carried: (titleId: string) => CarriedTitle | undefined,
    private readonly filling: Filling,
    private readonly load: AdLoad,
  ) {
    this.#ordered = (request.schedule.ordered_breaks ?? [])
      .map(({ at, seconds }) => ({ at: instantAt(at, request.timeZone) ?? 0, seconds }))
      .sort((a, b) => a.at - b.at);
  }

  /** Nothing of a title that is too short to be aired. */
  airing(title: CarriedTitle, block: Block | undefined, beginning: Beginning): AirItem[] {
    const { format, schedule } = this.request;
    const { asset, titleId } = title;
    if (!isLongEnough(asset, format)) return [];
    const { airingId: id, segFrom, breakDue } = beginning;
    const rules = block?.breaks === undefined ? schedule.breaks : (block.breaks ?? undefined);
    const segments = airedSegments(asset, format);
    const points = breakPoints(asset, segments, rules, title.chapters);
    const built: Built = { items: [], breaks: [], seen: new Map() };
    let at = this.#bumper(built, segFrom === 0 ? block?.bumper_before : undefined, beginning.at, id);
    if (breakDue) {
      const late = this.#ordered.find((each) => each.at <= at && at - each.at < lengthOf(asset, segFrom - 1, segFrom));
      if (late || points.includes(segFrom)) at = this.#break(built, late, rules, at, id);
    }
    for (let from = segFrom; from < segments; ) {
      const ordered = this.#ordered.find((each) => each.at >= at && each.at < at + lengthOf(asset, from, segments));
      const into = ordered && lengthOf(asset, 0, from) + ordered.at - at;
      const orderedPoint = into === undefined ? segments : Math.max(from + 1, segmentAt(asset, segments, into));
      const to = Math.min(points.find((each) => each > from) ?? segments, orderedPoint, segments);
      const part = { kind: 'programme' as const, titleId, versionId: asset.versionId, airingId: id };
      built.items.push({ ...part, airStart: at, durationMs: lengthOf(asset, from, to), segFrom: from, segTo: to });
      at += lengthOf(asset, from, to);
      if (to < segments) at = this.#break(built, to === orderedPoint ? ordered : undefined, rules, at, id);
      from = to;
    }
    this.#bumper(built, block?.bumper_after, at, id);
    return built.items;
  }

  /** What airs before an instant; what is on then ends at its next segment boundary. */
  cut(items: readonly AirItem[], until: number): AirItem[] {
    return items
      .filter(({ airStart }) => airStart < until)
      .map((item) => {
        const asset = airEnd(item) > until ? this.carried(item.titleId)?.asset : undefined;
        return (asset && cutRow(item, asset, until)) ?? item;
      });
  }

  #bumper(built: Built, titleId: string | undefined, at: number, id: string): number {
    const title = titleId ? this.carried(titleId) : undefined;
    if (!title) return at;
    const [item] = repeated({ kind: 'bumper', titleId: title.titleId, airingId: id }, title.asset, at, undefined);
    if (!item || !this.request.mayAir(title.titleId, at, airEnd(item)).allowed) return at;
    built.items.push(item);
    built.seen.set(title.titleId, airEnd(item));
    return airEnd(item);
  }

  #break(
    built: Built,
    ordered: { seconds: number } | undefined,
    rules: BreakRules | undefined,
    at: number,
    id: string,
  ): number {
    const seconds = ordered?.seconds ?? (rules && this.load.fits(at, rules, built.breaks) ? rules.seconds : 0);
    if (seconds === 0) return at;
    const { promos, filler } = this.request.schedule;
    const place = { kind: 'promo' as const, airingId: id, breakId: `${id}.b${at.toString(36)}` };
    const items = this.filling.between(at, at + seconds * 1000, promos ?? filler, place, built.seen);
    const last = items.at(-1);
    if (!last) return at;
    built.items.push(...items);
    built.breaks.push({ at, seconds: (airEnd(last) - at) / 1000 });
    return airEnd(last);
  }
}

/** The breaks that items hold. */
export function breaksIn(items: readonly Pick<AirItem, 'breakId' | 'airStart' | 'durationMs'>[]): PlannedBreak[] {
  const breaks = new Map<string, PlannedBreak>();
  for (const { breakId, airStart, durationMs } of items) {
    if (breakId === undefined) continue;
    const { at, seconds } = breaks.get(breakId) ?? { at: airStart, seconds: 0 };
    breaks.set(breakId, { at, seconds: seconds + durationMs / 1000 });
  }
  return [...breaks.values()];
}
