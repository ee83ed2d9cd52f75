import type { ObjectKey } from '../object-store/port';

/**
 * Files on this machine: read-through copies of immutable objects, and scratch space that cleans itself up.
 * Several worker processes share one directory safely; least recently used copies go first when it grows past its limit,
 * never one that is in use.
 */
export interface LocalCopies {
  /**
   * Use a local copy of an immutable object; downloaded once per machine. The file is read-only.
   *
   * @param options.onProgress told the bytes so far, or 0 while somebody else on this machine downloads the object
   */
  use<T>(
    key: ObjectKey,
    work: (path: string) => Promise<T>,
    options?: { signal?: AbortSignal; onProgress?: (bytes: number) => void },
  ): Promise<T>;
  /** Hand over a finished file as the local copy of `key`, so that nobody on this machine downloads it. Moves the file. */
  adopt(key: ObjectKey, path: string): Promise<void>;
  /** A private directory that is removed afterwards, whatever happens; leftovers of dead processes are swept at start. */
  scratch<T>(label: string, work: (directory: string) => Promise<T>): Promise<T>;
}
