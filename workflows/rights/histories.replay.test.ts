import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../../tests/support/temporal';

jest.setTimeout(120_000);
const folder = path.join(__dirname, '__histories__');
const histories = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('saved histories of the rights slice', () => {
  it('are there', () =>
    expect(histories.sort()).toEqual([
      'avails-import-applied.json',
      'avails-import-discarded.json',
      'avails-import-unreadable.json',
      'rights-calendar-2.json',
      'rights-calendar-3.json',
      'rights-calendar.json',
      'window-held-2.json',
      'window-held.json',
      'window-opened-2.json',
      'window-opened.json',
      'window-withdrawn-2.json',
      'window-withdrawn.json',
    ]));

  it.each(histories)('%s replays on today’s workflow code', async (name) => {
    const history: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    await expect(Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history)).resolves.toBeUndefined();
  });
});
