import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { hashApiKey } from '../../adapters/postgres/ids';
import type { ApiKeyRecord, ApiKeys, RateCounter } from '../../adapters/postgres/keys-port';
import type {
  AuditRecord,
  IdempotencyClaim,
  IdempotencyRecords,
  Role,
  StoredAnswer,
} from '../../adapters/postgres/port';
import { createSecretBox } from '../../adapters/secrets/secret-box';
import { requestContext } from '../http/context';
import { corsRules } from '../http/cors';
import { keyLimit, strangerLimit } from '../http/limits';
import { createLogger } from '../http/logger';
import { mountRoutes } from '../http/mount';
import type { Route } from '../http/operation';
import { notFoundHandler, problemHandler } from '../http/problems';

/** The shared middleware around routes of a test's own, on a port of its own; keys and answers are in memory. */
export interface Doors {
  url: string;
  keys: Record<Role | 'stranger', string>;
  records: Records;
  /** The audit log. */
  audit: AuditRecord[];
  /** What the keys are, to be changed. */
  known: Record<Role | 'stranger', ApiKeyRecord>;
  close(): Promise<void>;
}

/** Idempotency records in memory; `lose` forgets the next answer, as a crash between work and answer does. */
export interface Records extends IdempotencyRecords {
  lose: boolean;
  /** Let every lock run out. */
  unlock(): void;
}

export async function openDoors(
  routes: Route[],
  { perMinute = 10_000, origins = [] as string[] } = {},
): Promise<Doors> {
  const keys = { operator: 'hk_operator', partner: 'hk_partner_1', viewer: 'hk_viewer_1', stranger: 'hk_stranger' };
  const records = memoryRecords();
  const app = express();
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestContext(createLogger('silent'), () => undefined));
  app.use('/v1', corsRules(origins), strangerLimit());
  const known = Object.fromEntries(Object.keys(keys).map((name) => [name, keyOf(name)])) as Doors['known'];
  const audit: AuditRecord[] = [];
  app.use(
    mountRoutes(routes, {
      apiKeys: memoryKeys(keys, known),
      limit: keyLimit(memoryCounter(), perMinute),
      origins,
      idempotency: records,
      audit: { audit: async (entry) => void (audit.some(({ key }) => key && key === entry.key) || audit.push(entry)) },
      secrets: createSecretBox([Buffer.alloc(32, 7)]),
      strictAnswers: true,
    }),
  );
  app.use('/v1', notFoundHandler);
  app.use(notFoundHandler);
  app.use(problemHandler);
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    records,
    audit,
    known,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const keyOf = (name: string): ApiKeyRecord => ({
  id: `key_${name}`,
  tenantId: name === 'stranger' ? 'ten_other' : 'ten_own',
  accountId: name === 'stranger' ? 'ten_other' : 'ten_own',
  role: name === 'stranger' ? 'operator' : (name as Role),
  scopes: [],
  label: name,
  testMode: false,
});

const memoryKeys = (keys: Doors['keys'], known: Doors['known']): ApiKeys => ({
  async find(hash) {
    const name = (Object.keys(keys) as (Role | 'stranger')[]).find((each) => hashApiKey(keys[each]) === hash);
    return name && known[name];
  },
  used: async () => undefined,
});

function memoryCounter(): RateCounter {
  const used = new Map<string, number>();
  return {
    async take(keyId) {
      used.set(keyId, (used.get(keyId) ?? 0) + 1);
      return { used: used.get(keyId) ?? 1, endsInS: 30 };
    },
  };
}

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
