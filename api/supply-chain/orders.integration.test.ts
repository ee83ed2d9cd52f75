import { createHash } from 'node:crypto';
import { newId } from '../../adapters/postgres/ids';
import type { StartRequest } from '../../adapters/temporal/port';
import type { IngestOrder, VersionParts } from '../../workflows/supply-chain/contract';
import { titleIngestId } from '../../workflows/supply-chain/contract';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, order, startApiWorld, uploaded, world } from '../testing/world';

startApiWorld();

const send = (body: object, headers: Record<string, string> = {}) =>
  ask(at('/v1/ingests'), { ...as('partner'), body, headers });
const accepted = async (body: object) => {
  const answer = await send(body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
const runOf = (ingest: { id: string }): IngestOrder =>
  (world.server.engine.started.find(({ id }) => id === titleIngestId(ingest.id)) as StartRequest).input as IngestOrder;
const file = async (role: string, about: object = {}) => ({
  role,
  ...about,
  source: { upload_id: await uploaded(`${role}.bin`) },
});
const kept = async (name: string): Promise<string> => {
  const key = `sidecars/${world.tenant.id}/${name}`;
  await world.server.store.put(key, Buffer.from(name), { contentType: 'text/plain' });
  return key;
};

/** Publish an ingest as if its run had, made of captions and a description in English. */
async function publish(ingest: { id: string; title_id: string }, metadata?: object): Promise<string> {
  const { records } = world.server.repositories;
  const { versionId } = await records.reserveVersion(ingest.id);
  const part = (name: string, objectKey: string) => ({ objectKey, bytes: 4, sha256: name, ingestId: ingest.id });
  const parts = {
    format: 1,
    master: { ...part('master', await kept('master')), masterId: 'mst_1', fileName: 'film.mov' },
    profile: 'test',
    policy: 'lenient',
    sidecars: [
      { role: 'captions', language: 'en', label: 'English CC', ...part('captions', await kept('captions')) },
      { role: 'audio', language: 'en', kind: 'description', ...part('audio', await kept('audio')) },
    ],
  } as unknown as VersionParts;
  await records.publishVersion({
    ...{ ingestId: ingest.id, tenantId: world.tenant.id, titleId: ingest.title_id, versionId, masterId: 'mst_1' },
    ...{ prefix: `titles/${versionId}/`, planHash: 'p', durationMs: 1, frameRate: '25', bytes: 1 },
    ...{ renditions: [], outputs: [], parts, metadata },
  });
  return versionId;
}

const onceMore = (ingest: { external_id: string }, more: object = {}) => ({ external_id: ingest.external_id, ...more });

describe('an order of several files', () => {
  it('reaches its run whole', async () => {
    const sidecars = [
      await file('audio', { language: 'de', label: 'Deutsch' }),
      await file('audio', { language: 'de', kind: 'description' }),
      await file('artwork', { kind: 'backdrop', language: 'de' }),
      await file('metadata'),
    ];
    const run = runOf(await accepted(await order({ sidecars })));
    expect(run.sidecars).toMatchObject([
      { role: 'audio', language: 'de', label: 'Deutsch', source: { kind: 'upload' } },
      { role: 'audio', kind: 'description' },
      { role: 'artwork', kind: 'backdrop', language: 'de', fileName: 'artwork.bin' },
      { role: 'metadata' },
    ]);
    expect(run.base).toBeUndefined();
  });

  it('tells its run the digest that was declared with each upload', async () => {
    const sha256 = createHash('sha256').update('film').digest('hex');
    const declared = async () => {
      const id = await uploaded();
      await world.server.database.upload.update({ where: { id }, data: { sha256 } });
      return { upload_id: id };
    };
    const sidecars = [{ role: 'audio', language: 'de', source: await declared() }];
    const run = runOf(await accepted(await order({ source: await declared(), sidecars })));
    for (const { source } of [run, ...run.sidecars])
      expect(source).toMatchObject({ kind: 'upload', expectedSha256: sha256 });
  });

  it.each<[string, object[], string[]]>([
    ['a language', [{ role: 'audio' }, { role: 'captions' }], ['sidecars.0.language', 'sidecars.1.language']],
    ['a kind of sound', [{ role: 'audio', language: 'en', kind: 'karaoke' }], ['sidecars.0.kind']],
    ['a kind where there is none', [{ role: 'poster', kind: 'wide' }], ['sidecars.0.kind']],
    ['an unknown role', [{ role: 'music' }], ['sidecars.0.role']],
    [
      'a second of the same',
      [
        { role: 'audio', language: 'en' },
        { role: 'audio', language: 'eng', kind: 'main' },
      ],
      ['sidecars.1'],
    ],
    ['two documents of metadata', [{ role: 'metadata' }, { role: 'metadata', language: 'de' }], ['sidecars.1']],
  ])('is refused for %s', async (_, sidecars, fields) => {
    const source = { upload_id: await uploaded() };
    const { status, body } = await send(await order({ sidecars: sidecars.map((each) => ({ ...each, source })) }));
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'request/invalid' });
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  it('is refused whole with every source that is wrong, and leaves nothing', async () => {
    const body = await order({
      source: { upload_id: 'upl_none' },
      sidecars: [
        await file('captions', { language: 'en' }),
        { role: 'poster', source: { url: 'http://127.0.0.1/x' } },
        { role: 'audio', language: 'de', source: { upload_id: 'upl_neither' } },
      ],
    });
    const answer = await send(body);
    expect(answer.body).toMatchObject({ status: 422, code: 'upload/not-found' });
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'source.upload_id',
      'sidecars.1.source.url',
      'sidecars.2.source.upload_id',
    ]);
    const { data } = (await ask(at(`/v1/ingests?external_id=${body.external_id}`), as('partner'))).body;
    expect(data).toEqual([]);
  });
});

