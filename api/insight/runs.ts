import type { z } from 'zod';
import { statusQuery } from '../../adapters/temporal/engine';
import type { RunSummary, WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';
import { type Route, route } from '../http/operation';
import { defaultName, type IngestSettings } from '../supply-chain/contract';
import type { RunView } from './schemas';
import { getProfiles, listRuns } from './specs';

export interface OperationsDeps {
  engine: WorkflowEngine;
  settings: Pick<IngestSettings, 'profiles' | 'policies'>;
  runUrl(workflowId: string): string;
}

/** What operators see of the workflow engine and the profiles. */
export const operationsRoutes = ({ engine, settings, runUrl }: OperationsDeps): Route[] => [
  route(listRuns, async ({ query, caller }) => {
    const where = [`TenantId = '${caller.tenantId.replaceAll("'", "''")}'`];
    if (query.status) where.push(statusQuery(query.status));
    if (query.type) where.push(`WorkflowType = '${query.type}'`);
    const { runs, token } = await engine.list({
      query: where.join(' AND '),
      limit: query.limit,
      token: readToken(query.cursor),
    });
    const data = runs.map((run) => runView(run, runUrl));
    return { body: { data, next_cursor: token ? writeToken(token) : null } };
  }),

  route(getProfiles, async () => ({
    body: {
      default_profile: defaultName(settings.profiles),
      default_policy: defaultName(settings.policies),
      encode: [...settings.profiles.values()].map(({ name, version, video }) => ({
        name,
        version,
        groups: video.map((group) => ({
          name: group.name,
          codec: group.codec,
          rungs: group.rungs.map((rung) => ({ name: rung.name, height: rung.height, max_bitrate: rung.maxBitrate })),
        })),
      })),
      quality: [...settings.policies.values()].map(({ name, version }) => ({ name, version })),
    },
  })),
];

const runView = (run: RunSummary, runUrl: (id: string) => string): z.input<typeof RunView> => ({
  id: run.id,
  run_id: run.runId,
  type: run.type,
  status: run.status,
  stage: run.attributes.Stage ?? null,
  ingest_id: run.attributes.IngestId ?? null,
  title_id: run.attributes.TitleId ?? null,
  started_at: run.startedAt.toISOString(),
  closed_at: run.closedAt?.toISOString() ?? null,
  url: runUrl(run.id),
});

const writeToken = (token: string): string => `t.${token}`;

function readToken(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  if (!/^t\.[A-Za-z0-9_-]+$/.test(cursor)) {
    throw new HeadendError('cursor/invalid', 'The cursor was not made by this list.', { field: 'cursor' });
  }
  return cursor.slice(2);
}
