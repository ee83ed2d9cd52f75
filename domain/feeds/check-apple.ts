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

/** An item of the catalogue, and of the availability where it plays itself. */
export interface AppleEntry {
  catalog: XmlElement;
  availability?: XmlElement;
}

const LONGEST = 255;

/** What follows the description, by type, and what of it has to be there. */
const INFO: Readonly<Record<string, readonly [name: string, rules: readonly SequenceRule[]]>> = {
  movie: [
    'movieInfo',
    [
      ['duration', '1', 'media'],
      ['originalReleaseDate', '?'],
    ],
  ],
  tv_show: ['tvShowInfo', [['originalPremiereDate', '?']]],
  tv_season: [
    'tvSeasonInfo',
    [
      ['showContentId', '1', 'parent'],
      ['seasonNumber', '1', 'number'],
      ['originalPremiereDate', '?'],
    ],
  ],
  tv_episode: [
    'tvEpisodeInfo',
    [
      ['type', '1'],
      ['duration', '1', 'media'],
      ['originalAirDate', '?'],
      ['showContentId', '1', 'parent'],
      ['seasonContentId', '1', 'parent'],
      ['seasonNumber', '1', 'number'],
      ['episodeNumber', '1', 'number'],
    ],
  ],
};

/**
 * What Apple would refuse: items, ids, titles and dates as UMC Catalog Data Interface 3.6 says (XML Feed Elements, item), elements in
 * their order (tvpartners.apple.com/support/3678), a title, a description and a picture (support/3669), offers as in support/3717 and 3680.
 * An item of the availability that is not in the catalogue is not shown, so that both are checked for either.
 */
export function checkApple({ catalog, availability }: AppleEntry): FeedProblem[] {
  return [...catalogProblems(catalog), ...(availability ? availabilityProblems(availability) : [])];
}

function catalogProblems(item: XmlElement): FeedProblem[] {
  const type = item.attributes.contentType ?? '';
  const [name, rules] = INFO[type] ?? ['', []];
  if (name === '') return [problem('contentType', `There is no type ${type}.`, 'format')];
  const described = type === 'tv_season' ? '*' : '+';
  return [
    ...checkIds(item),
    ...checkSequence(item, [
      ['pubDate', '1'],
      ['title', '+', 'name'],
      ['description', described, 'synopsis'],
      ['genre', '*'],
      ['rating', '*'],
      ['artwork', '+', 'picture'],
      ['credit', '*'],
      [name, '1'],
    ]),
    ...childrenOf(item, 'title')
      .filter(({ text }) => text === '' || [...text].length > LONGEST)
      .map(() => problem('title', `A title has 1 to ${LONGEST} characters.`, 'name')),
    ...childrenOf(item, 'artwork').flatMap((each) => [
      ...checkAttributes(each, ['url', 'type']),
      ...(isWebUrl(each.attributes.url) ? [] : [problem('artwork', 'The picture has no address.', 'format')]),
    ]),
    ...childrenOf(item, 'rating').flatMap((each) => checkAttributes(each, ['systemCode'])),
    ...childrenOf(item, name).flatMap((each) => checkSequence(each, rules)),
  ];
}

const checkIds = (item: XmlElement): FeedProblem[] => [
  ...checkAttributes(item, ['contentType', 'contentId']),
  ...([...(item.attributes.contentId ?? '')].length > LONGEST
    ? [problem('contentId', `An id has 1 to ${LONGEST} characters.`, 'format')]
    : []),
  ...childrenOf(item, 'pubDate')
    .filter(({ text }) => !isInstant(text))
    .map(({ text }) => problem('pubDate', `${text} is no instant.`, 'format')),
];

const availabilityProblems = (item: XmlElement): FeedProblem[] => [
  ...checkIds(item),
  ...checkSequence(item, [
    ['pubDate', '1'],
    ['playableProperties', '1'],
    ['offers', '1'],
  ]),
  ...childrenOf(item, 'offers').flatMap((offers) => [
    ...checkSequence(offers, [['offer', '+']]),
    ...offers.children.flatMap(offerProblems),
    ...twice(offers),
  ]),
];

const offerProblems = (offer: XmlElement): FeedProblem[] => [
  ...checkSequence(offer, [
    ['offeringType', '1'],
    ['windowStart', '?'],
    ['windowEnd', '?'],
  ]),
  ...childrenOf(offer, 'offeringType')
    .filter(({ text }) => !['free', 'account', 'subscription', 'coming_soon'].includes(text))
    .map(({ text }) => problem('offeringType', `There is no type ${text}.`, 'format')),
  ...[...childrenOf(offer, 'windowStart'), ...childrenOf(offer, 'windowEnd')]
    .filter(({ text }) => !isInstant(text))
    .map(({ name, text }) => problem(name, `${text} is no instant.`, 'format')),
];

/** One offer of a type for each item. */
function twice({ children }: XmlElement): FeedProblem[] {
  const types = children.flatMap((offer) => childrenOf(offer, 'offeringType').map(({ text }) => text));
  return types
    .filter((type, index) => types.indexOf(type) !== index)
    .map((type) => problem('offers', `It is offered as ${type} twice.`, 'format'));
}
