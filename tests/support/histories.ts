import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { repositoryRoot } from '../../adapters/environment/root';

/** With `SAVE_HISTORIES=1`, keep the history for the replay test. */
export async function saveHistory(
  name: string,
  handle: Pick<WorkflowHandle, 'fetchHistory'>,
  slice: 'supply-chain' | 'rights' | 'channels' | 'billing' = 'supply-chain',
): Promise<void> {
  if (!process.env.SAVE_HISTORIES) return;
  const folder = path.join(repositoryRoot(), 'workflows', slice, '__histories__');
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, `${name}.json`),
    `${JSON.stringify(JSON.parse(historyToJSON(await handle.fetchHistory()), withoutStacks))}\n`,
  );
}

/** A stack trace names folders of the machine it was made on, and no replay reads it. */
const withoutStacks = (key: string, value: unknown): unknown => (key === 'stackTrace' ? undefined : value);
