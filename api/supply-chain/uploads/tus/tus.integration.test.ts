import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../../../../adapters/object-store/port';
import { createObjectStore, type ObjectStoreConfig } from '../../../../adapters/object-store/s3';
import { createRepositories, type Database, openDatabase } from '../../../../adapters/postgres';
import { testStack } from '../../../../tests/stack/use';
import { type ApiProcess, startApiProcess } from '../../../testing/api-process';
import { newTenant, type TestTenant } from '../../../testing/server';

const MIB = 1024 * 1024;
const CHUNK = { 'Content-Type': 'application/offset+octet-stream' };

let api: ApiProcess;
let tenant: TestTenant;
let database: Database;
let store: ObjectStore;

beforeAll(async () => {
  const { database: url, env } = testStack();
  database = openDatabase({ url });
  store = createObjectStore(storeConfig(env));
  tenant = await newTenant(url);
  api = await startApiProcess();
}, 60_000);
afterAll(async () => {
  await api?.kill();
  await database?.$disconnect();
});

const storeConfig = (env: Record<string, string>): ObjectStoreConfig => ({
  endpoint: String(env.S3_ENDPOINT),
  accessKey: String(env.S3_ACCESS_KEY),
  secretKey: String(env.S3_SECRET_KEY),
  region: env.S3_REGION ?? 'us-east-1',
  bucket: env.S3_BUCKET ?? 'headend',
});

interface Ask {
  method: string;
  headers?: Record<string, string>;
  body?: Buffer;
  key?: string;
}

const tus = (where: string, { method, headers, body, key = tenant.keys.partner }: Ask) =>
  fetch(new URL(where, api.url), {
    method,
    headers: { 'Tus-Resumable': '1.0.0', Authorization: `Bearer ${key}`, ...headers },
    body: body && new Uint8Array(body),
  });

async function created(bytes: number | undefined, headers: Record<string, string> = {}): Promise<string> {
  const length: Record<string, string> =
    bytes === undefined ? { 'Upload-Defer-Length': '1' } : { 'Upload-Length': String(bytes) };
  const answer = await tus('/v1/uploads/tus', { method: 'POST', headers: { ...length, ...headers } });
  expect(answer.status).toBe(201);
  return String(answer.headers.get('location'));
}

const patch = (where: string, offset: number, body: Buffer, headers: Record<string, string> = {}) =>
  tus(where, { method: 'PATCH', headers: { ...CHUNK, 'Upload-Offset': String(offset), ...headers }, body });

const offsetOf = async (where: string): Promise<number> => {
  const answer = await tus(where, { method: 'HEAD' });
  expect(answer.status).toBe(200);
  return Number(answer.headers.get('upload-offset'));
};

const idOf = (where: string): string => String(where.split('/').at(-1));

async function stored(where: string): Promise<Buffer> {
  const upload = await createRepositories(database).uploads.find(tenant.id, idOf(where));
  expect(upload).toMatchObject({ status: 'uploaded' });
  return store.read(String(upload?.objectKey));
}

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;

