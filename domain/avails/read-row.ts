import { countryOf, isAllExcluded, isTerritory, meantTerritory, WORLD } from '../rights/territory';
import { LICENCE_TYPES, type LicenceType } from '../rights/types';
import { type DateProblem, type Edge, readEdge } from './dates';
import { isoDuration, secondsOf } from './durations';
import { eidrProblem } from './eidr';
import { type AvailFinding, type AvailFindingCode, finding } from './findings';
import type { AvailLanguage, AvailRow, AvailTerm, AvailWork, Field, RawRow, RawValue, Reading } from './row';
import {
  AVAIL_TYPES,
  DURATION_TERMS,
  ENTRY_TYPES,
  FORMAT_PROFILES,
  HDR_VALUES,
  isPriceTerm,
  LANGUAGE_ASSETS,
  LICENSE_ALIASES,
  wordOf,
} from './vocabulary';
import { firstZoneOf } from './zones';

/** What a row says, and what is to be said of it. Without a row it cannot be used at all. */
export interface RowReading {
  row?: AvailRow;
  findings: AvailFinding[];
}

/**
 * Read one transaction: words of the lists, territories, languages, instants. Everything that is wrong is told at once.
 *
 * @param position of the row in its document, from 1
 */
export function readRow(raw: RawRow, position: number, reading: Reading): RowReading {
  const cells = new Cells(raw, position);
  const territories = cells.territories('Territory');
  const row: AvailRow = {
    alid: cells.needed('ALID'),
    entryType: cells.word('EntryType', ENTRY_TYPES, 'Full Extract'),
    licensor: cells.needed('DisplayName'),
    licensee: cells.text('Licensee'),
    serviceProvider: cells.text('ServiceProvider'),
    work: readWork(cells),
    transactionId: cells.text('AvailID'),
    contractId: cells.text('ContractID'),
    reportingId: cells.text('ReportingID'),
    licenceType: cells.licence(),
    rightsDescription: cells.text('LicenseRightsDescription'),
    description: cells.text('Description'),
    territories,
    excluded: cells.territories('TerritoryExclusion'),
    ...readWindow(cells, territories, reading),
    allowedLanguages: cells.languages('AllowedLanguages'),
    assetLanguages: cells.languages('AssetLanguage'),
    holdbackLanguages: cells.languages('HoldbackLanguage'),
    formatProfile: cells.word('FormatProfile', FORMAT_PROFILES),
    hdr: cells.text('HDR') && (wordOf(HDR_VALUES, cells.text('HDR') ?? '') ?? cells.text('HDR')),
    refers: cells.list('RefALID').map(({ text }) => text),
    terms: cells.terms(),
    exception: cells.flag('ExceptionFlag') ?? false,
    otherInstructions: cells.text('OtherInstructions'),
    bundled: raw.bundled.map(({ alid }) => alid),
  };
  checkTerritories(cells, row);
  checkIds(cells);
  const usable = !cells.findings.some(({ severity }) => severity === 'error');
  return { row: usable ? withoutGaps(row) : undefined, findings: cells.findings };
}

/** Fields that were not delivered are not there, so that equal rows are equal. */
const withoutGaps = (row: AvailRow): AvailRow =>
  JSON.parse(JSON.stringify(row, (_key, value: unknown) => (value === '' ? undefined : value))) as AvailRow;

