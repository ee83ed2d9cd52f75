import { randomUUID } from 'node:crypto';
import { endIngests, newTenant } from '../../api/testing/server';
import type { Finding } from '../../domain/qc/finding';
import { testStack } from '../../tests/stack/use';
import { createRepositories, type Database, openDatabase, type Repositories } from '.';
import { hashApiKey, newId } from './ids';
import type { IngestRecord, NewIngest, PublishRecord } from './port';
import { seedTenant } from './seed';

let database: Database;
let repositories: Repositories;
let url: string;

beforeAll(() => {
  url = testStack().database;
  database = openDatabase({ url });
  repositories = createRepositories(database);
});
afterAll(async () => {
  await endIngests(database);
  await database.$disconnect();
});

const tenant = () => newTenant(url);

const newIngest = (tenantId: string, externalId: string, more: Partial<NewIngest> = {}): NewIngest => ({
  tenantId,
  externalId,
  title: `Film ${externalId}`,
  order: { title: 'x' },
  profile: 'default',
  priority: 3,
  requestKey: newId('req'),
  uploadIds: [],
  secretUrls: {},
  ...more,
});

const create = async (tenantId: string, externalId = newId('req')): Promise<IngestRecord> =>
  (await repositories.ingests.create(newIngest(tenantId, externalId))).ingest;

async function publish(ingest: IngestRecord) {
  const record = await publishRecord(ingest);
  return { record, published: await repositories.records.publishVersion(record) };
}

async function publishRecord(ingest: IngestRecord): Promise<PublishRecord> {
  const { versionId } = await repositories.records.reserveVersion(ingest.id);
  const prefix = `titles/${ingest.tenantId}/${ingest.titleId}/${versionId}/`;
  return {
    ingestId: ingest.id,
    tenantId: ingest.tenantId,
    titleId: ingest.titleId,
    versionId,
    masterId: 'mst_x',
    prefix,
    planHash: 'p',
    durationMs: 1000,
    frameRate: '25',
    bytes: 5_000_000_000,
    chapterMs: [60_000, 125_000],
    renditions: [{ kind: 'video', name: 'h264-720p', width: 1280, height: 720, bytes: 5_000_000_000 }],
    outputs: [{ kind: 'hls', objectKey: `${prefix}master.m3u8` }],
  };
}

const progress = (ingestId: string, sequence: number, stage: string) => ({
  ingestId,
  sequence,
  status: 'running' as const,
  stage,
  progress: sequence / 10,
  stages: [{ name: stage, state: 'running', progress: 0 }],
  chunks: [],
});

describe('the seed', () => {
  it('writes keys that are found by their hash, and nothing new the second time', async () => {
    const { id, keys } = await tenant();
    await seedTenant({ databaseUrl: url, tenant: { id, name: 'Renamed' }, keys });
    expect(await repositories.apiKeys.find(hashApiKey(keys.partner))).toMatchObject({ tenantId: id, role: 'partner' });
    expect(await database.apiKey.count({ where: { tenantId: id } })).toBe(3);
    expect(JSON.stringify(await database.apiKey.findMany({ where: { tenantId: id } }))).not.toContain(keys.partner);
  });

  it('does not find a revoked key', async () => {
    const { id, keys } = await tenant();
    await database.apiKey.updateMany({ where: { tenantId: id }, data: { revokedAt: new Date() } });
    expect(await repositories.apiKeys.find(hashApiKey(keys.operator))).toBeUndefined();
  });
});

