import type { AgeRating, CatalogDocument } from '../catalog/document';
import { wordsIn } from '../catalog/locales';
import type { FeedItem } from './format';
import type { FeedPicture, FeedTitle } from './title';

/** Words of a title in one language. */
export interface FeedWords {
  /** BCP 47; undefined when nobody has told it. */
  locale?: string;
  name: string;
  short?: string;
  long?: string;
}

/** What is not told of a language (BCP 47, `und`). */
const UNTOLD = 'und';

/**
 * A title in the words for a language: its name from the nearest language that has one, synopses of the same language before those
 * of others. Undefined without any name.
 */
export function wordsFor({ document }: Pick<FeedTitle, 'document'>, wanted: string): FeedWords | undefined {
  const { title, synopsis_short, synopsis_long, locale } = wordsIn(document, wanted);
  if (title === undefined) return undefined;
  const own = locale === undefined ? undefined : document.locales[locale];
  const [short, long] = [own?.synopsis_short?.trim(), own?.synopsis_long?.trim()];
  return {
    locale: locale === UNTOLD ? undefined : locale,
    name: title,
    short: short || long || synopsis_short || synopsis_long,
    long: long || short || synopsis_long || synopsis_short,
  };
}

/** Words in every language that has a name of its own, the wanted one first where there is one. */
export function wordsInAll(title: Pick<FeedTitle, 'document'>, wanted: string): FeedWords[] {
  const { locales } = title.document;
  const named = Object.keys(locales).filter((locale) => locales[locale]?.title?.trim());
  const first = wordsFor(title, wanted);
  const own = named.sort().flatMap((locale) => wordsFor(title, locale) ?? []);
  const all = first ? [first, ...own] : own;
  return all.filter(({ locale }, index) => all.findIndex((each) => each.locale === locale) === index);
}

/** Text of at most so many characters, cut at a word. */
export function atMost(text: string | undefined, most: number): string | undefined {
  const characters = [...(text?.replace(/\s+/g, ' ').trim() ?? '')];
  if (characters.length <= most) return characters.join('') || undefined;
  const cut = characters.slice(0, most - 1).join('');
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}

/** Year of the first release, of whatever tells it. */
export const yearOf = ({ release_year, release_date }: CatalogDocument): number | undefined =>
  release_year ?? (release_date === undefined ? undefined : Number(release_date.slice(0, 4)));

/** Ratings by the receiver's own name of the board, of boards that it knows. */
export const ratingsOf = (
  { ratings }: CatalogDocument,
  boards: Readonly<Record<string, string>>,
): (AgeRating & { board: string })[] =>
  ratings.flatMap((rating) => {
    const board = Object.hasOwn(boards, rating.system) ? boards[rating.system] : undefined;
    return board === undefined ? [] : [{ ...rating, board }];
  });

/** The picture that stands for the title: the poster, or else whatever there is but a logo; one without words before others. */
export function mainPicture({ pictures }: Pick<FeedItem, 'pictures'>): FeedPicture | undefined {
  const shows = pictures.filter(({ kind }) => !kind.includes('logo'));
  const posters = shows.filter(({ kind }) => kind === 'poster');
  return posters.find(({ language }) => !language) ?? posters[0] ?? shows[0];
}

/** Instants of a feed, whole seconds UTC. */
export const isoInstant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** Primary language of a BCP 47 tag, lower case. */
export const languageOf = (tag: string): string => tag.split('-')[0]!.toLowerCase();
