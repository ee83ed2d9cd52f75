import type { z } from 'zod';
import type { TitleRights } from '../../adapters/postgres/rights-port';
import { HeadendError } from '../../domain/failures';
import { answersBetween, mayPlay } from '../../domain/rights/may-play';
import type { Asker, Verdict } from '../../domain/rights/types';
import type { AskerRequest, SimulationRequest, SimulationView, VerdictView } from './availability-schemas';

/** Answers of one simulation. */
const MOST_ANSWERS = 10_000;

type Row = z.input<typeof SimulationView>['data'][number];

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
const secondsOf = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms / 1000));

const decided = (verdict: Verdict) => ({
  allowed: verdict.allowed,
  code: verdict.allowed ? null : verdict.code,
  reason: verdict.allowed ? null : verdict.reason,
  window_id: (verdict.allowed ? verdict.grant.window : verdict.window)?.id ?? null,
  next_change_at: iso(verdict.nextChangeAt),
});

/** The answer of the gate as the API tells it. */
export function verdictView(verdict: Verdict): z.input<typeof VerdictView> {
  const grant = verdict.allowed ? verdict.grant : undefined;
  return {
    ...decided(verdict),
    license_type: grant?.licenceType ?? null,
    max_height: grant?.maxHeight ?? null,
    languages: [...new Set(grant?.languages.map(({ language }) => language))],
    holdback_languages: [...(grant?.holdbackLanguages ?? [])],
    rental_start_by_seconds: secondsOf(grant?.rental?.startByMs),
    rental_finish_by_seconds: secondsOf(grant?.rental?.finishByMs),
  };
}

/** Who asks, of a request. */
export const askerOf = ({ territory, device, license_types, language }: z.output<typeof AskerRequest>): Asker => ({
  ...{
    territory,
    device: device === undefined ? undefined : { family: device },
    licenceTypes: license_types,
    language,
  },
});

/**
 * Every answer of a simulation, by title, asker and instant.
 *
 * @throws {HeadendError} `request/invalid`, `rights/too-many-questions`, `rights/window-empty`
 */
export function simulated(
  titles: ReadonlyMap<string, TitleRights>,
  request: z.output<typeof SimulationRequest>,
  now: number,
): z.input<typeof SimulationView> {
  const { title_ids: ids, askers } = request;
  if (request.at && request.between)
    throw new HeadendError('request/invalid', 'Either instants are asked about or a range.', { field: 'between' });
  const data: Row[] = [];
  for (const title of new Set(ids)) {
    const rights = titles.get(title);
    if (!rights) continue;
    askers.forEach((each, place) => {
      for (const { at, verdict } of answers(rights, askerOf(each), request, now)) {
        if (data.length === MOST_ANSWERS)
          throw new HeadendError('rights/too-many-questions', `There are more than ${MOST_ANSWERS} answers.`);
        data.push(rowOf(rights, { place, ...each }, at, verdict));
      }
    });
  }
  return { data, unknown_titles: [...new Set(ids)].filter((id) => !titles.has(id)) };
}

function answers({ facts }: TitleRights, asker: Asker, request: z.output<typeof SimulationRequest>, now: number) {
  const { at, between } = request;
  if (!between)
    return (at ? at.map((each) => Date.parse(each)) : [now]).map((each) => ({
      ...{ at: each, verdict: mayPlay(facts, asker, each) },
    }));
  const [from, to] = [Date.parse(between.from), Date.parse(between.to)];
  if (from >= to)
    throw new HeadendError('rights/window-empty', 'The range ends before it starts.', { field: 'between.to' });
  return answersBetween(facts, asker, from, to);
}

const rowOf = (
  { id, externalId }: TitleRights,
  { place, territory, device }: { place: number; territory?: string; device?: string },
  at: number,
  verdict: Verdict,
): Row => ({
  ...{ title_id: id, external_id: externalId, asker: place, territory: territory ?? null, device: device ?? null },
  at: new Date(at).toISOString(),
  ...decided(verdict),
  license_type: verdict.allowed ? (verdict.grant.licenceType ?? null) : null,
  max_height: verdict.allowed ? (verdict.grant.maxHeight ?? null) : null,
});

const COLUMNS = [
  ...(['title_id', 'external_id', 'asker', 'territory', 'device', 'at', 'allowed', 'code', 'reason'] as const),
  ...(['window_id', 'license_type', 'max_height', 'next_change_at'] as const),
];

/** The answers as a table (RFC 4180). What a spreadsheet would take for a formula is kept text by an apostrophe. */
export const csvOf = (rows: readonly Row[]): string =>
  [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => cell(row[column])))]
    .map((line) => `${line.join(',')}\r\n`)
    .join('');

function cell(value: Row[(typeof COLUMNS)[number]]): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
