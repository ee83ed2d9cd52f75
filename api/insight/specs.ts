import { listQuery, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import { OUTCOMES, ProfilesView, RunView } from './schemas';

export const listRuns = operation({
  id: 'listRuns',
  method: 'get',
  path: '/v1/runs',
  tag: 'Operations',
  summary: 'List workflow runs, newest first',
  description: 'Read from the visibility of the workflow engine, which follows events within a second or so.',
  scope: 'runs:read',
  query: z.strictObject({
    ...listQuery,
    status: z.enum(['running', 'completed', 'failed', 'cancelled', 'terminated', 'continued', 'timed_out']).optional(),
    outcome: z.enum(OUTCOMES).optional().openapi({ description: 'Runs of ingests that stand so.' }),
    type: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,99}$/, 'a workflow type name')
      .optional(),
  }),
  answer: { status: 200, schema: pageOf('RunPage', RunView), description: 'A page of runs.' },
  failures: ['cursor/invalid', 'temporal/unavailable'],
});

export const getProfiles = operation({
  id: 'getProfiles',
  method: 'get',
  path: '/v1/operator/profiles',
  tag: 'Operations',
  summary: 'Read the encode profiles and quality policies in force',
  description: 'The names that an order may give as `profile` and `quality_policy`.',
  scope: 'profiles:read',
  answer: { status: 200, schema: ProfilesView, description: 'Profiles and policies by name.' },
  failures: [],
});

/** Every operation of the slice. */
export const INSIGHT_OPERATIONS = [listRuns, getProfiles];
