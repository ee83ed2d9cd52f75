import type { z } from 'zod';
import { statusQuery } from '../../adapters/temporal/engine';
import type { RunSummary, WorkflowEngine } from '../../adapters/temporal/port';
import { unwrapToken, wrapToken } from '../http/cursor';
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
    const { limit, cursor, ...filters } = query;
    const scope = { list: listRuns.id, tenant: caller.tenantId, ...filters };
    const where = [`TenantId = '${caller.tenantId.replaceAll("'", "''")}'`];
    if (query.status) where.push(statusQuery(query.status));
    if (query.type) where.push(`WorkflowType = '${query.type}'`);
    const { runs, token } = await engine.list({
      query: where.join(' AND '),
      limit,
      token: unwrapToken(cursor, scope),
    });
    const data = runs.map((run) => runView(run, runUrl));
    return { body: { data, next_cursor: wrapToken(token, scope) } };
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
