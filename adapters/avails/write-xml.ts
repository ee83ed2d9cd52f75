import type { Edge } from '../../domain/avails/dates';
import { isoDuration } from '../../domain/avails/durations';
import type { AvailLanguage, AvailRow, AvailTerm, AvailWork } from '../../domain/avails/row';
import { DURATION_TERMS, EVENT_TERMS } from '../../domain/avails/vocabulary';

/** Version of MDDF Avails that is written. */
export const WRITTEN_VERSION = '2.7';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<avails:AvailList xmlns:avails="http://www.movielabs.com/schema/avails/v2.7/avails" xmlns:md="http://www.movielabs.com/schema/md/v2.12/md">`;

/**
 * A document of MDDF Avails 2.7 that reads back to the same rows. Instants are written in UTC; an end is the first instant that is
 * not in the window any more.
 */
export const writeXml = (rows: readonly AvailRow[]): string =>
  `${HEAD}\n${availsOf(rows).map(avail).join('\n')}\n</avails:AvailList>\n`;

/** Rows in their order, those that follow each other of one work in one avail. */
function availsOf(rows: readonly AvailRow[]): AvailRow[][] {
  const avails: AvailRow[][] = [];
  let last = '';
  for (const row of rows) {
    const { alid, entryType, licensor, serviceProvider, work, exception, bundled } = row;
    const key = JSON.stringify([alid, entryType, licensor, serviceProvider, work, exception, bundled]);
    if (key === last) avails.at(-1)?.push(row);
    else avails.push([row]);
    last = key;
  }
  return avails;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, content: string | undefined, attributes: Attributes = {}): string {
  if (content === undefined || content === '') return '';
  const told = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  return `<${name}${told.join('')}>${content}</${name}>`;
}

/** Text as XML may hold it; characters that no XML document can hold are left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these very characters are meant
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"\r\n\t]/g, (sign) => ESCAPES[sign] ?? `&#${sign.charCodeAt(0)};`);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (name: string, value: string | undefined, attributes?: Attributes): string =>
  element(`avails:${name}`, value === undefined ? undefined : escaped(value), attributes);

const named = (name: string, value: string | undefined): string =>
  value === undefined ? '' : element(`avails:${name}`, element('md:DisplayName', escaped(value)));

function avail(rows: AvailRow[]): string {
  const row = rows[0] as AvailRow;
  const { work } = row;
  const parts = [
    text('ALID', row.alid),
    element('avails:Disposition', text('EntryType', row.entryType)),
    named('Licensor', row.licensor),
    named('ServiceProvider', row.serviceProvider),
    text('AvailType', work.availType),
    text('ShortDescription', work.title),
    element('avails:Asset', text('WorkType', work.workType) + metadata(work) + row.bundled.map(bundledAsset).join(''), {
      contentID: work.contentId,
    }),
    ...rows.map(transaction),
    // Its default is true.
    text('ExceptionFlag', String(row.exception)),
  ];
  return element('avails:Avail', parts.join('\n  '));
}

const bundledAsset = (alid: string, index: number): string =>
  element('avails:BundledAsset', text('BundledALID', alid), { sequence: index + 1 });

const number = (name: string, value: string): string => element(`avails:${name}`, element('md:Number', escaped(value)));

const isNumber = (value: string | undefined): value is string => value !== undefined && /^\d{1,9}$/.test(value);

/** Metadata of the kind of work, where the row has all that the schema wants of it; else those of a single work. */
function metadata(work: AvailWork): string {
  const kind = work.workType.toLowerCase();
  const series = seriesOf(work);
  if (kind === 'episode' && series && isNumber(work.episodeNumber)) {
    const season = seasonOf(work, series);
    return element(
      'avails:EpisodeMetadata',
      unit(work) + number('EpisodeNumber', work.episodeNumber) + (season || series),
    );
  }
  if (kind === 'season' && series && isNumber(work.seasonNumber))
    return element('avails:SeasonMetadata', own('Season', work, number('SeasonNumber', work.seasonNumber)) + series);
  if (kind === 'series') return element('avails:SeriesMetadata', own('Series', work));
  return element('avails:Metadata', unit(work));
}

