import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { newId } from '../../adapters/postgres/ids';
import type { Caller } from './operation';

/** What is known of a request while it is worked on. Kept in `response.locals`. */
export interface RequestContext {
  requestId: string;
  log: Logger;
  /** Pattern of the path, such as `/v1/ingests/{id}`; the metrics' label. */
  route: string;
  caller?: Caller;
  /** Code of the problem that was answered. */
  failureCode?: string;
}

export const contextOf = (response: Response): RequestContext => response.locals.headend as RequestContext;

/** A client's own request id is kept when it is harmless. */
const CLIENT_ID = /^[\w.:-]{1,64}$/;

/** First of all middleware: gives each request its id, its logger, and its line in the log and the metrics. */
export const requestContext =
  (
    log: Logger,
    observe: (context: RequestContext, method: string, status: number, seconds: number) => void,
  ): RequestHandler =>
  (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given && CLIENT_ID.test(given) ? given : newId('req');
    const context: RequestContext = { requestId, log: log.child({ request_id: requestId }), route: area(request) };
    response.locals.headend = context;
    response.setHeader('X-Request-Id', requestId);
    const began = process.hrtime.bigint();
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      const status = response.writableFinished ? response.statusCode : 499;
      observe(context, request.method, status, seconds);
      write(context, request.method, status, seconds);
    });
    next();
  };

function write(context: RequestContext, method: string, status: number, seconds: number): void {
  const line = {
    method,
    route: context.route,
    status,
    ms: Math.round(seconds * 1000),
    tenant: context.caller?.tenantId,
    key: context.caller?.id,
    code: context.failureCode,
  };
  const level = status >= 500 ? 'error' : context.route.startsWith('/v1') && status !== 499 ? 'info' : 'debug';
  context.log[level](line, 'request');
}

/** Paths outside the API are told by their first part only: media paths carry tokens. */
const area = ({ path }: Request): string => `/${path.split('/')[1] ?? ''}`;
