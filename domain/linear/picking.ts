import type { LibraryTitle } from './library';
import type { Block, Pick as Picking } from './schedule';

/** The airing that an item belongs to, as its id tells: where it came from and when it began. */
export interface AiringName {
  /** Name of the block, or what else put it there: `event`, `filler`. */
  source: string;
  /** How often the titles of the block had been gone through before. */
  round: number;
  from: number;
}

/** Ids of airings tell what a later plan needs to go on where this one ends. */
export const airingId = ({ source, round, from }: AiringName): string =>
  `${encodeURIComponent(source).replaceAll('.', '%2E')}.${round}.${from.toString(36)}`;

export function readAiringId(id: string): AiringName | undefined {
  const [, source, round, from] = /^([^.]*)\.(\d+)\.([0-9a-z]+)$/.exec(id) ?? [];
  if (source === undefined) return undefined;
  return { source: decodeURIComponent(source), round: Number(round), from: Number.parseInt(from ?? '', 36) };
}

/** What has aired so far, as rules ask about it. */
export interface History {
  /** When a title ended last. */
  titleEnd: Map<string, number>;
  seriesEnd: Map<string, number>;
  /** By block: the round it is in, what it has aired in it, and the titles that aired first and last. */
  rounds: Map<string, { round: number; aired: Set<string>; first: string; last: string }>;
}

export const emptyHistory = (): History => ({ titleEnd: new Map(), seriesEnd: new Map(), rounds: new Map() });

/** Note one airing. @param end epoch milliseconds */
export function remember(
  history: History,
  { source, round }: AiringName,
  title: { titleId: string; seriesId?: string },
  end: number,
): void {
  history.titleEnd.set(title.titleId, end);
  if (title.seriesId) history.seriesEnd.set(title.seriesId, end);
  const known = history.rounds.get(source);
  const state =
    known && known.round >= round ? known : { round, aired: new Set<string>(), first: title.titleId, last: '' };
  state.aired.add(title.titleId);
  state.last = title.titleId;
  history.rounds.set(source, state);
}

/** Titles that a pick names, each once: as they are named, collections by their places, series by season and episode. */
export function picked(pick: Picking, library: readonly LibraryTitle[]): LibraryTitle[] {
  const named = new Map(library.map((title) => [title.titleId, title]));
  const found: LibraryTitle[] = (pick.titles ?? []).flatMap((id) => named.get(id) ?? []);
  for (const id of pick.collections ?? []) found.push(...inCollection(library, id));
  for (const id of pick.series ?? []) found.push(...library.filter(({ seriesId }) => seriesId === id).sort(byEpisode));
  for (const key of pick.genres ?? []) found.push(...library.filter(({ genres }) => genres.includes(key)));
  if (pick.everything) found.push(...library.filter(({ kind }) => kind === 'movie' || kind === 'episode'));
  return [...new Set(found)];
}

const inCollection = (library: readonly LibraryTitle[], id: string): LibraryTitle[] => {
  const place = ({ collections }: LibraryTitle) => collections.find((each) => each.id === id)?.position;
  return library.filter((title) => place(title) !== undefined).sort((a, b) => (place(a) ?? 0) - (place(b) ?? 0));
};

const byEpisode = (a: LibraryTitle, b: LibraryTitle): number =>
  (a.season ?? 0) - (b.season ?? 0) || (a.episode ?? 0) - (b.episode ?? 0) || (a.titleId < b.titleId ? -1 : 1);

/** A title to air next, and the round that it would be aired in. */
export interface Candidate {
  title: LibraryTitle;
  round: number;
}

/** The order of each round of a block, kept while a plan is made. */
export class Rounds {
  readonly #orders = new Map<number, Order>();

  /** @param titles what the block picks, each once */
  constructor(
    private readonly block: Pick<Block, 'name' | 'order'>,
    private readonly titles: readonly LibraryTitle[],
    private readonly seed: string,
  ) {}

  /**
   * What the block would air next, best first: what is left of the round under way, then the next round. Shuffled rounds have an
   * order of their own each, which depends on the seed and the titles alone, so that a new title changes the place of no other.
   *
   * What stands in front of the first airing that history remembers of a round, has been aired in it: history forgets.
   */
  *candidates({ rounds }: Pick<History, 'rounds'>): Generator<Candidate> {
    const state = rounds.get(this.block.name);
    const round = state?.round ?? 0;
    const { titles, places } = this.#order(round);
    const known = this.block.order === 'shuffle' ? state?.first : state?.last;
    for (let place = (places.get(known ?? '') ?? -1) + 1; place < titles.length; place++) {
      const title = titles[place] as LibraryTitle;
      if (!state?.aired.has(title.titleId)) yield { title, round };
    }
    for (const title of this.#order(round + 1).titles) yield { title, round: round + 1 };
  }

  #order(round: number): Order {
    const { name, order } = this.block;
    const key = order === 'shuffle' ? round : 0;
    const known = this.#orders.get(key);
    if (known) return known;
    const titles = order === 'shuffle' ? shuffled(this.titles, `${this.seed} ${name} ${round}`) : this.titles;
    const made = { titles, places: new Map(titles.map(({ titleId }, place) => [titleId, place])) };
    this.#orders.set(key, made);
    return made;
  }
}

interface Order {
  titles: readonly LibraryTitle[];
  places: ReadonlyMap<string, number>;
}

/** May it air again already? */
export function isRested(
  { separation_minutes: separation = 0, cooldown_hours: cooldown = 0 }: Block,
  { titleId, seriesId }: LibraryTitle,
  { titleEnd, seriesEnd }: History,
  at: number,
): boolean {
  const since = (end: number | undefined) => (end === undefined ? Number.POSITIVE_INFINITY : at - end);
  const apart = separation * 60_000;
  if (since(titleEnd.get(titleId)) < Math.max(apart, cooldown * 3_600_000)) return false;
  return !seriesId || since(seriesEnd.get(seriesId)) >= apart;
}

const shuffled = (titles: readonly LibraryTitle[], seed: string): LibraryTitle[] =>
  titles
    .map((title) => ({ title, key: hash(`${seed} ${title.titleId}`) }))
    .sort((a, b) => a.key - b.key || (a.title.titleId < b.title.titleId ? -1 : 1))
    .map(({ title }) => title);

/** FNV-1a with a finish that spreads similar texts (MurmurHash3, fmix32). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
