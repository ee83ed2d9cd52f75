import path from 'node:path';
import { HeadendError } from '../../domain/failures';
import { repositoryRoot } from '../environment/root';
import type { AvailFormat, AvailsDocument } from './port';
import { rowsOfSheets } from './sheet-rows';
import { inThread } from './thread';
import type { Sheet, XmlNode } from './thread-port';
import { rowsOfXml } from './xml-rows';

/**
 * Take a document of avails apart: XML of MDDF Avails, checked against its schema, or a workbook of its templates.
 *
 * @throws {HeadendError} `avails/unreadable`, `avails/unsafe`, `avails/unknown-format`, `avails/too-large`
 */
export async function readAvails(bytes: Uint8Array): Promise<AvailsDocument> {
  const format = formatOf(bytes);
  const schemas = path.join(repositoryRoot(), 'profiles', 'avails');
  const result = await inThread<ThreadResult>({ format, bytes, schemas });
  const document = 'sheets' in result ? rowsOfSheets(result.sheets) : rowsOfXml(result);
  if (document.rows.length === 0)
    throw new HeadendError('avails/unknown-format', 'The document has no rows of avails.');
  return { format, ...document };
}

/** What kind of document it is by its first bytes; names and media types of senders are often wrong. */
export function formatOf(bytes: Uint8Array): AvailFormat {
  const head = Buffer.from(bytes.subarray(0, 400));
  if (head.subarray(0, 2).toString('latin1') === 'PK') return 'xlsx';
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(\xEF\xBB\xBF|\xFE\xFF|\xFF\xFE)/, '');
  if (/^\s*</.test(text)) return 'xml';
  throw new HeadendError('avails/unknown-format', 'The document is neither XML nor an Excel workbook (.xlsx).');
}

type ThreadResult =
  | { sheets: Sheet[] }
  | { version: string; faults: { line: number; message: string }[]; root: XmlNode };
