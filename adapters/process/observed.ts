import type { Readable } from 'node:stream';

/** Gives the chunks of a stream to an observer one at a time, and holds the stream back while the observer is busy. */
export class Observed {
  readonly #queue: Buffer[] = [];
  #busy: Promise<void> | undefined;

  /** @param onFailure told once the observer throws or rejects; later chunks are no longer shown */
  constructor(
    readonly stream: Readable,
    readonly look: (chunk: Buffer) => unknown,
    readonly onFailure: (error: unknown) => void,
  ) {
    stream.on('data', (chunk: Buffer) => {
      // Node resumes the streams of a process that has exited, so chunks can arrive while the observer is busy.
      this.#queue.push(chunk);
      if (!this.#busy) this.#drain();
    });
  }

  /** Resolves when the observer has seen everything that came. */
  async idle(): Promise<void> {
    while (this.#busy) await this.#busy;
  }

  #drain(): void {
    for (let chunk = this.#queue.shift(); chunk; chunk = this.#queue.shift()) {
      try {
        const answer = this.look(chunk);
        if (isPromise(answer)) {
          this.#wait(answer);
          return;
        }
      } catch (error) {
        this.onFailure(error);
      }
    }
  }

  #wait(answer: Promise<unknown>): void {
    this.stream.pause();
    this.#busy = answer.then(noop, this.onFailure).then(() => {
      this.#busy = undefined;
      this.stream.resume();
      this.#drain();
    });
  }
}

const noop = (): void => {};
const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | undefined)?.then === 'function';
