import type { TitleMetadata } from '../metadata/title-metadata';

/** What an entry of the catalogue is. */
export const TITLE_KINDS = ['movie', 'series', 'season', 'episode', 'extra', 'collection'] as const;
export type TitleKind = (typeof TITLE_KINDS)[number];

export const isTitleKind = (word: string): word is TitleKind => (TITLE_KINDS as readonly string[]).includes(word);

/** Words of an entry in one locale; what is missing is taken from the next locale of the chain (locales.ts). */
export interface LocalText {
  title?: string;
  /** By which lists are sorted, such as `Matrix, The`. */
  sort_title?: string;
  tagline?: string;
  /** For lists and feeds; at most {@link MOST_SHORT} characters. */
  synopsis_short?: string;
  synopsis_long?: string;
}

/** Members of {@link LocalText}, in the order in which editors fill them in. */
export const LOCAL_FIELDS = ['title', 'sort_title', 'tagline', 'synopsis_short', 'synopsis_long'] as const;

/** Longest short synopsis, characters: what Roku's search feed and most lists take. */
export const MOST_SHORT = 250;

/** Somebody who took part. */
export interface Contributor {
  name: string;
  /** What they did: `director`, `writer`, `actor` and the like. */
  role: string;
  /** Whom an actor plays; more than one where they play several. */
  characters?: string[];
  /** Of the tenant's list of people. */
  person_id?: string;
}

/** Who may watch an entry, in the words of one board. */
export interface AgeRating {
  /** Of `RATING_SYSTEMS` (ratings.ts), such as `FSK`. */
  system: string;
  value: string;
  /** ISO 3166-1 alpha-2; the board's own when left out. */
  country?: string;
  /** Why, such as `violence`. */
  reasons?: string[];
}

/** What editors write of an entry, and what viewers see of it once it is frozen and published. JSON as the API shows it. */
export interface CatalogDocument {
  /** By BCP 47 locale. */
  locales: Record<string, LocalText>;
  /** Where every chain of locales ends; the original language when left out. */
  default_locale?: string;
  /** Nothing is published while one of these lacks its title or short synopsis, whatever others would lend it. */
  required_locales: string[];
  original_title?: string;
  original_language?: string;
  /** Of the first release anywhere. */
  release_year?: number;
  /** `YYYY-MM-DD`. */
  release_date?: string;
  /** Of production, ISO 3166-1 alpha-2. */
  countries: string[];
  /** Keys of the tenant's genres. */
  genres: string[];
  keywords: string[];
  people: Contributor[];
  ratings: AgeRating[];
  /** By register: `eidr`, `imdb`, `gracenote` are checked, others are kept as they are. */
  external_ids: Record<string, string>;
  copyright?: string;
}

/** A document that says nothing yet. */
export const emptyDocument = (): CatalogDocument => ({
  locales: {},
  required_locales: [],
  countries: [],
  genres: [],
  keywords: [],
  people: [],
  ratings: [],
  external_ids: {},
});

/** A document as it is stored, with the members that older ones lack. */
export const documentOf = (stored: unknown): CatalogDocument => ({
  ...emptyDocument(),
  ...(stored as Partial<CatalogDocument> | null | undefined),
});

/**
 * A document with what was delivered beside the media. What an editor has written stays: delivery fills in only what is
 * empty.
 *
 * @param name of the title, as ordered
 * @param metadata as partners deliver it (docs/metadata.md)
 */
export function withDelivered(draft: CatalogDocument, name: string, metadata?: TitleMetadata): CatalogDocument {
  const delivered = deliveredDocument(name, metadata);
  const locales = Object.fromEntries(
    [...new Set([...Object.keys(delivered.locales), ...Object.keys(draft.locales)])].map((locale) => [
      locale,
      { ...delivered.locales[locale], ...draft.locales[locale] },
    ]),
  );
  const filled = Object.entries(draft).filter(([, value]) => !isEmpty(value));
  return {
    ...delivered,
    ...Object.fromEntries(filled),
    locales,
    external_ids: { ...delivered.external_ids, ...draft.external_ids },
  };
}

/** Words of a title of which nobody told the language. */
const UNTOLD = 'und';

function deliveredDocument(name: string, metadata: TitleMetadata = { locales: {} }): CatalogDocument {
  const { original_title, original_language, year, release_date, copyright } = metadata;
  const locales = Object.fromEntries(
    Object.entries(metadata.locales ?? {}).map(([locale, { description, short_description, ...words }]) => [
      locale,
      present<LocalText>({ ...words, synopsis_short: short_description, synopsis_long: description }),
    ]),
  );
  const named = Object.values(locales).some(({ title }) => title !== undefined);
  const home = original_language ?? Object.keys(locales)[0] ?? UNTOLD;
  if (!named) locales[home] = { title: name, ...locales[home] };
  return present<CatalogDocument>({
    ...emptyDocument(),
    locales,
    original_title,
    original_language,
    release_year: year ?? (release_date === undefined ? undefined : Number(release_date.slice(0, 4))),
    release_date,
    countries: metadata.countries ?? [],
    genres: [...new Set((metadata.genres ?? []).map(genreKey).filter(Boolean))],
    keywords: metadata.keywords ?? [],
    people: (metadata.people ?? []).map(({ character, ...person }) =>
      character === undefined ? person : { ...person, characters: [character] },
    ),
    ratings: (metadata.ratings ?? []).map(({ region, ...rating }) =>
      region === undefined ? rating : { ...rating, country: region },
    ),
    external_ids: metadata.ids ?? {},
    copyright,
  });
}

/** A genre's word as documents name it: `Science Fiction` is `science-fiction`. */
export const genreKey = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/** Without members that are undefined, as JSON has none. */
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
