import { isTerritory } from '../../../domain/rights/territory';
import type { RightsWindow } from '../../shared/api/types';

/** Places, days and edges of windows as people read them. Days are of UTC, as windows are. */

const locale = (): string => navigator.language || 'en';

/** `Germany`, `European Union`, `Everywhere`; the code itself of a part of a country. */
export function territoryName(code: string): string {
  if (code === 'ZZ') return 'Everywhere';
  if (code.length !== 2 || !isTerritory(code)) return code;
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
}

/** How many codes a line has room for. */
const SHOWN = 3;

/** `DE, AT, CH`, `DE, AT and 5 more`; `World` alone, `Elsewhere` beside other lanes. */
export function placesInShort(codes: readonly string[], beside = false): string {
  const names = codes.map((code) => (code === 'ZZ' ? (beside ? 'Elsewhere' : 'World') : code));
  if (names.length <= SHOWN) return names.join(', ');
  return `${names.slice(0, SHOWN - 1).join(', ')} +${names.length - SHOWN + 1}`;
}

/** `Germany, Austria and Switzerland`. */
export const placesInFull = (codes: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(codes.map(territoryName));

/** `1 Dec 2026`, with the time of day where it is not midnight. UTC. */
export function utc(iso: string): string {
  const midnight = /T00:00:00(\.000)?Z$/.test(iso);
  return new Intl.DateTimeFormat(locale(), {
    ...{ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' },
    ...(midnight ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  }).format(new Date(iso));
}

const UNITS: [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `30 days after Theatrical`. */
export function conditionWords({ event, lag_seconds: lag }: NonNullable<RightsWindow['start_condition']>): string {
  if (lag === 0) return `at ${event}`;
  const [unit, size] = UNITS.find(([, each]) => lag % each === 0) ?? UNITS[3]!;
  const number = Math.abs(lag) / size;
  return `${number} ${unit}${number === 1 ? '' : 's'} ${lag < 0 ? 'before' : 'after'} ${event}`;
}

type Edges = Pick<RightsWindow, 'starts_at' | 'ends_at' | 'start_condition' | 'end_condition' | 'unresolved'>;

/** When an edge falls, or what it waits for. */
export function edgeWords(window: Edges, edge: 'start' | 'end'): string {
  const condition = window[`${edge}_condition`];
  const at = window[`${edge}s_at`];
  if (window.unresolved.includes(edge))
    return condition ? `${conditionWords(condition)}, which nobody has recorded` : 'not known yet';
  return at ? utc(at) : edge === 'start' ? 'since ever' : 'for ever';
}

/** `1 Dec 2026 to 1 Jun 2027`, `from 1 Dec 2026 for ever`. */
export const timeWords = (window: Edges): string => {
  const [start, end] = [edgeWords(window, 'start'), edgeWords(window, 'end')];
  if (!window.ends_at && !window.unresolved.includes('end'))
    return window.starts_at ? `from ${start} for ever` : 'always';
  return `${start} to ${end}`;
};

const REFUSALS: Readonly<Record<string, string>> = {
  'playback/not-published': 'The title is not published, or nothing of it can be played yet.',
  'playback/no-rights': 'The title has no grant in force.',
  'playback/territory-unknown': 'It is sold for some places only, and the place is not known.',
  'playback/territory': 'No grant is for this place.',
  'playback/not-licensed': 'No grant is for a licence that was asked for.',
  'playback/device': 'No grant is for this kind of device.',
  'playback/language': 'No grant is for this language.',
  'playback/not-approved': 'The grant is an exception that nobody has approved.',
  'playback/window-unresolved': 'The grant begins with an event that nobody has recorded.',
  'playback/window-closed': 'The grant is over.',
  'playback/not-yet': 'The grant has not begun.',
  'playback/holdback': 'A holdback forbids it, whatever the grants.',
  'playback/blackout': 'A blackout forbids it, whatever the grants.',
};

/** Why not, for people who know what a window is. */
export const refusalWords = (code: string | null): string => REFUSALS[code ?? ''] ?? code ?? '';
