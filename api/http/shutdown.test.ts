import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { closeGracefully } from './shutdown';

let server: http.Server;
let finish: (() => void)[];
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

beforeEach(async () => {
  finish = [];
  server = http.createServer((_request, response) => {
    finish.push(() => response.end('done'));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => server.closeAllConnections());
afterAll(() => agent.destroy());

const get = () =>
  new Promise<string>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    http.get({ host: '127.0.0.1', port, agent }, (answer) => text(answer).then(resolve, reject)).on('error', reject);
  });

const arrived = async (count: number) => {
  while (finish.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
};

it('answers what runs, and ends as soon as it has', async () => {
  const answer = get();
  await arrived(1);
  const began = Date.now();
  const closed = closeGracefully(server, 20_000);
  setTimeout(() => finish[0]?.(), 200);
  expect(await answer).toBe('done');
  await closed;
  expect(Date.now() - began).toBeGreaterThan(150);
  // The client would keep its connection for a minute.
  expect(Date.now() - began).toBeLessThan(5_000);
});

it('cuts what does not end within the grace time', async () => {
  const answer = get();
  answer.catch(() => undefined);
  await arrived(1);
  await closeGracefully(server, 100);
  await expect(answer).rejects.toThrow(/socket hang up|ECONNRESET/);
});