const unit = (work: AvailWork): string =>
  text('TitleDisplayUnlimited', work.displayTitle) +
  text('TitleInternalAlias', work.title) +
  text('EditEIDR-URN', work.editEidr) +
  text('TitleEIDR-URN', work.titleEidr) +
  identifier('AltIdentifier', work.altId);

const own = (kind: string, work: AvailWork, numbered = ''): string =>
  text(`${kind}ContentID`, work.contentId) +
  text(`${kind}EIDR-URN`, work.titleEidr) +
  text(`${kind}TitleDisplayUnlimited`, work.displayTitle) +
  text(`${kind}TitleInternalAlias`, work.title) +
  numbered +
  identifier(`${kind}AltIdentifier`, work.altId);

const identifier = (name: string, id: string | undefined): string =>
  id === undefined
    ? ''
    : element(`avails:${name}`, element('md:Namespace', 'licensor') + element('md:Identifier', escaped(id)));

const seriesOf = ({ seriesContentId, seriesTitle }: AvailWork): string =>
  seriesContentId && seriesTitle
    ? element(
        'avails:SeriesMetadata',
        text('SeriesContentID', seriesContentId) + text('SeriesTitleInternalAlias', seriesTitle),
      )
    : '';

const seasonOf = ({ seasonContentId, seasonTitle, seasonNumber }: AvailWork, series: string): string =>
  seasonContentId && isNumber(seasonNumber)
    ? element(
        'avails:SeasonMetadata',
        text('SeasonContentID', seasonContentId) +
          text('SeasonTitleInternalAlias', seasonTitle) +
          number('SeasonNumber', seasonNumber) +
          series,
      )
    : '';

const transaction = (row: AvailRow): string =>
  element(
    'avails:Transaction',
    [
      named('Licensee', row.licensee),
      text('LicenseType', row.licenceType),
      text('Description', row.description),
      ...row.territories.map((code) => region('Territory', code)),
      ...row.excluded.map((code) => region('TerritoryExcluded', code)),
      edge('Start', row.start),
      edge('End', row.end),
      text('WindowDuration', row.windowDuration === undefined ? undefined : isoDuration(row.windowDuration)),
      ...row.allowedLanguages.map((one) => language('AllowedLanguage', one)),
      ...row.assetLanguages.map((one) => language('AssetLanguage', one)),
      ...row.holdbackLanguages.map((one) => language('HoldbackLanguage', one)),
      text('LicenseRightsDescription', row.rightsDescription),
      text('FormatProfile', row.formatProfile, { HDR: row.hdr }),
      text('ContractID', row.contractId),
      text('ReportingID', row.reportingId),
      ...row.refers.map((alid) => text('RefALID', alid)),
      ...row.terms.map(term),
      text('OtherInstructions', row.otherInstructions),
    ].join(''),
    { TransactionID: row.transactionId },
  );

const region = (name: string, code: string): string =>
  element(`avails:${name}`, element(code.includes('-') ? 'md:countryRegion' : 'md:country', escaped(code)));

const edge = (name: 'Start' | 'End', { at, condition, lagSeconds }: Edge): string =>
  at === undefined
    ? text(`${name}Condition`, condition, { lag: lagSeconds === undefined ? undefined : isoDuration(lagSeconds) })
    : text(name, at);

const language = (name: string, { language: tag, asset }: AvailLanguage): string => text(name, tag, { asset });

function term({ name, value, currency }: AvailTerm): string {
  const kind = currency ? 'Money' : kindOf(name, value);
  return element('avails:Term', text(kind, value, { currency }), { termName: name });
}

const kindOf = (name: string, value: string): string => {
  if (DURATION_TERMS.some((one) => one === name)) return 'Duration';
  const day = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/.test(value);
  return day && EVENT_TERMS.some((one) => one === name) ? 'Event' : 'Text';
};
