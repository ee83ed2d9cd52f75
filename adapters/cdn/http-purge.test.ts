import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCdnPurge } from './http-purge';
import { loadCdnSettings } from './settings';

interface Asked {
  method?: string;
  url?: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** A CDN's own API, as far as it is asked: what came, and the answers to give. */
let server: http.Server;
let base: string;
let folder: string;
let asked: Asked[] = [];
let answers: { status: number; headers?: Record<string, string> }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-cdn-'));
  server = http.createServer(async (request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, headers, body: Buffer.concat(await request.toArray()).toString() });
    const { status, headers: given } = answers.shift() ?? { status: 200 };
    response.writeHead(status, given).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  answers = [];
});

const write = async (name: string, text: string) => {
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
};
const counted: [string, string][] = [];
const cdns = async (...entries: object[]) =>
  createCdnPurge(loadCdnSettings(await write('cdns.yaml', JSON.stringify({ cdns: entries }))), (...each) =>
    counted.push(each),
  );
const fastly = () => ({
  name: 'fastly',
  kind: 'http',
  url: `${base}/service/S1/purge`,
  headers: { 'Fastly-Soft-Purge': '{mode}' },
  words: { soft: '1', hard: '' },
  body: '{"surrogate_keys":{items}}',
  batch: 2,
  backoff_ms: 1,
});

describe('a CDN that is told by its API', () => {
  it('is asked as its entry says, in batches, with the secret of its file', async () => {
    const headers_file = await write('token', '# of the house\nFastly-Key: s3cr3t\n\n');
    await (await cdns({ ...fastly(), headers_file })).purge(['a', 'b', 'c'], 'soft');
    expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/service/S1/purge', '{"surrogate_keys":["a","b"]}'],
      ['POST', '/service/S1/purge', '{"surrogate_keys":["c"]}'],
    ]);
    expect(asked[0]?.headers).toMatchObject({
      'fastly-key': 's3cr3t',
      'fastly-soft-purge': '1',
      'content-type': 'application/json',
    });
  });

  it('is not sent a header that its entry leaves empty', async () => {
    await (await cdns(fastly())).purge(['a'], 'hard');
    expect(asked[0]?.headers).not.toHaveProperty('fastly-soft-purge');
  });

  it('is asked for each by itself where its address names it', async () => {
    const entry = {
      ...{ name: 'prefixes', kind: 'http', method: 'PURGE', url: `${base}/{mode}/{item}` },
      ...{ item: 'cdn.example/media/{media}/', words: { soft: 'invalidate', hard: 'delete' } },
    };
    await (await cdns(entry)).purge(['a', 'b'], 'hard');
    expect(asked.map(({ method, url }) => [method, url])).toEqual([
      ['PURGE', '/delete/cdn.example%2Fmedia%2Fa%2F'],
      ['PURGE', '/delete/cdn.example%2Fmedia%2Fb%2F'],
    ]);
  });

  it('reads the secret anew for every purge', async () => {
    const headers_file = await write('rotated', 'Authorization: Bearer old');
    const cdn = await cdns({ ...fastly(), headers_file });
    await cdn.purge(['a'], 'hard');
    await write('rotated', 'Authorization: Bearer new');
    await cdn.purge(['a'], 'hard');
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it.each([429, 500, 503, 408])('is asked again after %i', async (status) => {
    answers = [{ status }, { status, headers: { 'retry-after': '0' } }];
    expect(await (await cdns(fastly())).purge(['a'], 'hard')).toEqual(['fastly']);
    expect(asked).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 302])('is not asked again after %i', async (status) => {
    answers = [{ status, headers: { location: `${base}/elsewhere` } }];
    const failed = (await cdns(fastly())).purge(['a'], 'hard');
    await expect(failed).rejects.toMatchObject({ code: 'cdn/purge-failed', message: `fastly answered ${status}.` });
    expect(asked).toHaveLength(1);
  });

  it('fails in words that tell no secret, once its tries are used up, and holds up no other', async () => {
    const headers_file = await write('secret', 'X-Key: s3cr3t');
    const away = { ...fastly(), name: 'away', url: 'http://127.0.0.1:9/s3cr3t-path', headers_file, tries: 2 };
    counted.length = 0;
    const error = await (await cdns(away, fastly())).purge(['a'], 'hard').catch((failure: Error) => failure);
    expect(String((error as Error).message)).toBe('away was not reached (ECONNREFUSED).');
    expect(asked).toHaveLength(1);
    expect(counted.sort()).toEqual([
      ['away', 'failed'],
      ['fastly', 'purged'],
    ]);
  });

  it('fails when its secrets cannot be read', async () => {
    const headers_file = await write('wrong', 'no header');
    await expect((await cdns({ ...fastly(), headers_file })).purge(['a'], 'hard')).rejects.toThrow(/headers_file/);
    await expect((await cdns({ ...fastly(), headers_file: 'none' })).purge(['a'], 'hard')).rejects.toThrow(
      /headers_file/,
    );
    expect(asked).toHaveLength(0);
  });
});

describe('the file of CDNs', () => {
  it.each([
    ['no CDN of ours', { name: 'x', kind: 'other', url: 'http://x' }],
    ['an address that is none', { name: 'x', kind: 'nginx', url: 'edge:8090' }],
    ['a header that would end early', { ...{ name: 'x', kind: 'http', url: 'http://x' }, headers: { 'X-A': 'a\nb' } }],
    ['a name of a version without the version', { ...{ name: 'x', kind: 'http', url: 'http://x' }, item: 'all' }],
    ['a word too many', { name: 'x', kind: 'nginx', url: 'http://x', method: 'GET' }],
  ])('may not have %s', async (_what, entry) => {
    await expect(cdns(entry)).rejects.toThrow(/CDN_PURGE_FILE is not right/);
  });

  it('names each CDN once, is there, and is YAML', async () => {
    const edge = { name: 'edge', kind: 'nginx', url: 'http://edge' };
    await expect(cdns(edge, edge)).rejects.toThrow(/twice/);
    expect(() => loadCdnSettings(path.join(folder, 'none'))).toThrow('CDN_PURGE_FILE cannot be read: ENOENT');
    expect(loadCdnSettings(undefined)).toEqual([]);
  });
});
