import { hashApiKey } from '../../adapters/postgres/ids';
import { ask } from '../testing/ask';
import { newTenant, startTestServer } from '../testing/server';
import { as, at, startApiWorld, world } from '../testing/world';

startApiWorld();

interface KeyBody {
  id: string;
  key: string;
  hint: string;
  label: string;
  status: string;
  scopes: string[];
  effective_scopes: string[];
  test_mode: boolean;
  expires_at: string | null;
  last_used_at: string | null;
  rotated_to: string | null;
}

const make = async (more: object = {}, maker = world.tenant.keys.operator) => {
  const answer = await ask(at('/v1/api-keys'), { key: maker, body: { label: 'Studio 7', role: 'partner', ...more } });
  return { ...answer, body: answer.body as unknown as KeyBody & { code: string; errors?: { field: string }[] } };
};
const made = async (more: object = {}, maker?: string) => {
  const answer = await make(more, maker);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
const read = (id: string, key = world.tenant.keys.operator) => ask(at(`/v1/api-keys/${id}`), { key });
const patch = (id: string, body: object, headers: Record<string, string>, key = world.tenant.keys.operator) =>
  ask(at(`/v1/api-keys/${id}`), { key, method: 'PATCH', body, headers });
const post = (id: string, what: string, body?: object, key = world.tenant.keys.operator) =>
  ask(at(`/v1/api-keys/${id}/${what}`), { key, method: 'POST', body });
const works = async (key: string) => (await ask(at('/v1/titles'), { key })).status === 200;
/** A pull, since test uploads hold no film. */
const pull = (external_id: string) => ({ external_id, title: 'T', source: { url: 'http://127.0.0.1:9000/a.mov' } });
const ordered = async (external_id: string, key = world.tenant.keys.partner) => {
  const answer = await ask(at('/v1/ingests'), { key, body: pull(external_id) });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('a new key', () => {
  it('is shown once, works at once, and is kept as a digest only', async () => {
    const { key, ...shown } = await made();
    expect(key).toMatch(/^hk_live_[\w-]{32}$/);
    expect(shown).toMatchObject({ status: 'active', hint: key.slice(-4), last_used_at: null, test_mode: false });
    expect(await works(key)).toBe(true);
    const again = await read(shown.id);
    expect(again.text).not.toContain(key);
    expect(again.body).toMatchObject({ last_used_at: expect.any(String) });
    const row = await world.server.database.apiKey.findUniqueOrThrow({ where: { id: shown.id } });
    expect(row.hash).toBe(hashApiKey(key));
    const kept = await world.server.database.idempotencyRecord.findMany({ where: { tenantId: world.tenant.id } });
    expect(JSON.stringify(kept)).not.toContain(key);
  });

  it('is the same key when the request is repeated, and one key when the first answer was lost', async () => {
    const headers = { 'Idempotency-Key': 'make-1' };
    const body = { label: 'twice', role: 'viewer' };
    const first = await ask(at('/v1/api-keys'), { ...as('operator'), body, headers });
    const again = await ask(at('/v1/api-keys'), { ...as('operator'), body, headers });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    // As if the process had ended between the row and its answer.
    await world.server.database.idempotencyRecord.updateMany({
      where: { tenantId: world.tenant.id, key: { startsWith: 'createApiKey ', endsWith: ' make-1' } },
      data: { status: null, body: undefined, lockedUntil: new Date(0) },
    });
    const recovered = await ask(at('/v1/api-keys'), { ...as('operator'), body, headers });
    expect(recovered).toMatchObject({ status: 201, body: { id: first.body.id } });
    const { key } = recovered.body as unknown as KeyBody;
    expect(await works(key)).toBe(true);
    expect(await works((first.body as unknown as KeyBody).key)).toBe(false);
    expect(await world.server.database.auditEntry.count({ where: { subject: first.body.id } })).toBe(1);
  });

  it.each([
    ['an unknown role', { role: 'admin' }, 'role'],
    ['a scope of a stronger role', { role: 'viewer', scopes: ['keys:manage'] }, 'scopes'],
    ['a scope nobody knows', { scopes: ['everything'] }, 'scopes.0'],
    ['a scope twice', { scopes: ['titles:read', 'titles:read'] }, 'scopes'],
    ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
    ['a field nobody knows', { admin: true }, 'admin'],
    ['a NUL in its label', { label: 'a\0b' }, 'label'],
    ['half a surrogate pair in its label', { label: 'a\ud800' }, 'label'],
    ['a label of the wrong type', { label: { $ne: 1 } }, 'label'],
  ])('is refused with %s', async (_what, more, field) => {
    expect((await make(more)).body).toMatchObject({ code: 'request/invalid', errors: [{ field }] });
  });
});

describe('a key', () => {
  it('does what its scopes leave of its role, and tells which scope it lacks', async () => {
    const { key, effective_scopes } = await made({ scopes: ['titles:read'] });
    expect(effective_scopes).toEqual(['titles:read']);
    expect(await works(key)).toBe(true);
    const refused = await ask(at('/v1/ingests'), { key });
    expect(refused.body).toMatchObject({ code: 'auth/forbidden' });
    expect(refused.body.detail).toContain('ingests:read');
  });

  it('can never grant more than its maker has', async () => {
    const maker = await made({ role: 'operator', scopes: ['keys:manage', 'titles:read'], expires_at: inDays(2) });
    const deny = async (more: object) => expect((await make(more, maker.key)).body.code).toBe('key/exceeds-maker');
    const within = { role: 'viewer', scopes: ['titles:read'], expires_at: inDays(1) };
    await deny({ ...within, scopes: [] });
    await deny({ ...within, role: 'operator', scopes: [] });
    await deny({ ...within, expires_at: inDays(3) });
    await deny({ ...within, expires_at: undefined });
    const child = await made(within, maker.key);
    const strong = await made({ role: 'operator' });
    expect((await post(strong.id, 'rotate', {}, maker.key)).body.code).toBe('key/exceeds-maker');
    const tag = (id: string) => read(id).then(({ headers }) => ({ 'If-Match': String(headers.get('etag')) }));
    expect((await patch(child.id, { expires_at: null }, await tag(child.id), maker.key)).body.code).toBe(
      'key/exceeds-maker',
    );
    expect((await patch(maker.id, { scopes: [] }, await tag(maker.id), maker.key)).body.code).toBe('key/exceeds-maker');
    expect((await patch(strong.id, { label: 'mine' }, await tag(strong.id), maker.key)).body.code).toBe(
      'key/exceeds-maker',
    );
  });

  it('stops working at its end', async () => {
    const { key, id } = await made({ expires_at: inDays(1) });
    expect(await works(key)).toBe(true);
    await world.server.database.apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    const refused = await ask(at('/v1/titles'), { key });
    expect(refused).toMatchObject({ status: 401, body: { code: 'auth/invalid' } });
    expect(refused.body.detail).toContain('expired');
    expect((await read(id)).body).toMatchObject({ status: 'expired' });
  });

  it('is not there for other tenants', async () => {
    const { id } = await made();
    const other = await newTenant(world.databaseUrl);
    for (const answer of [
      await read(id, other.keys.operator),
      await patch(id, { label: 'x' }, { 'If-Match': '*' }, other.keys.operator),
      await post(id, 'rotate', {}, other.keys.operator),
      await post(id, 'revoke', undefined, other.keys.operator),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'request/not-found' } });
    expect((await ask(at('/v1/api-keys'), { key: other.keys.operator })).text).not.toContain(id);
  });
});

describe('a change of a key', () => {
  it('needs the ETag of what was seen, and works at once', async () => {
    const { id, key } = await made();
    const etag = String((await read(id)).headers.get('etag'));
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    await works(key);
    expect((await patch(id, { scopes: [] }, {})).body).toMatchObject({ code: 'precondition/required', status: 428 });
    const changed = await patch(id, { label: 'New', scopes: ['titles:read'], rate_limit: 2 }, { 'If-Match': etag });
    expect(changed).toMatchObject({ status: 200, body: { label: 'New', scopes: ['titles:read'], rate_limit: 2 } });
    expect((await patch(id, { label: 'Late' }, { 'If-Match': etag })).body).toMatchObject({
      code: 'precondition/failed',
      status: 412,
    });
    expect((await ask(at('/v1/ingests'), { key })).status).toBe(403);
    const next = { 'If-Match': String(changed.headers.get('etag')) };
    expect((await patch(id, { rate_limit: null }, next)).body).toMatchObject({ rate_limit: null });
    expect((await patch(id, {}, { 'If-Match': '*' })).body.code).toBe('request/invalid');
  });

  it('widens and narrows within the rights of whoever changes it', async () => {
    const { id } = await made({ scopes: ['titles:read'], expires_at: inDays(1), rate_limit: 10 });
    const wide = { scopes: [], expires_at: null, rate_limit: null };
    const changed = await patch(id, wide, { 'If-Match': '*' });
    expect(changed).toMatchObject({ status: 200, body: wide });
    expect((changed.body as unknown as KeyBody).effective_scopes).toContain('ingests:write');
    const narrow = await made({ role: 'operator', scopes: ['keys:manage', 'titles:read'] });
    expect((await patch(id, { label: 'mine' }, { 'If-Match': '*' }, narrow.key)).body.code).toBe('key/exceeds-maker');
    const [entry] = await world.server.database.auditEntry.findMany({
      where: { subject: id, action: 'api_key.update' },
    });
    expect(entry?.detail).toMatchObject({ was: { scopes: ['titles:read'], rateLimit: 10 }, is: { scopes: [] } });
  });

  it.each([
    ['a scope its role lacks', { scopes: ['keys:manage'] }, 'scopes'],
    ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
    ['a limit of nothing', { rate_limit: 0 }, 'rate_limit'],
    ['no label', { label: '  ' }, 'label'],
    ['another role', { role: 'operator' }, 'role'],
    ['another mode', { test_mode: true }, 'test_mode'],
  ])('is refused with %s', async (_what, change, field) => {
    const { id } = await made();
    const answer = await patch(id, change, { 'If-Match': '*' });
    expect(answer.body.code).toBe('request/invalid');
    expect(answer.body.errors.map((each) => each.field)).toContain(field);
  });

  it('of two people at the same time is that of one', async () => {
    const { id } = await made();
    const headers = { 'If-Match': String((await read(id)).headers.get('etag')) };
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => patch(id, { label: `by ${at}` }, headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
  });
});

describe('a key that rotates itself', () => {
  it.each(['partner', 'operator'] as const)('gets a successor that can do the same: %s', async (role) => {
    const scopes = ['titles:read', 'uploads:write'];
    const before = await made({ role, scopes, rate_limit: 77, expires_at: '2099-01-01T00:00:00.000Z' });
    const rotated = await post('self', 'rotate', { overlap_seconds: 0 }, before.key);
    expect(rotated).toMatchObject({
      status: 201,
      body: { role, scopes, rate_limit: 77, rotated_from: before.id, expires_at: '2099-01-01T00:00:00.000Z' },
    });
    expect(await works(before.key)).toBe(false);
    expect(await works((rotated.body as unknown as KeyBody).key)).toBe(true);
  });

  it('may be named by its id', async () => {
    const { id, key } = await made();
    expect(await post(id, 'rotate', {}, key)).toMatchObject({ status: 201 });
  });

  it('rotates, reads, changes and ends no other', async () => {
    const [{ id, key }, other] = [await made(), await made()];
    const forbidden = { status: 403, body: { code: 'auth/forbidden' } };
    expect(await post(other.id, 'rotate', {}, key)).toMatchObject(forbidden);
    expect(await post(other.id, 'revoke', undefined, key)).toMatchObject(forbidden);
    expect(await post(id, 'revoke', undefined, key)).toMatchObject(forbidden);
    expect(await read(id, key)).toMatchObject(forbidden);
    const after = (await post(id, 'rotate', {}, key)).body as unknown as KeyBody;
    expect(await post(after.id, 'rotate', {}, key)).toMatchObject(forbidden);
    expect((await post('self', 'rotate', {}, key)).body.code).toBe('key/not-usable');
  });

  it('is none of a viewer, which stands in pages', async () => {
    const answer = await post('self', 'rotate', {}, world.tenant.keys.viewer);
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth/forbidden' } });
    expect(String(answer.body.detail)).toContain('keys:manage, which is of the role operator');
  });
});

describe('rotation', () => {
  it('gives a key with the same rights, while the one before works on for the overlap', async () => {
    const before = await made({ scopes: ['titles:read'], rate_limit: 77 });
    const rotated = await post(before.id, 'rotate', { overlap_seconds: 3600 });
    const after = rotated.body as unknown as KeyBody;
    expect(rotated).toMatchObject({
      status: 201,
      body: { rotated_from: before.id, scopes: ['titles:read'], rate_limit: 77 },
    });
    expect(rotated.headers.get('location')).toBe(`/v1/api-keys/${after.id}`);
    expect([await works(before.key), await works(after.key)]).toEqual([true, true]);
    const old = (await read(before.id)).body as unknown as KeyBody;
    expect(old.rotated_to).toBe(after.id);
    expect(Date.parse(String(old.expires_at)) - Date.now()).toBeLessThan(3_600_000);
    expect((await post(before.id, 'rotate', {})).body.code).toBe('key/not-usable');
    const last = (await post(after.id, 'rotate', { overlap_seconds: 0 })).body as unknown as KeyBody;
    expect([await works(after.key), await works(last.key)]).toEqual([false, true]);
  });

  it('by many at once has one successor', async () => {
    const { id } = await made();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(id, 'rotate', {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(5).fill(409)]);
  });
});

describe('revocation', () => {
  it('ends a key at once, and again changes nothing', async () => {
    const { id, key } = await made();
    expect(await works(key)).toBe(true);
    const first = await post(id, 'revoke');
    expect(first).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(await works(key)).toBe(false);
    expect((await post(id, 'revoke')).text).toBe(first.text);
    expect((await patch(id, { label: 'x' }, { 'If-Match': '*' })).body.code).toBe('key/not-usable');
  });

  it('leaves a key that can manage keys, also when two are revoked at the same time', async () => {
    const own = await world.server.database.apiKey.findFirstOrThrow({
      where: { tenantId: world.tenant.id, role: 'operator' },
    });
    const other = await made({ role: 'operator' });
    const answers = await Promise.all([post(own.id, 'revoke', undefined, other.key), post(other.id, 'revoke')]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const left = answers[0]?.status === 200 ? other.key : world.tenant.keys.operator;
    const last = answers[0]?.status === 200 ? other.id : own.id;
    expect((await post(last, 'revoke', undefined, left)).body.code).toBe('key/last-manager');
    // Neither its rights nor its end may go either; a name is no matter.
    for (const change of [{ scopes: ['titles:read'] }, { expires_at: inDays(1) }])
      expect((await patch(last, change, { 'If-Match': '*' }, left)).body.code).toBe('key/last-manager');
    expect((await patch(last, { label: 'The last one' }, { 'If-Match': '*' }, left)).status).toBe(200);
    // A key that ends by itself does not stand in for one that does not.
    await made({ role: 'operator', expires_at: inDays(3) }, left);
    expect((await post(last, 'revoke', undefined, left)).body.code).toBe('key/last-manager');
  });
});

describe('the limit of a key', () => {
  it('is its own, told in every answer, and the same at every API node', async () => {
    const second = await startTestServer(world.databaseUrl);
    try {
      // Not across the turn of a minute.
      const left = 60_000 - (Date.now() % 60_000);
      if (left < 8_000) await new Promise((resolve) => setTimeout(resolve, left + 200));
      const { key } = await made({ rate_limit: 5 });
      const nodes = [at('/v1/titles'), `${second.url}/v1/titles`];
      const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(String(nodes[n % 2]), { key })));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
      for (const { headers } of answers) {
        expect(headers.get('ratelimit-policy')).toBe('"key";q=5;w=60');
        expect(headers.get('ratelimit')).toMatch(/^"key";r=[0-4];t=\d+$/);
      }
      const refused = answers.find(({ status }) => status === 429);
      expect(refused?.body.code).toBe('request/rate-limited');
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await works(world.tenant.keys.viewer)).toBe(true);
    } finally {
      await second.close();
    }
  }, 90_000);
});

