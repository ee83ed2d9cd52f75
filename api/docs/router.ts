import path from 'node:path';
import { Router } from 'express';
import { repositoryRoot } from '../../adapters/environment/root';
import { HeadendError } from '../../domain/failures';
import type { QcPolicy } from '../../domain/qc/policy';
import type { OpenApiDocument } from '../openapi';
import { DOCS_CSS, DOCS_JS } from './assets';
import { codePage, codesPage } from './codes-page';
import { eventsPage } from './events-page';
import { guidePages } from './guides';
import { referencePage } from './reference-page';

/**
 * `/v1/openapi.json`, `/docs`, the events, the guides, and a page for every code. Nothing is loaded from elsewhere.
 *
 * @param policies whose limits the pages of finding codes tell
 */
export function docsRouter(
  document: OpenApiDocument,
  publicUrl: string,
  policies: ReadonlyMap<string, QcPolicy> = new Map(),
): Router {
  const router = Router();
  const reference = referencePage(document, publicUrl);
  const codes = codesPage();
  const events = eventsPage(document);
  const guides = guidePages(path.join(repositoryRoot(), 'docs'));
  router.get('/v1/openapi.json', (_request, response) => {
    // Tools in a browser read it from elsewhere.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.json(document);
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(reference);
  });
  router.get('/docs/events', (_request, response) => {
    response.type('html').send(events);
  });
  router.get(['/docs/guides', '/docs/guides/:name'], (request, response) => {
    const page = guides.get(String(request.params.name ?? ''));
    if (!page) throw new HeadendError('request/not-found', `There is no guide ${request.params.name}.`);
    response.type('html').send(page);
  });
  router.get('/docs/docs.css', (_request, response) => {
    response.type('css').send(DOCS_CSS);
  });
  router.get('/docs/docs.js', (_request, response) => {
    response.type('js').send(DOCS_JS);
  });
  router.get('/docs/codes', (_request, response) => {
    response.type('html').send(codes);
  });
  router.get('/docs/codes/*code', (request, response) => {
    const code = ([] as string[]).concat(request.params.code ?? '').join('/');
    const page = codePage(code, policies);
    if (!page) throw new HeadendError('request/not-found', `There is no code ${code}.`);
    response.type('html').send(page);
  });
  return router;
}