/** The order in which a document lists them says nothing. */
const inOrder = <Item>(items: Item[]): Item[] =>
  [...new Map(items.map((item) => [JSON.stringify(item), item])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => item);

/** Values of a row, taken one after the other; what is wrong with them is collected. */
class Cells {
  readonly findings: AvailFinding[] = [];

  constructor(
    readonly raw: RawRow,
    readonly position: number,
  ) {}

  tell(code: AvailFindingCode, message: string, at: string = this.raw.at, fix?: string): void {
    this.findings.push(finding(code, message, { row: this.position, at, fix }));
  }

  list(field: Field): RawValue[] {
    return (this.raw.values[field] ?? []).filter(({ text }) => text !== '');
  }

  text(field: Field): string | undefined {
    return this.list(field)[0]?.text;
  }

  at(field: Field): string {
    return this.list(field)[0]?.at ?? this.raw.at;
  }

  needed(field: Field): string {
    const text = this.text(field);
    if (text === undefined) this.tell('row/missing', `${field} is empty.`);
    return text ?? '';
  }

  word<Word extends string>(field: Field, words: readonly Word[], otherwise?: Word): Word {
    const text = this.text(field) ?? otherwise;
    const word = text === undefined ? undefined : wordOf(words, text);
    if (text === undefined) this.tell('row/missing', `${field} is empty.`);
    else if (word === undefined)
      this.tell('row/unknown-word', `${field} is "${text}", not one of ${words.join(', ')}.`, this.at(field));
    return word ?? (words[0] as Word);
  }

  licence(): LicenceType {
    const text = this.text('LicenseType');
    const alias = text && LICENSE_ALIASES[text.toUpperCase()];
    if (alias) return alias;
    if (text && /^tvod$/i.test(text)) {
      this.tell('row/unknown-word', 'LicenseType is "TVOD".', this.at('LicenseType'), 'Write VOD for a rental.');
      return 'VOD';
    }
    return this.word('LicenseType', LICENCE_TYPES);
  }

  flag(field: Field): boolean | undefined {
    const text = this.text(field)?.toLowerCase();
    if (text === undefined) return undefined;
    if (['yes', 'y', 'true', 't', '1'].includes(text)) return true;
    if (['no', 'n', 'false', 'f', '0'].includes(text)) return false;
    this.tell('row/unknown-word', `${field} is "${text}", not Yes or No.`, this.at(field));
    return undefined;
  }

  territories(field: 'Territory' | 'TerritoryExclusion'): string[] {
    const codes = this.list(field).flatMap(({ text, at }) =>
      text.split(/[,;]/).flatMap((part) => this.#territory(part.trim().toUpperCase(), at)),
    );
    return [...new Set(codes)].sort();
  }

  #territory(code: string, at: string): string[] {
    if (code === '') return [];
    if (isTerritory(code)) return [code];
    const meant = meantTerritory(code);
    this.tell('row/unknown-territory', `"${code}" is no territory.`, at, meant && `Write ${meant}.`);
    return [];
  }

  languages(field: 'AllowedLanguages' | 'AssetLanguage' | 'HoldbackLanguage'): AvailLanguage[] {
    const languages = this.list(field).flatMap((value) =>
      value.text.split(/[,;]/).flatMap((part) => this.#language(part.trim(), value)),
    );
    return inOrder(languages);
  }

  /** `de`, or as sheets have it `de:sub`, `de:dub`, `de:subdub`. */
  #language(text: string, { at, asset: given }: RawValue): AvailLanguage[] {
    if (text === '') return [];
    const [tag = '', suffix = given] = text.split(':');
    const asset = suffix && (ASSETS[suffix.toLowerCase()] ?? wordOf(LANGUAGE_ASSETS, suffix));
    const language = canonicalTag(tag.trim());
    if (!language || (suffix && !asset)) {
      this.tell('row/bad-language', `"${text}" is no language.`, at);
      return [];
    }
    return [asset ? { language, asset } : { language }];
  }

  terms(): AvailTerm[] {
    const terms = this.raw.terms.map(({ name, text, currency, at }) => {
      if (isPriceTerm(name) && currency && !/^[+-]?\d+(\.\d+)?$/.test(text))
        this.tell('row/bad-number', `${name} is "${text}".`, at);
      const seconds = DURATION_TERMS.some((word) => word === name) ? secondsOf(text) : undefined;
      if (seconds === undefined && DURATION_TERMS.some((word) => word === name))
        this.tell('row/bad-duration', `${name} is "${text}".`, at);
      const value = seconds === undefined ? text : isoDuration(seconds);
      return currency ? { name, value, currency } : { name, value };
    });
    return inOrder(terms);
  }

  seconds(field: Field): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const seconds = secondsOf(text);
    if (seconds === undefined) this.tell('row/bad-duration', `${field} is "${text}".`, this.at(field));
    return seconds;
  }
}

/** Suffixes of languages in sheets. */
const ASSETS: Readonly<Record<string, AvailLanguage['asset']>> = { sub: 'subtitle', dub: 'audio', subdub: 'subdub' };

const tags = new Map<string, string | undefined>();

function canonicalTag(tag: string): string | undefined {
  if (!tags.has(tag)) {
    try {
      tags.set(tag, /^[a-z]{2,3}(-|$)/i.test(tag) ? Intl.getCanonicalLocales(tag)[0] : undefined);
    } catch {
      tags.set(tag, undefined);
    }
  }
  return tags.get(tag);
}

function readWork(cells: Cells): AvailWork {
  const workType = cells.needed('WorkType');
  const given = cells.text('AvailType');
  const text = (field: Field): string | undefined => cells.text(field);
  return {
    availType:
      given === undefined ? (AVAIL_TYPE_OF[workType.toLowerCase()] ?? 'single') : cells.word('AvailType', AVAIL_TYPES),
    workType,
    title:
      text('TitleInternalAlias') ??
      text('TitleDisplayUnlimited') ??
      text('SeriesTitle') ??
      cells.needed('TitleInternalAlias'),
    displayTitle: text('TitleDisplayUnlimited'),
    contentId: text('ContentID') ?? text('ALID') ?? '',
    altId: text('AltID'),
    titleEidr: text('TitleID'),
    editEidr: text('EditID'),
    seriesTitle: text('SeriesTitle'),
    seriesContentId: text('SeriesContentID'),
    seasonTitle: text('SeasonTitle'),
    seasonContentId: text('SeasonContentID'),
    seasonNumber: text('SeasonNumber'),
    episodeNumber: text('EpisodeNumber'),
  };
}

/** Sheets name the work only. */
const AVAIL_TYPE_OF: Readonly<Record<string, string>> = {
  episode: 'episode',
  season: 'season',
  series: 'series',
  collection: 'collection',
  bundle: 'bundle',
  volume: 'volume',
  supplement: 'supplement',
  promotion: 'promotion',
};

