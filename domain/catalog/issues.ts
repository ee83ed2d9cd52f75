import { eidrProblem } from '../avails/eidr';
import { type CatalogDocument, LOCAL_FIELDS, type LocalText, MOST_SHORT, type TitleKind } from './document';
import { ratingProblem } from './ratings';

/** error: nothing is published while it is there. warning: partners' feeds may refuse the entry. hint: could be better. */
export type IssueSeverity = 'error' | 'warning' | 'hint';

/** Something to mend in a draft. */
export interface Issue {
  severity: IssueSeverity;
  /** What it is, for programs. */
  code: IssueCode;
  /** JSON pointer into the document, or `/parent_id`, `/position`, `/artwork`. */
  path: string;
  message: string;
}

export type IssueCode =
  | 'locale-missing'
  | 'locale-unknown'
  | 'title-missing'
  | 'synopsis-missing'
  | 'synopsis-too-long'
  | 'parent-missing'
  | 'parent-wrong'
  | 'position-missing'
  | 'rating-unknown'
  | 'rating-missing'
  | 'genre-unknown'
  | 'genre-missing'
  | 'id-malformed'
  | 'year-missing'
  | 'year-contradicted'
  | 'artwork-missing'
  | 'members-missing';

/** What surrounds a draft, as far as its issues depend on it. */
export interface EntryFacts {
  kind: TitleKind;
  parentKind?: TitleKind;
  position?: number;
  /** Keys of the tenant's genres; undefined when it keeps no list. */
  genres?: ReadonlySet<string>;
  /** Roles of artwork that is there. */
  artworkRoles: ReadonlySet<string>;
  /** How many members a collection has. */
  members: number;
}

const HEAVIEST: Readonly<Record<IssueSeverity, number>> = { error: 0, warning: 1, hint: 2 };

/** What is to be mended in a draft, heaviest first. */
export function issuesOf(document: CatalogDocument, facts: EntryFacts): Issue[] {
  return [
    ...localeIssues(document),
    ...placeIssues(facts),
    ...ratingIssues(document, facts),
    ...genreIssues(document, facts),
    ...idIssues(document),
    ...yearIssues(document, facts),
    ...artworkIssues(facts),
  ].sort((a, b) => HEAVIEST[a.severity] - HEAVIEST[b.severity]);
}

/** May a document with these issues be shown to viewers? */
export const mayPublish = (issues: readonly Issue[]): boolean => !issues.some(({ severity }) => severity === 'error');

/** How far an entry is in one locale. */
export interface Completeness {
  locale: string;
  required: boolean;
  filled: (keyof LocalText)[];
  missing: (keyof LocalText)[];
}

/** How far an entry is in each of its locales, those that are required first. */
export const completenessOf = (document: CatalogDocument): Completeness[] =>
  [...new Set([...document.required_locales, ...Object.keys(document.locales)])].map((locale) => {
    const has = (field: keyof LocalText) => Boolean(document.locales[locale]?.[field]?.trim());
    return {
      locale,
      required: document.required_locales.includes(locale),
      filled: LOCAL_FIELDS.filter(has),
      missing: LOCAL_FIELDS.filter((field) => !has(field)),
    };
  });

function localeIssues(document: CatalogDocument): Issue[] {
  const all = completenessOf(document);
  if (all.length === 0) {
    return [error('locale-missing', '/locales', 'The entry has no words in any locale.')];
  }
  const { default_locale: home } = document;
  const homeless = home !== undefined && !document.locales[home];
  return [
    ...(homeless ? [error('locale-unknown', '/default_locale', `The entry has no words in ${home}.`)] : []),
    ...all.flatMap((each) =>
      gaps(
        each,
        all.every(({ filled }) => !filled.includes('title')),
      ),
    ),
    ...Object.entries(document.locales).flatMap(([locale, { synopsis_short: text = '' }]) =>
      text.length > MOST_SHORT
        ? [error('synopsis-too-long', at(locale, 'synopsis_short'), `${text.length} characters; ${MOST_SHORT} fit.`)]
        : [],
    ),
  ];
}

/** @param untitled whether no locale at all has a title */
function gaps({ locale, required, missing }: Completeness, untitled: boolean): Issue[] {
  const issues: Issue[] = [];
  if (missing.includes('title')) {
    const message = `There is no title in ${locale}.`;
    issues.push((required || untitled ? error : warning)('title-missing', at(locale, 'title'), message));
  }
  if (missing.includes('synopsis_short')) {
    const message = `There is no short synopsis in ${locale}.`;
    issues.push((required ? error : warning)('synopsis-missing', at(locale, 'synopsis_short'), message));
  }
  return issues;
}

