import { setTimeout as sleep } from 'node:timers/promises';
import { testStack } from '../../tests/stack/use';
import { newId } from '../postgres/ids';
import { connectTemporal } from './engine';
import type { StartRequest, WorkflowEngine } from './port';

let engine: WorkflowEngine;
beforeAll(async () => {
  engine = await connectTemporal({ address: testStack().temporal, namespace: 'default' });
});
afterAll(() => engine.close());

/** Started on a queue that nobody serves, so it stays as it was started. */
const request = (id: string, tenant: string): StartRequest => ({
  type: 'titleIngest',
  id,
  queue: 'nobody-serves-this',
  input: { a: 1 },
  attributes: [
    { name: 'TenantId', type: 'keyword', value: tenant },
    { name: 'Stage', type: 'keyword', value: 'receive' },
    { name: 'Priority', type: 'int', value: 2 },
  ],
  summary: 'A film',
  details: '**A film**',
  priority: 2,
  fairnessKey: tenant,
});

describe('the Temporal engine', () => {
  it('starts a run once per id, and finds it with its attributes', async () => {
    const [id, tenant] = [newId('ing'), newId('ten')];
    await Promise.all([engine.start(request(id, tenant)), engine.start(request(id, tenant))]);
    expect(await engine.describe(id)).toMatchObject({
      id,
      type: 'titleIngest',
      status: 'running',
      attributes: { TenantId: tenant, Stage: 'receive', Priority: '2' },
    });
  });

  it('lists runs by attribute, page by page', async () => {
    const tenant = newId('ten');
    const ids = [newId('ing'), newId('ing'), newId('ing')];
    for (const id of ids) await engine.start(request(id, tenant));
    const query = `TenantId = '${tenant}'`;
    const seen = async () => {
      const first = await engine.list({ query, limit: 2 });
      if (!first.token) return first.runs;
      return [...first.runs, ...(await engine.list({ query, limit: 2, token: first.token })).runs];
    };
    for (let tries = 0; tries < 50 && (await seen()).length < 3; tries++) await sleep(100);
    expect((await seen()).map((run) => run.id).sort()).toEqual([...ids].sort());
  });

  it('asks for cancellation; a run nobody knows is no error', async () => {
    const id = newId('ing');
    await engine.start(request(id, newId('ten')));
    await expect(engine.cancel(id)).resolves.toBeUndefined();
    await expect(engine.cancel('nobody')).resolves.toBeUndefined();
  });

  it('tells runs that it does not know', async () => {
    expect(await engine.describe('nobody')).toBeUndefined();
    await expect(engine.update('nobody', 'decide', {})).rejects.toMatchObject({ code: 'run/unknown' });
    await expect(engine.query('nobody', 'ingestStatus')).rejects.toMatchObject({ code: 'run/unknown' });
  });

  it('tells an engine that is away', async () => {
    const away = await connectTemporal({ address: '127.0.0.1:1', namespace: 'default' });
    await expect(away.ping()).rejects.toMatchObject({ code: 'temporal/unavailable' });
    await expect(away.start(request('x', 't'))).rejects.toMatchObject({ code: 'temporal/unavailable' });
    await away.close();
  }, 60_000);
});
