import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { type Config, readConfig, repositoryRoot } from '../adapters/environment/config';
import { connectionOptions } from '../adapters/temporal/engine';
import { startHealthServer } from './health';
import { activityInterceptor } from './interceptor';
import { createLog, sdkLog } from './log';
import { createPoolMetrics } from './metrics';
import { POOL_SHAPES, POOLS, type PoolName } from './pools';
import { openPorts } from './ports';
import { ensureSchedules } from './schedules';

/** How often a heartbeat may travel: cancellation reaches an encoder within this time. */
const HEARTBEAT_THROTTLE = '2 seconds';

/** Serve one pool until TERM or INT, then let running steps end within the grace time; what is left is retried elsewhere. */
async function main(): Promise<void> {
  const pool = poolOf(process.argv.slice(2));
  const config = readConfig('worker');
  const log = createLog(pool, config.logLevel);
  const metrics = createPoolMetrics(pool);
  installRuntime(config, log);

  const running: Worker[] = [];
  const health = await startHealthServer(config.metrics, metrics.registry, () => running);
  const ports = await openPorts(config, log, pool, metrics);
  const connection = await NativeConnection.connect(await connectionOptions(config.temporal));
  for (const shape of POOL_SHAPES[pool]) {
    running.push(
      await Worker.create({
        connection,
        namespace: config.temporal.namespace,
        taskQueue: shape.taskQueue,
        identity: `${pool}@${hostname()}:${process.pid}`,
        activities: shape.activities(ports),
        interceptors: { activity: [activityInterceptor({ log, metrics, beats: shape.beats })] },
        ...(shape.workflows ? workflowBundle() : {}),
        ...shape.slots(config),
        maxHeartbeatThrottleInterval: HEARTBEAT_THROTTLE,
        defaultHeartbeatThrottleInterval: HEARTBEAT_THROTTLE,
        shutdownGraceTime: `${config.shutdownGraceS} seconds`,
        shutdownForceTime: `${config.shutdownGraceS + 15} seconds`,
      }),
    );
    log.info({ taskQueue: shape.taskQueue, slots: shape.slots(config) }, `${pool} pool is serving`);
  }
  if (pool === 'orchestration') void ensureSchedules(connection, config, log);
  ports.announcing?.start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      log.info({ signal }, 'shutting down');
      shutDown(running);
    });
  try {
    await runAll(running);
  } finally {
    await connection.close().catch(() => undefined);
    await ports.close();
    health.close();
  }
  log.info('stopped');
}

/** Serve until all have ended; one that ends by itself takes the others with it. */
async function runAll(workers: Worker[]): Promise<void> {
  const ended = await Promise.allSettled(workers.map((worker) => worker.run().finally(() => shutDown(workers))));
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason;
}

function shutDown(workers: Worker[]): void {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
}

function poolOf(args: string[]): PoolName {
  const name = args[args.indexOf('--pool') + 1];
  const pool = POOLS.find((known) => known === name);
  if (!args.includes('--pool') || !pool) throw new Error(`Say which pool to serve: --pool ${POOLS.join(' | ')}.`);
  return pool;
}

function installRuntime(config: Config, log: ReturnType<typeof createLog>): void {
  const { host, sdkPort } = config.metrics;
  Runtime.install({
    logger: sdkLog(log),
    shutdownSignals: [],
    ...(sdkPort ? { telemetryOptions: { metrics: { prometheus: { bindAddress: `${host}:${sdkPort}` } } } } : {}),
  });
}

function workflowBundle(): { workflowBundle: { codePath: string } } {
  const codePath = path.join(repositoryRoot(), 'dist', 'workflow-bundle.js');
  if (!existsSync(codePath)) throw new Error('The workflow bundle is missing. Make it with: npm run build');
  return { workflowBundle: { codePath } };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
