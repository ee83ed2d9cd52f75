import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { z as zod } from 'zod';
import { FAILURES, type FailureCode, HeadendError } from '../domain/failures';
import { registerWebhooks } from './announce/openapi';
import { EXAMPLE_REQUEST_ID, EXAMPLES, PROBLEM_EXAMPLES } from './examples';
import { failuresOf } from './http/failures';
import { IdParams, type OperationSpec } from './http/operation';
import { ProblemView } from './http/problem';
import type { Problem } from './http/problems';
import { rolesWith, type Scope } from './http/scopes';
import { z } from './http/zod';
import { TUS_OPERATIONS, type TusOperation } from './openapi-tus';
import { LICENCE_OPERATION, licencePath } from './playback/licence-operation';
import { licenceProblemOf } from './playback/licence-problems';
import { OPERATIONS } from './specs';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const TAGS = [
  { name: 'Uploads', description: 'Bring files to the platform.' },
  { name: 'Ingests', description: 'Make a title of a master, follow it, decide on it.' },
  { name: 'Titles', description: 'What was made, with its versions.' },
  { name: 'Playback', description: 'Where a title plays.' },
  { name: 'Rights', description: 'Who may watch what, where, when and how.' },
  { name: 'Avails', description: 'Documents that tell which rights there are, and what they change.' },
  { name: 'Orders', description: 'Many orders in one document.' },
  { name: 'Watch folders', description: 'Prefixes of the bucket whose files are ordered by themselves.' },
  { name: 'Webhooks', description: 'Hear of what happens.' },
  { name: 'Keys', description: 'Who may do what, and who did what.' },
  { name: 'Operations', description: 'What runs, and by which profiles.' },
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
  registry.registerComponent('securitySchemes', 'licenceToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The licence token of a playback session, `drm.token`.',
  });
  registerProblems(registry, operations);
  for (const spec of operations) registry.registerPath(pathOf(spec));
  for (const each of TUS_OPERATIONS) registry.registerPath(tusPathOf(each));
  registry.registerPath(licencePath(problems));
  registerWebhooks(registry);
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Headend API',
      version: '1',
      description:
        'Bring a master, get a title that plays. Every POST takes an `Idempotency-Key`; a field that an operation does not know is refused; every failure is an RFC 9457 problem with a code, the wrong fields and a fix. Paths in answers (`/media/…`, `/watch/…`) are relative to this API.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: TAGS,
  });
}

/** Bytes of any of these media types. */
const binary = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: z.string().openapi({ format: 'binary' }) }]));

const fileBody = ({ types }: NonNullable<OperationSpec['file']>) => ({ required: true, content: binary(types) });

function pathOf(spec: OperationSpec): RouteConfig {
  const { status, schema, description } = spec.answer;
  const headers = requestHeaders(spec);
  const { request: body, answer } = EXAMPLES[spec.id] ?? {};
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    summary: spec.summary,
    description: `${spec.description}\n\n${scopeOf(spec.scope)}`,
    tags: [spec.tag],
    security: [{ apiKey: [] }],
    request: {
      params: spec.params as zod.ZodObject | undefined,
      query: spec.query as zod.ZodObject | undefined,
      headers,
      body: spec.file
        ? fileBody(spec.file)
        : spec.body && {
            required: true,
            content: { 'application/json': { schema: spec.body, example: body }, ...(spec.document ? NDJSON : {}) },
          },
    },
    responses: {
      [status]: {
        description,
        headers: answerHeaders(spec),
        ...(status === 204
          ? {}
          : {
              content: spec.answer.files
                ? binary(spec.answer.files)
                : { 'application/json': { schema, example: answer }, ...pageOf(spec.answer.page) },
            }),
      },
      ...(spec.method === 'get'
        ? { 304: { description: 'The client has it: `If-None-Match` names its `ETag`.' } }
        : {}),
      ...problems(failuresOf(spec)),
    },
  };
}

const TUS_RESUMABLE = z.literal('1.0.0').openapi({ description: 'The version of tus.' });
const CHUNK = z.string().openapi({ format: 'binary' });

