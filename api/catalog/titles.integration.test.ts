import { newId } from '../../adapters/postgres/ids';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, created, published, startApiWorld, world } from '../testing/world';

startApiWorld();

async function titleId(): Promise<string> {
  const body = {
    external_id: 'T-1',
    title: 'Before',
    credit: 'Somebody',
    source: { url: 'http://127.0.0.1:9000/a.mov' },
  };
  return (await ask(at('/v1/ingests'), { ...as('partner'), body })).body.title_id;
}
const read = (id: string) => ask(at(`/v1/titles/${id}`), as('partner'));
const patch = (id: string, body: object, match?: string, key = world.tenant.keys.partner) =>
  ask(at(`/v1/titles/${id}`), { key, method: 'PATCH', body, headers: match ? { 'If-Match': match } : {} });
const tagOf = async (id: string) => String((await read(id)).headers.get('etag'));

describe('a change of a title', () => {
  it('is told in the audit log and by an event, and changes the ETag', async () => {
    const id = await titleId();
    const changed = await patch(id, { name: 'After', credit: null }, await tagOf(id));
    expect(changed).toMatchObject({ status: 200, body: { name: 'After', credit: null, external_id: 'T-1' } });
    expect(changed.headers.get('etag')).toBe(await tagOf(id));
    const { database } = world.server;
    expect(await database.auditEntry.findMany({ where: { subject: id, action: 'title.update' } })).toMatchObject([
      { detail: { was: { name: 'Before', credit: 'Somebody' }, is: { name: 'After', credit: null } } },
    ]);
    expect(await database.event.findMany({ where: { subject: id, type: 'title.updated' } })).toMatchObject([
      { data: { name: 'After' } },
    ]);
  });

  it('needs the state it is about, and of many at the same time one is done', async () => {
    const id = await titleId();
    const tag = await tagOf(id);
    expect((await patch(id, { name: 'x' })).body.code).toBe('precondition/required');
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => patch(id, { name: `by ${n}` }, tag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
    expect((await patch(id, { name: 'late' }, tag)).body.code).toBe('precondition/failed');
    expect(await world.server.database.event.count({ where: { subject: id, type: 'title.updated' } })).toBe(1);
  });

  it('is for those who may, of their own titles', async () => {
    const id = await titleId();
    const other = await newTenant(world.databaseUrl);
    expect(await patch(id, { name: 'x' }, '*', other.keys.operator)).toMatchObject({ status: 404 });
    expect((await patch(id, { name: 'x' }, '*', world.tenant.keys.viewer)).body.code).toBe('auth/forbidden');
    for (const body of [{}, { name: '' }, { name: null }, { id: 'tit_x' }])
      expect((await patch(id, body, '*')).body.code).toBe('request/invalid');
  });
});

describe('requests with one Idempotency-Key at the same time', () => {
  it('make one ingest: the others are told to wait, and get the same answer later', async () => {
    const body = { external_id: 'ONCE', title: 'T', source: { url: 'http://127.0.0.1:9000/a.mov' } };
    const send = () => ask(at('/v1/ingests'), { ...as('partner'), body, headers: { 'Idempotency-Key': 'crowd' } });
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    const first = answers.filter(({ status, headers }) => status === 201 && !headers.get('idempotency-replayed'));
    expect(first).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.text).toBe(first[0]?.text);
      else expect(answer.body).toMatchObject({ status: 409, code: 'idempotency/in-flight' });
    }
    const { database, engine } = world.server;
    expect(await database.ingest.count({ where: { tenantId: world.tenant.id } })).toBe(1);
    expect(await database.auditEntry.count({ where: { tenantId: world.tenant.id, action: 'ingest.create' } })).toBe(1);
    expect(engine.started.filter(({ input }) => (input as { externalId: string }).externalId === 'ONCE')).toHaveLength(
      1,
    );
    expect((await send()).text).toBe(first[0]?.text);
  });

  it('recover from an API that was killed between the row and the answer, however many come', async () => {
    const body = { external_id: 'KILLED', title: 'T', source: { url: 'http://127.0.0.1:9000/a.mov' } };
    const send = () => ask(at('/v1/ingests'), { ...as('partner'), body, headers: { 'Idempotency-Key': 'killed' } });
    const { id } = (await send()).body;
    const { database } = world.server;
    const where = { tenantId: world.tenant.id, key: 'createIngest killed' };
    const lockedUntil = new Date(Date.now() - 1);
    const { count } = await database.idempotencyRecord.updateMany({ where, data: { status: null, lockedUntil } });
    expect(count).toBe(1);
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    for (const answer of answers)
      expect([answer.body.id, answer.body.code]).toEqual(
        answer.status === 201 ? [id, undefined] : [undefined, 'idempotency/in-flight'],
      );
    expect(
      answers.filter(({ status, headers }) => status === 201 && !headers.get('idempotency-replayed')),
    ).toHaveLength(1);
    expect(await database.ingest.count({ where: { tenantId: world.tenant.id } })).toBe(1);
    expect(await database.auditEntry.count({ where: { tenantId: world.tenant.id, action: 'ingest.create' } })).toBe(1);
  });
});

describe('the list of a viewer', () => {
  const listed = async (country?: string) => {
    const headers = country ? { 'x-country': country } : undefined;
    const { body } = await ask(at('/v1/titles'), { ...as('viewer'), headers });
    return body.data.map(({ id }) => id);
  };

  it('has what may be watched or bought where they are, page by page', async () => {
    const titles = [];
    for (let count = 0; count < 3; count++) {
      const ingest = await created();
      await published(ingest);
      titles.unshift(ingest.title_id);
    }
    const [newest = '', middle = '', oldest = ''] = titles;
    const sold = (titleId: string, more: object) =>
      world.server.database.rightsWindow.create({
        data: {
          ...{ id: newId('win'), tenantId: world.tenant.id, titleId, externalId: 'x', createdBy: 'test' },
          ...{ licenseType: 'SVOD', territories: ['DE'], ...more },
        },
      });
    await sold(newest, {});
    await sold(middle, { endsAt: new Date(Date.now() - 1) });
    await sold(middle, { licenseType: 'VOD', territories: ['FR'] });
    expect(await listed()).toEqual([oldest]);
    expect(await listed('DE')).toEqual([newest, oldest]);
    expect(await listed('fr')).toEqual([middle, oldest]);
    expect(await listed('XX')).toEqual([oldest]);
    const page = async (more: string) =>
      (await ask(at(`/v1/titles?limit=1${more}`), { ...as('viewer'), headers: { 'x-country': 'DE' } })).body;
    const first = await page('');
    const second = await page(`&cursor=${first.next_cursor}`);
    expect([first, second].map(({ data }) => data.map(({ id }) => id))).toEqual([[newest], [oldest]]);
    expect(second.next_cursor).toBeNull();
  });
});
