import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { EventBody } from '../../domain/announce/event-catalogue';
import { eventually } from './eventually';

/** One delivery as it arrived. */
export interface Received {
  /** By the body; the `webhook-id` is held to be the same. */
  event: EventBody;
  headers: Record<string, string>;
  /** Signatures in the header. */
  signatures: number;
  at: number;
  /** How many of the known secrets verify it. */
  verifiedBy: number;
}

/** A partner's server: keeps what arrives, and answers as it is told. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Secrets that it knows. */
  secrets: string[];
  /** How it answers; 204 at once when undefined. */
  answer?: (received: Received, response: ServerResponse) => void;
  /** Those of one type, in the order they came. */
  of(type: string): Received[];
  /** Wait until so many of a type are there. */
  until(type: string, count?: number, timeoutMs?: number): Promise<Received[]>;
  close(): Promise<void>;
}

export async function openReceiver(secrets: string[] = []): Promise<Receiver> {
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const headers = request.headers as Record<string, string>;
    const verifiedBy = receiver.secrets.filter((secret) => isBy(secret, text, headers)).length;
    const event = JSON.parse(text) as EventBody;
    if (event.id !== headers['webhook-id']) throw new Error('The webhook-id is not the id of the event.');
    const signatures = headers['webhook-signature']?.split(' ').length ?? 0;
    const received = { event, headers, signatures, at: Date.now(), verifiedBy };
    receiver.received.push(received);
    if (receiver.answer) receiver.answer(received, response);
    else response.writeHead(204).end();
  };
  // What a sender that dies leaves half said was not received; nor is what breaks the rules.
  const server = http.createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    secrets,
    of: (type) => receiver.received.filter(({ event }) => event.type === type),
    until: (type, count = 1, timeoutMs = 30_000) =>
      eventually(async () => {
        const found = receiver.of(type);
        if (found.length >= count) return found;
        throw new Error(
          `${found.length} of ${count} ${type} came; in all ${receiver.received.map((each) => each.event.type)}`,
        );
      }, timeoutMs),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

function isBy(secret: string, text: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  }
}
