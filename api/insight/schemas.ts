import { z } from '../http/zod';

export const RunView = z
  .object({
    id: z.string().openapi({ example: 'title-ingest:ing_01JD…' }),
    run_id: z.string(),
    type: z.string().openapi({ example: 'titleIngest' }),
    status: z.enum(['running', 'completed', 'failed', 'cancelled', 'terminated', 'timed_out', 'continued', 'unknown']),
    stage: z.string().nullable(),
    ingest_id: z.string().nullable(),
    title_id: z.string().nullable(),
    started_at: z.string().openapi({ format: 'date-time' }),
    closed_at: z.string().nullable(),
    url: z.string().openapi({ description: 'The run in Temporal UI.' }),
  })
  .openapi('Run');

export const ProfilesView = z
  .object({
    default_profile: z.string(),
    default_policy: z.string(),
    encode: z.array(
      z.object({
        name: z.string(),
        version: z.int(),
        groups: z.array(
          z.object({
            name: z.string(),
            codec: z.string(),
            rungs: z.array(z.object({ name: z.string(), height: z.int(), max_bitrate: z.int() })),
          }),
        ),
      }),
    ),
    quality: z.array(z.object({ name: z.string(), version: z.int() })),
  })
  .openapi('Profiles');
