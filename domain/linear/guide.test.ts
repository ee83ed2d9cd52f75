import fc from 'fast-check';
import { planDiff } from './diff';
import { GUIDE_RULES, guideBetween, guideOf, nowAndNext } from './guide';
import { airEnd } from './seal';
import { type AirItem, ITEM_KINDS } from './types';

const START = Date.UTC(2026, 10, 23, 19);
const MINUTE = 60_000;
type Part = Partial<AirItem> & Pick<AirItem, 'kind' | 'durationMs'>;

/** Items one after the other from an instant on. */
function aired(parts: readonly Part[], from = START): AirItem[] {
  let airStart = from;
  return parts.map((part, index) => {
    const titleId = part.titleId ?? `t${index}`;
    const item = { airingId: titleId, versionId: titleId, segFrom: 0, segTo: 1, ...part, titleId, airStart };
    airStart += part.durationMs;
    return item;
  });
}

const words = new Map<string, { name: string }>(
  Array.from({ length: 40 }, (_, index) => [`t${index}`, { name: `Title ${index}` }] as const),
).set('film', { name: 'Film' });
const told = (items: readonly AirItem[], rules = GUIDE_RULES) => guideOf(items, { channel: 'One', words, rules });
const brief = (items: readonly AirItem[]) =>
  told(items).map(({ name, start, stop }) => [name, (start - START) / MINUTE, (stop - START) / MINUTE]);

const film = (minutes: number): Part => ({ kind: 'programme', titleId: 'film', durationMs: minutes * MINUTE });
const filler = (minutes: number): Part => ({ kind: 'filler', durationMs: minutes * MINUTE });
const show = (minutes: number, titleId: string): Part => ({ kind: 'programme', titleId, durationMs: minutes * MINUTE });

const parts = fc.array(
  fc.record({
    kind: fc.constantFrom(...ITEM_KINDS),
    durationMs: fc.integer({ min: 500, max: 40 * MINUTE }),
    titleId: fc.integer({ min: 0, max: 5 }).map((index) => `t${index}`),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('a guide', () => {
  it('tells a film with its breaks as one entry, and how long it runs without them', () => {
    const ad: Part = { kind: 'ad', titleId: 't9', airingId: 'film', breakId: 'b', durationMs: 2 * MINUTE };
    const [entry, ...others] = told(aired([film(20), ad, film(25), ad, film(30)]));
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ name: 'Film', titleId: 'film', airingId: 'film', runningMs: 75 * MINUTE });
    expect(entry?.stop).toBe(START + 79 * MINUTE);
  });

  it('keeps a break together however long it is', () => {
    expect(brief(aired([film(20), { ...filler(15), breakId: 'b' }, film(20)]))).toEqual([['Film', 0, 55]]);
  });

  it('folds what fills up into the programme before, at the beginning into the one after', () => {
    expect(
      brief(aired([filler(2), film(20), filler(5), { kind: 'promo', durationMs: MINUTE }, show(30, 't1')])),
    ).toEqual([
      ['Film', 0, 28],
      ['Title 1', 28, 58],
    ]);
  });

  it('tells a long stretch that shows nothing in the name of the channel', () => {
    expect(brief(aired([film(20), filler(6), filler(6), show(30, 't1')]))).toEqual([
      ['Film', 0, 20],
      ['One', 20, 32],
      ['Title 1', 32, 62],
    ]);
  });

  it('tells a channel that airs nothing but its slate in its own name', () => {
    expect(brief(aired([{ kind: 'slate', durationMs: MINUTE }]))).toEqual([['One', 0, 1]]);
  });

  it('tells two airings of one title apart', () => {
    const twice = aired([
      { ...film(20), airingId: 'first' },
      { ...film(20), airingId: 'second' },
    ]);
    expect(brief(twice)).toEqual([
      ['Film', 0, 20],
      ['Film', 20, 40],
    ]);
  });

  it('tells a programme in the name of the channel when nobody has words for it', () => {
    expect(brief(aired([show(20, 'unknown')]))).toEqual([['One', 0, 20]]);
  });

  it('has a gap only where the channel was off', () => {
    const before = aired([film(20), filler(5)]);
    const after = aired([show(30, 't1')], START + 60 * MINUTE);
    expect(brief([...before, ...after])).toEqual([
      ['Film', 0, 25],
      ['Title 1', 60, 90],
    ]);
  });

  it('shows what its rules show', () => {
    const items = aired([film(20), { kind: 'slate', durationMs: 5 * MINUTE, titleId: 't1' }]);
    const rules = { ...GUIDE_RULES, shown: ['programme', 'slate'] as const };
    expect(told(items, rules).map(({ name }) => name)).toEqual(['Film', 'Title 1']);
  });

  it('is contiguous over all that airs, in whole seconds, whatever airs', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const items = aired(some);
        const guide = told(items);
        const whole = (at: number) => Math.round(at / 1000) * 1000;
        const end = airEnd(items[items.length - 1] as AirItem);
        if (whole(end) === START) return;
        expect(guide[0]?.start).toBe(START);
        expect(guide.at(-1)?.stop).toBe(whole(end));
        for (const [index, entry] of guide.entries()) {
          expect(entry.stop).toBeGreaterThan(entry.start);
          expect(entry.start % 1000).toBe(0);
          if (index > 0) expect(entry.start).toBe(guide[index - 1]?.stop);
        }
      }),
    );
  });

  it('never tells filler, bumpers, promos, advertising or the slate', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const hidden = some.map((part) => ({ ...part, titleId: part.kind === 'programme' ? 'film' : part.titleId }));
        const items = aired(hidden.filter(({ kind }) => kind !== 'live'));
        expect(told(items).every(({ name }) => name === 'Film' || name === 'One')).toBe(true);
      }),
    );
  });

  it('begins an entry when its programme begins, but for the first one', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const items = aired(some.map((part, index) => ({ ...part, airingId: `a${index}` })));
        const starts = new Map(items.map(({ airingId, airStart }) => [airingId, Math.round(airStart / 1000) * 1000]));
        for (const { airingId, start } of told(items).slice(1)) if (airingId) expect(start).toBe(starts.get(airingId));
      }),
    );
  });
});

