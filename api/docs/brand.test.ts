import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../adapters/environment/root';
import { DOCS_CSS } from './assets';
import { FAVICON } from './brand';
import { codesPage } from './codes-page';
import { html } from './html';
import { docsPage } from './page';

const shared = (file: string): string => readFileSync(path.join(repositoryRoot(), 'web/shared', file), 'utf8');

/** Colours and fonts by name, of each block that gives some. */
const tokensIn = (css: string): Map<string, string>[] =>
  css
    .split('{')
    .map(
      (block) =>
        new Map(
          [...block.matchAll(/(--[\w-]+):\s*([^;}]+)/g)].map(([, name = '', value = '']) => [name, value.trim()]),
        ),
    )
    .filter((tokens) => tokens.has('--ground'));

describe('the documentation', () => {
  it('wears the sign of the pages', () => {
    expect(FAVICON).toBe(shared('mark.svg').trim());
  });

  it('wears the colours of the pages, dark and light', () => {
    const [dark, light] = tokensIn(shared('tokens.css'));
    const [ownDark, ownLight] = tokensIn(DOCS_CSS);
    for (const [name, value] of ownDark ?? []) expect([name, value]).toEqual([name, dark?.get(name)]);
    for (const [name, value] of ownLight ?? []) expect([name, value]).toEqual([name, light?.get(name)]);
    expect(ownDark?.size).toBeGreaterThan(15);
  });

  it('names the place of a page in its head, and links the sign', () => {
    const page = docsPage({ title: 'Codes', place: 'Codes', body: html`` });
    expect(page).toContain('<a href="/docs/codes" aria-current="page">Codes</a>');
    expect(page).toContain('<title>Codes · Headend</title>');
    expect(codesPage()).toContain('href="/favicon.svg"');
  });
});
