import { createSecretBox } from '../../adapters/secrets/secret-box';
import type { RunState, RunSummary, WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';
import { ask } from '../testing/ask';
import { type Doors, openDoors } from '../testing/doors';
import { operationsRoutes } from './runs';
import { RunView } from './schemas';

let runs: RunSummary[] = [];
const asked: string[] = [];

/** An engine that fails on tokens of others, as Temporal does on some stores. */
const engine = {
  async list({ query, token }: { query: string; token?: string }) {
    asked.push(query);
    if (token !== undefined && token !== 'page-2') throw new HeadendError('temporal/unavailable', 'Away.');
    return { runs, token: token ? undefined : 'page-2' };
  },
} as unknown as WorkflowEngine;

let doors: Doors;
beforeAll(async () => {
  const secrets = createSecretBox([Buffer.alloc(32, 1)]);
  const settings = { profiles: new Map(), policies: new Map() };
  doors = await openDoors(operationsRoutes({ engine, settings, secrets, runUrl: (id) => id }));
});
afterAll(() => doors.close());

const page = (cursor?: string) =>
  ask(`${doors.url}/v1/runs${cursor ? `?cursor=${cursor}` : ''}`, { key: doors.keys.operator });
const nextOf = async () => ((await page()).body as { next_cursor: string }).next_cursor;

describe('the list of runs', () => {
  it('goes on where its cursor says', async () => {
    expect(await page(await nextOf())).toMatchObject({ status: 200, body: { next_cursor: null } });
  });

  it('refuses a cursor around a token of a client\u2019s own making, without asking the engine', async () => {
    const [mark] = JSON.parse(Buffer.from(await nextOf(), 'base64url').toString()) as string[];
    for (const token of ['eA', '', 'page-2', 'A'.repeat(80)]) {
      const forged = Buffer.from(JSON.stringify([mark, token])).toString('base64url');
      expect(await page(forged)).toMatchObject({ status: 400, body: { code: 'cursor/invalid' } });
    }
  });
});

describe('a run in the list', () => {
  const run = (type: string, status: RunState, Stage?: string): RunSummary => ({
    ...{ id: `${type}:1`, runId: 'r', type, status, startedAt: new Date(0) },
    attributes: Stage ? { Stage } : {},
  });
  const told = async (...listed: RunSummary[]) => {
    runs = listed;
    const { body } = await page();
    return RunView.array()
      .parse(body.data)
      .map(({ outcome, stage }) => [outcome, stage]);
  };

  it('tells how its ingest ended, which the engine takes for completed', async () => {
    expect(
      await told(
        run('titleIngest', 'completed', 'published'),
        run('titleIngest', 'completed', 'rejected'),
        run('titleIngest', 'failed', 'failed'),
        run('titleIngest', 'terminated', 'encode'),
        run('titleIngest', 'cancelled', 'cancelled'),
      ),
    ).toEqual([
      ['published', null],
      ['rejected', null],
      ['failed', null],
      ['failed', null],
      ['cancelled', null],
    ]);
  });

  it('tells its stage while it goes on, and that it is held', async () => {
    expect(await told(run('titleIngest', 'running', 'encode'), run('titleIngest', 'running', 'hold'))).toEqual([
      [null, 'encode'],
      ['held', 'hold'],
    ]);
  });

  it('leaves other processes to the words of the engine', async () => {
    expect(await told(run('versionCollection', 'completed'), run('webhookRetry', 'failed'))).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('is found by its outcome', async () => {
    await ask(`${doors.url}/v1/runs?outcome=held`, { key: doors.keys.operator });
    expect(asked.at(-1)).toMatch(
      /WorkflowType = 'titleIngest' AND \(Stage = 'hold' AND ExecutionStatus = 'Running'\)$/,
    );
  });
});
