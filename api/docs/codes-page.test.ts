import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../adapters/environment/root';
import { loadQcPolicies } from '../../adapters/profiles/qc-policies';
import { FAILURES } from '../../domain/failures';
import { FINDING_CODES } from '../../domain/qc/codes';
import { findingView } from '../supply-chain/views';
import { codePage, codesPage } from './codes-page';
import { GUIDES } from './guides';

const policies = loadQcPolicies(path.join(repositoryRoot(), 'profiles', 'qc'));
const CODES = [...new Set([...Object.keys(FAILURES), ...Object.keys(FINDING_CODES)])];

/** Source files below a folder, tests left out. */
const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return sources(file);
    return name.endsWith('.ts') && !name.includes('.test.') ? [file] : [];
  });

describe('the pages of codes', () => {
  it.each(CODES)('%s has a page with cause or place, fix and example, and a line in the index', (code) => {
    const text = codePage(code, policies) ?? '';
    expect(text).toContain('What to do');
    expect(text).toContain('<h2>Example</h2>');
    expect(text).not.toMatch(/undefined|\[object/);
    expect(codesPage()).toContain(`href="/docs/codes/${code}"`);
  });

  it('leads from a fix to the guide that it names, which is there', () => {
    const text = codePage('metadata/unknown-field', policies) ?? '';
    expect(text).toContain('<a href="/docs/guides/metadata">/docs/guides/metadata</a>');
    const named = CODES.flatMap((code) => codePage(code, policies)?.match(/href="\/docs\/guides\/[^"]+"/g) ?? []);
    for (const link of named) expect(GUIDES.map((name) => `href="/docs/guides/${name}"`)).toContain(link);
  });

  it('tells the limit of every policy', () => {
    const text = codePage('video/black', policies) ?? '';
    for (const { name } of policies.values()) expect(text).toContain(`<td>${name} <span`);
    expect(text).toContain('from 10 s on; up to 5 s are excused at head and tail');
    expect(codePage('audio/loudness', policies)).toContain('outside -23 ±0.5 LUFS');
  });

  it('answers every link that a finding carries', () => {
    const about = { severity: 'info', stage: 'quality', message: '', fix: '' } as const;
    for (const code of Object.keys(FINDING_CODES)) {
      const { docs } = findingView({ code, ...about });
      expect(codePage(docs.replace('/docs/codes/', ''), policies)).toBeDefined();
    }
  });

  it('knows every code that the domain makes findings with', () => {
    const words = /'((?:inspect|video|audio|av|captions|metadata|artwork)\/[a-z0-9-]+)'/g;
    const folders = ['domain/qc', 'domain/media', 'domain/captions', 'domain/metadata'];
    const used = folders
      .flatMap((folder) => sources(path.join(repositoryRoot(), folder)))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(words)].map(([, code]) => String(code)))
      .filter((code) => !/^(audio|video)\/(mp4|webm|mpeg|wav|ogg|aac)$/.test(code));
    expect(used.length).toBeGreaterThan(40);
    for (const code of new Set(used)) expect([code, codePage(code, policies) !== undefined]).toEqual([code, true]);
  });

  it('has no page for what is no code', () => {
    for (const code of ['nothing/at-all', '__proto__', 'constructor', ''])
      expect(codePage(code, policies)).toBeUndefined();
  });
});