function tusPathOf({ id: operationId, method, path, answer, failures, ...spec }: TusOperation): RouteConfig {
  const open = method === 'options';
  const content = { 'application/offset+octet-stream': { schema: CHUNK } };
  const headers = Object.entries(answer.headers).map(([name, description]) => [name, text(description)]);
  return {
    ...{ method, path, operationId, summary: spec.summary, tags: ['Uploads'], security: open ? [] : [{ apiKey: [] }] },
    description: open ? spec.description : `${spec.description}\n\n${scopeOf('uploads:write')}`,
    request: {
      params: path.includes('{id}') ? IdParams : undefined,
      headers: open ? undefined : z.object({ 'Tus-Resumable': TUS_RESUMABLE, ...spec.headers }),
      body: spec.bytes && { required: spec.bytes === 'needed', content },
    },
    responses: {
      [answer.status]: {
        description: answer.description,
        headers: { ...REQUEST_ID, 'Tus-Resumable': text('`1.0.0`.'), ...Object.fromEntries(headers) },
      },
      ...(method === 'head' ? withoutBody(problems(failures)) : problems(failures)),
    },
  };
}

/** An answer to HEAD has the status and headers of its problem only. */
const withoutBody = (answers: RouteConfig['responses']): RouteConfig['responses'] =>
  Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, { ...answer, content: undefined }]));

const pageOf = (description: string | undefined) =>
  description ? { 'text/html': { schema: { type: 'string' as const, description } } } : {};

const NDJSON = {
  'application/x-ndjson': { schema: z.string().openapi({ description: 'One JSON object per line.' }) },
};

const text = (description: string) => ({ description, schema: { type: 'string' as const } });
const RATE = {
  RateLimit: text('What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`.'),
  'RateLimit-Policy': text('The limit: `"key";q=3000;w=60`.'),
};
const REQUEST_ID = { 'X-Request-Id': text('Name of the request in the logs; your own, when you sent one.') };

const IF_MATCH = z.string().min(1).max(1000).openapi({
  description:
    'The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header.',
  example: '"9Qm2xk1f0bYq7cJ5vT3u8A"',
});

function requestHeaders({ method, conditional, headers = {} }: OperationSpec): zod.ZodObject | undefined {
  const own = Object.entries(headers).map(([name, description]) => [
    name,
    z.string().max(200).optional().openapi({ description }),
  ]);
  const shape = {
    ...(method === 'post' ? { 'Idempotency-Key': IDEMPOTENCY_KEY } : {}),
    ...(method !== 'get' && method !== 'post' && conditional ? { 'If-Match': IF_MATCH } : {}),
    ...Object.fromEntries(own),
  };
  return Object.keys(shape).length > 0 ? z.object(shape) : undefined;
}

function answerHeaders({ method, answer, conditional }: OperationSpec) {
  const tag = conditional ? { ETag: text('Stands for what can be changed; send it as `If-Match` of a change.') } : {};
  if (method === 'get') return { ...REQUEST_ID, ETag: text('Changes when the answer does.'), ...tag };
  if (method !== 'post') return { ...REQUEST_ID, ...tag };
  return {
    ...REQUEST_ID,
    'Idempotency-Replayed': text('`true` when this is the stored answer of an earlier request.'),
    ...(answer.location ? { Location: text(answer.location) } : {}),
  };
}

const scopeOf = (scope: Scope): string => `Scope \`${scope}\` (roles: ${rolesWith(scope).join(', ')}).`;

/** Names of components hold no slash. */
const nameOf = (code: FailureCode): string => code.replace('/', '.');

/** A problem with each code that some operation may answer. */
function registerProblems(registry: OpenAPIRegistry, operations: readonly OperationSpec[]): void {
  const others = [...TUS_OPERATIONS, LICENCE_OPERATION].flatMap(({ failures }) => failures);
  const codes = [...operations.flatMap(failuresOf), ...others];
  for (const code of [...new Set(codes)].sort()) {
    const { title } = FAILURES[code];
    const error = new HeadendError(code, ...(PROBLEM_EXAMPLES[code] ?? ([`${title}.`] as const)));
    const value = JSON.parse(JSON.stringify(licenceProblemOf(error, EXAMPLE_REQUEST_ID))) as Problem;
    registry.registerComponent('examples', nameOf(code), { summary: title, value });
  }
}

function problems(codes: FailureCode[]): RouteConfig['responses'] {
  const statuses = [...new Set(codes.map((code) => FAILURES[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => FAILURES[code].status === status);
      const description = own.map((code) => `\`${code}\`: ${FAILURES[code].title}.`).join('\n\n');
      const examples = Object.fromEntries(own.map((code) => [code, { $ref: `#/components/examples/${nameOf(code)}` }]));
      const headers = {
        ...REQUEST_ID,
        ...(own.includes('request/rate-limited') ? RATE : {}),
        ...(own.some((code) => FAILURES[code].retry)
          ? { 'Retry-After': text('Seconds to wait before the next try.') }
          : {}),
      };
      return [
        status,
        { description, headers, content: { 'application/problem+json': { schema: ProblemView, examples } } },
      ];
    }),
  );
}
