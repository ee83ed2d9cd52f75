import { nearWords } from './typos';

/** A word of a question, in the spelling of the index, and what the index knows of it. */
export interface AskedWord {
  word: string;
  /** What stemming in the asker's language makes of it; empty of a word that says nothing, such as `the`. */
  stems: readonly string[];
  /** Words of the vocabulary that share a spelling with it. */
  candidates: readonly string[];
}

/** A question as expressions of PostgreSQL's full text search (`tsquery`), from the strictest to the widest. */
export interface SearchExpressions {
  /** Every word as it was written; the last one may be unfinished. */
  written: string;
  /** Every word, or its stem, or what a typo may have made of it; the last one may be unfinished. */
  meant: string;
}

/** Words of a question that count; the others are left out, as Meilisearch does. */
export const MOST_WORDS = 10;

/**
 * What to look for.
 *
 * @param words at least one; the last one counts as unfinished, as while somebody types
 */
export function searchExpressions(words: readonly AskedWord[]): SearchExpressions {
  const last = words.length - 1;
  const every = (terms: (word: AskedWord, unfinished: boolean) => string[]) =>
    words.map((word, at) => `(${terms(word, at === last).join(' | ')})`).join(' & ');
  const written = ({ word }: AskedWord, unfinished: boolean) => term(word, unfinished);
  const meant = ({ stems, word, candidates }: AskedWord) =>
    [...new Set([...stems, ...nearWords(word, candidates)])].map((each) => term(each, false));
  return {
    written: every((word, unfinished) => [written(word, unfinished)]),
    meant: every((word, unfinished) => [written(word, unfinished), ...meant(word)]),
  };
}

/** A lexeme in quotes, whatever letters it has. */
const term = (word: string, unfinished: boolean): string =>
  `'${word.replace(/['\\]/g, '$&$&')}'${unfinished ? ':*' : ''}`;
