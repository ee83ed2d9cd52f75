import { z } from './zod';

/** RFC 9457 problem document with Headend's code, field errors and fix. */
export const ProblemView = z
  .object({
    type: z.string().openapi({ example: '/docs/codes/request/invalid' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().openapi({ example: 'request/invalid' }),
    fix: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    ingest_id: z.string().optional().openapi({ description: 'The ingest that stands in the way of a new one.' }),
    request_id: z.string(),
  })
  .openapi('Problem');
