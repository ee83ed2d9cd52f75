import type { LicenceType } from '../rights/types';
import { checkFireTv } from './check-fire-tv';
import { type FeedItem, feedFormat } from './format';
import type { FeedOffer } from './offers';
import type { FeedRequest, FeedTitle } from './title';
import { type FeedWords, isoInstant, mainPicture, ratingsOf, wordsInAll, yearOf } from './words';
import { element, optional, writeXml, XML_DECLARATION, type XmlElement } from './xml';

const NAMESPACE = 'http://www.amazon.com/FireTv/2014-04-11/ingestion';
const VERSION = 'FireTv-v1.3';

/** Boards as the catalogue names them, by our names (ContentRating, System). */
const BOARDS: Readonly<Record<string, string>> = {
  ...{ MPA: 'MPAA', TVPG: 'TVPG', BBFC: 'BBFC', FSK: 'FSK', CNC: 'CNC', EIRIN: 'EIRIN', ACB: 'ACB', CHVRS: 'CHVRS' },
};

/**
 * Amazon Fire TV, Catalog Data Format 1.3: a work for each film, show, season, episode and extra, with its offers by country
 * and time (developer.amazon.com/docs/catalog/data-format-schema-reference.html). Amazon is replacing it with EMBER, whose
 * entities map one to one.
 */
export const fireTv = feedFormat<XmlElement>({
  name: 'fire-tv',
  extension: 'xml',
  mediaType: 'application/xml; charset=utf-8',
  spec: 'https://developer.amazon.com/docs/catalog/data-format-schema-reference.html',
  device: 'firetv',
  aheadDays: 14,
  containers: true,
  priced: true,
  entry: workOf,
  check: checkFireTv,
  write: (work) => writeXml(work, '    '),
  head: ({ provider }) =>
    `${XML_DECLARATION}<Catalog xmlns="${NAMESPACE}" version="${VERSION}">\n${writeXml(element('Partner', {}, provider), '  ')}  <Works>\n`,
  separator: '',
  foot: '  </Works>\n</Catalog>\n',
});

const WORKS: Partial<Record<FeedTitle['kind'], string>> = {
  ...{ movie: 'Movie', series: 'TvShow', season: 'TvSeason', episode: 'TvEpisode', extra: 'Extra' },
};

function workOf(item: FeedItem, request: FeedRequest): XmlElement | undefined {
  const { title, offers } = item;
  const name = WORKS[title.kind];
  if (name === undefined) return undefined;
  const { document, media } = title;
  const words = wordsInAll(title, request.locale);
  const texts = (tag: string, text: (each: FeedWords) => string | undefined) =>
    words.map((each) => optional(tag, text(each), { locale: each.locale ?? request.locale }));
  return element(name, {}, [
    element('ID', {}, title.id),
    optional('ExternalID', document.external_ids.imdb, { scheme: 'imdb' }),
    optional('ExternalID', document.external_ids.gracenote, { scheme: 'tms' }),
    ...texts('Title', ({ name: text }) => text),
    optional('Copyright', document.copyright, { locale: request.locale }),
    element(
      'Offers',
      {},
      offers.map((offer) => offerOf(title, offer)),
    ),
    optional('ReleaseYear', yearOf(document)),
    ...texts('ShortDescription', ({ short }) => short),
    // Neither the title nor the short description may stand for it.
    ...texts('Synopsis', ({ short, long }) => (long === short ? undefined : long)),
    optional('ImageUrl', mainPicture(item)?.url),
    optional('RuntimeMinutes', media && Math.max(1, Math.round(media.durationMs / 60_000))),
    creditsOf(title, request),
    optional('Language', document.original_language),
    document.genres.length > 0
      ? element(
          'Genres',
          {},
          document.genres.map((genre) => element('Genre', { locale: request.locale }, genre)),
        )
      : undefined,
    ratingsElement(title),
    ...placeOf(item),
  ]);
}

const OFFERS: Readonly<Record<LicenceType, string>> = {
  ...{ SVOD: 'SubscriptionOffer', AVOD: 'FreeOffer', FAST: 'FreeOffer' },
  ...{ VOD: 'RentalOffer', EST: 'PurchaseOffer', POEST: 'PurchaseOffer' },
};

const offerOf = ({ media }: FeedTitle, offer: FeedOffer): XmlElement =>
  element(OFFERS[offer.licenceType], {}, [
    element(
      'Regions',
      {},
      offer.territories.map((code) => element('Country', {}, code)),
    ),
    optional('WindowStart', offer.from === undefined ? undefined : isoInstant(offer.from)),
    optional('WindowEnd', offer.until === undefined ? undefined : isoInstant(offer.until)),
    offer.quality &&
      element('LaunchDetails', {}, [
        element('Quality', {}, offer.quality),
        ...(media?.audio ?? []).map((language) => element('AudioLanguage', {}, language)),
        ...(media?.captions ?? []).map((language) => element('Subtitle', {}, language)),
      ]),
    offer.price && element('Price', { currency: offer.price.currency }, offer.price.amount.toFixed(2)),
    offer.licenceType === 'VOD' ? optional('Duration', offer.rentalHours) : undefined,
  ]);

function creditsOf({ document: { people } }: FeedTitle, { locale }: FeedRequest): XmlElement | undefined {
  if (people.length === 0) return undefined;
  const name = (text: string) => element('Name', { locale }, text);
  return element('Credits', {}, [
    ...people
      .filter(({ role }) => role === 'actor')
      .map((each) =>
        element('CastMember', {}, [
          name(each.name),
          ...(each.characters ?? []).map((character) => element('Role', { locale }, character)),
        ]),
      ),
    ...people
      .filter(({ role }) => role !== 'actor')
      .map((each) => element('CrewMember', {}, [name(each.name), element('Job', { locale }, each.role)])),
  ]);
}

function ratingsElement({ document }: FeedTitle): XmlElement | undefined {
  const ratings = ratingsOf(document, BOARDS);
  if (ratings.length === 0) return undefined;
  const rating = ({ board, value }: { board: string; value: string }) =>
    element('ContentRating', {}, [element('System', {}, board), element('Certification', {}, value)]);
  return element('ContentRatings', {}, ratings.map(rating));
}

/** What only works of one kind have: where they stand, and when they came out (dateTime; midnight where no time is known). */
function placeOf({ title, series, season }: FeedItem): (XmlElement | undefined)[] {
  const { kind, position, document } = title;
  const date = document.release_date && `${document.release_date}T00:00:00`;
  const show = optional('ShowID', series?.id);
  if (kind === 'episode')
    return [
      show,
      optional('SeasonID', season?.id),
      optional('EpisodeInSeason', position),
      optional('OriginalAirDate', date),
    ];
  if (kind === 'season') return [show, optional('SeasonInShow', position)];
  if (kind === 'extra') return [element('Type', {}, 'clip')];
  return [optional('ReleaseDate', date)];
}
