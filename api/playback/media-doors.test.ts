import type http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import express from 'express';
import { createMemoryStore } from '../../adapters/object-store/memory';
import { createCommonAccessTokens } from '../../adapters/tokens/common-access-tokens';
import { createMediaPathTokens } from '../../adapters/tokens/media-tokens';
import { requestContext } from '../http/context';
import { createLogger } from '../http/logger';
import { mediaRouter } from './media';
import { mediaGrants } from './media-tokens';

/** Every door to media over a real server, with the real tokens: what opens it, and what never does. */
const key = { id: 'k1', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 1) };
const pathTokens = createMediaPathTokens([key]);
const accessTokens = createCommonAccessTokens([{ ...key, secret: Buffer.alloc(32, 2) }]);
const ENCRYPTED = 'e'.repeat(32);
const CLEAR = 'c'.repeat(32);
const HOUR = 3_600_000;
const PREFIXES: Record<string, string> = { [ENCRYPTED]: 'titles/t/1/v/', [CLEAR]: 'titles/t/2/v/' };

const store = createMemoryStore();
let touched: string[] = [];
let server: http.Server;

beforeAll(async () => {
  const put = (name: string) => store.put(name, Buffer.from('secret'), { contentType: 'x/y' });
  for (const prefix of Object.values(PREFIXES))
    for (const name of ['master.m3u8', 'manifest.mpd', 'video/1.m4s', 'poster.jpg', 'inventory.json'])
      await put(prefix + name);
  for (const name of ['titles/t/1/secret', 'titles/secret', 'secret', 'etc/passwd', 'masters/t/abc']) await put(name);
  const seen =
    <Rest extends unknown[], Answer>(call: (name: string, ...rest: Rest) => Answer) =>
    (name: string, ...rest: Rest): Answer => {
      touched.push(name);
      return call(name, ...rest);
    };
  const app = express();
  app.set('etag', false);
  app.use(requestContext(createLogger('silent'), () => undefined));
  app.use(
    mediaRouter({
      store: { find: seen(store.find), get: seen(store.get), getRange: seen(store.getRange) },
      resolveToken: mediaGrants({
        pathTokens,
        accessTokens,
        mediaTokens: {
          resolve: async (token) =>
            PREFIXES[token]
              ? { prefix: PREFIXES[token], tenantId: 't', versionId: token, immutable: true, kind: 'version' as const }
              : undefined,
        },
        contentKeys: {
          ofVersion: async (_tenantId, versionId) =>
            versionId === ENCRYPTED ? [{ kid: 'k', label: 'SD', scheme: 'cbcs' }] : [],
        },
      }),
    }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  touched = [];
});

/** On the wire as it is written here: nothing is encoded or put right on the way. */
const ask = (path: string, method = 'GET') =>
  new Promise<{ status: number; head: string; body: string }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const socket = net.connect(port, '127.0.0.1', () =>
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1'),
    );
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = Buffer.concat(chunks)
        .toString('latin1')
        .split(/\r\n\r\n([\s\S]*)/);
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), head: head.toLowerCase(), body });
    });
  });

const signed = (life = HOUR) => pathTokens.issue(ENCRYPTED, Date.now() + life, {});
const cat = async (issuedAgo = 0) =>
  `${await accessTokens.issue(ENCRYPTED, Date.now() - issuedAgo, HOUR, {})}/${ENCRYPTED}`;

