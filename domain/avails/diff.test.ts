import fc from 'fast-check';
import { anyRow, filmRow } from '../../adapters/avails/testing/rows';
import { diffAvails, summaryOf } from './diff';
import type { AvailRow } from './row';

const placed = (rows: AvailRow[]) => rows.map((row, index) => ({ position: index + 1, row }));
const held = (rows: AvailRow[]) => rows.map((row, index) => ({ windowId: `win_${index}`, row }));
const distinct = (rows: AvailRow[]) => [
  ...new Map(rows.map((row) => [JSON.stringify({ ...row, entryType: '' }), row])).values(),
];

/** What is in force after the changes. */
function inForce(current: AvailRow[], wanted: AvailRow[]): string[] {
  const windows = new Map(held(current).map(({ windowId, row }) => [windowId, row]));
  for (const change of diffAvails(held(current), placed(wanted))) {
    if (change.kind === 'close') windows.delete(change.windowId);
    if (change.kind === 'open') windows.set(`new ${change.position}`, change.after);
    if (change.kind === 'move' || change.kind === 'narrow') windows.set(change.windowId, change.after);
  }
  return [...windows.values()].map((row) => JSON.stringify({ ...row, entryType: '' })).sort();
}

const extract = fc.array(
  anyRow.map(
    (row): AvailRow => ({ ...row, entryType: 'Full Extract', alid: 'nt', licensor: 'm', transactionId: undefined }),
  ),
  { minLength: 1, maxLength: 8 },
);

describe('the difference that a document makes', () => {
  it('leaves just what a Full Extract of the world says', () => {
    fc.assert(
      fc.property(extract, extract, (before, rows) => {
        const wanted = distinct([...rows, { ...(rows[0] as AvailRow), territories: ['ZZ'] }]);
        expect(inForce(before, wanted)).toEqual(wanted.map((row) => JSON.stringify({ ...row, entryType: '' })).sort());
      }),
    );
  });

  it('is none when a document comes again', () => {
    fc.assert(
      fc.property(extract, (rows) => {
        const summary = summaryOf(diffAvails(held(rows), placed([...rows].reverse())));
        expect(summary).toEqual({ opened: 0, moved: 0, narrowed: 0, closed: 0, same: rows.length });
      }),
    );
  });

  it('never speaks of a window of another title, or twice of one', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), fc.array(anyRow, { maxLength: 12 }), (before, rows) => {
        const changes = diffAvails(held(before), placed(rows));
        const spoken = changes.flatMap((change) => ('windowId' in change ? [change.windowId] : []));
        expect(new Set(spoken).size).toBe(spoken.length);
        const titles = new Set(rows.map(({ alid, licensor }) => `${licensor} ${alid}`));
        for (const change of changes)
          if ('before' in change) expect(titles).toContain(`${change.before.licensor} ${change.before.alid}`);
      }),
    );
  });

  it('knows a window by its transaction id, wherever it has moved to', () => {
    const [before, later] = ['2027-01-01T00:00:00Z', '2027-05-01T00:00:00Z'].map((at) =>
      filmRow({ transactionId: 'A', start: { raw: '', at } }),
    ) as [AvailRow, AvailRow];
    const changes = diffAvails(held([before]), placed([{ ...later, entryType: 'Update', territories: ['CA'] }]));
    expect(changes).toMatchObject([{ kind: 'move', windowId: 'win_0' }]);
  });

  it('has nothing to delete or update where nothing is', () => {
    const rows = [filmRow({ entryType: 'Delete' }), filmRow({ entryType: 'Update' })];
    expect(diffAvails([], placed(rows)).map(({ kind }) => kind)).toEqual(['nothing', 'nothing']);
  });

  it('adds with Create and takes away with Delete, and leaves the rest alone', () => {
    const [one, other] = [filmRow(), filmRow({ formatProfile: 'UHD' })];
    expect(inForce([one], [{ ...other, entryType: 'Create' }])).toHaveLength(2);
    expect(inForce([one, other], [{ ...one, entryType: 'Delete' }])).toEqual([
      JSON.stringify({ ...other, entryType: '' }),
    ]);
  });
});
