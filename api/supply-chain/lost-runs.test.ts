import type { IngestRecord, IngestState } from '../../adapters/postgres/port';
import type { RunState } from '../../adapters/temporal/port';
import { titleIngestId } from '../../workflows/supply-chain/contract';
import { createLogger } from '../http/logger';
import { createFakeEngine } from '../testing/engine';
import { lostRunWatch } from './lost-runs';

const log = createLogger('silent');

/** A watch over one ingest in a state, whose run is in another. */
function world(status: IngestState, run?: RunState, more: Partial<IngestRecord> = {}) {
  const order = {
    title: 'Film',
    source: { kind: 'upload', uploadId: 'u' },
    profile: { name: 'default' },
    policy: { name: 'default' },
  };
  const ingest = {
    id: 'ing_1',
    tenantId: 't',
    titleId: 'tit_1',
    externalId: 'A',
    profile: 'default',
    priority: 3,
    order,
  };
  const row = { ...ingest, status, attempt: 1, updatedAt: new Date(5000), ...more } as IngestRecord;
  const engine = createFakeEngine();
  if (run) {
    const closedAt = run === 'running' ? undefined : new Date(4000);
    const id = titleIngestId(row.id);
    engine.runs.set(id, {
      id,
      runId: 'r',
      type: 'titleIngest',
      status: run,
      startedAt: new Date(0),
      closedAt,
      attributes: {},
    });
  }
  const outcomes: object[] = [];
  const watchOver = (rows: IngestRecord[]) =>
    lostRunWatch({
      ingests: { quiet: async () => rows, find: async (_tenant, id) => rows.find((each) => each.id === id) },
      records: { recordOutcome: async (_id, outcome) => void outcomes.push(outcome) },
      engine,
      publicUrl: 'http://x',
      log,
    });
  return { engine, outcomes, row, watchOver, watch: watchOver([row]) };
}

describe('the watch over lost runs', () => {
  it('starts the run of an ingest that never got one', async () => {
    const { engine, outcomes, watch } = world('queued');
    await watch();
    expect(engine.started).toMatchObject([{ id: titleIngestId('ing_1') }]);
    expect(outcomes).toEqual([]);
  });

  it('starts again when the engine has lost a running one', async () => {
    const { engine, watch } = world('running');
    await watch();
    expect(engine.started).toHaveLength(1);
  });

  it('starts a retry whose start was lost, and does not take the earlier run for it', async () => {
    const { engine, outcomes, watch } = world('queued', 'failed', { attempt: 2 });
    await watch();
    expect(engine.started).toHaveLength(1);
    expect(outcomes).toEqual([]);
  });

  it('starts a retry that came while the run before was closing', async () => {
    const closing = world('queued', 'cancelled', { attempt: 2, updatedAt: new Date(3990) });
    await closing.watch();
    expect(closing.engine.started).toHaveLength(1);
    expect(closing.outcomes).toEqual([]);
  });

  it('looks after the others when one cannot be mended', async () => {
    const { engine, row, watchOver } = world('queued');
    const poison = { ...row, id: 'ing_0', externalId: undefined } as unknown as IngestRecord;
    await watchOver([poison, row])();
    expect(engine.started).toMatchObject([{ id: titleIngestId('ing_1') }]);
  });

  it.each([{}, null, { title: 'Film' }])(
    'ends an ingest whose order reads %j, as nothing can run it',
    async (order) => {
      const { engine, outcomes, watch } = world('queued', undefined, { order: order as object });
      await watch();
      expect(engine.started).toEqual([]);
      expect(outcomes).toMatchObject([{ result: 'failed', code: 'internal/unexpected' }]);
    },
  );

  it('leaves a living run alone', async () => {
    const { engine, outcomes, watch } = world('running', 'running');
    await watch();
    expect([engine.started, outcomes]).toEqual([[], []]);
  });

  it.each([
    ['terminated', { result: 'failed', code: 'internal/unexpected' }],
    ['timed_out', { result: 'failed' }],
    ['cancelled', { result: 'cancelled' }],
  ] as const)('ends an ingest whose run was %s', async (run, outcome) => {
    const { outcomes, watch } = world('running', run);
    await watch();
    expect(outcomes).toMatchObject([outcome]);
  });
});
