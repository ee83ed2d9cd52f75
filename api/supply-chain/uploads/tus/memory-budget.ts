import { setTimeout as sleep } from 'node:timers/promises';
import { HeadendError } from '../../../../domain/failures';

/** How much memory the uploads of one process may hold together. */
export interface MemoryBudget {
  /**
   * Take memory, waiting for it where need be.
   *
   * @throws {HeadendError} `upload/busy` when none is given back in time
   */
  take(bytes: number): Promise<void>;
  give(bytes: number): void;
  /** Bytes taken. */
  readonly used: number;
}

const PATIENCE_MS = 5_000;
const POLL_MS = 20;

/** A budget of so many bytes. One taker alone is always served, however much it wants. */
export function createMemoryBudget(bytes: number): MemoryBudget {
  let used = 0;
  const fits = (wanted: number): boolean => used === 0 || used + wanted <= bytes;
  return {
    async take(wanted) {
      const deadline = Date.now() + PATIENCE_MS;
      while (!fits(wanted)) {
        if (Date.now() >= deadline)
          throw new HeadendError('upload/busy', 'Too many uploads are on their way to the store.');
        await sleep(POLL_MS);
      }
      used += wanted;
    },
    give(given) {
      used -= given;
    },
    get used() {
      return used;
    },
  };
}
