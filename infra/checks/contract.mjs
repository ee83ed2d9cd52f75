// The contract with callers: api/openapi.json. Run as a program, it writes down what is released:
//   node infra/checks/contract.mjs --release    at a release, after the acknowledged changes have moved under its heading
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../run/prepare.mjs';
import { acknowledged, breakingChanges, promised } from './contract-diff.mjs';
import { packageProgram, runProgram } from './program.mjs';

const FILE = 'api/openapi.json';
/** What of the document callers of the last release lean on. Committed, so that the check is the same in every clone. */
const RELEASED = 'infra/checks/contract-released.json';

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

const read = (file) => readFile(path.join(root, file), 'utf8');

/**
 * Nothing that callers lean on has gone since the contract was last written down, but for what CHANGELOG.md acknowledges with
 * an item `- breaking: <the sentence>`. Neither tags nor history are looked at: a shallow clone has none.
 * @throws {Error} with one sentence for each breaking change
 */
export async function checkBreakingChanges() {
  const { version, contract } = JSON.parse(await read(RELEASED));
  const known = acknowledged(await read('CHANGELOG.md'));
  const found = breakingChanges(contract, JSON.parse(await read(FILE))).filter((each) => !known.has(each));
  if (found.length > 0)
    throw new Error(
      `Breaks callers of ${version}; acknowledge in CHANGELOG.md as "- breaking: …":\n${found.join('\n')}`,
    );
  return `since ${version}`;
}

async function release() {
  const { version } = JSON.parse(await read('package.json'));
  const contract = promised(JSON.parse(await read(FILE)));
  await writeFile(path.join(root, RELEASED), `${JSON.stringify({ version, contract })}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] !== '--release') throw new Error('Usage: node infra/checks/contract.mjs --release');
  await release();
}
