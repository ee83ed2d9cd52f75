import type { CarriedTitle, LibraryTitle } from './library';
import { picked } from './picking';
import type { Pick as Picking } from './schedule';
import { airEnd, lengthOf, repeated } from './seal';
import type { AirItem } from './types';

/** Fills time: with what fits and was seen longest ago, then with the slate. */
export class Filling {
  readonly #pools = new Map<Picking, CarriedTitle[]>();

  /** @param carried the title, where the channel can carry it; @param seen when titles ended last */
  constructor(
    private readonly request: {
      library: readonly LibraryTitle[];
      slateId?: string;
      mayAir(titleId: string, from: number, until: number): { allowed: boolean };
    },
    private readonly carried: (titleId: string) => CarriedTitle | undefined,
    private readonly seen: ReadonlyMap<string, number>,
  ) {}

  /**
   * Items that end at `until`, to the segment. Nothing where neither a title nor the slate can be aired.
   *
   * @param now when titles end that air before, and are not in what was seen yet; these are added
   */
  between(
    from: number,
    until: number,
    pick: Picking | undefined,
    place: Pick<AirItem, 'kind' | 'airingId' | 'breakId'>,
    now = new Map<string, number>(),
  ): AirItem[] {
    const { slateId } = this.request;
    const items: AirItem[] = [];
    let at = from;
    for (let item = this.#next(pick, at, until, now, place); item; item = this.#next(pick, at, until, now, place)) {
      items.push(item);
      at = airEnd(item);
      now.set(item.titleId, at);
    }
    const slate = slateId ? this.carried(slateId) : undefined;
    if (!slate || at >= until) return items;
    return [...items, ...repeated({ ...place, kind: 'slate', titleId: slate.titleId }, slate.asset, at, until)];
  }

  #next(
    pick: Picking | undefined,
    at: number,
    until: number,
    now: ReadonlyMap<string, number>,
    place: Pick<AirItem, 'kind' | 'airingId' | 'breakId'>,
  ): AirItem | undefined {
    const refused = new Set<CarriedTitle>();
    for (;;) {
      let best: CarriedTitle | undefined;
      let bestSeen = Number.POSITIVE_INFINITY;
      for (const title of this.#pool(pick)) {
        const seen = now.get(title.titleId) ?? this.seen.get(title.titleId) ?? 0;
        if (seen >= bestSeen || refused.has(title) || at + lengthOf(title.asset) > until) continue;
        best = title;
        bestSeen = seen;
      }
      if (!best) return undefined;
      const { titleId, asset } = best;
      if (this.request.mayAir(titleId, at, at + lengthOf(asset)).allowed)
        return repeated({ ...place, titleId }, asset, at, undefined)[0];
      refused.add(best);
    }
  }

  #pool(pick: Picking | undefined): readonly CarriedTitle[] {
    if (!pick) return [];
    const known =
      this.#pools.get(pick) ?? picked(pick, this.request.library).flatMap(({ titleId }) => this.carried(titleId) ?? []);
    this.#pools.set(pick, known);
    return known;
  }
}
