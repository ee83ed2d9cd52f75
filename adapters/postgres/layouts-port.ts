import type { Gathered, LayoutDocument, LayoutIssue } from '../../domain/catalog/layout';
import type { Doer } from './catalog-port';

/** A page of viewers as editors arrange it. */
export interface LayoutRecord {
  id: string;
  tenantId: string;
  /** Such as `home`. */
  key: string;
  name: string;
  draft: LayoutDocument;
  /** Counts the changes of the draft. */
  revision: number;
  issues: LayoutIssue[];
  updatedBy: string;
  updatedAt: Date;
}

/** waiting: goes live by itself. live: what viewers see. past: was live. cancelled: never was. */
export type LayoutVersionState = 'waiting' | 'live' | 'past' | 'cancelled';

/** A frozen layout. */
export interface LayoutVersionRecord {
  layoutId: string;
  number: number;
  document: LayoutDocument;
  note?: string;
  goesLiveAt: Date;
  state: LayoutVersionState;
  createdBy: string;
  createdAt: Date;
}

export interface LayoutOrder {
  /** Now when left out or over. */
  at?: Date;
  note?: string;
  /** An earlier version to publish again; the draft when left out. */
  version?: number;
  /** The draft as it was looked at; whatever it is now when left out. */
  revision?: number;
}

/** Layouts of tenants: drafts, frozen versions, and which of them viewers see when. */
export interface Layouts {
  /** By key. */
  list(tenantId: string): Promise<LayoutRecord[]>;
  /** @throws {HeadendError} `layout/key-taken` */
  create(tenantId: string, layout: Pick<LayoutRecord, 'key' | 'name' | 'draft'>, doer: Doer): Promise<LayoutRecord>;
  /** @throws {HeadendError} `request/not-found` */
  find(tenantId: string, key: string): Promise<LayoutRecord>;
  /**
   * One change at a time.
   * @param change gets the layout as it is, may refuse by throwing @throws {HeadendError} `request/not-found`
   */
  change(
    tenantId: string,
    key: string,
    change: (now: LayoutRecord) => Partial<Pick<LayoutRecord, 'name' | 'draft'>>,
    doer: Doer,
  ): Promise<LayoutRecord>;
  /** Freeze and show. @throws {HeadendError} `request/not-found`, `layout/has-errors`, `precondition/failed` */
  publish(tenantId: string, key: string, order: LayoutOrder, doer: Doer): Promise<LayoutVersionRecord>;
  /** Keep a version from going live. @throws {HeadendError} `request/not-found`, `layout/switch-over` */
  cancel(tenantId: string, key: string, number: number, doer: Doer): Promise<void>;
  /** Newest first, at most 200. @throws {HeadendError} `request/not-found` */
  versions(tenantId: string, key: string): Promise<LayoutVersionRecord[]>;
  /** @throws {HeadendError} `request/not-found` */
  version(tenantId: string, key: string, number: number): Promise<LayoutVersionRecord>;
  /** What viewers see at an instant, as far as is known now. */
  liveAt(tenantId: string, key: string, at: Date): Promise<{ number: number; document: LayoutDocument } | undefined>;
  /** Genres and languages that several of the newest titles share, for a tenant without a layout. */
  gathered(tenantId: string): Promise<Gathered>;
}
