import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMediaPathTokens } from '../../adapters/tokens/media-tokens';
import { EDGE_SECRET, type Edge, startEdge, withNginx } from './testing/edge';

const ring = [
  { id: 'new', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 1) },
  { id: 'old', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 2) },
];
const MEDIA = 'a'.repeat(32);
const HOUR = 3_600_000;

withNginx('nginx at the edge', () => {
  let edge: Edge;
  let api: http.Server;
  let asked: string[] = [];

  beforeAll(async () => {
    api = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'Cache-Control': 'public, max-age=60', 'Access-Control-Allow-Origin': '*' });
      response.end('segment');
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    edge = await startEdge(api.address() as AddressInfo, ring);
  });
  afterAll(async () => {
    await edge?.close();
    api.closeAllConnections();
    await new Promise((resolve) => api.close(resolve));
  });
  beforeEach(() => {
    asked = [];
  });

  const get: Edge['get'] = (...of) => edge.get(...of);
  const tokens = createMediaPathTokens(ring);
  const soon = () => Date.now() + HOUR;

  it('lets tokens of every key of the ring through', async () => {
    expect((await get(tokens.issue(MEDIA, soon(), {}), '1.m4s')).status).toBe(200);
    expect((await get(createMediaPathTokens(ring.slice(1)).issue(MEDIA, soon(), {}), '2.m4s')).status).toBe(200);
  });

  it('keeps one copy for all tokens of a version, and none of it for the plain token', async () => {
    const answers = [
      await get(tokens.issue(MEDIA, soon(), {}), 'video/1.m4s'),
      await get(tokens.issue(MEDIA, soon() + HOUR, {}), 'video/1.m4s'),
      await get(MEDIA, 'video/1.m4s'),
    ];
    expect(answers.map(({ headers }) => headers.get('x-cache-status'))).toEqual(['MISS', 'HIT', 'MISS']);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['expired', () => tokens.issue(MEDIA, Date.now() - 1000, {}), 'token-expired'],
    [
      'of a stranger',
      () => createMediaPathTokens([{ ...ring[0]!, secret: Buffer.alloc(32, 9) }]).issue(MEDIA, soon(), {}),
      'token-invalid',
    ],
    [
      'of a retired key',
      () => createMediaPathTokens([{ ...ring[0]!, id: 'gone' }]).issue(MEDIA, soon(), {}),
      'token-invalid',
    ],
    ['changed', () => tokens.issue(MEDIA, soon(), {}).replace('aaaa', 'aaab'), 'token-invalid'],
    ['bound to another country', () => tokens.issue(MEDIA, soon(), { country: 'DE' }), 'token-elsewhere'],
    ['bound to another network', () => tokens.issue(MEDIA, soon(), { addressPrefix: '203.0.113' }), 'token-elsewhere'],
    ['no token', () => 'v1.nothing', 'token-invalid'],
  ])('refuses what is %s in words that a page may read', async (_what, make, code) => {
    const answer = await get(make(), 'refused.m4s', { 'x-country': 'AT' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ code: `media/${code}` });
    expect(asked).toEqual([]);
  });

  describe('when it is purged', () => {
    const OTHER = 'b'.repeat(32);
    const cached = async (token: string) => (await get(token, 'purged/1.m4s')).headers.get('x-cache-status');
    const all = async () => [
      await cached(tokens.issue(MEDIA, soon(), {})),
      await cached(MEDIA),
      await cached(tokens.issue(OTHER, soon(), {})),
    ];

    it('has no copy of the version left, by whatever token, and those of others still', async () => {
      await all();
      expect(await all()).toEqual(['HIT', 'HIT', 'HIT']);
      expect(await (await edge.cdn()).purge([MEDIA], 'hard')).toEqual(['edge']);
      expect(await all()).toEqual(['MISS', 'MISS', 'HIT']);
      expect(await all()).toEqual(['HIT', 'HIT', 'HIT']);
    });

    it('can be purged again and again', async () => {
      const { purge } = await edge.cdn();
      for (let round = 0; round < 3; round++) {
        await all();
        await Promise.all([purge([MEDIA], 'hard'), purge([MEDIA], 'soft')]);
        expect(await all()).toEqual(['MISS', 'MISS', 'HIT']);
      }
    });

    it('takes purges from nobody else, and of nothing but versions', async () => {
      await all();
      await expect((await edge.cdn('another')).purge([MEDIA], 'hard')).rejects.toMatchObject({
        code: 'cdn/purge-failed',
        message: 'edge answered 403.',
      });
      const status = async (at: string, method = 'POST') =>
        (await fetch(at, { method, headers: { authorization: `Bearer ${EDGE_SECRET}` } })).status;
      const base = `http://127.0.0.1:${edge.purgePort}/purge/`;
      expect(await status(`${base}..%2f..%2fnginx.conf`)).toBe(400);
      expect(await status(`${base}${MEDIA}x`)).toBe(404);
      expect(await status(base + MEDIA, 'GET')).toBe(405);
      // On the port of viewers there is no such thing: the API is asked, as for any other path.
      asked = [];
      await status(`http://127.0.0.1:${edge.port}/purge/${MEDIA}`);
      expect(asked).toEqual([`/purge/${MEDIA}`]);
      expect(await all()).toEqual(['HIT', 'HIT', 'HIT']);
    });
  });

  it('keeps nothing that was opened by a token it cannot check', async () => {
    const statuses = [];
    for (let round = 0; round < 2; round++)
      statuses.push((await get('2D3RhEOhAQWhBEJr', `${MEDIA}/cat.m4s`)).headers.get('x-cache-status'));
    expect(statuses).toEqual(['BYPASS', 'BYPASS']);
    expect(asked).toHaveLength(2);
  });

  it('lets through what is bound to the network of the viewer', async () => {
    const token = tokens.issue(MEDIA, soon(), { addressPrefix: '127.0.0' });
    expect((await get(token, 'near.m4s')).status).toBe(200);
  });

  it('believes country and address of a viewer from the proxy in front, and from nobody else', async () => {
    const token = tokens.issue(MEDIA, soon(), { country: 'AT', addressPrefix: '198.51.100' });
    const headers = { 'x-country': 'AT', 'x-forwarded-for': '198.51.100.7' };
    const statusFrom = (localAddress: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const where = { host: '127.0.0.1', port: edge.port, path: `/media/${token}/far.m4s`, headers, localAddress };
        http.get(where, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
      });
    expect(await statusFrom('127.0.0.9')).toBe(200);
    expect(await statusFrom('127.0.0.1')).toBe(403);
    const home = tokens.issue(MEDIA, soon(), { country: 'AT' });
    expect((await get(home, 'home.m4s', { 'x-country': 'AT' })).status).toBe(403);
  });
});
