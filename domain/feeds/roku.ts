import type { LicenceType } from '../rights/types';
import { checkRoku } from './check-roku';
import { type FeedItem, feedFormat } from './format';
import type { FeedOffer } from './offers';
import type { RokuAsset, RokuPlayOption, RokuText } from './roku-document';
import { ROKU_BOARDS, rokuGenre } from './roku-vocabulary';
import type { FeedRequest, FeedTitle } from './title';
import { atMost, type FeedWords, isoInstant, languageOf, mainPicture, ratingsOf, wordsInAll, yearOf } from './words';

/** What plays for at most so long is no film (Asset, type), milliseconds. */
const SHORT_FORM_MS = 15 * 60_000;
const LONGEST_TITLE = 200;
const LONGEST_SHORT = 200;
const LONGEST_LONG = 500;

/**
 * Roku Search, feed version 1: one JSON file with an asset for each film, series, season, episode and short film
 * (developer.roku.com/docs/specs/search/search-feed.md; its JSON schema: github.com/rokudev/search-feed-json).
 */
export const roku = feedFormat<RokuAsset>({
  name: 'roku',
  extension: 'json',
  mediaType: 'application/json; charset=utf-8',
  spec: 'https://developer.roku.com/docs/specs/search/search-feed.md',
  device: 'roku',
  aheadDays: 14,
  containers: true,
  priced: true,
  entry: assetOf,
  check: checkRoku,
  write: (asset) => JSON.stringify(asset),
  head: ({ locale, territories }) => {
    const root = {
      version: '1',
      defaultLanguage: languageOf(locale),
      defaultAvailabilityCountries: territories.map((code) => code.toLowerCase()),
    };
    return `${JSON.stringify(root).slice(0, -1)},"assets":[\n`;
  },
  separator: ',\n',
  foot: '\n]}\n',
});

function assetOf(item: FeedItem, request: FeedRequest): RokuAsset | undefined {
  const { title, offers, series, season } = item;
  const type = typeOf(title);
  if (type === undefined) return undefined;
  const words = spoken(wordsInAll(title, request.locale));
  const long = textsOf(words, ({ long: text }) => atMost(text, LONGEST_LONG));
  const picture = mainPicture(item);
  const { release_date: releaseDate, people } = title.document;
  const container = type === 'series' || type === 'season';
  return {
    ...{ id: title.id, type },
    titles: textsOf(words, ({ name }) => atMost(name, LONGEST_TITLE)),
    shortDescriptions: textsOf(words, ({ short }) => atMost(short, LONGEST_SHORT)),
    ...(long.length > 0 ? { longDescriptions: long } : {}),
    ...(releaseDate === undefined ? { releaseYear: yearOf(title.document) } : { releaseDate }),
    genres: [...new Set(title.document.genres.flatMap((genre) => rokuGenre(genre) ?? []))],
    ...(people.length > 0 ? { credits: people.map(({ name, role }) => ({ name, role })) } : {}),
    advisoryRatings: ratingsOf(title.document, ROKU_BOARDS).map(({ board, value }) => ({ source: board, value })),
    images: picture ? [{ type: 'main', url: picture.url, languages: languagesOf(words) }] : [],
    ...(type === 'season' ? { seasonInfo: { seriesId: series?.id, seasonNumber: title.position } } : {}),
    ...(type === 'episode'
      ? { episodeInfo: { seriesId: series?.id, seasonNumber: season?.position, episodeNumber: title.position } }
      : {}),
    ...(container
      ? {}
      : {
          durationInSeconds: title.media && Math.round(title.media.durationMs / 1000),
          content: { playOptions: offers.map((offer) => playOption(title, offer)) },
        }),
  };
}

function typeOf({ kind, media }: FeedTitle): RokuAsset['type'] | undefined {
  const short = media !== undefined && media.durationMs <= SHORT_FORM_MS;
  if (kind === 'collection') return undefined;
  if (kind === 'extra') return 'shortForm';
  return kind === 'movie' && short ? 'shortForm' : kind;
}

const LICENCES: Readonly<Record<LicenceType, RokuPlayOption['license']>> = {
  ...{ SVOD: 'subscription', AVOD: 'free', FAST: 'free', VOD: 'rental', EST: 'purchase', POEST: 'purchase' },
};

const playOption = ({ id, media }: FeedTitle, offer: FeedOffer): RokuPlayOption => ({
  license: LICENCES[offer.licenceType],
  quality: qualityOf(offer.quality, media?.height),
  playId: id,
  ...(offer.price ? { price: offer.price.amount, currency: offer.price.currency } : {}),
  ...(offer.from === undefined ? {} : { availabilityStartTime: isoInstant(offer.from) }),
  ...(offer.until === undefined ? {} : { availabilityEndTime: isoInstant(offer.until) }),
  availabilityInfo: { country: offer.territories.map((code) => code.toLowerCase()) },
});

const qualityOf = (quality: FeedOffer['quality'], height: number | undefined): RokuPlayOption['quality'] => {
  if (quality === 'UHD') return 'uhd';
  if (quality !== 'HD') return 'sd';
  return height !== undefined && height < 1080 ? 'hd' : 'fhd';
};

/** Words of languages that ISO 639-1 has a code for, one of each. */
function spoken(words: readonly FeedWords[]): (FeedWords & { language?: string })[] {
  const coded = words.flatMap((each) => {
    const language = each.locale && languageOf(each.locale);
    return language === undefined || /^[a-z]{2}$/.test(language) ? [{ ...each, language }] : [];
  });
  return coded.filter(({ language }, index) => coded.findIndex((each) => each.language === language) === index);
}

const textsOf = (words: ReturnType<typeof spoken>, text: (words: FeedWords) => string | undefined): RokuText[] =>
  words.flatMap((each) => {
    const value = text(each);
    return value === undefined ? [] : [{ value, ...(each.language ? { languages: [each.language] } : {}) }];
  });

/** The same languages as the titles have (Root, defaultLanguage). */
const languagesOf = (words: ReturnType<typeof spoken>): string[] | undefined => {
  const languages = words.flatMap(({ language }) => language ?? []);
  return languages.length > 0 ? languages : undefined;
};
