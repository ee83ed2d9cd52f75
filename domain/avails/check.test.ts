import { checkAvails } from './check';
import type { Field, RawRow, Reading } from './row';

/** A row of a film's sheet; fields are changed or taken out as a test needs it. */
function raw(change: Partial<Record<Field, string>> = {}, row = 4): RawRow {
  const fields: Partial<Record<Field, string>> = {
    ...{ ALID: 'md:alid:org:m.example:nt', EntryType: 'Full Extract', DisplayName: 'Meridian', WorkType: 'Movie' },
    ...{
      TitleInternalAlias: 'Night Train',
      ContentID: 'md:cid:org:m.example:nt',
      LicenseType: 'SVOD',
      Territory: 'DE',
    },
    ...{ FormatProfile: 'HD', Start: '2027-01-01', End: '2027-06-30', ...change },
  };
  const values = Object.entries(fields).map(([name, text]) => [name, [{ text, at: `Movies!${name}${row}` }]]);
  return { at: `Movies row ${row}`, values: Object.fromEntries(values), terms: [], bundled: [] };
}

const check = (rows: RawRow[], reading: Reading = { dialect: 'ema' }) =>
  checkAvails(rows, [], reading, Date.UTC(2026, 10, 23));
const codes = (rows: RawRow[], reading?: Reading): string[] =>
  check(rows, reading).rows.flatMap(({ findings }) => findings.map(({ code }) => code));
const price = (value: string) => [{ name: 'SRP', text: value, currency: 'EUR', at: 'x' }];

describe('the check of avails', () => {
  it('finds nothing wrong with a good row', () => {
    expect(codes([raw()])).toEqual([]);
    expect(check([raw()]).rows[0]?.row).toMatchObject({
      start: { raw: '2027-01-01', at: '2026-12-31T23:00:00Z' },
      end: { raw: '2027-06-30', at: '2027-06-30T22:00:00Z' },
    });
  });

  it('names the cell, what is wrong and what mends it, all at once', () => {
    const [row] = check([raw({ Territory: 'UK', LicenseType: 'TVOD', Start: '06/07/2027', FormatProfile: '8K' })]).rows;
    expect(row?.row).toBeUndefined();
    expect(row?.findings.map(({ code, at, fix }) => [code, at, fix.slice(0, 14)])).toEqual([
      ['row/unknown-territory', 'Movies!Territory4', 'Write GB.'],
      ['row/unknown-word', 'Movies!LicenseType4', 'Write VOD for '],
      ['date/ambiguous', 'Movies!Start4', 'Write it as 20'],
      ['row/unknown-word', 'Movies!FormatProfile4', 'Use a word of '],
    ]);
  });

  it('knows Kosovo, the EU and the world, and what may be taken out of them', () => {
    for (const Territory of ['XK', 'FR-75'])
      expect(codes([raw({ Territory, Start: '2027-01-01T00:00:00Z' })])).toEqual([]);
    expect(codes([raw({ Territory: 'ZZ', TerritoryExclusion: 'US, CA', Start: 'Immediate', End: 'Open' })])).toEqual(
      [],
    );
    expect(codes([raw({ TerritoryExclusion: 'US' })])).toEqual(['row/excluded-from-nothing']);
    expect(codes([raw({ TerritoryExclusion: 'DE' })])).toEqual(['row/excludes-all']);
    expect(codes([raw({ Territory: 'EU' })])).toEqual(['date/no-zone', 'date/no-zone']);
  });

  it.each([
    [{ Start: '2027-07-01', End: '2027-06-30' }, 'window/empty'],
    [{ Start: '2027-09-01', End: '2027-06-30' }, 'window/reversed'],
    [{ End: '2026-01-01', Start: '2025-01-01' }, 'window/over'],
    [{ Start: 'Theatrical', StartLag: '2160:00:00' }, undefined],
    [{ StartLag: '24' }, 'date/lag-without-condition'],
    [{ End: '', WindowDuration: 'P30D' }, undefined],
    [{ End: '' }, 'row/missing'],
    [{ AssetLanguage: 'klingon' }, 'row/bad-language'],
    [{ AllowedLanguages: 'de:sub,en-GB:dub' }, undefined],
    [{ ALID: 'md:alid:eidr-s:0344-992B-DF0A-21A5-8BF9-R' }, 'row/eidr'],
    [{ ExceptionFlag: 'Yes' }, 'exception/free-text'],
    [{ LicenseType: 'EST' }, 'structure/no-price'],
    [{ LicenseType: 'POEST' }, 'structure/pre-order-dates'],
    [{ AvailType: 'supplement' }, 'structure/needs-reference'],
  ])('of %j says %s', (change, code) => {
    expect(codes([raw(change as Partial<Record<Field, string>>)])).toEqual(expect.arrayContaining(code ? [code] : []));
    if (!code) expect(codes([raw(change as Partial<Record<Field, string>>)])).toEqual([]);
  });

  it('compares the windows of one offer in one territory', () => {
    const two = (change: Partial<Record<Field, string>>) => codes([raw(), raw(change, 5)]);
    expect(two({ Start: '2027-07-01', End: '2027-12-31' })).toEqual([]);
    expect(two({ Start: '2027-07-02', End: '2027-12-31' })).toEqual(['window/hairline-gap']);
    expect(two({ Start: '2027-09-01', End: '2027-12-31' })).toEqual(['window/gap']);
    expect(two({ Start: '2027-06-30', End: '2027-12-31' })).toEqual(['window/overlap']);
    expect(two({})).toEqual(['window/duplicate']);
    expect(two({ Territory: 'FR' })).toEqual([]);
    expect(two({ EntryType: 'Full Delete' })).toEqual(['window/contradiction']);
  });

  it('leaves it to a person when two prices or exclusivities hold at once', () => {
    const priced = (value: string, row: number) => ({ ...raw({}, row), terms: price(value) });
    expect(codes([priced('9.99', 4), priced('7.99', 5)])).toEqual(['window/price-conflict']);
    expect(codes([priced('9.99', 4), priced('9.99', 5)])).toEqual(['window/duplicate']);
    const exclusive = { ...raw({}, 5), terms: [{ name: 'Exclusive', text: 'true', at: 'x' }] };
    expect(codes([raw(), exclusive])).toEqual(['window/exclusive-conflict']);
  });

  it('reads an edge in the zone of its licensor', () => {
    const reading: Reading = { dialect: 'ema', zones: { US: 'America/Los_Angeles' } };
    expect(check([raw({ Territory: 'US' })], reading).rows[0]?.row?.start.at).toBe('2027-01-01T08:00:00Z');
  });

  it('says so when one row means several days', () => {
    expect(codes([raw({ Territory: 'DE,JP' })])).toEqual(['date/zones-differ', 'date/zones-differ']);
  });

  it('takes thousands of rows', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) =>
      raw({ ALID: `md:alid:org:m.example:t${index % 9_000}` }, index + 4),
    );
    const checked = check(rows);
    expect(checked.rows).toHaveLength(5_000);
    expect(checked.rows.filter(({ row }) => row)).toHaveLength(5_000);
  });
});
