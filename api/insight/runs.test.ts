import { createSecretBox } from '../../adapters/secrets/secret-box';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';
import { ask } from '../testing/ask';
import { type Doors, openDoors } from '../testing/doors';
import { operationsRoutes } from './runs';

/** An engine that fails on tokens of others, as Temporal does on some stores. */
const engine = {
  async list({ token }: { token?: string }) {
    if (token !== undefined && token !== 'page-2') throw new HeadendError('temporal/unavailable', 'Away.');
    return { runs: [], token: token ? undefined : 'page-2' };
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
