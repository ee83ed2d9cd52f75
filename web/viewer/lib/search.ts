import type { Title } from '../../shared/api/types';

/** Lower case, without accents, in words. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** True when the words differ by at most one insertion, deletion, change or swap of neighbours. */
export function nearlyEqual(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) i++;
  const restA = a.slice(i);
  const restB = b.slice(i);
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || swapped;
}

/** 3 the word, 2 its beginning, 1 with one typo in a word of five letters or more, 0 not at all. */
function weight(wanted: string, word: string): number {
  if (word === wanted) return 3;
  if (word.startsWith(wanted)) return 2;
  return wanted.length >= 5 && (nearlyEqual(wanted, word) || nearlyEqual(wanted, word.slice(0, wanted.length))) ? 1 : 0;
}

/** Titles in which every word of the query is found, best first. */
export function searchTitles(titles: Title[], query: string): Title[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  return titles
    .map((title) => {
      const words = wordsOf(title.name);
      const weights = wanted.map((word) => Math.max(0, ...words.map((candidate) => weight(word, candidate))));
      return { title, score: weights.includes(0) ? 0 : weights.reduce((sum, value) => sum + value, 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ title }) => title);
}
