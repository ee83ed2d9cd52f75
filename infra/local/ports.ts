import { createServer } from 'node:net';

/** Below the range from which Linux takes the ports of outgoing connections, so a killed process gets its port back. */
const FIRST = 20_000;
const LAST = 32_000;
const HIGHEST_PORT = 65_535;

/** Whether this machine lets us listen on `port` of `host` now. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Listen on a port so that nobody else takes it before its process starts.
 *
 * @returns lets it go; undefined when another was quicker
 */
export function holdPort(port: number, host = '127.0.0.1'): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve) => {
    // A page that asks before its API is up must not keep the port from being let go.
    const server = createServer((socket) => void socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      server.unref();
      resolve(() => new Promise((closed) => server.close(() => closed())));
    });
  });
}

/** A port to find: its name, and what it would like to be. */
export interface PortWish {
  name: string;
  /** Tried first, then the ports after it. */
  wanted?: number;
  /** A second port at this distance must be free too, and is taken with it. */
  alsoAt?: number;
  /** Highest port allowed, so that `alsoAt` stays a port. */
  highest?: number;
}

/** What pickPorts decided. `moved` names the wishes that did not get the port they wanted. */
export interface PickedPorts {
  ports: Record<string, number>;
  moved: { name: string; wanted: number; got: number }[];
}

/** Ports given, each with the second port taken along with it, if any. */
const taken = new Map<number, number | undefined>();

/**
 * Find a free port for every wish. Ports given once are not given again in this process, and `seed` (the data
 * folder) spreads processes that choose at the same time.
 *
 * @param remembered ports of an earlier run, taken again where free
 * @throws {Error} when no port is left
 */
export async function pickPorts(
  wishes: PortWish[],
  seed: string,
  remembered: Readonly<Record<string, number>> = {},
  free: (port: number) => Promise<boolean> = isFree,
): Promise<PickedPorts> {
  const picked: PickedPorts = { ports: {}, moved: [] };
  for (const wish of wishes) {
    const got = await pick(wish, seed, remembered[wish.name], free);
    picked.ports[wish.name] = got;
    if (wish.wanted && wish.wanted !== got) picked.moved.push({ name: wish.name, wanted: wish.wanted, got });
  }
  return picked;
}

/** Let ports be given again: their stack has stopped. */
export function releasePorts(ports: Iterable<number>): void {
  for (const port of ports) {
    const second = taken.get(port);
    taken.delete(port);
    if (second) taken.delete(second);
  }
}

async function pick(
  wish: PortWish,
  seed: string,
  remembered: number | undefined,
  free: (port: number) => Promise<boolean>,
) {
  for (const port of candidates(wish, seed, remembered)) {
    const needed = wish.alsoAt ? [port, port + wish.alsoAt] : [port];
    if (needed.some((one) => taken.has(one) || one > HIGHEST_PORT)) continue;
    for (const one of needed) taken.set(one, one === port ? needed[1] : undefined);
    const open = await Promise.all(needed.map((one) => free(one)));
    if (open.every(Boolean)) return port;
    releasePorts(needed);
  }
  throw new Error(`No free port is left for ${wish.name}`);
}

function* candidates(wish: PortWish, seed: string, remembered: number | undefined): Generator<number> {
  const { wanted, highest = LAST } = wish;
  if (wanted) {
    for (let port = wanted; port <= Math.min(wanted + 100, HIGHEST_PORT); port++) yield port;
  }
  if (remembered) yield remembered;
  const span = highest - FIRST;
  const start = spread(seed) % span;
  for (let step = 0; step < span; step++) yield FIRST + ((start + step) % span);
}

/** FNV-1a: a small even spread of texts over numbers. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
