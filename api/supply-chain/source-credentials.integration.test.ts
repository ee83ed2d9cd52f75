import path from 'node:path';
import { repositoryRoot } from '../../adapters/environment/root';
import { newId } from '../../adapters/postgres/ids';
import { loadEncodeProfiles } from '../../adapters/profiles/encode-profiles';
import { loadQcPolicies } from '../../adapters/profiles/qc-policies';
import { createSecretBox } from '../../adapters/secrets/secret-box';
import type { StartRequest } from '../../adapters/temporal/port';
import { accessOf } from '../../domain/sources/credentials';
import type { IngestOrder } from '../../workflows/supply-chain/contract';
import { titleIngestId } from '../../workflows/supply-chain/contract';
import { createLogger } from '../http/logger';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, order, startApiWorld, uploaded, world } from '../testing/world';
import { createOrderDesk } from './order-desk';

startApiWorld();

const PROFILES = path.join(repositoryRoot(), 'profiles', 'encode');
const POLICIES = path.join(repositoryRoot(), 'profiles', 'qc');

const PATH = '/v1/source-credentials';
const HOST = 'https://files.example.com';
const KEYS = { access_key_id: 'AKIAEXAMPLE0X7QD', secret_access_key: 'hidden/secret+key' };
const basic = (more: object = {}) => ({
  name: 'studio-7',
  kind: 'basic',
  origin: HOST,
  secret: { username: 'headend', password: 'hidden pässword' },
  ...more,
});
const bearer = (more: object = {}) => ({
  name: 'vault',
  kind: 'bearer',
  origin: HOST,
  secret: { token: 'hidden-token' },
  ...more,
});
const s3 = (more: object = {}) => ({
  name: 'bucket',
  kind: 's3',
  endpoint: 'https://s3.example.com',
  region: 'eu-1',
  bucket: 'masters',
  prefix: 'out/',
  secret: { ...KEYS, session_token: 'hidden-session' },
  ...more,
});

