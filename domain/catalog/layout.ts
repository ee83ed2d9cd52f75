import { isTerritory, namesOf } from '../rights/territory';
import { wordsIn } from './locales';

/** How a rail looks: large at the top of the page, as wide pictures, or as posters. */
export const RAIL_STYLES = ['hero', 'wide', 'poster'] as const;
export type RailStyle = (typeof RAIL_STYLES)[number];

/** What a rail shows of one viewer alone. */
export const PERSONAL_SLOTS = ['continue_watching', 'recommended'] as const;
export type PersonalSlot = (typeof PERSONAL_SLOTS)[number];

/** What narrows the titles of a rail by rule. */
export interface RailFilters {
  kinds?: readonly string[];
  /** Key of a genre. */
  genre?: string;
  /** Years of the first release, both included. */
  from_year?: number;
  to_year?: number;
  /** Of the sound, BCP 47. */
  language?: string;
  /** Members of this collection, in their order. */
  collection_id?: string;
}

/** What every rail has. */
interface AnyRail {
  /** Unlike any other of the layout; stays when the rail is moved or renamed. */
  id: string;
  /** By locale (BCP 47). */
  names: Readonly<Record<string, string>>;
  style: RailStyle;
  /** Where it is shown, as rights name places; everywhere when empty. */
  territories: readonly string[];
  /** Families of devices it is shown on; on all when empty. */
  device_families: readonly string[];
}

/** One row of a page. */
export type Rail = AnyRail &
  (
    | { kind: 'editorial'; titles: readonly string[] }
    | { kind: 'rule'; filters: RailFilters; limit: number }
    | { kind: 'personal'; slot: PersonalSlot }
  );

/** A page of viewers: its rails from top to bottom. */
export interface LayoutDocument {
  rails: readonly Rail[];
}

/** More rails nobody scrolls through. */
export const MOST_RAILS = 40;
/** Titles of one rail. */
export const MOST_TITLES = 20;
/** Titles an editor may choose for one rail: those that are not to be seen make room for the next. */
export const MOST_CHOSEN = 60;

export type LayoutIssueCode =
  | 'rails-missing'
  | 'rails-too-many'
  | 'rail-repeated'
  | 'name-missing'
  | 'titles-missing'
  | 'titles-too-many'
  | 'title-repeated'
  | 'title-unknown'
  | 'years-turned'
  | 'territory-unknown';

/** What keeps a layout from being published. */
export interface LayoutIssue {
  code: LayoutIssueCode;
  /** JSON pointer into the document. */
  path: string;
  message: string;
  fix: string;
}

/** Every title and collection that a layout names. */
export const titlesNamed = ({ rails }: LayoutDocument): string[] => [
  ...new Set(
    rails.flatMap((rail) => {
      if (rail.kind === 'editorial') return rail.titles;
      return rail.kind === 'rule' ? (rail.filters.collection_id ?? []) : [];
    }),
  ),
];

/** @param known ids of {@link titlesNamed} that the tenant has */
export function layoutIssues({ rails }: LayoutDocument, known: ReadonlySet<string>): LayoutIssue[] {
  const all = [];
  if (rails.length === 0)
    all.push(issue('rails-missing', '/rails', 'The layout has no rails.', 'Add one: viewers would see an empty page.'));
  if (rails.length > MOST_RAILS) {
    const message = `The layout has ${rails.length} rails; ${MOST_RAILS} fit.`;
    all.push(issue('rails-too-many', '/rails', message, 'Take some away.'));
  }
  return [...all, ...rails.flatMap((rail, index) => railIssues(rail, index, rails, known))];
}

function railIssues(rail: Rail, index: number, rails: readonly Rail[], known: ReadonlySet<string>): LayoutIssue[] {
  const at = `/rails/${index}`;
  const issues: LayoutIssue[] = [];
  if (rails.findIndex(({ id }) => id === rail.id) < index)
    issues.push(issue('rail-repeated', `${at}/id`, `Another rail is ${rail.id}.`, 'Give it an id of its own.'));
  const empty = Object.entries(rail.names).filter(([, name]) => name.trim() === '');
  if (Object.keys(rail.names).length === 0)
    issues.push(issue('name-missing', `${at}/names`, 'The rail has no name.', 'Name it in one locale at least.'));
  for (const [locale] of empty) {
    const message = `The name in ${locale} is empty.`;
    issues.push(issue('name-missing', `${at}/names/${locale}`, message, 'Write it, or take the locale away.'));
  }
  for (const [place, code] of rail.territories.entries()) {
    if (isTerritory(code)) continue;
    const fix = 'Use ISO 3166-1 alpha-2 or ISO 3166-2 codes, or regions as rights have them.';
    issues.push(issue('territory-unknown', `${at}/territories/${place}`, `${code} is no place.`, fix));
  }
  if (rail.kind === 'editorial') return [...issues, ...chosenIssues(rail.titles, at, known)];
  return rail.kind === 'rule' ? [...issues, ...ruleIssues(rail.filters, `${at}/filters`, known)] : issues;
}

