import type { Logger } from 'pino';
import { createAnnounceActivities } from '../activities/announce/attempt-delivery';
import { Dispatcher } from '../activities/announce/dispatcher';
import type { Config } from '../adapters/environment/config';
import { createRepositories, type Database } from '../adapters/postgres';
import { listenForEvents } from '../adapters/postgres/webhooks-listen';
import { createSecretBox } from '../adapters/secrets/secret-box';
import { connectTemporal } from '../adapters/temporal/engine';
import { createWebhookSender } from '../adapters/webhooks/sender';
import type { AnnounceActivities } from '../workflows/announce/contract';
import type { PoolMetrics } from './metrics';

/** What the announcing of events needs of a process: steps of the retry workflow, and the dispatcher. */
export interface Announcing {
  activities: AnnounceActivities;
  /** Begin to dispatch. */
  start(): void;
  /** End, once the attempts under way are written down. */
  close(): Promise<void>;
}

/** Make the announcing of the io pool. */
export async function openAnnouncing(
  config: Config,
  database: Database,
  log: Logger,
  metrics: PoolMetrics,
): Promise<Announcing> {
  const { allowPrivate, allowLoopback, eventDays } = config.webhooks;
  const sender = createWebhookSender({ allowPrivate, allowLoopback });
  const engine = await connectTemporal({ ...config.temporal, identity: `dispatcher@${process.pid}` });
  const ports = {
    outbox: createRepositories(database).outbox,
    sender,
    secrets: createSecretBox(config.secretsKeys),
    log,
    counted: (cause: string, code: string) => metrics.webhookAttempts.inc({ cause, code }),
  };
  const dispatcher = new Dispatcher({ ...ports, engine, keptDays: eventDays });
  let stopListening: () => Promise<void> = async () => undefined;
  return {
    activities: createAnnounceActivities(ports),
    start() {
      stopListening = listenForEvents(config.database.url, () => dispatcher.wake());
      dispatcher.start();
    },
    async close() {
      await stopListening();
      await dispatcher.stop();
      await Promise.allSettled([sender.close(), engine.close()]);
    },
  };
}
