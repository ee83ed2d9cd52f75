import { createMemoryContentKeys } from '../../adapters/content-keys/memory';
import { rememberedKeys } from './key-memory';

describe('the memory of keys', () => {
  it('unwraps a key once a minute, and for its tenant only', async () => {
    const keys = createMemoryContentKeys();
    const wanted = { tenantId: 't', versionId: 'v', scheme: 'cbcs' as const };
    const [audio, sd] = await keys.ensure({ ...wanted, labels: ['AUDIO', 'SD'] });
    let now = 0;
    const opened: string[][] = [];
    const remembered = rememberedKeys(
      {
        open: (tenantId, kids) => {
          opened.push([...kids]);
          return keys.open(tenantId, kids);
        },
      },
      () => now,
    );
    const kids = [audio?.kid ?? '', sd?.kid ?? ''];
    expect(await remembered.open('t', kids)).toEqual([audio, sd]);
    expect(await remembered.open('t', kids.toReversed())).toEqual([sd, audio]);
    expect(await remembered.open('other', kids)).toEqual([]);
    expect(await remembered.open('t', [...kids, 'unknown'])).toEqual([audio, sd]);
    now = 60_000;
    await remembered.open('t', kids);
    expect(opened).toEqual([kids, kids, ['unknown'], kids]);
  });

  it('holds no key for long when nobody asks any more', async () => {
    jest.useFakeTimers();
    try {
      const keys = createMemoryContentKeys();
      const [sd] = await keys.ensure({ tenantId: 't', versionId: 'v', scheme: 'cbcs', labels: ['SD'] });
      const remembered = rememberedKeys(keys);
      await remembered.open('t', [sd?.kid ?? '']);
      expect(remembered.size()).toBe(1);
      jest.advanceTimersByTime(60_000);
      expect(remembered.size()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('forgets what failed', async () => {
    let away = true;
    const remembered = rememberedKeys({
      open: async () => {
        if (away) throw new Error('away');
        return [];
      },
    });
    await expect(remembered.open('t', ['a'])).rejects.toThrow('away');
    away = false;
    expect(await remembered.open('t', ['a'])).toEqual([]);
  });
});
