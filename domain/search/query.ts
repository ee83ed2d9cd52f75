import { nearBeginnings, nearWords, typosAllowed, typosBetween } from './typos';

/** A word of a question, in the spelling of the index, and what the index knows of it. */
export interface AskedWord {
  word: string;
  /** What stemming in the asker's language makes of it; empty of a word that says nothing, such as `the`. */
  stems: readonly string[];
  /** Words of the vocabulary that share a spelling with it. */
  candidates: readonly string[];
  /** Words of the vocabulary that begin like it, but for a typo; of the last word, where they are wanted. */
  beginnings?: readonly string[];
}

/** What a genre is called in one language, as of now. */
export interface GenreWords {
  /** By which the index knows the genre, whatever it is called. */
  lexeme: string;
  words: readonly string[];
  stems: readonly string[];
}

/** A question as expressions of PostgreSQL's full text search (`tsquery`), from the strictest to the widest. */
export interface SearchExpressions {
  /** Every word as it was written; the last one may be unfinished. */
  written: string;
  /** Every word, or its stem, or what a typo may have made of it, or a genre of that name; the last one may be unfinished. */
  meant: string;
}

/** Words of a question that count; the others are left out, as Meilisearch does. */
export const MOST_WORDS = 10;

/** Of the name of a genre that somebody has begun to type. */
const LEAST_OF_GENRE = 3;

/**
 * What to look for.
 *
 * @param words at least one; the last one counts as unfinished, as while somebody types
 * @param genres of the tenant
 */
export function searchExpressions(words: readonly AskedWord[], genres: readonly GenreWords[] = []): SearchExpressions {
  const last = words.length - 1;
  const every = (terms: (word: AskedWord, unfinished: boolean) => string[]) =>
    words.map((word, at) => `(${terms(word, at === last).join(' | ')})`).join(' & ');
  const written = ({ word }: AskedWord, unfinished: boolean) => term(word, unfinished);
  const meant = (asked: AskedWord, unfinished: boolean) => {
    const { stems, word, candidates, beginnings = [] } = asked;
    const whole = [...stems, ...nearWords(word, candidates), ...genresCalled(asked, unfinished, genres)];
    const begun = unfinished ? nearBeginnings(word, beginnings) : [];
    return [...[...new Set(whole)].map((each) => term(each, false)), ...begun.map((each) => term(each, true))];
  };
  return {
    written: every((word, unfinished) => [written(word, unfinished)]),
    meant: every((word, unfinished) => [written(word, unfinished), ...meant(word, unfinished)]),
  };
}

/** Lexemes of the genres that have the word, its stem or what it may have been meant as in their name. */
const genresCalled = ({ word, stems }: AskedWord, unfinished: boolean, genres: readonly GenreWords[]): string[] =>
  genres
    .filter(
      (genre) =>
        genre.stems.some((stem) => stems.includes(stem)) ||
        genre.words.some(
          (name) =>
            (unfinished && word.length >= LEAST_OF_GENRE && name.startsWith(word)) ||
            typosBetween(word, name) <= typosAllowed(word),
        ),
    )
    .map(({ lexeme }) => lexeme);

/** A lexeme in quotes, whatever letters it has. */
const term = (word: string, unfinished: boolean): string =>
  `'${word.replace(/['\\]/g, '$&$&')}'${unfinished ? ':*' : ''}`;
