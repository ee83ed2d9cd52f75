import fc from 'fast-check';
import { asRunCsv, asRunOf, type SealedRow, toldRows } from './as-run';
import { airEnd, sealItems } from './seal';
import { type AirItem, effectiveRows } from './types';

const START = Date.UTC(2026, 10, 23, 19);
const MINUTE = 60_000;
const nothingSeen = new Map();

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

/** Rows as the ledger answers them: a first edition, then one that breaks in after some of its rows. */
function ledger(first: AirItem[], keep = first.length, then: AirItem[] = [], cause = 'break-in'): SealedRow[] {
  const before = sealItems(first, undefined, 0);
  const after = sealItems(then, before[keep - 1], 1).map((row) => ({ ...row, cause }));
  const rows = [...before, ...after];
  const counting = new Set(effectiveRows(rows));
  return rows.map((row) => ({ ...row, counts: counting.has(row) }));
}

const brief = (sealed: SealedRow[]) =>
  asRunOf(sealed, nothingSeen, 6000).airings.map(
    ({ titleId, verdict, cause }) => `${titleId} ${verdict}${cause ? ` (${cause})` : ''}`,
  );

describe('what was on air beside what guides told', () => {
  const evening = [item('a', 0, 30), item('b', 30, 30), item('c', 60, 30)];

  it('is all kept while nothing breaks in', () => {
    expect(brief(ledger(evening))).toEqual(['a kept', 'b kept', 'c kept']);
  });

  it('tells what broke in, what it moved and what never came of it, and why', () => {
    const news = [item('n', 30, 5), item('c', 35, 30, { airingId: 'c-60' })];
    expect(brief(ledger(evening, 1, news))).toEqual([
      'a kept',
      'b not-aired (break-in)',
      'n unplanned (break-in)',
      'c moved (break-in)',
    ]);
  });

  it('tells of a pull for rights as such', () => {
    expect(brief(ledger(evening, 2, [item('s', 60, 30, { kind: 'slate' })], 'rights'))).toEqual([
      'a kept',
      'b kept',
      'c not-aired (rights)',
    ]);
  });

  it('counts what a later edition adds after all that was sealed as told', () => {
    expect(brief(ledger(evening, 2, [item('c', 60, 30), item('d', 90, 30)]))).toEqual([
      'a kept',
      'b kept',
      'c kept',
      'd kept',
    ]);
  });

  it('never counts two rows of one moment as told, whatever broke in', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
    const laid = (minutes: number[], from: number, name: string) => {
      let at = from;
      return minutes.map((each, index) => {
        const made = item(`${name}${index}`, at, each);
        at += each;
        return made;
      });
    };
    fc.assert(
      fc.property(lengths, lengths, fc.nat(), (one, other, cut) => {
        const first = laid(one, 0, 'a');
        const keep = 1 + (cut % one.length);
        const from = one.slice(0, keep).reduce((sum, each) => sum + each, 0);
        const sealed = ledger(first, keep, laid(other, from, 'b'));
        const told = toldRows(sealed);
        for (const [index, row] of told.entries())
          if (index > 0) expect(row.airStart).toBeGreaterThanOrEqual(airEnd(told[index - 1] as SealedRow));
        const { items, kept } = asRunOf(sealed, nothingSeen, 6000);
        expect(items).toHaveLength(keep + other.length);
        expect(kept).toBeGreaterThanOrEqual(keep);
      }),
    );
  });
});

describe('the sheet of it', () => {
  it('has a line for each item, one for what never came, and no formula', () => {
    const sealed = ledger([item('a', 0, 30), item('b', 30, 30)], 1, [item('n', 30, 5, { kind: 'slate' })]);
    const seen = new Map([[0, { ordinal: 0, seen: 299, faults: [{ code: 'segment-missing' }] }]]);
    const [head, film, ...rest] = asRunCsv(asRunOf(sealed, seen, 6000), seen, (id) =>
      id === 'a' ? '=SUM("A1",2)' : undefined,
    ).split('\r\n');
    expect(head).toBe(
      'ordinal,kind,title_id,name,airing_id,air_start,air_end,segments,seen,faults,verdict,planned_start,planned_end,off_seconds,cause',
    );
    expect(film).toBe(
      '0,programme,a,"\'=SUM(""A1"",2)",a-0,2026-11-23T19:00:00.000Z,2026-11-23T19:30:00.000Z,300,299,1,kept,2026-11-23T19:00:00.000Z,2026-11-23T19:30:00.000Z,0,',
    );
    expect(rest.sort()).toEqual([
      '',
      ',,b,,b-30,,,0,0,0,not-aired,2026-11-23T19:30:00.000Z,2026-11-23T20:00:00.000Z,,break-in',
      '1,slate,n,,n-30,2026-11-23T19:30:00.000Z,2026-11-23T19:35:00.000Z,50,0,0,,,,,',
    ]);
  });
});
