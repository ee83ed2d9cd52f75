import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../adapters/environment/root';

const run = promisify(execFile);

/** The shell lines of a page of the documentation, as a reader would copy them one after the other. */
export async function shellOf(page: string): Promise<string> {
  const text = await readFile(path.join(repositoryRoot(), 'docs', page), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, lines]) => lines).join('\n');
}

/** Run shell lines in a folder. @returns what they printed @throws {Error} when one of them fails */
export async function runShell(script: string, cwd: string, env: Record<string, string>): Promise<string> {
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd, env: { ...process.env, ...env } });
  return stdout;
}
