import fc from 'fast-check';
import { parityOf } from './parity';
import { sealItems } from './seal';
import type { AirItem } from './types';

const START = Date.UTC(2026, 10, 23, 19);
const MINUTE = 60_000;
const TOLERANCE = 6000;

const item = (titleId: string, from: number, minutes: number, over: Partial<AirItem> = {}): AirItem => ({
  ...{
    kind: 'programme',
    titleId,
    versionId: titleId,
    airingId: `${titleId}-${from}`,
    segFrom: 0,
    segTo: minutes * 10,
  },
  ...{ airStart: START + from * MINUTE, durationMs: minutes * MINUTE, ...over },
});
const aired = (...items: AirItem[]) => sealItems(items, undefined, 0);
const nothingSeen = new Map();
const verdicts = (promised: AirItem[], was: AirItem[]) =>
  parityOf(promised, aired(...was), nothingSeen, TOLERANCE).rows.map(({ titleId, verdict }) => `${titleId} ${verdict}`);

describe('what was promised beside what was on air', () => {
  it('keeps every promise when the plan aired as it was', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 30 });
    fc.assert(
      fc.property(lengths, (minutes) => {
        let from = 0;
        const plan = minutes.map((each, index) => {
          const made = item(`t${index}`, from, each);
          from += each;
          return made;
        });
        const seen = new Map(plan.map(({ segTo }, ordinal) => [ordinal, { ordinal, seen: segTo, faults: [] }]));
        const report = parityOf(plan, aired(...plan), seen, TOLERANCE);
        expect(report.kept).toBe(plan.length);
        expect(report.rows).toHaveLength(plan.length);
        expect(report.seenShare).toBe(1);
        expect(report.rows.every(({ offMs }) => offMs === 0)).toBe(true);
      }),
    );
  });

  it('counts every airing once, on whichever side it is', () => {
    const some = fc.array(fc.record({ title: fc.nat(3), minutes: fc.integer({ min: 1, max: 60 }) }), { maxLength: 12 });
    const laid = (all: { title: number; minutes: number }[], name: string) => {
      let from = 0;
      return all.map(({ title, minutes }, index) => {
        const made = item(`t${title}`, from, minutes, { airingId: `${name}${index}` });
        from += minutes;
        return made;
      });
    };
    fc.assert(
      fc.property(some, some, (one, other) => {
        const { rows } = parityOf(laid(one, 'p'), aired(...laid(other, 'a')), nothingSeen, TOLERANCE);
        expect(rows.filter(({ plannedStart }) => plannedStart !== undefined)).toHaveLength(one.length);
        expect(rows.filter(({ airedStart }) => airedStart !== undefined)).toHaveLength(other.length);
      }),
    );
  });

  it('tells what moved, what never came and what nobody was told of', () => {
    const promised = [item('a', 0, 30), item('b', 30, 30), item('c', 60, 30)];
    expect(verdicts(promised, [item('a', 0, 30), item('d', 30, 10), item('c', 40, 30)])).toEqual([
      'a kept',
      'b not-aired',
      'd unplanned',
      'c moved',
    ]);
  });

  it('lets a segment pass and tells more', () => {
    const late = (ms: number) => [{ ...item('a', 0, 30), airStart: START + ms }];
    expect(verdicts([item('a', 0, 30)], late(TOLERANCE))).toEqual(['a kept']);
    expect(verdicts([item('a', 0, 30)], late(TOLERANCE + 1))).toEqual(['a moved']);
  });

  it('tells a programme that something broke into as cut', () => {
    expect(verdicts([item('a', 0, 30)], [item('a', 0, 12, { airingId: 'a-0' })])).toEqual(['a cut']);
  });

  it('does not promise filler or breaks', () => {
    expect(verdicts([item('f', 0, 30, { kind: 'filler' })], [item('g', 0, 30, { kind: 'slate' })])).toEqual([]);
  });

  it('counts segments that were not there', () => {
    const seen = new Map([[0, { ordinal: 0, seen: 299, faults: [{ code: 'segment-missing' }] }]]);
    const { rows, seenShare } = parityOf([item('a', 0, 30)], aired(item('a', 0, 30)), seen, TOLERANCE);
    expect(rows).toMatchObject([{ segments: 300, seen: 299, faults: 1 }]);
    expect(seenShare).toBeCloseTo(299 / 300, 10);
  });
});
