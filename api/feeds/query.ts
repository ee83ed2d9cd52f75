import type { Feeds } from '../../adapters/postgres/feed-port';
import { HeadendError } from '../../domain/failures';
import type { FeedFormat } from '../../domain/feeds/format';
import type { FeedRequest } from '../../domain/feeds/title';
import { isPlace } from '../../domain/rights/territory';
import { LICENCE_TYPES, type LicenceType } from '../../domain/rights/types';
import { z } from '../http/zod';

/** A pre-order plays nothing: no feed tells of it. */
export const FEED_LICENCES: readonly LicenceType[] = LICENCE_TYPES.filter((type) => type !== 'POEST');
const DEFAULT_LICENCES = 'SVOD,AVOD,VOD,EST';
const MOST_TERRITORIES = 60;
const MOST_AHEAD_DAYS = 90;
const DAY_MS = 86_400_000;

const list = (text: string): string[] => [...new Set(text.split(',').map((each) => each.trim()))].filter(Boolean);
const name = (description: string) => z.string().trim().min(1).max(100).optional().openapi({ description });

/** What an address of a feed says: for whom it is, and in whose words. */
export const feedQuery = {
  territory: z
    .string()
    .max(300)
    .refine(
      (text) => list(text).every((code) => /^[A-Z]{2}$/.test(code) && isPlace(code)),
      'Countries by ISO 3166-1 alpha-2',
    )
    .refine(
      (text) => list(text).length > 0 && list(text).length <= MOST_TERRITORIES,
      `1 to ${MOST_TERRITORIES} countries`,
    )
    .openapi({
      description: 'Countries that the feed is for, ISO 3166-1 alpha-2, separated by commas.',
      example: 'DE,AT',
    }),
  license_type: z
    .string()
    .max(60)
    .refine(
      (text) => list(text).length > 0 && list(text).every((type) => FEED_LICENCES.includes(type as LicenceType)),
      {
        message: `Some of ${FEED_LICENCES.join(', ')}`,
      },
    )
    .default(DEFAULT_LICENCES)
    .openapi({
      description: `Licences under which titles are told, of ${FEED_LICENCES.join(', ')}. A title without any window is told under the first that has no price.`,
    }),
  device: name('Family of devices, as windows name them, where it is not the usual one of the feed.'),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en')
    .openapi({ description: 'BCP 47: of feeds in one language, and the default of those in many.' }),
  ahead_days: z.coerce.number().int().min(0).max(MOST_AHEAD_DAYS).optional().openapi({
    description: `Titles that open within so many days are told with their start. 14 where left out; 0 in \`mrss\`, whose readers may not heed it.`,
  }),
  provider: name('Who provides the catalogue, as the receiver knows them; the name of the account when left out.'),
  team_id: name('Team id that Apple gave.'),
  catalog_id: name('Catalogue id that Apple knows.'),
  service_id: name('Service id that Apple knows.'),
};

const FeedQuerySchema = z.strictObject(feedQuery);
/** An address of a feed, read. */
export type FeedAddress = z.output<typeof FeedQuerySchema>;

/** What a feed is made of, and for whom. */
export interface Asked {
  request: FeedRequest;
  query: Parameters<Feeds['roots']>[0];
}

/**
 * What an address asks for.
 *
 * @throws {HeadendError} `request/invalid` when the feed is for one place and several are told, or an id is missing
 */
export function askedOf(
  format: FeedFormat,
  address: FeedAddress,
  { tenantId, provider, publicUrl, at, changedAt }: Place,
): Asked {
  const territories = list(address.territory).sort();
  if (format.oneTerritory && territories.length > 1)
    throw new HeadendError('request/invalid', `${format.name} is for one territory at a time.`, { field: 'territory' });
  const team = {
    teamId: address.team_id ?? '',
    catalogId: address.catalog_id ?? '',
    serviceId: address.service_id ?? '',
  };
  for (const id of format.needs ?? []) if (!team[id]) throw missing(format, id);
  const licenceTypes = list(address.license_type) as LicenceType[];
  const device = address.device ?? format.device;
  const origin = publicUrl.replace(/\/$/, '');
  const aheadMs = aheadOf(format, address);
  return {
    request: {
      ...{ territories, licenceTypes, device, locale: address.locale, provider: address.provider ?? provider },
      ...{ ...team, publicUrl: origin, at: at.getTime(), aheadMs, changedAt: (changedAt ?? at).getTime() },
    },
    query: {
      ...{ tenantId, territories, licenceTypes, device, at, aheadMs },
      addressOf: (token, path) => `${origin}/media/${token}/${path.split('/').map(encodeURIComponent).join('/')}`,
    },
  };
}

/** How far a feed looks ahead, milliseconds. */
export const aheadOf = ({ aheadDays }: FeedFormat, { ahead_days }: Pick<FeedAddress, 'ahead_days'>): number =>
  (ahead_days ?? aheadDays) * DAY_MS;

const missing = ({ name: feed }: FeedFormat, id: keyof typeof ID_FIELDS): HeadendError =>
  new HeadendError('request/invalid', `The feed ${feed} needs ${ID_FIELDS[id]}.`, { field: ID_FIELDS[id] });

const ID_FIELDS = { teamId: 'team_id', catalogId: 'catalog_id', serviceId: 'service_id' } as const;

interface Place {
  tenantId: string;
  /** Name of the account. */
  provider: string;
  publicUrl: string;
  at: Date;
  changedAt?: Date;
}
