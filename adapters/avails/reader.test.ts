import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { checkAvails } from '../../domain/avails/check';
import { repositoryRoot } from '../environment/root';
import { readAvails } from './reader';
import { filmRow } from './testing/rows';
import { inThread } from './thread';
import { writeXml } from './write-xml';

const xml = writeXml([filmRow()]);
const read = async (document: string | Buffer) => {
  const { rows, findings, ...rest } = await readAvails(Buffer.from(document));
  return { ...rest, ...checkAvails(rows, findings, { dialect: 'ema' }, Date.UTC(2026, 10, 23)) };
};
const refused = (code: string) => expect.objectContaining({ code });
/** A workbook of a sheet, with what a test puts into its XML. */
const workbook = (rows: (string | number | object)[][], more: object = {}) =>
  inThread<Uint8Array>({ format: 'write', sheets: [{ name: 'Movies', rows, ...more }] }).then((bytes) =>
    Buffer.from(bytes),
  );

const HEAD = [
  'ALID',
  'DisplayName',
  'WorkType',
  'TitleInternalAlias',
  'LicenseType',
  'Territory',
  'FormatProfile',
  'Start',
  'End',
];
const ROW = ['nt', 'Meridian', 'Movie', 'Night Train', 'SVOD', 'DE', 'HD', '2027-01-01', '2027-06-30'];
const sheet = (...rows: (string | number | object)[][]) => [
  HEAD.map(() => 'Avail'),
  HEAD,
  HEAD.map(() => '//REQ'),
  ...rows,
];

/** An archive of one entry, whose directory says what the test wants it to say. */
function archive(content: Buffer, told = content.length): Buffer {
  const packed = deflateRawSync(content);
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(told, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(told, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

describe('the samples of the documentation', () => {
  it.each(['night-train.xml', 'night-train.xlsx'])('%s has nothing wrong', async (name) => {
    const { rows } = await read(readFileSync(path.join(repositoryRoot(), 'docs', 'samples', name)));
    expect(rows.map(({ row }) => row?.transactionId)).toEqual(['MP-1', 'MP-2', 'MP-3', 'MP-4']);
    expect(rows.flatMap(({ findings }) => findings)).toEqual([]);
  });
});

describe('a document of avails in XML', () => {
  it('is read with a byte order mark, in UTF-16 and with a prefix of its own', async () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le')]);
    for (const document of [`\uFEFF${xml}`, wide, xml.replaceAll('avails:', 'a:').replace('xmlns:avails', 'xmlns:a')])
      expect((await read(document)).rows).toMatchObject([{ row: { alid: filmRow().alid } }]);
  });

  it.each([
    ['an entity', xml.replace('<avails:AvailList', '<!DOCTYPE a [<!ENTITY x "y">]><avails:AvailList')],
    [
      'a DTD elsewhere',
      xml.replace('<avails:AvailList', '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><avails:AvailList'),
    ],
    [
      'a DTD in UTF-16',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(
          xml.replace('UTF-8', 'UTF-16').replace('<avails:AvailList', '<!DOCTYPE a><avails:AvailList'),
          'utf16le',
        ),
      ]),
    ],
  ])('is refused with %s', async (_what, document) => {
    await expect(read(document)).rejects.toEqual(refused('avails/unsafe'));
  });

  it('is refused when it is cut short, of another version, or no avails at all', async () => {
    await expect(read(xml.slice(0, -20))).rejects.toEqual(refused('avails/unreadable'));
    await expect(read(xml.replaceAll('avails/v2.7', 'avails/v3.0'))).rejects.toEqual(refused('avails/unknown-format'));
    await expect(read('<html/>')).rejects.toEqual(refused('avails/unknown-format'));
    await expect(read('GIF89a')).rejects.toEqual(refused('avails/unknown-format'));
  });

  it('is held to its schema, by line', async () => {
    const { rows } = await read(
      xml.replace('<avails:LicenseType>SVOD</avails:LicenseType>', '<avails:LicenceType>SVOD</avails:LicenceType>'),
    );
    expect(rows[0]?.findings).toContainEqual(
      expect.objectContaining({ code: 'schema/invalid', at: expect.stringMatching(/^line \d+$/), severity: 'error' }),
    );
  });

  it.each(['2.2', '2.2.1', '2.2.2', '2.3', '2.4', '2.5', '2.5.2', '2.6', '2.6.1', '2.7'])(
    'is checked by version %s',
    async (version) => {
      const md = {
        '2.2': '4',
        '2.2.1': '5',
        '2.2.2': '5',
        '2.3': '6',
        '2.4': '7',
        '2.5': '8',
        '2.5.2': '9',
        '2.6': '10',
        '2.6.1': '11',
        '2.7': '12',
      }[version];
      const older = xml.replaceAll('avails/v2.7', `avails/v${version}`).replaceAll('md/v2.12', `md/v2.${md}`);
      const document = await read(older);
      expect(document.version).toBe(version);
      expect(document.rows).toHaveLength(1);
    },
  );
});

