import { CancellationScope, isCancellation } from '@temporalio/workflow';

/**
 * Work that goes on beside the main line. Its failure is only thrown where somebody waits for it, and it can be stopped
 * and waited for without throwing.
 */
export class Branch<T> {
  private readonly scope = new CancellationScope();
  /** Settles when the branch is over; rejects with its failure. */
  readonly result: Promise<T>;
  private over = false;

  constructor(work: () => Promise<T>) {
    this.result = this.scope.run(work).finally(() => {
      this.over = true;
    });
    this.result.catch(() => undefined);
  }

  /** Rejects when the branch fails, never resolves: for racing against other work. */
  get failure(): Promise<never> {
    return this.result.then(() => new Promise<never>(() => undefined));
  }

  /** Cancel what still runs and wait until it has ended. A failure other than the cancellation has been or will be seen by its waiter. */
  async stop(): Promise<void> {
    if (!this.over) this.scope.cancel();
    await CancellationScope.nonCancellable(() => this.result.then(ignore, ignoreCancellation));
  }
}

const ignore = (): void => undefined;
const ignoreCancellation = (error: unknown): void => {
  if (!isCancellation(error)) return;
};
