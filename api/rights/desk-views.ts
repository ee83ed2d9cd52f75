import type { WindowRecord } from '../../adapters/postgres/rights-port';
import { periodsOf, placesOf } from '../../domain/rights/outlook';
import { covers, inShort, mayCover } from '../../domain/rights/territory';
import { LICENCE_TYPES, type LicenceType, type RightsFacts } from '../../domain/rights/types';

/** Places in which the same remains. */
interface Remain {
  territories: string[];
  license_types: LicenceType[];
}

/**
 * How may a title still be watched, or had, at the end of a window, where it sold?
 *
 * @param at epoch milliseconds
 * @param place only there
 */
export function remainsOf(facts: RightsFacts, window: WindowRecord, at: number, place?: string): Remain[] {
  const { territories: sold, excludedTerritories: excluded } = window;
  const standing = facts.windows.filter(({ withdrawn }) => !withdrawn);
  const places = placesOf(place ? [...standing, { territories: [place], excludedTerritories: [] }] : standing).filter(
    (each) => covers(sold, each.place) && !mayCover(excluded, each.place) && (!place || each.name === place),
  );
  const groups = new Map<string, Remain>();
  for (const { name, place: territory } of places) {
    const licences = LICENCE_TYPES.filter(
      (licence) => periodsOf(facts, { territory, licenceTypes: [licence] }, at, at + 1).length > 0,
    );
    const group = groups.get(licences.join()) ?? { territories: [], license_types: licences };
    group.territories.push(name);
    groups.set(licences.join(), group);
  }
  return [...groups.values()].map((group) => ({ ...group, territories: inShort(group.territories) }));
}
