import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** How a log grows. */
export interface LogLimits {
  /** A file is set aside when it is larger than this, bytes. */
  maxBytes: number;
  /** Files kept beside the current one: name.log.1 is the youngest. */
  keep: number;
}

const LIMITS: LogLimits = { maxBytes: 10 * 1024 * 1024, keep: 4 };
const TAIL_LINES = 40;
/** Characters. What is longer is written in pieces: a program may never end its line. */
const LONGEST_LINE = 64 * 1024;

/**
 * The log of one process: each line with its time and the process's name, rotated by size. Writing never throws: a full
 * disk costs lines, not the processes.
 */
export class LogFile {
  readonly file: string;
  readonly #limits: LogLimits;
  readonly #name: string;
  readonly #tail: string[] = [];
  #size: number;
  readonly #decoder = new StringDecoder('utf8');
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
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.at(-1)?.length ?? 0) > LONGEST_LINE ? '' : (lines.pop() ?? '');
    this.lines(lines.filter((line) => line.trim() !== ''));
  }

  /** Write whole lines. */
  lines(lines: string[]): void {
    if (lines.length === 0) return;
    this.#tail.push(...lines);
    this.#tail.splice(0, this.#tail.length - TAIL_LINES);
    const prefix = `${new Date().toISOString()} ${this.#name} | `;
    const text = Buffer.from(lines.map((line) => `${prefix}${line}\n`).join(''));
    try {
      if (this.#size > 0 && this.#size + text.length > this.#limits.maxBytes) this.#rotate();
      appendFileSync(this.file, text);
      this.#size += text.length;
    } catch {
      // The tail still has it, for whoever asks why a process failed.
    }
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
