import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { newTenant } from '../../api/testing/server';
import { testStack } from '../../tests/stack/use';
import { createRepositories, type Database, openDatabase, type Repositories } from '.';
import { newId } from './ids';

let database: Database;
let repositories: Repositories;
let url: string;

beforeAll(() => {
  url = testStack().database;
  database = openDatabase({ url });
  repositories = createRepositories(database);
});
afterAll(() => database.$disconnect());

const tenant = async () => (await newTenant(url)).id;

describe('a request that is worked on again because it never had an answer', () => {
  it('gets the upload that it made, and another one a day later', async () => {
    const upload = {
      ...{ tenantId: await tenant(), requestKey: newId('req'), fileName: 'a.mov' },
      ...{ protocol: 'single' as const, testMode: false, expiresAt: new Date(Date.now() + 3_600_000) },
    };
    const first = await repositories.uploads.create(upload);
    expect((await repositories.uploads.create(upload)).id).toBe(first.id);
    expect((await repositories.uploads.create({ ...upload, tenantId: await tenant() })).id).not.toBe(first.id);
    await database.$executeRaw`UPDATE uploads SET created_at = created_at - interval '1 day' WHERE id = ${first.id}`;
    expect((await repositories.uploads.create(upload)).id).not.toBe(first.id);
  });

  it('gets the webhook endpoint that it made, with the secret of the last answer only', async () => {
    const seal = (text: string) => () => Uint8Array.from(Buffer.from(text));
    const endpoint = {
      ...{ tenantId: await tenant(), actor: 'test', requestKey: newId('req'), url: 'https://partner.example/hook' },
      ...{ events: [], testMode: false },
    };
    const first = await repositories.webhooks.create({ ...endpoint, seal: seal('one') });
    const again = await repositories.webhooks.create({ ...endpoint, seal: seal('two') });
    expect(again.id).toBe(first.id);
    const secrets = await database.webhookSecret.findMany({ where: { endpointId: first.id } });
    expect(secrets.map(({ sealed }) => Buffer.from(sealed).toString())).toEqual(['two']);
  });

  it('turns the secret of a webhook endpoint once, to that of the last answer', async () => {
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
    const tenantId = await tenant();
    const { id } = await repositories.webhooks.create({
      ...{ tenantId, actor: 'test', requestKey: newId('req'), url: 'https://partner.example/hook?token=private' },
      ...{ events: [], testMode: false, seal: () => bytes('old') },
    });
    const by = { tenantId, id, actor: 'test', requestKey: newId('req') };
    const first = await repositories.webhooks.rotate(by, bytes('one'), 3_600_000);
    const again = await repositories.webhooks.rotate(by, bytes('two'), 7_200_000);
    expect(again.secrets).toEqual(first.secrets);
    const secrets = await database.webhookSecret.findMany({ where: { endpointId: id }, orderBy: { createdAt: 'asc' } });
    expect(secrets.map(({ sealed }) => Buffer.from(sealed).toString())).toEqual(['old', 'two']);
    const audited = await database.auditEntry.findMany({ where: { subject: id }, orderBy: { createdAt: 'asc' } });
    expect(audited.map(({ action }) => action)).toEqual(['webhook_endpoint.create', 'webhook_endpoint.rotate_secret']);
    expect(JSON.stringify(audited)).not.toContain('private');
  });

  it('sends no ping, replay or resend of a webhook endpoint twice, but a day later', async () => {
    const { webhooks } = repositories;
    const tenantId = await tenant();
    const at = { tenantId, actor: 'test' };
    // Never answers, so that no attempt of the stack's own dispatcher ends while the test looks.
    const silent = http.createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const { id } = await webhooks.create({
      ...{ ...at, requestKey: newId('req'), url, events: [], testMode: false },
      seal: () => Uint8Array.from([]),
    });
    const by = { ...at, id, requestKey: newId('req') };
    const eventId = await webhooks.ping(by);
    expect(await webhooks.ping(by)).toBe(eventId);
    const end = (status: string) => database.delivery.updateMany({ where: { endpointId: id }, data: { status } });
    const sent = await webhooks.replay(by, { eventId }); // none, when the dispatcher has it already
    await end('delivered');
    expect(await webhooks.replay(by, { eventId })).toBe(sent);
    expect(await database.delivery.findMany({ where: { endpointId: id } })).toMatchObject([{ status: 'delivered' }]);
    await webhooks.turn(by, 'paused');
    await end('skipped');
    expect(await webhooks.resume(by, true)).toMatchObject({ status: 'active' });
    await end('skipped');
    await webhooks.resume(by, true);
    expect(await database.delivery.findMany({ where: { endpointId: id } })).toMatchObject([{ status: 'skipped' }]);
    await database.$executeRaw`UPDATE audit_entries SET created_at = created_at - interval '1 day' WHERE subject = ${id}`;
    expect(await webhooks.ping(by)).not.toBe(eventId);
    silent.closeAllConnections();
    silent.close();
  });

  it('runs an ingest again once, but a day later', async () => {
    const { ingests } = repositories;
    const tenantId = await tenant();
    const { ingest } = await ingests.create({
      ...{ tenantId, externalId: 'A', title: 'A', order: { title: 'A' }, profile: 'test', priority: 3 },
      ...{ requestKey: newId('req'), uploadIds: [], secretUrls: {} },
    });
    const { id } = ingest;
    const key = newId('req');
    const again = async () => {
      await database.ingest.update({ where: { id }, data: { status: 'failed' } });
      return (await ingests.reopen(tenantId, id, 'test', key)).attempt;
    };
    expect([await again(), await again()]).toEqual([2, 2]);
    await database.$executeRaw`UPDATE audit_entries SET created_at = created_at - interval '1 day' WHERE subject = ${id}`;
    expect(await again()).toBe(3);
  });

  it('gets the watch folder that it made, and a clear answer when the name is of another', async () => {
    const folder = {
      ...{ tenantId: await tenant(), name: 'in', requestKey: newId('req') },
      ...{ priority: 3, stableSeconds: 30, enabled: true },
    };
    const { id } = await repositories.watchFolders.create(folder);
    expect((await repositories.watchFolders.create(folder)).id).toBe(id);
    const other = repositories.watchFolders.create({ ...folder, requestKey: newId('req') });
    await expect(other).rejects.toMatchObject({ code: 'watch/name-taken' });
  });

  it('gets what its other half made at the same moment', async () => {
    const folder = { ...{ tenantId: await tenant(), name: 'in' }, priority: 3, stableSeconds: 30, enabled: true };
    const upload = {
      ...{ tenantId: folder.tenantId, fileName: 'a.mov', protocol: 'single' as const, testMode: false },
      expiresAt: new Date(Date.now() + 3_600_000),
    };
    for (let round = 0; round < 5; round++) {
      const requestKey = newId('req');
      const twice = <T>(work: () => Promise<T>) => Promise.all([work(), work(), work()]);
      const made = [
        await twice(() => repositories.watchFolders.create({ ...folder, name: `in-${round}`, requestKey })),
        await twice(() => repositories.uploads.create({ ...upload, requestKey })),
      ];
      for (const rows of made) expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    }
  });
});
