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
  /** Each as `de`, or with what it is sold as: `de audio`. */
  languages: string[];
  holdbacks: string[];
  /** Hours; empty: as long as the window. */
  startBy: number | '';
  finishBy: number | '';
  /** Airings; empty: without limit. */
  runs: number | '';
  terms: TermForm[];
  exception: boolean;
  exceptionText: string;
}

/** A term of the contract, such as a price. */
export interface TermForm {
  name: string;
  value: string;
  /** ISO 4217, of prices. */
  currency: string;
}

const DAY_S = 86_400;
const HOUR_S = 3_600;
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
  ...{ languages: [], holdbacks: [], startBy: '', finishBy: '', runs: '', terms: [] },
  ...{ exception: false, exceptionText: '' },
});

const hoursOf = (seconds: number | null): number | '' => (seconds === null ? '' : seconds / HOUR_S);
const secondsOf = (hours: number | ''): number | null => (hours === '' ? null : Math.round(hours * HOUR_S));

export const formOf = (window: RightsWindow): WindowForm => ({
  ...{ kind: window.kind, licence: window.license_type ?? '', territories: window.territories },
  ...{ excluded: window.excluded_territories, start: edgeOf(window.starts_at, window.start_condition) },
  ...{ end: edgeOf(window.ends_at, window.end_condition), quality: window.format_profile ?? '' },
  ...{ devices: window.device_families, exclusive: window.exclusive === true },
  languages: window.languages.map(({ language, asset }) => (asset ? `${language} ${asset}` : language)),
  ...{ holdbacks: window.holdback_languages, runs: window.runs ?? '' },
  startBy: hoursOf(window.rental_start_by_seconds),
  finishBy: hoursOf(window.rental_finish_by_seconds),
  terms: window.terms.map(({ name, value, currency }) => ({ name, value, currency: currency ?? '' })),
  ...{ exception: window.exception, exceptionText: window.exception_text ?? '' },
});

const TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const SOLD = /^(\S+)(?: +(audio|subtitle|subdub))?$/;

/** A language as it is typed, and what it is sold as; undefined when it is none. */
export function soldLanguage(typed: string): RightsWindow['languages'][number] | undefined {
  const [, language, asset] = SOLD.exec(typed.trim()) ?? [];
  if (!language || !TAG.test(language)) return undefined;
  return asset ? { language, asset: asset as 'audio' } : { language };
}

const isEmpty = ({ name, value, currency }: TermForm): boolean => `${name}${value}${currency}`.trim() === '';

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
    languages: form.languages.flatMap((typed) => soldLanguage(typed) ?? []),
    ...{ holdback_languages: form.holdbacks, runs: form.runs === '' ? null : form.runs },
    rental_start_by_seconds: secondsOf(form.startBy),
    rental_finish_by_seconds: secondsOf(form.finishBy),
    terms: form.terms.filter((term) => !isEmpty(term)).map(termAsked),
    ...{ exception: form.exception, exception_text: form.exceptionText.trim() || null },
    ...{ transaction_id: was?.transaction_id ?? null, contract_id: was?.contract_id ?? null },
    licensor: was?.licensor ?? null,
  };
}

const termAsked = ({ name, value, currency }: TermForm) => ({
  ...{ name: name.trim(), value: value.trim() },
  ...(currency.trim() ? { currency: currency.trim().toUpperCase() } : {}),
});

/** What is missing before anything can be asked; undefined when nothing is. */
export function missing(form: WindowForm): string | undefined {
  const { kind, licence, territories, start, end } = form;
  if (kind === 'grant' && !licence) return 'A grant needs a licence.';
  if (territories.length === 0) return 'Name a territory.';
  for (const [name, edge] of [
    ['start', start],
    ['end', end],
  ] as const)
    if (edge.how === 'at' && Number.isNaN(Date.parse(`${edge.at}Z`))) return `Say when the ${name} is.`;
  if (start.how === 'at' && end.how === 'at' && instantOf(start.at) >= instantOf(end.at))
    return 'The end must be after the start.';
  return missingHow(form);
}

function missingHow({ languages, holdbacks, terms }: WindowForm): string | undefined {
  const strange = languages.find((typed) => !soldLanguage(typed)) ?? holdbacks.find((typed) => !TAG.test(typed));
  if (strange) return `${strange} is no language: write de, pt-BR or de audio.`;
  const half = terms.find((term) => !isEmpty(term) && (term.name.trim() === '' || term.value.trim() === ''));
  if (half) return 'A term has a name and a value.';
  const money = terms.find(({ currency }) => currency.trim() !== '' && !/^[A-Za-z]{3}$/.test(currency.trim()));
  return money ? `${money.currency} is no currency: write EUR or USD.` : undefined;
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