describe('creating ingests', () => {
  it('answers the same row for the same request, also when sent at once', async () => {
    const { id } = await tenant();
    const order = newIngest(id, 'A');
    const made = await Promise.all(Array.from({ length: 8 }, () => repositories.ingests.create(order)));
    expect(new Set(made.map(({ ingest }) => ingest.id)).size).toBe(1);
    expect(made.filter(({ created }) => created)).toHaveLength(1);
  });

  it('lets one ingest of a title be under way, whatever the race', async () => {
    const { id } = await tenant();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => repositories.ingests.create(newIngest(id, 'A'))),
    );
    const won = tries.filter(({ status }) => status === 'fulfilled');
    const codes = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['ingest/external-id-taken']));
  });

  it('makes the next ingest of an external id belong to the same title', async () => {
    const { id } = await tenant();
    const first = await create(id, 'A');
    await repositories.records.recordOutcome(first.id, { result: 'cancelled' });
    expect((await create(id, 'A')).titleId).toBe(first.titleId);
  });

  it('keeps tenants apart', async () => {
    const [a, b] = await Promise.all([tenant(), tenant()]);
    const ingest = await create(a.id, 'A');
    expect((await create(b.id, 'A')).titleId).not.toBe(ingest.titleId);
    expect(await repositories.ingests.find(b.id, ingest.id)).toBeUndefined();
    expect(await repositories.titles.find(b.id, ingest.titleId)).toBeUndefined();
    expect(await repositories.ingests.findings(b.id, ingest.id)).toEqual([]);
    await expect(repositories.ingests.reopen(b.id, ingest.id, 'x')).rejects.toMatchObject({
      code: 'request/not-found',
    });
    const { published } = await publish(ingest);
    const move = { tenantId: b.id, titleId: ingest.titleId, versionId: published.versionId, actor: 'x' };
    await expect(repositories.records.pointTitleAt(move)).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('pages through everything once, newest first', async () => {
    const { id } = await tenant();
    const made: string[] = [];
    for (let at = 0; at < 7; at++) made.unshift((await create(id, `T${at}`)).id);
    const seen: string[] = [];
    for (let after: { at: Date; id: string } | undefined, more = true; more; ) {
      const page = await repositories.ingests.list({ tenantId: id, limit: 3, after });
      seen.push(...page.items.map((each) => each.id));
      after = page.next;
      more = after !== undefined;
    }
    expect(seen).toEqual(made);
  });
});

