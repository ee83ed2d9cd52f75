import type { RightsRefusal } from '../rights/types';
import { type FeedProblem, problem } from './check';
import type { FeedFormat, FeedItem } from './format';
import { type FeedOffer, isBought, isOpen, offersOf, refusalOf, unionOf } from './offers';
import { type FeedRequest, type FeedTitle, isContainer } from './title';

/** What became of a title. */
export type Outcome = { title: FeedTitle } & (
  | {
      state: 'listed';
      text: string;
      /** When the first of what is told opens, where none is open now; epoch milliseconds. */
      opensAt?: number;
    }
  /** The receiver would refuse its entry. */
  | { state: 'left-out'; problems: FeedProblem[] }
  /** The resolver lets nobody have it whom the feed is for. */
  | { state: 'not-offered'; code?: RightsRefusal; reason: string }
  /** The feed has no entries for its kind. */
  | { state: 'not-carried' }
);

interface Above {
  series?: FeedTitle;
  season?: FeedTitle;
}

interface Part {
  outcomes: Outcome[];
  /** What is listed under the title, itself included. */
  offers: FeedOffer[];
  pictures: FeedItem['pictures'];
}

/**
 * A title and all that stands under it, as a feed tells of them: series, then season, then episodes. Who may be told of what
 * is asked of the resolver only; a series or season is listed when something under it is.
 */
export const project = (format: FeedFormat, title: FeedTitle, request: FeedRequest): Outcome[] =>
  partOf(format, title, request, {}).outcomes;

function partOf(format: FeedFormat, title: FeedTitle, request: FeedRequest, above: Above): Part {
  if (isContainer(title)) return wholeOf(format, title, request, above);
  const own = ownPart(format, title, request, above);
  return joined([own, ...title.children.map((child) => partOf(format, child, request, above))]);
}

function ownPart(format: FeedFormat, title: FeedTitle, request: FeedRequest, above: Above): Part {
  const nothing = (outcome: Outcome): Part => ({ outcomes: [outcome], offers: [], pictures: [] });
  const all = offersOf(title, request);
  if (all.length === 0) {
    const { code, reason } = refusalOf(title, request);
    return nothing({ title, state: 'not-offered', code, reason });
  }
  const offers = format.priced ? all.filter((offer) => !isBought(offer) || offer.price) : all;
  if (offers.length === 0)
    return nothing({ title, state: 'left-out', problems: [problem('price', 'No offer has a retail price.', 'price')] });
  const outcome = entryOf(format, { title, offers, pictures: title.pictures, ...above }, request);
  return outcome.state === 'listed' ? { outcomes: [outcome], offers, pictures: title.pictures } : nothing(outcome);
}

/** A series or season: what stands under it is judged first, and is listed after it. */
function wholeOf(format: FeedFormat, title: FeedTitle, request: FeedRequest, above: Above): Part {
  const inside = title.rights.published ? within(above, title) : above;
  const parts = joined(title.children.map((child) => partOf(format, child, request, inside)));
  if (!format.containers) return parts;
  if (parts.offers.length === 0)
    return { ...parts, outcomes: [{ title, state: 'not-offered', reason: NOTHING_UNDER }, ...parts.outcomes] };
  const pictures = title.pictures.length > 0 ? title.pictures : parts.pictures;
  const outcome = title.rights.published
    ? entryOf(format, { title, offers: unionOf(parts.offers), pictures, ...above }, request)
    : { title, state: 'left-out' as const, problems: [problem('status', 'It is not published.', 'parent')] };
  if (outcome.state !== 'left-out') return { ...parts, pictures, outcomes: [outcome, ...parts.outcomes] };
  return { outcomes: [outcome, ...parts.outcomes.map(orphaned)], offers: [], pictures: [] };
}

const NOTHING_UNDER = 'Nothing that stands under it is in the feed.';

const within = (above: Above, title: FeedTitle): Above =>
  title.kind === 'series' ? { series: title } : { ...above, season: title };

function entryOf(format: FeedFormat, item: FeedItem, request: FeedRequest): Outcome {
  const { title } = item;
  const entry = format.entry(item, request);
  if (entry === undefined) return { title, state: 'not-carried' };
  const problems = format.check(entry);
  return problems.length > 0
    ? { title, state: 'left-out', problems }
    : { title, state: 'listed', text: format.write(entry), opensAt: opensAt(item, request) };
}

function opensAt({ offers }: FeedItem, { at }: FeedRequest): number | undefined {
  if (offers.some((offer) => isOpen(offer, at))) return undefined;
  return Math.min(...offers.flatMap(({ from }) => from ?? []));
}

/** What stands under something that is left out would refer to nothing. */
const orphaned = (outcome: Outcome): Outcome =>
  outcome.state === 'listed'
    ? {
        ...{ title: outcome.title, state: 'left-out' },
        problems: [problem('parent', 'The series or season that it stands under is left out.', 'parent')],
      }
    : outcome;

const joined = (parts: readonly Part[]): Part => ({
  outcomes: parts.flatMap(({ outcomes }) => outcomes),
  offers: parts.flatMap(({ offers }) => offers),
  pictures: parts.find(({ pictures }) => pictures.length > 0)?.pictures ?? [],
});
