import { IdParams, listQuery, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import { BULK_OPERATIONS } from './bulk-specs';
import { DecisionRequest, IngestRequest, IngestView, QcReportView } from './schemas';
import { CREDENTIAL_OPERATIONS } from './source-credentials-specs';
import { UPLOAD_OPERATIONS } from './uploads/specs';
import { WATCH_OPERATIONS } from './watch-folders-specs';

const STATES = ['queued', 'running', 'held', 'published', 'rejected', 'cancelled', 'failed'] as const;

/** `status=running,held`: any of several states. */
const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(STATES)).min(1))
  .optional()
  .openapi({ type: 'string', description: 'One state or several, separated by commas.', example: 'running,held' });

export const createIngest = operation({
  id: 'createIngest',
  method: 'post',
  path: '/v1/ingests',
  tag: 'Ingests',
  summary: 'Order the ingest of a master',
  description:
    'The master is received, inspected, checked, encoded, packaged, verified and published by one durable workflow. Webhooks (`ingest.*`) tell how it goes; reading the ingest shows the same. An order is taken whole or refused whole, with `errors` naming each field. At most one ingest of an `external_id` is under way: another order meanwhile is refused with the `ingest_id` of the running one, the same order is answered with it. A later order updates the title: what it does not deliver is taken over from the current version (`take_over`, `remove`), and nothing is encoded again that did not change.',
  scope: 'ingests:write',
  body: IngestRequest,
  answer: { status: 201, schema: IngestView, description: 'The ingest, queued.', location: 'Path of the ingest.' },
  failures: [
    'ingest/profile-unknown',
    'ingest/external-id-taken',
    'ingest/title-changed',
    'ingest/part-gone',
    'upload/not-found',
    'upload/no-bytes',
    'upload/incomplete',
    'upload/not-usable',
    'upload/size-mismatch',
    'upload/checksum-mismatch',
    'source/changed',
    'source/forbidden-address',
    'source/unsupported-scheme',
    'source/password-in-url',
    'source/credentials-unknown',
    'source/credentials-mismatch',
    'source/credentials-expired',
    'store/unavailable',
    'temporal/unavailable',
  ],
});

export const listIngests = operation({
  id: 'listIngests',
  method: 'get',
  path: '/v1/ingests',
  tag: 'Ingests',
  summary: 'List ingests, newest first',
  description:
    'Narrowed to states, to one of your ids, or to one title. Pages are stable: an ingest that is ordered meanwhile shifts nothing.',
  scope: 'ingests:read',
  query: z.strictObject({
    ...listQuery,
    status: statuses,
    external_id: z.string().min(1).max(200).optional(),
    title_id: z.string().min(1).max(64).optional(),
  }),
  answer: { status: 200, schema: pageOf('IngestPage', IngestView), description: 'A page of ingests.' },
  failures: ['cursor/invalid'],
});

export const getIngest = operation({
  id: 'getIngest',
  method: 'get',
  path: '/v1/ingests/{id}',
  tag: 'Ingests',
  summary: 'Read one ingest: stages, progress, outcome',
  description:
    'Poll it every few seconds with `If-None-Match`: 304 says that nothing moved. `preview` plays while the run goes on, `failure` says why it ended, `outputs` where the published title is.',
  scope: 'ingests:read',
  params: IdParams,
  answer: { status: 200, schema: IngestView, description: 'The ingest as it stands.' },
  failures: ['request/not-found'],
});

export const getIngestQc = operation({
  id: 'getIngestQc',
  method: 'get',
  path: '/v1/ingests/{id}/qc',
  tag: 'Ingests',
  summary: 'Read the quality report: findings with fixes, and measured curves',
  description:
    'Each finding has a code, where in the programme, the value measured against the limit, and a fix; those with a place in the programme have a picture soon after the verdict. Findings come while the run goes on; curves once the master was decoded. `report_url` opens the report as a page without a key.',
  scope: 'ingests:read',
  params: IdParams,
  answer: {
    status: 200,
    schema: QcReportView,
    description: 'Findings, and curves of at most 2,000 points each.',
    page: 'The same as a page to read and print, for whoever prefers `text/html`.',
  },
  failures: ['request/not-found', 'store/unavailable'],
});

export const cancelIngest = operation({
  id: 'cancelIngest',
  method: 'post',
  path: '/v1/ingests/{id}/cancel',
  tag: 'Ingests',
  summary: 'Cancel an ingest that is under way',
  description: 'Running steps are stopped and what they left half done is removed. Finished chunks stay for a retry.',
  scope: 'ingests:write',
  params: IdParams,
  answer: { status: 202, schema: IngestView, description: 'The cancellation was asked for.' },
  failures: ['request/not-found', 'ingest/finished', 'temporal/unavailable'],
});

export const retryIngest = operation({
  id: 'retryIngest',
  method: 'post',
  path: '/v1/ingests/{id}/retry',
  tag: 'Ingests',
  summary: 'Run a failed, rejected or cancelled ingest again',
  description: 'A new run of the same workflow id. Every finished chunk is used again.',
  scope: 'ingests:write',
  audit: 'own',
  params: IdParams,
  answer: { status: 202, schema: IngestView, description: 'The ingest, queued again.' },
  failures: ['request/not-found', 'ingest/not-retryable', 'ingest/external-id-taken', 'temporal/unavailable'],
});

export const decideIngest = operation({
  id: 'decideIngest',
  method: 'post',
  path: '/v1/ingests/{id}/decision',
  tag: 'Ingests',
  summary: 'Decide on a held ingest: approve, reject, or replace the master',
  description: 'The run takes one decision. Who decided and why is kept in the audit log and in the run.',
  scope: 'ingests:decide',
  audit: 'own',
  params: IdParams,
  body: DecisionRequest,
  answer: { status: 202, schema: IngestView, description: 'The decision was taken by the run.' },
  failures: [
    'request/not-found',
    'ingest/not-held',
    'upload/not-found',
    'upload/no-bytes',
    'upload/incomplete',
    'upload/not-usable',
    'upload/size-mismatch',
    'upload/checksum-mismatch',
    'source/changed',
    'source/forbidden-address',
    'source/unsupported-scheme',
    'source/password-in-url',
    'source/credentials-unknown',
    'source/credentials-mismatch',
    'source/credentials-expired',
    'store/unavailable',
    'temporal/unavailable',
  ],
});

/** Every operation of the slice. */
export const SUPPLY_CHAIN_OPERATIONS = [
  ...UPLOAD_OPERATIONS,
  createIngest,
  listIngests,
  getIngest,
  getIngestQc,
  cancelIngest,
  retryIngest,
  decideIngest,
  ...BULK_OPERATIONS,
  ...WATCH_OPERATIONS,
  ...CREDENTIAL_OPERATIONS,
];
