import type { Field } from '../../domain/avails/row';

/** Columns of the templates 1.7 to 1.9 by the field they are; the films' sheet and the series' sheet name some differently. */
export const COLUMNS: Readonly<Record<string, Field>> = {
  ALID: 'ALID',
  EntryType: 'EntryType',
  DisplayName: 'DisplayName',
  Licensee: 'Licensee',
  ServiceProvider: 'ServiceProvider',
  AvailType: 'AvailType',
  WorkType: 'WorkType',
  TitleInternalAlias: 'TitleInternalAlias',
  TitleDisplayUnlimited: 'TitleDisplayUnlimited',
  ContentID: 'ContentID',
  AltID: 'AltID',
  TitleID: 'TitleID',
  EditID: 'EditID',
  AvailID: 'AvailID',
  'Avail/AvailID': 'AvailID',
  ContractID: 'ContractID',
  ReportingID: 'ReportingID',
  LicenseType: 'LicenseType',
  LicenseRightsDescription: 'LicenseRightsDescription',
  Description: 'Description',
  Territory: 'Territory',
  TerritoryExclusion: 'TerritoryExclusion',
  Start: 'Start',
  StartLag: 'StartLag',
  End: 'End',
  EndLag: 'EndLag',
  WindowDuration: 'WindowDuration',
  AllowedLanguages: 'AllowedLanguages',
  AssetLanguage: 'AssetLanguage',
  HoldbackLanguage: 'HoldbackLanguage',
  FormatProfile: 'FormatProfile',
  HDR: 'HDR',
  RefALID: 'RefALID',
  ExceptionFlag: 'ExceptionFlag',
  OtherInstructions: 'OtherInstructions',
  SeriesTitleInternalAlias: 'SeriesTitle',
  SeriesContentID: 'SeriesContentID',
  SeasonTitleInternalAlias: 'SeasonTitle',
  SeasonContentID: 'SeasonContentID',
  SeasonNumber: 'SeasonNumber',
  EpisodeNumber: 'EpisodeNumber',
};

/** Columns of the series' sheet that are the work's own when the row is of that kind of work. */
export const OWN_COLUMNS: Readonly<Record<string, Readonly<Record<string, Field>>>> = Object.fromEntries(
  ['Episode', 'Season', 'Series', 'Volume'].map((kind) => [
    kind.toLowerCase(),
    {
      [`${kind}TitleInternalAlias`]: 'TitleInternalAlias',
      [`${kind}TitleDisplayUnlimited`]: 'TitleDisplayUnlimited',
      [`${kind}ContentID`]: 'ContentID',
      [`${kind}AltID`]: 'AltID',
      ...(kind === 'Episode' ? { EpisodeTitleID: 'TitleID', EpisodeID: 'EditID' } : { [`${kind}ID`]: 'TitleID' }),
    } as Record<string, Field>,
  ]),
);

/** Columns that are terms, by the name of the term. */
export const TERM_COLUMNS: Readonly<Record<string, string>> = {
  SRP: 'SRP',
  RentalDuration: 'RentalDuration',
  WatchDuration: 'WatchDuration',
  SuppressionLiftDate: 'SuppressionLiftDate',
  SpecialPreOrderFulfillDate: 'PreorderFulfillDate',
  AnnounceDate: 'AnnounceDate',
  FixedEndDate: 'FixedEndDate',
  Download: 'Download',
  Exclusive: 'Exclusive',
  ExclusiveAttributes: 'ExclusiveAttributes',
  BrandingRights: 'BrandingRights',
  BrandingRightsAttributes: 'BrandingRightsAttributes',
  TitleStatus: 'TitleStatus',
  ContractStatus: 'ContractStatus',
  CampaignID: 'CampaignID',
};

/** Name of a column by its number from 0: A, B, … Z, AA. */
export const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
