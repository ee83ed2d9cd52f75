import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../infra/local/temporal-server';
import { ANNOUNCE_QUEUE } from '../../workflows/announce/contract';
import {
  SUPPLY_CHAIN_ENCODE_QUEUE,
  SUPPLY_CHAIN_IO_QUEUE,
  SUPPLY_CHAIN_PULL_QUEUE,
  SUPPLY_CHAIN_QUEUE,
} from '../../workflows/supply-chain/contract';
import { eventually } from './eventually';

export { eventually } from './eventually';

/** A namespace of its own on the shared server, with workers that run the real workflows over the test's activities. */
export interface Workshop {
  client: Client;
  namespace: string;
  stop(): Promise<void>;
}

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The workflow bundle, made once per test process. */
export const workflowBundle = (): Promise<WorkflowBundleWithSourceMap> => {
  bundle ??= bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows/index'),
    logger: new DefaultLogger('WARN'),
  });
  return bundle;
};

/** Quiet logs; must come before the first worker or connection of a test file. */
export const quietRuntime = (): void => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
};

/** @param slots how many steps of a queue run at once, where a test needs a queue to be short of them */
export async function openWorkshop(
  address: string,
  activities: object,
  slots: Partial<Record<string, number>> = {},
): Promise<Workshop> {
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  const types = { Keyword: 2, Int: 3 } as const;
  const searchAttributes = Object.fromEntries(
    Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, types[type]]),
  );
  await eventually(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes }));
  await eventually(async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    if (!Object.keys(searchAttributes).every((name) => name in (customAttributes ?? {})))
      throw new Error('not there yet');
  });
  const native = await NativeConnection.connect({ address });
  const workers = await Promise.all(
    [SUPPLY_CHAIN_QUEUE, SUPPLY_CHAIN_IO_QUEUE, SUPPLY_CHAIN_PULL_QUEUE, SUPPLY_CHAIN_ENCODE_QUEUE, ANNOUNCE_QUEUE].map(
      async (taskQueue) =>
        Worker.create({
          connection: native,
          namespace,
          taskQueue,
          activities,
          maxHeartbeatThrottleInterval: '500 ms',
          ...(slots[taskQueue] ? { maxConcurrentActivityTaskExecutions: slots[taskQueue] } : {}),
          ...([SUPPLY_CHAIN_QUEUE, ANNOUNCE_QUEUE].includes(taskQueue)
            ? { workflowBundle: await workflowBundle() }
            : {}),
        }),
    ),
  );
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    client: new Client({ connection, namespace }),
    namespace,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await native.close();
      await connection.close();
    },
  };
}
