import type { DeliveryKey } from '../../adapters/postgres/webhooks-port';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { nextWaitMs } from '../../domain/announce/retry-ladder';
import {
  ANNOUNCE_QUEUE,
  WEBHOOK_RETRY,
  type WebhookRetryOrder,
  webhookRetryId,
} from '../../workflows/announce/contract';
import { createDeliverer, type Delivered, type DelivererPorts, seedOf } from './deliverer';

/** New events are looked for so often when nobody wakes the dispatcher, milliseconds. */
const POLL_MS = 1_000;
/** After trouble of the house, milliseconds. */
const TROUBLE_MS = 3_000;
/** Events spread in one transaction. */
const SPREAD_AT_ONCE = 200;
/** Endpoints served at once by one process. */
const LANES = 16;
/** How many of them may be one tenant's, and how many may have failed last: slow ones leave room for the others. */
const LANES_PER_TENANT = 4;
const LANES_OF_FAILING = 8;
/** Attempts at one endpoint at once. */
const AT_ONCE_PER_ENDPOINT = 4;
/** Longer than an attempt may take, 15 s, and its writing down. So long after its death a process's work is taken over. */
const LOCK_MS = 30_000;
const SWEEP_EVERY_MS = 600_000;
const SWEPT_AT_ONCE = 1_000;
const DAY_MS = 86_400_000;

export interface DispatcherPorts extends DelivererPorts {
  engine: Pick<WorkflowEngine, 'start'>;
  /** Days that events stay in the log. */
  keptDays: number;
}

/**
 * Spreads new events into deliveries and makes their first attempts. Any number of them may run beside each other; one that
 * dies leaves its deliveries to the others when their locks run out.
 */
export class Dispatcher {
  readonly #deliver: ReturnType<typeof createDeliverer>;
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #woken = false;
  #wake: () => void = () => undefined;
  #running: Promise<void> | undefined;
  #sweptAt = 0;

  constructor(private readonly ports: DispatcherPorts) {
    this.#deliver = createDeliverer(ports);
  }

  /** Look for work now. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Begin nothing more and wait for the attempts under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.wake();
    await this.#running;
    await Promise.all(this.#lanes.values());
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#woken = false;
      let idleMs = POLL_MS;
      try {
        if (await this.#round()) continue;
        await this.#sweep();
      } catch (error) {
        this.ports.log.warn({ err: error }, 'webhooks could not be dispatched; it is tried again');
        idleMs = TROUBLE_MS;
      }
      await this.#idle(idleMs);
    }
  }

  /** @returns whether there may be more to do at once */
  async #round(): Promise<boolean> {
    const { outbox } = this.ports;
    const spread = await outbox.spread(SPREAD_AT_ONCE);
    const free = LANES - this.#lanes.size;
    if (free <= 0) return false;
    const busy = [...this.#lanes.keys()];
    const taken = await outbox.claim({
      busy,
      endpoints: free,
      perTenant: LANES_PER_TENANT,
      failing: LANES_OF_FAILING,
      perEndpoint: AT_ONCE_PER_ENDPOINT,
      lockMs: LOCK_MS,
    });
    for (const endpointId of new Set(taken.map((key) => key.endpointId)))
      this.#open(
        endpointId,
        taken.filter((key) => key.endpointId === endpointId),
      );
    return spread === SPREAD_AT_ONCE;
  }

  /** Serve what was taken of one endpoint; then there may be more of it. */
  #open(endpointId: string, keys: DeliveryKey[]): void {
    const lane = Promise.all(keys.map((key) => this.#serve(key))).then(() => {
      this.#lanes.delete(endpointId);
      this.wake();
    });
    this.#lanes.set(endpointId, lane);
  }

  /** Never throws: what cannot be done now is claimable again when its lock has run out. */
  async #serve(key: DeliveryKey): Promise<void> {
    try {
      const answer = await this.#deliver(key, { by: 'dispatcher' });
      if (answer.state === 'failed') await this.#handOver(key, answer);
    } catch (error) {
      this.ports.log.warn({ err: error, event: key.eventId, endpoint: key.endpointId }, 'a delivery is tried again');
    }
  }

  /** First the workflow, then the row: until the row says so, the dispatcher makes the attempts. */
  async #handOver(key: DeliveryKey, failed: Delivered & { state: 'failed' }): Promise<void> {
    const { due, code, detail, retryAfterMs } = failed;
    const { event, endpoint } = due;
    const host = new URL(endpoint.url).host;
    const first = { code, detail, retryAfterMs };
    const order: WebhookRetryOrder = { ...key, tenantId: event.tenantId, eventType: event.type, host, first };
    await this.ports.engine.start({
      type: WEBHOOK_RETRY,
      id: webhookRetryId(key.endpointId, key.eventId),
      queue: ANNOUNCE_QUEUE,
      input: order,
      attributes: [
        { name: 'TenantId', type: 'keyword', value: event.tenantId },
        { name: 'EndpointId', type: 'keyword', value: key.endpointId },
        { name: 'FailureCode', type: 'keyword', value: code },
      ],
      summary: `${event.type} to ${host}`,
      details: `Event \`${event.id}\` (sequence ${event.sequence}) could not be delivered to \`${endpoint.id}\`.`,
      priority: 3,
      fairnessKey: event.tenantId,
    });
    const waitMs = nextWaitMs({ failed: 1, seed: seedOf(key), retryAfterMs }) ?? 0;
    await this.ports.outbox.handOver(key, new Date(Date.now() + waitMs));
  }

  async #sweep(): Promise<void> {
    const now = Date.now();
    if (now - this.#sweptAt < SWEEP_EVERY_MS) return;
    this.#sweptAt = now;
    const before = new Date(now - this.ports.keptDays * DAY_MS);
    while ((await this.ports.outbox.sweep(before, SWEPT_AT_ONCE)) === SWEPT_AT_ONCE);
  }

  async #idle(ms: number): Promise<void> {
    if (this.#woken || this.#stop.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => undefined;
  }
}
