import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { FrameRange } from '../../domain/media/encode-plan';
import type { IngestDecision } from './order';
import type { GroupProgress, IngestStatusView } from './stages';

/**
 * The front door of the supply chain: its queues, ids, messages and object keys. What is ordered stands in order.ts, what
 * a run tells of itself in stages.ts, what each step is given and answers in tasks.ts; all of it is reached through here.
 */
export type * from './bulk';
export type * from './collection';
export type * from './order';
export * from './stages';
export type * from './tasks';
export type * from './watch';

/** Task queues by resource shape: many light slots, many waiting slots, few heavy slots. */
export const SUPPLY_CHAIN_QUEUE = 'supply-chain';
export const SUPPLY_CHAIN_IO_QUEUE = 'supply-chain-io';
/** Waits for partners' servers, in slots of its own: however many of them stall, everything else goes on. */
export const SUPPLY_CHAIN_PULL_QUEUE = 'supply-chain-pull';
export const SUPPLY_CHAIN_ENCODE_QUEUE = 'supply-chain-encode';

/** One run per ingest and attempt of it; the same order twice is the same run. */
export const titleIngestId = (ingestId: string): string => `title-ingest:${ingestId}`;
/** The inverse of {@link titleIngestId}; undefined for other workflows. */
export const ingestIdOf = (workflowId: string): string | undefined => /^title-ingest:([^:]+)$/.exec(workflowId)?.[1];
/** One child per rendition group. */
export const encodeGroupId = (ingestId: string, group: string): string => `encode-group:${ingestId}:${group}`;
/** Collects an old version once its last viewer may be gone; one per time it is superseded, as a roll-back may bring it back. */
export const versionCollectionId = (versionId: string, supersededBy: string): string =>
  `version-collection:${versionId}:${supersededBy}`;

/** Ends the addresses of a title; asked for twice at once it is done once. */
export const addressRevocationId = (titleId: string): string => `address-revocation:${titleId}`;

/** One run per bulk order. */
export const bulkOrderId = (bulkId: string): string => `bulk-order:${bulkId}`;

/** The schedule of the rounds that remove what nobody needs any more. */
export const UPLOAD_COLLECTION_SCHEDULE = 'upload-collection';
/** The schedule of the rounds over the watch folders. */
export const WATCH_FOLDERS_SCHEDULE = 'watch-folders';

/** Workflow type names, as started by the API. */
export const TITLE_INGEST = 'titleIngest';
export const ENCODE_GROUP = 'encodeGroup';
export const VERSION_COLLECTION = 'versionCollection';
export const ADDRESS_REVOCATION = 'addressRevocation';
export const UPLOAD_COLLECTION = 'uploadCollection';
export const BULK_ORDER = 'bulkOrder';
export const WATCH_FOLDERS = 'watchFolders';

/** Asks a run how far it is. */
export const ingestStatus = defineQuery<IngestStatusView>('ingestStatus');

/** How far a group is; sent by the group to its ingest. */
export const groupProgress = defineSignal<[GroupProgress]>('groupProgress');

/** Answers the state it leaves the ingest in. Refused when the ingest is not held. */
export const decide = defineUpdate<{ accepted: true; decision: IngestDecision['decision'] }, [IngestDecision]>(
  'decide',
);

/** Everything an ingest shows before it is published; one token opens it. */
export const previewPrefix = (tenantId: string, ingestId: string): string => `previews/${tenantId}/${ingestId}/`;
/**
 * What is shown of one master of an ingest: proxy, thumbnails, measurements. A replacement never mixes with what it replaces.
 *
 * @param master tells the masters of an ingest apart
 */
export const masterPreviewPrefix = (tenantId: string, ingestId: string, master: string): string =>
  `${previewPrefix(tenantId, ingestId)}${master}/`;
/** Where the masters of an ingest are kept as they were received. */
export const masterKey = (tenantId: string, ingestId: string): string => `masters/${tenantId}/${ingestId}`;
/** Everything made from a master's content on the way to its versions; ingests of the same content share it. */
export const workPrefix = (tenantId: string, sha256: string): string => `work/${tenantId}/${sha256}/`;
/** A whole rendition of a plan. @param hash of the plan */
export const renditionKey = (tenantId: string, sha256: string, hash: string, rung: string): string =>
  `${workPrefix(tenantId, sha256)}${hash}/joined/${rung}.mp4`;
/** One rung of one chunk. The prefix names master and plan, so a key never means two different things. */
export const chunkKey = (prefix: string, { start, end }: FrameRange, rung: string): string =>
  `${prefix}/${start}-${end}/${rung}.mp4`;
/** Where a version lives, for good. */
export const versionPrefix = (tenantId: string, titleId: string, versionId: string): string =>
  `titles/${tenantId}/${titleId}/${versionId}/`;
