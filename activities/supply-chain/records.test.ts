import { MockActivityEnvironment } from '@temporalio/testing';
import type { AuditRecord, SupplyChainRecords } from '../../adapters/postgres/port';
import type { IngestDecision, PartSource } from '../../workflows/supply-chain/contract';
import { createRecordActivities } from './records';

const REASON = { reason: 'Wrong cut.', by: 'olga' };

/** Decide as one step that is tried so often. */
async function decided(decision: IngestDecision, attempts = 1, replaced?: PartSource) {
  const written: string[] = [];
  const audits: AuditRecord[] = [];
  const records = {
    ownerOf: async () => ({ tenantId: 't', titleId: 'tit_1' }),
    replaceMaster: async (_: string, source: object) => void written.push(`source ${JSON.stringify(source)}`),
    async audit(entry: AuditRecord) {
      audits.push(entry);
      written.push(entry.action);
    },
  } as unknown as SupplyChainRecords;
  const log = { info: () => undefined, warn: () => undefined };
  const store = { copy: async () => undefined, find: async () => undefined, read: async () => Buffer.alloc(0) };
  const { recordDecision } = createRecordActivities({ records, store, log });
  for (let attempt = 1; attempt <= attempts; attempt++)
    await new MockActivityEnvironment({ attempt }).run(recordDecision, 'ing_1', decision, replaced);
  return { written, audits };
}

describe('recordDecision', () => {
  it('makes a replacement the source of the order, so that a retry uses it, and then writes who replaced it', async () => {
    const source = { kind: 'url' as const, url: 'https://x/better.mov' };
    const { written, audits } = await decided({ decision: 'replace', ...REASON, source }, 1, {
      kind: 'upload',
      uploadId: 'upl_1',
      objectKey: 'uploads/t/upl_1',
    });
    expect(written).toEqual([`source ${JSON.stringify(source)}`, 'ingest.replace']);
    expect(audits[0]).toMatchObject({
      tenantId: 't',
      actor: 'olga',
      subject: 'ing_1',
      detail: { reason: 'Wrong cut.', from: { uploadId: 'upl_1' }, to: { url: 'https://x/better.mov' } },
    });
  });

  it('leaves the source alone otherwise', async () => {
    const { written } = await decided({ decision: 'approve', ...REASON });
    expect(written).toEqual(['ingest.approve']);
  });

  it('writes under the same key when it is tried again', async () => {
    const { audits } = await decided({ decision: 'reject', ...REASON }, 2);
    expect(new Set(audits.map(({ key }) => key)).size).toBe(1);
    expect(audits[0]?.key).toMatch(/.+:.+/);
  });
});
