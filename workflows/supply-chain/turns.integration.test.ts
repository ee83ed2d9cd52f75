import { randomUUID } from 'node:crypto';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { type TestWorld, testOrder, testWorld } from '../../tests/support/ingest-world';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import {
  type EncodeChunkTask,
  type IngestOrder,
  SUPPLY_CHAIN_ENCODE_QUEUE,
  SUPPLY_CHAIN_QUEUE,
  TITLE_INGEST,
  titleIngestId,
} from './contract';

jest.setTimeout(180_000);

/** One encode slot, as on a farm that has more work than cores. */
const SLOTS = 1;
/** Chunks let by on a busy machine, where steps between chunks take their time; first come, first served lets 120 and more by. */
const FEW = 40;

describe('whose chunk is next', () => {
  let workshop: Workshop;
  let world: TestWorld;

  beforeAll(async () => {
    quietRuntime();
    world = testWorld({ chunkMs: 150, chunks: 3 });
    workshop = await openWorkshop(testStack().temporal, world.activities, { [SUPPLY_CHAIN_ENCODE_QUEUE]: SLOTS });
  });
  afterAll(async () => {
    await workshop?.stop();
    await Runtime.instance().shutdown();
  });

  async function queue(tenantId: string, titles: number, priority: number): Promise<string[]> {
    const ids = Array.from({ length: titles }, () => `ing_${randomUUID()}`);
    await Promise.all(
      ids.map((ingestId) =>
        workshop.client.workflow.start<(order: IngestOrder) => Promise<unknown>>(TITLE_INGEST, {
          workflowId: titleIngestId(ingestId),
          taskQueue: SUPPLY_CHAIN_QUEUE,
          args: [testOrder(ingestId, { tenantId, priority })],
          priority: { priorityKey: priority, fairnessKey: tenantId },
        }),
      ),
    );
    return ids;
  }

  const end = (ids: string[]) =>
    Promise.all(
      ids.map((id) =>
        workshop.client.workflow
          .getHandle(titleIngestId(id))
          .terminate()
          .catch(() => 'it has ended already'),
      ),
    );

  const chunks = () =>
    world.given.filter(({ step }) => step === 'encodeChunk').map(({ input }) => (input as EncodeChunkTask).ingestId);

  /** Chunks of others that began between the planning of a title and its own last chunk. */
  async function chunksLetBy(ingestId: string): Promise<number> {
    const before = await eventually(() => {
      const planned = world.given.findIndex(
        ({ step, input }) => step === 'planTitle' && (input as { order: IngestOrder }).order.ingestId === ingestId,
      );
      if (planned < 0) throw new Error('not planned yet');
      return Promise.resolve(world.given.slice(0, planned).filter(({ step }) => step === 'encodeChunk').length);
    }, 60_000);
    return eventually(() => {
      const since = chunks().slice(before);
      const last = since.lastIndexOf(ingestId);
      if (since.filter((id) => id === ingestId).length < 3) throw new Error('not encoded yet');
      return Promise.resolve(since.slice(0, last).filter((id) => id !== ingestId).length);
    }, 90_000);
  }

  const planned = (ids: string[]) =>
    eventually(() => {
      const known = new Set(
        world.given
          .filter(({ step }) => step === 'planTitle')
          .map(({ input }) => (input as { order: IngestOrder }).order.ingestId),
      );
      if (!ids.every((id) => known.has(id))) throw new Error('not all queued yet');
      return Promise.resolve();
    }, 120_000);

  it('lets an urgent title pass a hundred that wait, from one chunk to the next', async () => {
    const waiting = await queue('busy', 100, 3);
    await planned(waiting);
    const [urgent] = await queue('busy', 1, 1);
    expect(await chunksLetBy(urgent!)).toBeLessThanOrEqual(FEW);
    await end(waiting);
  });

  it('serves tenants in turn, however many titles one of them queues', async () => {
    const waiting = await queue('greedy', 45, 3);
    await planned(waiting);
    const [small] = await queue('modest', 1, 3);
    // Three chunks of its own, about as many of the other's between them; without fairness all 135 go by.
    expect(await chunksLetBy(small!)).toBeLessThanOrEqual(FEW);
    await end(waiting);
  });
});
