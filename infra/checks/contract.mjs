import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run/prepare.mjs';
import { acknowledged, breakingChanges } from './contract-diff.mjs';
import { packageProgram, runProgram } from './program.mjs';

const FILE = 'api/openapi.json';

/**
 * The document keeps the rules of infra/checks/redocly.yaml, without a warning. Nothing is loaded from elsewhere.
 * @throws {Error} with what the linter says
 */
export async function lintOpenApi() {
  const redocly = packageProgram('@redocly/cli/bin/cli.js');
  const options = ['lint', '--config', 'infra/checks/redocly.yaml', '--format=stylish', FILE];
  await runProgram([...redocly, ...options], {
    env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
    limitMs: 60_000,
  });
}

const run = promisify(execFile);
const git = async (...args) => (await run('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();

/**
 * Nothing that callers lean on has gone since the last release (before the first one: since the commit before), but for what
 * CHANGELOG.md acknowledges with an item `- breaking: <the sentence>`.
 * @throws {Error} with one sentence for each breaking change
 */
export async function checkBreakingChanges() {
  const since = await git('describe', '--tags', '--abbrev=0').catch(() => 'HEAD~1');
  const before = await git('show', `${since}:${FILE}`).catch(() => undefined);
  if (before === undefined) return `nothing to compare with at ${since}`;
  const after = await readFile(path.join(root, FILE), 'utf8');
  const known = acknowledged(await readFile(path.join(root, 'CHANGELOG.md'), 'utf8'));
  const found = breakingChanges(JSON.parse(before), JSON.parse(after)).filter((each) => !known.has(each));
  if (found.length > 0)
    throw new Error(
      `Breaks callers since ${since}; acknowledge in CHANGELOG.md as "- breaking: …":\n${found.join('\n')}`,
    );
  return `since ${since}`;
}
