import { createApiKeys, createIdempotencyRecords } from './access';
import { createArtworks } from './artworks';
import type { Artworks } from './artworks-port';
import { createAuditLog } from './audit';
import { createAvailsImports } from './avails';
import type { AvailsImports } from './avails-port';
import { createBilling } from './billing';
import type { Billing } from './billing-port';
import { createBulkOrders } from './bulk';
import type { BulkOrders } from './bulk-port';
import { createCatalog } from './catalog';
import { createCatalogLists } from './catalog-lists';
import type { Catalog, CatalogLists } from './catalog-port';
import { createConditionings } from './channel-conditioning';
import { createChannels } from './channels';
import type { Channels } from './channels-port';
import type { Conditionings } from './conditioning-port';
import type { Database } from './database';
import { createEventLog } from './events';
import type { Feeds } from './feed-port';
import { createFeeds } from './feed-titles';
import { createIngests } from './ingests';
import { createKeyRing } from './keys';
import type { ApiKeys, AuditLog, KeyRing, RateCounter } from './keys-port';
import { createLayouts } from './layouts';
import type { Layouts } from './layouts-port';
import { createLiveLedger, type LiveMemory } from './live-ledger';
import type { PlaybackSessions } from './playback-port';
import { createPlaybackSessions } from './playback-sessions';
import type { IdempotencyRecords, Ingests, MediaTokens, SupplyChainRecords, Titles, Uploads } from './port';
import { createRateCounter } from './rate-counter';
import { createRights } from './rights';
import type { Rights } from './rights-port';
import { createSourceCredentials } from './source-credentials';
import type { SourceCredentials } from './source-credentials-port';
import { createSupplyChainRecords } from './supply-chain-records';
import { createMediaTokens, createTitles } from './titles';
import { createUploads } from './uploads';
import { createViewerCatalog } from './viewer-catalog';
import type { ViewerCatalog } from './viewer-catalog-port';
import { createWatchFolders } from './watch';
import type { WatchFolders } from './watch-port';
import { createWebhookEndpoints } from './webhooks';
import { createWebhookOutbox } from './webhooks-outbox';
import type { EventLog, WebhookEndpoints, WebhookOutbox } from './webhooks-port';
import { createWindowProcesses } from './window-processes';
import type { WindowProcesses } from './window-processes-port';

export { createChannels } from './channels';
export { type Database, openDatabase, pingDatabase } from './database';

/** Everything the API reads and writes. */
export interface Repositories {
  apiKeys: ApiKeys;
  keyRing: KeyRing;
  rateCounter: RateCounter;
  auditLog: AuditLog;
  idempotency: IdempotencyRecords;
  uploads: Uploads;
  ingests: Ingests;
  titles: Titles;
  viewerCatalog: ViewerCatalog;
  layouts: Layouts;
  artworks: Artworks;
  catalog: Catalog;
  catalogLists: CatalogLists;
  mediaTokens: MediaTokens;
  records: SupplyChainRecords;
  events: EventLog;
  webhooks: WebhookEndpoints;
  outbox: WebhookOutbox;
  bulkOrders: BulkOrders;
  watchFolders: WatchFolders;
  rights: Rights;
  windowProcesses: WindowProcesses;
  playbackSessions: PlaybackSessions;
  sourceCredentials: SourceCredentials;
  availsImports: AvailsImports;
  feeds: Feeds;
  channels: Channels;
  conditionings: Conditionings;
  liveLedger: LiveMemory;
  billing: Billing;
}

/** The repositories over one database. */
export const createRepositories = (database: Database, rules: { rightsRequired?: boolean } = {}): Repositories => ({
  apiKeys: createApiKeys(database),
  keyRing: createKeyRing(database),
  rateCounter: createRateCounter(database),
  auditLog: createAuditLog(database),
  idempotency: createIdempotencyRecords(database),
  uploads: createUploads(database),
  ingests: createIngests(database),
  titles: createTitles(database),
  viewerCatalog: createViewerCatalog(database, rules),
  layouts: createLayouts(database),
  artworks: createArtworks(database),
  catalog: createCatalog(database),
  catalogLists: createCatalogLists(database),
  mediaTokens: createMediaTokens(database),
  records: createSupplyChainRecords(database),
  events: createEventLog(database),
  webhooks: createWebhookEndpoints(database),
  outbox: createWebhookOutbox(database),
  bulkOrders: createBulkOrders(database),
  watchFolders: createWatchFolders(database),
  rights: createRights(database, rules),
  windowProcesses: createWindowProcesses(database),
  playbackSessions: createPlaybackSessions(database),
  sourceCredentials: createSourceCredentials(database),
  availsImports: createAvailsImports(database),
  feeds: createFeeds(database, rules),
  channels: createChannels(database, rules),
  conditionings: createConditionings(database),
  liveLedger: createLiveLedger(database),
  billing: createBilling(database),
});
