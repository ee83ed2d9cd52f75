import fc from 'fast-check';
import { searchExpressions } from './query';
import { nearBeginnings, nearWords, typosAllowed, typosBetween } from './typos';

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

describe('an unfinished word', () => {
  it.each([
    ['advnt', ['adventure', 'adventurous'], ['advent']],
    ['advetnu', ['adventure', 'advert'], ['adventu']],
    ['aventur', ['adventure', 'adventurous', 'dventure'], ['adventur']],
    ['nachtgast', ['nachtgestalten'], ['nachtgest']],
    ['adven', ['adventure'], []],
    ['love', ['lover'], []],
    ['dramm', ['adventure'], []],
  ])('%s among %j is meant as %j', (asked, known, meant) => expect(nearBeginnings(asked, known)).toEqual(meant));

  it('is meant as no beginning that is further off than a finished word may be', () =>
    fc.assert(
      fc.property(word, fc.array(word), (asked, known) => {
        for (const beginning of nearBeginnings(asked, known)) {
          expect(known.some((each) => each.startsWith(beginning))).toBe(true);
          expect(typosBetween(asked, beginning)).toBeLessThanOrEqual(typosAllowed(asked));
        }
      }),
    ));
});

describe('a question', () => {
  it('asks for every word as written, as stemmed and as misspelt, and for what the last one begins', () => {
    const found = searchExpressions([
      { word: 'the', stems: [], candidates: [], beginnings: [] },
      { word: 'matirx', stems: ['matirx'], candidates: ['matrix'], beginnings: ['matrices'] },
    ]);
    expect(found).toEqual({
      written: "('the') & ('matirx':*)",
      meant: "('the') & ('matirx':* | 'matirx' | 'matrix')",
    });
  });

  it('asks for what the last word may begin, but for a typo', () => {
    const asked = { word: 'matirc', stems: [], candidates: [], beginnings: ['matrices', 'matrix'] };
    expect(searchExpressions([asked]).meant).toBe("('matirc':* | 'matric':*)");
    expect(searchExpressions([asked, { ...asked, word: 'x', beginnings: [] }]).meant).toBe("('matirc') & ('x':*)");
  });

  it('asks for the genres that are called so now, by name, stem, beginning and typo', () => {
    const genre = { lexeme: 'genre1', words: ['science', 'fiction'], stems: ['scienc', 'fiction'] };
    const asked = (word: string, stems = [word]) => [{ word, stems, candidates: [], beginnings: [] }];
    const finds = (word: string, stems?: string[]) =>
      searchExpressions(asked(word, stems), [genre]).meant.includes("'genre1'");
    expect(['fiction', 'sci', 'ficton', 'sc', 'drama'].map((word) => finds(word))).toEqual([
      ...[true, true, true, false, false],
    ]);
    expect(finds('sciences', ['scienc'])).toBe(true);
  });

  it('cannot be made to ask for something else by its letters', () => {
    expect(searchExpressions([{ word: "a'|\\b", stems: [], candidates: [], beginnings: [] }]).written).toBe(
      "('a''|\\\\b':*)",
    );
  });
});
