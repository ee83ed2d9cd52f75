import {
  checkAttributes,
  checkSequence,
  childrenOf,
  type FeedProblem,
  isInstant,
  isWebUrl,
  problem,
  type SequenceRule,
} from './check';
import type { XmlElement } from './xml';

/** What every work has, in the order of the schema (catalog.xsd, FireTv-v1.3). */
const COMMON: readonly SequenceRule[] = [
  ['ID', '1'],
  ['ExternalID', '*'],
  ['Title', '+', 'name'],
  ['Copyright', '*'],
  ['Offers', '1'],
  ['ReleaseYear', '?'],
  ['ShortDescription', '*'],
  ['Synopsis', '*'],
  ['ImageUrl', '?'],
  ['RuntimeMinutes', '?'],
  ['Credits', '?'],
  ['Language', '?'],
  ['Genres', '?'],
  ['ContentRatings', '?'],
];
/** What works of one kind have after that. */
const OWN: Readonly<Record<string, readonly SequenceRule[]>> = {
  Movie: [['ReleaseDate', '?']],
  TvShow: [['ReleaseDate', '?']],
  TvSeason: [
    ['ShowID', '1', 'parent'],
    ['SeasonInShow', '1', 'number'],
  ],
  TvEpisode: [
    ['ShowID', '1', 'parent'],
    ['SeasonID', '1', 'parent'],
    ['EpisodeInSeason', '1', 'number'],
    ['OriginalAirDate', '?'],
  ],
  Extra: [['Type', '1']],
};
const LOCALISED = ['Title', 'Copyright', 'ShortDescription', 'Synopsis'];

/** What Amazon would refuse of a work: the sequence of its schema, what it calls required, and the values that it takes. */
export function checkFireTv(work: XmlElement): FeedProblem[] {
  const own = OWN[work.name];
  if (!own) return [problem(work.name, `There is no work ${work.name}.`, 'format')];
  return [
    ...checkSequence(work, [...COMMON, ...own]),
    ...LOCALISED.flatMap((name) => childrenOf(work, name).flatMap((each) => checkAttributes(each, ['locale']))),
    ...childrenOf(work, 'ImageUrl')
      .filter(({ text }) => !isWebUrl(text))
      .map(({ text }) => problem('ImageUrl', `${text} is no address.`, 'format')),
    ...childrenOf(work, 'Offers').flatMap(offers),
  ];
}

const AFTER_LAUNCH: Readonly<Record<string, readonly SequenceRule[]>> = {
  FreeOffer: [],
  SubscriptionOffer: [],
  PurchaseOffer: [['Price', '1', 'price']],
  RentalOffer: [
    ['Price', '1', 'price'],
    ['Duration', '1', 'rental'],
  ],
};

const offers = ({ children }: XmlElement): FeedProblem[] => [
  ...(children.length > 0 ? [] : [problem('Offers', 'There is no offer.', 'format')]),
  ...children.flatMap(offer),
];

function offer(each: XmlElement): FeedProblem[] {
  const more = AFTER_LAUNCH[each.name];
  if (!more) return [problem('Offers', `There is no offer ${each.name}.`, 'format')];
  const times = [...childrenOf(each, 'WindowStart'), ...childrenOf(each, 'WindowEnd')];
  return [
    ...checkSequence(each, [
      ['Regions', '1'],
      ['WindowStart', '?'],
      ['WindowEnd', '?'],
      ['LaunchDetails', '?'],
      ...more,
    ]),
    ...times
      .filter(({ text }) => !isInstant(text))
      .map(({ name, text }) => problem(name, `${text} is no instant.`, 'format')),
    ...childrenOf(each, 'Regions').flatMap(regions),
    ...childrenOf(each, 'LaunchDetails').flatMap(launch),
    ...childrenOf(each, 'Price').flatMap(price),
  ];
}

const regions = (each: XmlElement): FeedProblem[] => [
  ...checkSequence(each, [['Country', '+']]),
  ...each.children
    .filter(({ text }) => !/^[A-Z]{2}$/.test(text))
    .map(({ text }) => problem('Country', `${text} is no country.`, 'format')),
];

const launch = (each: XmlElement): FeedProblem[] => [
  ...checkSequence(each, [
    ['Quality', '*'],
    ['AudioLanguage', '*'],
    ['Subtitle', '*'],
  ]),
  ...childrenOf(each, 'Quality')
    .filter(({ text }) => !['SD', 'HD', 'UHD'].includes(text))
    .map(({ text }) => problem('Quality', `There is no quality ${text}.`, 'format')),
];

/** Prices are told in one of four currencies (Price, currency). */
const price = ({ attributes, text }: XmlElement): FeedProblem[] =>
  ['USD', 'GBP', 'JPY', 'EUR'].includes(attributes.currency ?? '') && /^\d+\.\d{2}$/.test(text)
    ? []
    : [problem('Price', `Fire TV takes no price in ${attributes.currency}.`, 'price')];
