/**
 * Reads one document of avails apart from the process that asked: what parses a stranger's XML or workbook has its own memory, may
 * be ended at any time, and holds nothing up. Plain JavaScript, because a thread is loaded as it lies here, also under Jest.
 *
 * Takes `{ format, bytes, schemas }` or `{ format: 'write', sheets }`, answers `{ result }` or `{ refused: { code, detail, fix? } }`; see thread.ts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { inflateRawSync } from 'node:zlib';

class Refusal extends Error {
  constructor(code, detail, fix) {
    super(detail);
    this.code = code;
    this.fix = fix;
  }
}

/** Entries of a workbook, and bytes they may hold together. */
const ZIP_ENTRIES = 2_000;
const ZIP_BYTES = 400 * 1024 * 1024;
/** Rows read of a sheet, heads included. */
const SHEET_ROWS = 100_010;
/** Faults of the schema that are told; the rest is counted. */
const SCHEMA_FAULTS = 200;
/** Depth of elements; an avail has about ten. */
const DEPTH = 60;

// ---------------------------------------------------------------------------------------------------------------- XML

const AVAILS = /^http:\/\/www\.movielabs\.com\/schema\/avails\/v([0-9.]+)\/avails$/;
const VERSIONS = ['2.2', '2.2.1', '2.2.2', '2.3', '2.4', '2.5', '2.5.2', '2.6', '2.6.1', '2.7'];
/** An address that stands for the folder of schemas. */
const SCHEMA_HOST = 'schemas://local/';

async function readXml(bytes, schemas) {
  refuseDoctype(bytes);
  const xml = await import('libxml2-wasm');
  const document = parse(xml, bytes);
  try {
    const { root } = document;
    const version = AVAILS.exec(root.namespaceUri)?.[1];
    if (!version || root.name !== 'AvailList')
      throw new Refusal(
        'avails/unknown-format',
        `The root element is ${root.name} of ${root.namespaceUri || 'no namespace'}, not AvailList of MDDF Avails.`,
      );
    if (!VERSIONS.includes(version))
      throw new Refusal('avails/unknown-format', `Avails ${version} is not one of ${VERSIONS.join(', ')}.`);
    return { version, faults: check(xml, document, version, schemas), root: treeOf(xml, root, 0) };
  } finally {
    document.dispose();
  }
}

/** Entities and DTDs are refused before anything parses them, whichever of the three encodings they are written in. */
function refuseDoctype(bytes) {
  const buffer = Buffer.from(bytes);
  const wide = (buffer[0] === 0xfe && buffer[1] === 0xff) || buffer[0] === 0;
  const text = wide
    ? Buffer.from(buffer.subarray(0, buffer.length & ~1))
        .swap16()
        .toString('utf16le')
    : undefined;
  const texts = [buffer.toString('latin1'), text ?? buffer.toString('utf16le')];
  if (texts.some((one) => /<!DOCTYPE|<!ENTITY/i.test(one)))
    throw new Refusal(
      'avails/unsafe',
      'The document has a document type declaration.',
      'Remove the DOCTYPE and every entity from it; avails need none.',
    );
}

function parse(xml, bytes) {
  const { ParseOption, XmlDocument } = xml;
  try {
    return XmlDocument.fromBuffer(new Uint8Array(bytes), {
      option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES,
    });
  } catch (error) {
    throw new Refusal('avails/unreadable', firstLine(error), 'Send well-formed XML in UTF-8.');
  }
}

/** What is wrong by the schema of the version, by line. */
function check(xml, document, version, schemas) {
  xml.xmlCleanupInputProvider();
  xml.xmlRegisterInputProvider(providerOf(xml, schemas));
  const name = `avails-v${version}.xsd`;
  const source = xml.XmlDocument.fromBuffer(readFileSync(path.join(schemas, name)), { url: `${SCHEMA_HOST}${name}` });
  try {
    const validator = xml.XsdValidator.fromDoc(source);
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      const details = error.details ?? [];
      if (details.length === 0) throw error;
      return details.slice(0, SCHEMA_FAULTS).map(({ line, message }) => ({ line, message: message.trim() }));
    } finally {
      validator.dispose();
    }
  } finally {
    source.dispose();
  }
}

/** Schemas refer to each other by their plain name; nothing else is ever opened. */
function providerOf(xml, schemas) {
  const names = readdirSync(schemas).filter((name) => name.endsWith('.xsd'));
  const known = names.map((name) => [`${SCHEMA_HOST}${name}`, readFileSync(path.join(schemas, name))]);
  return new xml.XmlBufferInputProvider(Object.fromEntries(known));
}

/** An element as data: name without prefix, line, attributes, and either text or children. */
function treeOf(xml, element, depth) {
  if (depth > DEPTH) throw new Refusal('avails/unreadable', `Elements are nested deeper than ${DEPTH}.`);
  const node = { n: element.name, l: element.line };
  for (const attribute of element.attrs) {
    node.a ??= {};
    node.a[attribute.name] = attribute.value;
  }
  for (let child = element.firstChild; child; child = child.next) {
    if (!(child instanceof xml.XmlElement)) continue;
    node.c ??= [];
    node.c.push(treeOf(xml, child, depth + 1));
  }
  if (!node.c) node.t = element.content.trim();
  return node;
}

// --------------------------------------------------------------------------------------------------------------- XLSX