function chosenIssues(titles: readonly string[], at: string, known: ReadonlySet<string>): LayoutIssue[] {
  const place = `${at}/titles`;
  if (titles.length === 0)
    return [issue('titles-missing', place, 'No titles are chosen.', 'Choose some, or take the rail away.')];
  if (titles.length > MOST_CHOSEN) {
    const message = `${titles.length} titles are chosen; ${MOST_CHOSEN} fit.`;
    return [issue('titles-too-many', place, message, 'Take some out, or make a rail by rule of it.')];
  }
  return titles.flatMap((id, index) => {
    if (titles.indexOf(id) < index)
      return [issue('title-repeated', `${place}/${index}`, `${id} is chosen twice.`, 'Take one out.')];
    return known.has(id)
      ? []
      : [issue('title-unknown', `${place}/${index}`, `There is no title ${id}.`, 'Take it out.')];
  });
}

function ruleIssues(filters: RailFilters, at: string, known: ReadonlySet<string>): LayoutIssue[] {
  const { from_year: from, to_year: to, collection_id: collection } = filters;
  return [
    ...(from !== undefined && to !== undefined && from > to
      ? [issue('years-turned', `${at}/to_year`, `${to} is before ${from}.`, 'Turn the years around.')]
      : []),
    ...(collection !== undefined && !known.has(collection)
      ? [issue('title-unknown', `${at}/collection_id`, `There is no collection ${collection}.`, 'Choose another.')]
      : []),
  ];
}

const issue = (code: LayoutIssueCode, path: string, message: string, fix: string): LayoutIssue => ({
  ...{ code, path, message, fix },
});

/** Is a rail for viewers there, on such a device? One for some places or devices is not for who does not tell. */
export const isFor = (rail: Rail, territory: string | undefined, deviceFamily: string | undefined): boolean =>
  fits(rail.territories, territory === undefined ? [] : namesOf(territory)) &&
  fits(rail.device_families, deviceFamily === undefined ? [] : [deviceFamily]);

const fits = (wanted: readonly string[], told: readonly string[]): boolean =>
  wanted.length === 0 || told.some((each) => wanted.includes(each));

/** The name of a rail for a viewer, by the same chain of locales as the words of titles. */
export const railName = ({ names }: Pick<Rail, 'names'>, locale: string): string =>
  wordsIn({ locales: Object.fromEntries(Object.entries(names).map(([tag, title]) => [tag, { title }])) }, locale)
    .title ?? '';

/** What many of a tenant's newest titles share. */
export interface Gathered {
  genres: { key: string; names: Readonly<Record<string, string>> }[];
  /** BCP 47. */
  languages: string[];
}

/** The home of a tenant that has published none: what one began, the newest, then by genre and by language. */
export const defaultLayout = ({ genres, languages }: Gathered): LayoutDocument => {
  const everywhere = { territories: [], device_families: [] } as const;
  const rule = (id: string, names: Rail['names'], filters: RailFilters, style: RailStyle = 'wide'): Rail => ({
    ...{ id, names, style, kind: 'rule', filters, limit: MOST_TITLES },
    ...everywhere,
  });
  return {
    rails: [
      {
        ...{ id: 'continue', kind: 'personal', slot: 'continue_watching', style: 'wide', ...everywhere },
        names: { en: 'Continue watching', de: 'Weiterschauen', fr: 'Reprendre', es: 'Seguir viendo' },
      },
      rule('new', { en: 'Just added', de: 'Neu dabei', fr: 'Nouveautés', es: 'Novedades' }, {}, 'hero'),
      ...genres.map(({ key, names }) => rule(`genre-${key}`, names, { genre: key })),
      ...languages.map((language) => rule(`language-${language}`, languageNames(language), { language })),
    ],
  };
};

/** `In German`, in the languages that the other names are in. */
const languageNames = (language: string): Rail['names'] =>
  Object.fromEntries(
    Object.entries({ en: 'In', de: 'Auf', fr: 'En', es: 'En' }).map(([locale, before]) => [
      locale,
      `${before} ${new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language}`,
    ]),
  );
