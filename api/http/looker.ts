import type { TitleRecord } from '../../adapters/postgres/port';
import type { Looker, ViewerCatalog } from '../../adapters/postgres/viewer-catalog-port';
import { TITLE_KINDS } from '../../domain/catalog/document';
import type { EntryFilters } from '../../domain/catalog/entry-filters';
import { HeadendError } from '../../domain/failures';
import { isPlace, toldPlace } from '../../domain/rights/territory';
import type { Caller, OperationAnswer } from './operation';
import { z } from './zod';

/** Nothing that viewers see is older than this: as often as the calendar looks at the windows. */
const FRESH_SECONDS = 10;

const year = z.coerce.number().int().min(1870).max(2200).optional();

/** Query of operations that show the catalogue as viewers see it. */
export const lookerQuery = {
  territory: z.string().refine(isPlace, 'is no country or part of one').optional().openapi({
    description:
      'As viewers there see it, ISO 3166-1 alpha-2 or ISO 3166-2. Not for keys of viewers: they are asked about where they are.',
  }),
  device: z.string().min(1).max(40).optional().openapi({ description: 'Family of the device, as rights name it.' }),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional()
    .openapi({ description: 'BCP 47, of the words; the first of Accept-Language when left out.' }),
};

/** Query that narrows lists and searches of entries. */
export const filterQuery = {
  kind: z
    .string()
    .regex(new RegExp(`^(${TITLE_KINDS.join('|')})(,(${TITLE_KINDS.join('|')}))*$`))
    .optional()
    .openapi({ description: `One or more of ${TITLE_KINDS.join(', ')}, with commas between.` }),
  genre: z.string().min(1).max(60).optional().openapi({ description: 'Key of a genre.' }),
  from_year: year.openapi({ description: 'Of the first release.' }),
  to_year: year.openapi({ description: 'Of the first release.' }),
  language: z.string().min(2).max(35).optional().openapi({ description: 'Of the sound, BCP 47.' }),
};

interface FilterQuery {
  kind?: string;
  genre?: string;
  from_year?: number;
  to_year?: number;
  language?: string;
}

export const filtersOf = ({ kind, genre, from_year, to_year, language }: FilterQuery): EntryFilters => ({
  ...{ genre, language, fromYear: from_year, toYear: to_year },
  kinds: kind?.split(','),
});

interface LookerRequest {
  query: { territory?: string; device?: string; locale?: string };
  caller: Caller;
  header(name: string): string | undefined;
}

/**
 * Whose eyes the catalogue is seen with: a viewer's own, or those of viewers somewhere; undefined: an editor's.
 *
 * @param countryHeader in which a trusted proxy tells the viewer's country
 * @throws {HeadendError} `request/invalid` when a viewer says where it is
 */
export function lookerOf(
  { query, caller, header }: LookerRequest,
  countryHeader: string | undefined,
): Looker | undefined {
  const { territory, device: deviceFamily } = query;
  const looker = { tenantId: caller.tenantId, deviceFamily, now: new Date() };
  if (caller.role !== 'viewer') return territory === undefined ? undefined : { ...looker, territory };
  if (territory !== undefined)
    throw new HeadendError('request/invalid', 'Where a viewer is, the network tells.', { field: 'territory' });
  return { ...looker, territory: countryHeader && toldPlace(header(countryHeader)) };
}

/** In which language to answer, BCP 47. */
export const localeOf = ({ query, header }: LookerRequest): string =>
  query.locale ?? preferred(header('accept-language')) ?? 'en';

/** The best of an Accept-Language header (RFC 9110, 12.5.4). */
function preferred(header = ''): string | undefined {
  const ranges = header
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
      const quality = parameters.find((each) => each.startsWith('q='))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    });
  const known = ranges.filter(({ tag, quality }) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && quality > 0);
  return known.sort((a, b) => b.quality - a.quality)[0]?.tag;
}

/** Do viewers get to see that it is there, whether or not they may watch it? */
export const isShown = (title: TitleRecord): boolean =>
  title.status === 'published' && (title.current !== undefined || isHolder(title));

/** It plays nothing by itself. */
export const isHolder = ({ kind }: TitleRecord): boolean => ['series', 'season', 'collection'].includes(kind);

/** The next change of a tenant is asked for once in this time, milliseconds. */
const KNOWN_MS = 1000;

/** How long an answer may be kept. */
export interface Freshness {
  (looker: Looker): Promise<NonNullable<OperationAnswer<z.ZodType>['fresh']>>;
  /** When anything of the tenant may look different, as far as is known. */
  nextChange(looker: Looker): Promise<Date | undefined>;
}

/** Never over the next instant at which anything opens, closes, comes out or is taken down. */
export function freshnessOf(catalog: Pick<ViewerCatalog, 'nextChange'>, countryHeader: string | undefined): Freshness {
  const known = new Map<string, { until: number; next: Promise<Date | undefined> }>();
  const nextChange = ({ tenantId, now }: Looker): Promise<Date | undefined> => {
    const kept = known.get(tenantId);
    if (kept && kept.until > now.getTime()) return kept.next;
    const next = catalog.nextChange(tenantId, now);
    known.set(tenantId, { until: now.getTime() + KNOWN_MS, next });
    next.catch(() => known.delete(tenantId));
    return next;
  };
  const vary = ['Authorization', 'Accept-Language', ...(countryHeader ? [countryHeader] : [])];
  const freshness = async (looker: Looker) => {
    const next = await nextChange(looker);
    const left = next ? Math.floor((next.getTime() - Date.now()) / 1000) : FRESH_SECONDS;
    return { seconds: Math.max(0, Math.min(FRESH_SECONDS, left)), vary };
  };
  return Object.assign(freshness, { nextChange });
}
