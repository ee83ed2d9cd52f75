// Every check of the project: `npm test`, or one part of it with `npm test -- --only static|unit|replay|integration|e2e`.
// Ends with the line `N passed, M failed, K skipped`; exit code 1 when anything failed. A failing check stops no other.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from '../run/prepare.mjs';
import { checkWorkflowBundle } from './bundle.mjs';
import { checkCompose } from './compose.mjs';
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

if (wanted('static')) await staticChecks();
if (wanted('unit')) await runJest(report, ['unit'], { limitMs: 20 * MINUTE });
if (wanted('replay')) await runJest(report, ['replay'], { limitMs: 5 * MINUTE });
const onTheStack = ['integration', 'e2e'].filter(wanted);
if (onTheStack.length > 0) {
  console.log('');
  await report.check('the product builds', () => prepare(['compile', 'bundle', 'web']));
  await runJest(report, onTheStack, { limitMs: 60 * MINUTE, inBand: true });
}

console.log('');
report.close();
process.exit(report.failed > 0 ? 1 : 0);

async function staticChecks() {
  const biome = packageProgram('@biomejs/biome/bin/biome');
  const tsc = packageProgram('typescript/bin/tsc');
  await report.check('format and lint (Biome)', () => quiet([...biome, 'ci', '--colors=off', '.']));
  await report.check('types of the product', () => quiet([...tsc, '-p', '.']));
  if (existsSync(path.join(root, 'web/tsconfig.json'))) {
    await report.check('types of the web pages', () => quiet([...tsc, '-p', 'web']));
  }
  await report.check('the product compiles', () => prepare(['compile']));
  await report.check('imports go one way', importDirection);
  await report.check('no machine path, no secret', checkCommittedText);
  await report.check('packages come with their hash', checkLockFile);
  for (const document of GENERATED) {
    await report.check(`${document.file} is up to date`, () => checkGenerated(document));
  }
  await report.check('every finding code is explained', checkFindingCodes);
  await report.check('links of the documentation lead somewhere', checkDocumentLinks);
  await report.check('workflow bundle under 2 MB', checkWorkflowBundle);
  await report.check('docker-compose.yml', checkCompose);
  await report.check('Kubernetes manifests', checkKubernetes);
  await report.check('Grafana dashboards and Prometheus rules', checkDashboards);
  await report.check('the checks themselves', () =>
    quiet([process.execPath, '--test', 'infra/checks/checks.test.mjs']),
  );
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