describe('now and next', () => {
  const guide = told(aired([film(20), show(30, 't1')]));
  it('changes at the very instant at which an entry ends', () => {
    const edge = START + 20 * MINUTE;
    expect(nowAndNext(guide, edge - 1)).toMatchObject({ now: { name: 'Film' }, next: { name: 'Title 1' } });
    expect(nowAndNext(guide, edge)).toMatchObject({ now: { name: 'Title 1' } });
    expect(nowAndNext(guide, edge).next).toBeUndefined();
  });

  it('knows what comes while nothing is on', () => {
    expect(nowAndNext(guide, START - 1)).toMatchObject({ now: undefined, next: { name: 'Film' } });
  });

  it('finds entries of a span, the one under way with them', () => {
    expect(guideBetween(guide, START + MINUTE, START + 20 * MINUTE)).toHaveLength(1);
    expect(guideBetween(guide, START + MINUTE, START + 20 * MINUTE + 1)).toHaveLength(2);
  });
});

describe('the difference of two plans', () => {
  it('is nothing between a plan and itself, and every programme between it and none', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const plan = aired(some.map((part, index) => ({ ...part, airingId: `a${index}` })));
        const programmes = plan.filter(({ kind }) => kind === 'programme' || kind === 'live');
        expect(planDiff(plan, plan)).toEqual([]);
        expect(planDiff([], plan).map(({ at }) => at)).toEqual(programmes.map(({ airStart }) => airStart));
        expect(planDiff(plan, []).every(({ change }) => change === 'removed')).toBe(true);
      }),
    );
  });

  it('tells what moved, came and went, by time', () => {
    const before = aired([show(10, 't1'), show(20, 't2'), show(30, 't3')]);
    const after = aired([show(20, 't2'), show(10, 't4'), show(30, 't3')]);
    expect(planDiff(before, after)).toEqual([
      { change: 'removed', titleId: 't1', before: START },
      { change: 'moved', titleId: 't2', at: START, before: START + 10 * MINUTE },
      { change: 'added', titleId: 't4', at: START + 20 * MINUTE },
    ]);
  });

  it('does not tell other names of airings that stay where they are', () => {
    const before = aired([show(10, 't1')]);
    expect(
      planDiff(
        before,
        before.map((item) => ({ ...item, airingId: 'another' })),
      ),
    ).toEqual([]);
  });
});