describe('recording a run', () => {
  it('keeps the report with the highest sequence, whatever the order of arrival', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    for (const sequence of [2, 5, 1, 4, 3])
      await repositories.records.recordProgress(progress(ingest.id, sequence, `s${sequence}`));
    expect(await repositories.ingests.find(id, ingest.id)).toMatchObject({
      stage: 's5',
      progress: 0.5,
      status: 'running',
    });
  });

  it('shows a proxy before any report names it', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    await repositories.records.saveProxy(ingest.id, 'previews/a/index.m3u8');
    await repositories.records.recordProgress(progress(ingest.id, 1, 'receive'));
    expect(await repositories.ingests.find(id, ingest.id)).toMatchObject({
      stage: 'receive',
      proxyKey: 'previews/a/index.m3u8',
    });
  });

  it('shows nothing of one master beside the proxy of another', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    const shown = { proxyKey: 'a/index.m3u8', measurementKey: 'a/measurement', spritesVttKey: 'a/thumbnails.vtt' };
    await repositories.records.recordProgress({ ...progress(ingest.id, 1, 'encode'), ...shown });
    await repositories.records.saveProxy(ingest.id, 'a/index.m3u8');
    const kept = { proxyKey: 'a/index.m3u8', measurementKey: 'a/measurement', thumbnailsKey: 'a/thumbnails.vtt' };
    expect(await repositories.ingests.find(id, ingest.id)).toMatchObject(kept);
    await repositories.records.saveProxy(ingest.id, 'b/index.m3u8');
    expect(await repositories.ingests.find(id, ingest.id)).toMatchObject({
      proxyKey: 'b/index.m3u8',
      measurementKey: undefined,
      thumbnailsKey: undefined,
    });
  });

  it('retries with the newest replacement of the master, and forgets what was found in the one before', async () => {
    const { id } = await tenant();
    const upload = await repositories.uploads.create({
      tenantId: id,
      fileName: 'new.mov',
      protocol: 'single',
      testMode: false,
      expiresAt: new Date(),
    });
    const order = { title: 'x', source: { kind: 'url', url: 'https://x/old.mov' }, expectedSha256: 'ab' };
    const { ingest } = await repositories.ingests.create(newIngest(id, 'A', { order }));
    await repositories.records.recordProgress({ ...progress(ingest.id, 1, 'hold'), verdict: 'held', proxyKey: 'a' });
    await repositories.records.saveFindings(ingest.id, 'quality', [
      { code: 'video/black', severity: 'hold', stage: 'quality', message: 'm', fix: 'f' },
    ]);
    await repositories.records.replaceMaster(ingest.id, { kind: 'url', url: 'https://x/better.mov' });
    const source = { kind: 'upload' as const, uploadId: upload.id, objectKey: upload.objectKey };
    await repositories.records.replaceMaster(ingest.id, source);
    expect(await repositories.ingests.findings(id, ingest.id)).toEqual([]);
    expect(await repositories.ingests.find(id, ingest.id)).toMatchObject({ verdict: undefined, proxyKey: undefined });
    expect(await repositories.uploads.find(id, upload.id)).toMatchObject({ status: 'ingested' });

    await repositories.records.recordOutcome(ingest.id, { result: 'failed', code: 'encode/failed', reason: 'why' });
    const again = await repositories.ingests.reopen(id, ingest.id, 'me');
    expect(again.order).toEqual({ title: 'x', source, ingestId: ingest.id, tenantId: id, titleId: ingest.titleId });
  });

  it('keeps one audit entry of a step that was tried twice', async () => {
    const { id } = await tenant();
    const entry = { key: `${id}:7`, tenantId: id, actor: 'olga', action: 'ingest.approve', subject: 'ing_1' };
    await repositories.records.audit(entry);
    await repositories.records.audit(entry);
    await repositories.records.audit({ ...entry, key: `${id}:8` });
    expect(await database.auditEntry.count({ where: { tenantId: id } })).toBe(2);
  });

  it('does not let a late report open an ended ingest', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    await repositories.records.recordOutcome(ingest.id, { result: 'failed', code: 'encode/failed', reason: 'why' });
    await repositories.records.recordProgress(progress(ingest.id, 9, 'encode'));
    await repositories.records.recordOutcome(ingest.id, { result: 'cancelled' });
    expect(await repositories.ingests.find(id, ingest.id)).toMatchObject({
      status: 'failed',
      failureCode: 'encode/failed',
      stage: 'encode',
    });
  });

  it('replaces the findings of one stage and leaves the others, also when written at once', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    const finding = (stage: Finding['stage'], message: string): Finding => ({
      code: 'video/black',
      severity: 'warning',
      stage,
      message,
      fix: 'f',
      range: { startMs: 1.4, endMs: 2.6 },
    });
    const save = (stage: Finding['stage'], ...messages: string[]) =>
      repositories.records.saveFindings(
        ingest.id,
        stage,
        messages.map((message) => finding(stage, message)),
      );
    await save('inspect', 'kept');
    await Promise.all(Array.from({ length: 6 }, () => save('quality', 'a', 'b\0\ud800')));
    const found = await repositories.ingests.findings(id, ingest.id);
    expect(found.map(({ message }) => message)).toEqual(['kept', 'a', 'b\uFFFD']);
    expect(found[0]?.range).toEqual({ startMs: 1, endMs: 3 });
    expect((await repositories.ingests.find(id, ingest.id))?.findingCounts.warning).toBe(3);
  });

  it('keeps one master per content', async () => {
    const [a, b] = await Promise.all([tenant(), tenant()]);
    const [one, two, other] = await Promise.all([create(a.id), create(a.id), create(b.id)]);
    const save = (ingest: IngestRecord) =>
      repositories.records.saveMaster(ingest.id, {
        tenantId: ingest.tenantId,
        sha256: 'c'.repeat(64),
        bytes: 6_000_000_000,
        objectKey: `masters/${ingest.id}`,
      });
    const saved = await Promise.all([save(one), save(two)]);
    expect(saved.filter(({ created }) => created)).toHaveLength(1);
    expect(saved[0]?.master).toEqual(saved[1]?.master);
    expect(saved[0]?.master.bytes).toBe(6_000_000_000);
    expect((await save(other)).created).toBe(true);
  });

  it('finds the full form of a URL whose shown form hides a secret', async () => {
    const { id } = await tenant();
    const secretUrls = { 'https://x/f?secret=1': 'https://u:p@x/f' };
    const { ingest } = await repositories.ingests.create(newIngest(id, 'A', { secretUrls }));
    await repositories.ingests.addSecretUrls(id, ingest.id, { shown: 'full' });
    const full = (shown: string) => repositories.records.fullUrl(ingest.id, shown);
    expect(await full('https://x/f?secret=1')).toBe('https://u:p@x/f');
    expect(await full('shown')).toBe('full');
    expect(await full('https://x/open')).toBe('https://x/open');
  });
});

