import type { FeedFormat } from './format';
import { mrss } from './mrss';

/** Every kind of feed there is, by its name. */
export const FEED_FORMATS: readonly FeedFormat[] = [mrss];

/** Names of the kinds, as addresses have them. */
export const FEED_NAMES = FEED_FORMATS.map(({ name }) => name) as [string, ...string[]];
