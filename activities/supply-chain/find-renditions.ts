import type { ObjectStore } from '../../adapters/object-store/port';
import {
  type JoinedRendition,
  renditionKey,
  type SupplyChainIoActivities,
} from '../../workflows/supply-chain/contract';
import { beat } from './beat';

/**
 * The whole renditions of a plan, when every one of them is still in the store. Keys name master and plan, so what is found
 * is what would be made.
 *
 * @throws {HeadendError} `store/unavailable`
 */
export const createFindRenditions =
  ({ store }: { store: Pick<ObjectStore, 'find'> }): SupplyChainIoActivities['findRenditions'] =>
  async ({ tenantId, master, plan }) => {
    const found: JoinedRendition[] = [];
    for (const rung of plan.groups.flatMap(({ rungs }) => rungs)) {
      const objectKey = renditionKey(tenantId, master.sha256, plan.hash, rung.name);
      const object = await store.find(objectKey);
      beat();
      if (!object) return null;
      found.push({ rung, objectKey, bytes: object.bytes, frames: plan.timeline.frames });
    }
    return found;
  };
