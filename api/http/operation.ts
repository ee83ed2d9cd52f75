import type { Logger } from 'pino';
import type { z as zod } from 'zod';
import type { ApiKeyRecord } from '../../adapters/postgres/keys-port';
import type { FailureCode } from '../../domain/failures';
import type { DocumentLimits, LineDocument } from './document';
import type { Scope } from './scopes';
import { z } from './zod';

/** Sections of the document. */
export const TAGS = [
  'Uploads',
  'Ingests',
  'Orders',
  'Watch folders',
  'Source credentials',
  'Titles',
  'Layouts',
  'Rights',
  'Avails',
  'Playback',
  'Channels',
  'Billing',
  'Webhooks',
  'Keys',
  'Operations',
] as const;

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
  /** PATCH, PUT and DELETE of a {@link OperationSpec.conditional} resource need `If-Match`. */
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Path with `{name}` for parameters. */
  path: `/${string}`;
  tag: (typeof TAGS)[number];
  summary: string;
  /** What it does, beyond the summary. */
  description: string;
  scope: Scope;
  /** A key of the role partner or operator may do it to itself, its `id` in the path or none, without the scope. */
  self?: true;
  body?: Body;
  query?: Query;
  params?: Params;
  /** The good answer. Of 204 the schema is {@link NoContent}. `location` tells what `Location` holds, where the handler gives one. */
  answer: {
    status: 200 | 201 | 202 | 204;
    schema: Answer;
    description: string;
    location?: string;
    /** Also answered as a page to whoever prefers `text/html`: what it shows. */
    page?: string;
    /** It answers with a file of one of these media types, see {@link OperationAnswer.file}. */
    files?: readonly string[];
  };
  /**
   * Reads tell the entity tag of the resource, and changes ask for it: 428 without `If-Match`, 412 when it is not the current
   * one. The handler gives {@link OperationAnswer.etag} and calls `requireMatch` of preconditions.ts.
   */
  conditional?: true;
  /** Headers that it reads with {@link OperationRequest.header}: name and meaning. None has to be there. */
  headers?: Readonly<Record<string, string>>;
  /**
   * Who writes the audit entry of a write. By default the mount does, after success. `own`: the slice does, in the
   * transaction of the change. `none`: nothing is changed.
   */
  audit?: 'own' | 'none';
  /** The answer shows a secret once: what is kept of it for a repeated request is sealed. */
  secret?: true;
  /** The body is a document of many lines, JSON array or NDJSON, read line by line; `body` then describes the array only. */
  document?: DocumentLimits;
  /** The body is one file of these media types, of at most so many bytes, whatever is in it. */
  file?: { types: readonly string[]; bytes: number };
  /** Failures of its own; those that every operation may meet are added. */
  failures: FailureCode[];
}

/** A validated request as a handler gets it. */
export interface OperationRequest<Body extends Shape, Query extends Shape, Params extends Shape> {
  body: Parsed<Body>;
  /** Of an operation with {@link OperationSpec.document}; `body` is undefined then. */
  document?: LineDocument;
  /** Of an operation with {@link OperationSpec.file}. */
  file?: Buffer;
  query: Parsed<Query>;
  params: Parsed<Params>;
  caller: Caller;
  /** Address of the client, as far as proxies are believed. */
  address?: string;
  /** A header of the request. */
  header(name: string): string | undefined;
  /** `If-Match` as it was sent. */
  ifMatch?: string;
  /** Stands for this very request with its key and body; empty unless it is a POST. */
  requestKey: string;
  requestId: string;
  log: Logger;
}

export interface OperationAnswer<Answer extends zod.ZodType> {
  body: zod.input<Answer>;
  /** Of an operation whose answer has `files`; the body is left out then. */
  file?: { type: string; name: string; bytes: Buffer };
  /** Path of the created resource, for `Location`. */
  location?: string;
  /** Entity tag of the resource, of `entityTag` in preconditions.ts. A tag over the whole body when left out. */
  etag?: string;
  /** Whoever asked may keep the answer so long, whole seconds; what it depends on beside the address is `vary`. */
  fresh?: { seconds: number; vary: string[] };
  /** Id of what was changed, for the audit log; `id` of the path, or of the body, when left out. */
  subject?: string;
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

/** The answer of 204. */
export const NoContent = z.undefined();

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
