import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { workflowBundle } from '../../tests/support/temporal';

jest.setTimeout(120_000);
const folder = path.join(__dirname, '__histories__');
const histories = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

describe('saved histories', () => {
  it.each(histories)('%s replays on today’s workflow code', async (name) => {
    await expect(
      Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, read(name)),
    ).resolves.toBeUndefined();
  });

  it('notice a run that took another path', async () => {
    const history = read('published.json');
    const scheduled = history.events.find(
      (event: { activityTaskScheduledEventAttributes?: { activityType: { name: string } } }) =>
        event.activityTaskScheduledEventAttributes,
    );
    scheduled.activityTaskScheduledEventAttributes.activityType.name = 'somethingElse';
    await expect(Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history)).rejects.toThrow(
      DeterminismViolationError,
    );
  });
});
