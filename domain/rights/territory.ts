/** ISO 3166-1 alpha-2, November 2026, and XK, which avails use for Kosovo. */
const COUNTRIES = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH ' +
    'CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP ' +
    'GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR ' +
    'LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF ' +
    'PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ ' +
    'TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);

/** The world (MovieLabs Avails; a user-assigned code of ISO 3166-1). */
export const WORLD = 'ZZ';

/** Regions that avails name, by their countries. EU: the member states of the European Union. */
const REGIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  EU: new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')),
};

/** Codes that people write for others. */
const MEANT: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', WW: WORLD, WORLD: WORLD, USA: 'US' };

const SUBDIVISION = /^([A-Z]{2})-[A-Z0-9]{1,3}$/;

/** Codes of regions that windows may name. */
export const regionsOf = (country: string): string[] =>
  Object.entries(REGIONS).flatMap(([region, countries]) => (countries.has(country) ? [region] : []));

/** `US` of `US-CA`. */
export const countryOf = (territory: string): string => territory.slice(0, 2);

/** Is this a country, or a part of one, that somebody may be in? */
export const isPlace = (code: string): boolean =>
  COUNTRIES.has(code) || COUNTRIES.has(SUBDIVISION.exec(code)?.[1] ?? '');

/** What a proxy told of where somebody is; undefined when it is no place. */
export function toldPlace(code: string | undefined): string | undefined {
  const place = code?.trim().toUpperCase();
  return place && isPlace(place) ? place : undefined;
}

/** May a window name it? */
export const isTerritory = (code: string): boolean => code === WORLD || Object.hasOwn(REGIONS, code) || isPlace(code);

/** What to write instead of a code nobody knows; undefined when there is no guess. */
export const meantTerritory = (code: string): string | undefined => MEANT[code.toUpperCase()];

/**
 * Every code under which a window may name the place: itself, its country, regions, the world. The SQL form of
 * {@link covers} asks whether one of them is in the list.
 */
export function namesOf(place: string): readonly string[] {
  return COUNTRY_NAMES.get(place) ?? namesFor(place);
}

const namesFor = (place: string): string[] => {
  const country = countryOf(place);
  return [...new Set([place, country, ...regionsOf(country), WORLD])];
};

/** Asked for each window of each title. */
const COUNTRY_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  [...COUNTRIES].map((country) => [country, namesFor(country)]),
);

/** Is somebody in `place` in one of the territories? */
export const covers = (territories: readonly string[], place: string): boolean =>
  namesOf(place).some((name) => territories.includes(name));

/**
 * Might somebody in `place` be in one of the territories? Of whom only the country is known may be in any part of it: what
 * forbids must not be passed by knowing less.
 */
export const mayCover = (territories: readonly string[], place: string): boolean =>
  covers(territories, place) || territories.some((territory) => territory.startsWith(`${place}-`));

/** The countries of a region; a place itself. @param territory not the world, whose countries nobody lists */
export const membersOf = (territory: string): string[] => [...(REGIONS[territory] ?? [territory])];

/** Is nothing left of the territories once the excluded ones are taken away? */
export const isAllExcluded = (territories: readonly string[], excluded: readonly string[]): boolean =>
  excluded.length > 0 &&
  territories.every((territory) =>
    (territory === WORLD ? [...COUNTRIES] : membersOf(territory)).every((place) => covers(excluded, place)),
  );

/** A country that none of the codes name, for "everywhere else". */
export const countryBesides = (codes: ReadonlySet<string>): string =>
  [...COUNTRIES].find((country) => !codes.has(country)) ?? WORLD;

/** The same places in as few codes as there are: the countries of a region that are all there by its name. */
export function inShort(codes: readonly string[]): string[] {
  const whole = Object.entries(REGIONS).filter(([, countries]) => [...countries].every((each) => codes.includes(each)));
  const within = new Set(whole.flatMap(([, countries]) => [...countries]));
  const names = [...whole.map(([region]) => region), ...codes.filter((code) => !within.has(code))];
  return [...new Set(names)].sort();
}

/** Every code that a window may name, less parts of countries. */
export const everyTerritory = (): string[] => [WORLD, ...Object.keys(REGIONS), ...COUNTRIES];
