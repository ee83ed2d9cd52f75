import type { z } from 'zod';
import type { WindowRecord, WindowState, WindowTerms } from '../../adapters/postgres/rights-port';
import { HeadendError } from '../../domain/failures';
import { isAllExcluded, isTerritory, meantTerritory } from '../../domain/rights/territory';
import type { WindowRequest, WindowView } from './window-schemas';

type Asked = z.output<typeof WindowRequest>;

/** Who writes this year means for ever. */
const FOR_EVER_YEAR = 9999;

/**
 * What a window says, of a request.
 *
 * @throws {HeadendError} `rights/territory-unknown`, `rights/window-empty`, `request/invalid`
 */
export function termsOf(body: Asked): WindowTerms {
  for (const field of ['territories', 'excluded_territories'] as const)
    for (const [at, code] of body[field].entries()) checkTerritory(code, `${field}.${at}`);
  if (isAllExcluded(body.territories, body.excluded_territories))
    throw new HeadendError('rights/window-empty', 'Every territory of the window is excluded from it.', {
      field: 'excluded_territories',
      fix: 'Exclude only a part of the territories; without any there is nothing to write.',
    });
  if (body.kind === 'grant' && !body.license_type)
    throw invalid('license_type', 'A grant needs the licence it is for.');
  for (const edge of ['start', 'end'] as const)
    if (body[`${edge}_condition`] && body[`${edge}s_at`])
      throw invalid(`${edge}_condition`, 'An edge has an instant or waits for an event, not both.');
  const startsAt = body.starts_at ? new Date(body.starts_at) : undefined;
  const ends = body.ends_at ? new Date(body.ends_at) : undefined;
  if (startsAt && ends && startsAt >= ends) {
    const how = startsAt > ends ? 'starts after its end' : 'ends the instant it starts';
    throw new HeadendError(
      'rights/window-empty',
      `The window ${how}: ${startsAt.toISOString()}, ${ends.toISOString()}.`,
      {
        field: 'ends_at',
      },
    );
  }
  return {
    ...{ kind: body.kind, licenceType: body.license_type, territories: [...new Set(body.territories)] },
    ...{ excludedTerritories: [...new Set(body.excluded_territories)], startsAt },
    endsAt: ends && ends.getUTCFullYear() >= FOR_EVER_YEAR ? undefined : ends,
    startCondition: body.start_condition ? conditionOf(body.start_condition) : undefined,
    endCondition: body.end_condition ? conditionOf(body.end_condition) : undefined,
    ...{ languages: body.languages, holdbackLanguages: body.holdback_languages },
    ...{ formatProfile: body.format_profile ?? undefined, deviceFamilies: body.device_families },
    ...{ exclusive: body.exclusive ?? undefined, runs: body.runs ?? undefined },
    rentalStartBySeconds: body.rental_start_by_seconds ?? undefined,
    rentalFinishBySeconds: body.rental_finish_by_seconds ?? undefined,
    ...{ terms: body.terms, exception: body.exception, exceptionText: body.exception_text ?? undefined },
    ...{ transactionId: body.transaction_id ?? undefined, contractId: body.contract_id ?? undefined },
    licensor: body.licensor ?? undefined,
    raw: { start: body.starts_at ?? undefined, end: body.ends_at ?? undefined },
  };
}

const conditionOf = ({ event, lag_seconds }: { event: string; lag_seconds: number }) => ({
  ...{ event, lagSeconds: lag_seconds },
});

const invalid = (field: string, message: string) => new HeadendError('request/invalid', message, { field });

/** @throws {HeadendError} `rights/territory-unknown`, with what is meant where that can be guessed */
export function checkTerritory(code: string, field: string): void {
  if (isTerritory(code)) return;
  const meant = meantTerritory(code) ?? (isTerritory(code.toUpperCase()) ? code.toUpperCase() : undefined);
  const detail = `There is no territory ${code}.`;
  throw new HeadendError('rights/territory-unknown', detail, { field, fix: meant && `Write ${meant}.` });
}

/** Where a window stands. */
export function stateOf(window: WindowRecord, now: Date): WindowState {
  if (window.withdrawn) return 'withdrawn';
  if ((window.exception && !window.approvedBy) || window.unresolved.includes('start')) return 'waiting';
  if (window.startsAt && window.startsAt > now) return 'upcoming';
  return window.endsAt && window.endsAt <= now ? 'closed' : 'open';
}

/** Prices and contracts are told to whoever may read rights. */
export const windowView = (window: WindowRecord, now = new Date()): z.input<typeof WindowView> => ({
  id: window.id,
  title_id: window.titleId ?? null,
  external_id: window.externalId,
  kind: window.kind,
  license_type: window.licenceType ?? null,
  territories: window.territories,
  excluded_territories: window.excludedTerritories,
  starts_at: iso(window.startsAt),
  ends_at: iso(window.endsAt),
  start_condition: conditionView(window.startCondition),
  end_condition: conditionView(window.endCondition),
  unresolved: window.unresolved,
  languages: window.languages,
  holdback_languages: window.holdbackLanguages,
  format_profile: window.formatProfile ?? null,
  device_families: window.deviceFamilies,
  exclusive: window.exclusive ?? null,
  runs: window.runs ?? null,
  rental_start_by_seconds: window.rentalStartBySeconds ?? null,
  rental_finish_by_seconds: window.rentalFinishBySeconds ?? null,
  terms: window.terms.map(({ name, value, currency }) => ({ name, value, ...(currency ? { currency } : {}) })),
  exception: window.exception,
  exception_text: window.exceptionText ?? null,
  approved_by: window.approvedBy ?? null,
  transaction_id: window.transactionId ?? null,
  contract_id: window.contractId ?? null,
  licensor: window.licensor ?? null,
  delivered: {
    ...{ start: window.raw.start ?? null, end: window.raw.end ?? null, dialect: window.raw.dialect ?? null },
  },
  source: window.source,
  state: stateOf(window, now),
  version: window.version,
  notes: notesOf(window),
  created_by: window.createdBy,
  created_at: window.createdAt.toISOString(),
  updated_at: window.updatedAt.toISOString(),
});

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null;
const conditionView = (condition: WindowTerms['startCondition']) =>
  condition ? { event: condition.event, lag_seconds: condition.lagSeconds } : null;

const notesOf = ({ raw, endsAt }: WindowRecord): string[] =>
  raw.end?.startsWith(String(FOR_EVER_YEAR)) && !endsAt ? [`The end ${raw.end} was read as open: it never ends.`] : [];
