import { createMemoryStore } from '../../adapters/object-store/memory';
import type { CollectionClaim } from '../../adapters/postgres/port';
import { createCollectVersion } from './collect-version';
import { createDiscardPartial } from './discard-partial';
import { createPurgeVersion } from './purge-version';

const HOUR_MS = 3_600_000;
const V1 = 'titles/t/1/v1/';

/** A store with two versions and what lies beside them, and a catalogue that knows the first. */
const setUp = async ({ claim, published = false }: { claim?: CollectionClaim; published?: boolean } = {}) => {
  const store = createMemoryStore();
  for (const key of [`${V1}a`, `${V1}b/c`, 'titles/t/1/v10/a', 'work/t/chunk', 'previews/t/i/proxy/1.m4s'])
    await store.put(key, Buffer.from('x'), { contentType: 'x/y' });
  const asked: Date[] = [];
  const records = {
    reserveVersion: async () => ({ versionId: 'v1', tenantId: 't', titleId: '1' }),
    isPublished: async () => published,
    async claimForCollection(_: string, supersededBefore: Date) {
      asked.push(supersededBefore);
      return claim;
    },
  };
  const keys = async () => {
    const left: string[] = [];
    for await (const { key } of store.list('')) left.push(key);
    return left;
  };
  return { store, records, asked, keys };
};

describe('collectVersion', () => {
  const order = { versionId: 'v1', graceMs: HOUR_MS };

  it('deletes the objects of a version it may claim, and nothing beside them', async () => {
    const { store, records, asked, keys } = await setUp({ claim: { state: 'claimed', prefix: V1 } });
    const collect = createCollectVersion({ store, records });
    expect(await collect(order)).toEqual({ state: 'collected', objects: 2 });
    expect(await keys()).toEqual(['previews/t/i/proxy/1.m4s', 'titles/t/1/v10/a', 'work/t/chunk']);
    expect(Date.now() - (asked[0]?.getTime() ?? 0) - HOUR_MS).toBeLessThan(5_000);
    expect(await collect(order)).toEqual({ state: 'collected', objects: 0 });
  });

  it('has nothing to do for a version that nobody knows', async () => {
    const { store, records, keys } = await setUp();
    expect(await createCollectVersion({ store, records })(order)).toEqual({ state: 'collected', objects: 0 });
    expect(await keys()).toHaveLength(5);
  });

  it('leaves the version that its title points at', async () => {
    const { store, records, keys } = await setUp({ claim: { state: 'current' } });
    expect(await createCollectVersion({ store, records })(order)).toEqual({ state: 'current' });
    expect(await keys()).toHaveLength(5);
  });

  it('tells how long a version that was superseded again has left', async () => {
    const supersededAt = new Date(Date.now() - HOUR_MS / 4);
    const { store, records, keys } = await setUp({ claim: { state: 'in-grace', supersededAt } });
    const answer = await createCollectVersion({ store, records })(order);
    expect(answer).toEqual({ state: 'in-grace', waitMs: expect.any(Number) });
    expect((answer as { waitMs: number }).waitMs / HOUR_MS).toBeCloseTo(0.75, 2);
    expect(await keys()).toHaveLength(5);
  });
});

it('waits with a version that is played until its last session expires', async () => {
  const until = new Date(Date.now() + HOUR_MS);
  const { store, records, keys } = await setUp({ claim: { state: 'in-use', until } });
  const answer = await createCollectVersion({ store, records })({ versionId: 'v1', graceMs: HOUR_MS });
  expect(answer).toEqual({ state: 'in-grace', waitMs: expect.any(Number) });
  expect((answer as { waitMs: number }).waitMs / HOUR_MS).toBeCloseTo(1, 2);
  expect(await keys()).toHaveLength(5);
});

describe('discardPartial', () => {
  it('removes the half-written version and keeps chunks and proxy', async () => {
    const { store, records, keys } = await setUp();
    await createDiscardPartial({ store, records })({ ingestId: 'i', tenantId: 't' });
    expect(await keys()).toEqual(['previews/t/i/proxy/1.m4s', 'titles/t/1/v10/a', 'work/t/chunk']);
  });

  it('never touches a version that was published', async () => {
    const { store, records, keys } = await setUp({ published: true });
    await createDiscardPartial({ store, records })({ ingestId: 'i', tenantId: 't' });
    expect(await keys()).toHaveLength(5);
  });

  it('refuses what another tenant owns', async () => {
    const { store, records, keys } = await setUp();
    const scope = { ingestId: 'i', tenantId: 'other' };
    await expect(createDiscardPartial({ store, records })(scope)).rejects.toMatchObject({
      code: 'internal/unexpected',
    });
    expect(await keys()).toHaveLength(5);
  });
});

describe('purgeVersion', () => {
  it('tells the CDNs the tag of the version, and nothing of one that nobody knows', async () => {
    const purged: unknown[] = [];
    const purge = createPurgeVersion({
      cdn: {
        purge: async (...given) => {
          purged.push(given);
          return ['edge'];
        },
      },
      records: { mediaTokenOf: async (id) => (id === 'v1' ? 'media' : undefined) },
    });
    expect(await purge({ versionId: 'v1', mode: 'hard' })).toEqual({ cdns: ['edge'] });
    expect(await purge({ versionId: 'v2', mode: 'hard' })).toEqual({ cdns: [] });
    await purge({ versionId: 'v1', mode: 'hard', mediaToken: 'before' });
    expect(purged).toEqual([
      [['media'], 'hard'],
      [['before'], 'hard'],
    ]);
  });
});
