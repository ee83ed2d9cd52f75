import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { IdempotencyRecords, StoredAnswer } from '../../adapters/postgres/port';
import type { SecretBox } from '../../adapters/secrets/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { type AdmissionDeps, admit } from './admit';
import { type AuditTrail, noteWrite } from './audit';
import { isFresh } from './conditions';
import { contextOf } from './context';
import { type DocumentLimits, type LineDocument, readDocument } from './document';
import { failuresOf } from './failures';
import { fingerprintsOf, idempotencyKeyOf, once, sealedRecords } from './idempotency';
import type { Caller, OperationAnswer, OperationRequest, OperationSpec, Route } from './operation';
import { checkDepth, validated } from './validate';
import { z } from './zod';

/** What every operation needs. */
export interface MountDeps extends AdmissionDeps {
  idempotency: IdempotencyRecords;
  audit: AuditTrail;
  /** Seals what is kept of answers that show a secret. */
  secrets: SecretBox;
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
    const { document, file } = route.spec;
    const reader = document ? readLines(document) : file ? readFile(file) : parse;
    const steps = [identified(route.spec, deps), ...(takesBody(method) ? [reader] : []), serve(route, deps)];
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
    const own = spec.method === 'get' ? ['GET', 'HEAD'] : [spec.method.toUpperCase()];
    methods.set(spec.path, [...(methods.get(spec.path) ?? []), ...own]);
  }
  return methods;
}

const takesBody = (method: OperationSpec['method']): boolean => ['post', 'put', 'patch'].includes(method);

/** A document is never one value in memory: it is read line by line. */
const readLines =
  (limits: DocumentLimits): RequestHandler =>
  async (request, _response, next) => {
    request.body = await readDocument(request, limits);
    next();
  };

/** A file is taken as it is; what it holds is for the operation to find out. */
const readFile = ({ types, bytes }: NonNullable<OperationSpec['file']>): RequestHandler => {
  const read = express.raw({ limit: bytes, type: [...types] });
  return (request, response, next) =>
    read(request, response, (error?: unknown) => {
      if ((error as { type?: unknown } | undefined)?.type === 'entity.too.large')
        return next(new HeadendError('request/too-large', `The body is larger than ${bytes} bytes.`));
      if (error) return next(error);
      if (Buffer.isBuffer(request.body)) return next();
      const fix = `Send it with its Content-Type: ${types.join(', ')}.`;
      next(new HeadendError('request/unsupported-media-type', 'The body is of another type.', { fix }));
    });
};

/** Nothing of a stranger's body is read. */
const identified =
  ({ path, scope, self }: OperationSpec, deps: MountDeps): RequestHandler =>
  async (request, response, next) => {
    contextOf(response).route = path;
    // Keys of viewers stand in pages for all to read.
    const exempt = ({ id, role }: Caller) => Boolean(self) && role !== 'viewer' && (request.params.id ?? id) === id;
    await admit(request, response, scope, deps, exempt);
    next();
  };

const serve =
  (route: Route, deps: MountDeps): RequestHandler =>
  async (request, response) => {
    const { spec } = route;
    const caller = contextOf(response).caller as Caller;
    const key = spec.method === 'post' ? keyOf(request, spec, caller) : undefined;
    const document = spec.document && (request.body as LineDocument);
    const file = spec.file && (request.body as Buffer);
    const body: unknown =
      takesBody(spec.method) && !document && !file ? bodyOf(request, Boolean(spec.body)) : undefined;
    const { method, path } = request;
    const fingerprints = fingerprintsOf(deps.secrets, {
      method,
      path,
      body: document?.digest ?? digestOf(file) ?? body,
    });
    const operation: Omit<AnyRequest, 'requestKey'> = {
      params: validated(spec.params ?? NOTHING, request.params, 'path') as undefined,
      query: validated(spec.query ?? NOTHING, request.query, 'query') as undefined,
      body: document || file ? undefined : (validated(spec.body ?? NOTHING.optional(), body, 'body') as undefined),
      document,
      file,
      caller,
      address: request.ip,
      header: (name) => request.get(name),
      ifMatch: request.get('if-match'),
      requestId: contextOf(response).requestId,
      log: contextOf(response).log,
    };
    if (spec.answer.files) return sendFile(response, route, { ...operation, requestKey: '' }, deps);
    const work = (requestKey: string) => answerOf(route, { ...operation, requestKey }, deps);
    const records = spec.secret ? sealedRecords(deps.idempotency, deps.secrets) : deps.idempotency;
    const { answer, replayed } = key
      ? await once(records, { tenantId: caller.tenantId, operation: spec.id, key, fingerprints }, work)
      : { answer: await work(''), replayed: false };
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    if (spec.method === 'get' && !answer.headers.ETag) response.setHeader('ETag', etagOf(answer.body));
    send(request, response, answer);
  };

