import http from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { newId } from '../adapters/postgres/ids';
import type { StartRequest } from '../adapters/temporal/port';
import { testStack } from '../tests/stack/use';
import { titleIngestId } from '../workflows/supply-chain/contract';
import type { OperationSpec } from './http/operation';
import { mayUse } from './http/scopes';
import { OPERATIONS } from './specs';
import { ask, type SeenBody } from './testing/ask';
import { newTenant, startTestServer, type TestServer, type TestTenant } from './testing/server';

let server: TestServer;
let tenant: TestTenant;
let databaseUrl: string;

beforeAll(async () => {
  databaseUrl = testStack().database;
  server = await startTestServer(databaseUrl);
});
beforeEach(async () => {
  tenant = await newTenant(databaseUrl);
  server.engine.away = false;
  server.engine.refusal = undefined;
});
afterAll(() => server.close());

const as = (role: keyof TestTenant['keys']) => ({ key: tenant.keys[role] });
const at = (path: string) => `${server.url}${path}`;

async function uploaded(name = 'film.mov'): Promise<string> {
  const { body } = await ask(at('/v1/uploads'), { ...as('partner'), body: { file_name: name } });
  const upload = await server.repositories.uploads.find(tenant.id, body.id);
  await server.store.put(upload?.objectKey ?? '', Buffer.from('film'), { contentType: 'video/mp4' });
  return body.id;
}

const order = async (more: object = {}) => ({
  external_id: newId('req'),
  title: 'Film',
  source: { upload_id: await uploaded() },
  ...more,
});

async function created(more: object = {}) {
  const answer = await ask(at('/v1/ingests'), { ...as('partner'), body: await order(more) });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

async function published(ingest: { id: string; title_id: string }) {
  const { versionId } = await server.repositories.records.reserveVersion(ingest.id);
  const prefix = `titles/${tenant.id}/${ingest.title_id}/${versionId}/`;
  await server.repositories.records.publishVersion({
    ingestId: ingest.id,
    tenantId: tenant.id,
    titleId: ingest.title_id,
    versionId,
    masterId: 'mst_x',
    prefix,
    planHash: 'p',
    durationMs: 60_000,
    frameRate: '25',
    bytes: 10,
    renditions: [
      { kind: 'video', name: 'h264-720p', width: 1280, height: 720, bytes: 8 },
      { kind: 'audio', name: 'en-stereo', language: 'en', channels: 2, bytes: 2 },
    ],
    outputs: [
      { kind: 'hls', objectKey: `${prefix}master.m3u8` },
      { kind: 'dash', objectKey: `${prefix}manifest.mpd` },
    ],
  });
  return versionId;
}

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
        if (mayUse(role, spec.scope)) expect(body.code).not.toBe('auth/forbidden');
        else expect(body).toMatchObject({ code: 'auth/forbidden', status: 403 });
      }
    },
  );

  it('shows nothing of one tenant to another', async () => {
    const ingest = await created();
    await published(ingest);
    const upload = await uploaded();
    const stranger = { key: (await newTenant(databaseUrl)).keys.operator };
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
    expect(server.logs.join('')).toContain('/v1/ingests');
    expect(server.logs.join('')).not.toContain(tenant.keys.operator);
  });
});

