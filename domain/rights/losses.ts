import { mayOffer, mayPlay } from './may-play';
import { placesOf } from './outlook';
import { covers, inShort, mayCover } from './territory';
import { type Asker, LICENCE_TYPES, type RightsFacts, type RightsWindow } from './types';

/** Who cannot have a title any more. */
export interface Loss {
  /** Codes; `ZZ` is everywhere that no window names. */
  territories: string[];
  /** Families of devices, {@link OTHER_DEVICES} for those that no window names. Empty: every device that had it. */
  devices: string[];
}

/** Devices of families that no window names. */
export const OTHER_DEVICES = 'other';

/** Under a pre-order nobody has anything yet. */
const HAVING = LICENCE_TYPES.filter((licence) => licence !== 'POEST');

/**
 * Who has a title until a window closes and not afterwards: in each place of the window, on each device that any window tells apart,
 * whom no other grant of any licence holds it for. Who did not have it just before, since it was barred, loses nothing.
 *
 * @param closesAt epoch milliseconds
 */
export function lossesAt(facts: RightsFacts, window: RightsWindow, closesAt: number): Loss[] {
  const judged = whole(facts);
  const standing = facts.windows.filter(({ withdrawn }) => !withdrawn);
  const devices =
    window.deviceFamilies.length > 0 ? [...window.deviceFamilies] : [OTHER_DEVICES, ...familiesOf(standing)];
  const lost = new Map<string, string[]>();
  for (const { name, place } of placesOf(standing)) {
    if (!covers(window.territories, place) || mayCover(window.excludedTerritories, place)) continue;
    const has = (device: string, at: number) => mayOffer(judged, askerOf(place, device), at).allowed;
    const had = devices.filter((device) => has(device, closesAt - 1));
    const gone = had.filter((device) => !has(device, closesAt));
    if (gone.length === 0) continue;
    const key = gone.length === had.length ? '' : gone.sort().join();
    lost.set(key, [...(lost.get(key) ?? []), name]);
  }
  return [...lost].map(([key, names]) => ({ territories: inShort(names), devices: key === '' ? [] : key.split(',') }));
}

/** Every territory of losses, whichever devices. */
export const territoriesOf = (losses: readonly Loss[]): string[] =>
  [...new Set(losses.flatMap(({ territories }) => territories))].sort();

/** In words for people: `AT`, `DE on tv and web`. */
export const lossWords = (losses: readonly Loss[]): string[] =>
  losses
    .flatMap(({ territories, devices }) =>
      territories.map((territory) => territory + (devices.length > 0 ? ` on ${devices.join(' and ')}` : '')),
    )
    .sort();

/** May nobody play the title at an instant, wherever, on whatever and by whatever licence? @param instant epoch milliseconds */
export function playsNowhere(facts: RightsFacts, instant: number): boolean {
  const standing = facts.windows.filter(({ withdrawn }) => !withdrawn);
  if (facts.windows.length === 0) return facts.rightsRequired;
  const devices = [OTHER_DEVICES, ...familiesOf(standing)];
  return !placesOf(standing).some(({ place }) =>
    devices.some((device) => mayPlay(facts, askerOf(place, device), instant).allowed),
  );
}

const whole = (facts: RightsFacts): RightsFacts => ({
  ...facts,
  published: true,
  currentVersionId: facts.currentVersionId ?? 'any',
});

const askerOf = (territory: string, device: string): Asker => ({
  ...{ territory, licenceTypes: HAVING },
  device: device === OTHER_DEVICES ? undefined : { family: device },
});

const familiesOf = (windows: readonly RightsWindow[]): string[] => [
  ...new Set(windows.flatMap(({ deviceFamilies }) => deviceFamilies)),
];
