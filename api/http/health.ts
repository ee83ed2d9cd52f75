import { Router } from 'express';
import type { Registry } from 'prom-client';
import { contextOf } from './context';

/** What must answer for the API to be of use, by name. Each rejects when it does not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

const CHECK_TIMEOUT_MS = 3_000;

/**
 * `/healthz`: the process runs. `/readyz`: all it needs answers; `?exclude=temporal` leaves a check out, for those who
 * take a node away that is not ready: while the workflow engine is away, titles still play. `/metrics`: Prometheus text.
 */
export function healthRouter(checks: ReadinessChecks, registry: Registry): Router {
  const router = Router();
  const run = Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, shared(() => within(check))]));
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (request, response) => {
    const excluded = [request.query.exclude].flat();
    const names = Object.keys(checks).filter((name) => !excluded.includes(name));
    const results = await Promise.allSettled(names.map((name) => run[name]?.()));
    const ready = results.every(({ status }) => status === 'fulfilled');
    if (!ready) contextOf(response).failureCode = 'not-ready';
    response.status(ready ? 200 : 503).json({
      status: ready ? 'ready' : 'waiting',
      checks: Object.fromEntries(names.map((name, at) => [name, results[at]?.status === 'fulfilled' ? 'ok' : 'down'])),
    });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** Callers that come while a check runs wait for its answer: strangers cannot make it run more often than it takes. */
function shared(check: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= check().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function within(check: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), CHECK_TIMEOUT_MS);
  });
  await Promise.race([check(), late]).finally(() => clearTimeout(timer));
}
