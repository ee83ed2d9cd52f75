import * as fc from 'fast-check';
import { planDiff } from './diff';
import type { LibraryTitle } from './library';
import { planAirings } from './plan';
import { airEnd, sealable } from './seal';
import { block, HOUR, MONDAY, request, title } from './testing/plans';
import type { AirItem } from './types';

const extra = (id: string, seconds: number) => title(id, seconds, { kind: 'extra', genres: ['filler'] });
const library: LibraryTitle[] = [
  ...[title('a', 2400), title('b', 1503), title('c', 5400, { chapters: [900_000, 2_000_000, 4_100_000] })],
  ...[
    title('d', 3605, { chapters: [1_000_000] }),
    extra('f1', 30),
    extra('f2', 66),
    extra('f3', 97),
    title('jingle', 12),
  ],
];
const titles = ['a', 'b', 'c', 'd'];

const anyRules = fc.record({
  order: fc.constantFrom('in_order' as const, 'shuffle' as const),
  pad: fc.constantFrom(undefined, 30),
  before: fc.boolean(),
  after: fc.boolean(),
  airings: fc.constantFrom(undefined, 3),
  breaks: fc.option(
    fc.record({
      ...{ every_minutes: fc.integer({ min: 5, max: 20 }), seconds: fc.integer({ min: 30, max: 200 }) },
      max_seconds_per_hour: fc.constantFrom(240, 600),
      at: fc.constantFrom('interval' as const, 'chapters' as const),
    }),
    { nil: undefined },
  ),
  events: fc.uniqueArray(
    fc.record({ minute: fc.integer({ min: 10, max: 600 }), anchor: fc.constantFrom('hard' as const, 'soft' as const) }),
    { maxLength: 3, selector: ({ minute }) => minute },
  ),
  ordered: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
});
type Rules = typeof anyRules extends fc.Arbitrary<infer Value> ? Value : never;

const planned = ({ order, pad, before, after, airings, breaks, events, ordered }: Rules) =>
  request(
    {
      blocks: [
        block({ name: 'Day', until: '05:00', pick: { titles }, order, ...(pad ? { pad_to_minutes: pad } : {}) }),
        block({ name: 'Rest', from: '05:00', pick: { titles }, order, ...(airings ? { airings } : {}) }),
      ].map((each) => ({
        ...each,
        ...(before ? { bumper_before: 'jingle' } : {}),
        ...(after ? { bumper_after: 'jingle' } : {}),
      })),
      ...(breaks ? { breaks } : {}),
      events: events.map(({ minute, anchor }) => ({
        ...{ at: new Date(MONDAY + minute * 60_000).toISOString(), title: 'd', anchor },
      })),
      ...(ordered ? { ordered_breaks: [{ at: new Date(MONDAY + ordered * 60_000).toISOString(), seconds: 90 }] } : {}),
      filler: { genres: ['filler'] },
    },
    library,
    { until: MONDAY + 11 * HOUR },
  );

/** Somebody seals up to a minute of the plan. */
const anyCut = fc.integer({ min: 1, max: 640 });

it('a plan that is made anew from what is sealed is the same, so unchanged rules change nothing', () => {
  fc.assert(
    fc.property(anyRules, anyCut, (rules, minute) => {
      const given = planned(rules);
      const { items } = planAirings(given);
      const airedBefore = sealable(items, MONDAY, MONDAY + minute * 60_000);
      const again = planAirings({ ...given, airedBefore, from: airEnd(airedBefore.at(-1) as AirItem) }).items;
      const rest = items.slice(airedBefore.length);
      const differs = rest.findIndex((item, index) => shape(item) !== shape(again[index]));
      const around = (some: AirItem[]) => some.slice(differs, differs + 3).map(shape);
      if (differs >= 0) expect(around(again)).toEqual(around(rest));
      expect(planDiff(rest, again)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

const shape = (item: AirItem | undefined) => {
  if (!item) return 'nothing';
  const { kind, titleId, airStart, segFrom, segTo, breakId } = item;
  // A stretch of filler that is made anew is another one.
  const airingId = kind === 'filler' || kind === 'slate' ? '' : item.airingId;
  return `${new Date(airStart).toISOString().slice(11, 19)} ${kind} ${titleId} ${segFrom}-${segTo} ${airingId} ${breakId ?? ''}`;
};
