import { appleAvailability, appleCatalog } from './apple';
import { fireTv } from './fire-tv';
import type { FeedFormat } from './format';
import { google } from './google';
import { mrss } from './mrss';
import { roku } from './roku';

/** Every kind of feed there is. */
export const FEED_FORMATS: readonly FeedFormat[] = [mrss, roku, google, appleCatalog, appleAvailability, fireTv];

/** Their names, as addresses have them. */
export const FEED_NAMES = FEED_FORMATS.map(({ name }) => name) as [string, ...string[]];
