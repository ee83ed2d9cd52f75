import { randomUUID } from 'node:crypto';
import { createAvailsActivities } from '../../activities/rights/avails';
import { readAvails } from '../../adapters/avails/reader';
import { filmRow } from '../../adapters/avails/testing/rows';
import { writeWorkbook } from '../../adapters/avails/write-sheet';
import { writeXml } from '../../adapters/avails/write-xml';
import { testStack } from '../../tests/stack/use';
import { ask } from '../testing/ask';
import { newTenant, startTestServer, type TestServer, type TestTenant } from '../testing/server';

let server: TestServer;
let tenant: TestTenant;
beforeAll(async () => {
  server = await startTestServer(testStack().database);
});
beforeEach(async () => {
  tenant = await newTenant(testStack().database);
});
afterEach(() =>
  server.database.availsImport.updateMany({
    where: { tenantId: tenant.id, status: { in: ['received', 'checked'] } },
    data: { status: 'discarded' },
  }),
);
afterAll(() => server?.close());

const steps = () =>
  createAvailsActivities({ availsImports: server.repositories.availsImports, store: server.store, readAvails });

const get = (path: string, key = tenant.keys.partner) => ask(`${server.url}${path}`, { key });
const post = (path: string, body: object = {}, key = tenant.keys.operator) =>
  ask(`${server.url}${path}`, { key, body });

async function send(bytes: string | Buffer, query = '', key = tenant.keys.partner) {
  const answer = await fetch(`${server.url}/v1/avails?file_name=avails${query}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Idempotency-Key': randomUUID(),
      'Content-Type': 'application/octet-stream',
    },
    body: Uint8Array.from(Buffer.from(bytes)),
  });
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    body: (await answer.json()) as { id: string; code?: string },
  };
}

/** Send a document and do what its run would do. */
async function checked(bytes: string | Buffer, query = ''): Promise<string> {
  const { body } = await send(bytes, query);
  await steps().checkAvails({ importId: body.id });
  return body.id;
}

describe('avails at the API', () => {
  it('are taken in, looked through and applied', async () => {
    const sent = await send(await writeWorkbook([filmRow()]));
    expect(sent).toMatchObject({ status: 202, location: `/v1/avails/${sent.body.id}`, body: { status: 'received' } });
    expect(server.engine.started.at(-1)).toMatchObject({ type: 'availsImport', id: `avails-import:${sent.body.id}` });

    await steps().checkAvails({ importId: sent.body.id });
    const path = `/v1/avails/${sent.body.id}`;
    expect((await get(path)).body).toMatchObject({
      status: 'checked',
      format: 'xlsx',
      version: '1.9',
      planned: { opened: 1 },
    });
    expect((await get(`${path}/rows`)).body.data).toMatchObject([
      { at: 'Movies row 4', right: { start: { at: '2027-01-01T00:00:00Z' } }, findings: [{ code: 'title/not-here' }] },
    ]);
    expect((await get(`${path}/changes`)).body.data).toMatchObject([{ kind: 'open', row: 1, before: null }]);

    expect((await post(`${path}/apply`)).status).toBe(202);
    expect(server.engine.updates.at(-1)).toMatchObject({
      name: 'decide',
      input: { decision: 'apply', skipErrors: false },
    });
    await steps().applyAvails({ importId: sent.body.id, actor: 'desk', skipErrors: false });
    expect((await get(path)).body).toMatchObject({ status: 'applied', applied: { opened: 1 } });
    expect((await post(`${path}/apply`)).body).toMatchObject({ code: 'avails/not-checked' });
    const { items } = await server.repositories.events.list({ tenantId: tenant.id, testMode: false, limit: 9 });
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['avails.applied', 'avails.checked']));
  });

  it('are the same import when they come again, and another one when they are to be read otherwise', async () => {
    const document = writeXml([filmRow()]);
    const [first, again, other] = [await send(document), await send(document), await send(document, '&dialect=google')];
    expect(again.body.id).toBe(first.body.id);
    expect(other.body.id).not.toBe(first.body.id);
  });

  it('come back as a document that says the same', async () => {
    // A document that is the same to the byte would be the same import.
    const id = await checked(`${writeXml([filmRow()])}\n`);
    await steps().applyAvails({ importId: id, actor: 'desk', skipErrors: false });
    for (const format of ['xml', 'xlsx']) {
      const answer = await fetch(`${server.url}/v1/avails-export?format=${format}`, {
        headers: { Authorization: `Bearer ${tenant.keys.partner}` },
      });
      expect(answer.headers.get('content-disposition')).toContain(`avails.${format}`);
      const again = await checked(Buffer.from(await answer.arrayBuffer()), '&issued_at=2099-01-01T00:00:00Z');
      expect((await get(`/v1/avails/${again}`)).body).toMatchObject({ planned: { same: 1, opened: 0, closed: 0 } });
    }
  });

  it('end by themselves when they cannot be read', async () => {
    const id = await checked('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>');
    expect((await get(`/v1/avails/${id}`)).body).toMatchObject({
      status: 'failed',
      failure: { code: 'avails/unsafe' },
    });
    expect(await send('GIF89a')).toMatchObject({ status: 422, body: { code: 'avails/unknown-format' } });
  });

  it('are decided on by operators, and seen by nobody else’s', async () => {
    const id = await checked(writeXml([filmRow()]));
    expect((await post(`/v1/avails/${id}/apply`, {}, tenant.keys.partner)).status).toBe(403);
    const stranger = await newTenant(testStack().database);
    expect((await get(`/v1/avails/${id}`, stranger.keys.operator)).status).toBe(404);
    expect((await get('/v1/avails', tenant.keys.viewer)).status).toBe(403);
  });
});
