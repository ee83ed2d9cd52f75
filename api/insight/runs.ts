import type { z } from 'zod';
import type { SecretBox } from '../../adapters/secrets/port';
import { statusQuery } from '../../adapters/temporal/engine';
import type { RunSummary, WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';
import { unwrapToken, wrapToken } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { defaultName, type IngestSettings } from '../supply-chain/contract';
import type { RunView } from './schemas';
import { getProfiles, listRuns } from './specs';

export interface OperationsDeps {
  engine: WorkflowEngine;
  settings: Pick<IngestSettings, 'profiles' | 'policies'>;
  /** Seals the engine's page tokens: it is not asked for pages with what a client made up. */
  secrets: SecretBox;
  runUrl(workflowId: string): string;
}

/** What operators see of the workflow engine and the profiles. */
export const operationsRoutes = ({ engine, settings, secrets, runUrl }: OperationsDeps): Route[] => [
  route(listRuns, async ({ query, caller }) => {
    const { limit, cursor, ...filters } = query;
    const scope = { list: listRuns.id, tenant: caller.tenantId, ...filters };
    const where = [`TenantId = '${caller.tenantId.replaceAll("'", "''")}'`];
    if (query.status) where.push(statusQuery(query.status));
    if (query.type) where.push(`WorkflowType = '${query.type}'`);
    const { runs, token } = await engine.list({
      query: where.join(' AND '),
      limit,
      token: openToken(secrets, caller.tenantId, unwrapToken(cursor, scope)),
    });
    const data = runs.map((run) => runView(run, runUrl));
    return { body: { data, next_cursor: wrapToken(sealToken(secrets, caller.tenantId, token), scope) } };
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

const sealToken = (secrets: SecretBox, tenantId: string, token: string | undefined): string | undefined =>
  token && Buffer.from(secrets.seal(token, `runs:${tenantId}`)).toString('base64url');

/** @throws {HeadendError} `cursor/invalid` for a token that was not sealed here for this tenant */
function openToken(secrets: SecretBox, tenantId: string, sealed: string | undefined): string | undefined {
  if (sealed === undefined) return undefined;
  try {
    return secrets.open(Buffer.from(sealed, 'base64url'), `runs:${tenantId}`);
  } catch (cause) {
    throw new HeadendError('cursor/invalid', 'The cursor was not made by this API.', { field: 'cursor', cause });
  }
}

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