describe('test mode', () => {
  it('sees nothing live, and live keys see nothing of it', async () => {
    const test = await made({ role: 'operator', test_mode: true });
    expect(test.key).toMatch(/^hk_test_/);
    const live = await ordered('SHARED-1');
    const { body: upload } = await ask(at('/v1/uploads'), { ...as('partner'), body: { file_name: 'a.mov' } });
    expect(upload).toMatchObject({ status: 'waiting' });
    expect((await ask(at(`/v1/uploads/${upload.id}`), { key: test.key })).status).toBe(404);
    const stolen = { ...pull('SHARED-1'), source: { upload_id: upload.id } };
    expect((await ask(at('/v1/ingests'), { key: test.key, body: stolen })).body.code).toBe('upload/not-found');
    const tried = await ordered('SHARED-1', test.key);
    for (const [key, foreign] of [
      [test.key, live],
      [world.tenant.keys.operator, tried],
    ] as const) {
      for (const path of [`/v1/ingests/${foreign.id}`, `/v1/titles/${foreign.title_id}`])
        expect((await ask(at(path), { key })).status).toBe(404);
      for (const path of ['/v1/ingests', '/v1/titles', '/v1/audit-entries'])
        expect((await ask(at(path), { key })).text).not.toContain(foreign.id);
    }
    const row = await world.server.database.ingest.findUniqueOrThrow({
      where: { id: tried.id },
      include: { title: true },
    });
    expect(row).toMatchObject({ testMode: true, title: { testMode: true }, order: { testMode: true } });
    expect(Number(row.eraseAt) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    const liveRow = await world.server.database.ingest.findUniqueOrThrow({ where: { id: live.id } });
    expect(liveRow).toMatchObject({ testMode: false, eraseAt: null });
  });

  it('makes and sees keys of test mode only', async () => {
    const live = await made();
    const test = await made({ role: 'operator', test_mode: true });
    expect((await make({ test_mode: false }, test.key)).body).toMatchObject({
      code: 'key/exceeds-maker',
      errors: [{ field: 'test_mode' }],
    });
    const child = await made({ test_mode: true }, test.key);
    const list = await ask(at('/v1/api-keys'), { key: test.key });
    expect(list.body.data.map(({ id }) => id).sort()).toEqual([child.id, test.id].sort());
    expect((await read(live.id, test.key)).status).toBe(404);
    expect((await read(child.id)).status).toBe(200);
  });
});

describe('the audit log', () => {
  it('has one entry for every write that succeeded, with who, what and in which request', async () => {
    const { id } = await made({ label: 'watched' });
    const ingest = await ordered('WATCHED-1');
    await ask(at(`/v1/ingests/${ingest.id}/cancel`), { ...as('partner'), method: 'POST' });
    const entries = async (query: string) =>
      (await ask(at(`/v1/audit-entries?${query}`), as('operator'))).body.data as unknown as {
        action: string;
        actor: string;
        detail: { request_id: string };
      }[];
    const actions = async (query: string) => (await entries(query)).map(({ action }) => action);
    expect(await actions(`subject=${ingest.id}`)).toEqual(['ingest.cancel', 'ingest.create']);
    expect(await actions(`subject=${id}`)).toEqual(['api_key.create']);
    expect(await actions('action=api_key.*')).toEqual(['api_key.create']);
    const [entry] = await entries(`subject=${ingest.id}&action=ingest.create`);
    expect(entry).toMatchObject({
      actor: `${world.tenant.id} partner`,
      detail: { request_id: expect.stringMatching(/^req_/) },
    });
    expect(await actions(`subject=${id}&until=2020-01-01T00:00:00Z`)).toEqual([]);
  });

  it('is paged, and its cursor refuses other filters', async () => {
    for (const label of ['a', 'b', 'c']) await made({ label });
    const first = await ask(at('/v1/audit-entries?limit=2&action=api_key.create'), as('operator'));
    const next = `cursor=${first.body.next_cursor}`;
    const rest = await ask(at(`/v1/audit-entries?limit=2&action=api_key.create&${next}`), as('operator'));
    expect([first.body.data.length, rest.body.data.length, rest.body.next_cursor]).toEqual([2, 1, null]);
    expect((await ask(at(`/v1/audit-entries?${next}`), as('operator'))).body.code).toBe('cursor/invalid');
  });

  it('is for those who may read it', async () => {
    for (const role of ['partner', 'viewer'] as const)
      expect((await ask(at('/v1/audit-entries'), as(role))).body.code).toBe('auth/forbidden');
  });
});
