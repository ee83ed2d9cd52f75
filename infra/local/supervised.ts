import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogFile } from './log-file';
import { forgetPid, recordPid, signalGroup } from './pids';

/** A process to keep running. */
export interface ProcessSpec {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** System user to run as; only root may give one. */
  user?: { uid: number; gid: number };
  /** Asks the process to end in order. Default SIGTERM. */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  /** After this the whole group is killed. Default 10 s. */
  stopGraceMs?: number;
  /** Whether it serves. A rejection counts as not yet. */
  isReady(): Promise<boolean>;
  /** Work to do before each start, such as removing a stale socket. */
  beforeStart?(): Promise<void>;
  /** Work to do when it has been stopped. */
  afterStop?(): Promise<void>;
}

/** How often and how long a supervisor tries. */
export interface Patience {
  /** Longest time from spawn to ready, ms. */
  readyMs: number;
  /** Time between two looks at readiness, ms. */
  pollMs: number;
  /** Exits before the process was ever ready, after which it is given up. */
  failuresBeforeReady: number;
  backOff: BackOffLimits;
}

/** Waiting times between restarts, ms. */
export interface BackOffLimits {
  first: number;
  most: number;
  /** A process that ran this long starts again with the first waiting time. */
  healthyAfter: number;
}

const PATIENCE: Patience = {
  readyMs: 90_000,
  pollMs: 100,
  failuresBeforeReady: 4,
  backOff: { first: 250, most: 8000, healthyAfter: 10_000 },
};

/** The wait before the next restart: doubled each time, until the process has run well for a while. */
export class BackOff {
  #next: number;

  constructor(private readonly limits: BackOffLimits) {
    this.#next = limits.first;
  }

  /** @param ranMs how long the process ran before it died */
  wait(ranMs: number): number {
    if (ranMs >= this.limits.healthyAfter) this.#next = this.limits.first;
    const wait = this.#next;
    this.#next = Math.min(this.#next * 2, this.limits.most);
    return wait;
  }
}

/** A process that did not come up. The message ends with the last lines it said. */
export class ProcessFailed extends Error {
  constructor(
    readonly process: string,
    why: string,
    log: LogFile,
  ) {
    const said = log.tail().map((line) => `  | ${line}`);
    super([`${process} ${why}. Its log: ${log.file}`, ...said].join('\n'));
    this.name = 'ProcessFailed';
  }
}

const STOPPED_EARLY = 'was stopped before it served';

/** Keeps one process running until told to stop: starts it, waits until it serves, starts it again when it dies. */
export class Supervised {
  readonly #events = new EventEmitter();
  readonly #backOff: BackOff;
  #child: ChildProcess | undefined;
  #stopping = false;
  #everReady = false;
  #failures = 0;
  #loop: Promise<void> = Promise.resolve();
  #restarts = 0;

  /** @param onRestart told in words when the process died and is started again */
  constructor(
    readonly spec: ProcessSpec,
    private readonly log: LogFile,
    private readonly pidFolder: string,
    private readonly onRestart: (what: string) => void = () => undefined,
    private readonly patience: Patience = PATIENCE,
  ) {
    this.#backOff = new BackOff(patience.backOff);
    this.#events.setMaxListeners(0);
  }

  /** The name of the process. */
  get name(): string {
    return this.spec.name;
  }

