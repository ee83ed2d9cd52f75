import path from 'node:path';
import { repositoryRoot } from '../../adapters/environment/root';
import { TUS_OPERATIONS } from '../openapi-tus';
import { LICENCE_OPERATION } from '../playback/licence-operation';
import { OPERATIONS } from '../specs';
import { GUIDES, guidePages, readGuide } from './guides';

const pages = guidePages(path.join(repositoryRoot(), 'docs'));
const of = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the guides', () => {
  it.each(['', ...GUIDES])('has “%s” as a page, whose links all lead somewhere', (name) => {
    const page = pages.get(name) ?? '';
    expect(page).toMatch(/<h1>[^<]+<\/h1>/);
    expect(page).not.toMatch(/undefined|\[object|\.md"/);
    for (const to of of(page, /href="(\/docs\/guides[^"]*|#[^"]*)"/g)) {
      const [, target = name, anchor] = /^(?:\/docs\/guides\/?([\w-]*))?(?:#(.+))?$/.exec(to) ?? [];
      expect([to, pages.has(target)]).toEqual([to, true]);
      if (anchor) expect(of(pages.get(target) ?? '', / id="([^"]+)"/g)).toContain(decodeURIComponent(anchor));
    }
  });

  it('are linked to each other, and not to what only the repository has', () => {
    const { body, title, sections } = readGuide(
      'x',
      '# A page\n\nSee [orders](orders.md#updates), [keys](keys.md) and [all](configuration.md).\n\n## What `it` says\n',
    );
    expect(title).toBe('A page');
    expect(body.markup).toContain('<a href="/docs/guides/orders#updates">orders</a>');
    expect(body.markup).toContain('<a href="/docs/guides/keys">keys</a> and all.');
    expect(sections).toEqual([{ id: 'what-it-says', text: { markup: 'What <code>it</code> says' } }]);
  });

  it('lead from every code, event and operation that they name to the page that tells of it', () => {
    const { body } = readGuide('x', 'Of `upload/no-bytes`, `title.updated`, `POST /v1/ingests` and `jq`.');
    expect(of(body.markup, /href="([^"]+)"/g)).toEqual([
      '/docs/codes/upload/no-bytes',
      '/docs/events#title.updated',
      '/docs#createIngest',
    ]);
    for (const page of pages.values()) expect(page).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /);
  });

  it('name no operation that the API does not have', () => {
    const known = [...OPERATIONS, ...TUS_OPERATIONS, LICENCE_OPERATION].map(
      ({ method, path: at }) => `${method.toUpperCase()} ${at.replace(/\{\w+\}/g, '{}')}`,
    );
    for (const [name, page] of pages) {
      const named = of(page, /<code>((?:GET|POST|PUT|PATCH|DELETE) \/v1\/[^<\s?]+)/g).filter(
        (each) => !each.includes('…'),
      );
      for (const each of named) {
        const generic = each.replace(/\{\w+\}|\b[a-z]{3}_\w+/g, '{}');
        expect([name, each, known.includes(generic)]).toEqual([name, each, true]);
      }
    }
  });

  it('show markup as it stands', () => {
    const { body } = readGuide('x', '# X\n\n<script>alert(1)</script> `<b>`\n\n```sh\necho "<a>"\n```\n');
    expect(body.markup).not.toMatch(/<script|<b>|<a>/);
    expect(body.markup).toContain('echo &quot;&lt;a&gt;&quot;');
  });
});