const digestOf = (file: Buffer | undefined): string | undefined =>
  file && createHash('sha256').update(file).digest('hex');

/** A file is made for whoever asks and never kept. */
async function sendFile(response: Response, route: Route, operation: AnyRequest, deps: MountDeps): Promise<void> {
  const { file } = await route.handle(operation).catch((error: unknown) => {
    throw deps.strictAnswers ? told(route.spec, error) : error;
  });
  if (!file) throw new Error(`${route.spec.id} answered without a file`);
  response
    .set({ 'Content-Type': file.type, 'Cache-Control': 'no-store' })
    .attachment(file.name)
    .type(file.type)
    .send(file.bytes);
}

/** A secret is shown again to the caller only who was shown it: another one may not be allowed to see it. */
function keyOf(request: Request, { secret }: OperationSpec, caller: Caller): string {
  const key = idempotencyKeyOf(request);
  return secret ? `${caller.id} ${key}` : key;
}

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
  const answer = await handle(operation).catch((error: unknown) => {
    throw deps.strictAnswers ? told(spec, error) : error;
  });
  const { body, location } = answer;
  if (deps.strictAnswers && Boolean(location) !== Boolean(spec.answer.location))
    throw new Error(`The Location of ${spec.id} and its document differ`);
  await noteWrite(deps.audit, spec, operation, answer);
  const fits = spec.answer.schema.safeParse(body);
  if (!fits.success) {
    if (deps.strictAnswers) throw new Error(`The answer of ${spec.id} does not fit its schema: ${fits.error.message}`);
    operation.log.warn({ operation: spec.id, issues: fits.error.issues }, 'the answer does not fit its schema');
  }
  return {
    status: spec.answer.status,
    headers: headersOf(answer),
    body: JSON.stringify(fits.success ? fits.data : body),
  };
}

const headersOf = ({ location, etag, fresh }: OperationAnswer<z.ZodType>): Record<string, string> => ({
  ...(location ? { Location: location } : {}),
  ...(etag ? { ETag: etag } : {}),
  ...(fresh ? { 'Cache-Control': `private, max-age=${fresh.seconds}`, Vary: fresh.vary.join(', ') } : {}),
});

function told(spec: OperationSpec, error: unknown): unknown {
  if (!isHeadendError(error) || failuresOf(spec).includes(error.code)) return error;
  return new Error(`${spec.id} failed with ${error.code}, which its document does not tell`, { cause: error });
}

/** Weak, since compression may change the bytes. */
const etagOf = (body: unknown): string =>
  `W/"${createHash('sha256').update(String(body)).digest('base64url').slice(0, 22)}"`;

function send(request: Request, response: Response, { status, headers, body }: StoredAnswer): void {
  const { Vary: varies, ...rest } = headers;
  response.set(rest);
  if (varies) response.vary(varies);
  const etag = response.get('ETag');
  // A strong tag stands for these very bytes: compression keeps off what must not be transformed.
  const kept = headers['Cache-Control'] ?? 'no-store';
  response.setHeader('Cache-Control', etag?.startsWith('"') ? `${kept}, no-transform` : kept);
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && etag && isFresh(request.headers, { etag })) response.status(304).end();
  else if (status === 204) response.status(204).end();
  else response.status(status).type('json').send(body);
}
