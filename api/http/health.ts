import { Router } from 'express';
import type { Registry } from 'prom-client';
import { contextOf } from './context';

/** What must answer for the API to be of use, by name. Each rejects when it does not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

const CHECK_TIMEOUT_MS = 3_000;

/** `/healthz`: the process runs. `/readyz`: all it needs answers. `/metrics`: Prometheus text. */
export function healthRouter(checks: ReadinessChecks, registry: Registry): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const names = Object.keys(checks);
    const results = await Promise.allSettled(names.map((name) => within(checks[name] as () => Promise<unknown>)));
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

async function within(check: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), CHECK_TIMEOUT_MS);
  });
  await Promise.race([check(), late]).finally(() => clearTimeout(timer));
}
