/** One external process: what to run and when to give up on it. */
export interface ProcessJob {
  /** Path of the executable. */
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
  /** What the tool reads on standard input, such as keys: a file without a name, so it stands in no argument list. */
  input?: string;
  /** Cancels: TERM, then KILL after a grace, then wait for close. */
  signal?: AbortSignal;
  /** No sign of progress for so long is `encode/stalled`. Output counts as progress, unless `onStart` takes that over. */
  stallMs: number;
  /** Called once with the means to report progress; when given, only `beat()` counts as a sign of progress. */
  onStart?: (running: { beat(): void }) => void;
  /** Whole-run limit; 0 means none. */
  timeoutMs?: number;
  /** Address space it may have, bytes, when that is less than the runner's own limit. */
  memoryBytes?: number;
  /** Sees standard output as it comes. Returning a promise applies back-pressure. */
  onStdout?: (chunk: Buffer) => void | Promise<void>;
  /** Sees file descriptor 3, which the tool gets only when this is given; a side channel for progress. */
  onControl?: (chunk: Buffer) => void;
  /** Sees each line of standard error. What it throws ends the run. */
  onStderrLine?: (line: string) => void;
  /** Lines of standard error that say nothing about a failure; they are left out of the report. */
  isChatter?: (line: string) => boolean;
}

export interface ProcessReport {
  exitCode: number;
  /** Last 4 kB of standard error, without machine paths or secrets. */
  stderrTail: string;
  wallMs: number;
}

/**
 * Runs external tools under the runner contract of DESIGN section 7: own process group, killed with its parent,
 * stall detection, TERM then KILL then close on cancel, standard error kept and classified.
 *
 * @throws {HeadendError} `encode/stalled`, `encode/out-of-memory`, `encode/over-limit`, `encode/disk-full`, `tool/missing`
 * @throws {ProcessFailed} on a non-zero exit that is none of these
 */
export interface ProcessRunner {
  run(job: ProcessJob): Promise<ProcessReport>;
}

/** A tool ended unsuccessfully, and not for want of memory, disk or progress. The caller knows what it means. */
export class ProcessFailed extends Error {
  override readonly name = 'ProcessFailed';
  constructor(
    readonly tool: string,
    readonly exitCode: number | null,
    readonly signal: NodeJS.Signals | null,
    /** The last 4 kB of standard error, presentable. */
    readonly stderrTail: string,
  ) {
    super(`${tool} ended with ${signal ?? `exit code ${exitCode}`}: ${lastWords(stderrTail)}`);
  }
}

/** Name-based so that it holds across module realms. */
export const isProcessFailed = (error: unknown): error is ProcessFailed =>
  typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'ProcessFailed';

/** The last line a tool said that is worth repeating. */
export const lastWords = (stderr: string): string =>
  stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !/^Conversion failed!$/.test(line))
    .slice(-3)
    .join(' | ')
    .slice(-500) || 'it said nothing.';
