import type { FeedTitle } from '../../domain/feeds/title';
import type { LicenceType } from '../../domain/rights/types';

/** Which titles a feed may tell of, at the widest: the resolver has the last word. */
export interface FeedQuery {
  tenantId: string;
  territories: readonly string[];
  device?: string;
  licenceTypes: readonly LicenceType[];
  at: Date;
  /** Titles that open within so long are told too, milliseconds. */
  aheadMs: number;
  /** Absolute address of a file of a version, of its media token and its path under the version. */
  addressOf(token: string, path: string): string;
  /** Titles that nobody may have are told too, for reports. */
  all?: boolean;
}

/** What a feed's validators and lifetime depend on. */
export interface FeedState {
  /** Stands for everything that the feeds of the tenant are made of. */
  revision: string;
  /** Of the last change, a passed start or end of a window included. Undefined: there is nothing. */
  changedAt?: Date;
  /** The first start or end of a window that is still to come. */
  nextChangeAt?: Date;
}

/** What feeds are made of. */
export interface Feeds {
  /** Name of the tenant, as receivers know the catalogue when nobody says otherwise. */
  provider(tenantId: string): Promise<string>;
  /** @param aheadMs how far the feed looks ahead: what comes within that changes it as well */
  state(tenantId: string, at: Date, aheadMs: number): Promise<FeedState>;
  /**
   * Titles that stand under no other, each with all that stands under it, in the order of their ids.
   *
   * @param page.after id of the last title before
   */
  roots(query: FeedQuery, page: { after?: string; limit: number }): Promise<FeedTitle[]>;
}
