import { type FeedProblem, type Fix, isInstant, isWebUrl, problem } from './check';
import type { RokuAsset, RokuPlayOption, RokuText } from './roku-document';
import { ROKU_GENRES, ROKU_RATINGS } from './roku-vocabulary';

const LICENCES = ['free', 'subscription', 'rental', 'purchase'];
const QUALITIES = ['sd', 'hd', 'hd+', 'fhd', 'uhd'];
const LONGEST_ID = 50;

/**
 * What Roku Search would refuse of an asset: the members that its specification calls required, and the types, enumerations
 * and lengths of its JSON schema (github.com/rokudev/search-feed-json, schema.json, draft-07).
 */
export function checkRoku(asset: RokuAsset): FeedProblem[] {
  const container = asset.type === 'series' || asset.type === 'season';
  return [
    ...(asset.id.length > 0 && asset.id.length <= LONGEST_ID
      ? []
      : [problem('id', `An id has 1 to ${LONGEST_ID} characters.`, 'format')]),
    ...texts('titles', asset.titles, 200, 'name'),
    ...texts('shortDescriptions', asset.shortDescriptions, 200, 'synopsis'),
    ...(asset.longDescriptions ? texts('longDescriptions', asset.longDescriptions, 500, 'synopsis') : []),
    ...release(asset),
    ...wanted('genres', asset.genres, 'genre'),
    ...asset.genres
      .filter((genre) => !ROKU_GENRES.has(genre))
      .map((genre) => problem('genres', `Roku has no genre ${genre}.`, 'genre')),
    ...wanted('advisoryRatings', asset.advisoryRatings, 'rating'),
    ...asset.advisoryRatings
      .filter(({ source, value }) => !ROKU_RATINGS[source]?.includes(value))
      .map(({ source, value }) => problem('advisoryRatings', `Roku has no rating ${source} ${value}.`, 'rating')),
    ...wanted('images', asset.images, 'picture'),
    ...asset.images
      .filter(({ url }) => !isWebUrl(url))
      .map(({ url }) => problem('images', `${url} is no address.`, 'format')),
    ...place(asset),
    ...(container ? [] : playable(asset)),
  ];
}

const wanted = (at: string, list: readonly unknown[], fix: Fix): FeedProblem[] =>
  list.length > 0 ? [] : [problem(at, `${at} is required.`, fix)];

const texts = (at: string, list: readonly RokuText[], longest: number, fix: Fix): FeedProblem[] => [
  ...wanted(at, list, fix),
  ...list
    .filter(({ value }) => value === '' || [...value].length > longest)
    .map(() => problem(at, `A text of ${at} has 1 to ${longest} characters.`, fix)),
  ...list
    .flatMap(({ languages = [] }) => languages)
    .filter((language) => !/^[a-z]{2}$/.test(language))
    .map((language) => problem(at, `${language} is no code of ISO 639-1.`, 'format')),
];

function release({ releaseDate, releaseYear }: RokuAsset): FeedProblem[] {
  if (releaseDate === undefined && releaseYear === undefined)
    return [problem('releaseDate', 'releaseDate or releaseYear is required.', 'release')];
  const dated = releaseDate === undefined || /^\d{4}-\d{2}-\d{2}$/.test(releaseDate);
  return dated ? [] : [problem('releaseDate', `${releaseDate} is no date.`, 'release')];
}

function place({ type, seasonInfo, episodeInfo }: RokuAsset): FeedProblem[] {
  const info = type === 'season' ? seasonInfo : type === 'episode' ? episodeInfo : undefined;
  if (info === undefined) return [];
  const number = type === 'season' ? seasonInfo?.seasonNumber : episodeInfo?.episodeNumber;
  return [
    ...(info.seriesId ? [] : [problem(`${type}Info.seriesId`, 'It stands under no published series.', 'parent')]),
    ...(Number.isInteger(number) ? [] : [problem(`${type}Info`, `The ${type} has no number.`, 'number')]),
  ];
}

const playable = ({ durationInSeconds, content }: RokuAsset): FeedProblem[] => [
  ...(durationInSeconds !== undefined && durationInSeconds > 0
    ? []
    : [problem('durationInSeconds', 'durationInSeconds is required.', 'media')]),
  ...wanted('content.playOptions', content?.playOptions ?? [], 'format'),
  ...(content?.playOptions ?? []).flatMap(playOption),
];

function playOption(option: RokuPlayOption): FeedProblem[] {
  const bought = option.license === 'rental' || option.license === 'purchase';
  const times = [option.availabilityStartTime, option.availabilityEndTime].flatMap((time) => time ?? []);
  const at = 'content.playOptions';
  return [
    ...(LICENCES.includes(option.license) ? [] : [problem(at, `Roku has no license ${option.license}.`, 'format')]),
    ...(QUALITIES.includes(option.quality) ? [] : [problem(at, `Roku has no quality ${option.quality}.`, 'format')]),
    ...(option.playId ? [] : [problem(at, 'playId is required.', 'format')]),
    ...(bought === (option.price !== undefined) ? [] : [problem(at, 'Rentals and purchases have a price.', 'price')]),
    ...(times.every(isInstant) ? [] : [problem(at, 'A time is no instant.', 'format')]),
    ...(option.availabilityInfo.country.every((code) => /^[a-z]{2}$/.test(code))
      ? []
      : [problem(at, 'A country is no code of ISO 3166-1.', 'format')]),
  ];
}
