import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type FailureCode, HeadendError } from '../../domain/failures';

/** Longest work on one document, milliseconds; 50,000 rows take some seconds. */
const TIME_LIMIT_MS = 180_000;
const MEMORY_MB = 1_536;

type ThreadAnswer<Result> = { result: Result } | { refused: { code: FailureCode; detail: string; fix?: string } };

/**
 * Work on a document in a thread of its own, see document-thread.mjs.
 *
 * @throws {HeadendError} what the thread refuses, `avails/too-large` when it takes too much, `avails/unreadable` when it breaks
 */
export function inThread<Result>(task: object): Promise<Result> {
  const thread = new Worker(path.join(__dirname, 'document-thread.mjs'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stderr: true,
  });
  const tooMuch = (detail: string): HeadendError => new HeadendError('avails/too-large', detail);
  return new Promise<Result>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(tooMuch(`Working on it takes longer than ${TIME_LIMIT_MS / 1000} seconds.`)),
      TIME_LIMIT_MS,
    );
    thread.once('exit', () => {
      clearTimeout(timer);
      reject(new HeadendError('avails/unreadable', 'Its reader ended without an answer.'));
    });
    thread.once('message', (answer: ThreadAnswer<Result>) => {
      if ('result' in answer) resolve(answer.result);
      else reject(new HeadendError(answer.refused.code, answer.refused.detail, { fix: answer.refused.fix }));
    });
    thread.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooMuch(`Working on it takes more than ${MEMORY_MB} MB of memory.`)
          : new HeadendError('avails/unreadable', 'The document cannot be read.', { cause: error }),
      ),
    );
  }).finally(() => thread.terminate());
}
