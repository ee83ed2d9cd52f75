import { mayOffer } from '../rights/may-play';
import type { Asker, FormatProfile, Grant, LicenceType, Verdict } from '../rights/types';
import type { FeedRequest, FeedTerm, FeedTitle } from './title';

/** A way to watch a title that is open, or opens as soon as the feed is asked to look ahead, in the places where it is the same. */
export interface FeedOffer {
  licenceType: LicenceType;
  /** ISO 3166-1 alpha-2, sorted. */
  territories: string[];
  /** Epoch milliseconds, included; undefined: since ever. */
  from?: number;
  /** Epoch milliseconds, excluded: the first instant at which nobody may get it any more. Undefined: none is known. */
  until?: number;
  /** The best picture that it gives; undefined when nobody knows. */
  quality?: FormatProfile;
  /** Of what is bought or rented. */
  price?: { amount: number; currency: string };
  /** Whole hours that a rental may be watched after its first play. */
  rentalHours?: number;
}

const HOUR_MS = 3_600_000;

/** Does a price have to be told? */
export const isBought = ({ licenceType }: Pick<FeedOffer, 'licenceType'>): boolean =>
  licenceType === 'EST' || licenceType === 'VOD';

/**
 * How a title may be got now or soon, by whom the feed is for. It is what the resolver answers (`mayOffer`, domain/rights/may-play.ts),
 * for each place and licence by itself; equal answers become one offer. Times with a pause between them are two offers, and so
 * are those with another price.
 */
export function offersOf(title: FeedTitle, request: FeedRequest): FeedOffer[] {
  const offers = new Map<string, FeedOffer>();
  const { windows } = title.rights;
  const licenceTypes =
    windows.length > 0
      ? request.licenceTypes.filter((each) => windows.some(({ licenceType }) => licenceType === each))
      : [openLicence(request)];
  for (const territory of request.territories)
    for (const licenceType of licenceTypes) {
      for (const offer of offersIn(title, request, territory, licenceType)) {
        const { territories: _place, ...facts } = offer;
        const key = JSON.stringify(facts);
        const same = offers.get(key);
        if (same) same.territories = [...same.territories, territory].sort();
        else offers.set(key, offer);
      }
    }
  return [...offers.values()];
}

/** Is it open at an instant? @param at epoch milliseconds */
export const isOpen = ({ from }: Pick<FeedOffer, 'from'>, at: number): boolean => from === undefined || from <= at;

/** Nobody has said how a title without windows is sold: under the first licence of the feed that has no price, or free. */
const openLicence = ({ licenceTypes }: FeedRequest): LicenceType =>
  licenceTypes.find((licenceType) => !isBought({ licenceType })) ?? 'AVOD';

/** Why nobody is offered the title: the answer for whoever is nearest to a yes would be too long; the first place is told. */
export function refusalOf(title: FeedTitle, request: FeedRequest): Verdict & { allowed: false } {
  const [territory] = request.territories;
  const { licenceTypes, device } = request;
  const verdict = mayOffer(title.rights, { territory, device: familyOf(device), licenceTypes }, request.at);
  return verdict.allowed
    ? { allowed: false, code: 'playback/not-licensed', reason: 'No licence of the feed lets it be offered.' }
    : verdict;
}

const familyOf = (family: string | undefined): Asker['device'] => (family === undefined ? undefined : { family });

export const earliestFirst = (one: FeedOffer, other: FeedOffer): number =>
  (one.from ?? Number.MIN_SAFE_INTEGER) - (other.from ?? Number.MIN_SAFE_INTEGER);

/** In the order of time: what is open now, then what opens within the time that the feed looks ahead. */
function offersIn(title: FeedTitle, request: FeedRequest, territory: string, licenceType: LicenceType): FeedOffer[] {
  const { device, at, aheadMs } = request;
  const asker = { territory, device: familyOf(device), licenceTypes: [licenceType] };
  const offers: FeedOffer[] = [];
  for (let from: number | undefined = at; from !== undefined; ) {
    const verdict: Verdict = mayOffer(title.rights, asker, from);
    const last = offers.at(-1);
    // What was told to end later than the feed looks ahead is followed to its end.
    const goesOn = last?.until === from;
    if (from > at + aheadMs && !(goesOn && verdict.allowed)) break;
    if (verdict.allowed) {
      const offer = {
        ...soldAs(title, licenceType, verdict.grant),
        territories: [territory],
        from: from === at ? verdict.grant.window?.startsAt : from,
        until: verdict.nextChangeAt,
      };
      if (last && goesOn && samePrice(last, offer)) last.until = offer.until;
      else if (from <= at + aheadMs) offers.push(offer);
      else break;
    }
    from = verdict.nextChangeAt;
  }
  return offers;
}

const soldAs = ({ terms, media }: FeedTitle, licenceType: LicenceType, { window, maxHeight, rental }: Grant) => ({
  licenceType,
  quality: qualityOf(media?.height, maxHeight),
  price: window && isBought({ licenceType }) ? retailPrice(terms.get(window.id)) : undefined,
  rentalHours: rental?.finishByMs && Math.floor(rental.finishByMs / HOUR_MS),
});

const samePrice = (one: FeedOffer, other: FeedOffer): boolean =>
  one.price?.amount === other.price?.amount &&
  one.price?.currency === other.price?.currency &&
  one.rentalHours === other.rentalHours;

function qualityOf(height: number | undefined, cap: number | undefined): FormatProfile | undefined {
  if (height === undefined && cap === undefined) return undefined;
  const lines = Math.min(height ?? Number.POSITIVE_INFINITY, cap ?? Number.POSITIVE_INFINITY);
  return lines <= 576 ? 'SD' : lines <= 1080 ? 'HD' : 'UHD';
}

/** What a viewer is asked for (SRP, suggested retail price). What licensors ask for (WSP, Tier) is nobody else's business. */
function retailPrice(terms: readonly FeedTerm[] = []): FeedOffer['price'] {
  const term = terms.find(({ name, currency }) => name === 'SRP' && currency !== undefined);
  const amount = Number(term?.value);
  return term?.currency && Number.isFinite(amount) && amount >= 0 ? { amount, currency: term.currency } : undefined;
}

/** What is offered of a whole: each licence from the first start of a part to the last end of one, at the lowest price. */
export function unionOf(parts: readonly FeedOffer[]): FeedOffer[] {
  const offers = new Map<string, FeedOffer>();
  for (const part of parts)
    for (const territory of part.territories) {
      const key = `${part.licenceType} ${territory}`;
      const whole = offers.get(key);
      offers.set(key, { ...(whole ? wider(whole, part) : part), territories: [territory] });
    }
  return [...offers.values()];
}

const wider = (one: FeedOffer, other: FeedOffer): FeedOffer => ({
  ...one,
  from: one.from === undefined || other.from === undefined ? undefined : Math.min(one.from, other.from),
  until: one.until === undefined || other.until === undefined ? undefined : Math.max(one.until, other.until),
  quality: QUALITIES.find((each) => each === one.quality || each === other.quality),
  price: one.price && other.price && other.price.amount < one.price.amount ? other.price : (one.price ?? other.price),
});

/** The best one first. */
const QUALITIES: readonly FormatProfile[] = ['UHD', 'HD', 'SD'];
