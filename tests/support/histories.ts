import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { repositoryRoot } from '../../adapters/environment/root';

const FOLDER = path.join(repositoryRoot(), 'workflows', 'supply-chain', '__histories__');

/** With `SAVE_HISTORIES=1`, keep the history for the replay test. */
export async function saveHistory(name: string, handle: WorkflowHandle): Promise<void> {
  if (!process.env.SAVE_HISTORIES) return;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(
    path.join(FOLDER, `${name}.json`),
    `${JSON.stringify(JSON.parse(historyToJSON(await handle.fetchHistory()), withoutStacks))}\n`,
  );
}

/** A stack trace names folders of the machine it was made on, and no replay reads it. */
const withoutStacks = (key: string, value: unknown): unknown => (key === 'stackTrace' ? undefined : value);
