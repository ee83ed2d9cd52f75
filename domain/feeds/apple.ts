import { type AppleEntry, checkApple } from './check-apple';
import { type FeedFormat, type FeedItem, feedFormat } from './format';
import { earliestFirst, type FeedOffer } from './offers';
import type { FeedRequest, FeedTitle } from './title';
import { atMost, isoInstant, mainPicture, ratingsOf, wordsInAll } from './words';
import { element, optional, writeXml, XML_DECLARATION, type XmlElement } from './xml';

const VERSION = '3.6';
const LONGEST_TEXT = 255;
const TYPES: Partial<Record<FeedTitle['kind'], string>> = {
  ...{ movie: 'movie', series: 'tv_show', season: 'tv_season', episode: 'tv_episode' },
};
/** Boards as Apple names them, by our names. */
const BOARDS: Readonly<Record<string, string>> = { MPA: 'mpaa', TVPG: 'us-tv', BBFC: 'bbfc', FSK: 'de-movies' };

const SHARED = {
  extension: 'xml',
  mediaType: 'application/xml; charset=utf-8',
  spec: 'https://help.apple.com/itc/tvpumcspecifications/en.lproj/static.html',
  device: 'appletv',
  aheadDays: 14,
  containers: true,
  priced: false,
  entry: entryOf,
  check: checkApple,
  separator: '',
} as const satisfies Partial<FeedFormat<AppleEntry>>;

/**
 * Apple TV app and Universal Search, UMC Catalog Data Interface 3.6: what there is, with an item for each film, show, season and
 * episode. When and for whom stands in {@link appleAvailability}.
 */
export const appleCatalog = feedFormat<AppleEntry>({
  ...SHARED,
  name: 'apple-catalog',
  needs: ['teamId', 'catalogId'],
  write: ({ catalog }) => writeXml(catalog, '  '),
  head: ({ provider, locale, teamId, catalogId, changedAt }) =>
    opening('umcCatalog', { version: VERSION, teamId, catalogId }, [
      element('title', {}, provider),
      element('description', {}, `What plays at ${provider}`),
      element('defaultLocale', {}, locale),
      element('lastBuildDate', {}, isoInstant(changedAt)),
    ]),
  foot: '</umcCatalog>\n',
});

/**
 * UMC Availability Data Interface: the offers of films and episodes in one country, each of which is in the catalogue as well. A
 * show is there when an episode is (tvpartners.apple.com/support/3717). Apple wants an end told two days before it comes, so
 * ends are always told as they are known (support/3680).
 */
export const appleAvailability = feedFormat<AppleEntry>({
  ...SHARED,
  name: 'apple-availability',
  needs: ['teamId', 'serviceId', 'catalogId'],
  oneTerritory: true,
  write: ({ availability }) => (availability ? writeXml(availability, '    ') : ''),
  head: ({ teamId, serviceId, changedAt }) =>
    `${opening('umcAvailability', { version: VERSION }, [
      element('lastBuildDate', {}, isoInstant(changedAt)),
    ])}${writeXml(element('service', { teamId, serviceId }), '  ').replace('/>', '>')}${writeXml(element('serviceType', {}, 'vod'), '    ')}`,
  foot: '  </service>\n</umcAvailability>\n',
});

/** An element that is not closed yet, with its first children. */
const opening = (name: string, attributes: Record<string, string>, children: XmlElement[]): string =>
  `${XML_DECLARATION}${writeXml(element(name, attributes)).replace('/>', '>')}${children
    .map((child) => writeXml(child, '  '))
    .join('')}`;

function entryOf(item: FeedItem, request: FeedRequest): AppleEntry | undefined {
  const contentType = TYPES[item.title.kind];
  const offers = offersOf(item.offers);
  if (contentType === undefined || offers.length === 0) return undefined;
  const { title } = item;
  const ids = { contentType, contentId: title.id };
  const plays = contentType === 'movie' || contentType === 'tv_episode';
  const pubDate = element('pubDate', {}, isoInstant(title.updatedAt.getTime()));
  return {
    catalog: element('item', ids, [pubDate, ...describing(item, request), infoOf(item)]),
    availability: plays
      ? element('item', { ...ids, catalogId: request.catalogId }, [
          pubDate,
          playable(title, item.offers),
          element('offers', {}, offers),
        ])
      : undefined,
  };
}

function describing(item: FeedItem, request: FeedRequest): (XmlElement | undefined)[] {
  const { document } = item.title;
  const words = wordsInAll(item.title, request.locale);
  const picture = mainPicture(item);
  const upright = (picture?.height ?? 0) > (picture?.width ?? 0);
  return [
    ...words.map(({ locale, name }) => optional('title', atMost(name, LONGEST_TEXT), { locale })),
    ...words.map(({ locale, long }) => optional('description', long, { locale })),
    ...document.genres.map((genre) => element('genre', {}, genre)),
    ...ratingsOf(document, BOARDS).map(({ board, value }) => element('rating', { systemCode: board }, value)),
    picture &&
      element('artwork', { url: picture.url, type: upright ? 'cover_artwork_vertical' : 'cover_artwork_horizontal' }),
    ...document.people.map(({ name, role }) => element('credit', { role }, name)),
  ];
}

function infoOf({ title, series, season }: FeedItem): XmlElement {
  const { kind, position, document, media } = title;
  const duration = optional('duration', media && Math.round(media.durationMs / 1000));
  const date = document.release_date;
  const show = optional('showContentId', series?.id);
  if (kind === 'series') return element('tvShowInfo', {}, [optional('originalPremiereDate', date)]);
  if (kind === 'season')
    return element('tvSeasonInfo', {}, [
      show,
      optional('seasonNumber', position),
      optional('originalPremiereDate', date),
    ]);
  if (kind === 'movie') return element('movieInfo', {}, [duration, optional('originalReleaseDate', date)]);
  return element('tvEpisodeInfo', {}, [
    element('type', {}, 'standard'),
    duration,
    optional('originalAirDate', date),
    show,
    optional('seasonContentId', season?.id),
    optional('seasonNumber', season?.position),
    optional('episodeNumber', position),
  ]);
}

function playable({ media, document }: FeedTitle, offers: readonly FeedOffer[]): XmlElement {
  const [first, ...others] = media?.audio ?? [];
  return element('playableProperties', {}, [
    optional('subtitles', media?.captions.join(',')),
    optional('additionalAudioLang', others.join(',')),
    optional('primaryLocale', first ?? document.original_language),
    optional('videoQuality', offers.find(({ quality }) => quality)?.quality?.toLowerCase()),
  ]);
}

/**
 * Apple knows what is free and what wants a subscription, each once for an item (support/3717): what is open, or opens next. A
 * start in the future is told as it is; `coming_soon` needs Apple's approval.
 */
function offersOf(offers: readonly FeedOffer[]): XmlElement[] {
  const types = { AVOD: 'free', FAST: 'free', SVOD: 'subscription' } as const;
  const told = new Map<string, XmlElement>();
  for (const { licenceType, from, until } of [...offers].sort(earliestFirst)) {
    const type = licenceType in types ? types[licenceType as keyof typeof types] : undefined;
    if (type === undefined || told.has(type)) continue;
    told.set(
      type,
      element('offer', {}, [
        element('offeringType', {}, type),
        optional('windowStart', from === undefined ? undefined : isoInstant(from)),
        optional('windowEnd', until === undefined ? undefined : isoInstant(until)),
      ]),
    );
  }
  return [...told.values()];
}
