import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createSharpArtwork } from '../../adapters/artwork/sharp-artwork';
import { createMemoryContentKeys } from '../../adapters/content-keys/memory';
import type { ContentKeys } from '../../adapters/content-keys/port';
import { repositoryRoot } from '../../adapters/environment/root';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import {
  createRepositories,
  type Database,
  openDatabase,
  pingDatabase,
  type Repositories,
} from '../../adapters/postgres';
import { newApiKey, newId } from '../../adapters/postgres/ids';
import { createLicenceLedger } from '../../adapters/postgres/licence-ledger';
import { ENDED_STATES, type Role } from '../../adapters/postgres/port';
import { seedTenant } from '../../adapters/postgres/seed';
import { createUploadLocks } from '../../adapters/postgres/upload-locks';
import { loadChannelTemplates } from '../../adapters/profiles/channel-templates';
import { loadEncodeProfiles } from '../../adapters/profiles/encode-profiles';
import { loadPlaybackPolicies } from '../../adapters/profiles/playback-policies';
import { loadQcPolicies } from '../../adapters/profiles/qc-policies';
import { createSecretBox } from '../../adapters/secrets/secret-box';
import { createLicenceTokens } from '../../adapters/tokens/licence-tokens';
import { createMediaPathTokens } from '../../adapters/tokens/media-tokens';
import type { LicenceTokens } from '../../adapters/tokens/port';
import { type ApiDeps, createApi } from '../app';
import { createLogger } from '../http/logger';
import { createFakeEngine, type FakeEngine } from './engine';

/** The whole API on a port of its own, over a real database; object store and workflow engine are in memory. */
export interface TestServer {
  url: string;
  engine: FakeEngine;
  store: ObjectStore;
  database: Database;
  repositories: Repositories;
  contentKeys: ContentKeys;
  tokens: LicenceTokens;
  /** What was logged. */
  logs: string[];
  close(): Promise<void>;
}

export interface TestTenant {
  id: string;
  keys: Record<Role, string>;
}

/** What the test server signs licence tokens with. */
export const TEST_SIGNING_KEY = { id: 'k1', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 7) };

export async function startTestServer(databaseUrl: string, more: Partial<ApiDeps> = {}): Promise<TestServer> {
  const database = openDatabase({ url: databaseUrl });
  const repositories = createRepositories(database);
  const uploadLocks = createUploadLocks({ url: databaseUrl });
  const engine = createFakeEngine();
  const store: ObjectStore = { ...createMemoryStore(), presignPut: async (key) => `http://store.test/${key}?signed` };
  const contentKeys = createMemoryContentKeys();
  const ledger = createLicenceLedger({ url: databaseUrl });
  const tokens = createLicenceTokens([TEST_SIGNING_KEY], 'http://headend.test');
  const logs: string[] = [];
  const profiles = path.join(repositoryRoot(), 'profiles');
  const handler = createApi({
    repositories,
    store,
    artworkMaker: createSharpArtwork(),
    engine,
    settings: {
      profiles: loadEncodeProfiles(path.join(profiles, 'encode')),
      policies: loadQcPolicies(path.join(profiles, 'qc')),
      holdExpiryHours: 168,
      versionGraceHours: 24,
      publicUrl: 'http://headend.test',
    },
    uploads: { expiryHours: 72, maxBytes: 10 * 1024 ** 3, memoryBytes: 192 * 1024 ** 2 },
    uploadLocks,
    playback: {
      contentKeys,
      ledger,
      tokens,
      pathTokens: createMediaPathTokens([TEST_SIGNING_KEY]),
      delivery: { token: 'path', tokenHours: 12, binding: [], pathways: [], countryHeader: 'x-country' },
      policies: loadPlaybackPolicies(path.join(profiles, 'playback')),
    },
    allowPrivate: ['127.0.0.1:9000'],
    webhookTargets: { allowPrivate: [], allowLoopback: true },
    temporal: { uiUrl: 'http://temporal.test', namespace: 'default' },
    storeOrigin: 'http://store.test',
    channelTemplates: loadChannelTemplates(path.join(profiles, 'channels')),
    pages: { dist: path.join(repositoryRoot(), 'web/dist'), localKeys: '{"viewer":"hk_demo"}' },
    readiness: { database: () => pingDatabase(database), temporal: () => engine.ping() },
    rateLimit: 100_000,
    strangerLimit: 100_000,
    origins: [],
    secrets: createSecretBox([Buffer.alloc(32, 1)]),
    log: createLogger('debug', { write: (line) => void logs.push(line) }),
    strictAnswers: true,
    ...more,
  });
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    engine,
    store,
    database,
    repositories,
    contentKeys,
    tokens,
    logs,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await uploadLocks.close();
      await ledger.close();
      await endIngests(database);
      await database.$disconnect();
    },
  };
}

const tenants: string[] = [];

/** End what the tenants of this process leave waiting: nobody works on it, and the stack's watch would begin to. */
export const endIngests = (database: Database) =>
  database.ingest.updateMany({
    where: { tenantId: { in: tenants }, status: { notIn: [...ENDED_STATES] } },
    data: { status: 'cancelled', endedAt: new Date() },
  });

/** A new tenant with a key of each role. */
export async function newTenant(databaseUrl: string): Promise<TestTenant> {
  const tenant = { id: newId('ten'), name: 'Test' };
  const keys = { operator: newApiKey(), partner: newApiKey(), viewer: newApiKey() };
  await seedTenant({ databaseUrl, tenant, keys });
  tenants.push(tenant.id);
  return { id: tenant.id, keys };
}
