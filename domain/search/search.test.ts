import fc from 'fast-check';
import { searchExpressions } from './query';
import { nearWords, typosAllowed, typosBetween } from './typos';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 12 });

describe('typos', () => {
  it('forgive nothing in short words, one letter from five on, two from nine on', () => {
    expect(['love', 'drama', 'comedies', 'adventure'].map(typosAllowed)).toEqual([0, 1, 1, 2]);
  });

  it.each([
    ['matrix', 'matrix', 0],
    ['matirx', 'matrix', 1],
    ['matix', 'matrix', 1],
    ['mattrix', 'matrix', 1],
    ['matrux', 'matrix', 1],
    ['natrix', 'matrix', 2],
    ['amtrix', 'matrix', 2],
  ])('between %s and %s are %i', (asked, known, typos) => expect(typosBetween(asked, known)).toBe(typos));

  it('are as many one way as the other, and none only between equal words', () =>
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(typosBetween(one, other)).toBe(typosBetween(other, one));
        expect(typosBetween(one, other) === 0).toBe(one === other);
      }),
    ));

  it('lead to the nearest known words first', () => {
    expect(nearWords('adventrues', ['adventure', 'adventures', 'advent', 'adventrues'])).toEqual([
      'adventures',
      'adventure',
    ]);
    expect(nearWords('lvoe', ['love'])).toEqual([]);
  });
});

describe('a question', () => {
  it('asks for every word as written, as stemmed and as misspelt, and for what the last one begins', () => {
    const found = searchExpressions([
      { word: 'the', stems: [], candidates: [] },
      { word: 'matirx', stems: ['matirx'], candidates: ['matrix'] },
    ]);
    expect(found).toEqual({
      written: "('the') & ('matirx':*)",
      meant: "('the') & ('matirx':* | 'matirx' | 'matrix')",
    });
  });

  it('cannot be made to ask for something else by its letters', () => {
    expect(searchExpressions([{ word: "a'|\\b", stems: [], candidates: [] }]).written).toBe("('a''|\\\\b':*)");
  });
});
