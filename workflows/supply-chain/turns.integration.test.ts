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
/** Chunks of a title. */
const CHUNKS = 3;
/** Chunks let by while one waits, as the server's turns are rough; first come, first served lets 120 and more by. */
const FEW = 70;

describe('whose chunk is next', () => {
  let workshop: Workshop;
  let world: TestWorld;

  beforeAll(async () => {
    quietRuntime();
    world = testWorld({ chunkMs: 150, chunks: CHUNKS });
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
    world.given
      .filter(({ step }) => step === 'encodeChunk')
      .map(({ input, ...times }) => ({ ingestId: (input as EncodeChunkTask).ingestId, ...times }));

  /**
   * How many chunks of others began while one of the title's own waited: of its three chunks the middle one, as a server under load
   * may lose its hold of a task and queue it anew.
   */
  async function chunksLetBy(ingestId: string): Promise<number> {
    const own = await eventually(() => {
      const begun = chunks().filter((chunk) => chunk.ingestId === ingestId);
      if (begun.length < CHUNKS) throw new Error('not encoded yet');
      return Promise.resolve(begun);
    }, 120_000);
    const others = chunks().filter((chunk) => chunk.ingestId !== ingestId);
    const letBy = own.map(
      (waited) => others.filter(({ startedAt: at }) => at > waited.queuedAt && at < waited.startedAt).length,
    );
    return letBy.sort((one, other) => one - other)[Math.floor(CHUNKS / 2)]!;
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
    // Three chunks of its own, about as many of the other's between them.
    expect(await chunksLetBy(small!)).toBeLessThanOrEqual(FEW);
    await end(waiting);
  });
});
