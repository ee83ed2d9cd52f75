/**
 * How a right lets a title reach viewers (MovieLabs Avails 2.7, LicenseType; AVOD as in its sheets from 1.7.2; FAST is ours): sold to
 * keep, rented, by subscription, with advertising, on a linear channel, ordered before its release.
 */
export const LICENCE_TYPES = ['EST', 'VOD', 'SVOD', 'AVOD', 'FAST', 'POEST'] as const;
export type LicenceType = (typeof LICENCE_TYPES)[number];

/** A grant lets play; a holdback and a blackout forbid it, whatever grants there are. */
export const WINDOW_KINDS = ['grant', 'holdback', 'blackout'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** Quality sold (Avails 2.7, FormatProfile), and the tallest picture of it. */
export const PROFILE_HEIGHT = { SD: 576, HD: 1080, UHD: 4320 } as const;
export type FormatProfile = keyof typeof PROFILE_HEIGHT;

export type Edge = 'start' | 'end';

/** A language that is sold, and as what (Avails 2.7, AssetLanguage). */
export interface SoldLanguage {
  /** BCP 47. */
  language: string;
  /** undefined: as whatever is there */
  asset?: 'audio' | 'subtitle' | 'subdub';
}

/** One right to a title, or one bar to it. */
export interface RightsWindow {
  id: string;
  /** Grows with every change. */
  version: number;
  kind: WindowKind;
  /** Undefined of a bar: whatever the licence. */
  licenceType?: LicenceType;
  /** ISO 3166-1 alpha-2, ISO 3166-2, a region such as EU, or ZZ for the world. */
  territories: readonly string[];
  excludedTerritories: readonly string[];
  /** Epoch milliseconds, included; undefined: since ever, unless the edge is unresolved. */
  startsAt?: number;
  /** Epoch milliseconds, excluded; undefined: for ever, unless the edge is unresolved. */
  endsAt?: number;
  /** Edges that wait for an event nobody has recorded yet. */
  unresolved: readonly Edge[];
  /** Empty: all. */
  languages: readonly SoldLanguage[];
  holdbackLanguages: readonly string[];
  /** Undefined: any quality. */
  formatProfile?: FormatProfile;
  /** Empty: every device. */
  deviceFamilies: readonly string[];
  exclusive?: boolean;
  /** Airings on linear channels; undefined: without limit. */
  runs?: number;
  /** From the rental until it must be begun, and from the first play until it is over, milliseconds. */
  rental?: { startByMs?: number; finishByMs?: number };
  /** A person must look at the row before it counts, and has not. */
  awaitsApproval: boolean;
  withdrawn: boolean;
}

/** All that the gate knows of a title. */
export interface RightsFacts {
  /** The catalogue entry is published. */
  published: boolean;
  /** Version that its pointer names; undefined before the first publication. */
  currentVersionId?: string;
  /** Every window there ever was, withdrawn ones too. */
  windows: readonly RightsWindow[];
  /** A title without any window is closed; otherwise it is open to everybody of its tenant. */
  rightsRequired: boolean;
}

/** Who wants to play, and from where. */
export interface Asker {
  /** ISO 3166-1 alpha-2 or ISO 3166-2; undefined when nobody knows. */
  territory?: string;
  device?: { family?: string };
  /** Licences that whoever asks may use. */
  licenceTypes: readonly LicenceType[];
  /** Of the sound that is asked for, BCP 47; undefined: whatever is sold. */
  language?: string;
}

/** Why a title may not be played, from the farthest to the nearest to a yes. */
export const RIGHTS_REFUSALS = [
  'playback/not-published',
  'playback/no-rights',
  'playback/territory-unknown',
  'playback/territory',
  'playback/not-licensed',
  'playback/device',
  'playback/language',
  'playback/not-approved',
  'playback/window-unresolved',
  'playback/window-closed',
  'playback/not-yet',
  'playback/holdback',
  'playback/blackout',
] as const;
export type RightsRefusal = (typeof RIGHTS_REFUSALS)[number];

/** What the row that lets a title play says about how. */
export interface Grant {
  /** Undefined: the title has no windows and is open. */
  window?: RightsWindow;
  licenceType?: LicenceType;
  /** Tallest picture, pixels; undefined: any. */
  maxHeight?: number;
  languages: readonly SoldLanguage[];
  holdbackLanguages: readonly string[];
  rental?: RightsWindow['rental'];
}

/** The answer of the gate at one instant. */
export type Verdict = {
  /** The first instant after the asked one at which the answer is another one; undefined: never, as far as is known. */
  nextChangeAt?: number;
} & (
  | { allowed: true; versionId: string; grant: Grant }
  | {
      allowed: false;
      code: RightsRefusal;
      /** One sentence for people. */
      reason: string;
      /** The row that decided, where one did. */
      window?: RightsWindow;
    }
);