describe('a second order of a title', () => {
  it('is refused with the id of the one that runs', async () => {
    const first = await accepted(await order());
    const { status, body } = await send(await order(onceMore(first)));
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'ingest/external-id-taken', ingest_id: first.id });
  });

  it('is the first one when it is the same, under whatever key', async () => {
    const body = await order({ passthrough: { a: 1, b: 2 } });
    const first = await accepted(body);
    const turned = { ...body, passthrough: { b: 2, a: 1 } };
    expect((await accepted(turned)).id).toBe(first.id);
    expect(world.server.engine.started.filter(({ id }) => id === titleIngestId(first.id)).length).toBeGreaterThan(0);
    const { data } = (await ask(at(`/v1/ingests?external_id=${first.external_id}`), as('partner'))).body;
    expect(data).toHaveLength(1);
  });

  it('is one order when it comes twenty times at once', async () => {
    const body = await order();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });
});

describe('an update', () => {
  it('takes over the master, the sidecars, the name, the profile and the policy', async () => {
    const first = await accepted(await order());
    const versionId = await publish(first);
    const update = await accepted(onceMore(first, { sidecars: [await file('captions', { language: 'en' })] }));
    expect(update).toMatchObject({ title: 'Film', profile: 'test', updates: { version_id: versionId, number: 1 } });
    expect(runOf(update)).toMatchObject({
      title: 'Film',
      source: { kind: 'kept', masterId: 'mst_1', sha256: 'master', ingestId: first.id, fileName: 'film.mov' },
      base: { versionId, number: 1, policy: 'lenient' },
      policy: { name: 'lenient' },
      sidecars: [
        { role: 'captions', source: { kind: 'upload' } },
        { role: 'audio', kind: 'description', source: { kind: 'kept', sha256: 'audio' } },
      ],
    });
    expect(runOf(update).sidecars[0]?.label).toBeUndefined();
  });

  it('keeps the sidecars under a new master, adds what is new and drops what it is told to', async () => {
    const first = await accepted(await order());
    await publish(first);
    const sidecars = [await file('audio', { language: 'de' })];
    const run = runOf(await accepted(await order(onceMore(first, { sidecars, remove: [{ role: 'captions' }] }))));
    expect(run.source).toMatchObject({ kind: 'upload' });
    expect(run.sidecars.map(({ role, language, source }) => [role, language, source.kind])).toEqual([
      ['audio', 'en', 'kept'],
      ['audio', 'de', 'upload'],
    ]);
  });

  it('stands for itself when it says so', async () => {
    const first = await accepted(await order());
    await publish(first);
    const run = runOf(await accepted(await order(onceMore(first, { take_over: false }))));
    expect([run.base, run.sidecars, run.profile.name]).toEqual([undefined, [], 'default']);
  });

  it.each<[string, object, string[]]>([
    ['nothing is there to take over', {}, ['title', 'source']],
    ['something is removed from nothing', { title: 'A', remove: [{ role: 'audio' }] }, ['source', 'remove.0']],
    ['a checksum is of no source', { title: 'A', checksum: { sha256: 'a'.repeat(64) } }, ['checksum', 'source']],
  ])('is refused when %s', async (_, more, fields) => {
    const { body } = await send({ external_id: newId('req'), ...more });
    expect(body).toMatchObject({ code: 'request/invalid', status: 422 });
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  it('is refused when it removes what the version has not', async () => {
    const first = await accepted(await order());
    await publish(first);
    const { body } = await send(onceMore(first, { remove: [{ role: 'audio', language: 'fr' }] }));
    expect(body).toMatchObject({ errors: [{ field: 'remove.0', message: 'names no part of version 1' }] });
  });

  it('is refused when a part is not kept any more', async () => {
    const first = await accepted(await order());
    await publish(first);
    await world.server.store.remove(`sidecars/${world.tenant.id}/captions`);
    expect((await send(onceMore(first))).body).toMatchObject({ code: 'ingest/part-gone', status: 422 });
    const sidecars = [await file('captions', { language: 'en' })];
    expect(await accepted(onceMore(first, { sidecars }))).toMatchObject({ status: 'queued' });
  });

  it('is not run again over what was published since', async () => {
    const first = await accepted(await order());
    await publish(first);
    const update = await accepted(onceMore(first));
    await world.server.repositories.records.recordOutcome(update.id, { result: 'cancelled' });
    world.server.engine.runs.delete(titleIngestId(update.id));
    const other = await accepted(onceMore(first, { priority: 1 }));
    await publish(other);
    const retried = await ask(at(`/v1/ingests/${update.id}/retry`), { ...as('partner'), body: {} });
    expect(retried.body).toMatchObject({ code: 'ingest/not-retryable', detail: expect.stringContaining('version 1') });
  });

  it('finds nothing of another tenant', async () => {
    const first = await accepted(await order());
    await publish(first);
    world.tenant = await newTenant(world.databaseUrl);
    const { body } = await send(onceMore(first, { title: 'Mine' }));
    expect(body).toMatchObject({ code: 'request/invalid', errors: [{ field: 'source' }] });
    expect((await accepted(await order(onceMore(first)))).title_id).not.toBe(first.title_id);
  });
});

describe('the metadata of a title', () => {
  it('is that of the current version, also after a roll-back', async () => {
    const first = await accepted(await order());
    const one = await publish(first, { locales: { en: { title: 'One' } } });
    await publish(await accepted(onceMore(first)), { locales: { en: { title: 'Two' } } });
    const read = async () => (await ask(at(`/v1/titles/${first.title_id}`), as('partner'))).body;
    expect(await read()).toMatchObject({ metadata: { locales: { en: { title: 'Two' } } } });
    await ask(at(`/v1/titles/${first.title_id}/rollback`), { ...as('operator'), body: { version_id: one } });
    expect(await read()).toMatchObject({ metadata: { locales: { en: { title: 'One' } } } });
    await publish(await accepted(onceMore(first)));
    const { metadata, versions } = await read();
    expect(metadata).toBeNull();
    expect((versions[0] as { parts: object }).parts).toMatchObject({
      master: { role: 'master', sha256: 'master', ingest_id: expect.any(String) },
      profile: 'test',
      sidecars: [
        { role: 'captions', language: 'en', label: 'English CC' },
        { role: 'audio', kind: 'description' },
      ],
    });
  });
});
