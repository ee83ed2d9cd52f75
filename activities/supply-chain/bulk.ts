import type { OrderDesk } from '../../adapters/order-desk/port';
import { type BulkOrders, bulkLineKey, type LineOutcome } from '../../adapters/postgres/bulk-port';
import type { SupplyChainBulkActivities } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { inParallel } from './in-parallel';

export interface BulkPorts {
  bulkOrders: Pick<BulkOrders, 'waiting' | 'ordered' | 'settle' | 'finish'>;
  desk: OrderDesk;
}

/** Orders under way at once in one step: enough to keep the database busy, few enough to leave others room. */
const AT_ONCE = 6;

/** Lines that are noted together: often enough to be watched, seldom enough to cost little. */
const NOTED_TOGETHER = 25;

/** The steps of a bulk order. */
export const createBulkActivities = (ports: BulkPorts): SupplyChainBulkActivities => ({
  takeLines: (batch) => takeLines(ports, batch),
  finishBulkOrder: ({ bulkId }) => ports.bulkOrders.finish(bulkId),
});

type TakeLines = SupplyChainBulkActivities['takeLines'];

async function takeLines(
  { bulkOrders, desk }: BulkPorts,
  { bulkId, limit }: Parameters<TakeLines>[0],
): ReturnType<TakeLines> {
  const { tenantId, lines } = await bulkOrders.waiting(bulkId, limit);
  // What a kill kept from being noted: ordered before, never ordered again.
  const known = await bulkOrders.ordered(
    tenantId,
    lines.map(({ line }) => bulkLineKey(bulkId, line)),
  );
  const outcomes: LineOutcome[] = [];
  let noted = 0;
  const note = async (): Promise<void> => {
    const news = outcomes.slice(noted);
    noted = outcomes.length;
    await bulkOrders.settle(bulkId, news);
  };
  try {
    await inParallel(AT_ONCE, lines, async ({ line, body }) => {
      cancelSignal()?.throwIfAborted();
      const key = bulkLineKey(bulkId, line);
      const ingestId = known.get(key);
      const answer = ingestId ? { ingestId } : await desk.order({ tenantId, body, key, origin: key });
      outcomes.push({ line, ...answer });
      if (outcomes.length - noted >= NOTED_TOGETHER) await note();
      beat(line);
    });
  } finally {
    // Also when the house went down in the middle: what is settled stays settled.
    await note();
  }
  const accepted = outcomes.filter((outcome) => 'ingestId' in outcome).length;
  return { accepted, refused: outcomes.length - accepted, more: lines.length === limit };
}
