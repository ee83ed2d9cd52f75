import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, once } from '../../api/client/client';
import type { Partner } from '../support/partner';
import { openReceiver, type Received } from '../support/receiver';

/** A delivery that a killed worker held is made by another after its lock of half a minute. */
const PATIENCE_MS = 180_000;

/** What a partner hears by webhook while processes die. */
export interface Announcements {
  /**
   * Wait until every ingest was told as published, and look at all that came.
   *
   * @returns what is wrong, in words; empty when each came at least once, under one id, and everything was signed
   */
  troubles(ingests: readonly string[]): Promise<string[]>;
  /** Deliveries, and how many of them were repeated. */
  summary(): string;
  close(): Promise<void>;
}

/** Register a receiver of this process as the partner's endpoint for `ingest.published`. */
export async function listen(partner: Partner): Promise<Announcements> {
  const receiver = await openReceiver();
  const body = { url: receiver.url, events: ['ingest.published'] };
  const endpoint = await answerOf(partner.api.POST('/v1/webhook-endpoints', { params: { header: once() }, body }));
  receiver.secrets.push(endpoint.secret);
  const told = (ingest: string): Received[] =>
    receiver.of('ingest.published').filter(({ event }) => subjectOf(event) === ingest);
  return {
    async troubles(ingests) {
      const until = Date.now() + PATIENCE_MS;
      while (ingests.some((ingest) => told(ingest).length === 0) && Date.now() < until) await sleep(250);
      const unsigned = receiver.received.filter(({ verifiedBy }) => verifiedBy === 0).length;
      return [
        ...ingests.flatMap((ingest) => idTrouble(ingest, told(ingest))),
        ...(unsigned > 0 ? [`${unsigned} deliveries whose signature does not verify`] : []),
      ];
    },
    summary() {
      const all = receiver.of('ingest.published');
      const events = new Set(all.map(({ event }) => event.id)).size;
      return `${all.length} deliveries of ${events} events, ${all.length - events} repeated`;
    },
    close: () => receiver.close(),
  };
}

function idTrouble(ingest: string, deliveries: Received[]): string[] {
  const ids = new Set(deliveries.map(({ event }) => event.id));
  if (ids.size === 0) return [`${ingest} was not told`];
  return ids.size > 1 ? [`${ingest} was told under ${ids.size} ids`] : [];
}

const subjectOf = ({ data }: Received['event']): string | undefined => ('id' in data ? data.id : undefined);
