import { FAVICON_LINK, MARK } from './brand';
import { type Html, html } from './html';

/** Pages of the documentation, as the head of each names them. */
const PLACES = [
  { name: 'Reference', path: '/docs' },
  { name: 'Guides', path: '/docs/guides' },
  { name: 'Events', path: '/docs/events' },
  { name: 'Codes', path: '/docs/codes' },
] as const;

/** A page of the documentation: what it is called, where it stands, and what is on it. */
export interface DocsPage {
  title: string;
  /** The place whose link is marked. */
  place: (typeof PLACES)[number]['name'];
  body: Html;
}

/** A whole page, under the head that all of them share. */
export const docsPage = ({ title, place, body }: DocsPage): string =>
  `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Headend</title>${FAVICON_LINK}<link rel="stylesheet" href="/docs/docs.css"><script src="/docs/docs.js" defer></script></head>
<body><header class="site"><a class="brand" href="/docs">${MARK}<span>Headend</span><small>Docs</small></a>
<nav class="places" aria-label="Documentation">${PLACES.map(
      ({ name, path }) => html`<a href="${path}"${name === place && html` aria-current="page"`}>${name}</a>`,
    )}</nav><nav class="elsewhere" aria-label="Applications"><a href="/studio">Studio</a><a href="/">Viewer</a></nav></header>
${body}</body></html>`.markup
  }`;
