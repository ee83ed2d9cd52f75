import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { repositoryRoot } from '../../adapters/environment/root';

/** Most code a workflow context may have to load, without the source map behind it. */
export const BUNDLE_BUDGET_BYTES = 2_000_000;

/** Where the orchestration pool finds the prebuilt bundle. */
export const bundlePath = (): string => join(repositoryRoot(), 'dist', 'workflow-bundle.js');

/** Bundle every workflow once, so that no worker does it at start. @throws {Error} when the bundle is over its budget */
export async function bundleWorkflows(): Promise<{ path: string; bytes: number }> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(repositoryRoot(), 'dist', 'workflows', 'index.js'),
    logger: new DefaultLogger('WARN'),
  });
  const path = bundlePath();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, code);
  renameSync(`${path}.${process.pid}`, path);
  const bytes = codeBytes(code);
  if (bytes > BUNDLE_BUDGET_BYTES)
    throw new Error(
      `The workflow bundle has ${bytes} bytes, over its budget of ${BUNDLE_BUDGET_BYTES}. Keep libraries out of workflows/ and domain/.`,
    );
  return { path, bytes };
}

/** Bytes of a bundle's code: its source map is read once per worker, not by every context. */
export const codeBytes = (bundle: string): number => {
  const map = bundle.lastIndexOf('//# sourceMappingURL=data:');
  return Buffer.byteLength(map < 0 ? bundle : bundle.slice(0, map));
};

if (require.main === module)
  bundleWorkflows().then(
    ({ bytes }) => process.stdout.write(`workflow bundle: ${(bytes / 1e6).toFixed(2)} MB\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
