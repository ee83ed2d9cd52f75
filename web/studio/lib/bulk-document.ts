import type { BulkLine, Page } from '../../shared/api/types';

export type DocumentType = 'application/json' | 'application/x-ndjson';

/** What a document is, by the first thing in it: a JSON array begins with a bracket, everything else is NDJSON. */
export const documentType = (start: string): DocumentType =>
  start
    .replace(/^\uFEFF/, '')
    .trimStart()
    .startsWith('[')
    ? 'application/json'
    : 'application/x-ndjson';

/** Every line of a list that is read page by page, as NDJSON. */
export async function allLines(page: (cursor: string | undefined) => Promise<Page<BulkLine>>): Promise<string> {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, next_cursor } = await page(cursor);
    lines.push(...data.map((line) => JSON.stringify(line)));
    cursor = next_cursor ?? undefined;
  } while (cursor);
  return lines.map((line) => `${line}\n`).join('');
}
