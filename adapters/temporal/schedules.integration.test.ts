import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { testStack } from '../../tests/stack/use';
import { ensureSchedule, type ScheduledWorkflow } from './schedules';

jest.setTimeout(60_000);

describe('ensureSchedule', () => {
  let connection: Connection;
  let client: Client;
  const ids: string[] = [];

  beforeAll(async () => {
    const { temporal, env } = testStack();
    connection = await Connection.connect({ address: temporal });
    client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
  });
  afterAll(async () => {
    for (const id of ids) await client.schedule.getHandle(id).delete();
    await connection.close();
  });

  /** Due in an hour and on a queue that nobody serves: no run of it disturbs anybody. */
  const wanted = (more: Partial<ScheduledWorkflow> = {}): ScheduledWorkflow => {
    const id = `test-${randomUUID()}`;
    const schedule = { id, every: 3_600_000, workflow: 'nothing', queue: id, args: [{ a: 1 }], summary: 'tests' };
    ids.push(more.id ?? id);
    return { ...schedule, ...more };
  };
  const described = async ({ id }: ScheduledWorkflow) => {
    const { spec, action, policies, state } = await client.schedule.getHandle(id).describe();
    return { every: spec.intervals?.[0]?.every, action, policies, paused: state.paused };
  };

  it('makes the schedule, whose runs never overlap', async () => {
    const schedule = wanted();
    await ensureSchedule(client, schedule);
    expect(await described(schedule)).toMatchObject({
      every: 3_600_000,
      action: { workflowType: 'nothing', taskQueue: schedule.queue, args: [{ a: 1 }] },
      policies: { overlap: 'SKIP' },
      paused: false,
    });
  });

  it('is the same schedule however many workers make it at once', async () => {
    const schedule = wanted();
    await Promise.all(Array.from({ length: 5 }, () => ensureSchedule(client, schedule)));
    const before = await described(schedule);
    await ensureSchedule(client, schedule);
    expect(await described(schedule)).toEqual(before);
  });

  it('changes time, workflow and input, and leaves a paused schedule paused', async () => {
    const schedule = wanted();
    await ensureSchedule(client, schedule);
    await client.schedule.getHandle(schedule.id).pause('An operator looks at something.');
    await ensureSchedule(client, { ...schedule, every: 7_200_000, workflow: 'other', args: [{ a: 2 }] });
    expect(await described(schedule)).toMatchObject({
      every: 7_200_000,
      action: { workflowType: 'other', args: [{ a: 2 }] },
      paused: true,
    });
    const { state } = await client.schedule.getHandle(schedule.id).describe();
    expect(state.note).toBe('An operator looks at something.');
  });

  it('says that the engine is away when it does not answer', async () => {
    const gone = Connection.lazy({ address: '127.0.0.1:1' });
    await expect(
      ensureSchedule(new Client({ connection: gone }), { ...wanted(), id: ids.pop() ?? '' }),
    ).rejects.toMatchObject({
      code: 'temporal/unavailable',
    });
    await gone.close();
  });
});