describe('publishing', () => {
  it('reserves one version id per attempt', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    const reserve = () => repositories.records.reserveVersion(ingest.id);
    const [a, b, c] = await Promise.all([reserve(), reserve(), reserve()]);
    expect(new Set([a.versionId, b.versionId, c.versionId]).size).toBe(1);
    await repositories.records.recordOutcome(ingest.id, { result: 'cancelled' });
    await repositories.ingests.reopen(id, ingest.id, 'me');
    expect((await reserve()).versionId).not.toBe(a.versionId);
  });

  it('is done once per version, also when asked at once', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    const record = await publishRecord(ingest);
    const first = await Promise.all([1, 2, 3, 4, 5].map(() => repositories.records.publishVersion(record)));
    const published = await repositories.records.publishVersion(record);
    expect(first).toEqual(first.map(() => published));
    expect(published.number).toBe(1);
    const audits = await database.auditEntry.count({ where: { subject: ingest.titleId, action: 'title.publish' } });
    expect(audits).toBe(1);
    const row = await repositories.ingests.find(id, ingest.id);
    expect(row).toMatchObject({ status: 'published', progress: 1, version: { mediaToken: published.mediaToken } });
    const title = await repositories.titles.find(id, ingest.titleId);
    expect(title).toMatchObject({ currentVersionId: record.versionId, current: { bytes: 5_000_000_000 } });
  });

  it('is refused to an attempt that was cancelled, or run again meanwhile', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    const late = await publishRecord(ingest);
    await repositories.records.recordOutcome(ingest.id, { result: 'cancelled' });
    await expect(repositories.records.publishVersion(late)).rejects.toMatchObject({ code: 'ingest/cancelled' });
    await repositories.ingests.reopen(id, ingest.id, 'me');
    const record = await publishRecord(ingest);
    await expect(repositories.records.publishVersion(late)).rejects.toMatchObject({ code: 'ingest/cancelled' });
    expect(await repositories.titles.find(id, ingest.titleId)).toMatchObject({ currentVersionId: undefined });
    expect(await repositories.records.publishVersion(record)).toMatchObject({ versionId: record.versionId });
  });

  it('moves the pointer to a new version and back', async () => {
    const { id } = await tenant();
    const { record: one } = await publish(await create(id, 'A'));
    const second = await create(id, 'A');
    const { record: two, published } = await publish(second);
    expect(published).toMatchObject({ number: 2, supersededVersionId: one.versionId });
    const due = async () =>
      (await repositories.records.versionsDueForCollection(new Date(Date.now() + 1000), 1000))
        .filter(({ tenantId }) => tenantId === id)
        .map((version) => version.id);
    expect(await due()).toEqual([one.versionId]);

    const back = { tenantId: id, titleId: second.titleId, versionId: one.versionId, actor: 'me' };
    const moved = await repositories.records.pointTitleAt(back);
    expect(moved.supersededVersionId).toBe(two.versionId);
    expect(await due()).toEqual([two.versionId]);
    const { claimForCollection } = repositories.records;
    const now = () => new Date(Date.now() + 1000);
    expect(await claimForCollection(one.versionId, now())).toEqual({ state: 'current' });
    expect(await claimForCollection('ver_none', now())).toBeUndefined();
    expect(await claimForCollection(two.versionId, now())).toEqual({ state: 'claimed', prefix: two.prefix });
    expect(await claimForCollection(two.versionId, now())).toEqual({ state: 'claimed', prefix: two.prefix });
    await expect(repositories.records.pointTitleAt({ ...back, versionId: two.versionId })).rejects.toMatchObject({
      code: 'title/version-unusable',
    });
    expect(await repositories.mediaTokens.resolve(published.mediaToken)).toBeUndefined();
    // CDNs are told its tag after that.
    expect(await repositories.records.mediaTokenOf(two.versionId)).toBe(published.mediaToken);
    expect(await repositories.records.mediaTokenOf('ver_none')).toBeUndefined();
  });

  it('tells of an ingest whether its version is encrypted', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    const { record } = await publish(ingest);
    const encrypted = async () => (await repositories.ingests.find(id, ingest.id))?.version?.encrypted;
    expect(await encrypted()).toBe(false);
    const key = {
      tenantId: id,
      versionId: record.versionId,
      scheme: 'cbcs',
      sealed: Buffer.alloc(44),
      kekVersion: '1',
    };
    for (const label of ['SD', 'AUDIO'])
      await database.contentKey.create({ data: { ...key, label, kid: `${record.versionId}-${label}` } });
    expect(await encrypted()).toBe(true);
  });

  it('gives a version its whole grace time again when it is superseded again', async () => {
    const { id } = await tenant();
    const { record: one } = await publish(await create(id, 'A'));
    const ingest = await create(id, 'A');
    const { record: two } = await publish(ingest);
    const firstSuperseded = new Date();
    const turn = (versionId: string) =>
      repositories.records.pointTitleAt({ tenantId: id, titleId: ingest.titleId, versionId, actor: 'me' });
    await turn(one.versionId);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await turn(two.versionId);
    const claim = await repositories.records.claimForCollection(one.versionId, firstSuperseded);
    expect(claim).toEqual({ state: 'in-grace', supersededAt: expect.any(Date) });
    expect(claim?.state === 'in-grace' && claim.supersededAt > firstSuperseded).toBe(true);
  });

  it('erases the content keys of a version with it, once its playback sessions have ended', async () => {
    const { id } = await tenant();
    const { record: one } = await publish(await create(id, 'A'));
    const { record: two } = await publish(await create(id, 'A'));
    const sealed = { scheme: 'cbcs', label: 'SD', sealed: Buffer.from('x'), kekVersion: '1', tenantId: id };
    for (const { versionId } of [one, two])
      await database.contentKey.create({ data: { ...sealed, kid: randomUUID(), versionId } });
    const versionsWithKeys = async () =>
      (await database.contentKey.findMany({ where: { tenantId: id } })).map(({ versionId }) => versionId).sort();
    const expiresAt = new Date(Date.now() + 60_000);
    const session = await database.playbackSession.create({
      data: {
        ...{ id: newId('pbs'), tenantId: id, titleId: one.titleId, versionId: one.versionId, subject: 'ann' },
        ...{ keyId: 'key_1', policy: 'default', device: {}, terms: {}, expiresAt },
      },
    });
    const claim = () => repositories.records.claimForCollection(one.versionId, new Date(Date.now() + 1000));
    expect(await claim()).toEqual({ state: 'in-use', until: expiresAt });
    expect(await versionsWithKeys()).toHaveLength(2);
    await database.playbackSession.update({ where: { id: session.id }, data: { endedAt: new Date() } });
    expect(await claim()).toEqual({ state: 'claimed', prefix: one.prefix });
    expect(await versionsWithKeys()).toEqual([two.versionId]);
  });

  it('opens exactly its own prefix with a media token', async () => {
    const { id } = await tenant();
    const ingest = await create(id);
    expect(await repositories.mediaTokens.resolve(ingest.previewToken)).toMatchObject({
      prefix: `previews/${id}/${ingest.id}/`,
      immutable: false,
    });
    const { record, published } = await publish(ingest);
    expect(await repositories.mediaTokens.resolve(published.mediaToken)).toMatchObject({
      prefix: record.prefix,
      immutable: true,
    });
    expect(await repositories.mediaTokens.resolve('0'.repeat(32))).toBeUndefined();
  });

  it('opens a version with its new token only, once it was given one', async () => {
    const { id } = await tenant();
    const { record, published } = await publish(await create(id));
    const { mediaTokenOf, renewMediaToken } = repositories.records;
    await renewMediaToken(record.versionId, published.mediaToken);
    const renewed = (await mediaTokenOf(record.versionId)) ?? '';
    expect(await repositories.mediaTokens.resolve(published.mediaToken)).toBeUndefined();
    expect(await repositories.mediaTokens.resolve(renewed)).toMatchObject({ prefix: record.prefix });
    await renewMediaToken(record.versionId, published.mediaToken);
    expect(await mediaTokenOf(record.versionId)).toBe(renewed);
  });
});

