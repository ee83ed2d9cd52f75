import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Viewers of live channels: each asks for its playlist again and again, with the entity tag that it was told last. */
export interface Audience {
  port: number;
  viewers: number;
  /** Keep-alive connections that all of them share, one request at a time each. */
  connections: number;
  /** A viewer asks so often, milliseconds; viewers are spread evenly over it. */
  everyMs: number;
  /** Not counted, then counted, seconds. */
  warmUpS: number;
  seconds: number;
  /** What a viewer asks for. */
  pathOf(viewer: number): string;
}

export interface AudienceReport {
  requests: number;
  seconds: number;
  /** From the moment a viewer wanted to ask to the last byte, so waiting for a connection counts. Milliseconds. */
  p50: number;
  p99: number;
  /** Answers that nothing had changed. */
  unchanged: number;
  /** Neither 200 nor 304. */
  failed: number;
}

interface Wish {
  viewer: number;
  path: string;
  dueAt: number;
}

const TICK_MS = 2;

/** Play an audience by the clock: whoever is slow to answer is asked no less. */
export async function playAudience(audience: Audience): Promise<AudienceReport> {
  const { port, viewers, connections, everyMs, warmUpS, seconds, pathOf } = audience;
  const tags = new Map<number, string>();
  const [free, waiting]: [Hand[], Wish[]] = [[], []];
  const times: number[] = [];
  const report = { requests: 0, unchanged: 0, failed: 0 };
  const broken: Error[] = [];
  const began = performance.now();
  const countFrom = began + warmUpS * 1000;
  const answered = (hand: Hand, { viewer, dueAt }: Wish, status: number, tag: string | undefined): void => {
    if (tag) tags.set(viewer, tag);
    if (dueAt >= countFrom) {
      times.push(performance.now() - dueAt);
      report.requests++;
      if (status === 304) report.unchanged++;
      else if (status !== 200) report.failed++;
    }
    const next = waiting.shift();
    if (next) hand.ask(next, tags.get(next.viewer));
    else free.push(hand);
  };
  const hands = await Promise.all(
    Array.from({ length: connections }, () => openHand(port, answered, (error) => broken.push(error))),
  );
  free.push(...hands);
  const until = countFrom + seconds * 1000;
  for (let asked = 0; performance.now() < until; await sleep(TICK_MS)) {
    const due = Math.floor(((performance.now() - began) * viewers) / everyMs);
    for (; asked < due; asked++) {
      const viewer = asked % viewers;
      const wish = { viewer, path: pathOf(viewer), dueAt: began + (asked * everyMs) / viewers };
      const hand = free.pop();
      if (hand) hand.ask(wish, tags.get(viewer));
      else waiting.push(wish);
    }
  }
  while (free.length < hands.length && broken.length === 0) await sleep(TICK_MS);
  if (broken[0]) throw broken[0];
  for (const hand of hands) hand.end();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { ...report, seconds, p50: at(0.5), p99: at(0.99) };
}

/** A connection. */
interface Hand {
  ask(wish: Wish, tag: string | undefined): void;
  end(): void;
}

/** Sockets are read by hand: the audience shares the machine with the server and should take little of it. */
async function openHand(
  port: number,
  answered: (hand: Hand, wish: Wish, status: number, tag: string | undefined) => void,
  failed: (error: Error) => void,
): Promise<Hand> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opened));
    opened.once('error', reject);
  });
  let wish: Wish | undefined;
  let answer: { status: number; tag?: string; left: number } | undefined;
  const hand: Hand = {
    ask(next, tag) {
      wish = next;
      const known = tag ? `If-None-Match: ${tag}\r\n` : '';
      socket.write(`GET ${next.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n${known}\r\n`);
    },
    end() {
      socket.removeAllListeners('close');
      socket.destroy();
    },
  };
  socket.on('error', failed);
  socket.on('close', () => failed(new Error('The server closed the connection of viewers.')));
  socket.on('data', (part: Buffer) => {
    answer ??= headOf(part);
    answer.left -= part.length;
    if (answer.left > 0 || !wish) return;
    const [{ status, tag }, done] = [answer, wish];
    answer = undefined;
    wish = undefined;
    answered(hand, done, status, tag);
  });
  return hand;
}

/** Heads come in one piece: they are short and written at once. */
function headOf(part: Buffer): { status: number; tag?: string; left: number } {
  const end = part.indexOf('\r\n\r\n') + 4;
  const head = part.toString('latin1', 0, end);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return { status: Number(head.slice(9, 12)), tag: /etag: (\S+)/i.exec(head)?.[1], left: end + length };
}
