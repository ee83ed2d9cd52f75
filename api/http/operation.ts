import type { Logger } from 'pino';
import type { z as zod } from 'zod';
import type { ApiKeyRecord } from '../../adapters/postgres/port';
import type { FailureCode } from '../../domain/failures';
import type { Scope } from './scopes';
import { z } from './zod';

/** Who sent a request: its API key. */
export type Caller = ApiKeyRecord;

type Shape = zod.ZodType | undefined;
type Parsed<S extends Shape> = S extends zod.ZodType ? zod.output<S> : undefined;

/** One operation of the API as its document tells it. The same schemas validate requests and describe them. */
export interface OperationSpec<
  Body extends Shape = Shape,
  Query extends Shape = Shape,
  Params extends Shape = Shape,
  Answer extends zod.ZodType = zod.ZodType,
> {
  /** `operationId` of the document. */
  id: string;
  method: 'get' | 'post';
  /** Path with `{name}` for parameters. */
  path: `/${string}`;
  tag: 'Uploads' | 'Ingests' | 'Titles' | 'Playback' | 'Operations';
  summary: string;
  /** What it does, beyond the summary. */
  description: string;
  scope: Scope;
  body?: Body;
  query?: Query;
  params?: Params;
  /** The good answer. `location` tells what `Location` holds, where the handler gives one. */
  answer: { status: 200 | 201 | 202; schema: Answer; description: string; location?: string };
  /** Failures of its own; those that every operation may meet are added. */
  failures: FailureCode[];
}

/** A validated request as a handler gets it. */
export interface OperationRequest<Body extends Shape, Query extends Shape, Params extends Shape> {
  body: Parsed<Body>;
  query: Parsed<Query>;
  params: Parsed<Params>;
  caller: Caller;
  /** Stands for this very request with its key and body; undefined for GET. */
  requestKey: string;
  requestId: string;
  log: Logger;
}

export interface OperationAnswer<Answer extends zod.ZodType> {
  body: zod.input<Answer>;
  /** Path of the created resource, for `Location`. */
  location?: string;
}

/** An operation and what it does. */
export interface Route {
  spec: OperationSpec;
  handle(request: OperationRequest<Shape, Shape, Shape>): Promise<OperationAnswer<zod.ZodType>>;
}

/** Describe an operation; types flow from its schemas to its handler. */
export const operation = <
  Body extends Shape = undefined,
  Query extends Shape = undefined,
  Params extends Shape = undefined,
  Answer extends zod.ZodType = zod.ZodType,
>(
  spec: OperationSpec<Body, Query, Params, Answer>,
): OperationSpec<Body, Query, Params, Answer> => spec;

/** Join an operation and its handler. */
export const route = <Body extends Shape, Query extends Shape, Params extends Shape, Answer extends zod.ZodType>(
  spec: OperationSpec<Body, Query, Params, Answer>,
  handle: (request: OperationRequest<Body, Query, Params>) => Promise<OperationAnswer<Answer>>,
): Route => ({ spec, handle: handle as Route['handle'] });

/** Path parameters of one resource. */
export const IdParams = z.strictObject({ id: z.string().min(1).max(64) });

/** Query of every list. */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20).openapi({ description: 'Items per page.' }),
  cursor: z.string().min(1).max(2000).optional().openapi({ description: '`next_cursor` of the page before.' }),
};

/** A page of a list. */
export const pageOf = <Item extends zod.ZodType>(name: string, item: Item) =>
  z
    .object({
      data: z.array(item),
      next_cursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
    })
    .openapi(name);
