import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerSpeke, readSpekeRequest } from '../../../domain/drm/speke';

/** A key as the provider keeps it. */
interface Kept {
  kid: string;
  key: Buffer;
  iv: Buffer;
}

/** A SPEKE v2.0 server with keys and vectors of its own, the same for the same KID. */
export interface SpekeProvider {
  url: string;
  /** By KID, in the order in which they were asked for. */
  kept: ReadonlyMap<string, Kept>;
  close(): Promise<void>;
}

/** Start one on a port of its own. */
export async function startSpekeProvider(): Promise<SpekeProvider> {
  const kept = new Map<string, Kept>();
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const asked = readSpekeRequest(body);
    const keys = asked.keys.map(({ kid }) => {
      const key = kept.get(kid) ?? { kid, key: randomBytes(16), iv: randomBytes(16) };
      kept.set(kid, key);
      return key;
    });
    response.setHeader('content-type', 'application/xml').end(answerSpeke(asked, keys));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    kept,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
