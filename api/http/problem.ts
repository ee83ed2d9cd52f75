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
    errors: z
      .array(
        z.object({
          field: z.string(),
          message: z.string(),
          code: z.string().optional().openapi({ description: 'What kind of fault it is, where there are several.' }),
          fix: z.string().optional(),
        }),
      )
      .optional(),
    ingest_id: z.string().optional().openapi({ description: 'The ingest that stands in the way of a new one.' }),
    next_change_at: z.string().optional().openapi({ description: 'When the answer may be another one.' }),
    sessions: z
      .array(
        z.object({
          id: z.string().nullable(),
          title_id: z.string().nullable(),
          device: z.string().nullable(),
          started_at: z.string(),
          heartbeat_at: z.string(),
        }),
      )
      .optional()
      .openapi({
        description:
          'Playback sessions that stand in the way of a new one. Their ids and titles are told to keys with the scope `playback:grant` only.',
      }),
    request_id: z.string(),
  })
  .openapi('Problem');
