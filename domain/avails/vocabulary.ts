import type { LicenceType } from '../rights/types';

/** Closed lists of MDDF Avails 2.7 (vocab_avail_v2.7) and of the sheet dictionary, as far as windows depend on them. */

export const ENTRY_TYPES = ['Full Extract', 'Full Delete', 'Create', 'Update', 'Delete'] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** What others call them. */
export const LICENSE_ALIASES: Readonly<Record<string, LicenceType>> = { 'PRE-ORDER': 'POEST', PREORDER: 'POEST' };

/** Licence types that nobody pays for by the title. */
export const UNPRICED: readonly LicenceType[] = ['SVOD', 'AVOD', 'FAST'];

export const AVAIL_TYPES = [
  'single',
  'episode',
  'season',
  'series',
  'miniseries',
  'collection',
  'bundle',
  'supplement',
  'promotion',
  'volume',
] as const;

export const FORMAT_PROFILES = ['SD', 'HD', 'UHD', '3D', '3DSD', '3DHD', '3DUHD'] as const;

export const HDR_VALUES = ['true', 'HDR10', 'DV'] as const;

/** Conditions in place of an instant. `Open` and `Immediate` wait for nothing; the others for an event. */
export const CONDITIONS = ['Open', 'Immediate', 'ESTStart', 'EST', 'Broadcast', 'Completed', 'Theatrical'] as const;
export type AvailCondition = (typeof CONDITIONS)[number];

export const LANGUAGE_ASSETS = ['audio', 'subtitle', 'subdub'] as const;
export type LanguageAsset = (typeof LANGUAGE_ASSETS)[number];

export const TITLE_STATUSES = ['Pending', 'Approved', 'Revoked', 'Expired'] as const;

/** Terms that say what something costs. */
export const PRICE_TERMS = [
  'Tier',
  'SRP',
  'WSP',
  'EpisodeWSP',
  'SeasonWSP',
  'DMRP',
  'SMRP',
  'LicenseFee',
  'Category',
] as const;

/** Whether a term is a price: a name of the list, with `TPR-` before or `-PostTax` after it. */
export const isPriceTerm = (name: string): boolean =>
  PRICE_TERMS.some((price) => price === name.replace(/^TPR-/, '').replace(/-PostTax$/, ''));

/** Terms that are days, and terms that are lengths of time. */
export const EVENT_TERMS = ['AnnounceDate', 'SuppressionLiftDate', 'PreorderFulfillDate', 'FixedEndDate'] as const;
export const DURATION_TERMS = ['RentalDuration', 'WatchDuration'] as const;

/** The word of a list that a text means, whatever its case and spaces; undefined when it means none. */
export function wordOf<Word extends string>(words: readonly Word[], text: string): Word | undefined {
  const plain = text.replace(/[\s_-]+/g, '').toLowerCase();
  return words.find((word) => word.replace(/[\s_-]+/g, '').toLowerCase() === plain);
}
