import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { FAILURES, type FailureCode, HeadendError, isHeadendError } from '../../domain/failures';
import { contextOf } from './context';

/** An RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: FailureCode;
  fix: string;
  errors?: { field: string; message: string; code?: string; fix?: string }[];
  ingest_id?: string;
  next_change_at?: string;
  sessions?: {
    id: string | null;
    title_id: string | null;
    device: string | null;
    started_at: string;
    heartbeat_at: string;
  }[];
  request_id: string;
}

/** The problem that a failure is for a client. */
export function problemOf(error: HeadendError, requestId: string): Problem {
  const { status, title, fix } = FAILURES[error.code];
  const { field, errors, ingestId, nextChangeAt, sessions } = error.context;
  return {
    type: `/docs/codes/${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    fix: error.context.fix ?? fix,
    errors: errors ? fewOf(errors) : field ? [{ field, message: error.message }] : undefined,
    ingest_id: ingestId,
    next_change_at: nextChangeAt,
    sessions,
    request_id: requestId,
  };
}

/** Wrong fields that a problem names one by one; a small body can have a hundred thousand. */
const MOST_ERRORS = 50;

const fewOf = (errors: NonNullable<Problem['errors']>): Problem['errors'] =>
  errors.length <= MOST_ERRORS
    ? errors
    : [
        ...errors.slice(0, MOST_ERRORS),
        { field: '(more)', message: `and ${errors.length - MOST_ERRORS} more wrong fields` },
      ];

/** Seconds after which a failure that passes by itself is worth another try. */
const RETRY_AFTER_S = '2';

/** Answer with a problem. Never cached: what is missing may come, and what is away come back. */
export function sendProblem(response: Response, error: HeadendError): void {
  const context = contextOf(response);
  const problem = problemOf(error, context.requestId);
  context.failureCode = error.code;
  response.setHeader('Cache-Control', 'no-store');
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (error.failure.retry && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', RETRY_AFTER_S);
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Last of all middleware: whatever was thrown becomes a problem; the unexpected is logged and not told. */
export const problemHandler: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { log, requestId } = contextOf(response);
  const known = isHeadendError(error) ? error : fromParser(error);
  if (known?.failure.status && known.failure.status >= 500)
    log.warn({ err: known.context.cause ?? known, code: known.code }, known.message);
  if (!known) log.error({ err: error }, 'unexpected error');
  sendProblem(response, known ?? new HeadendError('internal/unexpected', `The request ${requestId} failed.`));
};

/** Nothing answered: there is no such path. */
export const notFoundHandler: RequestHandler = (request, response) => {
  sendProblem(
    response,
    new HeadendError(
      'request/not-found',
      `There is nothing at ${request.method} ${request.originalUrl.split('?', 1)[0]}.`,
    ),
  );
};

/** Errors of Express and its body parser. */
function fromParser(error: unknown): HeadendError | undefined {
  if (error instanceof URIError) return new HeadendError('request/not-found', 'The path is no valid percent-encoding.');
  const { type, status, message } = error as { type?: string; status?: number; message?: string };
  switch (type) {
    case 'entity.too.large':
      return new HeadendError('request/too-large', 'The body is larger than 1 MB.');
    case 'entity.parse.failed':
      return new HeadendError('request/malformed', `The body is not valid JSON: ${message ?? 'it cannot be parsed'}.`);
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new HeadendError('request/unsupported-media-type', message ?? 'The encoding is not supported.');
    default:
      return status && status >= 400 && status < 500
        ? new HeadendError('request/malformed', 'The request cannot be read.')
        : undefined;
  }
}
