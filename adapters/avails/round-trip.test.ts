import fc from 'fast-check';
import { checkAvails } from '../../domain/avails/check';
import type { AvailRow } from '../../domain/avails/row';
import { readAvails } from './reader';
import { anyRow } from './testing/rows';
import { writeWorkbook } from './write-sheet';
import { writeXml } from './write-xml';

/** How an edge was written, and in what order languages and terms stand, makes no other right. */
const plain = (row: AvailRow | undefined): unknown => {
  if (!row) return undefined;
  const sorted = (list: object[]): string[] =>
    list
      .map((one) =>
        JSON.stringify(
          Object.entries(one)
            .filter(([, value]) => value !== undefined)
            .sort(),
        ),
      )
      .sort();
  const { start, end, terms, allowedLanguages, assetLanguages, holdbackLanguages, ...rest } = row;
  const lists = [terms, allowedLanguages, assetLanguages, holdbackLanguages].map(sorted);
  const edges = [start, end].map(({ at, condition, lagSeconds }) => ({ at, condition, lagSeconds }));
  return JSON.parse(JSON.stringify([rest, lists, edges]));
};

const byText = (rows: unknown[]): string[] =>
  rows
    .map((row) =>
      JSON.stringify(row, (_key, value: unknown) =>
        value && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort())
          : value,
      ),
    )
    .sort();

async function readBack(document: Uint8Array) {
  const { rows, findings } = await readAvails(document);
  const checked = checkAvails(rows, [], { dialect: 'ema' }, 0);
  return { findings, rows: byText(checked.rows.map(({ row }) => plain(row))) };
}

const someRows = fc.array(anyRow, { minLength: 12, maxLength: 30 });

describe('a document that is written', () => {
  it('reads back from XML to the same rows, and is valid by the schema', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, async (rows) => {
        const { findings, rows: back } = await readBack(Buffer.from(writeXml(rows)));
        expect(findings).toEqual([]);
        expect(back).toEqual(byText(rows.map(plain)));
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 120_000);

  it('reads back from a workbook to the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, async (rows) => {
        const { findings, rows: back } = await readBack(await writeWorkbook(rows));
        expect(findings).toEqual([]);
        expect(back).toEqual(byText(rows.map(plain)));
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 120_000);
});
