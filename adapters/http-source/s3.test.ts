import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { Client } from 'minio';
import type { SourceAccess } from '../../domain/sources/credentials';
import { resolveTool } from '../../infra/toolchain/resolve';
import { type Seaweed, startSeaweed } from '../object-store/testing/seaweed';
import { s3Approach } from './s3';
import { closeServers, fails, pull, serve } from './testing/server';

type S3Access = Extract<SourceAccess, { kind: 's3' }>;

const film = randomBytes(3_000_000);
const sha = (data: Buffer) => createHash('sha256').update(data).digest('hex');
const ODD = 'out/My Film (é) 100%+1?#.mov';

let seaweed: Seaweed;
let own: S3Access;
let host: string;
beforeAll(async () => {
  seaweed = await startSeaweed((await resolveTool('weed')).path);
  const { endpoint, accessKey, secretKey, region } = seaweed.config;
  const { hostname, port } = new URL(endpoint);
  host = `${hostname}:${port}`;
  const about = { endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey, region };
  const partner = new Client({ ...about, pathStyle: true });
  await partner.makeBucket('masters', region);
  for (const key of ['out/film.mov', ODD, 'private/film.mov']) await partner.putObject('masters', key, film);
  const keys = { accessKeyId: accessKey, secretAccessKey: secretKey };
  own = { kind: 's3', endpoint, region, bucket: 'masters', prefix: 'out/', pathStyle: true, ...keys };
}, 120_000);
afterEach(closeServers);
afterAll(() => seaweed?.stop());

const from = (url: string, access: Partial<S3Access> = {}, maxBytes?: number) =>
  pull(url, [host], { access: { ...own, ...access }, maxBytes });

/** SeaweedFS behind a line that breaks after so many bytes, as often as told. */
async function brokenLine(breakAfter: number, breaks: number) {
  let left = breaks;
  const line = await serve((request, response) => {
    const { hostname, port } = new URL(own.endpoint);
    const path = request.url;
    http.get({ hostname, port, path, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      if (left-- <= 0) return void answer.pipe(response);
      let sent = 0;
      answer.on('data', (chunk: Buffer) => {
        sent += chunk.length;
        response.write(chunk, () => sent >= breakAfter && response.socket?.destroy());
      });
    });
  });
  return line;
}

describe('an S3 source', () => {
  it.each(['out/film.mov', ODD])('fetches s3://masters/%s', async (key) => {
    const pulled = await from(`s3://masters/${key}`);
    expect(pulled).toMatchObject({ contentLength: film.length, fileName: key.slice('out/'.length) });
    expect(sha(pulled.data)).toBe(sha(film));
  });

  it('takes a broken transfer up where it broke', async () => {
    // The signature is for the host the partner named: the line has to be that host.
    const line = await brokenLine(500_000, 2);
    const { data } = await pull('s3://masters/out/film.mov', [line.allowed], {
      access: { ...own, endpoint: line.url },
    });
    expect(sha(data)).toBe(sha(film));
    expect(line.requests).toHaveLength(3);
    expect(line.requests.slice(1).every(({ headers }) => /^bytes=[1-9]\d*-$/.test(headers.range ?? ''))).toBe(true);
    expect(line.requests.every(({ url }) => url?.includes('X-Amz-Expires=900&'))).toBe(true);
  });

  it('signs anew for every request, since a long transfer outlives a signature', async () => {
    const { address } = s3Approach('s3://masters/out/film.mov', own);
    const signedAt = async () => (await address()).searchParams.get('X-Amz-Date');
    try {
      jest.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z'), doNotFake: ['nextTick', 'queueMicrotask'] });
      expect(await signedAt()).toBe('20261122T120000Z');
      jest.setSystemTime(new Date('2026-11-22T18:00:00Z'));
      expect(await signedAt()).toBe('20261122T180000Z');
    } finally {
      jest.useRealTimers();
    }
  });

  it('puts neither key nor secret into a header, and the secret nowhere', async () => {
    const line = await brokenLine(0, 0);
    await pull('s3://masters/out/film.mov', [line.allowed], { access: { ...own, endpoint: line.url } });
    const [request] = line.requests;
    expect(request?.headers.authorization).toBeUndefined();
    expect(`${request?.url} ${request?.rawHeaders}`).not.toContain(own.secretAccessKey);
  });

  it('refuses a file that is too large', () =>
    fails(from('s3://masters/out/film.mov', {}, film.length - 1), 'master/too-large'));

  it('is held to its bucket and prefix', async () => {
    await fails(from('s3://headend/out/film.mov'), 'source/credentials-mismatch');
    await fails(from('s3://masters/private/film.mov'), 'source/credentials-mismatch');
    await fails(from('s3://masters/out/../private/film.mov'), 'request/invalid');
    await fails(from(`${own.endpoint}/masters/out/film.mov`), 'source/unsupported-scheme');
  });

  it('tells what is wrong', async () => {
    await fails(from('s3://masters/out/nothing.mov'), 'source/not-found');
    await expect(from('s3://masters2/out/film.mov', { bucket: 'masters2' })).rejects.toMatchObject({
      code: 'source/not-found',
    });
    await fails(from('s3://masters/out/film.mov', { accessKeyId: 'nobody' }), 'source/unauthorized');
    await fails(from('s3://masters/out/film.mov', { secretAccessKey: 'wrong' }), 'source/unauthorized');
  });

  it('refuses an endpoint on a private address', () =>
    fails(pull('s3://masters/out/film.mov', [], { access: own }), 'source/forbidden-address'));

  it.each([
    [301, '<Error><Code>PermanentRedirect</Code></Error>', 'source/credentials-mismatch'],
    [
      400,
      '<Error><Code>AuthorizationQueryParametersError</Code><Region>eu-west-1</Region></Error>',
      'source/credentials-mismatch',
    ],
    [403, '<Error><Code>AccessDenied</Code></Error>', 'source/forbidden'],
    [403, '<Error><Code>ExpiredToken</Code></Error>', 'source/unauthorized'],
    [404, '<Error><Code>NoSuchBucket</Code></Error>', 'source/not-found'],
    [503, '<Error><Code>SlowDown</Code></Error>', 'source/unreachable'],
  ] as const)('reads the answer %i %s', async (status, text, code) => {
    const server = await serve((_, response) => response.writeHead(status, { location: 'http://x.test/' }).end(text));
    await fails(pull('s3://masters/out/a', [server.allowed], { access: { ...own, endpoint: server.url } }), code);
    expect(server.requests).toHaveLength(1);
  });

  it('names the region that the bucket is in', async () => {
    const text = '<Error><Code>PermanentRedirect</Code><Region>eu-west-1</Region></Error>';
    const server = await serve((_, response) => response.writeHead(301).end(text));
    const failed = pull('s3://masters/out/a', [server.allowed], { access: { ...own, endpoint: server.url } });
    await expect(failed).rejects.toThrow(/the bucket masters is in eu-west-1/);
  });
});
