import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import {
  BULK_ORDER,
  type BulkSummary,
  bulkOrderId,
  type Collection,
  type CollectionOrder,
  SUPPLY_CHAIN_QUEUE,
  type TakenLines,
  UPLOAD_COLLECTION,
  WATCH_FOLDERS,
  type WatchLook,
} from './contract';

jest.setTimeout(60_000);

/** The processes that bring orders in and clean up after them, over activities that answer what a test gives them. */
describe('intake', () => {
  let workshop: Workshop;
  let batches: (TakenLines | Error)[];
  let looks: Record<string, WatchLook | Error>;
  let seen: { step: string; input?: unknown }[];

  const answer = <T>(value: T | Error | undefined): T => {
    if (value instanceof Error) throw value;
    return value as T;
  };
  const activities = {
    takeLines: async (input: unknown) => {
      seen.push({ step: 'takeLines', input });
      return answer(batches.shift());
    },
    finishBulkOrder: async (input: unknown) => {
      seen.push({ step: 'finishBulkOrder', input });
      return { lines: 500, accepted: 460, refused: 40 };
    },
    findWatchFolders: async () => Object.keys(looks),
    pollWatchFolder: async (id: string) => {
      seen.push({ step: 'pollWatchFolder', input: id });
      return answer(looks[id]);
    },
    collectUploads: async (input: unknown) => {
      seen.push({ step: 'collectUploads', input });
      return { found: 1, timedOut: 2, removed: 3, bytes: 4 };
    },
    collectLeftovers: async () => ({ objects: 5, unfinished: 6 }),
    collectWork: async (input: unknown) => {
      seen.push({ step: 'collectWork', input });
      return { contents: 7, objects: 8 };
    },
  };

  beforeAll(async () => {
    quietRuntime();
    workshop = await openWorkshop(testStack().temporal, activities);
  });
  beforeEach(() => {
    seen = [];
  });
  afterAll(async () => {
    await workshop?.stop();
    await Runtime.instance().shutdown();
  });

  async function run<T>(type: string, args: unknown[], history: string, workflowId: string = randomUUID()): Promise<T> {
    const handle = await workshop.client.workflow.start(type, { workflowId, taskQueue: SUPPLY_CHAIN_QUEUE, args });
    const result = (await handle.result()) as T;
    await saveHistory(history, handle);
    return result;
  }

  it('takes a bulk order batch by batch, in spite of a step that fails, and tells of it at the end', async () => {
    batches = [
      { accepted: 200, refused: 0, more: true },
      ApplicationFailure.retryable('The database is away.', 'database/unavailable'),
      { accepted: 160, refused: 40, more: true },
      { accepted: 100, refused: 0, more: false },
    ];
    const bulkId = `bul_${randomUUID()}`;
    const summary = await run<BulkSummary>(BULK_ORDER, [{ bulkId }], 'bulk-order', bulkOrderId(bulkId));
    expect(summary).toEqual({ lines: 500, accepted: 460, refused: 40 });
    expect(seen.map(({ step }) => step)).toEqual([...Array(4).fill('takeLines'), 'finishBulkOrder']);
    expect(seen.every(({ input }) => (input as { bulkId: string }).bulkId === bulkId)).toBe(true);
  });

  it('looks into every watch folder, also when one of them cannot be looked into', async () => {
    const fine = { files: 3, ordered: 1, refused: 2 };
    looks = { a: fine, b: ApplicationFailure.retryable('The store is away.', 'store/unavailable'), c: fine };
    for (const more of 'defgh') looks[more] = { files: 1, ordered: 0, refused: 0 };
    expect(await run(WATCH_FOLDERS, [], 'watch-folders')).toEqual({ files: 11, ordered: 2, refused: 4, failed: 1 });
    expect(seen.map(({ input }) => input).sort()).toEqual([...'abcdefgh']);
  });

  it('ends its round at once when no folder is watched', async () => {
    looks = {};
    expect(await run(WATCH_FOLDERS, [], 'watch-nothing')).toEqual({ files: 0, ordered: 0, refused: 0, failed: 0 });
  });

  it('collects uploads, leftovers and intermediates, and tells how many', async () => {
    const order: CollectionOrder = { graceMs: 1, unusedMs: 2, workMs: 3 };
    expect(await run<Collection>(UPLOAD_COLLECTION, [order], 'upload-collection')).toEqual({
      uploads: { found: 1, timedOut: 2, removed: 3, bytes: 4 },
      leftovers: { objects: 5, unfinished: 6 },
      work: { contents: 7, objects: 8 },
    });
    expect(seen).toEqual([
      { step: 'collectUploads', input: order },
      { step: 'collectWork', input: order },
    ]);
  });
});
