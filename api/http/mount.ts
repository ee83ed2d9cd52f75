import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { ApiKeys, IdempotencyRecords, StoredAnswer } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import { authorize } from './auth';
import { contextOf } from './context';
import { fingerprintOf, idempotencyKeyOf, once, requestKeyOf } from './idempotency';
import type { OperationRequest, Route } from './operation';
import { checkDepth, validated } from './validate';

/** What every operation needs. */
export interface MountDeps {
  apiKeys: ApiKeys;
  idempotency: IdempotencyRecords;
  /** Treat an answer that does not fit its schema as an error. For tests; otherwise it is logged. */
  strictAnswers?: boolean;
}

const JSON_LIMIT = '1mb';

/** A router that serves the operations: authentication, scope, validation, idempotency, then the handler. */
export function mountRoutes(routes: Route[], deps: MountDeps): Router {
  const router = Router({ caseSensitive: true });
  const parse = express.json({ limit: JSON_LIMIT, type: ['application/json', 'application/*+json'] });
  for (const route of routes) {
    const { method, path } = route.spec;
    router[method](expressPath(path), named(route), ...(method === 'post' ? [parse] : []), serve(route, deps));
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

const named =
  ({ spec }: Route): RequestHandler =>
  (_request, response, next) => {
    contextOf(response).route = spec.path;
    next();
  };

const serve =
  (route: Route, deps: MountDeps): RequestHandler =>
  async (request, response) => {
    const context = contextOf(response);
    const { spec } = route;
    const caller = await authorize(request, spec.scope, deps.apiKeys);
    context.caller = caller;
    context.log = context.log.child({ tenant: caller.tenantId });
    const key = spec.method === 'post' ? idempotencyKeyOf(request) : undefined;
    const body: unknown = spec.method === 'post' ? bodyOf(request, Boolean(spec.body)) : undefined;
    const fingerprint = fingerprintOf(request.method, request.path, body);
    const operation: OperationRequest<undefined, undefined, undefined> = {
      params: validated(spec.params, request.params, 'path') as undefined,
      query: validated(spec.query, request.query, 'query') as undefined,
      body: validated(spec.body, body, 'body') as undefined,
      caller,
      requestKey: key ? requestKeyOf(key, fingerprint) : '',
      requestId: context.requestId,
      log: context.log,
    };
    const work = () => answerOf(route, operation, deps);
    const { answer, replayed } = key
      ? await once(deps.idempotency, { tenantId: caller.tenantId, key, fingerprint }, work)
      : { answer: await work(), replayed: false };
    send(response, answer, replayed);
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

async function answerOf(
  { spec, handle }: Route,
  operation: OperationRequest<undefined, undefined, undefined>,
  { strictAnswers }: MountDeps,
): Promise<StoredAnswer> {
  const { body, location } = await handle(operation);
  const fits = spec.answer.schema.safeParse(body);
  if (!fits.success) {
    if (strictAnswers) throw new Error(`The answer of ${spec.id} does not fit its schema: ${fits.error.message}`);
    operation.log.warn({ operation: spec.id, issues: fits.error.issues }, 'the answer does not fit its schema');
  }
  return {
    status: spec.answer.status,
    headers: location ? { Location: location } : {},
    body: fits.success ? fits.data : body,
  };
}

function send(response: Response, { status, headers, body }: StoredAnswer, replayed: boolean): void {
  if (replayed) response.setHeader('Idempotency-Replayed', 'true');
  response.setHeader('Cache-Control', 'no-store');
  response.status(status).set(headers).json(body);
}
