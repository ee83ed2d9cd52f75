import { CancellationScope } from '@temporalio/workflow';

/**
 * Do works beside each other. When one fails the others are cancelled, and all have ended before its failure is thrown:
 * nothing goes on behind the caller's back.
 */
export async function together<T extends readonly unknown[]>(
  ...works: { [K in keyof T]: () => Promise<T[K]> }
): Promise<T> {
  const scope = new CancellationScope();
  let failure: { error: unknown } | undefined;
  const results = await scope.run(() =>
    Promise.all(
      works.map((work) =>
        work().catch((error: unknown) => {
          failure ??= { error };
          scope.cancel();
        }),
      ),
    ),
  );
  if (failure) throw failure.error;
  return results as unknown as T;
}
