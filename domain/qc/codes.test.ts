import { readFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf, FINDING_CODES } from './codes';

/** Codes that a source file names, found by a pattern with one group. */
const codesIn = (file: string, pattern: RegExp): string[] =>
  [...readFileSync(path.join(__dirname, file), 'utf8').matchAll(pattern)].map((match) => match[1]!);

describe('the catalogue of finding codes', () => {
  it.each<[file: string, pattern: RegExp, prefix: string]>([
    ['../media/inspect-findings.ts', /(?:picture|finding)\(\s*'([a-z-]+)'/g, 'inspect/'],
    ['judge-video.ts', /about\('([a-z-]+\/[a-z-]+)'/g, ''],
    ['judge-audio.ts', /about\('([a-z-]+\/[a-z-]+)'/g, ''],
    ['judge-damage.ts', /'((?:audio|video)\/[a-z-]+)'/g, ''],
    ['../media/audio-file.ts', /code: '([a-z]+\/[a-z-]+)'/g, ''],
    ['../metadata/fields.ts', /'(metadata\/[a-z-]+)'/g, ''],
    ['../metadata/read-metadata.ts', /'(metadata\/[a-z-]+)'/g, ''],
    ['../captions/lint.ts', /'(captions\/[a-z-]+)'/g, ''],
    ['../captions/prepare.ts', /about\(\s*'(captions\/[a-z-]+)'/g, ''],
  ])('explains every code of %s', (file, pattern, prefix) => {
    const codes = codesIn(file, pattern);
    expect(codes.length).toBeGreaterThan(1);
    for (const code of codes) expect(Object.keys(FINDING_CODES)).toContain(prefix + code);
  });

  it('gives each a title, a cause and a fix', () => {
    for (const [code, { title, cause, fix }] of Object.entries(FINDING_CODES)) {
      expect(code).toMatch(/^[a-z]+\/[a-z-]+$/);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(cause).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
    }
  });

  it('explains an unknown code by its name', () => {
    expect(codeOf('video/unheard-of').title).toBe('video/unheard-of');
  });
});
