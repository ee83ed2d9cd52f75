import type { EntryFilters } from '../../domain/catalog/entry-filters';
import type { ListPosition, Page, TitleRecord } from './port';

/** Who looks at the catalogue, and in which language. */
export interface Looker {
  tenantId: string;
  /** ISO 3166; undefined when nobody knows. */
  territory?: string;
  /** Family of the device; undefined when nobody told. */
  deviceFamily?: string;
  now: Date;
}

/** Children of an entry and members of a collection come in their order, otherwise the newest publication comes first. */
export interface EntryPage extends EntryFilters {
  limit: number;
  after?: ListPosition;
}

export interface EntrySearch extends EntryFilters {
  /** As somebody typed it. */
  text: string;
  /** BCP 47, for stems. */
  locale: string;
  limit: number;
  /** Entries to leave out at the start. */
  offset: number;
}

/** How many of the entries found have each value. */
export interface Facets {
  kind: Record<string, number>;
  genre: Record<string, number>;
  /** By the first year of the decade. */
  decade: Record<string, number>;
  language: Record<string, number>;
}

export interface Found {
  items: TitleRecord[];
  /** Entries found, as far as they were counted: {@link Found.exact} tells whether that is all. */
  total: number;
  exact: boolean;
  facets: Facets;
}

/** The catalogue as viewers see it: only what is published, and only what they may watch or be offered now. */
export interface ViewerCatalog {
  list(looker: Looker, page: EntryPage): Promise<Page<TitleRecord>>;
  /** The first pages of many lists at once, each as {@link ViewerCatalog.list} has it; the same entry is the same object. */
  lists(looker: Looker, pages: readonly Omit<EntryPage, 'after'>[]): Promise<TitleRecord[][]>;
  /** Entries of these ids, in their order; those not to be seen are left out. */
  some(looker: Looker, ids: readonly string[]): Promise<TitleRecord[]>;
  search(looker: Looker, search: EntrySearch): Promise<Found>;
  /**
   * Look as of an instant to come: what is scheduled by then is published or taken down, as far as the next 200 schedules go.
   * Nothing is changed. @throws {HeadendError} `database/unavailable`
   */
  foresee<T>(
    tenantId: string,
    at: Date,
    look: (catalog: Pick<ViewerCatalog, 'lists' | 'some'>) => Promise<T>,
  ): Promise<T>;
  /** The next instant after `now` at which anything of a tenant opens, closes, comes out, is taken down or laid out anew by itself. */
  nextChange(tenantId: string, now: Date): Promise<Date | undefined>;
}
