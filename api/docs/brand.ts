import { Router } from 'express';
import { type Html, html } from './html';

/** The sign of Headend, as web/shared/mark.svg has it: a dish and what it sends. */
export const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none"><title>Headend</title><rect width="32" height="32" rx="7" fill="#12141a"/><path d="M8 7.5v17M8 16h7" stroke="#f3f4f6" stroke-width="3.2" stroke-linecap="round"/><path d="M17 11.6a6.2 6.2 0 0 1 0 8.8M21.4 7.6a12 12 0 0 1 0 16.8" stroke="#6ea8fe" stroke-width="3" stroke-linecap="round"/></svg>';

/** The link of a page's head to the sign. */
export const FAVICON_LINK: Html = html`<link rel="icon" type="image/svg+xml" href="/favicon.svg">`;

/** The sign beside the name of a page, in the colours of its text and accent. */
export const MARK: Html = html`<svg class="sign" viewBox="0 0 24 24" fill="none" stroke-width="2.5" stroke-linecap="round" aria-hidden="true"><path d="M4 4.5v15M4 12h7.2" stroke="currentColor"/><path d="M12.6 8.4a5 5 0 0 1 0 7.2M16 5a9.8 9.8 0 0 1 0 14" stroke="var(--accent)"/></svg>`;

const DAY_S = 86_400;

/** `/favicon.svg`, and under the name that browsers ask for by themselves when a page links none. */
export function brandRouter(): Router {
  const router = Router();
  router.get(['/favicon.svg', '/favicon.ico'], (_request, response) => {
    response.set('Cache-Control', `public, max-age=${DAY_S}`).type('svg').send(FAVICON);
  });
  return router;
}
