import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCollectionActivities } from '../../../activities/supply-chain/collect-uploads';
import type { ObjectStore } from '../../../adapters/object-store/port';
import { createObjectStore } from '../../../adapters/object-store/s3';
import { testStack } from '../../../tests/stack/use';
import { HeadendClient } from '../../cli/client';
import { createUploadMemory } from '../../cli/upload-memory';
import { newTenant, startTestServer, type TestServer, type TestTenant } from '../../testing/server';

const MIB = 1024 * 1024;
const PART = 16 * MIB;

let server: TestServer;
let store: ObjectStore;
let tenant: TestTenant;

beforeAll(async () => {
  const { database, env } = testStack();
  store = createObjectStore({
    endpoint: String(env.S3_ENDPOINT),
    accessKey: String(env.S3_ACCESS_KEY),
    secretKey: String(env.S3_SECRET_KEY),
    region: env.S3_REGION ?? 'us-east-1',
    bucket: String(env.S3_BUCKET),
  });
  server = await startTestServer(database, { store });
  tenant = await newTenant(database);
}, 60_000);
afterAll(() => server?.close());

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are compared
  body: any;
}

async function ask(method: string, where: string, body?: object): Promise<Answer> {
  const answer = await fetch(new URL(where, server.url), {
    method,
    headers: {
      Authorization: `Bearer ${tenant.keys.partner}`,
      'Idempotency-Key': randomUUID(),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

const multipart = async (bytes: number, more: object = {}): Promise<string> =>
  (await ask('POST', '/v1/uploads', { file_name: 'film.mov', protocol: 'multipart', bytes, ...more })).body.id;

async function sendPart(id: string, number: number, body: Buffer): Promise<{ number: number; etag: string }> {
  const { body: urls } = await ask('POST', `/v1/uploads/${id}/parts`, { from: number, to: number });
  const answer = await fetch(urls.data[0].url, { method: 'PUT', body: new Uint8Array(body) });
  expect(answer.status).toBe(200);
  return { number, etag: String(answer.headers.get('etag')) };
}

const order = (uploadId: string) =>
  ask('POST', '/v1/ingests', { external_id: randomUUID(), title: 'A film', source: { upload_id: uploadId } });

describe('uploads in presigned parts', () => {
  it('come in any order, are listed, completed once or twice, and can then be ordered', async () => {
    const body = randomBytes(2 * PART + 1000);
    const id = await multipart(body.length);
    expect((await order(id)).body).toMatchObject({
      code: 'upload/incomplete',
      errors: [{ field: 'source.upload_id' }],
    });
    const third = await sendPart(id, 3, body.subarray(2 * PART));
    const first = await sendPart(id, 1, body.subarray(0, PART));
    const seen = await ask('GET', `/v1/uploads/${id}/parts`);
    expect(seen.body).toMatchObject({
      part_bytes: PART,
      part_count: 3,
      data: [{ number: 1, bytes: PART }, { number: 3 }],
    });
    expect((await ask('POST', `/v1/uploads/${id}/complete`, {})).body).toMatchObject({
      code: 'upload/incomplete',
      errors: [{ field: 'parts.2' }],
    });
    const second = await sendPart(id, 2, body.subarray(PART, 2 * PART));
    const wrong = await ask('POST', `/v1/uploads/${id}/complete`, {
      parts: [first, { ...second, etag: first.etag }, third],
    });
    expect(wrong.body).toMatchObject({ code: 'upload/part-mismatch', errors: [{ field: 'parts.2' }] });
    for (const parts of [[third, first, second], undefined]) {
      const done = await ask('POST', `/v1/uploads/${id}/complete`, { parts });
      expect(done).toMatchObject({ status: 200, body: { status: 'uploaded', bytes: body.length } });
    }
    expect((await store.read(`uploads/${tenant.id}/${id}`)).equals(body)).toBe(true);
    const { body: ingest } = await order(id);
    expect((await ask('GET', `/v1/uploads/${id}`)).body).toMatchObject({ status: 'ingested', ingest_id: ingest.id });
  }, 60_000);

  it('are freed when the upload is given up', async () => {
    const id = await multipart(PART + 1);
    await sendPart(id, 1, randomBytes(PART));
    for (let twice = 0; twice < 2; twice++)
      expect((await ask('DELETE', `/v1/uploads/${id}`)).body).toMatchObject({ status: 'cancelled' });
    for await (const { key } of store.unfinished(`uploads/${tenant.id}/`)) expect(key).not.toContain(id);
    expect((await ask('POST', `/v1/uploads/${id}/parts`, { from: 1, to: 1 })).body).toMatchObject({
      code: 'upload/ended',
    });
    expect((await order(id)).body).toMatchObject({
      code: 'upload/not-usable',
      errors: [{ field: 'source.upload_id' }],
    });
  });

  it('refuses more addresses than parts, other protocols, files that are too large, and a wrong digest', async () => {
    const id = await multipart(PART + 1);
    expect((await ask('POST', `/v1/uploads/${id}/parts`, { from: 1, to: 3 })).status).toBe(422);
    expect((await ask('POST', `/v1/uploads/${id}/parts`, { from: 1, to: 101 })).status).toBe(422);
    const { body: single } = await ask('POST', '/v1/uploads', { file_name: 'a', bytes: 3 });
    expect((await ask('GET', `/v1/uploads/${single.id}/parts`)).body).toMatchObject({ code: 'upload/other-protocol' });
    const huge = await ask('POST', '/v1/uploads', { file_name: 'a', protocol: 'multipart', bytes: 9e15 });
    expect(huge.body).toMatchObject({ code: 'master/too-large', errors: [{ field: 'bytes' }] });
    const sha256 = createHash('sha256').update('other').digest('hex');
    const wrong = await multipart(3, { checksum: { sha256 } });
    await sendPart(wrong, 1, Buffer.from('abc'));
    expect((await ask('POST', `/v1/uploads/${wrong}/complete`, {})).body).toMatchObject({
      code: 'upload/checksum-mismatch',
    });
    expect((await ask('GET', `/v1/uploads/${wrong}`)).body).toMatchObject({
      status: 'errored',
      failure: { code: 'upload/checksum-mismatch' },
    });
  });

  it('goes on where it was broken off when the same file is sent again', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'headend-upload-'));
    const file = path.join(folder, 'film.mov');
    const body = randomBytes(5 * PART + 99);
    await writeFile(file, body);
    const memory = createUploadMemory(path.join(folder, 'memory'), server.url);
    const stop = new AbortController();
    const options = { api: server.url, key: tenant.keys.partner, patienceMs: 5_000 };
    const broken = new HeadendClient({ ...options, signal: stop.signal });
    await expect(
      broken.upload(file, (sent) => sent > 2.5 * PART && stop.abort(new Error('Ctrl-C')), memory),
    ).rejects.toThrow();
    const id = await memory.recall(file);
    const before = (await ask('GET', `/v1/uploads/${id}/parts`)).body.data.length;
    const told: number[] = [];
    const done = await new HeadendClient(options).upload(file, (sent) => void told.push(sent), memory);
    expect(done).toMatchObject({ id, status: 'uploaded' });
    expect(told[0]).toBeGreaterThanOrEqual(before * PART);
    expect((await store.read(`uploads/${tenant.id}/${id}`)).equals(body)).toBe(true);
    expect(await memory.recall(file)).toBeUndefined();
    await rm(folder, { recursive: true });
  }, 60_000);
});

describe('an upload in one PUT', () => {
  it('is not taken for an order when other bytes came after it was completed', async () => {
    const { body: put } = await ask('POST', '/v1/uploads', { file_name: 'a', bytes: 3 });
    const send = (body: string) => fetch(put.upload_url, { method: 'PUT', body });
    await send('abc');
    await ask('POST', `/v1/uploads/${put.id}/complete`, {});
    await send('xyz');
    expect((await order(put.id)).body).toMatchObject({
      code: 'source/changed',
      errors: [{ field: 'source.upload_id' }],
    });
    await send('abc');
    expect((await order(put.id)).status).toBe(201);
  });
});

describe('collection', () => {
  const HOUR_MS = 3_600_000;
  const now = { graceMs: 0, unusedMs: 24 * HOUR_MS, workMs: 30 * 24 * HOUR_MS };
  const activities = () => createCollectionActivities({ store, uploads: server.repositories.uploads });
  const expired = (id: string) =>
    server.database.upload.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  const longAgo = (id: string) =>
    server.database.$executeRaw`UPDATE uploads SET updated_at = now() - interval '1 hour' WHERE id = ${id}`;
  const statusOf = async (id: string) => (await ask('GET', `/v1/uploads/${id}`)).body.status;
  const keys = async (id: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const { key } of store.list(`uploads/${tenant.id}/${id}`)) found.push(key);
    for await (const { key } of store.unfinished(`uploads/${tenant.id}/${id}`)) found.push(key);
    return found;
  };

  it('ends abandoned uploads and frees their parts, but finds those whose bytes have come', async () => {
    const abandoned = await multipart(PART + 1);
    await sendPart(abandoned, 1, randomBytes(PART));
    const { body: put } = await ask('POST', '/v1/uploads', { file_name: 'a', bytes: 3 });
    await fetch(put.upload_url, { method: 'PUT', body: 'abc' });
    const fresh = await multipart(PART + 1);
    await sendPart(fresh, 1, randomBytes(PART));
    for (const id of [abandoned, put.id]) await expired(id);
    await activities().collectUploads(now);
    expect([await statusOf(abandoned), await keys(abandoned)]).toEqual(['timed_out', []]);
    expect([await statusOf(put.id), (await keys(put.id)).length]).toEqual(['uploaded', 1]);
    expect([await statusOf(fresh), (await keys(fresh)).length]).toEqual(['uploading', 1]);
  }, 60_000);

  it('never touches what an ingest under way needs, and removes it once that was published', async () => {
    const { body: put } = await ask('POST', '/v1/uploads', { file_name: 'a', bytes: 3 });
    await fetch(put.upload_url, { method: 'PUT', body: 'abc' });
    const { body: ingest } = await order(put.id);
    await longAgo(put.id);
    for (const status of ['queued', 'running', 'held']) {
      await server.database.ingest.update({ where: { id: ingest.id }, data: { status } });
      await activities().collectUploads(now);
      expect(await server.repositories.uploads.claimForCollection(put.id)).toBe(false);
      expect(await keys(put.id)).toHaveLength(1);
    }
    for (const [status, left] of [
      ['failed', 1],
      ['published', 0],
    ] as const) {
      const endedAt = new Date(Date.now() - 1000);
      await server.database.ingest.update({ where: { id: ingest.id }, data: { status, endedAt } });
      await activities().collectUploads(now);
      expect(await keys(put.id)).toHaveLength(left);
    }
    expect((await order(put.id)).body).toMatchObject({ code: 'upload/not-usable' });
  }, 60_000);

  it('removes intermediates only when they are old and no ingest works on their content', async () => {
    const sha256 = randomBytes(32).toString('hex');
    const key = `work/${tenant.id}/${sha256}/chunk`;
    await store.put(key, Buffer.from('x'), { contentType: 'video/mp4' });
    const { body: put } = await ask('POST', '/v1/uploads', { file_name: 'a', bytes: 3 });
    await fetch(put.upload_url, { method: 'PUT', body: 'abc' });
    const { body: ingest } = await order(put.id);
    const master = { tenantId: tenant.id, sha256, bytes: 3, objectKey: `masters/${randomUUID()}` };
    await server.repositories.records.saveMaster(ingest.id, master);
    const inUse = () => server.repositories.uploads.contentInUse(tenant.id, sha256, new Date(Date.now() + HOUR_MS));
    await activities().collectWork({ ...now, workMs: HOUR_MS });
    expect(await store.find(key)).toBeDefined();
    expect(await inUse()).toBe(true);
    await activities().collectWork({ ...now, workMs: -HOUR_MS });
    expect(await store.find(key)).toBeDefined();
    await server.database.ingest.updateMany({ where: { tenantId: tenant.id }, data: { status: 'published' } });
    expect(await inUse()).toBe(false);
    await activities().collectWork({ ...now, workMs: -HOUR_MS });
    expect(await store.find(key)).toBeUndefined();
  }, 60_000);
});
