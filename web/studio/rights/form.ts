import type { LicenceType, WindowKind } from '../../../domain/rights/types';
import type { RightsWindow, RightsWindowOrder } from '../../shared/api/types';

/** An edge as it is typed: a day and time of UTC without its zone, an event, or open. */
export interface EdgeForm {
  how: 'open' | 'at' | 'event';
  /** `2026-12-01T00:00:00`, UTC. */
  at: string;
  event: string;
  /** Whole days after the event; before it when negative. */
  days: number;
}

/** What is typed of a window. */
export interface WindowForm {
  kind: WindowKind;
  licence: LicenceType | '';
  territories: string[];
  excluded: string[];
  start: EdgeForm;
  end: EdgeForm;
  quality: 'SD' | 'HD' | 'UHD' | '';
  devices: string[];
  exclusive: boolean;
}

const DAY_S = 86_400;
/** Of an instant, as inputs of the browser take it. */
export const localOf = (iso: string): string => iso.slice(0, 19);
/** Of what an input of the browser holds; it may leave out seconds. */
export const instantOf = (local: string): string => new Date(`${local}Z`).toISOString();

const edgeOf = (at: string | null, condition: RightsWindow['start_condition']): EdgeForm => ({
  how: condition ? 'event' : at ? 'at' : 'open',
  at: at ? localOf(at) : '',
  event: condition?.event ?? 'Theatrical',
  days: condition ? condition.lag_seconds / DAY_S : 0,
});

/** @param midnight the start of a day, `2026-12-01T00:00:00.000Z` */
export const emptyForm = (midnight: string): WindowForm => ({
  ...{ kind: 'grant', licence: 'SVOD', territories: [], excluded: [] },
  ...{ start: { ...edgeOf(midnight, null) }, end: edgeOf(null, null), quality: '', devices: [], exclusive: false },
});

export const formOf = (window: RightsWindow): WindowForm => ({
  ...{ kind: window.kind, licence: window.license_type ?? '', territories: window.territories },
  ...{ excluded: window.excluded_territories, start: edgeOf(window.starts_at, window.start_condition) },
  ...{ end: edgeOf(window.ends_at, window.end_condition), quality: window.format_profile ?? '' },
  ...{ devices: window.device_families, exclusive: window.exclusive === true },
});

const edgeAsked = ({ how, at, event, days }: EdgeForm, was: string | null | undefined) => ({
  // What was not touched keeps its fractions of a second.
  at: how === 'at' && at ? (was && localOf(was) === at ? was : instantOf(at)) : null,
  condition: how === 'event' ? { event: event as 'Theatrical', lag_seconds: Math.round(days * DAY_S) } : null,
});

/** What is asked of the API. What the form does not show stays as it is. @param was the window that changes; none: a new one */
export function orderOf(form: WindowForm, was?: RightsWindow): RightsWindowOrder {
  const start = edgeAsked(form.start, was?.starts_at);
  const end = edgeAsked(form.end, was?.ends_at);
  return {
    ...{ kind: form.kind, license_type: form.licence || undefined, territories: form.territories },
    ...{ excluded_territories: form.excluded, starts_at: start.at, ends_at: end.at },
    ...{ start_condition: start.condition, end_condition: end.condition },
    ...{ format_profile: form.quality || null, device_families: form.devices },
    exclusive: form.exclusive || (was?.exclusive ?? null) === false ? form.exclusive : null,
    ...{ languages: was?.languages ?? [], holdback_languages: was?.holdback_languages ?? [], runs: was?.runs ?? null },
    rental_start_by_seconds: was?.rental_start_by_seconds ?? null,
    rental_finish_by_seconds: was?.rental_finish_by_seconds ?? null,
    ...{ terms: was?.terms ?? [], exception: was?.exception ?? false, exception_text: was?.exception_text ?? null },
    ...{ transaction_id: was?.transaction_id ?? null, contract_id: was?.contract_id ?? null },
    licensor: was?.licensor ?? null,
  };
}

/** What is missing before anything can be asked; undefined when nothing is. */
export function missing({ kind, licence, territories, start, end }: WindowForm): string | undefined {
  if (kind === 'grant' && !licence) return 'A grant needs a licence.';
  if (territories.length === 0) return 'Name a territory.';
  for (const [name, edge] of [
    ['start', start],
    ['end', end],
  ] as const)
    if (edge.how === 'at' && Number.isNaN(Date.parse(`${edge.at}Z`))) return `Say when the ${name} is.`;
  if (start.how === 'at' && end.how === 'at' && instantOf(start.at) >= instantOf(end.at))
    return 'The end must be after the start.';
  return undefined;
}

/** Families of devices that are often sold apart; any other may be typed. */
export const DEVICES = ['tv', 'web', 'mobile', 'ios', 'android'];

/** The edges of a form after they were dragged; an edge that did not move stays as it was told. */
export function edgesOf(
  dragged: { starts_at: string | null; ends_at: string | null },
  { start, end }: WindowForm,
): Pick<WindowForm, 'start' | 'end'> {
  const moved = (edge: EdgeForm, at: string | null): EdgeForm =>
    at && localOf(at) !== edge.at ? { ...edge, how: 'at', at: localOf(at) } : edge;
  return { start: moved(start, dragged.starts_at), end: moved(end, dragged.ends_at) };
}