  /** Number of the running process; undefined between two lives. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Times it was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Start, and resolve when it serves. @throws {ProcessFailed} */
  async start(): Promise<void> {
    this.#stopping = false;
    this.#loop = this.#keepRunning();
    const gaveUp = this.#loop.then(() => {
      throw new ProcessFailed(this.name, this.#stopping ? STOPPED_EARLY : 'ended again and again', this.log);
    });
    gaveUp.catch(() => undefined);
    await Promise.race([this.waitReady(), gaveUp]);
    this.#everReady = true;
  }

  /** Resolve when it serves, now or after its restart. @throws {ProcessFailed} after `timeoutMs` */
  async waitReady(timeoutMs = this.patience.readyMs): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline && !this.#stopping) {
      if (this.#child && (await this.spec.isReady().catch(() => false)) && this.#child) return;
      await sleep(this.patience.pollMs);
    }
    const what = this.#stopping ? STOPPED_EARLY : `did not serve within ${Math.round(timeoutMs / 1000)} s`;
    throw new ProcessFailed(this.name, what, this.log);
  }

  /** Send a signal to the process and everything in its group, as a crash would. It is started again. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    if (this.pid) signalGroup(this.pid, signal);
  }

  /** End it in order: ask, wait, kill the group. Resolves when it has gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#events.emit('stop');
    const child = this.#child;
    if (child?.pid) {
      child.kill(this.spec.stopSignal ?? 'SIGTERM');
      await this.#goneWithin(this.spec.stopGraceMs ?? 10_000);
      signalGroup(child.pid, 'SIGKILL');
    }
    await this.#loop;
    await this.spec.afterStop?.();
  }

  /** Kill it as a crash would and start it again no sooner than after so long. Resolves when it serves. @throws {ProcessFailed} */
  async away(ms: number): Promise<void> {
    this.kill('SIGKILL');
    await this.stop();
    await sleep(ms);
    await this.start();
  }

  /** Kill the group at once, without waiting: the last act of a dying supervisor. */
  abandon(): void {
    this.#stopping = true;
    this.kill('SIGKILL');
  }

  async #goneWithin(ms: number): Promise<void> {
    const timer = new AbortController();
    await Promise.race([this.#loop, sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }

  async #keepRunning(): Promise<void> {
    while (!this.#stopping) {
      const began = Date.now();
      const ending = await this.#runOnce();
      if (this.#stopping) return;
      if (!this.#everReady && ++this.#failures >= this.patience.failuresBeforeReady) return;
      const wait = this.#backOff.wait(Date.now() - began);
      this.#restarts++;
      this.#tell(`${ending}; it is started again in ${wait} ms`);
      await Promise.race([sleep(wait), once(this.#events, 'stop')]);
    }
  }

  async #runOnce(): Promise<string> {
    try {
      await this.spec.beforeStart?.();
    } catch (error) {
      return `could not be prepared (${error instanceof Error ? error.message : String(error)})`;
    }
    if (this.#stopping) return 'was stopped';
    const { command, args, options } = launch(this.spec);
    const child = spawn(command, args, options);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => this.log.write(chunk));
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`could not be started (${error.message})`));
      child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
    });
    this.#child = child;
    if (child.pid) await recordPid(this.pidFolder, this.name, child.pid);
    const ending = await ended;
    this.#child = undefined;
    if (child.pid) signalGroup(child.pid, 'SIGKILL');
    await forgetPid(this.pidFolder, this.name);
    return ending;
  }

  #tell(what: string): void {
    this.log.lines([`(supervisor) ${this.name} ${what}`]);
    this.onRestart(`${this.name} ${what}`);
  }
}

/**
 * How a process is launched: a group of its own, tied to the life of this process where `setpriv` can do so.
 * PostgreSQL dies of INT (its fast shutdown), the others of KILL.
 */
export function launch(spec: ProcessSpec) {
  const wrapper = setpriv();
  const own = {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
  };
  if (!wrapper) return { command: spec.command, args: spec.args, options: { ...own, ...spec.user } };
  const user = spec.user ? ['--reuid', `${spec.user.uid}`, '--regid', `${spec.user.gid}`, '--clear-groups'] : [];
  const death = ['--pdeathsig', spec.stopSignal === 'SIGINT' ? 'INT' : 'KILL'];
  return { command: wrapper, args: [...user, ...death, '--', spec.command, ...spec.args], options: own };
}

let setprivPath: string | undefined | null = null;

function setpriv(): string | undefined {
  if (setprivPath !== null) return setprivPath;
  const folders = process.platform === 'linux' ? (process.env.PATH ?? '').split(path.delimiter) : [];
  setprivPath = folders.map((folder) => path.join(folder, 'setpriv')).find(isExecutable);
  return setprivPath;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