describe('ordering an ingest', () => {
  it('writes the row and starts the run with all that it needs', async () => {
    const ingest = await created({ priority: 1, checksum: { sha256: 'A'.repeat(64) }, passthrough: { a: 1 } });
    expect(ingest).toMatchObject({ status: 'queued', passthrough: { a: 1 }, profile: 'default', priority: 1 });
    expect(ingest.workflow.url).toContain(encodeURIComponent(titleIngestId(ingest.id)));
    const run = server.engine.started.find(({ id }) => id === titleIngestId(ingest.id));
    expect(run).toMatchObject({ type: 'titleIngest', queue: 'supply-chain', priority: 1 });
    expect(run?.input).toMatchObject({
      ingestId: ingest.id,
      tenantId: tenant.id,
      titleId: ingest.title_id,
      expectedSha256: 'a'.repeat(64),
      profile: { name: 'default', version: expect.any(Number) },
      policy: { name: 'default' },
      hold: { expiryMs: 168 * 3_600_000, remindersMs: [24, 72, 144].map((hours) => hours * 3_600_000) },
      studioUrl: `http://headend.test/studio/ingests/${ingest.id}`,
    });
    expect(run?.attributes.map(({ name }) => name)).toEqual([
      'TenantId',
      'TitleId',
      'IngestId',
      'Stage',
      'Profile',
      'Priority',
    ]);
  });

  it('keeps passwords and signatures out of the order', async () => {
    const url = 'https://user:hidden@93.184.215.14/film.mov?signature=hidden';
    const ingest = await created({ source: { url } });
    const run = server.engine.started.find(({ id }) => id === titleIngestId(ingest.id));
    expect(JSON.stringify(run)).not.toContain('hidden');
    const { source } = (run as StartRequest).input as { source: { url: string } };
    expect(await server.repositories.records.fullUrl(ingest.id, source.url)).toBe(url);
  });

  it.each([
    ['source/forbidden-address', 'source.url', { source: { url: 'http://169.254.169.254/x' } }],
    ['source/forbidden-address', 'source.url', { source: { url: 'http://localhost/x' } }],
    ['source/unsupported-scheme', 'source.url', { source: { url: 'ftp://example.com/x' } }],
    ['upload/not-found', 'source.upload_id', { source: { upload_id: 'upl_none' } }],
    ['ingest/profile-unknown', 'profile', { profile: 'none' }],
    ['ingest/profile-unknown', 'quality_policy', { quality_policy: 'none' }],
    ['request/invalid', 'priority', { priority: 9 }],
    ['request/invalid', 'title', { title: '' }],
    ['request/invalid', 'title', { title: 'a\0b' }],
    ['request/invalid', 'source.upload_id', { source: {} }],
    ['request/invalid', 'source.url', { source: { url: 7 } }],
    ['request/invalid', 'colour', { colour: 'red' }],
    ['request/invalid', 'checksum.sha256', { checksum: { sha256: 'xyz' } }],
    ['request/invalid', 'passthrough', { passthrough: { long: 'x'.repeat(10_000) } }],
    [
      'request/invalid',
      'sidecars.0.language',
      { sidecars: [{ role: 'captions', source: { url: 'https://93.184.215.14/a.srt' } }] },
    ],
  ] as [string, string, object][])('answers %s about %s', async (code, field, wrong) => {
    const { status, body, headers } = await ask(at('/v1/ingests'), { ...as('partner'), body: await order(wrong) });
    expect(body).toMatchObject({ code, status, errors: [{ field }], type: `/docs/codes/${code}` });
    expect(body.fix.length).toBeGreaterThan(10);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(headers.get('x-request-id')).toBe(body.request_id);
  });

  it('names the known profiles', async () => {
    const { body } = await ask(at('/v1/ingests'), { ...as('partner'), body: await order({ profile: 'none' }) });
    expect(body.detail).toContain('default');
  });

  it('tells an upload without bytes', async () => {
    const upload = await ask(at('/v1/uploads'), { ...as('partner'), body: { file_name: 'a' } });
    const body = await order({ source: { upload_id: upload.body.id } });
    expect((await ask(at('/v1/ingests'), { ...as('partner'), body })).body).toMatchObject({ code: 'upload/no-bytes' });
  });

  it('tells bodies that are no JSON, of another type, or too large', async () => {
    const post = (body: string, headers = {}) => ask(at('/v1/ingests'), { ...as('partner'), body, headers });
    expect((await post('{')).body).toMatchObject({ code: 'request/malformed', status: 400 });
    expect((await post('a=b', { 'Content-Type': 'text/plain' })).body).toMatchObject({
      code: 'request/unsupported-media-type',
    });
    expect((await post(JSON.stringify({ a: 'x'.repeat(1_100_000) }))).body).toMatchObject({
      code: 'request/too-large',
    });
  });

  it('lets one ingest of an external id be under way', async () => {
    const first = await created({ external_id: 'same' });
    const second = await ask(at('/v1/ingests'), { ...as('partner'), body: await order({ external_id: 'same' }) });
    expect(second.body).toMatchObject({ code: 'ingest/external-id-taken', status: 409 });
    expect(second.body.detail).toContain(first.id);
  });
});

