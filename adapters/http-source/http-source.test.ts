import { createHttpSource } from './http-source';
import { closeServers, fails, file, pull, sendFile, serve, servers, sha, sockets } from './testing/server';

afterEach(closeServers);

describe('the HTTP source', () => {
  it('fetches a file with its length and name', async () => {
    const server = await serve((request, response) => sendFile(request, response, '"a"'));
    const pulled = await pull(`${server.url}/films/My%20Film.mov?sig=1`, [server.allowed]);
    expect(pulled).toMatchObject({ contentLength: file.length, fileName: 'My Film.mov' });
    expect(sha(pulled.data)).toBe(sha(file));
  });

  it.each([
    'http://127.0.0.1/x',
    'http://[::1]/x',
    'http://0x7f000001/x',
    'http://2130706433/x',
    'http://10.0.0.1/x',
    'http://172.16.0.1/x',
    'http://192.168.1.1/x',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/x',
    'http://0.0.0.0/x',
    'http://224.0.0.1/x',
    'http://255.255.255.255/x',
    'http://[::ffff:127.0.0.1]/x',
    'http://[64:ff9b::7f00:1]/x',
    'http://[2002:7f00:1::]/x',
    'http://[fe80::1]/x',
    'http://[fd00::1]/x',
    'http://[::]/x',
    'http://localhost/x',
  ])('refuses %s', (url) => fails(pull(url, []), 'source/forbidden-address'));

  it.each(['ftp://example.com/x', 'file:///etc/passwd', 'gopher://x/', 'data:text/plain,x', 'no url'])(
    'refuses the scheme of %s',
    (url) => fails(pull(url, []), 'source/unsupported-scheme'),
  );

  it('refuses a redirect into a private address', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const server = await serve((_request, response) => response.writeHead(302, { location: `${inside.url}/x` }).end());
    await fails(pull(server.url, [server.allowed]), 'source/forbidden-address');
    expect(inside.requests).toHaveLength(0);
  });

  it('refuses a redirect to another scheme', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    await fails(pull(server.url, [server.allowed]), 'source/unsupported-scheme');
  });

  it('follows five redirects and not six', async () => {
    const server = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('done');
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    });
    expect((await pull(`${server.url}/5`, [server.allowed])).data.toString()).toBe('done');
    await fails(pull(`${server.url}/6`, [server.allowed]), 'source/too-many-redirects');
  });

  it('gives up on a server that trickles without ever falling silent', async () => {
    const server = await serve((_request, response) => {
      const drip = setInterval(() => response.write('drip'), 50);
      response.on('close', () => clearInterval(drip));
    });
    await fails(pull(server.url, [server.allowed], { stallMs: 200 }), 'source/stalled');
  });

  it('waits for a slow reader without blaming the server', async () => {
    const server = await serve((request, response) => sendFile(request, response, '"a"'));
    const { body } = await createHttpSource({ allowPrivate: [server.allowed] }).open(server.url, {
      maxBytes: 1e9,
      stallMs: 100,
    });
    const chunks: Buffer[] = [];
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      if (chunks.length < 3) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(sha(Buffer.concat(chunks))).toBe(sha(file));
  });

  it('never tells the query in a failure', async () => {
    const server = await serve((_request, response) => response.writeHead(418).end());
    const url = `${server.url}/x?signature=hidden`;
    const error: unknown = await pull(url, [server.allowed]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'source/refused' });
    expect(String(error)).not.toContain('hidden');
  });

  it.each([
    [400, 'source/refused'],
    [401, 'source/unauthorized'],
    [403, 'source/forbidden'],
    [404, 'source/not-found'],
    [410, 'source/not-found'],
    [503, 'source/unreachable'],
    [429, 'source/unreachable'],
  ] as const)('reads the answer %i as %s', async (status, code) => {
    const server = await serve((_request, response) => response.writeHead(status).end('no'));
    await fails(pull(server.url, [server.allowed]), code);
  });

  it('refuses a file that says it is too large before reading it', async () => {
    const server = await serve((request, response) => sendFile(request, response, '"a"'));
    await fails(pull(server.url, [server.allowed], { maxBytes: file.length - 1 }), 'master/too-large');
  });

  it('refuses a file that grows too large without saying so', async () => {
    const server = await serve((_request, response) => response.end(file));
    const chunked = await serve((_request, response) => {
      response.write(file.subarray(0, 1000));
      response.end(file.subarray(1000));
    });
    await fails(pull(chunked.url, [chunked.allowed], { maxBytes: 2000 }), 'master/too-large');
    expect((await pull(server.url, [server.allowed], { maxBytes: file.length })).data).toHaveLength(file.length);
  });

  it('resumes a broken transfer by range', async () => {
    let breaks = 3;
    const server = await serve((request, response) =>
      sendFile(request, response, '"a"', breaks-- > 0 ? 60_000 : Infinity),
    );
    const { data } = await pull(server.url, [server.allowed]);
    expect(sha(data)).toBe(sha(file));
    expect(server.requests.slice(1).every(({ headers }) => headers['if-range'] === '"a"')).toBe(true);
    expect(server.requests.at(-1)?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('outlasts a server that starts again', async () => {
    let upAt = 0;
    const server = await serve((request, response) => {
      if (Date.now() < upAt) return void response.socket?.destroy();
      sendFile(request, response, '"a"', upAt === 0 ? 100_000 : Infinity);
      upAt ||= Date.now() + 600;
    });
    expect(sha((await pull(server.url, [server.allowed])).data)).toBe(sha(file));
    expect(server.requests.length).toBeLessThanOrEqual(7);
  });

  it('lets go of a server whose file nobody reads', async () => {
    const server = await serve((_request, response) => void response.write('x'));
    const { body } = await createHttpSource({ allowPrivate: [server.allowed] }).open(server.url, { maxBytes: 100 });
    const closed = new Promise((resolve) => [...sockets].at(-1)?.once('close', resolve));
    body.destroy();
    await closed;
  });

  it('goes on when the server sends the same file from its start again', async () => {
    let first = true;
    const server = await serve((request, response) => {
      delete request.headers.range;
      sendFile(request, response, '"a"', first ? 100_000 : Infinity);
      first = false;
    });
    expect(sha((await pull(server.url, [server.allowed])).data)).toBe(sha(file));
  });

  it('tells a file that changed in the middle', async () => {
    let version = 0;
    const server = await serve((request, response) => sendFile(request, response, `"${++version}"`, 100_000));
    await fails(pull(server.url, [server.allowed]), 'source/changed');
  });

  it('does not take a broken transfer for a whole file when it cannot resume', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': file.length });
      response.write(file.subarray(0, 1000), () => response.socket?.destroy());
    });
    await fails(pull(server.url, [server.allowed]), 'source/unreachable');
  });

  it('gives a silent server up', async () => {
    const mute = await serve(() => undefined);
    await fails(pull(mute.url, [mute.allowed], { stallMs: 300 }), 'source/stalled');
    const half = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half');
    });
    await fails(pull(half.url, [half.allowed], { stallMs: 300 }), 'source/stalled');
  });

  it('tells an address where nobody listens', async () => {
    const server = await serve((_request, response) => response.end());
    for (const each of servers.splice(0)) each.close();
    await fails(pull(server.url, [server.allowed]), 'source/unreachable');
  });

  it('stops when it is told to', async () => {
    const server = await serve((_request, response) => {
      response.write('x');
    });
    const stop = new AbortController();
    const source = createHttpSource({ allowPrivate: [server.allowed] });
    const { body } = await source.open(server.url, { maxBytes: 100, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(
      (async () => {
        for await (const _chunk of body);
      })(),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
