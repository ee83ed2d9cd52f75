/** Typos that are forgiven in a word: none below five letters, one below nine, then two (as Meilisearch's defaults). */
export const typosAllowed = (word: string): 0 | 1 | 2 => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

/** Words that a typo may have made of one are no more than these; the nearest come first. */
const MOST_NEAR = 12;

/**
 * Letters missing, added, changed or swapped with their neighbour (optimal string alignment), from one word to each beginning of
 * the other, the empty one first.
 */
function lettersApart(one: string, other: string): number[] {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          rows[i - 1]![j]! + 1,
          row[j - 1]! + 1,
          rows[i - 1]![j - 1]! + (same ? 0 : 1),
          swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[one.length]!;
}

/** How many typos make one word of the other; a wrong first letter counts twice, as people seldom get it wrong. */
export const typosBetween = (asked: string, known: string): number =>
  lettersApart(asked, known).at(-1)! + (asked !== known && asked[0] !== known[0] ? 1 : 0);

/** Of the words that may be near those that are, the nearest first. */
export const nearWords = (asked: string, known: readonly string[]): string[] =>
  known
    .filter((word) => word !== asked)
    .map((word) => ({ word, typos: typosBetween(asked, word) }))
    .filter(({ typos }) => typos <= typosAllowed(asked))
    .sort((a, b) => a.typos - b.typos || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ word }) => word);

/**
 * Beginnings of known words that an unfinished word may have been meant as, the nearest first: `advnt` is `advent`, which begins
 * `adventure`. The first letter has to be right.
 */
export function nearBeginnings(asked: string, known: readonly string[]): string[] {
  const beginnings = new Map<string, number>();
  for (const word of known) {
    if (word.startsWith(asked) || word[0] !== asked[0]) continue;
    const apart = lettersApart(asked, word);
    const typos = Math.min(...apart);
    if (typos > 0 && typos <= typosAllowed(asked)) beginnings.set(word.slice(0, apart.indexOf(typos)), typos);
  }
  return [...beginnings]
    .sort(([a, many], [b, few]) => many - few || (a < b ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(([beginning]) => beginning);
}
