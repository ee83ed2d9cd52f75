import { createServer, type Server } from 'node:http';
import type { Worker } from '@temporalio/worker';
import type { Registry } from 'prom-client';

/** `/healthz` while the process lives, `/readyz` while the worker polls, `/metrics` for Prometheus. */
export function startHealthServer(
  { host, port }: { host: string; port: number },
  registry: Registry,
  workers: () => Worker[],
): Promise<Server> {
  const server = createServer((request, reply) => {
    const answer = async (): Promise<[number, string, string]> => {
      if (request.url === '/healthz') return [200, 'text/plain', 'ok\n'];
      if (request.url === '/metrics') return [200, registry.contentType, await registry.metrics()];
      if (request.url === '/readyz') {
        const states = workers().map((worker) => worker.getState());
        const ready = states.length > 0 && states.every((state) => state === 'RUNNING');
        return [ready ? 200 : 503, 'application/json', `${JSON.stringify({ ready, states })}\n`];
      }
      return [404, 'text/plain', 'not found\n'];
    };
    answer().then(
      ([status, type, body]) => reply.writeHead(status, { 'content-type': type }).end(body),
      () => reply.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
