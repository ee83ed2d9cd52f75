import { setTimeout as sleep } from 'node:timers/promises';
import { HeadendError } from '../../../../domain/failures';

/** Memory is handed out in pieces of this size; parts are whole multiples of it. */
export const SEGMENT_BYTES = 1024 * 1024;

/** The memory that the uploads of one process share. Pieces are used again and again, so that none of it is left to the collector. */
export interface SegmentPool {
  /**
   * A piece of memory with any content, waiting for it where need be.
   *
   * @throws {HeadendError} `upload/busy` when none is given back in time
   */
  take(): Promise<Buffer>;
  /** Give pieces back. */
  give(segments: readonly Buffer[]): void;
  /** Pieces that are out. */
  readonly used: number;
}

const PATIENCE_MS = 5_000;
const POLL_MS = 20;

/** A pool of so many bytes. */
export function createSegmentPool(bytes: number): SegmentPool {
  const most = Math.max(1, Math.floor(bytes / SEGMENT_BYTES));
  const free: Buffer[] = [];
  let used = 0;
  return {
    async take() {
      const deadline = Date.now() + PATIENCE_MS;
      while (used >= most) {
        if (Date.now() >= deadline)
          throw new HeadendError('upload/busy', 'Too many uploads are on their way to the store.');
        await sleep(POLL_MS);
      }
      used++;
      return free.pop() ?? Buffer.allocUnsafeSlow(SEGMENT_BYTES);
    },
    give(segments) {
      used -= segments.length;
      free.push(...segments);
    },
    get used() {
      return used;
    },
  };
}

/** Bytes held in segments of a pool. */
export class HeldBytes {
  #segments: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly pool: SegmentPool) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Copy bytes in. What could not be taken in because memory is short is not there. */
  async add(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const into = this.#bytes % SEGMENT_BYTES;
      if (into === 0) this.#segments.push(await this.pool.take());
      const copied = chunk.copy(this.#segments.at(-1) as Buffer, into, at);
      at += copied;
      this.#bytes += copied;
    }
  }

  /** Take the first bytes out, in whole segments or to the end. */
  cut(bytes: number): CutBytes {
    const segments = this.#segments.splice(0, Math.ceil(bytes / SEGMENT_BYTES));
    this.#bytes -= bytes;
    let left = bytes;
    const views = segments.map((segment) => {
      const view = segment.subarray(0, Math.min(left, SEGMENT_BYTES));
      left -= view.length;
      return view;
    });
    return { views, bytes, release: () => this.pool.give(segments) };
  }

  release(): void {
    this.pool.give(this.#segments);
    this.#segments = [];
    this.#bytes = 0;
  }
}

/** Bytes on their way to the store. */
export interface CutBytes {
  views: Buffer[];
  bytes: number;
  /** Give the memory back, once. */
  release(): void;
}
