import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { hashApiKey } from '../../adapters/postgres/ids';
import type { ApiKeys, IdempotencyClaim, IdempotencyRecords, Role, StoredAnswer } from '../../adapters/postgres/port';
import { requestContext } from '../http/context';
import { rateLimits } from '../http/limits';
import { createLogger } from '../http/logger';
import { mountRoutes } from '../http/mount';
import type { Route } from '../http/operation';
import { notFoundHandler, problemHandler } from '../http/problems';

/** The shared middleware around routes of a test's own, on a port of its own; keys and answers are in memory. */
export interface Doors {
  url: string;
  keys: Record<Role | 'stranger', string>;
  records: Records;
  close(): Promise<void>;
}

/** Idempotency records in memory; `lose` forgets the next answer, as a crash between work and answer does. */
export interface Records extends IdempotencyRecords {
  lose: boolean;
  /** Let every lock run out. */
  unlock(): void;
}

export async function openDoors(routes: Route[], { perMinute = 10_000 } = {}): Promise<Doors> {
  const keys = { operator: 'hk_operator', partner: 'hk_partner_1', viewer: 'hk_viewer_1', stranger: 'hk_stranger' };
  const records = memoryRecords();
  const app = express();
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestContext(createLogger('silent'), () => undefined));
  app.use('/v1', ...rateLimits(perMinute));
  app.use(mountRoutes(routes, { apiKeys: memoryKeys(keys), idempotency: records, strictAnswers: true }));
  app.use(notFoundHandler);
  app.use(problemHandler);
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    records,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const memoryKeys = (keys: Doors['keys']): ApiKeys => ({
  async find(hash) {
    const name = (Object.keys(keys) as (Role | 'stranger')[]).find((each) => hashApiKey(keys[each]) === hash);
    if (!name) return undefined;
    const tenantId = name === 'stranger' ? 'ten_other' : 'ten_own';
    return { id: `key_${name}`, tenantId, role: name === 'stranger' ? 'operator' : name, label: name };
  },
  used: async () => undefined,
});

function memoryRecords(): Records {
  const rows = new Map<string, { fingerprint: string; locked: boolean; answer?: StoredAnswer }>();
  const idOf = ({ tenantId, key }: { tenantId: string; key: string }) => JSON.stringify([tenantId, key]);
  const records: Records = {
    lose: false,
    unlock() {
      for (const row of rows.values()) row.locked = false;
    },
    async claim(request): Promise<IdempotencyClaim> {
      const row = rows.get(idOf(request));
      if (!row) rows.set(idOf(request), { fingerprint: request.fingerprint, locked: true });
      else if (row.fingerprint !== request.fingerprint) return { state: 'mismatch' };
      else if (row.answer) return { state: 'answered', answer: row.answer };
      else if (row.locked) return { state: 'in-flight' };
      return { state: 'claimed' };
    },
    async answer({ answer, ...request }) {
      const row = rows.get(idOf(request));
      if (records.lose) throw new Error('the process is gone');
      if (row) row.answer = answer;
    },
    async release(request) {
      if (!records.lose) rows.delete(idOf(request));
    },
    sweep: async () => 0,
  };
  return records;
}
