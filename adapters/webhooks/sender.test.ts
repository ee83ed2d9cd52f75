import dns from 'node:dns/promises';
import http, { type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookSender } from './port';
import { createWebhookSender } from './sender';
import { newWebhookSecret } from './signature';

const secret = newWebhookSecret();
const closers: (() => void)[] = [];
let sender: WebhookSender;
beforeEach(() => {
  sender = createWebhookSender({ allowPrivate: [], allowLoopback: true }, 1_000);
});
afterEach(async () => {
  await sender.close();
  for (const close of closers.splice(0)) close();
  jest.restoreAllMocks();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

async function serveRaw(onSocket: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const message = (url: string, more: object = {}) => ({
  url,
  id: 'evt_1',
  body: '{"a":"ä"}',
  secrets: [secret],
  ...more,
});

describe('the webhook sender', () => {
  it('sends what the library of Standard Webhooks verifies, by each of two secrets', async () => {
    const other = newWebhookSecret();
    const seen: unknown[] = [];
    const url = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const headers = request.headers as Record<string, string>;
      for (const each of [secret, other]) seen.push(new Webhook(each).verify(body, headers));
      expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow(/No matching/);
      seen.push(headers['webhook-id']);
      response.writeHead(204).end();
    });
    const outcome = await sender.send(message(url, { secrets: [secret, other] }));
    expect(outcome).toMatchObject({ responseStatus: 204, failure: undefined });
    expect(seen).toEqual([{ a: 'ä' }, { a: 'ä' }, 'evt_1']);
  });

  it('shows the request without its signature', async () => {
    const url = await serve((_request, response) => response.end('thanks'));
    const { requestHeaders, responseBody } = await sender.send(message(url));
    expect(requestHeaders['webhook-signature']).toMatch(/^v1,.{4}…$/);
    expect(responseBody).toBe('thanks');
  });

  it.each([
    [500, 'webhook/refused'],
    [404, 'webhook/refused'],
    [410, 'webhook/gone'],
    [429, 'webhook/refused'],
  ])('takes status %i for %s', async (status, code) => {
    const url = await serve((_request, response) => response.writeHead(status, { 'retry-after': '7' }).end('no'));
    const outcome = await sender.send(message(url));
    expect(outcome).toMatchObject({ responseStatus: status, retryAfterMs: 7_000, failure: { code } });
  });

  it('follows no redirect, not even in a loop', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      response.writeHead(307, { location: request.url }).end();
    });
    expect(await sender.send(message(url))).toMatchObject({
      responseStatus: 307,
      failure: { code: 'webhook/redirected' },
    });
    expect(asked).toBe(1);
  });

  it('gives up on a server that accepts and says nothing', async () => {
    const url = await serve(() => undefined);
    const began = Date.now();
    expect(await sender.send(message(url))).toMatchObject({ failure: { code: 'webhook/timeout' } });
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('gives up on a server that sends its headers a byte at a time', async () => {
    const url = await serveRaw((socket) => {
      const text = `HTTP/1.1 200 OK\r\n${'x-slow: a\r\n'.repeat(500)}`;
      let at = 0;
      const timer = setInterval(() => socket.write(text[at++] ?? 'a'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const began = Date.now();
    expect(await sender.send(message(url))).toMatchObject({ failure: { code: 'webhook/timeout' } });
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('takes a good status for good although its body never ends', async () => {
    const url = await serve((_request, response) => {
      response.write('slow');
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    const began = Date.now();
    const outcome = await sender.send(message(url));
    expect(outcome).toMatchObject({ responseStatus: 200, failure: undefined });
    expect(outcome.responseBody).toMatch(/^slow/);
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('reads no more than it keeps of a huge answer', async () => {
    let sent = 0;
    const url = await serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && sent < 200 << 20) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536, 'a'))) return void response.once('drain', more);
        }
      };
      more();
    });
    const { responseBody, failure } = await sender.send(message(url));
    expect([responseBody?.length, failure]).toEqual([4_096, undefined]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent).toBeLessThan(20 << 20);
  });

  it('refuses headers without end', async () => {
    const url = await serveRaw((socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(1 << 20)}\r\n\r\n`));
    expect(await sender.send(message(url))).toMatchObject({ failure: { code: 'webhook/unreachable' } });
  });

  it('tells what is no HTTP, and what is not there', async () => {
    const url = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'));
    expect(await sender.send(message(url))).toMatchObject({ failure: { code: 'webhook/unreachable' } });
    const gone = await serve(() => undefined);
    closers.splice(-1)[0]?.();
    expect(await sender.send(message(gone))).toMatchObject({
      failure: { code: 'webhook/unreachable', detail: expect.stringContaining('refuses connections') },
    });
  });

  it('keeps no cookie of the receiver', async () => {
    const url = await serve((_request, response) => response.writeHead(200, { 'set-cookie': 'session=1' }).end());
    expect((await sender.send(message(url))).responseHeaders).not.toHaveProperty('set-cookie');
  });
});

describe('addresses that are not public', () => {
  const closed = createWebhookSender({ allowPrivate: [], allowLoopback: false }, 1_000);
  afterAll(() => closed.close());

  it.each([
    ['http://example.com/', 'webhook/url-not-allowed'],
    ['ftp://example.com/', 'webhook/url-not-allowed'],
    ['https://me:word@example.com/', 'webhook/url-not-allowed'],
    ['https://example.com/#part', 'webhook/url-not-allowed'],
    ['/relative', 'webhook/url-not-allowed'],
    ['https://127.0.0.1/', 'webhook/forbidden-address'],
    ['https://2130706433/', 'webhook/forbidden-address'],
    ['https://[::1]/', 'webhook/forbidden-address'],
    ['https://[::ffff:10.0.0.1]/', 'webhook/forbidden-address'],
    ['https://169.254.169.254/latest', 'webhook/forbidden-address'],
    ['https://10.1.2.3/', 'webhook/forbidden-address'],
    ['https://localhost/', 'webhook/forbidden-address'],
  ])('%s is refused when an endpoint is made', async (url, code) => {
    await expect(closed.check(url)).rejects.toMatchObject({ code });
  });

  it('is refused again when it is sent to, whatever was checked before', async () => {
    const url = await serve((_request, response) => response.end());
    const { port } = new URL(url);
    const target = `https://127.0.0.1:${port}/`;
    expect(await closed.send(message(target))).toMatchObject({ failure: { code: 'webhook/forbidden-address' } });
  });

  it('a name that has come to resolve to a private address gets no connection', async () => {
    let connections = 0;
    const server = net.createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    // The hosts file makes this name loopback, as a hostile DNS server would.
    const outcome = await closed.send(message(`https://localhost:${port}/`));
    expect(outcome).toMatchObject({ failure: { code: 'webhook/forbidden-address' } });
    expect(connections).toBe(0);
    expect(await dns.lookup('localhost')).toMatchObject({ address: expect.stringMatching(/^(127\.|::1)/) });
  });

  it('lets through what the operator names, and only that port', async () => {
    const named = createWebhookSender({ allowPrivate: ['10.0.0.5:8443'], allowLoopback: false });
    await expect(named.check('http://10.0.0.5:8443/hook')).resolves.toBeUndefined();
    await expect(named.check('https://10.0.0.5:8444/hook')).rejects.toMatchObject({
      code: 'webhook/forbidden-address',
    });
    await named.close();
  });
});
