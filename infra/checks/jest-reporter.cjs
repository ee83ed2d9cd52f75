const { writeFileSync } = require('node:fs');
const path = require('node:path');

/**
 * Jest reporter of `npm test`: one line per test file, failures in full, and the numbers as JSON in the file named by HEADEND_JEST_NUMBERS.
 * A test file that cannot be loaded counts as one failed test.
 */
module.exports = class ShortReporter {
  constructor(globalConfig) {
    this.rootDir = globalConfig.rootDir;
  }

  onTestResult(_test, result) {
    const name = path.relative(this.rootDir, result.testFilePath);
    const failed = result.numFailingTests + (result.testExecError ? 1 : 0);
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1);
    const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : '';
    const counts = `${result.numPassingTests} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped}`;
    process.stdout.write(`  ${failed > 0 ? '✘' : '·'} ${name}  ${counts}  ${seconds} s\n`);
    if (result.failureMessage) process.stdout.write(`${result.failureMessage}\n`);
  }

  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((file) =>
      file.testResults
        .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
        .map(({ fullName }) => `${path.relative(this.rootDir, file.testFilePath)}: ${fullName}`),
    );
    writeFileSync(
      process.env.HEADEND_JEST_NUMBERS,
      JSON.stringify({
        passed: results.numPassedTests,
        failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
        skipped: results.numPendingTests + results.numTodoTests,
        skippedTests: skipped,
        files: results.numTotalTestSuites,
      }),
    );
  }
};
