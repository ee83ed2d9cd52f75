import { z } from 'zod';
import type { OpenApiDocument } from '../../api/openapi';

/** A JSON Schema without references. */
export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  example?: unknown;
}

interface Media {
  schema?: JsonSchema;
  examples?: Record<string, unknown>;
}

/** One documented answer: its media types, and the codes that a problem may have. */
export interface DocumentedAnswer {
  content: Record<string, z.ZodType | undefined>;
  codes: string[];
}

/** One operation as a stranger finds it in the document. */
export interface DocumentedOperation {
  id: string;
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: JsonSchema }[];
  /** Schema of each media type of the body. */
  body: Record<string, JsonSchema>;
  answers: Record<string, DocumentedAnswer>;
  /** It takes the token of a playback session, not an API key. */
  licence: boolean;
}

interface RawOperation {
  operationId: string;
  security?: object[];
  parameters?: DocumentedOperation['parameters'];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

/** Every operation of the document, with references resolved and answers ready to be checked. */
export function operationsOf(document: OpenApiDocument): DocumentedOperation[] {
  const paths = resolved(document.paths ?? {}, (document.components?.schemas ?? {}) as Record<string, unknown>);
  return Object.entries(paths as Record<string, Record<string, RawOperation>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId: id, parameters = [], requestBody, responses, security }]) => ({
      id,
      licence: JSON.stringify(security ?? []).includes('licenceToken'),
      method: method.toUpperCase(),
      path,
      parameters,
      body: Object.fromEntries(
        Object.entries(requestBody?.content ?? {}).map(([type, { schema = {} }]) => [type, schema]),
      ),
      answers: Object.fromEntries(Object.entries(responses).map(([status, { content }]) => [status, answer(content)])),
    })),
  );
}

function answer(content: Record<string, Media> = {}): DocumentedAnswer {
  const media = Object.entries(content);
  return {
    content: Object.fromEntries(
      media.map(([type, { schema }]) => [
        type,
        schema && z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]),
      ]),
    ),
    codes: media.flatMap(([, { examples = {} }]) => Object.keys(examples)),
  };
}

function resolved(value: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, schemas));
  if (typeof value !== 'object' || value === null) return value;
  const name = /^#\/components\/schemas\/(.+)$/.exec(String((value as { $ref?: string }).$ref ?? ''))?.[1];
  if (name) return resolved(schemas[name], schemas);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolved(part, schemas)]));
}
