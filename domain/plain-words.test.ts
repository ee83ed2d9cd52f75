import fc from 'fast-check';
import { plainWords } from './plain-words';

/** What a reader of Markdown sees: entities and escapes undone, the invisible left out. */
const shown = (markdown: string): string =>
  markdown
    .replaceAll('\u2060', '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What is left for a parser to see structure in. */
const structure = (markdown: string): string => markdown.replace(/\\[!-/:-@[-`{-~]/g, '');

const hostile = fc.constantFrom(
  ...[
    '[',
    ']',
    '(',
    ')',
    '!',
    '<',
    '>',
    '`',
    '``',
    '#',
    '\\',
    '*',
    '_',
    '|',
    '~',
    '&',
    ';',
    '\n',
    '\r',
    '\u2028',
    '\t',
  ],
  ...['http://a.b', 'https://', 'www.', 'a@b.co', 'javascript:', '[x](http://e.v)', '![x](//e.v)', '<svg onload=x>'],
  ...['\n# ', '\n---\n', '&lt;', '&#91;', '\\[', '1. ', '- ', '+ ', '> ', '    ', '===', '| a | b |', 'é', '🎬', ' '],
);
const text = fc.array(fc.oneof(hostile, fc.string({ unit: 'grapheme' }))).map((parts) => parts.join(''));

describe('plain words', () => {
  it('can become no link, image, HTML, heading, code or block', () => {
    fc.assert(
      fc.property(text, (given) => {
        const left = structure(plainWords(given));
        expect(left).not.toMatch(/[[\]!<>`#*_|~]/);
        expect(left).not.toMatch(/&(?!(?:amp|lt|gt);)/);
        expect(left).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(left).not.toMatch(/:\/\/|www\.\w|@[\w-]|\w\.\w|(?:mailto|javascript|data|xmpp):(?!\u2060)/i);
        expect(plainWords(given)).not.toMatch(/^(?:[-+=:]|\d+[.)]|\s)/);
        expect(left).not.toMatch(/\\$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('show what was given, but for line breaks and backticks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (given) => {
        expect(shown(plainWords(given))).toBe(given.trim().replaceAll('`', '\u02cb'));
      }),
    );
  });

  it('leave ordinary titles alone', () => {
    for (const title of ['Das Boot (Director’s Cut) – Teil 2', "Ocean's 11: Part 1/2", '你好，世界 🎬', 'S01E02'])
      expect(plainWords(title)).toBe(title);
  });

  it.each([
    ['[log in](https://evil.example)', '\\[log in\\](https:\u2060//evil.\u2060example)'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['a\n# b', 'a \\# b'],
    ['`x`', '\u02cbx\u02cb'],
    ['2. act', '2\u2060. act'],
    ['- act', '\\- act'],
  ])('write %j as %j', (given, expected) => expect(plainWords(given)).toBe(expected));
});
