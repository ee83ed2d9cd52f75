import type { CatalogDocument, TitleKind } from '../../domain/catalog/document';
import type { Issue } from '../../domain/catalog/issues';
import type { AuditRecord, Page, PageRequest } from './port';

/** draft: never shown. published: viewers see its snapshot. unpublished: it was shown and is no more. */
export type EntryStatus = 'draft' | 'published' | 'unpublished';

/** An entry of the catalogue as editors see it. */
export interface EntryRecord {
  id: string;
  tenantId: string;
  externalId: string;
  name: string;
  kind: TitleKind;
  parent?: { id: string; kind: TitleKind; name: string };
  /** Number of a season or episode, order of an extra. */
  position?: number;
  status: EntryStatus;
  /** The first media version publishes it by itself. */
  autoPublish: boolean;
  /** Grows with every change of the draft. */
  revision: number;
  /** What is worked on. While nobody has changed it: what was delivered. */
  document: CatalogDocument;
  issues: Issue[];
  /** What viewers see, or saw last. */
  snapshot?: SnapshotRecord;
  /** It has media that can be played. */
  hasMedia: boolean;
  updatedAt: Date;
}

/** A frozen document. */
export interface SnapshotRecord {
  id: string;
  /** From 1, per title. */
  number: number;
  document: CatalogDocument;
  issues: Issue[];
  createdBy: string;
  createdAt: Date;
  /** When it went out last. */
  publishedAt?: Date;
}

export interface ScheduleRecord {
  id: string;
  titleId: string;
  action: 'publish' | 'unpublish';
  at: Date;
  snapshotId?: string;
  status: 'waiting' | 'done' | 'cancelled' | 'failed';
  /** A failure code and its words, when it failed. */
  reason?: string;
  createdBy: string;
  createdAt: Date;
  endedAt?: Date;
}

/** What can be changed of an entry; what is left out stays. */
export interface EntryChange {
  kind?: TitleKind;
  parentId?: string | null;
  position?: number | null;
  document?: CatalogDocument;
}

export interface NewEntry {
  tenantId: string;
  externalId: string;
  kind: TitleKind;
  name: string;
  parentId?: string;
  position?: number;
  document?: CatalogDocument;
  testMode: boolean;
  requestKey: string;
}

/** Who does it, for the audit log. */
export type Doer = Pick<AuditRecord, 'actor' | 'detail'>;

/** Something placed under an entry, or in a collection. */
export interface RelatedEntry {
  id: string;
  externalId: string;
  name: string;
  kind: TitleKind;
  position?: number;
  status: EntryStatus;
}

/** What to show viewers of an entry. */
export interface PublishOrder {
  /** The draft is frozen and goes out when left out. */
  snapshotId?: string;
  /** Of the draft as it was seen; if it is another by now, nothing goes out. */
  revision?: number;
}

/**
 * Entries of the catalogue: their drafts, what was frozen of them and what viewers see. Every method throws
 * `request/not-found` for an entry that the tenant has not.
 */
export interface Catalog {
  /** @throws {HeadendError} `title/external-id-taken`, `title/parent-unfit` */
  create(entry: NewEntry, doer: Doer): Promise<EntryRecord>;
  find(tenantId: string, id: string): Promise<EntryRecord | undefined>;
  /**
   * @param change made of the entry as the transaction holds it; may refuse it
   * @throws {HeadendError} `title/parent-unfit`
   */
  change(tenantId: string, id: string, change: (now: EntryRecord) => EntryChange, doer: Doer): Promise<EntryRecord>;
  /** Seasons, episodes and extras of an entry; members of a collection. In order. */
  related(tenantId: string, id: string): Promise<RelatedEntry[]>;
  /** @throws {HeadendError} `title/not-a-collection`, `title/member-unknown` */
  setMembers(tenantId: string, id: string, members: readonly string[], doer: Doer): Promise<RelatedEntry[]>;
  /** Freeze the draft. The same draft again is the same snapshot. */
  freeze(tenantId: string, id: string, doer: Doer): Promise<SnapshotRecord>;
  snapshots(tenantId: string, id: string): Promise<SnapshotRecord[]>;
  /** @throws {HeadendError} `title/has-errors`, `precondition/failed` */
  publish(tenantId: string, id: string, order: PublishOrder, doer: Doer): Promise<EntryRecord>;
  unpublish(tenantId: string, id: string, doer: Doer): Promise<EntryRecord>;
  schedule(
    tenantId: string,
    id: string,
    what: Pick<ScheduleRecord, 'action' | 'at' | 'snapshotId'> & { requestKey: string },
    doer: Doer,
  ): Promise<ScheduleRecord>;
  /** Newest instant first. */
  schedules(tenantId: string, id: string): Promise<ScheduleRecord[]>;
  /** @throws {HeadendError} `title/schedule-over` */
  cancelSchedule(tenantId: string, id: string, scheduleId: string, doer: Doer): Promise<ScheduleRecord>;
}

export interface GenreRecord {
  id: string;
  key: string;
  /** By BCP 47 locale. */
  names: Record<string, string>;
  createdAt: Date;
}

export interface PersonRecord {
  id: string;
  name: string;
  sortName: string;
  externalIds: Record<string, string>;
  createdAt: Date;
  updatedAt: Date;
}

/** The words and people that documents name. */
export interface CatalogLists {
  genres(tenantId: string): Promise<GenreRecord[]>;
  /** @throws {HeadendError} `genre/key-taken` */
  createGenre(tenantId: string, genre: Pick<GenreRecord, 'key' | 'names'>, requestKey: string): Promise<GenreRecord>;
  renameGenre(tenantId: string, id: string, names: Record<string, string>): Promise<GenreRecord>;
  removeGenre(tenantId: string, id: string): Promise<void>;
  /** By name. @param page.search part of the name */
  people(page: PageRequest & { search?: string }): Promise<Page<PersonRecord>>;
  createPerson(
    tenantId: string,
    person: Pick<PersonRecord, 'name' | 'sortName' | 'externalIds'>,
    requestKey: string,
  ): Promise<PersonRecord>;
  changePerson(
    tenantId: string,
    id: string,
    change: Partial<Pick<PersonRecord, 'name' | 'sortName' | 'externalIds'>>,
  ): Promise<PersonRecord>;
  removePerson(tenantId: string, id: string): Promise<void>;
}
