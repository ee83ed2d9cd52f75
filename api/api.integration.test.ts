import http from 'node:http';
import { text } from 'node:stream/consumers';
import type { OperationSpec } from './http/operation';
import { mayUse } from './http/scopes';
import { OPERATIONS } from './specs';
import { ask, type SeenBody } from './testing/ask';
import { newTenant, startTestServer } from './testing/server';
import { as, at, created, published, startApiWorld, uploaded, world } from './testing/world';

startApiWorld();

describe('access', () => {
  const someId = 'x';
  const pathOf = ({ path }: OperationSpec) => path.replace('{id}', someId);

  it.each(OPERATIONS.map((spec) => [spec.id, spec] as const))('%s asks for a key', async (_id, spec) => {
    const method = spec.method.toUpperCase();
    expect((await ask(at(pathOf(spec)), { method })).body).toMatchObject({ code: 'auth/missing', status: 401 });
    const wrong = await ask(at(pathOf(spec)), { method, key: 'hk_not_a_key_of_anybody' });
    expect(wrong.body).toMatchObject({ code: 'auth/invalid' });
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each(OPERATIONS.map((spec) => [spec.id, spec] as const))(
    '%s keeps to the scopes of each role',
    async (_id, spec) => {
      for (const role of ['operator', 'partner', 'viewer'] as const) {
        const { body } = await ask(at(pathOf(spec)), { ...as(role), method: spec.method.toUpperCase() });
        const itself = spec.self && !spec.params && role !== 'viewer';
        if (itself || mayUse({ role, scopes: [] }, spec.scope)) expect(body.code).not.toBe('auth/forbidden');
        else expect(body).toMatchObject({ code: 'auth/forbidden', status: 403 });
      }
    },
  );

  it('shows nothing of one tenant to another', async () => {
    const ingest = await created();
    await published(ingest);
    const upload = await uploaded();
    const stranger = { key: (await newTenant(world.databaseUrl)).keys.operator };
    for (const path of [
      `/v1/ingests/${ingest.id}`,
      `/v1/ingests/${ingest.id}/qc`,
      `/v1/titles/${ingest.title_id}`,
      `/v1/uploads/${upload}`,
    ])
      expect((await ask(at(path), stranger)).body).toMatchObject({ code: 'request/not-found' });
    for (const path of ['/v1/ingests', '/v1/titles', '/v1/uploads'])
      expect((await ask(at(path), stranger)).body.data).toEqual([]);
    for (const [path, body] of [
      [`/v1/ingests/${ingest.id}/cancel`, {}],
      [`/v1/ingests/${ingest.id}/retry`, {}],
      [`/v1/ingests/${ingest.id}/decision`, { decision: 'approve', reason: 'r' }],
      [`/v1/titles/${ingest.title_id}/rollback`, { version_id: 'v' }],
      ['/v1/playback-sessions', { title_id: ingest.title_id }],
    ] as const)
      expect((await ask(at(path), { ...stranger, body })).body).toMatchObject({ code: 'request/not-found' });
    const theirs = { external_id: 'a', title: 't', source: { upload_id: upload } };
    expect((await ask(at('/v1/ingests'), { ...stranger, body: theirs })).body).toMatchObject({
      code: 'upload/not-found',
    });
  });

  it('never logs a key', async () => {
    await ask(at('/v1/ingests'), as('operator'));
    expect(world.server.logs.join('')).toContain('/v1/ingests');
    expect(world.server.logs.join('')).not.toContain(world.tenant.keys.operator);
  });
});

describe('titles and playback', () => {
  it('plays what is published and says why not otherwise', async () => {
    const ingest = await created();
    const play = () => ask(at('/v1/playback-sessions'), { ...as('viewer'), body: { title_id: ingest.title_id } });
    expect((await play()).body).toMatchObject({ code: 'playback/not-published', status: 403 });
    expect((await ask(at(`/v1/titles/${ingest.title_id}`), as('viewer'))).status).toBe(404);
    const versionId = await published(ingest);
    const { body } = await play();
    expect(body).toMatchObject({
      version_id: versionId,
      hls: expect.stringMatching(/^\/media\/v1\.[^/]+\/master\.m3u8$/),
    });
    const seen = (await ask(at(`/v1/ingests/${ingest.id}`), as('partner'))).body;
    expect(seen).toMatchObject({
      status: 'published',
      outputs: {
        hls: expect.stringMatching(/^\/media\/[a-z0-9]{32}\/master\.m3u8$/),
        watch: `/watch/${ingest.title_id}`,
      },
    });
  });

  it('shows viewers published titles and their current version only', async () => {
    const first = await created({ external_id: 'A' });
    await published(first);
    await published(await created({ external_id: 'A' }));
    await created();
    const list = async (role: 'viewer' | 'partner') => (await ask(at('/v1/titles'), as(role))).body.data;
    expect(await list('viewer')).toMatchObject([{ id: first.title_id, max_height: 720, audio_languages: ['en'] }]);
    expect(await list('partner')).toHaveLength(2);
    const title = (role: 'viewer' | 'partner') => ask(at(`/v1/titles/${first.title_id}`), as(role));
    expect((await title('viewer')).body.versions).toMatchObject([{ number: 2, state: 'current' }]);
    expect((await title('partner')).body.versions).toMatchObject([{ state: 'current' }, { state: 'superseded' }]);
  });

  it('rolls back to an earlier version', async () => {
    const first = await created({ external_id: 'A' });
    const one = await published(first);
    const two = await published(await created({ external_id: 'A' }));
    const roll = (version_id: string) =>
      ask(at(`/v1/titles/${first.title_id}/rollback`), { ...as('operator'), body: { version_id } });
    expect((await roll(one)).body).toMatchObject({ current_version_id: one });
    expect(world.server.engine.started.at(-1)).toMatchObject({
      type: 'versionCollection',
      input: { versionId: two, graceMs: 24 * 3_600_000 },
    });
    world.server.engine.away = true;
    expect((await roll(two)).body).toMatchObject({ current_version_id: two });
    expect((await roll('ver_none')).body).toMatchObject({ code: 'request/not-found' });
  });
});

describe('operations', () => {
  it('lists runs with their stage and their address in Temporal UI', async () => {
    const { id } = await created();
    const all: SeenBody[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await ask(at(`/v1/runs?limit=100${cursor}`), as('operator'));
      all.push(...body.data);
      if (!body.next_cursor) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(all.find(({ ingest_id }) => ingest_id === id)).toMatchObject({ stage: 'receive', status: 'running' });
  });

  it('tells profiles and policies', async () => {
    const { body } = await ask(at('/v1/operator/profiles'), as('operator'));
    expect(body).toMatchObject({ default_profile: 'default', default_policy: 'default' });
  });

  it('shows its sign to browsers that ask for it by themselves', async () => {
    for (const name of ['/favicon.ico', '/favicon.svg']) {
      const answer = await fetch(at(name));
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    }
  });

  it('answers health, readiness and metrics', async () => {
    expect((await ask(at('/healthz'))).body).toEqual({ status: 'ok' });
    expect((await ask(at('/readyz'))).body).toMatchObject({ status: 'ready' });
    world.server.engine.away = true;
    expect(await ask(at('/readyz'))).toMatchObject({
      status: 503,
      body: { checks: { database: 'ok', temporal: 'down' } },
    });
    await ask(at('/v1/titles/none'), as('viewer'));
    expect((await ask(at('/metrics'))).text).toMatch(
      /route="\/v1\/titles\/\{id\}",status="404",code="request\/not-found"/,
    );
  });
});

describe('documents and pages', () => {
  it('serves the reference, the document and a page per code without anything from elsewhere', async () => {
    const docs = await ask(at('/docs'));
    expect(docs.text).toContain('createIngest');
    expect(docs.text).not.toMatch(/(src|href)="https?:/);
    expect(docs.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await ask(at('/v1/openapi.json'))).body.openapi).toBe('3.1.0');
    expect((await ask(at('/docs/codes/master/empty'))).text).toContain('The master is an empty file');
    expect((await ask(at('/docs/codes/video/black'))).status).toBe(200);
    expect((await ask(at('/docs/codes/no/such'))).status).toBe(404);
  });

  it('tells unknown paths and wrong methods', async () => {
    expect((await ask(at('/v1/nothing'), as('viewer'))).body).toMatchObject({ code: 'request/not-found' });
    const put = await ask(at('/v1/ingests'), { ...as('viewer'), method: 'PUT' });
    expect(put).toMatchObject({ status: 405, body: { code: 'request/method-not-allowed' } });
    expect(put.headers.get('allow')).toBe('POST, GET, HEAD');
  });

  it('gives keys to pages of this machine only', async () => {
    expect((await ask(at('/app-config.json'))).body.keys).toEqual({ viewer: 'hk_demo' });
    const rebound = await new Promise<string>((resolve, reject) => {
      const asked = http.get(at('/app-config.json'), { headers: { host: 'evil.test' } }, (answer) => {
        text(answer).then(resolve, reject);
      });
      asked.on('error', reject);
    });
    expect(JSON.parse(rebound)).toEqual({ temporal_ui: null });
  });
});

describe('limits', () => {
  it('limits requests by key, with a problem and the time to wait', async () => {
    const tight = await startTestServer(world.databaseUrl, { rateLimit: 3 });
    try {
      const send = (key: string) => ask(`${tight.url}/v1/titles`, { key });
      for (let at = 0; at < 3; at++) expect((await send(world.tenant.keys.viewer)).status).toBe(200);
      const refused = await send(world.tenant.keys.viewer);
      expect(refused.body).toMatchObject({ code: 'request/rate-limited', status: 429 });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await send(world.tenant.keys.partner)).status).toBe(200);
      expect((await ask(`${tight.url}/healthz`)).status).toBe(200);
    } finally {
      await tight.close();
    }
  });
});
