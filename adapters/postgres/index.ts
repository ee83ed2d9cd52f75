import { createApiKeys, createIdempotencyRecords } from './access';
import type { Database } from './database';
import { createIngests } from './ingests';
import type { ApiKeys, IdempotencyRecords, Ingests, MediaTokens, SupplyChainRecords, Titles, Uploads } from './port';
import { createSupplyChainRecords } from './supply-chain-records';
import { createMediaTokens, createTitles } from './titles';
import { createUploads } from './uploads';

export { type Database, openDatabase, pingDatabase } from './database';

/** Everything the API reads and writes. */
export interface Repositories {
  apiKeys: ApiKeys;
  idempotency: IdempotencyRecords;
  uploads: Uploads;
  ingests: Ingests;
  titles: Titles;
  mediaTokens: MediaTokens;
  records: SupplyChainRecords;
}

/** The repositories over one database. */
export const createRepositories = (database: Database): Repositories => ({
  apiKeys: createApiKeys(database),
  idempotency: createIdempotencyRecords(database),
  uploads: createUploads(database),
  ingests: createIngests(database),
  titles: createTitles(database),
  mediaTokens: createMediaTokens(database),
  records: createSupplyChainRecords(database),
});