describe('tus', () => {
  it('tells what it can do without a key', async () => {
    const { headers, status } = await fetch(new URL('/v1/uploads/tus', api.url), { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('tus-version')).toBe('1.0.0');
    expect(headers.get('tus-extension')).toContain('checksum');
    expect(headers.get('tus-checksum-algorithm')).toContain('sha1');
    expect(Number(headers.get('tus-max-size'))).toBeGreaterThan(100 * 1024 ** 3);
  });

  it.each([1, 3 * MIB, 8 * MIB, 8 * MIB + 1, 20 * MIB + 77])('takes %i bytes in one request', async (bytes) => {
    const body = randomBytes(bytes);
    const where = await created(bytes, {
      'Upload-Metadata': `filename ${Buffer.from('my film.mov').toString('base64')}`,
    });
    const answer = await patch(where, 0, body);
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(bytes)]);
    expect((await stored(where)).equals(body)).toBe(true);
    const head = await tus(where, { method: 'HEAD' });
    expect(head.headers.get('upload-metadata')).toContain('filename ');
    const seen = await fetch(new URL(`/v1/uploads/${idOf(where)}`, api.url), {
      headers: { Authorization: `Bearer ${tenant.keys.partner}` },
    });
    expect(await seen.json()).toMatchObject({ status: 'uploaded', file_name: 'my film.mov', bytes, protocol: 'tus' });
  });

  it('puts odd pieces together, smaller and larger than a part', async () => {
    const body = randomBytes(30 * MIB + 5);
    const where = await created(body.length);
    let at = 0;
    for (const piece of [1, 2 * MIB, 7 * MIB, 9 * MIB + 3, 1000, body.length]) {
      const end = Math.min(body.length, at + piece);
      expect((await patch(where, at, body.subarray(at, end))).status).toBe(204);
      at = end;
      expect(await offsetOf(where)).toBe(at);
    }
    expect((await stored(where)).equals(body)).toBe(true);
    const left: string[] = [];
    for await (const { key } of store.list(`uploads/${tenant.id}/${idOf(where)}`)) left.push(key);
    expect(left).toEqual([`uploads/${tenant.id}/${idOf(where)}`]);
  });

  it('takes bytes with the creation, an empty file, and a length that comes later', async () => {
    const body = randomBytes(1234);
    const made = await tus('/v1/uploads/tus', {
      method: 'POST',
      headers: { ...CHUNK, 'Upload-Length': '2000' },
      body,
    });
    expect([made.status, made.headers.get('upload-offset')]).toEqual([201, '1234']);
    expect((await stored(await created(0))).length).toBe(0);
    const where = await created(undefined);
    expect((await patch(where, 0, body)).status).toBe(204);
    expect((await tus(where, { method: 'HEAD' })).headers.get('upload-defer-length')).toBe('1');
    expect((await patch(where, 1234, Buffer.alloc(0), { 'Upload-Length': '1234' })).status).toBe(204);
    expect((await stored(where)).equals(body)).toBe(true);
  });

  it('refuses another offset, more than declared, a wrong digest, and what is no tus', async () => {
    const body = randomBytes(9 * MIB);
    const where = await created(body.length);
    expect((await patch(where, 0, body.subarray(0, 100))).status).toBe(204);
    const conflict = await patch(where, 99, body.subarray(99, 200));
    expect([conflict.status, await codeOf(conflict)]).toEqual([409, 'upload/offset-conflict']);
    expect((await patch(where, 100, body)).status).toBe(413);
    const sha1 = (bytes: Buffer) => ({
      'Upload-Checksum': `sha1 ${createHash('sha1').update(bytes).digest('base64')}`,
    });
    const damaged = await patch(where, 100, body.subarray(100), sha1(Buffer.from('other')));
    expect([damaged.status, await codeOf(damaged)]).toEqual([460, 'upload/chunk-damaged']);
    expect(await offsetOf(where)).toBe(100);
    expect((await patch(where, 100, body.subarray(100), sha1(body.subarray(100)))).status).toBe(204);
    expect((await stored(where)).equals(body)).toBe(true);
    // Few bytes: a refusal comes before they are read, and a client that still sends may not see it.
    const few = body.subarray(0, 100);
    expect((await patch(where, 0, few, { 'Upload-Checksum': 'crc7 aaaa' })).status).toBe(400);
    expect((await patch(where, 0, few, { 'Tus-Resumable': '0.2.2' })).status).toBe(412);
    expect((await patch(where, 0, few, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await tus('/v1/uploads/tus', { method: 'POST' })).status).toBe(400);
    expect((await tus('/v1/uploads/tus', { method: 'POST', headers: { 'Upload-Length': '9e9' } })).status).toBe(400);
    expect((await tus(where, { method: 'GET' })).status).toBe(405);
  });

  it('shows nothing to another tenant and asks everyone for a key', async () => {
    const where = await created(10);
    const { keys } = await newTenant(testStack().database);
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const headers = { ...CHUNK, 'Upload-Offset': '0' };
      expect((await tus(where, { method, headers, key: keys.partner })).status).toBe(404);
      expect((await tus(where, { method, headers, key: 'hk_wrong_key_of_nobody' })).status).toBe(401);
      expect((await tus(where, { method, headers, key: tenant.keys.viewer })).status).toBe(403);
    }
  });

  it('takes nothing more once it is whole', async () => {
    const where = await created(3);
    expect((await patch(where, 0, Buffer.from('abc'))).status).toBe(204);
    expect((await patch(where, 3, Buffer.from('more'))).status).toBe(413);
    expect((await patch(where, 3, Buffer.alloc(0))).status).toBe(204);
  });

  it('frees everything when it is terminated', async () => {
    const where = await created(20 * MIB);
    expect((await patch(where, 0, randomBytes(9 * MIB))).status).toBe(204);
    expect((await tus(where, { method: 'DELETE' })).status).toBe(204);
    expect((await tus(where, { method: 'HEAD' })).status).toBe(410);
    // A client told 204 here would go on for ever.
    for (const offset of [0, 9 * MIB]) expect((await patch(where, offset, randomBytes(5))).status).toBe(410);
    const left: string[] = [];
    for await (const { key } of store.list(`uploads/${tenant.id}/${idOf(where)}`)) left.push(key);
    for await (const { key } of store.unfinished(`uploads/${tenant.id}/${idOf(where)}`)) left.push(key);
    expect(left).toEqual([]);
  });

  it('keeps what arrived when the client is cut off', async () => {
    const body = randomBytes(21 * MIB);
    const where = await created(body.length);
    const cut = stream(where, 0, body.length);
    cut.write(body.subarray(0, 13 * MIB + 11));
    await sleep(1_500);
    cut.destroy();
    await sleep(1_000);
    const at = await offsetOf(where);
    expect(at).toBe(13 * MIB + 11);
    expect((await patch(where, at, body.subarray(at))).status).toBe(204);
    expect((await stored(where)).equals(body)).toBe(true);
  });

  it('lets a later request take over from a connection that hangs', async () => {
    const body = randomBytes(2 * MIB);
    const where = await created(body.length);
    const hung = stream(where, 0, body.length);
    hung.write(body.subarray(0, 1000));
    await sleep(500);
    const at = await offsetOf(where);
    expect(at).toBe(1000);
    expect((await patch(where, at, body.subarray(at))).status).toBe(204);
    expect((await stored(where)).equals(body)).toBe(true);
    hung.destroy();
  });

  it('lets a request at another node take over', async () => {
    const other = await startApiProcess();
    const body = randomBytes(2 * MIB);
    const where = await created(body.length);
    const hung = stream(where, 0, body.length);
    hung.write(body.subarray(0, 1000));
    await sleep(500);
    const head = await fetch(new URL(where, other.url), {
      method: 'HEAD',
      headers: { 'Tus-Resumable': '1.0.0', Authorization: `Bearer ${tenant.keys.partner}` },
    });
    expect(head.headers.get('upload-offset')).toBe('1000');
    expect((await patch(where, 1000, body.subarray(1000))).status).toBe(204);
    expect((await stored(where)).equals(body)).toBe(true);
    hung.destroy();
    await other.stop();
  });

  it('goes on after the API was killed in mid-request, again and again', async () => {
    const body = randomBytes(40 * MIB);
    const where = await created(body.length);
    const port = Number(new URL(api.url).port);
    let before = 0;
    const { uploads } = createRepositories(database);
    for (const kill of [12, 22, 34]) {
      const cut = stream(where, before, body.length - before);
      cut.write(body.subarray(before, kill * MIB));
      // In the middle of a part, and before anything that did not fill one is put away.
      for (let tries = 0; tries < 200; tries++) {
        if (((await uploads.find(tenant.id, idOf(where)))?.received ?? 0) > before) break;
        await sleep(50);
      }
      await api.kill();
      cut.destroy();
      api = await startApiProcess(port);
      const at = await offsetOf(where);
      expect(at).toBeGreaterThan(before);
      expect(at).toBeLessThanOrEqual(kill * MIB);
      before = at;
    }
    expect((await patch(where, before, body.subarray(before))).status).toBe(204);
    expect((await stored(where)).equals(body)).toBe(true);
  }, 90_000);

  it('puts away what it holds before it stops', async () => {
    const body = randomBytes(3 * MIB);
    const where = await created(body.length);
    const port = Number(new URL(api.url).port);
    const cut = stream(where, 0, body.length);
    cut.write(body.subarray(0, 2 * MIB));
    await sleep(500);
    await api.stop();
    api = await startApiProcess(port);
    expect(await offsetOf(where)).toBe(2 * MIB);
  }, 60_000);
});

/** A PATCH whose body is written piece by piece. */
function stream(where: string, offset: number, length: number): http.ClientRequest {
  const request = http.request(new URL(where, api.url), {
    method: 'PATCH',
    headers: {
      ...CHUNK,
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': String(offset),
      'Content-Length': String(length),
      Authorization: `Bearer ${tenant.keys.partner}`,
    },
  });
  request.on('error', () => undefined);
  return request;
}
