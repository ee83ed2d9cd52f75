import { stat } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../run/prepare.mjs';

/** Bytes. Every workflow context of a worker holds the whole bundle. */
const LIMIT = 2_000_000;

/**
 * Hold the workflow bundle that was built against its budget.
 * @throws {Error} when it is missing or too large
 */
export async function checkWorkflowBundle() {
  const { size } = await stat(path.join(root, 'dist/workflow-bundle.js'));
  if (size >= LIMIT) {
    throw new Error(
      `The workflow bundle has ${size} bytes, the limit is ${LIMIT}. Keep heavy libraries out of workflows/ and domain/.`,
    );
  }
  return `${(size / 1e6).toFixed(2)} MB`;
}
