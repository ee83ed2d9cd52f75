import { setTimeout as wait } from 'node:timers/promises';
import { together } from './together';

describe('together', () => {
  it('answers everybody with a result of their own, in few rounds', async () => {
    const rounds: number[] = [];
    const double = together(
      async (items: number[]) => {
        rounds.push(items.length);
        await wait(5);
        return items.map((item) => item * 2);
      },
      { items: 40, rounds: 2 },
    );
    const results = await Promise.all(Array.from({ length: 100 }, (_, at) => double(at)));
    expect(results).toEqual(Array.from({ length: 100 }, (_, at) => at * 2));
    expect(rounds).toEqual([40, 40, 20]);
  });

  it('tells a failure to the callers of its round only', async () => {
    const pick = together(
      async (items: string[]) => {
        if (items.includes('bad')) throw new Error('no');
        return items;
      },
      { items: 1, rounds: 1 },
    );
    const results = await Promise.allSettled([pick('good'), pick('bad'), pick('good')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
