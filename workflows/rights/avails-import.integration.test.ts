import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import { SUPPLY_CHAIN_QUEUE } from '../supply-chain/contract';
import {
  AVAILS_IMPORT,
  type AvailsActivities,
  type AvailsDecision,
  type AvailsState,
  availsImportId,
  availsStatus,
  decideAvails,
} from './contract';

jest.setTimeout(120_000);

describe('availsImport', () => {
  let workshop: Workshop;
  let found: AvailsState;
  let done: unknown[];

  beforeAll(async () => {
    quietRuntime();
    const activities: AvailsActivities = {
      checkAvails: async () => found,
      applyAvails: async ({ actor, skipErrors }) => {
        done.push({ applied: actor, skipErrors });
        return { ...found, status: 'applied' };
      },
      discardAvails: async ({ actor }) => {
        done.push({ discarded: actor });
        return { ...found, status: 'discarded' };
      },
    };
    workshop = await openWorkshop(testStack().temporal, activities);
  });
  afterAll(async () => {
    await workshop?.stop();
    await Runtime.instance().shutdown();
  });

  async function begin(state: Partial<AvailsState> = {}) {
    done = [];
    const changes = { opened: 3, moved: 0, narrowed: 0, closed: 1, same: 0 };
    found = { status: 'checked', rows: 4, rowsWithError: 0, changes, ...state };
    const importId = `avi_${randomUUID()}`;
    const handle = await workshop.client.workflow.start<(order: object) => Promise<AvailsState>>(AVAILS_IMPORT, {
      workflowId: availsImportId(importId),
      taskQueue: SUPPLY_CHAIN_QUEUE,
      args: [{ importId }],
    });
    await eventually(async () => expect((await handle.query(availsStatus)).status).not.toBe('received'));
    const decide = (decision: Partial<AvailsDecision>) =>
      handle.executeUpdate(decideAvails, {
        args: [{ decision: 'apply', actor: 'desk', skipErrors: false, ...decision }],
      });
    return { handle, decide };
  }

  it('applies what somebody decided on, once', async () => {
    const { handle, decide } = await begin();
    expect(await decide({})).toEqual({ accepted: true, decision: 'apply' });
    expect(await handle.result()).toMatchObject({ status: 'applied' });
    expect(done).toEqual([{ applied: 'desk', skipErrors: false }]);
    await save('applied', handle);
  });

  it('applies errors to nobody unless told to leave them out', async () => {
    const { handle, decide } = await begin({ rowsWithError: 2 });
    await expect(decide({})).rejects.toMatchObject({ cause: { type: 'avails/has-errors' } });
    await decide({ skipErrors: true });
    expect(await handle.result()).toMatchObject({ status: 'applied' });
  });

  it('changes nothing when it is discarded', async () => {
    const { handle, decide } = await begin();
    await decide({ decision: 'discard' });
    expect(await handle.result()).toMatchObject({ status: 'discarded' });
    expect(done).toEqual([{ discarded: 'desk' }]);
    await save('discarded', handle);
  });

  it('ends by itself when the document cannot be read', async () => {
    const { handle } = await begin({ status: 'failed', rows: 0 });
    expect(await handle.result()).toMatchObject({ status: 'failed' });
    await save('unreadable', handle);
  });
});

/** With `SAVE_HISTORIES=1`, keep the history for the replay test. */
async function save(
  name: string,
  handle: { fetchHistory(): Promise<Parameters<typeof historyToJSON>[0]> },
): Promise<void> {
  if (!process.env.SAVE_HISTORIES) return;
  const folder = path.join(__dirname, '__histories__');
  await mkdir(folder, { recursive: true });
  const history: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()), (key, value: unknown) =>
    key === 'stackTrace' ? undefined : value,
  );
  await writeFile(path.join(folder, `avails-import-${name}.json`), `${JSON.stringify(history)}\n`);
}
