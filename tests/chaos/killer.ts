import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../../infra/local/stack';
import { say } from './say';

/** Processes that may be killed: those of a stack, and more. */
export type Victims = Pick<Stack, 'processes' | 'kill'>;

/** Milliseconds between kills: short enough to hit recoveries, long enough for work to move. */
const PAUSE = { least: 1500, spread: 3500 };

/** Kills one process at a time, picked at random, until none are left to do or it is told to rest. */
export class Killer {
  /** Kills so far. */
  done = 0;
  private resting = false;
  private deck: string[] = [];
  private readonly victims = new Map<string, number>();

  constructor(
    private readonly stack: Victims,
    private readonly random: () => number,
    private readonly total: number,
  ) {}

  /** Kills that are left to do. */
  get left(): number {
    return this.total - this.done;
  }

  /** Kill until none are left to do, or {@link rest} is called. */
  async work(): Promise<void> {
    this.resting = false;
    while (!this.resting && this.left > 0) {
      await sleep(PAUSE.least + this.random() * PAUSE.spread);
      if (this.resting) return;
      this.strike();
    }
  }

  /** Kill the next one now, unless it is down. */
  strike(): void {
    const victim = this.next();
    if (!victim) return;
    this.stack.kill(victim.name, 'SIGKILL');
    this.done += 1;
    this.victims.set(victim.name, (this.victims.get(victim.name) ?? 0) + 1);
    say(`kill ${this.done}: ${victim.name} (pid ${victim.pid})`);
  }

  /** The top of a shuffled deck of every process, so that as many kills as there are processes hit each once; undefined while it is down. */
  private next(): Victims['processes'][number] | undefined {
    if (this.deck.length === 0)
      this.deck = this.stack.processes
        .map(({ name }) => ({ name, order: this.random() }))
        .sort((a, b) => a.order - b.order)
        .map(({ name }) => name);
    const name = this.deck.pop();
    return this.stack.processes.find((process) => process.name === name && process.pid !== undefined);
  }

  /** Kill nothing more for now. */
  rest(): void {
    this.resting = true;
  }

  /** Who was killed how often. */
  tally(): string {
    return [...this.victims].map(([name, times]) => `${name} ${times}`).join(', ');
  }
}
