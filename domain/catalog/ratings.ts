/** A board that rates, where, and its words from the mildest to the strictest. */
export interface RatingSystem {
  /** ISO 3166-1 alpha-2. */
  country: string;
  name: string;
  values: readonly string[];
}

/** Boards whose ratings are checked, by the name that documents use. */
export const RATING_SYSTEMS: Readonly<Record<string, RatingSystem>> = {
  MPA: { country: 'US', name: 'Motion Picture Association', values: ['G', 'PG', 'PG-13', 'R', 'NC-17', 'NR'] },
  TVPG: {
    country: 'US',
    name: 'TV Parental Guidelines',
    values: ['TV-Y', 'TV-Y7', 'TV-Y7-FV', 'TV-G', 'TV-PG', 'TV-14', 'TV-MA'],
  },
  BBFC: {
    country: 'GB',
    name: 'British Board of Film Classification',
    values: ['U', 'PG', '12', '12A', '15', '18', 'R18'],
  },
  IFCO: { country: 'IE', name: 'Irish Film Classification Office', values: ['G', 'PG', '12A', '15A', '16', '18'] },
  FSK: { country: 'DE', name: 'Freiwillige Selbstkontrolle', values: ['0', '6', '12', '16', '18'] },
  JMK: { country: 'AT', name: 'Jugendmedienkommission', values: ['0', '6', '8', '10', '12', '14', '16'] },
  CNC: { country: 'FR', name: 'Centre national du cinéma', values: ['TP', '12', '16', '18'] },
  CSA: { country: 'FR', name: 'Arcom, television', values: ['TP', '10', '12', '16', '18'] },
  KIJKWIJZER: { country: 'NL', name: 'Kijkwijzer', values: ['AL', '6', '9', '12', '14', '16', '18'] },
  ICAA: { country: 'ES', name: 'ICAA', values: ['A', '7', '12', '16', '18', 'X'] },
  MIC: { country: 'IT', name: 'Ministero della Cultura', values: ['T', '6+', '14+', '18+'] },
  DJCTQ: { country: 'BR', name: 'Classificação Indicativa', values: ['L', '10', '12', '14', '16', '18'] },
  ACB: {
    country: 'AU',
    name: 'Australian Classification Board',
    values: ['G', 'PG', 'M', 'MA 15+', 'R 18+', 'X 18+'],
  },
  CHVRS: { country: 'CA', name: 'Canadian Home Video Rating System', values: ['G', 'PG', '14A', '18A', 'R'] },
  EIRIN: { country: 'JP', name: 'Eirin', values: ['G', 'PG12', 'R15+', 'R18+'] },
  KMRB: { country: 'KR', name: 'Korea Media Rating Board', values: ['ALL', '12', '15', '19', 'Restricted'] },
  CBFC: {
    country: 'IN',
    name: 'Central Board of Film Certification',
    values: ['U', 'UA', 'UA 7+', 'UA 13+', 'UA 16+', 'A', 'S'],
  },
  SMR: { country: 'SE', name: 'Statens medieråd', values: ['Btl', '7', '11', '15'] },
  NMA: { country: 'NO', name: 'Medietilsynet', values: ['A', '6', '9', '12', '15', '18'] },
  KAVI: { country: 'FI', name: 'KAVI', values: ['S', '7', '12', '16', '18'] },
};

/** What is wrong with a rating, in words; undefined when it is right. */
export function ratingProblem({
  system,
  value,
  country,
}: {
  system: string;
  value: string;
  country?: string;
}): string | undefined {
  const known = Object.hasOwn(RATING_SYSTEMS, system) ? RATING_SYSTEMS[system] : undefined;
  if (!known) return `${system} is no known board; known are ${Object.keys(RATING_SYSTEMS).join(', ')}.`;
  if (!known.values.includes(value)) return `${system} has no ${value}, only ${known.values.join(', ')}.`;
  if (country !== undefined && country !== known.country)
    return `${system} rates for ${known.country}, not ${country}.`;
  return undefined;
}
