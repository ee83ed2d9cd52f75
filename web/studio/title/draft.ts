import type { TitleDocument, TitleDraft, TitleDraftChange } from '../../shared/api/types';

/** What an editor types of one locale. */
export const LOCAL_FIELDS = [
  { name: 'title', label: 'Title', rows: 1 },
  { name: 'sort_title', label: 'Sorted as', rows: 1 },
  { name: 'tagline', label: 'Tagline', rows: 1 },
  { name: 'synopsis_short', label: 'Short synopsis', rows: 3 },
  { name: 'synopsis_long', label: 'Long synopsis', rows: 6 },
] as const;

export type LocalField = (typeof LOCAL_FIELDS)[number]['name'];

/** The form as it stands: text as it is typed. */
export interface Form {
  locales: Record<string, Partial<Record<LocalField, string>>>;
  required: string[];
  year: string;
  originalLanguage: string;
  genres: string;
  countries: string;
  /** `FSK 12, MPA PG-13`. */
  ratings: string;
  eidr: string;
  imdb: string;
  gracenote: string;
  /** A line each: `director: Name`, `actor: Name as Character`. */
  people: string;
}

const joined = (items: readonly string[]): string => items.join(', ');

const listed = (text: string, between: RegExp = /[,\n]/): string[] =>
  text
    .split(between)
    .map((item) => item.trim())
    .filter(Boolean);

/** A document as it is typed. */
export const formOf = (document: TitleDocument): Form => ({
  locales: document.locales,
  required: document.required_locales,
  year: document.release_year?.toString() ?? '',
  originalLanguage: document.original_language ?? '',
  genres: joined(document.genres),
  countries: joined(document.countries),
  ratings: joined(document.ratings.map(({ system, value }) => `${system} ${value}`)),
  eidr: document.external_ids.eidr ?? '',
  imdb: document.external_ids.imdb ?? '',
  gracenote: document.external_ids.gracenote ?? '',
  people: document.people.map(personLine).join('\n'),
});

const personLine = ({ name, role, characters = [] }: TitleDocument['people'][number]): string =>
  `${role}: ${name}${characters.length > 0 ? ` as ${characters.join(' / ')}` : ''}`;

/** A line of the form; a line without a role is an actor's. */
function personOf(line: string, known: TitleDocument['people']): TitleDocument['people'][number] {
  const before = known.find((person) => personLine(person) === line);
  if (before) return before;
  const [, role = 'actor', rest = line] = /^([^:]+):\s*(.+)$/.exec(line) ?? [];
  const [name = rest, characters] = rest.split(/ as (.+)$/);
  return { name: name.trim(), role: role.trim(), ...(characters ? { characters: characters.split(' / ') } : {}) };
}

/** `MA 15+` of `ACB MA 15+`; what the form does not show of a rating stays. */
function ratingOf(text: string, known: TitleDocument['ratings']): TitleDocument['ratings'][number] {
  const [system = text, ...value] = text.split(/\s+/);
  const rating = { system, value: value.join(' ') || '?' };
  return known.find((each) => each.system === rating.system && each.value === rating.value) ?? rating;
}

/** The change that makes a draft what the form says, as a merge patch: what is empty is taken away. */
export function changeOf(form: Form, { document }: Pick<TitleDraft, 'document'>): TitleDraftChange {
  const gone = Object.keys(document.locales).filter((locale) => !form.locales[locale]);
  return {
    document: {
      locales: {
        ...Object.fromEntries(gone.map((locale) => [locale, null])),
        ...Object.fromEntries(Object.entries(form.locales).map(([locale, words]) => [locale, wordsOf(words)])),
      },
      required_locales: form.required,
      release_year: form.year.trim() ? Number(form.year) : null,
      original_language: form.originalLanguage.trim() || null,
      genres: listed(form.genres),
      countries: listed(form.countries).map((country) => country.toUpperCase()),
      ratings: listed(form.ratings).map((text) => ratingOf(text, document.ratings)),
      people: listed(form.people, /\n/).map((line) => personOf(line, document.people)),
      external_ids: {
        eidr: form.eidr.trim() || null,
        imdb: form.imdb.trim() || null,
        gracenote: form.gracenote.trim() || null,
      },
    },
  };
}

const wordsOf = (words: Form['locales'][string]) =>
  Object.fromEntries(LOCAL_FIELDS.map(({ name }) => [name, words[name]?.trim() || null]));

/**
 * What somebody typed, over what another editor saved meanwhile: each field that was typed in stays, the others are as they were
 * saved.
 *
 * @param base the form as it was before anything was typed
 * @param saved the form as it is saved now
 */
export function rebased(form: Form, base: Form, saved: Form): Form {
  const kept = <Field extends keyof Form>(field: Field) =>
    same(form[field], base[field]) ? saved[field] : form[field];
  const fields = Object.keys(form) as (keyof Form)[];
  const merged = Object.fromEntries(fields.map((field) => [field, kept(field)])) as unknown as Form;
  const locales = [...new Set([...Object.keys(saved.locales), ...Object.keys(form.locales)])].flatMap((locale) => {
    const [mine, before, theirs] = [form.locales[locale], base.locales[locale], saved.locales[locale]];
    if (!mine && before) return [];
    if (!mine || same(mine, before)) return theirs ? [[locale, theirs] as const] : [];
    const words = LOCAL_FIELDS.map(({ name }) => [
      name,
      (mine[name] ?? '') === (before?.[name] ?? '') ? theirs?.[name] : mine[name],
    ]);
    return [[locale, Object.fromEntries(words.filter(([, text]) => text !== undefined))] as const];
  });
  return { ...merged, locales: Object.fromEntries(locales) };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Which field of the form a finding is about, by its JSON pointer. */
export const isAbout = (path: string, pointer: string): boolean => path === pointer || path.startsWith(`${pointer}/`);
