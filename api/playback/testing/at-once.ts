import { connect } from 'node:net';
import { LICENCE_PATH } from '../licence-door';

/** Sockets of one round; each carries its share of the requests one behind the other, without waiting for answers. */
const SOCKETS = 500;

/**
 * Send all requests before any answer is read: as many as there are wait in the server together.
 *
 * @param requests whole HTTP requests that keep their connection
 * @returns the status of each, in their order; 0 for those that got none
 */
export async function askAtOnce(port: number, requests: readonly Buffer[]): Promise<number[]> {
  const statuses = new Array<number>(requests.length).fill(0);
  const sockets = Math.min(SOCKETS, requests.length);
  await Promise.all(
    Array.from({ length: sockets }, async (_, first) => {
      const own = requests.flatMap((_request, index) => (index % sockets === first ? [index] : []));
      const seen = await statusesOf(
        port,
        own.map((index) => requests[index] as Buffer),
      );
      for (const [at, index] of own.entries()) statuses[index] = seen[at] ?? 0;
    }),
  );
  return statuses;
}

function statusesOf(port: number, requests: readonly Buffer[]): Promise<number[]> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const seen: number[] = [];
    let text = '';
    socket.on('connect', () => socket.write(Buffer.concat(requests)));
    socket.on('data', (part) => {
      text += part.toString('latin1');
      for (let answer = nextAnswer(text); answer; answer = nextAnswer(text)) {
        seen.push(answer.status);
        text = text.slice(answer.length);
      }
      if (seen.length === requests.length) socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(seen));
  });
}

function nextAnswer(text: string): { status: number; length: number } | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = head + 4 + Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  return text.length < length ? undefined : { status: Number(text.slice(9, 12)), length };
}

/** The bytes of a licence request. */
export const licenceBytes = (token: string, body: string): Buffer =>
  Buffer.from(
    `POST ${LICENCE_PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
