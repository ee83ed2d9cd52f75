import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../run/prepare.mjs';

/** Bytes of code, without the source map behind it. Every workflow context of a worker holds all of it. */
const LIMIT = 2_000_000;

/**
 * Hold the workflow bundle that was built against its budget.
 * @throws {Error} when it is missing or too large
 */
export async function checkWorkflowBundle() {
  const bundle = await readFile(path.join(root, 'dist/workflow-bundle.js'), 'utf8');
  const map = bundle.lastIndexOf('//# sourceMappingURL=data:');
  const size = Buffer.byteLength(map < 0 ? bundle : bundle.slice(0, map));
  if (size >= LIMIT) {
    throw new Error(
      `The workflow bundle has ${size} bytes, the limit is ${LIMIT}. Keep heavy libraries out of workflows/ and domain/.`,
    );
  }
  return `${(size / 1e6).toFixed(2)} MB`;
}
