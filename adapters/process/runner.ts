import { type ChildProcess, spawn } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { HeadendError } from '../../domain/failures';
import { Observed } from './observed';
import { lastWords, ProcessFailed, type ProcessJob, type ProcessReport, type ProcessRunner } from './port';
import { withPrivateFile } from './private-file';
import { classifyExit, StderrTail } from './stderr';

export interface ProcessRunnerOptions {
  /** Between TERM and KILL, milliseconds. Default 5,000. */
  killGraceMs?: number;
  /** What every tool may use at most; no limit where left out. Enforced by the kernel where prlimit is present. */
  limits?: ProcessLimits;
  /** Helpers that bind a tool to its parent and its limits; looked for in the usual places. */
  setpriv?: string | false;
  prlimit?: string | false;
}

/** Limits of one process. */
export interface ProcessLimits {
  /** Address space, bytes (RLIMIT_AS): more than the memory in use, as threads reserve their stacks and heaps. */
  memoryBytes?: number;
  /** Processor time over all threads, seconds (RLIMIT_CPU). */
  cpuSeconds?: number;
}

/** Runs tools under the runner contract; see {@link ProcessRunner}. */
export function createProcessRunner(options: ProcessRunnerOptions = {}): ProcessRunner {
  const setpriv = options.setpriv ?? helper('setpriv');
  const prlimit = options.prlimit ?? helper('prlimit');
  const { limits = {} } = options;
  return {
    async run(job) {
      job.signal?.throwIfAborted();
      await checkTool(job.command);
      const memoryBytes = Math.min(
        job.memoryBytes ?? Number.POSITIVE_INFINITY,
        limits.memoryBytes ?? Number.POSITIVE_INFINITY,
      );
      const rules = [
        ...(Number.isFinite(memoryBytes) ? [`--as=${memoryBytes}`] : []),
        // The soft limit asks (SIGXCPU), the hard one kills.
        ...(limits.cpuSeconds ? [`--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 5}`] : []),
      ];
      const limited = prlimit && rules.length > 0;
      const argv = [
        ...(limited ? [prlimit, ...rules, '--core=0'] : []), // SIGXCPU would write the whole memory to disk
        // The kernel kills the tool when this process dies, however it dies: no orphan keeps a core busy.
        ...(setpriv ? [setpriv, '--pdeathsig', 'KILL', '--'] : []),
        job.command,
        ...job.args,
      ];
      return new Run(
        job,
        argv,
        options.killGraceMs ?? 5000,
        prlimit !== false && Number.isFinite(memoryBytes),
      ).finished();
    },
  };
}

/** Why a run is being stopped, and what its caller is told. */
type Stop = { error: unknown };

/** One process from spawn to close. */
class Run {
  readonly #started = Date.now();
  readonly #child: ChildProcess;
  readonly #stderr: StderrTail;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #observed: Observed[] = [];
  #lastSign = Date.now();
  #stop: Stop | undefined;

