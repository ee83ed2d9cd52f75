import { type RunSummary, type StartRequest, UpdateRefused, type WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';

/** A workflow engine in memory: keeps what it was asked for, and answers updates as it is told. For tests. */
export interface FakeEngine extends WorkflowEngine {
  started: StartRequest[];
  cancelled: string[];
  updates: { id: string; name: string; input: unknown; updateId?: string }[];
  runs: Map<string, RunSummary>;
  /** While set, nothing answers. */
  away: boolean;
  /** While set, every update is refused with this. */
  refusal?: string;
}

export function createFakeEngine(): FakeEngine {
  const answer = async <T>(work: () => T): Promise<T> => {
    if (engine.away) throw new HeadendError('temporal/unavailable', 'The workflow engine did not answer.');
    return work();
  };
  const engine: FakeEngine = {
    started: [],
    cancelled: [],
    updates: [],
    runs: new Map(),
    away: false,
    start: (request) =>
      answer(() => {
        if (engine.runs.get(request.id)?.status === 'running') return;
        engine.started.push(request);
        engine.runs.set(request.id, runOf(request));
      }),
    cancel: (id) => answer(() => void engine.cancelled.push(id)),
    query: () => answer(() => ({}) as never),
    update: (id, name, input, updateId) =>
      answer(() => {
        if (engine.refusal) throw new UpdateRefused(engine.refusal);
        engine.updates.push({ id, name, input, updateId });
        return { accepted: true } as never;
      }),
    describe: (id) => answer(() => engine.runs.get(id)),
    list: ({ limit, token }) =>
      answer(() => {
        const from = Number(token ? Buffer.from(token, 'base64url').toString() : 0);
        const runs = [...engine.runs.values()].slice(from, from + limit);
        const more = from + limit < engine.runs.size;
        return { runs, token: more ? Buffer.from(String(from + limit)).toString('base64url') : undefined };
      }),
    ping: () => answer(() => undefined),
    close: async () => undefined,
  };
  return engine;
}

const runOf = ({ id, type, attributes }: StartRequest): RunSummary => ({
  id,
  runId: `run of ${id}`,
  type,
  status: 'running',
  startedAt: new Date(),
  attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, String(value)])),
});
