/**
 * First zones of countries that have several: the zone in which a day begins first, islands far off apart. Contracts that say
 * "midnight in the territory" open a title there when the first of its viewers sees the date.
 */
const FIRST_ZONES: Readonly<Record<string, string>> = {
  AQ: 'Antarctica/McMurdo',
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/St_Johns',
  CD: 'Africa/Lubumbashi',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Pohnpei',
  GL: 'America/Nuuk',
  ID: 'Asia/Jayapura',
  KI: 'Pacific/Kiritimati',
  KZ: 'Asia/Almaty',
  MH: 'Pacific/Majuro',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Cancun',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RU: 'Asia/Kamchatka',
  UA: 'Europe/Kyiv',
  UM: 'Pacific/Wake',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
  XK: 'Europe/Belgrade',
};

const found = new Map<string, string | undefined>();

/** IANA name of the zone that a date without one is in; undefined for regions, the world, and parts of countries with several zones. */
export function firstZoneOf(territory: string): string | undefined {
  const country = territory.slice(0, 2);
  if (territory.includes('-') && country in FIRST_ZONES) return undefined;
  if (!found.has(country)) found.set(country, FIRST_ZONES[country] ?? onlyZoneOf(country));
  return found.get(country);
}

function onlyZoneOf(country: string): string | undefined {
  if (country === 'EU' || country === 'ZZ') return undefined;
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    timeZones?: string[];
    getTimeZones?: () => string[];
  };
  return (locale.getTimeZones?.() ?? locale.timeZones)?.[0];
}
