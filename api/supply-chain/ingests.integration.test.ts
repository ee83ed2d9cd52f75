import { gzipSync } from 'node:zlib';
import type { RunSummary, StartRequest } from '../../adapters/temporal/port';
import { titleIngestId } from '../../workflows/supply-chain/contract';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, created, order, startApiWorld, world } from '../testing/world';

startApiWorld();

describe('ordering an ingest', () => {
  it('writes the row and starts the run with all that it needs', async () => {
    const ingest = await created({ priority: 1, checksum: { sha256: 'A'.repeat(64) }, passthrough: { a: 1 } });
    expect(ingest).toMatchObject({ status: 'queued', passthrough: { a: 1 }, profile: 'default', priority: 1 });
    expect(ingest.workflow.url).toContain(encodeURIComponent(titleIngestId(ingest.id)));
    const run = world.server.engine.started.find(({ id }) => id === titleIngestId(ingest.id));
    expect(run).toMatchObject({ type: 'titleIngest', queue: 'supply-chain', priority: 1 });
    expect(run?.input).toMatchObject({
      ingestId: ingest.id,
      tenantId: world.tenant.id,
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

  it('keeps the signatures of addresses in the one column that the fetch reads, and tells them nowhere', async () => {
    const { server } = world;
    const signed = (at: string) => ({ url: `${at}?X-Amz-Signature=hidden-in-query` });
    const source = signed('https://93.184.215.14/film.mov');
    const sidecars = [{ role: 'captions', language: 'en', source: signed('https://93.184.215.14/en.srt') }];
    const ingest = await created({ source, sidecars });
    const run = server.engine.started.find(({ id }) => id === titleIngestId(ingest.id)) as StartRequest;
    const ordered = run.input as { source: { url: string; fileName: string } };
    expect(ordered.source.fileName).toBe('film.mov');
    expect(await server.repositories.records.fullUrl(ingest.id, ordered.source.url)).toBe(source.url);
    const wrong = ['http://10.0.0.1/x', 'ftp://example.com/x', 'https://a:b@example.com/x', 's3://bucket/x'].map(
      signed,
    );
    const bodies = await Promise.all(wrong.map((each) => order({ source: each })));
    const refused = await Promise.all(bodies.map((body) => ask(at('/v1/ingests'), { ...as('partner'), body })));
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([422]));
    const replace = { decision: 'replace', reason: 'mended', source: signed('https://93.184.215.14/better.mov') };
    const decided = await ask(at(`/v1/ingests/${ingest.id}/decision`), { ...as('operator'), body: replace });
    expect(decided).toMatchObject({ status: 202 });
    const told = [...refused, decided].map(({ text }) => text);
    const { started, updates } = server.engine;
    expect(JSON.stringify([told, started, updates, server.logs])).not.toContain('hidden-in-query');
    const tables = await server.database.$queryRaw<{ name: string }[]>`
      SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`;
    const holding: string[] = [];
    for (const { name } of tables) {
      const rows = await server.database.$queryRawUnsafe<object[]>(
        `SELECT 1 FROM "${name}" AS t WHERE (to_jsonb(t) - 'secret_urls')::text LIKE '%hidden-in-query%'`,
      );
      if (rows.length > 0) holding.push(name);
    }
    expect(holding).toEqual([]);
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

  it.each([80, 5_000, 90_000])('refuses a body that nests %i levels', async (levels) => {
    const nested = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const body = `${JSON.stringify(await order()).slice(0, -1)},"passthrough":${nested}}`;
    const answer = await ask(at('/v1/ingests'), { ...as('partner'), body });
    expect(answer.body).toMatchObject({ code: 'request/invalid', status: 422 });
  });

  it('takes a sidecar whose URL is no valid percent-encoding', async () => {
    const sidecars = [{ role: 'poster', source: { url: 'https://93.184.215.14/100%/p%zz.jpg' } }];
    const { id } = await created({ sidecars });
    const started = world.server.engine.started.find(({ input }) => (input as { ingestId: string }).ingestId === id);
    expect(started?.input).toMatchObject({ sidecars: [{ fileName: 'p%zz.jpg' }] });
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
    const headers = { Authorization: `Bearer ${world.tenant.keys.partner}`, 'Content-Type': 'application/json' };
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
    world.tenant = await newTenant(world.databaseUrl);
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
    world.server.engine.away = true;
    const failed = await post('k', body);
    expect(failed.body).toMatchObject({ code: 'temporal/unavailable', status: 503 });
    expect(failed.headers.get('retry-after')).toBeTruthy();
    expect((await ask(at('/v1/ingests'), as('partner'))).body.data).toEqual([]);
    world.server.engine.away = false;
    const { status, body: ingest } = await post('k', body);
    expect(status).toBe(201);
    expect(world.server.engine.started.filter(({ id }) => id === titleIngestId(ingest.id))).toHaveLength(1);
    expect((await ask(at('/v1/ingests'), as('partner'))).body.data).toHaveLength(1);
  });
});

describe('an ingest under way', () => {
  it('shows stages, progress, preview and findings', async () => {
    const { id } = await created();
    const { records } = world.server.repositories;
    const preview = `previews/${world.tenant.id}/${id}/`;
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
    await world.server.store.put(`${preview}proxy/index.m3u8`, Buffer.from('#EXTM3U'), {
      contentType: 'application/vnd.apple.mpegurl',
    });
    expect((await ask(at(body.preview.hls))).text).toBe('#EXTM3U');

    const series = {
      video: { frameRate: { num: 25, den: 1 }, meanLuma: Array.from({ length: 5000 }, () => 100) },
      audio: [
        { track: 0, startMs: 0, stepMs: 100, momentary: [-200], integratedLufs: null, rangeLu: 1, truePeakDbtp: -1 },
      ],
    };
    await world.server.store.put(`${preview}measurements.json.gz`, gzipSync(JSON.stringify(series)), {
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
    expect(world.server.engine.cancelled).toContain(titleIngestId(id));
    await world.server.repositories.records.recordOutcome(id, { result: 'cancelled' });
    const again = await ask(at(`/v1/ingests/${id}/cancel`), { ...as('partner'), method: 'POST' });
    expect(again.body).toMatchObject({ code: 'ingest/finished', status: 409 });
  });

  it('is cancelled at once when only the run of an earlier attempt is known', async () => {
    const { id } = await created();
    const { runs } = world.server.engine;
    runs.set(titleIngestId(id), { ...(runs.get(titleIngestId(id)) as RunSummary), status: 'cancelled' });
    const cancelled = await ask(at(`/v1/ingests/${id}/cancel`), { ...as('partner'), method: 'POST' });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', failure: { code: 'ingest/cancelled' } });
  });

  it('is run again under the same id once it has ended', async () => {
    const { id } = await created();
    const retry = () => ask(at(`/v1/ingests/${id}/retry`), { ...as('partner'), method: 'POST' });
    expect((await retry()).body).toMatchObject({ code: 'ingest/not-retryable' });
    await world.server.repositories.records.recordOutcome(id, { result: 'failed', code: 'encode/failed', reason: 'r' });
    expect((await ask(at(`/v1/ingests/${id}`), as('partner'))).body.failure).toMatchObject({
      code: 'encode/failed',
      who: 'operator',
    });
    // The run before tells its ending a moment before it closes.
    const { runs } = world.server.engine;
    const before = runs.get(titleIngestId(id)) as RunSummary;
    setTimeout(() => runs.set(before.id, { ...before, status: 'failed' }), 200);
    expect((await retry()).body).toMatchObject({ status: 'queued', failure: null });
    expect(world.server.engine.started.filter((run) => run.id === titleIngestId(id))).toHaveLength(2);
  });

  it('is not run again where only another file helps, and its answer says so', async () => {
    const { id } = await created();
    const reason = 'The file holds no pictures.';
    await world.server.repositories.records.recordOutcome(id, { result: 'failed', code: 'master/no-video', reason });
    const retried = await ask(at(`/v1/ingests/${id}/retry`), { ...as('partner'), method: 'POST' });
    expect(retried.body).toMatchObject({
      code: 'ingest/not-retryable',
      fix: expect.stringContaining('POST /v1/ingests'),
    });
    expect((await ask(at(`/v1/ingests/${id}`), as('partner'))).body).toMatchObject({ status: 'failed' });
  });

  it('takes a decision by an operator, with the name of the key', async () => {
    const { id } = await created();
    const decide = (body: object) => ask(at(`/v1/ingests/${id}/decision`), { ...as('operator'), body });
    expect((await decide({ decision: 'approve', reason: 'meant' })).status).toBe(202);
    expect(world.server.engine.updates.at(-1)).toMatchObject({
      name: 'decide',
      input: {
        ...{ decision: 'approve', reason: 'meant', by: `${world.tenant.id} operator` },
        keyId: expect.stringMatching(/^key_/),
      },
    });
    expect((await decide({ decision: 'approve' })).body).toMatchObject({ errors: [{ field: 'reason' }] });
    world.server.engine.refusal = 'The title is not held.';
    expect((await decide({ decision: 'reject', reason: 'r' })).body).toMatchObject({
      code: 'ingest/not-held',
      detail: 'The title is not held.',
    });
  });

  it('tells afterwards what was decided and why, and operators by whom', async () => {
    const { id } = await created();
    const decided = { tenantId: world.tenant.id, actor: 'Anna', subject: id };
    await world.server.repositories.records.audit({
      ...decided,
      action: 'ingest.approve',
      detail: { reason: 'It is meant.', key_id: 'key_1' },
    });
    await world.server.repositories.records.audit({ ...decided, action: 'ingest.remind' });
    const told = async (role: 'operator' | 'partner') =>
      (await ask(at(`/v1/ingests/${id}`), as(role))).body as unknown as { decisions: object[]; attempt: number };
    const about = { decision: 'approve', reason: 'It is meant.', attempt: 1, decided_at: expect.any(String) };
    expect(await told('partner')).toMatchObject({ attempt: 1, decisions: [{ ...about, by: null }] });
    const by = { label: 'Anna', key_id: 'key_1' };
    expect(await told('operator')).toMatchObject({ decisions: [{ ...about, by }] });
    const { data } = (await ask(at('/v1/ingests?limit=1'), as('partner'))).body;
    expect(data).toMatchObject([{ id, decisions: [{ ...about, by: null }] }]);
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
