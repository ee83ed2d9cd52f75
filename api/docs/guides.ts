import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Marked, type Tokens } from 'marked';
import { EVENT_TYPES } from '../../domain/announce/event-catalogue';
import { FAILURES } from '../../domain/failures';
import { FINDING_CODES } from '../../domain/qc/codes';
import { OPERATIONS } from '../specs';
import { type Html, html } from './html';
import { docsPage } from './page';

/** Pages of docs/ for partners, in the order they are read. The others are for operators and stay in the repository. */
export const GUIDES = [
  'partner-guide',
  'uploads',
  'orders',
  'metadata',
  'artwork',
  'bulk-orders',
  'pulls',
  'watch-folders',
  'webhooks',
  'quality-report',
  'keys',
  'profiles',
  'playback',
] as const;

const GUIDES_PATH = '/docs/guides';

interface Guide {
  name: string;
  title: string;
  /** The first paragraph. */
  lead: Html;
  sections: { id: string; text: Html }[];
  body: Html;
}

/** What is told of on another page of the documentation, by how a guide names it in code: failures, findings, events, operations. */
const TOLD: ReadonlyMap<string, string> = new Map([
  ...[...Object.keys(FAILURES), ...Object.keys(FINDING_CODES)].map((code) => [code, `/docs/codes/${code}`] as const),
  ...Object.keys(EVENT_TYPES).map((type) => [type, `/docs/events#${type}`] as const),
  ...OPERATIONS.map(({ id, method, path: at }) => [`${method.toUpperCase()} ${at}`, `/docs#${id}`] as const),
]);

/** The guides as pages: the index by the name `''`, every other by its own. @param folder where their Markdown lies */
export function guidePages(folder: string): ReadonlyMap<string, string> {
  const guides = GUIDES.map((name) => readGuide(name, readFileSync(path.join(folder, `${name}.md`), 'utf8')));
  return new Map([['', indexPage(guides)], ...guides.map((guide) => [guide.name, guidePage(guide, guides)] as const)]);
}

/** One guide of its Markdown; its first heading is its title. */
export function readGuide(name: string, markdown: string): Guide {
  const sections: Guide['sections'] = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading(token: Tokens.Heading) {
        const text = { markup: this.parser.parseInline(token.tokens) };
        const id = slug(token.text);
        if (token.depth === 2) sections.push({ id, text });
        return token.depth === 1 ? '' : `<h${token.depth} id="${id}">${text.markup}</h${token.depth}>`;
      },
      link(token: Tokens.Link) {
        const text = { markup: this.parser.parseInline(token.tokens) };
        const to = served(token.href);
        return (to ? html`<a href="${to}">${text}</a>` : text).markup;
      },
      codespan({ text }: Tokens.Codespan) {
        const to = TOLD.get(text);
        const code = html`<code>${text}</code>`;
        return (to ? html`<a href="${to}">${code}</a>` : code).markup;
      },
      code: ({ text }: Tokens.Code) => html`<pre tabindex="0"><code>${text}</code></pre>`.markup,
      // Nothing but Markdown is written there.
      html: ({ text }: Tokens.HTML | Tokens.Tag) => html`${text}`.markup,
    },
  });
  const tokens = marked.lexer(markdown);
  const lead = tokens.find((token) => token.type === 'paragraph');
  const title = tokens.find((token): token is Tokens.Heading => token.type === 'heading')?.text ?? name;
  return {
    name,
    title,
    lead: { markup: lead ? marked.parser([lead]) : '' },
    body: { markup: marked.parser(tokens) },
    sections,
  };
}

/** The anchor of a heading, as the readers of the repository know it. */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** Where a link of a guide leads on the API; undefined for what only the repository has. */
function served(href: string): string | undefined {
  if (/^(https?:|\/|#)/.test(href)) return href;
  const [, name = '', anchor = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  return (GUIDES as readonly string[]).includes(name) ? `${GUIDES_PATH}/${name}${anchor}` : undefined;
}

const indexPage = (guides: readonly Guide[]): string =>
  docsPage({
    title: 'Guides',
    place: 'Guides',
    body: html`<main class="wide guide"><h1>Guides</h1>${guides.map(
      ({ name, title, lead }) => html`<article><h2><a href="${GUIDES_PATH}/${name}">${title}</a></h2>${lead}</article>`,
    )}</main>`,
  });

const guidePage = ({ name, title, sections, body }: Guide, guides: readonly Guide[]): string =>
  docsPage({
    title,
    place: 'Guides',
    body: html`<div class="layout"><nav class="index aside" aria-label="Guides"><h2>On this page</h2><ul>${sections.map(
      ({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`,
    )}</ul><h2>Guides</h2><ul>${guides.map(
      (each) =>
        html`<li><a href="${GUIDES_PATH}/${each.name}"${each.name === name && html` aria-current="page"`}>${each.title}</a></li>`,
    )}</ul></nav>
<main class="guide"><p class="crumb"><a href="${GUIDES_PATH}">Guides</a><span aria-hidden="true">/</span></p><h1>${title}</h1>${body}</main></div>`,
  });
