import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Screen } from '../../adapters/terminal/live-region';
import { paint } from '../../adapters/terminal/text';
import { answerOf, once } from '../client/client';
import { ApiProblem, type HeadendClient } from './client';

export interface ListenOptions {
  /** Port to receive on; a free one when left out. */
  port?: number;
  /** Event types or families. */
  events?: string[];
  /** Address that the stack reaches this receiver by, such as of a tunnel; loopback when left out. */
  url?: string;
  /** Print the data of each event. */
  json?: boolean;
}

/** What is printed of an event. */
interface ShownEvent {
  id: string;
  type: string;
  timestamp: string;
  sequence: number;
  data: Record<string, unknown>;
}

/** A body that no event of ours reaches. */
const MOST_BYTES = 1 << 20;

/**
 * Receive the events of a tenant for a developer: a receiver on this machine, a temporary endpoint that sends to it, and a
 * line for each event whose signature is right. The endpoint is deleted when `signal` ends it.
 *
 * @returns exit code
 */
export async function listenToWebhooks(
  client: HeadendClient,
  options: ListenOptions,
  screen: Screen,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const show = printer(screen, options, env);
  let know: (secret: string) => void = () => undefined;
  // An event may come before the answer that brings the secret.
  const secret = new Promise<string>((resolve) => {
    know = resolve;
  });
  const server = http.createServer((request, response) => {
    receive(request, secret).then(
      (event) => {
        response.writeHead(204).end();
        show(event);
      },
      (error: Error) => {
        response.writeHead(400).end('not verified\n');
        screen.write(`${paint(coloursOf(screen, env)).red('✗')} not an event of this endpoint: ${error.message}\n`);
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = options.url ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    const events = options.events ?? [];
    const description = 'headend webhooks listen';
    const body = { url, events, description };
    const made = client.api.POST('/v1/webhook-endpoints', { params: { header: once() }, body });
    const endpoint = await answerOf(made);
    know(endpoint.secret);
    try {
      const what = events.length > 0 ? events.join(', ') : 'all events';
      screen.write(`Listening for ${what} at ${url} as ${endpoint.id}. Ctrl-C ends it.\n`);
      await ended(signal);
    } finally {
      const path = { id: endpoint.id };
      await client.api.DELETE('/v1/webhook-endpoints/{id}', { params: { path } }).catch((error: unknown) => {
        if (!(error instanceof ApiProblem && error.problem.status === 404)) throw error;
      });
      screen.write(`Removed ${endpoint.id}.\n`);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return 0;
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** @throws {Error} when it is too large or not signed by the secret */
async function receive(request: http.IncomingMessage, secret: Promise<string>): Promise<ShownEvent> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('it is too large');
    chunks.push(chunk);
  }
  const headers = request.headers as Record<string, string>;
  return new Webhook(await secret).verify(Buffer.concat(chunks).toString('utf8'), headers) as ShownEvent;
}

function printer(screen: Screen, { json }: ListenOptions, env: NodeJS.ProcessEnv): (event: ShownEvent) => void {
  const { green, dim } = paint(coloursOf(screen, env));
  const seen = new Set<string>();
  return (event) => {
    const again = seen.has(event.id) ? dim(' (again)') : '';
    seen.add(event.id);
    const time = event.timestamp.slice(11, 23);
    screen.write(
      `${green('✓')} ${dim(time)}  #${event.sequence}  ${event.type.padEnd(18)}  ${summary(event)}${again}\n`,
    );
    if (json) screen.write(`${JSON.stringify(event.data, undefined, 2)}\n`);
  };
}

/** The members of an event's data that tell most, in one line. */
function summary({ data }: ShownEvent): string {
  const failure = (data.failure as { code?: string } | null | undefined)?.code;
  const parts = [data.id ?? data.endpoint_id, data.title ?? data.name ?? data.file_name, data.status, failure];
  return printable(parts.filter((part) => typeof part === 'string' && part !== '').join('  '));
}

/** A title may hold what would move a terminal's cursor. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '\uFFFD').slice(0, 200);

/** No colours in a file or a pipe. */
const coloursOf = (screen: Screen, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  screen.isTTY ? env : { ...env, NO_COLOR: '1' };
