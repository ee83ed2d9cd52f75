import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { createCdnPurge } from '../adapters/cdn/http-purge';
import { loadCdnSettings } from '../adapters/cdn/settings';
import { createSpekeKeys } from '../adapters/content-keys/speke-keys';
import type { Config } from '../adapters/environment/config';
import { repositoryRoot } from '../adapters/environment/root';
import { createFfmpeg } from '../adapters/ffmpeg/ffmpeg';
import { createFfprobe } from '../adapters/ffmpeg/ffprobe';
import { createHttpSource } from '../adapters/http-source/http-source';
import { createFileKms } from '../adapters/kms/file-kms';
import { createLocalCopies } from '../adapters/local-copies/local-copies';
import { createObjectStore } from '../adapters/object-store/s3';
import { createMp4Inspector } from '../adapters/packager/inspector';
import { createPackager } from '../adapters/packager/packager';
import { createFakeGateway } from '../adapters/payment/fake-gateway';
import { createRepositories, openDatabase } from '../adapters/postgres';
import { createContentKeys } from '../adapters/postgres/content-keys';
import { createFakeBooks } from '../adapters/postgres/fake-books';
import { createTestData } from '../adapters/postgres/test-data';
import { createProcessRunner } from '../adapters/process/runner';
import { loadEncodeProfiles, ProfileError } from '../adapters/profiles/encode-profiles';
import { createSecretBox } from '../adapters/secrets/secret-box';
import { HeadendError } from '../domain/failures';
import type { EncodeProfile } from '../domain/media/profile';
import { openAnnouncing } from './announce';
import { openIntake } from './intake';
import type { PoolMetrics } from './metrics';
import type { PoolName } from './pools';
import { openRights } from './rights';
import type { WorkerPorts } from './supply-chain';

/** Make the real outside world of one pool. */
export async function openPorts(
  config: Config,
  log: Logger,
  pool: PoolName,
  metrics: PoolMetrics,
): Promise<WorkerPorts & { close(): Promise<void> }> {
  await mkdir(config.scratchDir, { recursive: true });
  await mkdir(config.cache.dir, { recursive: true });
  const store = createObjectStore(config.objectStore);
  const copies = await createLocalCopies({
    store,
    cacheDir: config.cache.dir,
    cacheBytes: config.cache.bytes,
    scratchDir: config.scratchDir,
  });
  const database = openDatabase(config.database);
  const repositories = createRepositories(database, config);
  const kms = createFileKms(config.kekFile);
  const spekeKeys = config.speke && createSpekeKeys(config.speke);
  if (pool === 'io') {
    await kms.current(); // packages could not be encrypted, which would show only after the encode
    await spekeKeys?.check();
  }
  const announcing = pool === 'io' ? await openAnnouncing(config, database, log, metrics) : undefined;
  const intake = pool === 'io' ? await openIntake(config, { database, store, log }) : undefined;
  const cdn = createCdnPurge(pool === 'io' ? loadCdnSettings(config.delivery.cdnPurgeFile) : [], (name, result) =>
    metrics.cdnPurges.inc({ cdn: name, result }),
  );
  const rights = await openRights(config, database, { cdn, metrics });
  const runner = createProcessRunner({ limits: config.toolLimits });
  const tool = (file: string | undefined, name: string): string => {
    if (file) return file;
    throw new HeadendError('tool/missing', `The ${pool} pool needs ${name}; set its variable or run npm run doctor.`);
  };
  return {
    config,
    log,
    store,
    copies,
    records: repositories.records,
    uploads: repositories.uploads,
    sourceCredentials: repositories.sourceCredentials,
    availsImports: repositories.availsImports,
    channels: repositories.channels,
    conditionings: repositories.conditionings,
    linearBase: linearBase(),
    billing: repositories.billing,
    gateway: createFakeGateway(createFakeBooks(database)),
    secrets: createSecretBox(config.secretsKeys),
    rights: rights.ports,
    testData: createTestData(database),
    contentKeys: createContentKeys(database, kms, spekeKeys),
    cdn,
    ffmpeg: createFfmpeg({ path: tool(config.tools.ffmpeg, 'ffmpeg (HEADEND_FFMPEG)'), runner }),
    ffprobe: createFfprobe({ path: tool(config.tools.ffprobe, 'ffprobe (HEADEND_FFPROBE)'), runner }),
    packager: createPackager({
      kind: config.tools.packagerKind,
      path: config.tools.packager,
      bento4Dir: config.tools.bento4Dir,
      runner,
    }),
    inspector: createMp4Inspector({ dir: config.tools.bento4Dir, runner }),
    http: createHttpSource({ allowPrivate: config.pull.allowPrivate }, config.pull.stallS * 1000),
    announcing,
    intake,
    close: async () => {
      await announcing?.close();
      await intake?.close();
      await rights.close();
      await database.$disconnect();
    },
  };
}

/** Packages for channels have the encoder and the qualities of what the house makes for channels itself. @throws {ProfileError} */
function linearBase(): EncodeProfile {
  const profile = loadEncodeProfiles(path.join(repositoryRoot(), 'profiles', 'encode')).get('house');
  if (profile) return profile;
  throw new ProfileError(['profiles/encode/house.yaml: it is missing; packages for channels are made by it']);
}