  constructor(
    readonly job: ProcessJob,
    [command, ...args]: string[],
    readonly killGraceMs: number,
    readonly memoryIsLimited: boolean,
  ) {
    this.#stderr = new StderrTail(job.onStderrLine, job.isChatter);
    const start = (input: 'ignore' | number): ChildProcess =>
      spawn(command ?? job.command, args, {
        cwd: job.cwd,
        env: job.env ? { ...process.env, ...job.env } : process.env,
        detached: true,
        stdio: [input, 'pipe', 'pipe', ...(job.onControl ? (['pipe'] as const) : [])],
      });
    this.#child = job.input === undefined ? start('ignore') : withPrivateFile(job.input, start);
    if (this.#child.pid) track(this.#child.pid);
    this.#watchOutput();
    this.#watchTime();
    job.signal?.addEventListener('abort', this.#cancel, { once: true });
    job.onStart?.({ beat: this.#beat });
  }

  finished(): Promise<ProcessReport> {
    return new Promise((resolve, reject) => {
      let spawnError: Error | undefined;
      this.#child.once('error', (error) => {
        spawnError = error;
        if (this.#child.pid === undefined) this.#settle(() => reject(this.#spawnFailure(error)));
      });
      this.#child.once('close', async (code, signal) => {
        await Promise.all(this.#observed.map((stream) => stream.idle()));
        this.#settle(() => {
          const failure = this.#stop?.error ?? spawnError ?? this.#failure(code, signal);
          if (failure !== undefined) return reject(failure);
          resolve({ exitCode: 0, stderrTail: this.#stderr.text(), wallMs: Date.now() - this.#started });
        });
      });
    });
  }

  #settle(report: () => void): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.job.signal?.removeEventListener('abort', this.#cancel);
    if (this.#child.pid) {
      untrack(this.#child.pid);
      signalGroup(this.#child.pid, 'SIGKILL'); // Whatever the tool started and left behind goes with it.
    }
    this.#stderr.end();
    report();
  }

  readonly #beat = (): void => {
    this.#lastSign = Date.now();
  };

  readonly #cancel = (): void => this.#end(cancellation(this.job.signal));

  #watchOutput(): void {
    const { onStart, onStdout, onControl } = this.job;
    const sign = onStart ? () => {} : this.#beat;
    const [, stdout, stderr, control] = this.#child.stdio as (Readable | null | undefined)[];
    this.#observe(stdout, (chunk) => {
      sign();
      return this.#stop ? undefined : onStdout?.(chunk);
    });
    this.#observe(stderr, (chunk) => {
      sign();
      this.#stderr.push(chunk);
    });
    this.#observe(control, (chunk) => onControl?.(chunk));
  }

  #observe(stream: Readable | null | undefined, look: (chunk: Buffer) => unknown): void {
    if (stream) this.#observed.push(new Observed(stream, look, (error) => this.#end(error)));
  }

  #watchTime(): void {
    const { stallMs, timeoutMs } = this.job;
    const watch = setInterval(
      () => {
        if (Date.now() - this.#lastSign < stallMs) return;
        this.#end(new HeadendError('encode/stalled', `${this.#tool} made no progress for ${stallMs / 1000} s.`));
      },
      Math.min(stallMs / 4, 1000),
    );
    this.#timers.add(watch);
    if (!timeoutMs) return;
    const limit = setTimeout(
      () => this.#end(new HeadendError('encode/stalled', `${this.#tool} ran longer than ${timeoutMs / 1000} s.`)),
      timeoutMs,
    );
    this.#timers.add(limit);
  }

  /** TERM, then KILL; `close` reports the first reason given. */
  #end(error: unknown): void {
    if (this.#stop || !this.#child.pid) return;
    const { pid } = this.#child;
    this.#stop = { error: error ?? new Error('An observer failed without a reason.') };
    signalGroup(pid, 'SIGTERM');
    this.#timers.add(setTimeout(() => signalGroup(pid, 'SIGKILL'), this.killGraceMs));
  }

  #failure(code: number | null, signal: NodeJS.Signals | null): Error | undefined {
    if (code === 0) return undefined;
    const tail = this.#stderr.text();
    const machine = classifyExit(tail, signal, { memory: this.memoryIsLimited });
    if (machine) return new HeadendError(machine, `${this.#tool} ended with ${signal ?? code}: ${lastWords(tail)}`);
    return new ProcessFailed(this.#tool, code, signal, tail);
  }

  #spawnFailure(error: Error): Error {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOMEM' || code === 'EAGAIN')
      return new HeadendError('encode/out-of-memory', `${this.#tool} could not be started: ${code}.`);
    return new HeadendError('tool/missing', `${this.#tool} could not be started: ${code ?? error.message}.`);
  }

  get #tool(): string {
    return path.basename(this.job.command);
  }
}

/** What a cancelled caller gets: its own reason, so that Temporal sees its cancellation come back. */
function cancellation(signal: AbortSignal | undefined): unknown {
  const reason: unknown = signal?.reason;
  if (typeof reason === 'object' && reason !== null && 'message' in reason) return reason;
  return Object.assign(new Error('The run was cancelled.'), { name: 'AbortError' });
}

async function checkTool(command: string): Promise<void> {
  if (!command.includes('/')) return;
  await access(command, constants.X_OK).catch((cause: unknown) => {
    throw new HeadendError('tool/missing', `${path.basename(command)} is not there or may not be run.`, { cause });
  });
}

const helper = (name: string): string | false =>
  ['/usr/bin', '/bin', '/usr/local/bin'].map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ??
  false;

const alive = new Set<number>();

function track(pid: number): void {
  if (alive.size === 0) process.on('exit', killAll);
  alive.add(pid);
}

function untrack(pid: number): void {
  alive.delete(pid);
  if (alive.size === 0) process.removeListener('exit', killAll);
}

const killAll = (): void => {
  for (const pid of alive) signalGroup(pid, 'SIGKILL');
};

/** Signal a whole group; a group that is gone is no error. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}
