import type { z } from 'zod';
import type { SecretBox } from '../../adapters/secrets/port';
import { statusQuery } from '../../adapters/temporal/engine';
import type { RunSummary, WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';
import { STAGES, TITLE_INGEST } from '../../workflows/supply-chain/contract';
import { unwrapToken, wrapToken } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { defaultName, type IngestSettings } from '../supply-chain/contract';
import { OUTCOMES, type RunView } from './schemas';
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
    if (query.outcome) where.push(outcomeQuery(query.outcome));
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
  outcome: outcomeOf(run),
  stage: run.status === 'running' ? (STAGES.find((stage) => stage === run.attributes.Stage) ?? null) : null,
  ingest_id: run.attributes.IngestId ?? null,
  title_id: run.attributes.TitleId ?? null,
  started_at: run.startedAt.toISOString(),
  closed_at: run.closedAt?.toISOString() ?? null,
  url: runUrl(run.id),
});

type Outcome = NonNullable<z.input<typeof RunView>['outcome']>;

/** States of the engine that are endings which a run did not get to say itself. */
const UNSAID = { failed: ['failed', 'timed_out', 'terminated'], cancelled: ['cancelled'] } as const;

/** A run of an ingest keeps its ending, or the hold, as its `Stage`: to the engine a rejected master is a completed run. */
function outcomeOf({ type, status, attributes: { Stage } }: RunSummary): Outcome | null {
  if (type !== TITLE_INGEST) return null;
  if (status === 'running') return Stage === 'hold' ? 'held' : null;
  const said = OUTCOMES.find((outcome) => outcome === Stage);
  const unsaid = (['failed', 'cancelled'] as const).find((outcome) =>
    UNSAID[outcome].some((state) => state === status),
  );
  return said ?? unsaid ?? null;
}

const OUTCOME_QUERIES: Record<Outcome, string> = {
  published: "Stage = 'published'",
  held: `Stage = 'hold' AND ${statusQuery('running')}`,
  rejected: "Stage = 'rejected'",
  failed: UNSAID.failed.map(statusQuery).join(' OR '),
  cancelled: UNSAID.cancelled.map(statusQuery).join(' OR '),
};

/** A visibility query that is true for the runs of ingests that stand so. */
const outcomeQuery = (outcome: Outcome): string => `WorkflowType = '${TITLE_INGEST}' AND (${OUTCOME_QUERIES[outcome]})`;
