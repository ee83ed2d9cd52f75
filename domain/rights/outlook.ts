import { mayOffer } from './may-play';
import { countryBesides, countryOf, inShort, membersOf, WORLD } from './territory';
import { type Asker, LICENCE_TYPES, type LicenceType, type RightsFacts, type RightsWindow } from './types';

/** A place, or `ZZ` for everywhere that is not named. */
export interface NamedPlace {
  name: string;
  /** Who asks from there: ISO 3166-1 alpha-2 or ISO 3166-2. */
  place: string;
}

type Sold = Pick<RightsWindow, 'territories' | 'excludedTerritories'>;

/** Every place that windows tell apart, and one for everywhere else where the world is named. */
export function placesOf(windows: readonly Sold[]): NamedPlace[] {
  const named = new Set(
    windows.flatMap(({ territories, excludedTerritories }) => [...territories, ...excludedTerritories]),
  );
  const members = [...named].filter((code) => code !== WORLD).flatMap(membersOf);
  const places = new Set(members.flatMap((code) => [code, countryOf(code)]));
  const all = [...places].sort().map((place) => ({ name: place, place }));
  return named.has(WORLD) ? [...all, { name: WORLD, place: countryBesides(places) }] : all;
}

/** A time in which something may be watched, or had, epoch milliseconds; half open. */
export interface Period {
  from: number;
  /** Undefined: nothing that is known ends it. */
  to?: number;
  /** Of the best picture, lines; undefined: any. */
  maxHeight?: number;
}

/** What a change of windows does to those who ask for one licence, on one kind of device, in places that are all alike. */
export interface Outlook {
  /** Codes of the places; `ZZ` is everywhere that is not named. */
  territories: string[];
  licenceType: LicenceType;
  /** Undefined: any device. */
  device?: string;
  before: Period[];
  after: Period[];
  changed: boolean;
}

/**
 * When may what be watched, or had, before and after a change? Asked of the gate for every place, licence and kind of device that the
 * windows tell apart. That a title is not published yet does not count here.
 *
 * @param from epoch milliseconds, included
 * @param to epoch milliseconds, excluded
 */
export function outlooksOf(
  { before, after }: { before: RightsFacts; after: RightsFacts },
  { from, to }: { from: number; to: number },
): Outlook[] {
  const windows = [...before.windows, ...after.windows].filter(({ withdrawn }) => !withdrawn);
  // A title that is open to everybody is told of everywhere.
  const open = [before, after].some((facts) => facts.windows.length === 0);
  const everywhere = { territories: [WORLD], excludedTerritories: [] };
  const found = new Map<string, Outlook>();
  for (const { name, place } of placesOf(open ? [...windows, everywhere] : windows))
    for (const licenceType of licencesOf(windows)) {
      const asked = (device: string | undefined) => {
        const asker = {
          territory: place,
          device: device ? { family: device } : undefined,
          licenceTypes: [licenceType],
        };
        return { before: periodsOf(before, asker, from, to), after: periodsOf(after, asker, from, to) };
      };
      const onAny = JSON.stringify(asked(undefined));
      for (const device of devicesOf(windows)) {
        const periods = asked(device);
        if (periods.before.length + periods.after.length === 0) continue;
        if (device && JSON.stringify(periods) === onAny) continue;
        const key = JSON.stringify([licenceType, device, periods]);
        const one = found.get(key);
        if (one) one.territories.push(name);
        else found.set(key, { territories: [name], licenceType, device, ...periods, changed: differs(periods) });
      }
    }
  return [...found.values()].map((one) => ({ ...one, territories: inShort(one.territories) }));
}

const differs = ({ before, after }: { before: Period[]; after: Period[] }): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);

const licencesOf = (windows: readonly RightsWindow[]): LicenceType[] =>
  LICENCE_TYPES.filter((type) => windows.some(({ licenceType }) => licenceType === type));

const devicesOf = (windows: readonly RightsWindow[]): (string | undefined)[] => [
  undefined,
  ...new Set(windows.flatMap(({ deviceFamilies }) => deviceFamilies)),
];

/** Times in which an asker may be offered a title, as if it were published; those that touch and are alike are one. */
export function periodsOf(facts: RightsFacts, asker: Asker, from: number, to: number): Period[] {
  const judged = { ...facts, published: true, currentVersionId: facts.currentVersionId ?? 'any' };
  const periods: Period[] = [];
  for (let at: number | undefined = from; at !== undefined && at < to; ) {
    const { nextChangeAt, ...verdict } = mayOffer(judged, asker, at);
    if (verdict.allowed) {
      const last = periods.at(-1);
      const { maxHeight } = verdict.grant;
      if (last && last.to === at && last.maxHeight === maxHeight) last.to = nextChangeAt;
      else periods.push({ from: at, to: nextChangeAt, maxHeight });
    }
    at = nextChangeAt;
  }
  return periods;
}
