import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { hashApiKey } from '../../adapters/postgres/ids';
import type { ApiKeyRecord, ApiKeys, RateCounter } from '../../adapters/postgres/keys-port';
import type {
  AuditRecord,
  HeldRecord,
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

/** Records that nobody else sees. */
export function memoryRecords(): Records {
  interface Row {
    fingerprint: string;
    lock: number;
    answer?: StoredAnswer;
  }
  const rows = new Map<string, Row>();
  const idOf = ({ tenantId, key }: { tenantId: string; key: string }) => JSON.stringify([tenantId, key]);
  const heldRow = (request: HeldRecord) => {
    const row = rows.get(idOf(request));
    return row && !row.answer && row.lock === request.lock.getTime() ? row : undefined;
  };
  const records: Records = {
    lose: false,
    unlock() {
      for (const row of rows.values()) row.lock = 1;
    },
    async claim({ fingerprints, lockMs, ...request }): Promise<IdempotencyClaim> {
      const [first = ''] = fingerprints;
      const row = rows.get(idOf(request)) ?? { fingerprint: first, lock: 0 };
      const same = fingerprints.includes(row.fingerprint);
      if (!same && (row.answer || row.lock > 0)) return { state: 'mismatch' };
      if (row.answer) return { state: 'answered', answer: row.answer };
      if (row.lock > Date.now()) return { state: 'in-flight' };
      const fingerprint = same ? row.fingerprint : first;
      const lock = Date.now() + lockMs;
      rows.set(idOf(request), { fingerprint, lock });
      return { state: 'claimed', lock: new Date(lock), fingerprint };
    },
    async renew({ lockMs, ...request }) {
      const row = heldRow(request);
      if (!row) return undefined;
      row.lock = Date.now() + lockMs;
      return new Date(row.lock);
    },
    async answer({ answer, ...request }) {
      const row = heldRow(request);
      if (records.lose) throw new Error('the process is gone');
      if (row) row.answer = answer;
      return row !== undefined;
    },
    async release(request) {
      const row = heldRow(request);
      if (row && !records.lose) row.lock = 0;
    },
    sweep: async () => 0,
  };
  return records;
}
