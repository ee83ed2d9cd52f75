import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { z as zod } from 'zod';
import { FAILURES, type FailureCode } from '../domain/failures';
import type { OperationSpec } from './http/operation';
import { ProblemView } from './http/problem';
import { ROLE_SCOPES, type Scope } from './http/scopes';
import { z } from './http/zod';
import { OPERATIONS } from './specs';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const EVERY: FailureCode[] = [
  'auth/missing',
  'auth/invalid',
  'auth/forbidden',
  'request/rate-limited',
  'database/unavailable',
];
const EVERY_POST: FailureCode[] = [
  'idempotency/key-missing',
  'idempotency/key-invalid',
  'idempotency/in-flight',
  'idempotency/mismatch',
  'request/malformed',
  'request/too-large',
  'request/unsupported-media-type',
];

const IDEMPOTENCY_KEY = z.string().min(1).max(255).openapi({
  description: 'Unique per request, the same on its retries; kept 24 hours.',
  example: 'b9a1c5d0-2f37-4a58-9d4e-3d8f0c1b7a42',
});

/** The document, from the very schemas that validate. The same on every machine. */
export function openApiDocument(operations: readonly OperationSpec[] = OPERATIONS): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: `Authorization: Bearer hk_…`. Its role (viewer, partner, operator) decides its scopes.',
  });
  for (const spec of operations) registry.registerPath(pathOf(spec));
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Headend API',
      version: '1',
      description:
        'Bring a master, get a title that plays. Every POST takes an Idempotency-Key; every failure is an RFC 9457 problem with a code, the wrong fields and a fix. Paths in answers (`/media/…`, `/watch/…`) are relative to this API.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: ['Uploads', 'Ingests', 'Titles', 'Playback', 'Operations'].map((name) => ({ name })),
  });
}

/** Codes an operation may answer with. */
export function failuresOf(spec: OperationSpec): FailureCode[] {
  const validated = spec.body || spec.query || spec.params ? (['request/invalid'] as const) : [];
  return [...new Set([...spec.failures, ...validated, ...(spec.method === 'post' ? EVERY_POST : []), ...EVERY])];
}

function pathOf(spec: OperationSpec): RouteConfig {
  const { status, schema, description } = spec.answer;
  const headers = spec.method === 'post' ? z.object({ 'Idempotency-Key': IDEMPOTENCY_KEY }) : undefined;
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    summary: spec.summary,
    description: [spec.description, `Scope \`${spec.scope}\` (roles: ${rolesWith(spec.scope)}).`]
      .filter(Boolean)
      .join('\n\n'),
    tags: [spec.tag],
    security: [{ apiKey: [] }],
    request: {
      params: spec.params as zod.ZodObject | undefined,
      query: spec.query as zod.ZodObject | undefined,
      headers,
      body: spec.body && { required: true, content: { 'application/json': { schema: spec.body } } },
    },
    responses: {
      [status]: { description, headers: answerHeaders(spec), content: { 'application/json': { schema } } },
      ...problems(failuresOf(spec)),
    },
  };
}

function answerHeaders({ method, answer }: OperationSpec) {
  if (method !== 'post') return undefined;
  const text = (description: string) => ({ description, schema: { type: 'string' as const } });
  return {
    'Idempotency-Replayed': text('`true` when this is the stored answer of an earlier request.'),
    ...(answer.status === 201 ? { Location: text('Path of the new resource.') } : {}),
  };
}

const rolesWith = (scope: Scope): string =>
  (['operator', 'partner', 'viewer'] as const).filter((role) => ROLE_SCOPES[role].includes(scope)).join(', ');

function problems(codes: FailureCode[]): RouteConfig['responses'] {
  const statuses = [...new Set(codes.map((code) => FAILURES[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => FAILURES[code].status === status);
      const description = own.map((code) => `\`${code}\`: ${FAILURES[code].title}.`).join('\n\n');
      return [status, { description, content: { 'application/problem+json': { schema: ProblemView } } }];
    }),
  );
}