describe('collecting uploads', () => {
  it('leaves a sidecar to every ingest whose order names it, not only to the last that took it', async () => {
    const { id: tenantId } = await tenant();
    const expiresAt = new Date(0);
    const { uploads } = repositories;
    const { id } = await uploads.create({ tenantId, fileName: 'a', protocol: 'single', testMode: false, expiresAt });
    await uploads.finish(id, { bytes: 3, etag: 'e' });
    const order = { sidecars: [{ role: 'audio', source: { kind: 'upload', uploadId: id } }] };
    const [first, last] = [
      (await repositories.ingests.create(newIngest(tenantId, 'A', { order, uploadIds: [id] }))).ingest,
      (await repositories.ingests.create(newIngest(tenantId, 'B', { order: {}, uploadIds: [id] }))).ingest,
    ];
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    const ended = (ingest: { id: string }) =>
      database.ingest.update({ where: { id: ingest.id }, data: { status: 'published', endedAt: yesterday } });
    await ended(last);
    await database.$executeRaw`UPDATE uploads SET updated_at = now() - interval '1 day' WHERE id = ${id}`;
    const now = { expiredBefore: new Date(), unusedBefore: new Date(), publishedBefore: new Date() };
    const isDue = async () => (await uploads.due(now, 10_000)).some((each) => each.id === id);
    expect([await isDue(), await uploads.claimForCollection(id)]).toEqual([false, false]);
    await ended(first);
    expect([await isDue(), await uploads.claimForCollection(id)]).toEqual([true, true]);
  });
});