async function readWorkbook(bytes) {
  const buffer = Buffer.from(bytes);
  checkZip(buffer);
  const xlsx = createRequire(import.meta.url)('@e965/xlsx');
  let book;
  try {
    book = xlsx.read(buffer, {
      type: 'buffer',
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellHTML: false,
      cellText: false,
      sheetRows: SHEET_ROWS,
    });
  } catch (error) {
    throw new Refusal('avails/unreadable', firstLine(error), 'Save it again as an Excel workbook (.xlsx).');
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  return { sheets: book.SheetNames.map((name) => sheetOf(xlsx, name, book.Sheets[name], date1904)) };
}

function sheetOf(xlsx, name, sheet, date1904) {
  const rows = (sheet['!data'] ?? []).map((cells) => (cells ?? []).map((cell) => cellOf(xlsx, cell, date1904)));
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
  return { name, rows, merges };
}

/** Text and numbers as themselves, dates as ISO text without a zone; formulas and faults of the sheet are told apart. */
function cellOf(xlsx, cell, date1904) {
  if (!cell || cell.t === 'z') return null;
  if (cell.t === 'e') return { fault: String(cell.w ?? 'error') };
  const value = cell.t === 'n' ? numberOf(xlsx, cell, date1904) : cell.v;
  return cell.f === undefined ? value : { formula: String(cell.f).slice(0, 200), value };
}

function numberOf(xlsx, cell, date1904) {
  if (typeof cell.z !== 'string' || !xlsx.SSF.is_date(cell.z)) return cell.v;
  const code = xlsx.SSF.parse_date_code(cell.v, { date1904 });
  if (!code) return cell.v;
  const two = (number) => String(number).padStart(2, '0');
  const time = `${two(code.H)}:${two(code.M)}:${two(Math.floor(code.S))}`;
  if (cell.v < 1) return { time };
  const date = `${String(code.y).padStart(4, '0')}-${two(code.m)}-${two(code.d)}`;
  return { date: Number.isInteger(cell.v) ? date : `${date}T${time}` };
}

/**
 * Look at every entry of the archive before a library unpacks it: how many, how large by the directory, and whether they are as
 * large as it says.
 */
function checkZip(buffer) {
  const unreadable = (detail) =>
    new Refusal('avails/unreadable', detail, 'Save it again as an Excel workbook (.xlsx).');
  const bomb = (detail) => new Refusal('avails/too-large', detail, 'Send fewer rows in one document.');
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > buffer.length) throw unreadable('It has no directory of an archive.');
  const entries = buffer.readUInt16LE(end + 10);
  if (entries === 0xffff) throw bomb('The archive has more entries than a workbook.');
  if (entries > ZIP_ENTRIES) throw bomb(`The archive has ${entries} entries; at most ${ZIP_ENTRIES}.`);
  let at = buffer.readUInt32LE(end + 16);
  let total = 0;
  for (let index = 0; index < entries; index++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50)
      throw unreadable('Its directory is damaged.');
    const flags = buffer.readUInt16LE(at + 8);
    const method = buffer.readUInt16LE(at + 10);
    const packed = buffer.readUInt32LE(at + 20);
    const size = buffer.readUInt32LE(at + 24);
    const local = buffer.readUInt32LE(at + 42);
    if (flags & 1) throw unreadable('It is encrypted.');
    if (method !== 0 && method !== 8) throw unreadable('It is packed by a method that workbooks do not use.');
    total += size;
    if (size === 0xffffffff || total > ZIP_BYTES) throw bomb(`It unpacks to more than ${ZIP_BYTES} bytes.`);
    checkEntry({ buffer, method, packed, size, local, unreadable, bomb });
    at += 46 + buffer.readUInt16LE(at + 28) + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
}

function checkEntry({ buffer, method, packed, size, local, unreadable, bomb }) {
  if (local + 30 > buffer.length || buffer.readUInt32LE(local) !== 0x04034b50) throw unreadable('An entry is damaged.');
  const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
  if (from + packed > buffer.length) throw unreadable('It is cut short.');
  if (method === 0) {
    if (packed !== size) throw unreadable('An entry is not as large as its directory says.');
    return;
  }
  try {
    inflateRawSync(buffer.subarray(from, from + packed), { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw bomb('An entry unpacks to more than its directory says.');
    throw unreadable('An entry is damaged.');
  }
}

const firstLine = (error) =>
  String(error?.message ?? error)
    .split('\n')[0]
    .slice(0, 300);

/** A workbook of sheets of text; cells given as objects are taken as they are. */
function writeWorkbook(sheets) {
  const xlsx = createRequire(import.meta.url)('@e965/xlsx');
  const book = xlsx.utils.book_new();
  for (const { name, rows, merges } of sheets) {
    const sheet = xlsx.utils.aoa_to_sheet(rows, { dense: true });
    if (merges) sheet['!merges'] = merges;
    xlsx.utils.book_append_sheet(book, sheet, name);
  }
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

const TASKS = {
  xml: ({ bytes, schemas }) => readXml(bytes, schemas),
  xlsx: ({ bytes }) => readWorkbook(bytes),
  write: ({ sheets }) => writeWorkbook(sheets),
};

try {
  parentPort.postMessage({ result: await TASKS[workerData.format](workerData) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort.postMessage({ refused: { code: error.code, detail: error.message, fix: error.fix } });
}
