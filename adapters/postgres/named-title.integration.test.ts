import { endIngests, newTenant } from '../../api/testing/server';
import { testStack } from '../../tests/stack/use';
import { createRepositories, openDatabase } from '.';
import { newId } from './ids';
import type { IngestRecord, OutcomeRecord } from './port';

const database = openDatabase({ url: testStack().database, poolSize: 4 });
const { ingests, records, events, titles } = createRepositories(database);
let tenantId: string;
beforeEach(async () => {
  ({ id: tenantId } = await newTenant(testStack().database));
});
afterAll(async () => {
  await endIngests(database);
  await database.$disconnect();
});

/** Order the title `film`, as the API writes an order down. */
async function order(names: { name?: string; credit?: string } = {}): Promise<IngestRecord> {
  const standing = await ingests.standing(tenantId, 'film');
  const { ingest } = await ingests.create({
    tenantId,
    externalId: 'film',
    title: names.name ?? standing?.name ?? 'film',
    credit: names.credit,
    names,
    order: {},
    profile: 'test',
    priority: 3,
    requestKey: newId('req'),
    uploadIds: [],
    secretUrls: {},
  });
  return ingest;
}

async function publish({ id, titleId }: IngestRecord): Promise<string> {
  const { versionId } = await records.reserveVersion(id);
  await records.publishVersion({
    ingestId: id,
    tenantId,
    titleId,
    versionId,
    masterId: 'mst_x',
    prefix: `titles/${tenantId}/${titleId}/${versionId}/`,
    planHash: 'p',
    durationMs: 1_000,
    frameRate: '25',
    bytes: 5,
    renditions: [],
    outputs: [],
  });
  return versionId;
}

const named = async ({ titleId }: IngestRecord) => {
  const title = await titles.find(tenantId, titleId);
  return [title?.name, title?.credit];
};

const told = async (subject: string): Promise<string[]> => {
  const { items } = await events.list({ tenantId, subject, limit: 100 });
  return items.map(({ type }) => type).reverse();
};

const REFUSED: OutcomeRecord[] = [
  { result: 'rejected', code: 'ingest/rejected-by-operator', reason: 'upside down' },
  { result: 'cancelled' },
  { result: 'failed', code: 'source/unreachable', reason: 'status 503' },
];

describe('the names of a title that is out', () => {
  it.each(REFUSED)(
    'stay when an update of other names is $result, and change when its retry is published',
    async (outcome) => {
      const first = await order({ name: 'Film', credit: 'A' });
      await publish(first);
      const update = await order({ name: 'Film, restored', credit: 'B' });
      expect(update.titleName).toBe('Film, restored');
      expect(await named(first)).toEqual(['Film', 'A']);
      await records.recordOutcome(update.id, outcome);
      expect(await named(first)).toEqual(['Film', 'A']);
      expect(await told(first.titleId)).toEqual(['title.created', 'title.published']);
      expect((await ingests.find(tenantId, update.id))?.titleName).toBe('Film, restored');

      const again = await ingests.reopen(tenantId, update.id, 'me');
      await records.replaceMaster(again.id, { kind: 'url', url: 'https://x/y.mov' });
      await publish(again);
      expect(await named(first)).toEqual(['Film, restored', 'B']);
      expect(await told(first.titleId)).toEqual([
        'title.created',
        'title.published',
        'title.updated',
        'title.published',
      ]);
      const { items } = await events.list({ tenantId, subject: update.id, limit: 100 });
      expect(new Set(items.map(({ data }) => data.title))).toEqual(new Set(['Film, restored']));
    },
  );

  it('are not touched by an update that says nothing of them, nor by a roll-back', async () => {
    const first = await order({ name: 'Film', credit: 'A' });
    const one = await publish(first);
    const update = await order();
    const title = await titles.find(tenantId, first.titleId);
    const audit = { actor: 'me', detail: {} };
    await titles.update(tenantId, first.titleId, title?.updatedAt ?? new Date(0), { name: 'Renamed' }, audit);
    await publish(update);
    expect(await named(first)).toEqual(['Renamed', 'A']);
    await publish(await order({ credit: 'C' }));
    expect(await named(first)).toEqual(['Renamed', 'C']);
    await records.pointTitleAt({ tenantId, titleId: first.titleId, versionId: one, actor: 'me' });
    expect(await named(first)).toEqual(['Renamed', 'C']);
  });

  it('are told of once, with the version that brings them, and not when they are the same', async () => {
    const first = await order({ name: 'Film' });
    await publish(first);
    await publish(await order({ name: 'Film' }));
    await publish(await order({ name: 'Other' }));
    const types = await told(first.titleId);
    expect(types.filter((type) => type === 'title.updated')).toHaveLength(1);
    expect(types.slice(-2)).toEqual(['title.updated', 'title.published']);
  });

  it('follow each order while nothing is out, and what a partner changes meanwhile stays', async () => {
    const first = await order({ name: 'Film' });
    await records.recordOutcome(first.id, { result: 'cancelled' });
    const second = await order({ name: 'Film, restored' });
    expect(await named(first)).toEqual(['Film, restored', undefined]);
    const title = await titles.find(tenantId, first.titleId);
    await titles.update(
      tenantId,
      first.titleId,
      title?.updatedAt ?? new Date(0),
      { name: 'Mended' },
      { actor: 'me', detail: {} },
    );
    await publish(second);
    expect(await named(first)).toEqual(['Mended', undefined]);
  });
});
