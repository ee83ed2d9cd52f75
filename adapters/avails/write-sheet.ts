import type { Edge } from '../../domain/avails/dates';
import { isoDuration } from '../../domain/avails/durations';
import type { AvailLanguage, AvailRow, AvailTerm, AvailWork } from '../../domain/avails/row';
import { isPriceTerm } from '../../domain/avails/vocabulary';
import { inThread } from './thread';

/** A sheet as it is written: every cell is text. */
export interface WrittenSheet {
  name: string;
  rows: string[][];
}

type Cells = Record<string, string | undefined>;

/** Columns that both sheets have, in the order of the template 1.9; the last three are ours, by name as all of them. */
const COMMON = [
  ...['LicenseType', 'LicenseRightsDescription', 'FormatProfile', 'HDR', 'Start', 'StartLag', 'End', 'EndLag'],
  ...['WindowDuration', 'PriceType', 'PriceValue', 'PriceCurrency', 'Description', 'OtherTerms', 'OtherInstructions'],
  ...['AvailID', 'ReportingID', 'ALID', 'ExceptionFlag', 'ContractID', 'ServiceProvider', 'HoldbackLanguage'],
  ...['AllowedLanguages', 'BundledALIDs', 'AvailType', 'RefALID', 'EditID'],
];
const FIRST = ['DisplayName', 'Licensee', 'AssetLanguage', 'Territory', 'TerritoryExclusion', 'WorkType', 'EntryType'];
const FILM = ['TitleInternalAlias', 'TitleDisplayUnlimited', 'TitleID', 'AltID', 'ContentID'];
const SERIES = [
  ...['SeriesTitleInternalAlias', 'SeriesTitleDisplayUnlimited', 'SeriesID', 'SeriesAltID', 'SeriesContentID'],
  ...['SeasonNumber', 'SeasonTitleInternalAlias', 'SeasonTitleDisplayUnlimited', 'SeasonID', 'SeasonAltID'],
  ...[
    'SeasonContentID',
    'EpisodeNumber',
    'EpisodeTitleInternalAlias',
    'EpisodeTitleDisplayUnlimited',
    'EpisodeTitleID',
  ],
  ...['EpisodeID', 'EpisodeAltID', 'EpisodeContentID', 'VolumeTitleInternalAlias', 'VolumeTitleDisplayUnlimited'],
  ...['VolumeID', 'VolumeAltID', 'VolumeContentID'],
];
const KINDS = ['episode', 'season', 'series', 'volume'];

/** A workbook of the templates 1.9 that reads back to the same rows: films on one sheet, series on the other. */
export async function writeWorkbook(rows: readonly AvailRow[]): Promise<Buffer> {
  const ofSeries = (row: AvailRow): boolean => KINDS.includes(row.work.workType.toLowerCase());
  const films = rows.filter((row) => !ofSeries(row));
  const series = rows.filter(ofSeries);
  const sheets = [
    ...(films.length > 0 || series.length === 0 ? [sheet('Movies', [...FIRST, ...FILM, ...COMMON], films)] : []),
    ...(series.length > 0 ? [sheet('TV', [...FIRST, ...SERIES, ...COMMON], series)] : []),
  ];
  return Buffer.from(await inThread<Uint8Array>({ format: 'write', sheets }));
}

const groupOf = (column: string): string =>
  FIRST.includes(column) || COMMON.includes(column) ? 'AvailTrans' : 'AvailMetadata';

function sheet(name: string, columns: string[], rows: readonly AvailRow[]): WrittenSheet {
  const remarks = columns.map((_, index) => (index === 0 ? '1.9' : '//Opt'));
  const cells = rows.map((row) => {
    const written = cellsOf(row);
    return columns.map((column) => written[column] ?? '');
  });
  return { name, rows: [columns.map(groupOf), columns, remarks, ...cells] };
}

const cellsOf = (row: AvailRow): Cells => ({
  ...workCells(row.work),
  DisplayName: row.licensor,
  Licensee: row.licensee,
  ServiceProvider: row.serviceProvider,
  AssetLanguage: languages(row.assetLanguages),
  AllowedLanguages: languages(row.allowedLanguages),
  HoldbackLanguage: languages(row.holdbackLanguages),
  Territory: row.territories.join(','),
  TerritoryExclusion: row.excluded.join(','),
  EntryType: row.entryType,
  LicenseType: row.licenceType,
  LicenseRightsDescription: row.rightsDescription,
  Description: row.description,
  FormatProfile: row.formatProfile,
  HDR: row.hdr,
  Start: edge(row.start),
  StartLag: lag(row.start),
  End: edge(row.end),
  EndLag: lag(row.end),
  WindowDuration: row.windowDuration === undefined ? undefined : isoDuration(row.windowDuration),
  AvailID: row.transactionId,
  ReportingID: row.reportingId,
  ALID: row.alid,
  ExceptionFlag: row.exception ? 'Yes' : undefined,
  ContractID: row.contractId,
  OtherInstructions: row.otherInstructions,
  BundledALIDs: row.bundled.join(';'),
  RefALID: row.refers.join(';'),
  ...termCells(row.terms),
});

function workCells(work: AvailWork): Cells {
  const type = work.workType.toLowerCase();
  const common: Cells = { WorkType: work.workType, AvailType: work.availType };
  if (!KINDS.includes(type))
    return {
      ...common,
      ...{ TitleInternalAlias: work.title, TitleDisplayUnlimited: work.displayTitle, TitleID: work.titleEidr },
      ...{ EditID: work.editEidr, AltID: work.altId, ContentID: work.contentId },
    };
  const kind = type.charAt(0).toUpperCase() + type.slice(1);
  const episode = type === 'episode';
  return {
    ...common,
    ...{ SeriesTitleInternalAlias: work.seriesTitle, SeriesContentID: work.seriesContentId },
    ...{ SeasonTitleInternalAlias: work.seasonTitle, SeasonContentID: work.seasonContentId },
    ...{ SeasonNumber: work.seasonNumber, EpisodeNumber: work.episodeNumber },
    [`${kind}TitleInternalAlias`]: work.title,
    [`${kind}TitleDisplayUnlimited`]: work.displayTitle,
    [`${kind}AltID`]: work.altId,
    [`${kind}ContentID`]: work.contentId,
    [episode ? 'EpisodeTitleID' : `${kind}ID`]: work.titleEidr,
    [episode ? 'EpisodeID' : 'EditID']: work.editEidr,
  };
}

const SUFFIXES = { audio: ':dub', subtitle: ':sub', subdub: ':subdub' } as const;

const languages = (list: readonly AvailLanguage[]): string =>
  list.map(({ language, asset }) => `${language}${asset ? SUFFIXES[asset] : ''}`).join(',');

const edge = ({ at, condition }: Edge): string => at ?? condition ?? '';
const lag = ({ at, lagSeconds }: Edge): string | undefined =>
  at !== undefined || lagSeconds === undefined ? undefined : isoDuration(lagSeconds);

/** One price has columns of its own; what else was agreed stands in one cell. */
function termCells(terms: readonly AvailTerm[]): Cells {
  const price = terms.find(({ name, currency }) => isPriceTerm(name) && !(currency && /^(tier|category)$/i.test(name)));
  const others = terms.filter((term) => term !== price);
  return {
    ...(price ? { PriceType: price.name, PriceValue: price.value, PriceCurrency: price.currency } : {}),
    OtherTerms: others
      .map(
        ({ name, value, currency }) =>
          `${name}=${value.replace(/[;=@%]/g, encodeURIComponent)}${currency ? `@${currency}` : ''}`,
      )
      .join(';'),
  };
}
