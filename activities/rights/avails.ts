import type { AvailsDocument } from '../../adapters/avails/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { AvailsImports, ImportRecord } from '../../adapters/postgres/avails-port';
import { checkAvails } from '../../domain/avails/check';
import { readEdge } from '../../domain/avails/dates';
import { type FailureCode, isHeadendError } from '../../domain/failures';
import type { AvailsActivities, AvailsState } from '../../workflows/rights/contract';

export interface AvailsPorts {
  availsImports: AvailsImports;
  store: Pick<ObjectStore, 'read'>;
  /** Take a document apart. */
  readAvails(bytes: Uint8Array): Promise<AvailsDocument>;
}

/** What is wrong with the document and will be whenever it is read; its bytes may be gone. */
const OF_THE_DOCUMENT: readonly FailureCode[] = [
  'avails/unknown-format',
  'avails/unreadable',
  'avails/unsafe',
  'avails/too-large',
  'media/not-found',
];

/** Steps of an import of avails. */
export const createAvailsActivities = ({ availsImports, store, readAvails }: AvailsPorts): AvailsActivities => ({
  async checkAvails({ importId }) {
    const record = await availsImports.get(importId);
    if (record.status !== 'received') return stateOf(record);
    const bytes = await store.read(record.objectKey);
    try {
      const document = await readAvails(bytes);
      const checked = checkAvails(document.rows, document.findings, record, Date.now());
      const { format, version } = document;
      const told = document.issuedAt && readEdge(document.issuedAt, { side: 'start', dialect: 'ema' }).edge?.at;
      const issuedAt = told ? new Date(told) : undefined;
      return stateOf(await availsImports.recordChecked(importId, { ...checked, format, version, issuedAt }));
    } catch (error) {
      if (!isHeadendError(error) || !OF_THE_DOCUMENT.includes(error.code)) throw error;
      const failure = { code: error.code, detail: error.message };
      return stateOf(await availsImports.end(importId, { status: 'failed', failure }));
    }
  },

  async applyAvails({ importId, ...decision }) {
    try {
      return stateOf(await availsImports.apply(importId, decision));
    } catch (error) {
      if (!isHeadendError(error) || !['avails/has-errors', 'avails/not-checked'].includes(error.code)) throw error;
      return stateOf(await availsImports.get(importId));
    }
  },

  discardAvails: async ({ importId, actor }) =>
    stateOf(await availsImports.end(importId, { status: 'discarded', actor })),
});

const NONE = { opened: 0, moved: 0, narrowed: 0, closed: 0, same: 0 };

const stateOf = ({ status, rows, rowsWithError, planned, applied }: ImportRecord): AvailsState => ({
  ...{ status, rows, rowsWithError },
  changes: applied ?? planned ?? NONE,
});