describe('Idempotency-Key', () => {
  const post = async (key: string, body: object) =>
    ask(at('/v1/ingests'), { ...as('partner'), body, headers: { 'Idempotency-Key': key } });

  it('is asked for, and must be usable', async () => {
    const headers = { Authorization: `Bearer ${tenant.keys.partner}`, 'Content-Type': 'application/json' };
    const send = (more: object) =>
      fetch(at('/v1/uploads'), { method: 'POST', headers: { ...headers, ...more }, body: '{}' });
    expect(await (await send({})).json()).toMatchObject({ code: 'idempotency/key-missing' });
    expect(await (await send({ 'Idempotency-Key': 'a'.repeat(256) })).json()).toMatchObject({
      code: 'idempotency/key-invalid',
    });
  });

  it('gives a repeated request the same answer, and makes one ingest', async () => {
    const body = await order();
    const first = await post('k', body);
    const again = await post('k', body);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(`/v1/ingests/${first.body.id}`);
    expect((await ask(at('/v1/ingests'), as('partner'))).body.data).toHaveLength(1);
  });

  it('refuses another body, and may be used by another tenant', async () => {
    const body = await order();
    await post('k', body);
    expect((await post('k', { ...body, title: 'Other' })).body).toMatchObject({ code: 'idempotency/mismatch' });
    tenant = await newTenant(databaseUrl);
    expect((await post('k', await order())).status).toBe(201);
  });

  it('makes one ingest of many requests at once', async () => {
    const body = await order();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('k', body)));
    const codes: unknown[] = answers.map((answer) => answer.body.code ?? answer.status);
    expect(codes.every((code) => code === 201 || code === 'idempotency/in-flight')).toBe(true);
    expect((await ask(at('/v1/ingests'), as('partner'))).body.data).toHaveLength(1);
  });

  it('lets a request that failed be sent again: the same ingest starts', async () => {
    const body = await order();
    server.engine.away = true;
    const failed = await post('k', body);
    expect(failed.body).toMatchObject({ code: 'temporal/unavailable', status: 503 });
    expect(failed.headers.get('retry-after')).toBeTruthy();
    server.engine.away = false;
    const { status, body: ingest } = await post('k', body);
    expect(status).toBe(201);
    expect(server.engine.started.filter(({ id }) => id === titleIngestId(ingest.id))).toHaveLength(1);
    expect((await ask(at('/v1/ingests'), as('partner'))).body.data).toHaveLength(1);
  });
});

