import type { LicenceType } from '../rights/types';
import { checkGoogle } from './check-google';
import { type FeedItem, feedFormat } from './format';
import type { GoogleAccess, GoogleAction, GoogleEntity, GoogleImage } from './google-document';
import type { FeedOffer } from './offers';
import { type FeedPicture, type FeedRequest, type FeedTitle, watchUrl } from './title';
import { isoInstant, ratingsOf, wordsFor } from './words';

/** An end must be told: of what has none, one that is far away. */
const NO_END = '2099-12-31T00:00:00Z';
/** Our deep links are pages of the web. */
const PLATFORMS = ['http://schema.org/DesktopWebPlatform', 'http://schema.org/MobileWebPlatform'];
/** Boards as Google names them, by our names. */
const BOARDS: Readonly<Record<string, string>> = { MPA: 'MPAA', TVPG: 'TVPG', BBFC: 'BBFC', FSK: 'FSK', ACB: 'ACB' };

/**
 * Google Media Actions: a DataFeed of schema.org in JSON-LD with an entity for each film, series and episode; seasons stand
 * within their episodes, as the specification allows
 * (developers.google.com/actions/media/reference/data-specification: watch-actions-common-, movies-, tv-shows-specification).
 */
export const google = feedFormat<GoogleEntity>({
  name: 'google',
  extension: 'json',
  mediaType: 'application/ld+json; charset=utf-8',
  spec: 'https://developers.google.com/actions/media/reference/data-specification/watch-actions-common-specification',
  device: 'androidtv',
  aheadDays: 14,
  containers: true,
  priced: true,
  entry: entityOf,
  check: checkGoogle,
  write: (entity) => JSON.stringify(entity),
  head: ({ changedAt }) => {
    const feed = { '@context': 'http://schema.org', '@type': 'DataFeed', dateModified: isoInstant(changedAt) };
    return `${JSON.stringify(feed).slice(0, -1)},"dataFeedElement":[\n`;
  },
  separator: ',\n',
  foot: '\n]}\n',
});

const TYPES: Partial<Record<FeedTitle['kind'], GoogleEntity['@type']>> = {
  ...{ movie: 'Movie', series: 'TVSeries', episode: 'TVEpisode' },
};

function entityOf(item: FeedItem, request: FeedRequest): GoogleEntity | undefined {
  const { title, offers, series, season } = item;
  const type = TYPES[title.kind];
  if (type === undefined) return undefined;
  const words = wordsFor(title, request.locale);
  const url = watchUrl(request, title);
  return {
    '@context': ['http://schema.org', { '@language': words?.locale ?? request.locale }],
    '@type': type,
    ...{ '@id': url, url, name: words?.name, description: words?.long },
    ...factsOf(item),
    ...(type === 'TVEpisode'
      ? {
          episodeNumber: title.position,
          partOfSeason: season && {
            ...{ '@type': 'TVSeason', '@id': watchUrl(request, season), seasonNumber: season.position },
          },
          partOfSeries: series && {
            ...{ '@type': 'TVSeries', '@id': watchUrl(request, series), name: wordsFor(series, request.locale)?.name },
          },
        }
      : {}),
    potentialAction: offers.map((offer) => actionOf(title, offer, request)),
  };
}

/** What helps Google to find the title among those it knows. */
function factsOf(item: FeedItem): Record<string, unknown> {
  const { document, media } = item.title;
  const { pictures } = item;
  const { release_date: date, countries, people, genres, keywords, external_ids: ids } = document;
  const named = (role: string) =>
    some(people.filter((each) => each.role === role).map(({ name }) => ({ '@type': 'Person', name })));
  return {
    inLanguage: document.original_language,
    duration: media && `PT${Math.round(media.durationMs / 1000)}S`,
    genre: some(genres),
    keywords: some(keywords),
    actor: named('actor'),
    director: named('director'),
    contentRating: some(ratingsOf(document, BOARDS).map(({ board, value }) => `${board} ${value}`)),
    image: some(pictures.filter(({ kind }) => !kind.includes('logo')).map(imageOf)),
    releasedEvent:
      date && countries[0]
        ? { '@type': 'PublicationEvent', startDate: date, location: { '@type': 'Country', name: countries[0] } }
        : undefined,
    titleEIDR: ids.eidr,
    identifier: ids.imdb && [{ '@type': 'PropertyValue', propertyID: 'IMDB_ID', value: ids.imdb }],
  };
}

/** What a picture is in Google's words (contentAttributes), by our names; of others nothing is known but that it stands for the title. */
const SHOWS: Readonly<Record<string, string>> = { poster: 'poster', background: 'background', backdrop: 'background' };

/** Words on a picture are its title, and in a language: one without a language has none that we know of. */
const imageOf = ({ kind, url, language }: FeedPicture): GoogleImage => ({
  ...{ '@context': 'http://schema.org', '@type': 'ImageObject', contentUrl: url, inLanguage: language },
  additionalProperty: [
    {
      ...{ '@type': 'PropertyValue', name: 'contentAttributes' },
      value: [SHOWS[kind] ?? 'iconic', ...(language ? ['hasTitle'] : [])],
    },
  ],
});

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** What is free may still want an account: Google's `free`, not its `nologinrequired`. */
const CATEGORIES: Readonly<Record<LicenceType, GoogleAccess['category']>> = {
  ...{ SVOD: 'subscription', AVOD: 'free', FAST: 'free', VOD: 'rental', EST: 'purchase', POEST: 'purchase' },
};

const actionOf = (title: FeedTitle, offer: FeedOffer, request: FeedRequest): GoogleAction => ({
  '@type': 'WatchAction',
  target: { '@type': 'EntryPoint', urlTemplate: watchUrl(request, title), actionPlatform: PLATFORMS },
  actionAccessibilityRequirement: accessOf(title, offer, request),
});

function accessOf({ publishedAt }: FeedTitle, offer: FeedOffer, { provider, publicUrl, changedAt }: FeedRequest) {
  const { licenceType, territories, from, until, price } = offer;
  const category = CATEGORIES[licenceType];
  return {
    '@type': 'ActionAccessSpecification' as const,
    category,
    availabilityStarts: isoInstant(from ?? publishedAt?.getTime() ?? changedAt),
    availabilityEnds: until === undefined ? NO_END : isoInstant(until),
    eligibleRegion: territories.map((name) => ({ '@type': 'Country' as const, name })),
    ...(category === 'subscription'
      ? {
          requiresSubscription: {
            ...{ '@type': 'MediaSubscription' as const, '@id': publicUrl, name: provider, commonTier: true },
          },
        }
      : {}),
    ...(price
      ? {
          expectsAcceptanceOf: {
            ...{ '@type': 'Offer' as const, price: price.amount, priceCurrency: price.currency },
            seller: { '@type': 'Organization' as const, name: provider },
          },
        }
      : {}),
  };
}
