import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../run/prepare.mjs';
import { packageProgram, runProgram } from './program.mjs';

/**
 * Run Jest projects in one process and add their numbers to the report.
 * @param {import('./report.mjs').Report} report
 * @param {string[]} projects `displayName`s of jest.config.js
 * @param {{ limitMs: number }} options
 */
export async function runJest(report, projects, { limitMs }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'headend-jest-'));
  const outputFile = path.join(folder, 'numbers.json');
  try {
    console.log(`\nJest: ${projects.join(', ')}`);
    await report.check(`Jest ${projects.join(' + ')} ran to its end`, async () => {
      const argv = [...packageProgram('jest/bin/jest.js'), '--selectProjects', ...projects];
      const options = [
        '--reporters',
        path.join(root, 'infra/checks/jest-reporter.cjs'),
        '--testSequencer',
        path.join(root, 'infra/checks/jest-sequencer.cjs'),
      ];
      const env = {
        HEADEND_JEST_NUMBERS: outputFile,
        ...(projects.includes('e2e') ? { HEADEND_TEST_DEMO: '1' } : {}),
      };
      const ended = runProgram([...argv, ...options], { limitMs, env, echo: true });
      const problem = await ended.then(
        () => undefined,
        (error) => error,
      );
      const numbers = await readFile(outputFile, 'utf8').then(JSON.parse, () => undefined);
      if (!numbers) throw problem ?? new Error('Jest left no numbers behind.');
      report.add(numbers);
      for (const name of numbers.skippedTests) console.log(`  ○ skipped: ${name}`);
      if (numbers.files === 0) throw new Error('There is no test file in this project.');
      if (problem && numbers.failed === 0) throw problem;
      return `${numbers.passed} passed, ${numbers.failed} failed, ${numbers.skipped} skipped in ${numbers.files} files`;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