describe('a workbook of avails', () => {
  it('is read by the names of its columns, in any order', async () => {
    const turned = sheet(ROW).map((row) => [...row].reverse());
    expect((await read(await workbook(turned))).rows).toMatchObject([
      { at: 'Movies row 4', row: { alid: 'nt' }, findings: [] },
    ]);
  });

  it('tells of formulas, faults and merged cells by the cell', async () => {
    const formula = [...ROW.slice(0, 7), { t: 's', v: '2027-01-01', f: 'TEXT(A1,"x")' }, ROW[8] ?? ''];
    const fault = [...ROW.slice(0, 7), { t: 'e', v: 23, w: '#REF!' }, ROW[8] ?? ''];
    const merges = [{ s: { r: 3, c: 1 }, e: { r: 5, c: 1 } }];
    const { rows } = await read(await workbook(sheet(formula, fault, ROW), { merges }));
    expect(rows.map(({ findings }) => findings.map(({ code, at }) => `${code} ${at}`))).toEqual([
      ['sheet/formula Movies!H4'],
      expect.arrayContaining(['sheet/fault Movies!H5', 'sheet/merged-cells Movies!B5']),
      expect.arrayContaining(['sheet/merged-cells Movies!B6']),
    ]);
  });

  it('reads a date that is a date to the sheet, one that is text and a bare number to the same instant', async () => {
    const day = (cell: string | object) => [...ROW.slice(0, 7), cell, ROW[8] ?? ''];
    const cells = [
      { t: 'n', v: 46_388, z: 'yyyy-mm-dd' },
      { t: 'n', v: 46_388, z: 'd-mmm-yy' },
      '2027-01-01',
      '1-Jan-2027',
    ];
    const { rows } = await read(await workbook(sheet(...cells.map(day), day({ t: 's', v: '46388' }))));
    expect(new Set(rows.map(({ row }) => row?.start.at))).toEqual(new Set(['2026-12-31T23:00:00Z']));
    expect(rows.at(-1)?.findings.map(({ code }) => code)).toContain('date/serial');
  });

  it('is refused when it is no workbook, or a bomb', async () => {
    await expect(read(Buffer.from('PK\u0003\u0004 and nothing'))).rejects.toEqual(refused('avails/unreadable'));
    await expect(read(archive(Buffer.alloc(1000), 0xfffffff0))).rejects.toEqual(refused('avails/too-large'));
    await expect(read(archive(Buffer.alloc(50_000_000), 1_000))).rejects.toEqual(refused('avails/too-large'));
    await expect(read(await workbook([['a', 'b']]))).rejects.toEqual(refused('avails/unknown-format'));
  });

  it('is read with 50,000 rows', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => [`nt${index}`, ...ROW.slice(1)]);
    const document = await read(await workbook(sheet(...rows)));
    expect(document.rows.filter(({ row, findings }) => row && findings.length === 0)).toHaveLength(50_000);
  }, 120_000);
});
