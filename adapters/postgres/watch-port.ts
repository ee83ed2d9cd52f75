import type { OrderProblem } from '../order-desk/port';
import type { Page, PageRequest } from './port';

export interface WatchFolderRecord {
  id: string;
  tenantId: string;
  name: string;
  /** Ends with a slash. */
  prefix: string;
  profile?: string;
  qualityPolicy?: string;
  priority: number;
  stableSeconds: number;
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
  polledAt?: Date;
}

export type WatchFileState = 'growing' | 'ordered' | 'refused' | 'sidecar';

export interface WatchFileRecord {
  objectKey: string;
  bytes: number;
  etag: string;
  status: WatchFileState;
  stableSince: Date;
  /** The last look that found it. */
  seenAt: Date;
  ingestId?: string;
  problem?: OrderProblem;
}

/** What can be set of a watch folder. */
export interface WatchFolderSettings {
  profile?: string | null;
  qualityPolicy?: string | null;
  priority?: number;
  stableSeconds?: number;
  enabled?: boolean;
}

/** Watch folders and what lies in them. */
export interface WatchFolders {
  /**
   * @param folder.requestKey stands for the request: worked on again, it gets the folder that it made
   * @throws {HeadendError} `watch/name-taken`
   */
  create(
    folder: { tenantId: string; name: string; requestKey: string } & WatchFolderSettings,
  ): Promise<WatchFolderRecord>;
  find(tenantId: string, id: string): Promise<WatchFolderRecord | undefined>;
  list(page: PageRequest): Promise<Page<WatchFolderRecord>>;
  /** @param check throws when the folder as it stands is not the one that the change is about */
  update(
    tenantId: string,
    id: string,
    settings: WatchFolderSettings,
    check: (current: WatchFolderRecord) => void,
  ): Promise<WatchFolderRecord>;
  remove(tenantId: string, id: string, check: (current: WatchFolderRecord) => void): Promise<void>;
  /** Ids of all folders that are looked into. */
  enabled(): Promise<string[]>;
  /** A folder with every file known of it. */
  open(id: string): Promise<{ folder: WatchFolderRecord; files: WatchFileRecord[] } | undefined>;
  /**
   * Note a look: the files that are new, have changed or count as growing again, and the forgotten ones removed. What an
   * earlier look comes with late, and that a file is growing which has been ordered as it lies there, is not noted.
   */
  noteLook(id: string, files: readonly WatchFileRecord[], gone: readonly string[]): Promise<void>;
  /** Note that an ingest was ordered of these files, unless they have changed meanwhile. */
  noteOrdered(
    id: string,
    files: readonly Pick<WatchFileRecord, 'objectKey' | 'etag' | 'status'>[],
    ingestId: string,
  ): Promise<void>;
  /** Refuse files, unless they have changed meanwhile; each is told as an event, once. @returns how many */
  noteRefused(
    folder: WatchFolderRecord,
    files: readonly Pick<WatchFileRecord, 'objectKey' | 'bytes' | 'etag'>[],
    problem: OrderProblem,
  ): Promise<number>;
  /** Files by key, after a key. */
  files(request: {
    folderId: string;
    status?: WatchFileState;
    after: string;
    limit: number;
  }): Promise<WatchFileRecord[]>;
}
