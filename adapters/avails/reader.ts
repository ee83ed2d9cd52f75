import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AvailFinding } from '../../domain/avails/findings';
import type { RawRow } from '../../domain/avails/row';
import { type FailureCode, HeadendError } from '../../domain/failures';
import { repositoryRoot } from '../environment/root';
import { rowsOfSheets } from './sheet-rows';
import type { Sheet, XmlNode } from './thread-port';
import { rowsOfXml } from './xml-rows';

export const AVAIL_FORMATS = ['xml', 'xlsx'] as const;
export type AvailFormat = (typeof AVAIL_FORMATS)[number];

/** A document of avails, taken apart; nothing is said yet of what its rows mean. */
export interface AvailsDocument {
  format: AvailFormat;
  /** Of MDDF Avails (2.2 to 2.7) or of the template (1.7 to 1.9). */
  version: string;
  /** ISO 8601, where the document says when it was issued. */
  issuedAt?: string;
  rows: RawRow[];
  /** About the document as a whole. Those that name a place without a row are of the row that begins nearest before it. */
  findings: AvailFinding[];
}

/** Longest reading of one document, milliseconds; 50,000 rows take some seconds. */
const TIME_LIMIT_MS = 180_000;
const MEMORY_MB = 1_536;

/**
 * Take a document of avails apart: XML of MDDF Avails, checked against its schema, or a workbook of its templates.
 *
 * @throws {HeadendError} `avails/unreadable`, `avails/unsafe`, `avails/unknown-format`, `avails/too-large`
 */
export async function readAvails(bytes: Uint8Array): Promise<AvailsDocument> {
  const format = formatOf(bytes);
  const result = await inThread(format, bytes);
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
type ThreadAnswer = { result: ThreadResult } | { refused: { code: FailureCode; detail: string; fix?: string } };

function inThread(format: AvailFormat, bytes: Uint8Array): Promise<ThreadResult> {
  const thread = new Worker(path.join(__dirname, 'document-thread.mjs'), {
    workerData: { format, bytes, schemas: path.join(repositoryRoot(), 'profiles', 'avails') },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stderr: true,
  });
  const tooMuch = (detail: string): HeadendError => new HeadendError('avails/too-large', detail);
  return new Promise<ThreadResult>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(tooMuch(`Reading it takes longer than ${TIME_LIMIT_MS / 1000} seconds.`)),
      TIME_LIMIT_MS,
    );
    thread.once('exit', () => clearTimeout(timer));
    thread.once('message', (answer: ThreadAnswer) => {
      if ('result' in answer) resolve(answer.result);
      else reject(new HeadendError(answer.refused.code, answer.refused.detail, { fix: answer.refused.fix }));
    });
    thread.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooMuch(`Reading it takes more than ${MEMORY_MB} MB of memory.`)
          : new HeadendError('avails/unreadable', 'The document cannot be read.', { cause: error }),
      ),
    );
  }).finally(() => thread.terminate());
}
