import http from 'node:http';
import path from 'node:path';
import type { Logger } from 'pino';
import { createSharpArtwork } from '../adapters/artwork/sharp-artwork';
import { loadDrmVendor } from '../adapters/drm-vendors/vendor-file';
import { type Config, readConfig, repositoryRoot } from '../adapters/environment/config';
import { createFileKms } from '../adapters/kms/file-kms';
import { createObjectStore } from '../adapters/object-store/s3';
import { createRepositories, openDatabase, pingDatabase } from '../adapters/postgres';
import { createContentKeys } from '../adapters/postgres/content-keys';
import { createLicenceLedger } from '../adapters/postgres/licence-ledger';
import { createUploadLocks } from '../adapters/postgres/upload-locks';
import { loadChannelTemplates } from '../adapters/profiles/channel-templates';
import { loadEncodeProfiles } from '../adapters/profiles/encode-profiles';
import { loadPlaybackPolicies } from '../adapters/profiles/playback-policies';
import { loadQcPolicies } from '../adapters/profiles/qc-policies';
import { createSecretBox } from '../adapters/secrets/secret-box';
import { connectTemporal } from '../adapters/temporal/engine';
import { createCommonAccessTokens } from '../adapters/tokens/common-access-tokens';
import { createLicenceTokens } from '../adapters/tokens/licence-tokens';
import { createMediaPathTokens } from '../adapters/tokens/media-tokens';
import { type ApiDeps, createApi } from './app';
import { lostChannels } from './channels/channels';
import { createLogger } from './http/logger';
import { closeGracefully } from './http/shutdown';
import { lostAvailsImports } from './rights/avails';
import { lostBulkOrders } from './supply-chain/bulk-orders';
import { overdueCollections } from './supply-chain/collections';
import { lostRunWatch } from './supply-chain/lost-runs';

const WATCH_EVERY_MS = 5_000;
const COLLECT_EVERY_MS = 600_000;
const SWEEP_EVERY_MS = 3_600_000;

/** A connection on which nothing moves for so long is closed; longer than any answer takes. */
const SILENCE_MS = 120_000;

/** A key that never exists: looking for it tells whether the store answers. */
const PROBE_KEY = 'readiness/probe';

async function main(): Promise<void> {
  const config = readConfig('api');
  const log = createLogger(config.logLevel);
  const database = openDatabase(config.database);
  const engine = await connectTemporal({ ...config.temporal, identity: `api@${process.pid}` });
  const store = createObjectStore(config.objectStore);
  const repositories = createRepositories(database, config);
  const uploadLocks = createUploadLocks(config.database);
  const ledger = createLicenceLedger(config.database);
  const kms = createFileKms(config.kekFile);
  await kms.current(); // an API without it could give no licence
  const contentKeys = createContentKeys(database, kms);
  const handler = createApi({
    ...fromConfig(config),
    playback: {
      contentKeys,
      ledger,
      tokens: createLicenceTokens(config.playbackKeys, config.http.publicUrl),
      pathTokens: createMediaPathTokens(config.playbackKeys),
      accessTokens: config.catKeys.length > 0 ? createCommonAccessTokens(config.catKeys) : undefined,
      vendor: loadDrmVendor(config.drmVendorFile),
      delivery: config.delivery,
      policies: loadPlaybackPolicies(path.join(repositoryRoot(), 'profiles', 'playback')),
    },
    repositories,
    store,
    artworkMaker: createSharpArtwork(),
    engine,
    uploadLocks,
    log,
    readiness: {
      database: () => pingDatabase(database),
      object_store: () => store.find(PROBE_KEY),
      temporal: () => engine.ping(),
    },
  });
  const watch = lostRunWatch({ ...repositories, engine, publicUrl: config.http.publicUrl, log });
  const timers = [
    every(WATCH_EVERY_MS, watch, log),
    every(WATCH_EVERY_MS, lostBulkOrders({ ...repositories, engine }), log),
    every(WATCH_EVERY_MS, lostAvailsImports({ ...repositories, engine }), log),
    every(WATCH_EVERY_MS, lostChannels({ ...repositories, engine }), log),
    every(COLLECT_EVERY_MS, overdueCollections({ ...repositories, engine, log, ...config }), log),
    every(SWEEP_EVERY_MS, () => repositories.idempotency.sweep(), log),
    every(SWEEP_EVERY_MS, () => ledger.sweep(), log),
    every(SWEEP_EVERY_MS, () => contentKeys.sweep(), log),
  ];
  const server = await listen(http.createServer(handler), config.http);
  log.info({ host: config.http.host, port: config.http.port }, 'listening');
  await terminated();
  log.info('shutting down');
  for (const timer of timers) clearInterval(timer);
  // Uploads that are under way put away what has arrived; their clients go on at another node.
  await uploadLocks.close();
  await closeGracefully(server, config.shutdownGraceS * 1000);
  await Promise.allSettled([engine.close(), ledger.close(), database.$disconnect()]);
  log.info('stopped');
}

function fromConfig(
  config: Config,
): Omit<
  ApiDeps,
  'repositories' | 'store' | 'artworkMaker' | 'engine' | 'uploadLocks' | 'playback' | 'log' | 'readiness'
> {
  const profiles = path.join(repositoryRoot(), 'profiles');
  return {
    settings: {
      profiles: loadEncodeProfiles(path.join(profiles, 'encode')),
      policies: loadQcPolicies(path.join(profiles, 'qc')),
      holdExpiryHours: config.holdExpiryHours,
      versionGraceHours: config.versionGraceHours,
      publicUrl: config.http.publicUrl,
    },
    uploads: { ...config.uploads, maxBytes: config.maxMasterBytes },
    allowPrivate: config.pull.allowPrivate,
    webhookTargets: config.webhooks,
    temporal: config.temporal,
    storeOrigin: new URL(config.objectStore.publicEndpoint).origin,
    pages: { dist: path.join(repositoryRoot(), 'web/dist'), localKeys: config.http.localKeys },
    rateLimit: config.http.rateLimit,
    imageOrigins: config.http.imageOrigins,
    channelTemplates: loadChannelTemplates(path.join(profiles, 'channels')),
    origins: config.http.corsOrigins,
    secrets: createSecretBox(config.secretsKeys),
    trustProxy: config.http.trustProxy,
  };
}

/** Repeat work, one round at a time; a round that fails is told once per kind of failure and tried again. */
function every(ms: number, work: () => Promise<unknown>, log: Logger): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    work()
      .catch((error: unknown) => log.warn({ err: error }, 'background work failed; it is tried again'))
      .finally(() => {
        busy = false;
      });
  }, ms).unref();
}

function listen(server: http.Server, { host, port }: { host: string; port: number }): Promise<http.Server> {
  // Longer than the usual idle time of a proxy, so that it never sends into a connection that is just closing.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
  // A request may bring 100 GB: its length is bounded by silence, not by its duration.
  server.requestTimeout = 0;
  server.timeout = SILENCE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

const terminated = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
