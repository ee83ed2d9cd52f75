import type { FeedFormat } from '../../../domain/feeds/format';
import { FEED_FORMATS } from '../../../domain/feeds/formats';
import { isPlace } from '../../../domain/rights/territory';
import { LICENCE_TYPES, type LicenceType } from '../../../domain/rights/types';
import type { FeedReportLine, Page } from '../../shared/api/types';

/** What people call the feeds, and who fetches them. */
export const FEED_WORDS: Readonly<Record<string, { name: string; receiver: string }>> = {
  mrss: { name: 'MRSS', receiver: 'Partners that read RSS 2.0 with Media RSS' },
  roku: { name: 'Roku', receiver: 'Roku Search' },
  google: { name: 'Google', receiver: 'Google Media Actions, for Search, Assistant and Google TV' },
  'apple-catalog': { name: 'Apple catalogue', receiver: 'The Apple TV app: what there is' },
  'apple-availability': {
    name: 'Apple availability',
    receiver: 'The Apple TV app: when and for whom, country by country',
  },
  'fire-tv': { name: 'Fire TV', receiver: 'Amazon Fire TV, Catalog Data Format' },
};

/** A pre-order plays nothing: no feed tells of it. */
export const FEED_LICENCES = LICENCE_TYPES.filter((licence) => licence !== 'POEST');
const USUAL_LICENCES: readonly LicenceType[] = ['SVOD', 'AVOD', 'VOD', 'EST'];

/** Ids that Apple gave, as the address has them. */
export const IDS = { teamId: 'team_id', catalogId: 'catalog_id', serviceId: 'service_id' } as const;

/** What the address of a feed says: it is the whole configuration. */
export interface FeedAddress {
  format: FeedFormat;
  territories: string[];
  licences: LicenceType[];
  /** Days; undefined: as is usual for the feed. */
  ahead?: number;
  locale: string;
  device: string;
  ids: Partial<Record<(typeof IDS)[keyof typeof IDS], string>>;
}

/** @param params of the page's own address, which keeps what was typed */
export function feedOf(params: URLSearchParams): FeedAddress {
  const listed = (name: string): string[] => (params.get(name) ?? '').split(',').filter(Boolean);
  const licences = FEED_LICENCES.filter((each) => listed('by').includes(each));
  const ahead = Number(params.get('ahead') ?? Number.NaN);
  return {
    format: FEED_FORMATS.find(({ name }) => name === params.get('feed')) ?? FEED_FORMATS[0]!,
    territories: listed('in').filter((code) => code.length === 2 && isPlace(code)),
    licences: licences.length > 0 ? licences : [...USUAL_LICENCES],
    ahead: Number.isInteger(ahead) && ahead >= 0 && ahead <= 90 ? ahead : undefined,
    ...{ locale: params.get('locale') ?? '', device: params.get('device') ?? '' },
    ids: Object.fromEntries(Object.values(IDS).map((id) => [id, params.get(id) ?? ''])),
  };
}

/** What is missing before the feed has an address; undefined when nothing is. */
export function lacking({ format, territories, ids }: FeedAddress): string | undefined {
  if (territories.length === 0) return 'Say for which country.';
  if (format.oneTerritory && territories.length > 1) return 'This feed is for one country at a time.';
  const id = (format.needs ?? []).find((each) => !ids[IDS[each]]);
  return id && `Fill in the ${IDS[id].replace('_', ' ')} that Apple gave.`;
}

/** Parameters of the feed, and of its report: what is as usual is left out. */
export function queryOf({ format, territories, licences, ahead, locale, device, ids }: FeedAddress) {
  const usual = licences.length === USUAL_LICENCES.length && USUAL_LICENCES.every((each) => licences.includes(each));
  const needed = (format.needs ?? []).map((each) => [IDS[each], ids[IDS[each]] ?? '']);
  const query: Record<string, string> = {
    territory: territories.join(),
    ...(usual ? {} : { license_type: licences.join() }),
    ...(ahead === undefined || ahead === format.aheadDays ? {} : { ahead_days: String(ahead) }),
    ...(locale ? { locale } : {}),
    ...(device ? { device } : {}),
    ...Object.fromEntries(needed),
  };
  return query;
}

/** What a receiver is given; whoever hands it out puts a key of the receiver's own in the place of `KEY`. */
export const addressOf = (feed: FeedAddress, origin: string): string => {
  const { name, extension } = feed.format;
  const query = new URLSearchParams(queryOf(feed)).toString().replaceAll('%2C', ',');
  return `${origin}/feeds/${name}.${extension}?${query}&key=KEY`;
};

/** What became of titles, as it can be chosen. */
export const SHOWN = ['left_out', 'listed', 'ahead', 'not_offered', 'not_carried'] as const;
export type Shown = (typeof SHOWN)[number];

/** Listed ahead of its opening is a state of its own to people. */
export const shownAs = ({ state, opens_at }: Pick<FeedReportLine, 'state' | 'opens_at'>): Shown =>
  state === 'listed' && opens_at ? 'ahead' : state;

/** A page is full with so many lines; and looks through so many hundreds of titles at most. */
const [ENOUGH, MOST_CALLS] = [50, 5];

/** How many titles were looked at and what became of them, and the lines that were asked for. */
export interface Report {
  counts: Record<Shown, number>;
  lines: FeedReportLine[];
  next_cursor: string | null;
}

/** Lines of a state, through titles of other states. @param ask one page of the report */
export async function reportFrom(
  ask: (cursor: string | undefined) => Promise<Page<FeedReportLine>>,
  { start, shown }: { start?: string; shown?: Shown },
): Promise<Report> {
  const counts = { left_out: 0, listed: 0, ahead: 0, not_offered: 0, not_carried: 0 };
  const lines: FeedReportLine[] = [];
  let cursor = start;
  for (let call = 0; call < MOST_CALLS; call += 1) {
    const page = await ask(cursor);
    for (const line of page.data) {
      counts[shownAs(line)] += 1;
      if (!shown || shownAs(line) === shown) lines.push(line);
    }
    cursor = page.next_cursor ?? undefined;
    if (!cursor || lines.length >= ENOUGH) break;
  }
  return { counts, lines, next_cursor: cursor ?? null };
}