describe('an ingest under way', () => {
  it('shows stages, progress, preview and findings', async () => {
    const { id } = await created();
    const { records } = server.repositories;
    const preview = `previews/${tenant.id}/${id}/`;
    await records.recordProgress({
      ingestId: id,
      sequence: 1,
      status: 'held',
      stage: 'hold',
      progress: 0.4,
      stages: [{ name: 'hold', state: 'running', progress: 0, startedAt: 1000 }],
      chunks: [{ group: 'h264', rungs: ['720p'], total: 4, done: 2 }],
      verdict: 'held',
      proxyKey: `${preview}proxy/index.m3u8`,
      measurementKey: `${preview}measurements.json.gz`,
      hold: { since: 1000, expiresAt: 2000 },
    });
    await records.saveFindings(id, 'quality', [
      {
        code: 'video/black',
        severity: 'hold',
        stage: 'quality',
        message: 'm',
        fix: 'f',
        range: { startMs: 0, endMs: 5 },
      },
    ]);
    const { body } = await ask(at(`/v1/ingests/${id}`), as('partner'));
    expect(body).toMatchObject({
      status: 'held',
      progress: 0.4,
      qc: { verdict: 'held', counts: { hold: 1 } },
      hold: { since: '1970-01-01T00:00:01.000Z' },
      preview: { hls: expect.stringMatching(/^\/media\/[a-z0-9]{32}\/proxy\/index\.m3u8$/), thumbnails: null },
      outputs: null,
    });
    await server.store.put(`${preview}proxy/index.m3u8`, Buffer.from('#EXTM3U'), {
      contentType: 'application/vnd.apple.mpegurl',
    });
    expect((await ask(at(body.preview.hls))).text).toBe('#EXTM3U');

    const series = {
      video: { frameRate: { num: 25, den: 1 }, meanLuma: Array.from({ length: 5000 }, () => 100) },
      audio: [
        { track: 0, startMs: 0, stepMs: 100, momentary: [-200], integratedLufs: null, rangeLu: 1, truePeakDbtp: -1 },
      ],
    };
    await server.store.put(`${preview}measurements.json.gz`, gzipSync(JSON.stringify(series)), {
      contentType: 'application/json',
    });
    const { body: report } = await ask(at(`/v1/ingests/${id}/qc`), as('partner'));
    expect(report).toMatchObject({
      verdict: 'held',
      policy: 'default',
      findings: [{ docs: '/docs/codes/video/black' }],
    });
    expect(report.series.luma.length).toBeLessThanOrEqual(2000);
    expect(report.series.luma.at(-1)).toEqual({ t_ms: 199_920, mean: 100 });
    expect(report.series.loudness).toMatchObject([{ track: 'audio:0', integrated: -70, momentary: [{ lufs: -20 }] }]);
  });

  it('is cancelled through its run', async () => {
    const { id } = await created();
    expect((await ask(at(`/v1/ingests/${id}/cancel`), { ...as('partner'), body: {} })).status).toBe(202);
    expect(server.engine.cancelled).toContain(titleIngestId(id));
    await server.repositories.records.recordOutcome(id, { result: 'cancelled' });
    const again = await ask(at(`/v1/ingests/${id}/cancel`), { ...as('partner'), method: 'POST' });
    expect(again.body).toMatchObject({ code: 'ingest/finished', status: 409 });
  });

  it('is run again under the same id once it has ended', async () => {
    const { id } = await created();
    const retry = () => ask(at(`/v1/ingests/${id}/retry`), { ...as('partner'), method: 'POST' });
    expect((await retry()).body).toMatchObject({ code: 'ingest/not-retryable' });
    await server.repositories.records.recordOutcome(id, { result: 'failed', code: 'encode/failed', reason: 'r' });
    expect((await ask(at(`/v1/ingests/${id}`), as('partner'))).body.failure).toMatchObject({
      code: 'encode/failed',
      who: 'operator',
    });
    server.engine.runs.delete(titleIngestId(id));
    expect((await retry()).body).toMatchObject({ status: 'queued', failure: null });
    expect(server.engine.started.filter((run) => run.id === titleIngestId(id))).toHaveLength(2);
  });

  it('takes a decision by an operator, with the name of the key', async () => {
    const { id } = await created();
    const decide = (body: object) => ask(at(`/v1/ingests/${id}/decision`), { ...as('operator'), body });
    expect((await decide({ decision: 'approve', reason: 'meant' })).status).toBe(202);
    expect(server.engine.updates.at(-1)).toMatchObject({
      name: 'decide',
      input: { decision: 'approve', reason: 'meant', by: `${tenant.id} operator` },
    });
    expect((await decide({ decision: 'approve' })).body).toMatchObject({ errors: [{ field: 'reason' }] });
    server.engine.refusal = 'The title is not held.';
    expect((await decide({ decision: 'reject', reason: 'r' })).body).toMatchObject({
      code: 'ingest/not-held',
      detail: 'The title is not held.',
    });
  });

  it('is listed by status and paged with cursors that belong to their filters', async () => {
    const made = [await created(), await created(), await created()].map(({ id }) => id).reverse();
    const list = async (query: string) => (await ask(at(`/v1/ingests?${query}`), as('partner'))).body;
    const first = await list('limit=2&status=queued,running');
    const second = await list(`limit=2&status=queued,running&cursor=${first.next_cursor}`);
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made);
    expect(second.next_cursor).toBeNull();
    expect(await list(`limit=2&cursor=${first.next_cursor}`)).toMatchObject({ code: 'cursor/invalid' });
    expect(await list('cursor=junk')).toMatchObject({ code: 'cursor/invalid' });
    expect(await list('status=lost')).toMatchObject({ code: 'request/invalid' });
    expect(await list('limit=101')).toMatchObject({ code: 'request/invalid' });
    expect((await list('status=published')).data).toEqual([]);
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
      hls: expect.stringMatching(/^\/media\/[a-z0-9]{32}\/master\.m3u8$/),
    });
    const seen = (await ask(at(`/v1/ingests/${ingest.id}`), as('partner'))).body;
    expect(seen).toMatchObject({ status: 'published', outputs: { hls: body.hls, watch: `/watch/${ingest.title_id}` } });
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
    expect(server.engine.started.at(-1)).toMatchObject({
      type: 'versionCollection',
      input: { versionId: two, graceMs: 24 * 3_600_000 },
    });
    server.engine.away = true;
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

  it('answers health, readiness and metrics', async () => {
    expect((await ask(at('/healthz'))).body).toEqual({ status: 'ok' });
    expect((await ask(at('/readyz'))).body).toMatchObject({ status: 'ready' });
    server.engine.away = true;
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
    const tight = await startTestServer(databaseUrl, { rateLimit: 3 });
    try {
      const send = (key: string) => ask(`${tight.url}/v1/titles`, { key });
      for (let at = 0; at < 3; at++) expect((await send(tenant.keys.viewer)).status).toBe(200);
      const refused = await send(tenant.keys.viewer);
      expect(refused.body).toMatchObject({ code: 'request/rate-limited', status: 429 });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await send(tenant.keys.partner)).status).toBe(200);
      expect((await ask(`${tight.url}/healthz`)).status).toBe(200);
    } finally {
      await tight.close();
    }
  });
});
