import { STAGES } from '../../workflows/supply-chain/contract';
import { z } from '../http/zod';

/** How the run of an ingest can stand, beyond what the workflow engine says of it. */
export const OUTCOMES = ['published', 'held', 'rejected', 'failed', 'cancelled'] as const;

export const RunView = z
  .object({
    id: z.string().openapi({ example: 'title-ingest:ing_01JD…' }),
    run_id: z.string(),
    type: z.string().openapi({ example: 'titleIngest' }),
    status: z.enum(['running', 'completed', 'failed', 'cancelled', 'terminated', 'timed_out', 'continued', 'unknown']),
    outcome: z.enum(OUTCOMES).nullable().openapi({
      description:
        'Of the run of an ingest: how it ended, or `held` while it waits for a decision. Null while it goes on otherwise, and of other processes, whose `status` says all.',
    }),
    stage: z.enum(STAGES).nullable().openapi({ description: 'Of the run of an ingest, while it goes on.' }),
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
