import type { FailureCode } from '../../domain/failures';

/** How much of standard error is kept, bytes. */
export const STDERR_TAIL_BYTES = 4096;

/** Keeps the end of a text stream and hands out whole lines. */
export class StderrTail {
  #kept = '';
  #line = '';

  constructor(readonly onLine?: (line: string) => void) {}

  push(chunk: Buffer): void {
    const text = chunk.toString('utf8');
    this.#kept = (this.#kept + text).slice(-STDERR_TAIL_BYTES);
    const lines = (this.#line + text).split(/\r?\n|\r/);
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.onLine?.(line);
  }

  end(): void {
    if (this.#line) this.onLine?.(this.#line);
    this.#line = '';
  }

  /** What was kept, made fit for people outside: no folders, no memory addresses, no key material. */
  text(): string {
    return presentable(this.#kept);
  }
}

/** Take machine paths, addresses and anything that looks like key material out of a tool's words. */
export const presentable = (text: string): string =>
  text
    .replace(/(?<![\w:/])(?:file:)?(?:\/[^\s/:'",;]+)*\/([^\s/:'",;]*)/g, '$1')
    .replace(/ @ 0x[0-9a-f]+/gi, '')
    .replace(/\b[0-9a-f]{32,}\b/gi, '…');

/** Words of tools and libraries that name a failure of the machine rather than of the material. */
const MACHINE_FAILURES: [RegExp, FailureCode][] = [
  [/No space left on device|Disk quota exceeded/i, 'encode/disk-full'],
  [/Cannot allocate memory|std::bad_alloc|malloc of size \d+ failed|out of memory/i, 'encode/out-of-memory'],
];

/**
 * What an unsuccessful end says about the machine; undefined when the tool itself has something to say.
 *
 * A KILL that we did not send comes from the kernel's out-of-memory killer.
 */
export const classifyExit = (stderr: string, signal: NodeJS.Signals | null): FailureCode | undefined =>
  MACHINE_FAILURES.find(([words]) => words.test(stderr))?.[1] ??
  (signal === 'SIGKILL' ? 'encode/out-of-memory' : undefined);
