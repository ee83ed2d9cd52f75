import type { LicenceType } from '../rights/types';
import type { Dialect, Edge } from './dates';
import type { EntryType, LanguageAsset } from './vocabulary';

/** A field of an avail, whatever the form of its document; the names are those of the sheets of 1.9. */
export const FIELDS = [
  'ALID',
  'EntryType',
  'IssueDate',
  'DisplayName',
  'Licensee',
  'ServiceProvider',
  'AvailType',
  'WorkType',
  'TitleInternalAlias',
  'TitleDisplayUnlimited',
  'ContentID',
  'AltID',
  'TitleID',
  'EditID',
  'SeriesTitle',
  'SeriesContentID',
  'SeasonTitle',
  'SeasonContentID',
  'SeasonNumber',
  'EpisodeNumber',
  'AvailID',
  'ContractID',
  'ReportingID',
  'LicenseType',
  'LicenseRightsDescription',
  'Description',
  'Territory',
  'TerritoryExclusion',
  'Start',
  'StartLag',
  'End',
  'EndLag',
  'WindowDuration',
  'AllowedLanguages',
  'AssetLanguage',
  'HoldbackLanguage',
  'FormatProfile',
  'HDR',
  'RefALID',
  'ExceptionFlag',
  'OtherInstructions',
] as const;
export type Field = (typeof FIELDS)[number];

/** A value as it was delivered. */
export interface RawValue {
  text: string;
  /** `Sheet!V7` or `line 31`. */
  at: string;
  /** Of a language: what it is the language of. */
  asset?: string;
}

/** A term as it was delivered. */
export interface RawTerm {
  name: string;
  text: string;
  currency?: string;
  at: string;
}

/** One transaction of a document as it was delivered, before anything is made of it. */
export interface RawRow {
  /** Where it begins: `Sheet row 7` or `line 31`. */
  at: string;
  values: Partial<Record<Field, RawValue[]>>;
  terms: RawTerm[];
  /** ALIDs of a collection, in the order of their sequence as written. */
  bundled: { alid: string; sequence?: number; at: string }[];
}

export interface AvailLanguage {
  /** BCP 47. */
  language: string;
  asset?: LanguageAsset;
}

export interface AvailTerm {
  name: string;
  /** Durations as ISO 8601, the rest as delivered. */
  value: string;
  /** ISO 4217; of money only. */
  currency?: string;
}

/** The work that a right is for, as its licensor tells. */
export interface AvailWork {
  availType: string;
  workType: string;
  title: string;
  displayTitle?: string;
  contentId: string;
  /** The licensor's own id. */
  altId?: string;
  titleEidr?: string;
  editEidr?: string;
  seriesTitle?: string;
  seriesContentId?: string;
  seasonTitle?: string;
  seasonContentId?: string;
  seasonNumber?: string;
  episodeNumber?: string;
}

/** One transaction: a title, to whom, where, when and how. What documents are read into and written from. */
export interface AvailRow {
  alid: string;
  entryType: EntryType;
  licensor: string;
  licensee?: string;
  serviceProvider?: string;
  work: AvailWork;
  transactionId?: string;
  contractId?: string;
  reportingId?: string;
  licenceType: LicenceType;
  rightsDescription?: string;
  description?: string;
  /** Codes, sorted. */
  territories: string[];
  excluded: string[];
  start: Edge;
  end: Edge;
  /** Seconds. */
  windowDuration?: number;
  allowedLanguages: AvailLanguage[];
  assetLanguages: AvailLanguage[];
  holdbackLanguages: AvailLanguage[];
  formatProfile: string;
  hdr?: string;
  /** ALIDs that it refers to. */
  refers: string[];
  terms: AvailTerm[];
  /** A person must look before it counts. */
  exception: boolean;
  otherInstructions?: string;
  bundled: string[];
}

/** How the documents of a licensor are to be read. */
export interface Reading {
  dialect: Dialect;
  /** IANA names by territory, in place of its first zone. */
  zones?: Readonly<Record<string, string>>;
}
