import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../../tests/support/temporal';

jest.setTimeout(120_000);
const folder = path.join(__dirname, '__histories__');
const histories = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('saved histories of the billing slice', () => {
  it('are there', () =>
    expect(histories.sort()).toEqual(
      ['collect-given-up', 'collect-paid', 'subscription-ended', 'subscription-in-grace', 'subscription-period'].map(
        (name) => `${name}.json`,
      ),
    ));

  it.each(histories)('%s replays on today’s workflow code', async (name) => {
    const history: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    await expect(Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history)).resolves.toBeUndefined();
  });
});
