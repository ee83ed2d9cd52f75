import fc from 'fast-check';
import { airEnd, lengthOf, repeated, resealFrom, sealItems, segmentsOf } from './seal';
import { type AirItem, effectiveRows, type LedgerRow, type LinearAsset } from './types';

const asset = (versionId: string, ticks: number[], timescale = 12_800): LinearAsset =>
  ({
    versionId,
    titleId: `tit_${versionId}`,
    segments: ticks.length,
    video: [{ ticks, timescale }],
    audio: [],
    text: [],
  }) as unknown as LinearAsset;

/** Segments of 25 and of 23.976 frames a second, and a tail of any length. */
const anyAsset = fc
  .tuple(
    fc.uuid(),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom(76_800, 6_006),
    fc.integer({ min: 1, max: 70_000 }),
  )
  .map(([id, count, ticks, tail]) =>
    ticks === 6_006
      ? asset(id, [...Array<number>(count).fill(6_006), Math.max(1, Math.round(tail / 12))], 1_000)
      : asset(id, [...Array<number>(count).fill(ticks), tail]),
  );

const itemsOf = (assets: readonly LinearAsset[], start: number): AirItem[] => {
  let airStart = start;
  return assets.map((each) => {
    const [item] = repeated(
      { kind: 'programme', titleId: each.titleId, airingId: each.versionId },
      each,
      airStart,
      undefined,
    );
    airStart = airEnd(item as AirItem);
    return item as AirItem;
  });
};

const START = Date.UTC(2026, 10, 23, 12);

describe('sealItems', () => {
  it('numbers rows and segments on from the last row, in however many lots they are sealed', () => {
    fc.assert(
      fc.property(fc.array(anyAsset, { minLength: 2, maxLength: 12 }), fc.nat(), (assets, at) => {
        const items = itemsOf(assets, START);
        const cut = 1 + (at % (items.length - 1));
        const first = sealItems(items.slice(0, cut), undefined, 0);
        const rows = [...first, ...sealItems(items.slice(cut), first.at(-1), 0)];
        expect(rows).toEqual(sealItems(items, undefined, 0));
        rows.forEach((row, index) => {
          const before = rows[index - 1];
          expect(row.ordinal).toBe(index);
          expect(row.msnBase).toBe(before ? before.msnBase + segmentsOf(before) : 0);
        });
      }),
    );
  });

  it('takes up again after a channel was off, and never lets items overlap', () => {
    const [first, second] = itemsOf([asset('a', [76_800]), asset('b', [76_800])], START) as [AirItem, AirItem];
    const [row] = sealItems([first], undefined, 0) as [LedgerRow];
    const later = { ...second, airStart: airEnd(row) + 3_600_000 };
    expect(sealItems([later], row, 0)).toMatchObject([{ ordinal: 1, msnBase: 1, airStart: later.airStart }]);
    expect(() => sealItems([{ ...second, airStart: airEnd(row) - 1 }], row, 0)).toThrow(RangeError);
    expect(() => sealItems([first, { ...second, airStart: airEnd(first) + 1 }], undefined, 0)).toThrow(RangeError);
  });
});

describe('a break-in', () => {
  it('cuts what is on air at a segment boundary, in time, and changes nothing that was published', () => {
    fc.assert(
      fc.property(
        fc.array(anyAsset, { minLength: 2, maxLength: 8 }),
        anyAsset,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (assets, slate, share) => {
          const rows = sealItems(itemsOf(assets, START), undefined, 0);
          const last = rows.at(-1) as LedgerRow;
          const at = START + Math.floor((airEnd(last) - START) * share);
          const known = new Map([...assets, slate].map((each) => [each.versionId, each]));
          const begun = resealFrom(rows, known, at);
          if (!begun) throw new Error('nothing was begun');
          const inserted = repeated(
            { kind: 'slate', titleId: 'slate', airingId: 'x' },
            slate,
            begun.from,
            begun.from + 30_000,
          );
          const sealed = [...begun.kept, ...sealItems(inserted, begun.after, begun.edition)];
          const now = effectiveRows([...rows, ...sealed]);
          expect(begun.from).toBeGreaterThanOrEqual(at);
          expect(begun.from - at).toBeLessThanOrEqual(6_006);
          now.forEach((row, index) => {
            const before = now[index - 1];
            expect(row.ordinal).toBe(index);
            if (before)
              expect([row.airStart, row.msnBase]).toEqual([airEnd(before), before.msnBase + segmentsOf(before)]);
          });
          // Whatever ended by then has its number, its time and its segment as before.
          const before = rows.filter((row) => airEnd(row) <= at);
          expect(now.slice(0, before.length)).toEqual(before);
          expect(now.some(({ kind }) => kind === 'slate')).toBe(true);
        },
      ),
    );
  });
});

describe('repeated', () => {
  it('fills a time with whole segments, and no more than one too much', () => {
    fc.assert(
      fc.property(anyAsset, fc.integer({ min: 1, max: 200_000 }), (each, length) => {
        const items = repeated({ kind: 'slate', titleId: 's', airingId: 's' }, each, START, START + length);
        const end = airEnd(items.at(-1) as AirItem);
        expect(end).toBeGreaterThanOrEqual(START + length);
        expect(end - START - length).toBeLessThan(6_007);
        for (const { segFrom, segTo, durationMs } of items) expect(durationMs).toBe(lengthOf(each, segFrom, segTo));
      }),
    );
  });
});
