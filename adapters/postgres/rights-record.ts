import type { RightsWindow } from '../../domain/rights/types';
import type { Prisma, RightsWindow as WindowRow } from '../../prisma/client/client';
import type { EdgeCondition, WindowRecord, WindowTerms } from './rights-port';

const json = (value: unknown) => value as Prisma.InputJsonValue;
const big = (value: number | undefined): bigint | null => (value === undefined ? null : BigInt(value));
const num = (value: bigint | null): number | undefined => (value === null ? undefined : Number(value));

/** A window as people read it, of its row. */
export const windowRecord = (row: WindowRow): WindowRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  titleId: row.titleId ?? undefined,
  externalId: row.externalId,
  kind: row.kind as WindowRecord['kind'],
  licenceType: (row.licenseType ?? undefined) as WindowRecord['licenceType'],
  territories: row.territories,
  excludedTerritories: row.excludedTerritories,
  startsAt: row.startsAt ?? undefined,
  endsAt: row.endsAt ?? undefined,
  startCondition: conditionOf(row.startCondition, row.startLagSeconds),
  endCondition: conditionOf(row.endCondition, row.endLagSeconds),
  unresolved: row.unresolved as WindowRecord['unresolved'],
  languages: languagesOf(row.languages),
  holdbackLanguages: row.holdbackLanguages,
  formatProfile: (row.formatProfile ?? undefined) as WindowRecord['formatProfile'],
  deviceFamilies: row.deviceFamilies,
  exclusive: row.exclusive ?? undefined,
  runs: row.runs ?? undefined,
  rentalStartBySeconds: num(row.rentalStartBySeconds),
  rentalFinishBySeconds: num(row.rentalFinishBySeconds),
  terms: row.terms as unknown as WindowRecord['terms'],
  exception: row.exception,
  exceptionText: row.exceptionText ?? undefined,
  approvedBy: row.approvedBy ?? undefined,
  transactionId: row.transactionId ?? undefined,
  contractId: row.contractId ?? undefined,
  licensor: row.licensor ?? undefined,
  raw: row.raw as WindowRecord['raw'],
  source: row.source,
  version: row.version,
  withdrawn: row.status === 'withdrawn',
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

const conditionOf = (event: string | null, lag: bigint | null): EdgeCondition | undefined =>
  event ? { event, lagSeconds: Number(lag ?? 0) } : undefined;

/** What only restates that nothing is restricted is left out. */
function languagesOf(stored: unknown): WindowRecord['languages'] {
  const list = stored as { language: string; asset?: string | null }[];
  return list.map(({ language, asset }) =>
    asset === 'audio' || asset === 'subtitle' || asset === 'subdub' ? { language, asset } : { language },
  );
}

/** Columns of what a person says. */
export const termColumns = (terms: WindowTerms) => ({
  kind: terms.kind,
  licenseType: terms.licenceType ?? null,
  territories: terms.territories,
  excludedTerritories: terms.excludedTerritories,
  startsAt: terms.startsAt ?? null,
  endsAt: terms.endsAt ?? null,
  startCondition: terms.startCondition?.event ?? null,
  startLagSeconds: big(terms.startCondition?.lagSeconds),
  endCondition: terms.endCondition?.event ?? null,
  endLagSeconds: big(terms.endCondition?.lagSeconds),
  languages: json(terms.languages),
  holdbackLanguages: terms.holdbackLanguages,
  formatProfile: terms.formatProfile ?? null,
  deviceFamilies: terms.deviceFamilies,
  exclusive: terms.exclusive ?? null,
  runs: terms.runs ?? null,
  rentalStartBySeconds: big(terms.rentalStartBySeconds),
  rentalFinishBySeconds: big(terms.rentalFinishBySeconds),
  terms: json(terms.terms),
  exception: terms.exception,
  exceptionText: terms.exceptionText ?? null,
  transactionId: terms.transactionId ?? null,
  contractId: terms.contractId ?? null,
  licensor: terms.licensor ?? null,
  raw: json(terms.raw),
});

const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);

/** A window as the gate reads it. */
export function judgedWindow(row: WindowRow): RightsWindow {
  const { rentalStartBySeconds, rentalFinishBySeconds, ...window } = windowRecord(row);
  const rents = rentalStartBySeconds !== undefined || rentalFinishBySeconds !== undefined;
  return {
    ...{ id: window.id, version: window.version, kind: window.kind, licenceType: window.licenceType },
    ...{ territories: window.territories, excludedTerritories: window.excludedTerritories },
    ...{ startsAt: window.startsAt?.getTime(), endsAt: window.endsAt?.getTime(), unresolved: window.unresolved },
    ...{ languages: window.languages, holdbackLanguages: window.holdbackLanguages },
    ...{ formatProfile: window.formatProfile, deviceFamilies: window.deviceFamilies },
    ...{ exclusive: window.exclusive, runs: window.runs, withdrawn: window.withdrawn },
    rental: rents ? { startByMs: ms(rentalStartBySeconds), finishByMs: ms(rentalFinishBySeconds) } : undefined,
    awaitsApproval: window.exception && window.approvedBy === undefined,
  };
}