/** Kinds that an entry of a kind may stand under; none for those that stand alone. */
const PARENTS: Readonly<Record<TitleKind, readonly TitleKind[]>> = {
  movie: [],
  series: [],
  collection: [],
  season: ['series'],
  episode: ['season', 'series'],
  extra: ['movie', 'series', 'season', 'episode'],
};

/** May an entry of this kind stand under one of that kind? */
export const fitsUnder = (kind: TitleKind, parent: TitleKind): boolean => PARENTS[kind].includes(parent);

function placeIssues({ kind, parentKind, position, members }: EntryFacts): Issue[] {
  const parents = PARENTS[kind];
  const counted = kind === 'season' || kind === 'episode';
  return [
    ...(parents.length > 0 && !parentKind
      ? [error('parent-missing', '/parent_id', `This ${kind} belongs to no ${parents.join(' or ')}.`)]
      : []),
    ...(parentKind && !fitsUnder(kind, parentKind)
      ? [error('parent-wrong', '/parent_id', `A ${kind} cannot stand under a ${parentKind}.`)]
      : []),
    ...(counted && position === undefined
      ? [error('position-missing', '/position', `This ${kind} has no number.`)]
      : []),
    ...(kind === 'collection' && members === 0
      ? [warning('members-missing', '/members', 'The collection has no members.')]
      : []),
  ];
}

const isFeature = (kind: TitleKind): boolean => kind === 'movie' || kind === 'series' || kind === 'episode';

function ratingIssues({ ratings }: CatalogDocument, { kind }: EntryFacts): Issue[] {
  if (ratings.length === 0 && isFeature(kind))
    return [warning('rating-missing', '/ratings', 'No board has rated the entry; many feeds need a rating.')];
  return ratings.flatMap((rating, index) => {
    const problem = ratingProblem(rating);
    return problem ? [error('rating-unknown', `/ratings/${index}`, problem)] : [];
  });
}

function genreIssues({ genres }: CatalogDocument, { kind, genres: known }: EntryFacts): Issue[] {
  if (genres.length === 0 && (kind === 'movie' || kind === 'series'))
    return [hint('genre-missing', '/genres', 'The entry has no genre; rails and search cannot place it.')];
  return genres.flatMap((genre, index) =>
    known && !known.has(genre)
      ? [warning('genre-unknown', `/genres/${index}`, `${genre} is none of the genres of this catalogue.`)]
      : [],
  );
}

/** What ids of a register look like. Gracenote: TMS id, two letters and twelve digits. */
const ID_SHAPES: Readonly<Record<string, { shape: RegExp; example: string }>> = {
  imdb: { shape: /^tt\d{7,10}$/, example: 'tt1254207' },
  gracenote: { shape: /^(MV|SH|EP|SP)\d{12}$/, example: 'MV002196180000' },
};

function idIssues({ external_ids: ids }: CatalogDocument): Issue[] {
  return Object.entries(ids).flatMap(([register, id]) => {
    const problem = register === 'eidr' ? eidrWords(id) : shapeWords(register, id);
    return problem ? [error('id-malformed', `/external_ids/${register}`, problem)] : [];
  });
}

function shapeWords(register: string, id: string): string | undefined {
  const known = Object.hasOwn(ID_SHAPES, register) ? ID_SHAPES[register] : undefined;
  return known && !known.shape.test(id)
    ? `${id} is none of the ids of ${register}, such as ${known.example}.`
    : undefined;
}

/** The check character is the last of an EIDR: ISO 7064 Mod 37,36. */
function eidrWords(id: string): string | undefined {
  if (!/^10\.5240\//i.test(id)) return `${id} is no EIDR, such as 10.5240/EA73-79D7-1B2B-B378-3A73-M.`;
  const wrong = eidrProblem(id);
  if (!wrong) return undefined;
  return wrong.expected ? `${id} should end with ${wrong.expected}: a digit is wrong.` : `${id} is not a whole EIDR.`;
}

function yearIssues({ release_year: year, release_date: date }: CatalogDocument, { kind }: EntryFacts): Issue[] {
  if (year === undefined)
    return isFeature(kind) ? [warning('year-missing', '/release_year', 'The year of release is not told.')] : [];
  return date && Number(date.slice(0, 4)) !== year
    ? [warning('year-contradicted', '/release_date', `${date} is not in ${year}.`)]
    : [];
}

const artworkIssues = ({ kind, artworkRoles }: EntryFacts): Issue[] =>
  isFeature(kind) && artworkRoles.size === 0
    ? [hint('artwork-missing', '/artwork', 'There is no artwork; lists show a frame of the film.')]
    : [];

const at = (locale: string, field: string): string => `/locales/${locale}/${field}`;

const issue =
  (severity: IssueSeverity) =>
  (code: IssueCode, path: string, message: string): Issue => ({ severity, code, path, message });
const error = issue('error');
const warning = issue('warning');
const hint = issue('hint');
