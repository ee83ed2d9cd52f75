import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../adapters/environment/config';
import { repositoryRoot } from '../adapters/environment/root';
import type { ObjectStore } from '../adapters/object-store/port';
import { createRepositories, type Database } from '../adapters/postgres';
import { loadEncodeProfiles } from '../adapters/profiles/encode-profiles';
import { loadQcPolicies } from '../adapters/profiles/qc-policies';
import { connectTemporal } from '../adapters/temporal/engine';
import { createOrderDesk } from '../api/supply-chain/order-desk';
import type { IntakePorts } from './supply-chain';

/** What takes orders in the io pool, by the very rules of the API. */
export async function openIntake(
  config: Config,
  { database, store, log }: { database: Database; store: ObjectStore; log: Logger },
): Promise<IntakePorts & { close(): Promise<void> }> {
  const repositories = createRepositories(database);
  const engine = await connectTemporal({ ...config.temporal, identity: `intake@${process.pid}` });
  const profiles = path.join(repositoryRoot(), 'profiles');
  const desk = createOrderDesk({
    ...repositories,
    engine,
    store,
    log,
    publicUrl: config.http.publicUrl,
    maxBytes: config.maxMasterBytes,
    allowPrivate: config.pull.allowPrivate,
    settings: {
      ...config,
      profiles: loadEncodeProfiles(path.join(profiles, 'encode')),
      policies: loadQcPolicies(path.join(profiles, 'qc')),
    },
  });
  return { ...repositories, desk, close: () => engine.close() };
}
