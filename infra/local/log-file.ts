import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** How a log grows. */
export interface LogLimits {
  /** A file is set aside when it is larger than this, bytes. */
  maxBytes: number;
  /** Files kept beside the current one: name.log.1 is the youngest. */
  keep: number;
}

const LIMITS: LogLimits = { maxBytes: 10 * 1024 * 1024, keep: 4 };
const TAIL_LINES = 40;

/** The log of one process: each line with its time and the process's name, rotated by size. */
export class LogFile {
  readonly file: string;
  readonly #limits: LogLimits;
  readonly #name: string;
  readonly #tail: string[] = [];
  #size: number;
  #rest = '';

  constructor(folder: string, name: string, limits: LogLimits = LIMITS) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, `${name}.log`);
    this.#name = name;
    this.#limits = limits;
    this.#size = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Take output as it comes; whole lines are written, the rest waits for its end. */
  write(chunk: Buffer | string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    this.lines(lines.filter((line) => line.trim() !== ''));
  }

  /** Write whole lines. */
  lines(lines: string[]): void {
    if (lines.length === 0) return;
    this.#tail.push(...lines);
    this.#tail.splice(0, this.#tail.length - TAIL_LINES);
    const prefix = `${new Date().toISOString()} ${this.#name} | `;
    const text = lines.map((line) => `${prefix}${line}\n`).join('');
    if (this.#size > 0 && this.#size + text.length > this.#limits.maxBytes) this.#rotate();
    appendFileSync(this.file, text);
    this.#size += text.length;
  }

  /** The last lines, without prefix: what to show when the process fails. */
  tail(count = 25): string[] {
    return this.#tail.slice(-count);
  }

  #rotate(): void {
    rmSync(`${this.file}.${this.#limits.keep}`, { force: true });
    for (let age = this.#limits.keep - 1; age >= 1; age--)
      moveIfThere(`${this.file}.${age}`, `${this.file}.${age + 1}`);
    moveIfThere(this.file, `${this.file}.1`);
    this.#size = 0;
  }
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}
