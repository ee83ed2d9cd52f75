/** The three ends a check can have, and the mark each is shown with. */
const MARKS = { passed: '✔', failed: '✘', skipped: '○' };
const OUTPUT_LINES = 60;

/**
 * A check that cannot be made here. It counts as skipped and its message says why.
 */
export class Skipped extends Error {}

/** Counts what passed, failed and was skipped, prints each check as it ends and the closing line at the end. */
export class Report {
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #failures = [];
  #print;

  /** @param {(line: string) => void} print where lines go */
  constructor(print = console.log) {
    this.#print = print;
  }

  /**
   * Run one named check. It passes when `work` resolves (a returned text is shown beside the name), is skipped when
   * it throws {@link Skipped}, and fails on anything else. Never throws.
   * @param {string} name
   * @param {() => Promise<string | void>} work
   */
  async check(name, work) {
    const started = performance.now();
    try {
      this.#end('passed', name, started, (await work()) || undefined);
    } catch (error) {
      if (error instanceof Skipped) this.#end('skipped', name, started, error.message);
      else {
        this.#end('failed', name, started);
        this.#explain(String(error?.message ?? error));
      }
    }
  }

  /** Add the numbers of a test run to the totals. */
  add({ passed = 0, failed = 0, skipped = 0 }) {
    this.#counts.passed += passed;
    this.#counts.failed += failed;
    this.#counts.skipped += skipped;
  }

  get failed() {
    return this.#counts.failed;
  }

  /** List what failed and print the line `N passed, M failed, K skipped`, alone and last. */
  close() {
    const { passed, failed, skipped } = this.#counts;
    if (this.#failures.length > 0) this.#print(`\nFailed: ${this.#failures.join(', ')}\n`);
    this.#print(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  }

  #end(outcome, name, started, note) {
    this.#counts[outcome] += 1;
    if (outcome === 'failed') this.#failures.push(name);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    this.#print(`${MARKS[outcome]} ${name.padEnd(46)} ${seconds.padStart(6)} s${note ? `  ${note}` : ''}`);
  }

  #explain(text) {
    const lines = text.trim().split('\n');
    if (lines.length > OUTPUT_LINES) this.#print(`    … ${lines.length - OUTPUT_LINES} lines before`);
    for (const line of lines.slice(-OUTPUT_LINES)) this.#print(`    ${line}`);
  }
}
