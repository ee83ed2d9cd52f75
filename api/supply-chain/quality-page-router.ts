import { type Response, Router } from 'express';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { IngestRecord, Ingests } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import { type AdmissionDeps, admit } from '../http/admit';
import { contextOf } from '../http/context';
import { missingReportPage, qualityPage } from './quality-page';
import { REPORT_POLICY } from './quality-page-style';
import { qualityReport } from './quality-report';
import { getIngestQc } from './specs';

export interface QualityPageDeps {
  admission: AdmissionDeps;
  ingests: Pick<Ingests, 'find' | 'findByPreviewToken' | 'findings'>;
  store: Pick<ObjectStore, 'read' | 'list'>;
}

/**
 * The quality report as a page: for whoever has its link, and for callers of `GET /v1/ingests/{id}/qc` that ask for HTML.
 * It comes before the operations, which answer everybody else.
 */
export function qualityPageRouter({ admission, ingests, store }: QualityPageDeps): Router {
  const router = Router({ caseSensitive: true });
  const send = async (response: Response, ingest: IngestRecord): Promise<void> => {
    const report = await qualityReport(ingest, await ingests.findings(ingest.tenantId, ingest.id), store);
    sendPage(response, 200, qualityPage(ingest, report, new Date()));
  };

  router.get('/reports/:token', async (request, response) => {
    contextOf(response).route = '/reports/{token}';
    const { token } = request.params;
    const ingest = /^[a-z0-9]{32}$/.test(token) ? await ingests.findByPreviewToken(token) : undefined;
    if (ingest) await send(response, ingest);
    else sendPage(response, 404, missingReportPage());
  });

  router.get(getIngestQc.path.replace('{id}', ':id'), async (request, response, next) => {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) !== 'html') return next();
    contextOf(response).route = getIngestQc.path;
    const { tenantId } = await admit(request, response, getIngestQc.scope, admission);
    const id = String(request.params.id);
    const ingest = id.length <= 64 ? await ingests.find(tenantId, id) : undefined;
    if (!ingest) throw new HeadendError('request/not-found', `There is no ingest ${id}.`);
    await send(response, ingest);
  });
  return router;
}

/** The link is a secret: it is kept by nobody on the way, found by no search engine, and told to no other page. */
function sendPage(response: Response, status: number, page: string): void {
  response.set({
    'Content-Security-Policy': REPORT_POLICY,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow, noarchive',
  });
  response.status(status).type('html').send(page);
}
