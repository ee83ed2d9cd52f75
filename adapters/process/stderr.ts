import type { FailureCode } from '../../domain/failures';

/** How much of standard error is kept, bytes. */
export const STDERR_TAIL_BYTES = 4096;

/** Keeps the end of a text stream and hands out whole lines. */
export class StderrTail {
  #kept = '';
  #line = '';

  constructor(
    readonly onLine?: (line: string) => void,
    /** Lines that are handed out but not kept. */
    readonly isChatter?: (line: string) => boolean,
  ) {}

  push(chunk: Buffer): void {
    const lines = (this.#line + chunk.toString('utf8')).split(/\r?\n|\r/);
    this.#line = (lines.pop() ?? '').slice(-STDERR_TAIL_BYTES);
    for (const line of lines) this.#take(line);
  }

  end(): void {
    if (this.#line) this.#take(this.#line);
    this.#line = '';
  }

  #take(line: string): void {
    if (!this.isChatter?.(line)) this.#kept = `${this.#kept}${line}\n`.slice(-STDERR_TAIL_BYTES);
    this.onLine?.(line);
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
const DISK_FULL = /No space left on device|Disk quota exceeded/i;
const NO_MEMORY = /Cannot allocate memory|std::bad_alloc|malloc of size \d+ failed|out of memory|memory exhausted/i;

/**
 * What an unsuccessful end says about the machine; undefined when the tool itself has something to say.
 *
 * A KILL that we did not send comes from the kernel's out-of-memory killer. A tool with limits of its own that is refused
 * memory, or is told that its time is up, met those limits: the machine has more.
 */
export function classifyExit(
  stderr: string,
  signal: NodeJS.Signals | null,
  limited: { memory: boolean },
): FailureCode | undefined {
  if (DISK_FULL.test(stderr)) return 'encode/disk-full';
  if (NO_MEMORY.test(stderr)) return limited.memory ? 'encode/over-limit' : 'encode/out-of-memory';
  if (signal === 'SIGXCPU') return 'encode/over-limit';
  return signal === 'SIGKILL' ? 'encode/out-of-memory' : undefined;
}
