import { connect } from 'node:net';

/** What a round of requests was like. */
export interface LoadReport {
  requests: number;
  seconds: number;
  /** Milliseconds from the first byte sent to the last byte read. */
  p50: number;
  p99: number;
  /** Answers that were not 200. */
  failed: number;
}

export interface Load {
  port: number;
  /** Whole HTTP requests with keep-alive, taken in turns. */
  requests: readonly Buffer[];
  connections: number;
  seconds: number;
}

/**
 * Ask over so many connections, each with one request at a time, as fast as the server answers. Sockets are read by hand: the
 * asker shares the machine with the server and should take little of it.
 */
export async function askHard({ port, requests, connections, seconds }: Load): Promise<LoadReport> {
  const times: number[] = [];
  let failed = 0;
  let next = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const hand = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let sentAt = 0;
      let wanted = 0;
      let got = 0;
      const send = (): void => {
        sentAt = performance.now();
        wanted = 0;
        got = 0;
        socket.write(requests[next++ % requests.length] as Buffer);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('data', (part: Buffer) => {
        if (wanted === 0) {
          const head = part.toString('latin1');
          const length = /content-length: (\d+)/i.exec(head)?.[1];
          if (!length) return void reject(new Error(`An answer without a length: ${head.slice(0, 200)}`));
          wanted = head.indexOf('\r\n\r\n') + 4 + Number(length);
          if (!head.startsWith('HTTP/1.1 200')) failed++;
        }
        got += part.length;
        if (got < wanted) return;
        const now = performance.now();
        times.push(now - sentAt);
        if (now < until) send();
        else socket.end(() => resolve());
      });
    });
  await Promise.all(Array.from({ length: connections }, hand));
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const took = (performance.now() - began) / 1000;
  return { requests: times.length, seconds: took, p50: at(0.5), p99: at(0.99), failed };
}

/** The bytes of a licence request. */
export function licenceRequest(path: string, token: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