function readWindow(
  cells: Cells,
  territories: string[],
  { dialect, zones }: Reading,
): Pick<AvailRow, 'start' | 'end' | 'windowDuration'> {
  const found = territories.map((code) => zones?.[code] ?? zones?.[countryOf(code)] ?? firstZoneOf(code));
  const zone = found[0];
  const windowDuration = cells.seconds('WindowDuration');
  const side = (name: 'start' | 'end', field: 'Start' | 'End', lagField: 'StartLag' | 'EndLag'): Edge => {
    const text = cells.text(field);
    const lagSeconds = cells.seconds(lagField);
    if (text === undefined) {
      if (name === 'start' || windowDuration === undefined) cells.tell('row/missing', `${field} is empty.`);
      return { raw: '' };
    }
    const { edge, problems } = readEdge(text, { side: name, dialect, zone });
    // Without a territory there is nothing to say about its zone.
    for (const problem of problems.filter((one) => one !== 'no-zone' || territories.length > 0))
      cells.tell(DATE_CODES[name][problem], dateMessage(field, text, problem, zone), cells.at(field));
    const local =
      edge?.at && /^\d{4}-\d\d-\d\d(T[\d:.]+)?$/.test(text) && (dialect === 'google' || !text.includes('T'));
    if (local && new Set(found).size > 1)
      cells.tell('date/zones-differ', `${field} was read in ${zone ?? 'UTC'}.`, cells.at(field));
    if (lagSeconds !== undefined && edge && !edge.condition)
      cells.tell('date/lag-without-condition', `${lagField} stands beside the instant ${text}.`, cells.at(lagField));
    return { ...(edge ?? { raw: text }), ...(lagSeconds === undefined || !edge?.condition ? {} : { lagSeconds }) };
  };
  const start = side('start', 'Start', 'StartLag');
  const end = side('end', 'End', 'EndLag');
  return { start, end: end.raw === '' ? endAfter(start, windowDuration ?? 0) : end, windowDuration };
}

/** A window without an end lasts as long as it says. */
function endAfter(start: Edge, seconds: number): Edge {
  if (start.at !== undefined)
    return { raw: '', at: new Date(Date.parse(start.at) + seconds * 1000).toISOString().replace('.000Z', 'Z') };
  return { raw: '', condition: start.condition, lagSeconds: (start.lagSeconds ?? 0) + seconds };
}

const DATE_CODE: Record<DateProblem, AvailFindingCode> = {
  unreadable: 'date/unreadable',
  ambiguous: 'date/ambiguous',
  'no-such-day': 'date/no-such-day',
  far: 'date/far',
  serial: 'date/serial',
  'no-zone': 'date/no-zone',
  'in-gap': 'date/in-gap',
  'to-be-decided': 'date/to-be-decided',
  'not-here': 'date/not-here',
};
const DATE_CODES = { start: { ...DATE_CODE, far: 'date/far-start' }, end: DATE_CODE } as const satisfies Record<
  'start' | 'end',
  Record<DateProblem, AvailFindingCode>
>;

const dateMessage = (field: string, text: string, problem: DateProblem, zone = 'UTC'): string =>
  ({
    unreadable: `${field} is "${text}", which is no date and no condition.`,
    ambiguous: `${field} is "${text}": the day or the month may come first.`,
    'no-such-day': `${field} is "${text}", a day that does not exist.`,
    far: `${field} is "${text}", which stands for no date at all.`,
    serial: `${field} is the number ${text}.`,
    'no-zone': `${field} is "${text}" without a zone.`,
    'in-gap': `${field} is "${text}", which clocks in ${zone} skip.`,
    'to-be-decided': `${field} is TBD.`,
    'not-here': `${field} is "${text}".`,
  })[problem];

function checkTerritories(cells: Cells, { territories, excluded }: AvailRow): void {
  if (territories.length === 0 && cells.list('Territory').length === 0)
    cells.tell('row/missing', 'Territory is empty.');
  const wide = territories.some((code) => code === WORLD || code === 'EU');
  const inside = excluded.every((code) => wide || territories.includes(countryOf(code)));
  if (!inside)
    cells.tell(
      'row/excluded-from-nothing',
      `${excluded.join(', ')} is no part of ${territories.join(', ')}.`,
      cells.at('TerritoryExclusion'),
    );
  else if (territories.length > 0 && isAllExcluded(territories, excluded))
    cells.tell(
      'row/excludes-all',
      `Of ${territories.join(', ')} everything is excluded.`,
      cells.at('TerritoryExclusion'),
    );
}

function checkIds(cells: Cells): void {
  for (const field of ['ALID', 'ContentID', 'TitleID', 'EditID'] as const)
    for (const { text, at } of cells.list(field)) {
      const wrong = eidrProblem(text);
      if (wrong?.problem === 'check')
        cells.tell(
          'row/eidr',
          `${field} "${text}" ends in a wrong check character; ${wrong.expected} belongs there.`,
          at,
        );
      else if (wrong) cells.tell('row/eidr', `${field} "${text}" is no EIDR.`, at);
    }
}
