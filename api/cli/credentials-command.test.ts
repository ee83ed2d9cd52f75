import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { HeadendClient } from './client';
import { credentialsCommand } from './credentials-command';
import { readSecret } from './secret-input';

const kept = {
  id: 'scr_1',
  name: 'studio-7',
  kind: 'basic',
  origin: 'https://files.example.com',
  status: 'active',
  hint: null,
  expires_at: null,
};
let server: http.Server;
let client: HeadendClient;
let seen: { line: string; body: unknown; match?: string }[];
let printed: string[];

beforeEach(async () => {
  [seen, printed] = [[], []];
  server = http.createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const line = `${request.method} ${request.url}`;
    seen.push({ line, body: text && JSON.parse(text), match: request.headers['if-match'] });
    if (request.method === 'DELETE') return void response.writeHead(204).end();
    response.writeHead(200, { 'content-type': 'application/json', etag: '"tag"' }).end(JSON.stringify(kept));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new HeadendClient({ api: `http://127.0.0.1:${port}`, key: 'hk_x' });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const run = (...args: string[]) =>
  credentialsCommand(
    async () => client,
    async (what) => `the ${what}`,
    (line) => printed.push(line),
  )
    .exitOverride()
    .parseAsync(args, { from: 'user' });

describe('headend credentials', () => {
  it('keeps credentials whose secret is asked for', async () => {
    await run('add-basic', '--name', 'studio-7', '--origin', kept.origin, '--username', 'headend');
    expect(seen[0]).toMatchObject({
      line: 'POST /v1/source-credentials',
      body: { kind: 'basic', name: 'studio-7', secret: { username: 'headend', password: 'the password' } },
    });
    expect(printed).toEqual(['scr_1  active   basic   studio-7  https://files.example.com']);
  });

  it('keeps an access key for a bucket', async () => {
    const where = ['--endpoint', 'https://s3.example.com', '--region', 'eu-1', '--bucket', 'masters'];
    await run('add-s3', '--name', 'bucket', ...where, '--access-key-id', 'AKIA');
    expect(seen[0]?.body).toMatchObject({
      kind: 's3',
      path_style: true,
      secret: { access_key_id: 'AKIA', secret_access_key: 'the secret access key' },
    });
  });

  it('puts a new secret in place, of the kind that the credentials are of', async () => {
    await run('rotate', 'scr_1', '--username', 'headend');
    expect(seen.map(({ line }) => line)).toEqual([
      'GET /v1/source-credentials/scr_1',
      'PATCH /v1/source-credentials/scr_1',
    ]);
    expect(seen[1]).toMatchObject({ match: '"tag"', body: { secret: { password: 'the password' } } });
    await expect(run('rotate', 'scr_1')).rejects.toThrow('need --username');
  });

  it('deletes', async () => {
    await run('delete', 'scr_1');
    expect(seen[0]).toMatchObject({ line: 'DELETE /v1/source-credentials/scr_1', match: '*' });
  });
});

describe('readSecret', () => {
  const shown: string[] = [];
  const prompt = new Writable({
    write(chunk, _encoding, done) {
      shown.push(String(chunk));
      done();
    },
  });

  it('reads the first line of a pipe', async () => {
    expect(await readSecret('password', Readable.from(['p ss\nmore\n']), prompt)).toBe('p ss');
    await expect(readSecret('password', Readable.from([]), prompt)).rejects.toThrow('No password came');
  });

  it('shows nothing of what is typed', async () => {
    const terminal = Object.assign(Readable.from(['hidden\n']), { isTTY: true });
    expect(await readSecret('password', terminal, prompt)).toBe('hidden');
    expect(shown).toEqual(['password: ', '\n']);
  });
});