describe('what opens', () => {
  it('is a path token and a Common Access Token for everything, the plain token for what is public', async () => {
    for (const token of [signed(), await cat()])
      for (const file of ['master.m3u8', 'manifest.mpd', 'video/1.m4s', 'poster.jpg'])
        expect((await ask(`/media/${token}/${file}`)).status).toBe(200);
    expect((await ask(`/media/${CLEAR}/video/1.m4s`)).status).toBe(200);
    expect((await ask(`/media/${ENCRYPTED}/poster.jpg`)).status).toBe(200);
    expect((await ask(`/media/${ENCRYPTED}/video/1.m4s`)).status).toBe(403);
  });

  it('renews a Common Access Token with a manifest that nobody else gets', async () => {
    const old = await cat(0.9 * HOUR);
    const { status, head } = await ask(`/media/${old}/master.m3u8`);
    expect(status).toBe(200);
    expect(head).toContain('cache-control: private, no-store');
    expect(head).toMatch(/access-control-expose-headers:.*cta-common-access-token/);
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/media/${old}/master.m3u8`);
    const renewed = answer.headers.get('cta-common-access-token');
    expect((await ask(`/media/${renewed}/${ENCRYPTED}/video/1.m4s`)).status).toBe(200);
    const segment = await ask(`/media/${old}/video/1.m4s`);
    expect(segment.head).not.toContain('\ncta-common-access-token');
    expect(segment.head).toContain('cache-control: public');
    expect((await ask(`/media/${await cat()}/master.m3u8`)).head).not.toContain('\ncta-common-access-token');
  });
});

/** After `/media/{a good token}/`. */
const PATHS: Record<string, string> = {
  'a step up': '../secret',
  'steps up from within': 'video/../../../secret',
  'an encoded step up': '%2e%2e/secret',
  'a step up with an encoded slash': '..%2fsecret',
  'steps up, encoded whole': '%2e%2e%2f%2e%2e%2fsecret',
  'a step up with a backslash': '..\\secret',
  'a step up with an encoded backslash': '..%5csecret',
  'a step up, encoded twice': '%252e%252e%252fsecret',
  'a step up, its percents encoded': '%25%32%65%25%32%65%25%32%66secret',
  'a step up in overlong UTF-8': '%c0%ae%c0%ae%c0%afsecret',
  'a step up in wide letters': '%ef%bc%8e%ef%bc%8e%ef%bc%8fsecret',
  'dots and slashes doubled': '....//....//secret',
  'a path from the root': '/etc/passwd',
  'an encoded path from the root': '%2fetc%2fpasswd',
  'a drive': 'c:%5cwindows%5cwin.ini',
  'an address of another host': 'http://169.254.169.254/latest',
  'an encoded NUL': 'master.m3u8%00',
  'a NUL before another ending': 'master.m3u8%00.jpg',
  'a NUL, encoded twice': 'master.m3u8%2500',
  'a NUL': 'master.m3u8\0',
  'a header of its own': 'x%0d%0aSet-Cookie:%20a=b',
  'a percent alone': '%',
  'half an escape': '%2',
  'bytes that are no UTF-8': '%ff%fe',
  'our own file': 'inventory.json',
  'our own file, encoded': '%69nventory.json',
  'a dot': './inventory.json',
  'an empty step': 'video//1.m4s',
  nothing: '',
  'very much': 'a/'.repeat(3000),
  'a long name': 'a'.repeat(9000),
  'more than a request holds': 'a'.repeat(70_000),
};

describe.each(Object.entries(PATHS))('%s in the path', (_name, path) => {
  it.each(['path token', 'Common Access Token', 'plain token'])('opens nothing with a %s', async (kind) => {
    const token = kind === 'plain token' ? CLEAR : kind === 'path token' ? signed() : await cat();
    for (const method of ['GET', 'HEAD']) {
      const { status, head, body } = await ask(`/media/${token}/${path}`, method);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(head).not.toContain('set-cookie');
      expect(body).not.toContain('secret');
    }
    staysInside();
  });
});

const change = (text: string, at: number) => text.slice(0, at) + (text[at] === 'b' ? 'd' : 'b') + text.slice(at + 1);
const TOKENS: Record<string, () => string | Promise<string>> = {
  'no token': () => '',
  'a token that nobody knows': () => 'f'.repeat(32),
  'a token with a step up': () => '..',
  'a token with an encoded slash': () => `${CLEAR}%2f..%2f..`,
  'a token with a NUL': () => `${CLEAR}%00`,
  'a token in capitals': () => CLEAR.toUpperCase(),
  'a name of every object': () => 'constructor',
  'a token of 5,001 characters': () => 'a'.repeat(5001),
  'a path token of 5,001 characters': () => `v1.${'a'.repeat(4998)}`,
  'a path token without its signature': () => signed().replace(/[^.]+$/, ''),
  'a path token whose end is later': () => signed().replace(/^v1\.[^.]+/, 'v1.zzzzzzz'),
  'a path token for another version': () => signed().replace(ENCRYPTED, CLEAR),
  'an expired path token': () => signed(-1000),
  'a path token under another key': () =>
    createMediaPathTokens([{ ...key, secret: Buffer.alloc(32, 9) }]).issue(ENCRYPTED, Date.now() + HOUR, {}),
  'a path token bound to another place': () => pathTokens.issue(ENCRYPTED, Date.now() + HOUR, { country: 'AT' }),
  'a Common Access Token alone': async () => (await cat()).split('/')[0] ?? '',
  'a Common Access Token before another version': async () => (await cat()).replace(ENCRYPTED, CLEAR),
  'a Common Access Token before two versions': async () => (await cat()).replace(ENCRYPTED, `${CLEAR}/${ENCRYPTED}`),
  'an expired Common Access Token': () => cat(2 * HOUR),
  'a changed Common Access Token': async () => change(await cat(), 60),
  'a Common Access Token without its end': async () => (await cat()).replace(/.{8}\//, '/'),
  'a Common Access Token of no algorithm': async () => (await cat()).replace('2D3RhEOhAQWh', '2D3RhEOhAQCh'),
  'a Common Access Token under the other ring': async () =>
    `${await createCommonAccessTokens([key]).issue(ENCRYPTED, Date.now(), HOUR, {})}/${ENCRYPTED}`,
  'a JSON web token of no algorithm': () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
};

it.each(Object.entries(TOKENS))('opens nothing with %s', async (_name, make) => {
  const { status, body, head } = await ask(`/media/${await make()}/video/1.m4s`);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(body).not.toContain('secret');
  if (status !== 400 && status !== 431) expect(head).toContain('access-control-allow-origin: *');
  expect(touched).toEqual([]);
});

/** The store was asked for nothing outside of the two versions. */
function staysInside(): void {
  for (const name of touched) {
    expect(Object.values(PREFIXES).some((prefix) => name.startsWith(prefix))).toBe(true);
    expect(name.split('/')).not.toContain('..');
    expect(name).not.toContain('\0');
  }
}
