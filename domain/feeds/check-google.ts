import { type FeedProblem, type Fix, isInstant, isWebUrl, problem } from './check';
import type { GoogleAccess, GoogleAction, GoogleEntity, GoogleImage } from './google-document';

const CATEGORIES = ['free', 'nologinrequired', 'subscription', 'externalsubscription', 'rental', 'purchase'];
const PLATFORM = /^http:\/\/schema\.(org|googleapis\.com)\/\w+$/;

/**
 * What Google would refuse of an entity: members that the Media Actions specification calls required, of movies, TVSeries, TVEpisode and of
 * the WatchAction with its ActionAccessSpecification, of images (image-properties), and prices where the category is rental or
 * purchase (collect-information/identify-the-price).
 */
export function checkGoogle(entity: GoogleEntity): FeedProblem[] {
  const [, language] = entity['@context'];
  return [
    ...missing('name', entity.name, 'name'),
    ...missing('@context', language['@language'], 'format'),
    ...(isWebUrl(entity['@id']) && isWebUrl(entity.url)
      ? []
      : [problem('url', '@id and url are absolute addresses.', 'format')]),
    ...(entity['@type'] === 'TVEpisode' ? episode(entity) : []),
    ...(entity.image ?? []).flatMap(image),
    ...(entity.potentialAction.length > 0 ? [] : [problem('potentialAction', 'It has no action.', 'format')]),
    ...entity.potentialAction.flatMap(action),
  ];
}

/** What image-properties calls required: the type of the entity as a whole may go without a picture. */
const image = ({ contentUrl, inLanguage, additionalProperty }: GoogleImage): FeedProblem[] => {
  const told = additionalProperty.flatMap(({ name, value }) => (name === 'contentAttributes' ? value : []));
  return [
    ...(isWebUrl(contentUrl) ? [] : [problem('image.contentUrl', `${contentUrl} is no address.`, 'format')]),
    ...(told.length > 0 ? [] : [problem('image.additionalProperty', 'A picture tells what it is.', 'format')]),
    ...(told.includes('hasTitle') ? missing('image.inLanguage', inLanguage, 'format') : []),
  ];
};

const missing = (at: string, value: unknown, fix: Fix): FeedProblem[] =>
  value === undefined || value === '' ? [problem(at, `${at} is required.`, fix)] : [];

const episode = ({ episodeNumber, partOfSeason, partOfSeries }: GoogleEntity): FeedProblem[] => [
  ...missing('episodeNumber', episodeNumber, 'number'),
  ...missing('partOfSeries', partOfSeries, 'parent'),
  ...missing('partOfSeason', partOfSeason, 'parent'),
  ...(partOfSeason ? missing('partOfSeason.seasonNumber', partOfSeason.seasonNumber, 'number') : []),
  ...(partOfSeries ? missing('partOfSeries.name', partOfSeries.name, 'name') : []),
];

const action = ({ target, actionAccessibilityRequirement: access }: GoogleAction): FeedProblem[] => [
  ...(isWebUrl(target.urlTemplate) ? [] : [problem('target.urlTemplate', 'It is no address.', 'format')]),
  ...(target.actionPlatform.length > 0 && target.actionPlatform.every((each) => PLATFORM.test(each))
    ? []
    : [problem('target.actionPlatform', 'It names no platform.', 'format')]),
  ...accessProblems(access),
];

function accessProblems(access: GoogleAccess): FeedProblem[] {
  const at = 'actionAccessibilityRequirement';
  const { category, availabilityStarts: starts, availabilityEnds: ends, eligibleRegion } = access;
  const bought = category === 'rental' || category === 'purchase';
  const ordered = isInstant(starts) && isInstant(ends) && Date.parse(starts) < Date.parse(ends);
  return [
    ...(CATEGORIES.includes(category) ? [] : [problem(at, `There is no category ${category}.`, 'format')]),
    ...(ordered ? [] : [problem(at, `It is available from ${starts} to ${ends}.`, 'format')]),
    ...(eligibleRegion.length > 0 && eligibleRegion.every(({ name }) => /^[A-Z]{2}$/.test(name))
      ? []
      : [problem(`${at}.eligibleRegion`, 'Regions are countries of ISO 3166-1.', 'format')]),
    ...(bought ? missing(`${at}.expectsAcceptanceOf`, access.expectsAcceptanceOf, 'price') : []),
    ...(category === 'subscription'
      ? missing(`${at}.requiresSubscription`, access.requiresSubscription, 'format')
      : []),
  ];
}