describe('idempotency records', () => {
  const claim = (tenantId: string, key: string, fingerprints: string | string[] = 'f', lockMs = 60_000) =>
    repositories.idempotency.claim({ tenantId, key, fingerprints: [fingerprints].flat(), lockMs });
  const held = async (...request: Parameters<typeof claim>) => {
    const hold = await claim(...request);
    if (hold.state !== 'claimed') throw new Error(hold.state);
    return { tenantId: request[0], key: request[1], lock: hold.lock, fingerprint: hold.fingerprint };
  };
  const answer = { status: 201, headers: { Location: '/x' }, body: { id: 'x' } };

  it('lets exactly one of many take a key', async () => {
    const { id } = await tenant();
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(id, 'k')));
    expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1);
    expect(claims.filter(({ state }) => state === 'in-flight')).toHaveLength(9);
  });

  it('answers a repeated request, and refuses another one with the same key', async () => {
    const { id } = await tenant();
    expect(await repositories.idempotency.answer({ ...(await held(id, 'k')), answer })).toBe(true);
    expect(await claim(id, 'k')).toEqual({ state: 'answered', answer });
    expect(await claim(id, 'k', 'other')).toEqual({ state: 'mismatch' });
  });

  it('hands a key on when its holder died, and lets another request have it when released', async () => {
    const { id } = await tenant();
    await claim(id, 'k', 'f', -1);
    const next = await Promise.all(Array.from({ length: 5 }, () => claim(id, 'k')));
    const [taken, ...more] = next.filter(({ state }) => state === 'claimed');
    expect(more).toEqual([]);
    if (taken?.state !== 'claimed') throw new Error('nobody took it');
    expect(await claim(id, 'k', 'other')).toEqual({ state: 'mismatch' });
    await repositories.idempotency.release({ tenantId: id, key: 'k', lock: taken.lock });
    expect(await claim(id, 'k', 'other')).toMatchObject({ state: 'claimed', fingerprint: 'other' });
  });

  it('lets a holder from whom a key was taken do nothing to it', async () => {
    const { id } = await tenant();
    const slow = await held(id, 'k', 'f', -1);
    const next = await held(id, 'k');
    await repositories.idempotency.release(slow);
    expect(await claim(id, 'k')).toEqual({ state: 'in-flight' });
    expect(await repositories.idempotency.answer({ ...slow, answer: { ...answer, status: 202 } })).toBe(false);
    expect(await repositories.idempotency.renew({ ...slow, lockMs: 60_000 })).toBeUndefined();
    const lock = await repositories.idempotency.renew({ ...next, lockMs: 120_000 });
    expect(await repositories.idempotency.answer({ ...next, answer })).toBe(false);
    expect(await repositories.idempotency.answer({ ...next, lock: lock as Date, answer })).toBe(true);
    expect(await claim(id, 'k')).toEqual({ state: 'answered', answer });
  });

  it('knows a request again whose fingerprint has come under a later key', async () => {
    const { id } = await tenant();
    const first = await held(id, 'k', 'before');
    await repositories.idempotency.release(first);
    const again = await held(id, 'k', ['after', 'before']);
    expect(again.fingerprint).toBe('before');
    await repositories.idempotency.answer({ ...again, answer });
    expect(await claim(id, 'k', ['after', 'before'])).toEqual({ state: 'answered', answer });
    expect(await claim(id, 'k', ['after'])).toEqual({ state: 'mismatch' });
  });

  it('forgets an answer after a day', async () => {
    const { id } = await tenant();
    await claim(id, 'k');
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await database.idempotencyRecord.updateMany({ where: { tenantId: id }, data: { createdAt: yesterday } });
    expect(await claim(id, 'k', 'other')).toMatchObject({ state: 'claimed', fingerprint: 'other' });
  });
});

describe('trouble', () => {
  it('is told as database/unavailable, without the address', async () => {
    const away = openDatabase({ url: 'postgresql://u:hidden@127.0.0.1:1/x' });
    const error: unknown = await createRepositories(away)
      .apiKeys.find('x')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'HeadendError', code: 'database/unavailable' });
    expect(String(error)).not.toContain('hidden');
    await away.$disconnect();
  });
});
