/**
 * Do work for many callers at once: what is asked for while a round is under way goes into the next one, so that a busy service
 * takes large rounds and a quiet one never waits.
 *
 * @param work one result for each item, in their order; when it fails, every caller of the round gets the failure
 * @param limits.items most items of a round
 * @param limits.rounds most rounds under way at once
 */
export function together<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  limits: { items: number; rounds: number },
): (item: Item) => Promise<Result> {
  interface Caller {
    item: Item;
    resolve(result: Result): void;
    reject(error: unknown): void;
  }
  let waiting: Caller[] = [];
  let rounds = 0;
  let planned = false;

  const begin = (): void => {
    planned = false;
    while (waiting.length > 0 && rounds < limits.rounds) {
      const callers = waiting.slice(0, limits.items);
      waiting = waiting.slice(limits.items);
      rounds++;
      work(callers.map(({ item }) => item))
        .then(
          (results) => {
            for (const [at, { resolve }] of callers.entries()) resolve(results[at] as Result);
          },
          (error: unknown) => {
            for (const { reject } of callers) reject(error);
          },
        )
        .finally(() => {
          rounds--;
          plan();
        });
    }
  };
  /** After what else the event loop has at hand, so that requests that arrive together go together. */
  const plan = (): void => {
    if (planned || waiting.length === 0 || rounds >= limits.rounds) return;
    planned = true;
    setImmediate(begin);
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      plan();
    });
}
