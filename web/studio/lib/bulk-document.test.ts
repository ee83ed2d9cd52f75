import type { BulkLine } from '../../shared/api/types';
import { allLines, documentType } from './bulk-document';

describe('a bulk document', () => {
  it.each([
    ['[{"external_id":"a"}]', 'application/json'],
    ['\uFEFF \n [', 'application/json'],
    ['{"external_id":"a"}\n{"external_id":"b"}', 'application/x-ndjson'],
    ['', 'application/x-ndjson'],
  ])('%j is sent as %s', (start, type) => expect(documentType(start)).toBe(type));

  it('is told line by line, over every page', async () => {
    const line = (number: number) => ({ line: number, external_id: null }) as BulkLine;
    const pages = [
      { data: [line(1), line(2)], next_cursor: 'two' },
      { data: [line(5)], next_cursor: null },
    ];
    const asked: (string | undefined)[] = [];
    const text = await allLines(async (cursor) => {
      asked.push(cursor);
      return pages[asked.length - 1]!;
    });
    expect(asked).toEqual([undefined, 'two']);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((each) => JSON.parse(each).line),
    ).toEqual([1, 2, 5]);
  });
});
