import type { Dialect, Edge } from './dates';
import { secondsOf } from './durations';
import type { AvailRow, AvailTerm } from './row';

/** What a row says of a window, as the store keeps it. */
export interface WindowDraft {
  licenseType: string;
  territories: string[];
  excludedTerritories: string[];
  /** ISO 8601; null since ever, for ever, or not known yet. */
  startsAt: string | null;
  endsAt: string | null;
  unresolved: ('start' | 'end')[];
  startCondition: string | null;
  startLagSeconds: number | null;
  endCondition: string | null;
  endLagSeconds: number | null;
  raw: { start: string; end: string; dialect: Dialect };
  languages: AvailRow['allowedLanguages'];
  holdbackLanguages: string[];
  formatProfile: string | null;
  exclusive: boolean | null;
  rentalStartBySeconds: number | null;
  rentalFinishBySeconds: number | null;
  terms: AvailTerm[];
  exception: boolean;
  exceptionText: string | null;
  transactionId: string | null;
  contractId: string | null;
  licensor: string;
}

/** The window that a row stands for. */
export function windowOf(row: AvailRow, dialect: Dialect): WindowDraft {
  const term = (name: string): string | undefined => row.terms.find((one) => one.name === name)?.value;
  const seconds = (name: string): number | null => secondsOf(term(name) ?? '') ?? null;
  const exclusive = term('Exclusive');
  return {
    licenseType: row.licenceType,
    territories: row.territories,
    excludedTerritories: row.excluded,
    startsAt: row.start.at ?? null,
    endsAt: row.end.at ?? null,
    unresolved: [...(waits(row.start) ? ['start' as const] : []), ...(waits(row.end) ? ['end' as const] : [])],
    startCondition: row.start.condition ?? null,
    startLagSeconds: row.start.lagSeconds ?? null,
    endCondition: row.end.condition ?? null,
    endLagSeconds: row.end.lagSeconds ?? null,
    raw: { start: row.start.raw, end: row.end.raw, dialect },
    languages: row.allowedLanguages,
    holdbackLanguages: row.holdbackLanguages.map(({ language }) => language),
    formatProfile: PROFILES[row.formatProfile] ?? null,
    exclusive: exclusive === undefined ? null : /^(yes|y|true|t|1)$/i.test(exclusive),
    rentalStartBySeconds: seconds('RentalDuration'),
    rentalFinishBySeconds: seconds('WatchDuration'),
    terms: row.terms,
    exception: row.exception,
    exceptionText: row.exception ? (row.otherInstructions ?? null) : null,
    transactionId: row.transactionId ?? null,
    contractId: row.contractId ?? null,
    licensor: row.licensor,
  };
}

/** Quality by profile; the third dimension is no matter of rights here. */
const PROFILES: Readonly<Record<string, string>> = {
  SD: 'SD',
  HD: 'HD',
  UHD: 'UHD',
  '3DSD': 'SD',
  '3DHD': 'HD',
  '3D': 'HD',
  '3DUHD': 'UHD',
};

const waits = ({ condition }: Edge): boolean =>
  condition !== undefined && condition !== 'Open' && condition !== 'Immediate';

/**
 * Names under which the title of a row may be known here, best first: the licensor's own id, content id and ALID, and of MovieLabs
 * ids the part that their owner gave.
 */
export function titleNames({ alid, work }: AvailRow): string[] {
  const ids = [work.altId, work.contentId, alid].filter((id) => id !== undefined && id !== '');
  const own = ids.map((id) => /^md:[a-z]+:[a-z-]+:(?:[^:]+:)?([^:]+)$/i.exec(id ?? '')?.[1]);
  return [...new Set([...ids, ...own, work.titleEidr, work.editEidr].filter((id) => id !== undefined))] as string[];
}
