/** What a person does to a transfer under way: pause it, go on, stop it. */
export class Transfer {
  readonly #stop = new AbortController();
  #break = new AbortController();
  #gate: Promise<void> | undefined;
  #open: () => void = () => undefined;

  /** Aborted when the transfer is stopped for good. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Aborted when the transfer is paused or stopped: what is on the line is let go. */
  get line(): AbortSignal {
    return AbortSignal.any([this.#stop.signal, this.#break.signal]);
  }

  get paused(): boolean {
    return this.#gate !== undefined;
  }

  pause(): void {
    if (this.#gate) return;
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
    this.#break.abort();
  }

  resume(): void {
    this.#break = new AbortController();
    this.#gate = undefined;
    this.#open();
  }

  stop(): void {
    this.#stop.abort(new DOMException('The upload was stopped.', 'AbortError'));
    this.#open();
  }

  /** Resolves when the transfer may go on. @throws {DOMException} AbortError when it is stopped */
  async ready(): Promise<void> {
    await this.#gate;
    this.signal.throwIfAborted();
  }

  /** Wait, but no longer than until the network comes back or the transfer is paused or stopped. */
  async rest(ms: number): Promise<void> {
    const { line } = this;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        window.removeEventListener('online', done);
        line.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      window.addEventListener('online', done);
      line.addEventListener('abort', done);
    });
    await this.ready();
  }
}

/** Bytes over a window of the last seconds, as a rate. */
export class Speedometer {
  readonly #samples: { at: number; bytes: number }[] = [];

  /**
   * @param bytes sent so far
   * @param at milliseconds of any clock that does not go back
   * @returns bytes per second, undefined until two seconds are known
   */
  rate(bytes: number, at: number = performance.now()): number | undefined {
    const last = this.#samples.at(-1);
    // A part that is sent again takes its bytes back: what was measured before it says nothing now.
    if (last && bytes < last.bytes) this.#samples.length = 0;
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - this.#samples[0]!.at > WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0]!;
    return at - first.at < 2000 ? undefined : ((bytes - first.bytes) / (at - first.at)) * 1000;
  }
}

const WINDOW_MS = 8000;
