// Every check of the project: `npm test`, or one part of it with `npm test -- --only static|unit|replay|integration|e2e`.
// Ends with the line `N passed, M failed, K skipped`; exit code 1 when anything failed. A failing check stops no other.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from '../run/prepare.mjs';
import { checkWorkflowBundle } from './bundle.mjs';
import { checkCompose } from './compose.mjs';
import { checkBreakingChanges, lintOpenApi } from './contract.mjs';
import { checkDocumentLinks, checkGenerated, GENERATED } from './documents.mjs';
import { checkFindingCodes } from './findings.mjs';
import { checkDashboards } from './grafana.mjs';
import { runJest } from './jest.mjs';
import { checkKubernetes } from './kubernetes.mjs';
import { endPrograms, packageProgram, runProgram } from './program.mjs';
import { Report } from './report.mjs';
import { checkCommittedText, checkLockFile } from './tree.mjs';

const PARTS = ['static', 'unit', 'replay', 'integration', 'e2e'];
const MINUTE = 60_000;
const FOLDERS = ['domain', 'workflows', 'activities', 'adapters', 'api', 'workers', 'infra', 'bench', 'tests'];

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const only = values.only.flatMap((names) => names.split(','));
const unknown = only.filter((name) => !PARTS.includes(name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; --only takes ${PARTS.join(', ')}.`);
  process.exit(2);
}
const wanted = (name) => only.length === 0 || only.includes(name);
const report = new Report();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    endPrograms();
    report.add({ failed: 1 });
    console.log(`\nEnded by ${signal}.`);
    report.close();
    process.exit(1);
  });
}

const onTheStack = ['integration', 'e2e'].filter(wanted);
let built = false;
await inLanes([
  ...(wanted('static') || onTheStack.length > 0 ? [['the product builds', build]] : []),
  ...(wanted('static') ? staticChecks() : []),
]);
if (wanted('unit')) await runJest(report, ['unit'], { limitMs: 20 * MINUTE });
if (wanted('replay')) await runJest(report, ['replay'], { limitMs: 5 * MINUTE });
if (onTheStack.length > 0 && built) await runJest(report, onTheStack, { limitMs: 60 * MINUTE });

console.log('');
report.close();
process.exit(report.failed > 0 ? 1 : 0);

/** A build that fails is told once: nothing older is tested in its place. */
async function build() {
  await prepare(['compile', 'bundle', ...(onTheStack.length > 0 ? ['web'] : [])]);
  built = true;
}

/** Run checks two at a time, in the order given: most are one busy thread. */
async function inLanes(checks) {
  const waiting = [...checks];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await report.check(...next);
  };
  await Promise.all([lane(), lane()]);
}

/** Name and work of each check, the long ones first. */
function staticChecks() {
  const biome = packageProgram('@biomejs/biome/bin/biome');
  const tsc = packageProgram('typescript/bin/tsc');
  return [
    ['types of the product', () => quiet([...tsc, '-p', '.'])],
    ['types of the web pages', () => quiet([...tsc, '-p', 'web'])],
    ['format and lint (Biome)', () => quiet([...biome, 'ci', '--colors=off', '.'])],
    ['workflow bundle under 2 MB', checkWorkflowBundle],
    ['imports go one way', importDirection],
    ['no machine path, no secret', checkCommittedText],
    ['packages come with their hash', checkLockFile],
    ...GENERATED.map((document) => [`${document.file} is up to date`, () => checkGenerated(document)]),
    ['api/openapi.json keeps the rules of the linter', lintOpenApi],
    ['api/openapi.json breaks no caller', checkBreakingChanges],
    ['every finding code is explained', checkFindingCodes],
    ['links of the documentation lead somewhere', checkDocumentLinks],
    ['docker-compose.yml', checkCompose],
    ['Kubernetes manifests', checkKubernetes],
    ['Grafana dashboards and Prometheus rules', checkDashboards],
    [
      'the checks themselves',
      () =>
        quiet([
          process.execPath,
          '--test',
          'infra/checks/checks.test.mjs',
          'infra/checks/contract-diff.test.mjs',
          'infra/run/lock.test.mjs',
        ]),
    ],
  ];
}

/** Run a program whose output matters only when it fails. */
async function quiet(argv) {
  await runProgram(argv);
}

async function importDirection() {
  const cruise = packageProgram('dependency-cruiser/bin/dependency-cruise.mjs');
  const present = FOLDERS.filter((folder) => existsSync(path.join(root, folder)));
  const output = await runProgram([...cruise, '--config', '.dependency-cruiser.cjs', ...present], {
    env: { NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return /\((\d+ modules, \d+ dependencies) cruised\)/.exec(output)?.[1];
}
