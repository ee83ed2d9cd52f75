import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { ApiKeys, IdempotencyRecords, StoredAnswer } from '../../adapters/postgres/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { authorize } from './auth';
import { isFresh } from './conditions';
import { contextOf } from './context';
import { failuresOf } from './failures';
import { fingerprintOf, idempotencyKeyOf, once, requestKeyOf } from './idempotency';
import type { Caller, OperationRequest, OperationSpec, Route } from './operation';
import { checkDepth, validated } from './validate';
import { z } from './zod';

/** What every operation needs. */
export interface MountDeps {
  apiKeys: ApiKeys;
  idempotency: IdempotencyRecords;
  /** Treat an answer or a failure that the document does not tell as an error. For tests; otherwise answers are logged. */
  strictAnswers?: boolean;
}

type AnyRequest = OperationRequest<undefined, undefined, undefined>;

const JSON_LIMIT = '1mb';

/** Where an operation takes nothing, something is an error: a misspelt field is never passed over in silence. */
const NOTHING = z.strictObject({});

/** A router that serves the operations: authentication, scope, validation, idempotency, then the handler. */
export function mountRoutes(routes: Route[], deps: MountDeps): Router {
  const router = Router({ caseSensitive: true });
  const parse = express.json({ limit: JSON_LIMIT, type: ['application/json', 'application/*+json'] });
  for (const route of routes) {
    const { method, path } = route.spec;
    const steps = [identified(route.spec, deps.apiKeys), ...(method === 'post' ? [parse] : []), serve(route, deps)];
    router[method](expressPath(path), ...steps);
  }
  for (const [path, methods] of allowed(routes)) {
    router.all(expressPath(path), (request, response) => {
      contextOf(response).route = path;
      response.setHeader('Allow', methods.join(', '));
      throw new HeadendError(
        'request/method-not-allowed',
        `${request.method} is not served here, ${methods.join(', ')} is.`,
      );
    });
  }
  return router;
}

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

function allowed(routes: Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { spec } of routes) {
    const own = spec.method === 'get' ? ['GET', 'HEAD'] : ['POST'];
    methods.set(spec.path, [...(methods.get(spec.path) ?? []), ...own]);
  }
  return methods;
}

/** Nothing of a stranger's body is read. */
const identified =
  ({ path, scope }: OperationSpec, keys: ApiKeys): RequestHandler =>
  async (request, response, next) => {
    const context = contextOf(response);
    context.route = path;
    context.caller = await authorize(request, scope, keys);
    context.log = context.log.child({ tenant: context.caller.tenantId });
    next();
  };

const serve =
  (route: Route, deps: MountDeps): RequestHandler =>
  async (request, response) => {
    const { spec } = route;
    const caller = contextOf(response).caller as Caller;
    const key = spec.method === 'post' ? idempotencyKeyOf(request) : undefined;
    const body: unknown = spec.method === 'post' ? bodyOf(request, Boolean(spec.body)) : undefined;
    const fingerprint = fingerprintOf(request.method, request.path, body);
    const operation: AnyRequest = {
      params: validated(spec.params ?? NOTHING, request.params, 'path') as undefined,
      query: validated(spec.query ?? NOTHING, request.query, 'query') as undefined,
      body: validated(spec.body ?? NOTHING.optional(), body, 'body') as undefined,
      caller,
      requestKey: key ? requestKeyOf(key, fingerprint) : '',
      requestId: contextOf(response).requestId,
      log: contextOf(response).log,
    };
    const work = () => answerOf(route, operation, deps);
    const { answer, replayed } = key
      ? await once(deps.idempotency, { tenantId: caller.tenantId, operation: spec.id, key, fingerprint }, work)
      : { answer: await work(), replayed: false };
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    if (spec.method === 'get') response.setHeader('ETag', etagOf(answer.body));
    send(request, response, answer);
  };

/** @throws {HeadendError} `request/unsupported-media-type` when there is a body that is not JSON, `request/invalid` when it nests without end */
function bodyOf(request: Request, wanted: boolean): unknown {
  const given: unknown = request.body;
  if (given !== undefined) {
    checkDepth(given);
    return given;
  }
  const length = Number(request.get('content-length') ?? 0);
  if (length > 0 || request.get('transfer-encoding')) {
    throw new HeadendError('request/unsupported-media-type', 'The body is not sent as application/json.');
  }
  return wanted ? {} : undefined;
}

/** An answer whose body is JSON text, so that a replay is the same to the byte. */
async function answerOf({ spec, handle }: Route, operation: AnyRequest, deps: MountDeps): Promise<StoredAnswer> {
  const { body, location } = await handle(operation).catch((error: unknown) => {
    throw deps.strictAnswers ? told(spec, error) : error;
  });
  if (deps.strictAnswers && Boolean(location) !== Boolean(spec.answer.location))
    throw new Error(`The Location of ${spec.id} and its document differ`);
  const fits = spec.answer.schema.safeParse(body);
  if (!fits.success) {
    if (deps.strictAnswers) throw new Error(`The answer of ${spec.id} does not fit its schema: ${fits.error.message}`);
    operation.log.warn({ operation: spec.id, issues: fits.error.issues }, 'the answer does not fit its schema');
  }
  return {
    status: spec.answer.status,
    headers: location ? { Location: location } : {},
    body: JSON.stringify(fits.success ? fits.data : body),
  };
}

function told(spec: OperationSpec, error: unknown): unknown {
  if (!isHeadendError(error) || failuresOf(spec).includes(error.code)) return error;
  return new Error(`${spec.id} failed with ${error.code}, which its document does not tell`, { cause: error });
}

/** Weak, since compression may change the bytes. */
const etagOf = (body: unknown): string =>
  `W/"${createHash('sha256').update(String(body)).digest('base64url').slice(0, 22)}"`;

function send(request: Request, response: Response, { status, headers, body }: StoredAnswer): void {
  response.setHeader('Cache-Control', 'no-store');
  const etag = response.get('ETag');
  if (etag && isFresh(request.headers, { etag })) response.status(304).end();
  else response.status(status).set(headers).type('json').send(body);
}
