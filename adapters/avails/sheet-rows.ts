import { type AvailFinding, type AvailFindingCode, finding } from '../../domain/avails/findings';
import type { Field, RawRow, RawTerm, RawValue } from '../../domain/avails/row';
import { HeadendError } from '../../domain/failures';
import { COLUMNS, letterOf, OWN_COLUMNS, TERM_COLUMNS } from './columns';
import type { Cell, Sheet } from './thread-port';

/** Most rows of avails in one workbook. */
export const MAX_ROWS = 100_000;
/** Columns that every template has. */
const NEEDED = ['ALID', 'Territory', 'LicenseType', 'Start', 'End'];
/** Rows of heads: group, name, remark. Data begins in the fourth. */
const HEADS = 3;

interface Book {
  version: string;
  rows: RawRow[];
  findings: AvailFinding[];
}

/**
 * Rows of the templates 1.7 to 1.9: every sheet that has their columns, by the names of the columns, from the fourth row on.
 *
 * @throws {HeadendError} `avails/unknown-format` when no sheet has them, `avails/too-large`
 */
export function rowsOfSheets(sheets: Sheet[]): Book {
  const heads = sheets.flatMap((sheet) => {
    const head = headOf(sheet);
    return head === undefined ? [] : [{ sheet, head }];
  });
  if (heads.length === 0)
    throw new HeadendError(
      'avails/unknown-format',
      `No sheet has the columns ${NEEDED.join(', ')} in one of its first rows.`,
    );
  const read = heads.map(({ sheet, head }) => new SheetReading(sheet, head).read());
  const rows = read.flatMap((one) => one.rows);
  if (rows.length > MAX_ROWS)
    throw new HeadendError('avails/too-large', `The workbook has ${rows.length} rows; at most ${MAX_ROWS}.`);
  const [{ sheet, head } = { sheet: undefined, head: 0 }] = heads;
  return { version: sheet ? versionOf(sheet, head) : '', rows, findings: read.flatMap((one) => one.findings) };
}

const headOf = ({ rows }: Sheet): number | undefined => {
  const found = rows
    .slice(0, HEADS)
    .findIndex((row) => NEEDED.every((name) => row?.some((cell) => textOf(cell) === name)));
  return found < 0 ? undefined : found;
};

/** From 1.8 on a remark row says it; before, the columns do. */
function versionOf({ rows }: Sheet, head: number): string {
  const told = rows
    .slice(head + 1, HEADS)
    .flatMap((row) => row.map(textOf))
    .find((text) => /^1\.\d(\.\d)?$/.test(text));
  if (told) return told;
  const names = rows[head]?.map(textOf) ?? [];
  if (names.includes('PackageLabel')) return '1.8';
  if (names.includes('Licensee')) return '1.7.3';
  return names[0] === 'DisplayName' ? '1.7.2' : '1.7';
}

/** Text of a cell as people see it; formulas by their value. */
function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.replaceAll('\u00a0', ' ').trim();
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if ('date' in cell) return cell.date;
  if ('time' in cell) return cell.time;
  return 'formula' in cell ? textOf(cell.value) : '';
}

const isEmpty = (row: (Cell | undefined)[] | undefined): boolean => !row?.some((cell) => textOf(cell) !== '');

class SheetReading {
  readonly #findings: AvailFinding[] = [];
  readonly #names: string[];
  readonly #covered: Map<number, Set<number>>;

  constructor(
    private readonly sheet: Sheet,
    private readonly head: number,
  ) {
    this.#names = Array.from(sheet.rows[head] ?? [], textOf);
    this.#covered = coveredCells(sheet);
  }

  read(): { rows: RawRow[]; findings: AvailFinding[] } {
    const rows: RawRow[] = [];
    this.#tellUnknownColumns();
    for (let index = Math.max(this.head + 1, this.head === 0 ? 1 : HEADS); index < this.sheet.rows.length; index++) {
      const cells = this.sheet.rows[index];
      if (!cells || isEmpty(cells) || textOf(cells[0]).startsWith('//')) continue;
      rows.push(this.#row(cells, index));
    }
    return { rows, findings: this.#findings };
  }

  #tellUnknownColumns(): void {
    const known = new Set([...Object.keys(COLUMNS), ...Object.keys(TERM_COLUMNS), ...OTHER_COLUMNS]);
    const unknown = this.#names.filter(
      (name) => name !== '' && !known.has(name) && !/^(Retailer|Volume|Episode|Season|Series)/.test(name),
    );
    if (unknown.length > 0)
      this.#findings.push(
        finding('sheet/unknown-column', `These columns are not of the template: ${unknown.join(', ')}.`, {
          at: this.sheet.name,
        }),
      );
  }

  #row(cells: (Cell | undefined)[], index: number): RawRow {
    const at = `${this.sheet.name} row ${index + 1}`;
    const texts = new Map<string, RawValue>();
    for (const [column, name] of this.#names.entries()) {
      const place = `${this.sheet.name}!${letterOf(column)}${index + 1}`;
      if (name === '') continue;
      this.#tellOfCell(cells[column], place, name, this.#covered.get(index)?.has(column) ?? false);
      const text = textOf(cells[column]);
      if (text !== '') texts.set(name, { text, at: place });
    }
    return { at, values: valuesOf(texts), terms: termsOf(texts), bundled: bundledOf(texts) };
  }

  #tellOfCell(cell: Cell | undefined, at: string, name: string, covered: boolean): void {
    const tell = (code: AvailFindingCode, message: string): unknown =>
      this.#findings.push(finding(code, message, { at }));
    if (covered) tell('sheet/merged-cells', `${name} lies under a merged cell.`);
    if (cell === null || cell === undefined || typeof cell !== 'object') return;
    if ('fault' in cell) tell('sheet/fault', `${name} shows ${cell.fault}.`);
    if (!('formula' in cell)) return;
    if (textOf(cell.value) === '') tell('sheet/formula-without-value', `${name} is the formula ${cell.formula}.`);
    else tell('sheet/formula', `${name} is the formula ${cell.formula}.`);
  }
}

