import { createMemoryStore } from '../../adapters/object-store/memory';
import { createCollectVersion } from './collect-version';
import { createDiscardPartial } from './discard-partial';

const setUp = async (known: Record<string, { prefix: string; current: boolean }>) => {
  const store = createMemoryStore();
  for (const key of [
    'titles/t/1/v1/a',
    'titles/t/1/v1/b/c',
    'titles/t/1/v10/a',
    'work/t/chunk',
    'previews/t/i/proxy/1.m4s',
  ])
    await store.put(key, Buffer.from('x'), { contentType: 'x/y' });
  const collected: string[] = [];
  const records = {
    reserveVersion: async () => ({ versionId: 'v1', tenantId: 't', titleId: '1' }),
    versionForCollection: async (id: string) => known[id],
    markCollected: async (id: string) => void collected.push(id),
  };
  const keys = async () => {
    const left: string[] = [];
    for await (const { key } of store.list('')) left.push(key);
    return left;
  };
  return { store, records, collected, keys };
};
const V1 = 'titles/t/1/v1/';

describe('collectVersion', () => {
  it('deletes the objects of a superseded version and nothing beside them', async () => {
    const { store, records, collected, keys } = await setUp({ v1: { prefix: V1, current: false } });
    const collect = createCollectVersion({ store, records });
    expect(await collect('v1')).toEqual({ objects: 2 });
    expect(await keys()).toEqual(['previews/t/i/proxy/1.m4s', 'titles/t/1/v10/a', 'work/t/chunk']);
    expect(collected).toEqual(['v1']);
    expect(await collect('v1')).toEqual({ objects: 0 });
    expect(await collect('unknown')).toEqual({ objects: 0 });
  });

  it('refuses the current version', async () => {
    const { store, records, collected, keys } = await setUp({ v1: { prefix: V1, current: true } });
    await expect(createCollectVersion({ store, records })('v1')).rejects.toMatchObject({ code: 'version/current' });
    expect(await keys()).toHaveLength(5);
    expect(collected).toEqual([]);
  });
});

describe('discardPartial', () => {
  it('removes the half-written version and keeps chunks and proxy', async () => {
    const { store, records, keys } = await setUp({});
    await createDiscardPartial({ store, records })({ ingestId: 'i', tenantId: 't' });
    expect(await keys()).toEqual(['previews/t/i/proxy/1.m4s', 'titles/t/1/v10/a', 'work/t/chunk']);
  });

  it('never touches a version that was published', async () => {
    const { store, records, keys } = await setUp({ v1: { prefix: V1, current: false } });
    await createDiscardPartial({ store, records })({ ingestId: 'i', tenantId: 't', versionPrefix: V1 });
    expect(await keys()).toHaveLength(5);
  });

  it.each([
    { ingestId: 'i', tenantId: 'other' },
    { ingestId: 'i', tenantId: 't', versionPrefix: 'titles/t/1/' },
  ])('refuses what the run does not own: %j', async (scope) => {
    const { store, records, keys } = await setUp({});
    await expect(createDiscardPartial({ store, records })(scope)).rejects.toMatchObject({
      code: 'internal/unexpected',
    });
    expect(await keys()).toHaveLength(5);
  });
});
