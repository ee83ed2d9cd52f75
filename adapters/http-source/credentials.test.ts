import type { IncomingMessage, ServerResponse } from 'node:http';
import { isHeadendError } from '../../domain/failures';
import type { SourceAccess } from '../../domain/sources/credentials';
import { httpApproach } from './http';
import { closeServers, fails, file, pull, sendFile, serve, sha } from './testing/server';

afterEach(closeServers);

const BASIC = `Basic ${Buffer.from('studio:pä:ss').toString('base64')}`;
const basic = (origin: string): Extract<SourceAccess, { kind: 'basic' }> => ({
  kind: 'basic',
  origin,
  username: 'studio',
  password: 'pä:ss',
});
const bearer = (origin: string): SourceAccess => ({ kind: 'bearer', origin, token: 'hidden-token' });

/** Let in who says the right word. */
const behind = (word: string, serveIt: (request: IncomingMessage, response: ServerResponse) => void) =>
  serve((request, response) => {
    if (request.headers.authorization === word) serveIt(request, response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="films"' }).end('no');
  });

describe('credentials at an http source', () => {
  it.each([
    ['basic', BASIC, basic],
    ['bearer', 'Bearer hidden-token', bearer],
  ] as const)('open a file behind %s', async (_, word, access) => {
    const server = await behind(word, (request, response) => sendFile(request, response, '"a"'));
    const pulled = await pull(`${server.url}/film.mov`, [server.allowed], { access: access(server.url) });
    expect(sha(pulled.data)).toBe(sha(file));
  });

  it('are sent with every range that a broken transfer is resumed by', async () => {
    let breaks = 3;
    const server = await behind(BASIC, (request, response) =>
      sendFile(request, response, '"a"', breaks-- > 0 ? 60_000 : Infinity),
    );
    const { data } = await pull(`${server.url}/film.mov`, [server.allowed], { access: basic(server.url) });
    expect(sha(data)).toBe(sha(file));
    expect(server.requests).toHaveLength(4);
    expect(server.requests.slice(1).map(({ headers }) => headers.range)).toEqual(
      [60_000, 120_000, 180_000].map((from) => `bytes=${from}-`),
    );
  });

  it('are not sent where a redirect leads to', async () => {
    const other = await serve((request, response) => sendFile(request, response, '"a"'));
    const server = await behind(BASIC, (request, response) => {
      const location = request.url === '/same' ? `${other.url}/x` : '/same';
      response.writeHead(302, { location }).end();
    });
    const url = `${server.url}/first`;
    await pull(url, [server.allowed, other.allowed], { access: basic(server.url) });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([BASIC, BASIC]);
    expect(other.requests).toHaveLength(1);
    expect(JSON.stringify(other.requests[0]?.rawHeaders)).not.toMatch(/authorization|basic|studio/i);
  });

  it('go to the same host on another port as little', async () => {
    const [server, other] = [
      await serve((_, response) => response.end()),
      await serve((_, response) => response.end()),
    ];
    const access = basic(other.url);
    await fails(pull(server.url, [server.allowed], { access }), 'source/credentials-mismatch');
    expect(server.requests).toHaveLength(0);
  });

  it('are not followed from https to http', () => {
    const { checkRedirect } = httpApproach('https://films.example.com/x', basic('https://films.example.com'));
    const [from, to] = [new URL('https://films.example.com/x'), new URL('http://films.example.com/x')];
    expect(() => checkRedirect?.(from, to)).toThrow(/redirects from https to http/);
    expect(() => httpApproach(from.href).checkRedirect?.(from, to)).not.toThrow();
  });

  it('that a redirect brings along are not sent', async () => {
    const other = await serve((_request, response) => response.end('ok'));
    const server = await serve((_request, response) =>
      response.writeHead(302, { location: `${other.url.replace('//', '//user:word@')}/x` }).end(),
    );
    await pull(server.url, [server.allowed, other.allowed]);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('that are wrong end the transfer at once', async () => {
    const server = await behind(BASIC, (_, response) => response.end());
    const access = { ...bearer(server.url) };
    await fails(pull(server.url, [server.allowed], { access }), 'source/unauthorized');
    expect(server.requests).toHaveLength(1);
  });

  it('that are taken away in the middle end it as well', async () => {
    let first = true;
    const server = await serve((request, response) => {
      if (!first) return void response.writeHead(401).end();
      first = false;
      sendFile(request, response, '"a"', 100_000);
    });
    await fails(pull(server.url, [server.allowed], { access: basic(server.url) }), 'source/unauthorized');
    expect(server.requests).toHaveLength(2);
  });

  it('tell a server that asks for digest that it is not offered', async () => {
    const server = await serve((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Digest realm="films", nonce="x"' }).end(),
    );
    const failed = pull(server.url, [server.allowed], { access: basic(server.url) });
    await expect(failed).rejects.toThrow(/asks for Digest, which is not offered/);
  });

  it('never stand in a failure', async () => {
    for (const status of [400, 401, 403, 404, 500]) {
      const server = await serve((request, response) =>
        response.writeHead(status).end(`echo ${request.headers.authorization}`),
      );
      const error: unknown = await pull(`${server.url}/x`, [server.allowed], { access: bearer(server.url) }).catch(
        (thrown: unknown) => thrown,
      );
      expect(isHeadendError(error)).toBe(true);
      expect(`${error} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain('hidden-token');
    }
  });

  it('are refused inside a URL', async () => {
    const server = await serve((_request, response) => response.end('ok'));
    const failed = pull(server.url.replace('//', '//user:hidden@'), [server.allowed]);
    await fails(failed, 'source/password-in-url');
    await expect(failed).rejects.toThrow(expect.not.stringContaining('hidden'));
    expect(server.requests).toHaveLength(0);
  });
});