/** Cells that lie under a merged cell and so have no value of their own. */
function coveredCells({ merges }: Sheet): Map<number, Set<number>> {
  const covered = new Map<number, Set<number>>();
  for (const { top, left, bottom, right } of merges)
    for (let row = Math.max(top, HEADS); row <= Math.min(bottom, top + MAX_ROWS); row++)
      for (let column = left; column <= Math.min(right, left + 200); column++) {
        if (row === top && column === left) continue;
        const columns = covered.get(row) ?? new Set();
        covered.set(row, columns.add(column));
      }
  return covered;
}

type Texts = ReadonlyMap<string, RawValue>;

function valuesOf(texts: Texts): RawRow['values'] {
  const own = OWN_COLUMNS[texts.get('WorkType')?.text.toLowerCase() ?? ''] ?? {};
  const values: RawRow['values'] = {};
  for (const [name, value] of texts) {
    const field: Field | undefined = own[name] ?? COLUMNS[name];
    if (field) values[field] = field === 'RefALID' ? listOf(value) : [value];
  }
  return values;
}

const listOf = ({ text, at }: RawValue): RawValue[] =>
  text.split(';').flatMap((part) => (part.trim() ? [{ text: part.trim(), at }] : []));

/** Columns that are read otherwise, or are of the template and of no use to windows. */
const OTHER_COLUMNS = [
  ...['PriceType', 'PriceValue', 'PriceCurrency', 'OtherTerms', 'BundledALIDs', 'BundleALIDs', 'StoreType'],
  ...[
    'WCG',
    'HFR',
    'NGAudio',
    'LocalizationType',
    'CompanyDisplayCredit',
    'GroupIdentity',
    'Director',
    'UV_ID',
    'DMA_ID',
  ],
  ...['Metadata', 'Any', 'ReleaseYear', 'ReleaseHistoryOriginal', 'ReleaseHistoryPhysicalHV', 'RatingSystem'],
  ...['RatingValue', 'RatingReason', 'CaptionIncluded', 'CaptionExemption', 'TotalRunTime', 'PackageLabel'],
  ...['RequiredFulfillmentLanguages', 'DistributionNumber'],
];

function termsOf(texts: Texts): RawTerm[] {
  const terms: RawTerm[] = [];
  const price = texts.get('PriceValue');
  const type = texts.get('PriceType');
  const currency = texts.get('PriceCurrency')?.text.toUpperCase();
  if (price && type) {
    const money = !/^(tier|category)$/i.test(type.text) && currency ? { currency } : {};
    terms.push({ name: type.text, text: price.text, at: price.at, ...money });
  }
  for (const [column, name] of Object.entries(TERM_COLUMNS)) {
    const value = texts.get(column);
    if (value) terms.push({ name, ...value, ...(column === 'SRP' && currency ? { currency } : {}) });
  }
  const others = texts.get('OtherTerms');
  if (others) terms.push(...otherTerms(others));
  return terms;
}

/** `Name=value` or `Name=value@CUR`, parted by semicolons; anything else is kept as it is. */
function otherTerms({ text, at }: RawValue): RawTerm[] {
  const parts = text.split(';').map((part) => /^\s*([\w-]+)=(.*?)(?:@([A-Z]{3}))?\s*$/s.exec(part));
  if (!parts.every((part) => part !== null)) return [{ name: 'OtherTerms', text, at }];
  return parts.map(([, name = '', value = '', currency]) => {
    const plain = { name, text: decoded(value), at };
    return currency ? { ...plain, currency } : plain;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bundledOf(texts: Texts): RawRow['bundled'] {
  const value = texts.get('BundledALIDs') ?? texts.get('BundleALIDs');
  return value ? listOf(value).map(({ text, at }, index) => ({ alid: text, sequence: index + 1, at })) : [];
}