const send = (body: object, headers: Record<string, string> = {}) => ask(at(PATH), { ...as('partner'), body, headers });
const kept = async (body: object = basic()) => {
  const answer = await send(body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
const read = (id: string) => ask(at(`${PATH}/${id}`), as('partner'));
const patch = async (id: string, body: object, tag?: string) => {
  const etag = tag ?? (await read(id)).headers.get('etag') ?? '';
  return ask(at(`${PATH}/${id}`), { ...as('partner'), method: 'PATCH', body, headers: { 'If-Match': etag } });
};
const remove = async (id: string) => {
  const etag = (await read(id)).headers.get('etag') ?? '';
  return ask(at(`${PATH}/${id}`), { ...as('partner'), method: 'DELETE', headers: { 'If-Match': etag } });
};
/** As a worker would. */
const opened = async (id: string) => {
  const record = await world.server.repositories.sourceCredentials.find(world.tenant.id, id);
  if (!record) throw new Error(`There are no source credentials ${id}.`);
  return accessOf(record.binding, createSecretBox([Buffer.alloc(32, 1)]).open(record.sealed, record.id));
};
const ordered = async (source: object, more: object = {}) =>
  ask(at('/v1/ingests'), { ...as('partner'), body: await order({ source, ...more }) });
const runOf = (id: string): StartRequest =>
  world.server.engine.started.find((run) => run.id === titleIngestId(id)) as StartRequest;

describe('source credentials', () => {
  it('open what they were made for', async () => {
    const { id } = await kept(basic({ origin: 'https://FILES.example.com:443/' }));
    expect(await opened(id)).toEqual({
      kind: 'basic',
      origin: HOST,
      username: 'headend',
      password: 'hidden pässword',
    });
    expect(await opened((await kept(s3())).id)).toEqual({
      kind: 's3',
      endpoint: 'https://s3.example.com',
      region: 'eu-1',
      bucket: 'masters',
      prefix: 'out/',
      pathStyle: true,
      accessKeyId: KEYS.access_key_id,
      secretAccessKey: KEYS.secret_access_key,
      sessionToken: 'hidden-session',
    });
  });

  it('are shown without what is secret, in no answer, log, audit entry or row', async () => {
    const { database, logs } = world.server;
    const bodies = [basic(), bearer(), s3()];
    const made = await Promise.all(
      bodies.map((body) => send(body, { 'Idempotency-Key': `of ${body.kind}`.replace(' ', '-') })),
    );
    const ids = made.map(({ body }) => body.id);
    await patch(ids[0] ?? '', { secret: { username: 'headend', password: 'hidden-2' } });
    const refused = await Promise.all([
      send(basic({ name: 'studio-7' })),
      send(bearer({ name: 'UPPER' })),
      send(bearer({ name: 'x', secret: { token: 'hidden token', more: 'hidden' } })),
      send({ ...s3({ name: 'y' }), secret: 'hidden' }),
      patch(ids[1] ?? '', { secret: { username: 'hidden-user', password: 'hidden' } }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([409, 422, 422, 422, 422]);
    const reads = await Promise.all([...ids.map(read), ask(at(PATH), as('partner'))]);
    const audits = await ask(at('/v1/audit-entries?action=source_credential.*'), as('operator'));
    expect(audits.body.data).toHaveLength(4);
    const told = [...made, ...refused, ...reads, audits].map(({ text, headers }) => `${text} ${[...headers]}`);
    const rows = await Promise.all([
      database.$queryRaw`SELECT *, encode(sealed, 'escape') AS bytes FROM source_credentials WHERE tenant_id = ${world.tenant.id}`,
      database.$queryRaw`SELECT * FROM idempotency_records WHERE tenant_id = ${world.tenant.id}`,
      database.$queryRaw`SELECT * FROM audit_entries WHERE tenant_id = ${world.tenant.id}`,
      database.$queryRaw`SELECT * FROM events WHERE tenant_id = ${world.tenant.id}`,
    ]);
    const everything = [
      ...told,
      ...logs,
      JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ];
    for (const text of everything) expect(text).not.toMatch(/hidden|AKIAEXAMPLE|headend"/);
    expect(reads[2]?.body).toMatchObject({ name: 'bucket', kind: 's3', hint: 'X7QD', bucket: 'masters', origin: null });
  });

  it('have a name of their own in the tenant', async () => {
    const { id } = await kept();
    expect(await send(basic({ kind: 'bearer', secret: { token: 'x' } }))).toMatchObject({
      status: 409,
      body: { code: 'credentials/name-taken', errors: [{ field: 'name' }] },
    });
    expect(await remove(id)).toMatchObject({ status: 204 });
    expect((await kept()).id).not.toBe(id);
  });

  it('are made once, whatever a broken line makes of the answer', async () => {
    const headers = { 'Idempotency-Key': newId('req') };
    const first = await send(basic(), headers);
    expect((await send(basic(), headers)).text).toBe(first.text);
    // As after a kill between the row and the answer.
    await world.server.database.idempotencyRecord.deleteMany({ where: { tenantId: world.tenant.id } });
    expect(await send(basic(), headers)).toMatchObject({ status: 201, body: { id: first.body.id } });
  });

  it.each<[string, object, string]>([
    ['an unknown kind', basic({ kind: 'digest' }), 'kind'],
    ['a path in the origin', basic({ origin: `${HOST}/films` }), 'origin'],
    ['a query in the origin', basic({ origin: `${HOST}?x` }), 'origin'],
    ['a password in the origin', basic({ origin: 'https://u:p@files.example.com' }), 'origin'],
    ['plain http', basic({ origin: 'http://files.example.com' }), 'origin'],
    ['ftp', basic({ origin: 'ftp://files.example.com' }), 'origin'],
    ['no origin', basic({ origin: 'files.example.com' }), 'origin'],
    ['a name of capitals', basic({ name: 'Studio' }), 'name'],
    ['a colon in the user name', basic({ secret: { username: 'a:b', password: 'p' } }), 'secret.username'],
    ['a line break in the password', basic({ secret: { username: 'a', password: 'p\r\nX: y' } }), 'secret.password'],
    ['a line break in the token', bearer({ secret: { token: 'a\r\nX: y' } }), 'secret.token'],
    ['the secret of another kind', bearer({ secret: KEYS }), 'secret.token'],
    ['a bucket that is none', s3({ bucket: '10.0.0.1' }), 'bucket'],
    ['a key in the endpoint', s3({ endpoint: 'https://a:b@s3.example.com' }), 'endpoint'],
    ['an end in the past', basic({ expires_at: '2020-01-01T00:00:00Z' }), 'expires_at'],
  ])('are refused for %s', async (_, body, field) => {
    const { status, body: problem } = await send(body);
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'request/invalid' });
    expect(problem.errors.map((error) => error.field)).toContain(field);
  });

  it.each([
    basic({ origin: 'https://10.0.0.7' }),
    s3({ endpoint: 'https://169.254.169.254' }),
    s3({ endpoint: 'https://localhost' }),
  ])('are not kept for a private address: %j', async (body) =>
    expect(await send(body)).toMatchObject({ status: 422, body: { code: 'source/forbidden-address' } }),
  );

  it('are kept for a private address, over http too, that the operator allows', async () => {
    await kept(s3({ endpoint: 'http://127.0.0.1:9000' }));
    expect(await send(basic({ origin: 'http://127.0.0.1:9001' }))).toMatchObject({ status: 422 });
  });

  it('get a new secret, which counts at once, under If-Match', async () => {
    const { id } = await kept(s3());
    const before = await read(id);
    const secret = { access_key_id: 'AKIAEXAMPLE0Y9ZZ', secret_access_key: 'new' };
    const changed = await patch(id, { secret });
    expect(changed).toMatchObject({ status: 200, body: { hint: 'Y9ZZ', bucket: 'masters' } });
    expect(await opened(id)).toMatchObject({ secretAccessKey: 'new', accessKeyId: 'AKIAEXAMPLE0Y9ZZ' });
    expect(await opened(id)).not.toHaveProperty('sessionToken');
    const stale = before.headers.get('etag') ?? '';
    expect(await patch(id, { expires_at: null }, stale)).toMatchObject({ status: 412 });
    const bare = { ...as('partner'), body: { expires_at: null }, method: 'PATCH' };
    expect(await ask(at(`${PATH}/${id}`), bare)).toMatchObject({ status: 428 });
    expect(await ask(at(`${PATH}/${id}`), { ...as('partner'), method: 'DELETE' })).toMatchObject({ status: 428 });
    expect(await patch(id, {})).toMatchObject({ status: 422 });
    expect(await patch(id, { endpoint: 'https://evil.example.com' })).toMatchObject({ status: 422 });
    expect((await patch(id, { expires_at: '2030-01-01T00:00:00Z' })).body).toMatchObject({ status: 'active' });
  });

  it('tell when they were last used, which is no change of theirs', async () => {
    const { id } = await kept();
    const before = await read(id);
    expect(before.body).toMatchObject({ last_used_at: null });
    await world.server.repositories.sourceCredentials.used(id);
    const after = await read(id);
    expect(Date.now() - Date.parse((after.body as unknown as { last_used_at: string }).last_used_at)).toBeLessThan(
      60_000,
    );
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  it('are listed in pages, by kind', async () => {
    for (const body of [basic(), bearer(), s3()]) await kept(body);
    const first = await ask(at(`${PATH}?limit=2`), as('partner'));
    const second = await ask(at(`${PATH}?limit=2&cursor=${first.body.next_cursor}`), as('partner'));
    const names = [...first.body.data, ...second.body.data].map((each) => (each as unknown as { name: string }).name);
    expect(names).toEqual(['bucket', 'vault', 'studio-7']);
    expect((await ask(at(`${PATH}?kind=s3`), as('partner'))).body.data).toHaveLength(1);
  });

  it('of another tenant are not there', async () => {
    const { id } = await kept();
    const key = (await newTenant(world.databaseUrl)).keys.partner;
    const one = at(`${PATH}/${id}`);
    const headers = { 'If-Match': '*' };
    const answers = await Promise.all([
      ask(one, { key }),
      ask(one, { key, method: 'PATCH', body: { expires_at: null }, headers }),
      ask(one, { key, method: 'DELETE', headers }),
      ask(at(`${PATH}/${newId('scr')}`), { key }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: 'request/not-found' } });
    expect((await ask(at(PATH), { key })).body.data).toEqual([]);
    for (const credentials of [id, 'studio-7']) {
      const body = { external_id: newId('req'), title: 'x', source: { url: `${HOST}/x`, credentials } };
      expect(await ask(at('/v1/ingests'), { key, body })).toMatchObject({
        status: 422,
        body: { code: 'source/credentials-unknown' },
      });
    }
    expect(await read(id)).toMatchObject({ status: 200 });
  });

  it('are not for viewers', async () => {
    expect(await ask(at(PATH), as('viewer'))).toMatchObject({ status: 403 });
    expect(await ask(at(PATH), { ...as('viewer'), body: basic() })).toMatchObject({ status: 403 });
  });

  it('of live mode are not there in test mode', async () => {
    await kept();
    const body = { label: 'test', role: 'partner', test_mode: true };
    const made = await ask(at('/v1/api-keys'), { ...as('operator'), body });
    const { key } = made.body as unknown as { key: string };
    expect((await ask(at(PATH), { key })).body.data).toEqual([]);
    expect(await ask(at(PATH), { key, body: basic() })).toMatchObject({ status: 201 });
  });
});

describe('an order with source credentials', () => {
  it('gives its run their id and nothing of theirs', async () => {
    const [{ id }, bucket] = [await kept(), await kept(s3())];
    const captions = {
      role: 'captions',
      language: 'en',
      source: { url: 's3://masters/out/My Film 100%.srt', credentials: bucket.id },
    };
    const source = { url: `${HOST}/film.mov?v=2`, credentials: 'studio-7' };
    const answer = await ordered(source, { sidecars: [captions] });
    expect(answer).toMatchObject({ status: 201 });
    const run = runOf(answer.body.id);
    expect(run.input as IngestOrder).toMatchObject({
      source: { kind: 'url', url: expect.stringMatching(/film\.mov\?secret=/), credentials: id },
      sidecars: [{ source: { url: captions.source.url, credentials: bucket.id }, fileName: 'My Film 100%.srt' }],
    });
    const row = await world.server.database.ingest.findUnique({ where: { id: answer.body.id } });
    expect(JSON.stringify([run, row, answer.text])).not.toMatch(/hidden|AKIAEXAMPLE/);
  });

  it('is taken by the desk of bulk orders as well, and so is a replacement', async () => {
    const { id } = await kept();
    const source = { url: `${HOST}/film.mov`, credentials: 'studio-7' };
    const { server, tenant } = world;
    const settings = { profiles: loadEncodeProfiles(PROFILES), policies: loadQcPolicies(POLICIES) };
    const desk = createOrderDesk({
      ...server.repositories,
      engine: server.engine,
      store: server.store,
      settings: { ...settings, holdExpiryHours: 1, versionGraceHours: 1 },
      ...{ publicUrl: 'http://headend.test', maxBytes: 1e9, allowPrivate: [], log: createLogger('silent') },
    });
    const about = { tenantId: tenant.id, key: newId('req'), origin: 'bulk' };
    const taken = await desk.order({ ...about, body: { external_id: 'A', title: 'A', source } });
    expect(taken).toEqual({ ingestId: expect.any(String) });
    const { ingestId } = taken as { ingestId: string };
    expect((runOf(ingestId).input as IngestOrder).source).toMatchObject({ credentials: id });

    const body = { decision: 'replace', reason: 'mended', source };
    const decided = await ask(at(`/v1/ingests/${ingestId}/decision`), { ...as('operator'), body });
    expect(decided).toMatchObject({ status: 202 });
    expect(JSON.stringify(server.engine.updates.at(-1))).toContain(id);
  });

  it.each<[string, object, string, string]>([
    [
      'of an unknown name',
      { url: `${HOST}/x`, credentials: 'studio-8' },
      'source/credentials-unknown',
      'source.credentials',
    ],
    [
      'for another host',
      { url: 'https://files.example.org/x', credentials: 'studio-7' },
      'source/credentials-mismatch',
      'source.credentials',
    ],
    [
      'for https, at http',
      { url: 'http://files.example.com/x', credentials: 'studio-7' },
      'source/credentials-mismatch',
      'source.credentials',
    ],
    [
      'for http, at a bucket',
      { url: 's3://masters/out/x', credentials: 'studio-7' },
      'source/credentials-mismatch',
      'source.credentials',
    ],
    [
      'for a bucket, at http',
      { url: `${HOST}/x`, credentials: 'bucket' },
      'source/credentials-mismatch',
      'source.credentials',
    ],
    [
      'for another bucket',
      { url: 's3://other/out/x', credentials: 'bucket' },
      'source/credentials-mismatch',
      'source.credentials',
    ],
    [
      'for another folder',
      { url: 's3://masters/in/x', credentials: 'bucket' },
      'source/credentials-mismatch',
      'source.credentials',
    ],
    ['that have expired', { url: `${HOST}/x`, credentials: 'old' }, 'source/credentials-expired', 'source.credentials'],
    ['left out for a bucket', { url: 's3://masters/out/x' }, 'source/unsupported-scheme', 'source.credentials'],
    ['inside the URL', { url: 'https://user:pssst@files.example.com/x' }, 'source/password-in-url', 'source.url'],
    [
      'inside an s3 URL',
      { url: 's3://AKIA:pssst@masters/x', credentials: 'bucket' },
      'source/password-in-url',
      'source.url',
    ],
    ['and a folder for a file', { url: 's3://masters/out/', credentials: 'bucket' }, 'request/invalid', 'source.url'],
    [
      'and a way out of the folder',
      { url: 's3://masters/out/../x', credentials: 'bucket' },
      'request/invalid',
      'source.url',
    ],
  ])('%s is refused', async (_, source, code, field) => {
    for (const body of [basic(), s3(), bearer({ name: 'old' })]) await kept(body);
    await world.server.database.sourceCredential.updateMany({
      where: { tenantId: world.tenant.id, name: 'old' },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    const master = await ordered(source);
    expect(master).toMatchObject({ status: 422, body: { code, errors: [{ field }] } });
    expect(master.text).not.toMatch(/hidden|pssst/);
    const upload = { upload_id: await uploaded() };
    const sidecars = [
      { role: 'poster', source: upload },
      { role: 'metadata', source },
    ];
    const sidecar = await ordered(upload, { sidecars });
    expect(sidecar).toMatchObject({ status: 422, body: { code, errors: [{ field: `sidecars.1.${field}` }] } });
  });
});
