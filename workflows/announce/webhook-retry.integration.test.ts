import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import {
  ANNOUNCE_QUEUE,
  type AttemptAnswer,
  type AttemptTask,
  deliveryOf,
  WEBHOOK_RETRY,
  type WebhookRetryOrder,
  type WebhookRetryOutcome,
  webhookRetryId,
} from './contract';

jest.setTimeout(120_000);

describe('webhookRetry', () => {
  let workshop: Workshop;
  let answers: (AttemptAnswer | Error)[];
  let tasks: (AttemptTask & { at: number })[];

  beforeAll(async () => {
    quietRuntime();
    workshop = await openWorkshop(testStack().temporal, {
      attemptDelivery: async (task: AttemptTask): Promise<AttemptAnswer> => {
        tasks.push({ ...task, at: Date.now() });
        const answer = answers.shift() ?? { state: 'ended' };
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
  });
  afterAll(async () => {
    await workshop?.stop();
    await Runtime.instance().shutdown();
  });

  async function begin(first: Partial<WebhookRetryOrder['first']>, ...given: (AttemptAnswer | Error)[]) {
    tasks = [];
    answers = given;
    const [endpointId, eventId] = [`whe_${randomUUID()}`, `evt_${randomUUID()}`];
    return workshop.client.workflow.start<(order: WebhookRetryOrder) => Promise<WebhookRetryOutcome>>(WEBHOOK_RETRY, {
      workflowId: webhookRetryId(endpointId, eventId),
      taskQueue: ANNOUNCE_QUEUE,
      args: [
        {
          endpointId,
          eventId,
          tenantId: 'ten_1',
          eventType: 'ingest.published',
          host: 'hooks.example.com',
          first: { code: 'webhook/refused', detail: 'The endpoint answered with status 500.', ...first },
        },
      ],
    });
  }

  it('tries again after five seconds, through trouble of the house', async () => {
    const began = Date.now();
    const handle = await begin({}, new Error('the database is away'), { state: 'delivered' });
    expect(await handle.result()).toEqual({ state: 'delivered', attempts: 2 });
    expect(tasks).toMatchObject([{ failed: 1 }, { failed: 1 }]);
    expect((tasks[0]?.at ?? 0) - began).toBeGreaterThanOrEqual(4_900);
    await save('delivered', handle);
  });

  it('ends when the endpoint was paused or deleted meanwhile', async () => {
    const handle = await begin({}, { state: 'ended' });
    expect(await handle.result()).toEqual({ state: 'ended', attempts: 1 });
    await save('ended', handle);
  });

  it('goes on to the next rung, and tells an operator where it stands', async () => {
    const handle = await begin({}, { state: 'failed', code: 'webhook/timeout', detail: 'No answer | in time.' });
    await eventually(async () => {
      const { raw, typedSearchAttributes } = await handle.describe();
      expect(JSON.stringify(typedSearchAttributes)).toContain('webhook/timeout');
      const timers = (await handle.fetchHistory()).events?.filter((event) => event.timerStartedEventAttributes) ?? [];
      const last = timers.at(-1);
      expect(Number(last?.timerStartedEventAttributes?.startToFireTimeout?.seconds)).toBeGreaterThanOrEqual(300);
      expect(Number(last?.timerStartedEventAttributes?.startToFireTimeout?.seconds)).toBeLessThanOrEqual(330);
      expect(raw.workflowExecutionInfo?.status).toBe(1);
    });
    const details = await handle.query<string>('__temporal_workflow_metadata').then((text) => JSON.stringify(text));
    expect(details).toContain('hooks.example.com');
    expect(details).toContain('No answer   in time.');
    expect(details).toMatch(/Next attempt at 20/);
    await save('second-rung', handle);
    await handle.terminate();
  });

  it('waits as long as the endpoint asked', async () => {
    const handle = await begin({ retryAfterMs: 3_600_000 });
    await eventually(async () => {
      const { events } = await handle.fetchHistory();
      const timer = events?.find((event) => event.timerStartedEventAttributes)?.timerStartedEventAttributes;
      expect(Number(timer?.startToFireTimeout?.seconds)).toBe(3_600);
    });
    expect(tasks).toEqual([]);
    await handle.terminate();
  });
});

describe('the id of a retry', () => {
  it('names endpoint and event, and gives them back', () => {
    const id = webhookRetryId('whe_1', 'evt_1');
    expect(id).toBe('webhook-retry:whe_1:evt_1');
    expect(deliveryOf(id)).toEqual({ endpointId: 'whe_1', eventId: 'evt_1' });
    expect(deliveryOf('title-ingest:ing_1')).toBeUndefined();
  });
});

/** With `SAVE_HISTORIES=1`, keep the history for the replay test. */
async function save(
  name: string,
  handle: { fetchHistory(): Promise<Parameters<typeof historyToJSON>[0]> },
): Promise<void> {
  if (!process.env.SAVE_HISTORIES) return;
  const folder = path.join(__dirname, '__histories__');
  await mkdir(folder, { recursive: true });
  const history: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()), (key, value: unknown) =>
    key === 'stackTrace' ? undefined : value,
  );
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(history)}\n`);
}
