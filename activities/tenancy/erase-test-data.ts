import { heartbeat } from '@temporalio/activity';
import type { ObjectStore } from '../../adapters/object-store/port';
import { previewPrefix, workPrefix } from '../../workflows/supply-chain/contract';
import type { DueTestData, ErasableTitle, TenancyActivities } from '../../workflows/tenancy/contract';

/** The rows of test mode. */
export interface TestData {
  /** Titles all of whose ingests are over their time, and ingests over their time that have not ended. */
  due(now: Date, limit: number): Promise<DueTestData>;
  /**
   * Take a title out of the catalogue and free its `external_id`. From then on no order and no viewer finds it.
   *
   * @returns the masters that nothing else is made of; undefined when an order came for the title meanwhile
   */
  claim(title: ErasableTitle, now: Date): Promise<{ objectKey: string; sha256: string }[] | undefined>;
  /** Delete the rows of a claimed title. */
  forget(title: ErasableTitle): Promise<void>;
  /** Uploads made before, that no bytes come to any more. */
  uploadsBefore(before: Date, limit: number): Promise<{ id: string; objectKey: string }[]>;
  forgetUploads(ids: string[]): Promise<void>;
  /** @returns how many events were deleted */
  forgetEvents(before: Date): Promise<number>;
}

export interface EraseTestDataPorts {
  store: Pick<ObjectStore, 'remove' | 'removePrefix'>;
  testData: TestData;
  /** How long test data are kept, milliseconds. */
  keptMs: number;
}

const BATCH = 100;

/** The steps of the erasure of test data. Objects go before their rows: a round that is killed is done again. */
export const createEraseTestData = ({ store, testData, keptMs }: EraseTestDataPorts): TenancyActivities => ({
  dueTestData: () => testData.due(new Date(), BATCH),

  async eraseTestTitle(title) {
    const masters = await testData.claim(title, new Date());
    if (!masters) return { erased: false, objects: 0 };
    let objects = 0;
    for (const prefix of prefixesOf(title, masters)) {
      objects += await store.removePrefix(prefix);
      heartbeat({ objects });
    }
    for (const { objectKey } of masters) await store.remove(objectKey);
    await testData.forget(title);
    return { erased: true, objects: objects + masters.length };
  },

  async eraseTestRemains() {
    const before = new Date(Date.now() - keptMs);
    let count = 0;
    for (;;) {
      const uploads = await testData.uploadsBefore(before, BATCH);
      if (uploads.length === 0) break;
      for (const { objectKey } of uploads) await store.remove(objectKey);
      await testData.forgetUploads(uploads.map(({ id }) => id));
      count += uploads.length;
      heartbeat({ uploads: count });
    }
    return { uploads: count, events: await testData.forgetEvents(before) };
  },
});

const prefixesOf = ({ tenantId, titleId, ingestIds }: ErasableTitle, masters: { sha256: string }[]): string[] => [
  `titles/${tenantId}/${titleId}/`,
  `artworks/${tenantId}/${titleId}/`,
  ...ingestIds.flatMap((id) => [previewPrefix(tenantId, id), `sidecars/${tenantId}/${id}/`]),
  ...masters.map(({ sha256 }) => workPrefix(tenantId, sha256)),
];
