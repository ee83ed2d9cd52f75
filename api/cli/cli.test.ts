import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeadendClient, type Ingest } from './client';
import { findConnection } from './connection';
import { bar } from './display';
import { ingestFile } from './ingest-command';

let folder: string;
let server: http.Server;
let url: string;
let answers: Record<string, { status?: number; body: unknown }[]>;
let seen: { line: string; body: string; key?: string }[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-cli-'));
  seen = [];
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const line = `${request.method} ${request.url}`;
    seen.push({ line, body: Buffer.concat(chunks).toString(), key: request.headers['idempotency-key']?.toString() });
    const queue = answers[line] ?? [{ status: 404, body: { code: 'request/not-found', detail: line, fix: 'f' } }];
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answers = {
    'POST /v1/uploads': [{ status: 201, body: { id: 'upl_1', upload_url: `${url}/put` } }],
    'PUT /put': [{ body: {} }],
    'POST /v1/ingests': [{ status: 201, body: ingest('queued') }],
  };
  await writeFile(path.join(folder, 'film.mov'), 'the film');
  await writeFile(path.join(folder, 'en.srt'), 'the words');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const stage = (state: Ingest['stages'][number]['state']) => ({ name: 'receive', state, progress: 0.5, note: 'a note' });
const ingest = (status: Ingest['status'], more: object = {}) => ({
  id: 'ing_1',
  external_id: 'film',
  title: 'Film',
  status,
  stages: [stage('running')],
  workflow: { id: 'w', url: 'http://temporal/w' },
  failure: null,
  outputs: null,
  ...more,
});

async function run(options: object, tty = false): Promise<{ code: number; text: string }> {
  const written: string[] = [];
  const screen = { isTTY: tty, columns: 60, write: (more: string) => written.push(more) };
  const client = new HeadendClient({ api: url, key: 'hk_x', patienceMs: 5_000 });
  const code = await ingestFile(client, path.join(folder, 'film.mov'), { captions: [], ...options }, screen);
  return { code, text: written.join('') };
}

describe('headend ingest', () => {
  it('uploads the file and its captions and orders the ingest', async () => {
    const { code, text } = await run({
      captions: [`en=${path.join(folder, 'en.srt')}`],
      title: 'My Film',
      priority: 2,
    });
    expect(code).toBe(0);
    expect(text).toContain('Ingest ing_1');
    expect(seen.filter(({ line }) => line === 'PUT /put').map(({ body }) => body)).toEqual(['the film', 'the words']);
    expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({
      external_id: 'film',
      title: 'My Film',
      priority: 2,
      source: { upload_id: 'upl_1' },
      sidecars: [{ role: 'subtitles', language: 'en', source: { upload_id: 'upl_1' } }],
    });
  });

  it('follows it to the link where to watch', async () => {
    const outputs = { watch: '/watch/tit_1', hls: '/media/t/master.m3u8', dash: '/media/t/manifest.mpd' };
    const done = ingest('published', { outputs, stages: [stage('done')] });
    answers['GET /v1/ingests/ing_1'] = [{ body: ingest('running') }, { body: done }];
    const { code, text } = await run({ watch: true });
    expect(code).toBe(0);
    expect(text).toContain('receive: running\nreceive: done, a note\n');
    expect(text).toContain(`Watch  ${url}/watch/tit_1`);
  });

  it('ends with the findings and what to do about them, and exit code 1', async () => {
    answers['GET /v1/ingests/ing_1'] = [{ body: ingest('rejected') }];
    const finding = { severity: 'reject', code: 'video/black', message: 'Black.', fix: 'Cut it.', track: 'video' };
    answers['GET /v1/ingests/ing_1/qc'] = [
      { body: { findings: [{ ...finding, range: { start_ms: 0, end_ms: 1500 } }] } },
    ];
    const { code, text } = await run({ watch: true });
    expect(code).toBe(1);
    expect(text).toContain('reject  video/black (video, 0.00 s to 1.50 s): Black.\n  → Cut it.');
  });

  it('draws bars on a terminal, over one another', async () => {
    answers['GET /v1/ingests/ing_1'] = [{ body: ingest('running') }, { body: ingest('cancelled') }];
    answers['GET /v1/ingests/ing_1/qc'] = [{ body: { findings: [] } }];
    const { text } = await run({ watch: true }, true);
    expect(text).toContain(`▸ receive            ${bar(0.5)}  50 %`);
    expect(text).toContain('\x1b[1A');
  });

  it('refuses captions without a language', () =>
    expect(run({ captions: ['film.srt'] })).rejects.toThrow('LANGUAGE=FILE'));
});

describe('the API client', () => {
  const client = () => new HeadendClient({ api: url, key: 'hk_x', patienceMs: 5_000 });

  it('tries again with the same Idempotency-Key while the API is away', async () => {
    answers['POST /v1/ingests/ing_1/retry'] = [
      { status: 503, body: { code: 'temporal/unavailable', detail: 'd', fix: 'f' } },
      { body: ingest('queued') },
    ];
    expect(await client().retry('ing_1')).toMatchObject({ id: 'ing_1' });
    expect(seen).toHaveLength(2);
    expect(seen[0]?.key).toBe(seen[1]?.key);
  });

  it('throws the problem of a refusal', () =>
    expect(client().ingest('none')).rejects.toMatchObject({
      problem: { code: 'request/not-found', status: 404, fix: 'f' },
    }));
});

describe('finding the API', () => {
  const find = (env = {}) => findConnection({ dataDir: folder, role: 'partner' }, env);

  it('prefers the environment, then run.json', async () => {
    await writeFile(path.join(folder, 'run.json'), JSON.stringify({ api: 'http://run', keys: { partner: 'hk_run' } }));
    expect(await find({ HEADEND_API: 'http://env', HEADEND_KEY: 'hk_env' })).toEqual({
      api: 'http://env',
      key: 'hk_env',
    });
    expect(await find()).toEqual({ api: 'http://run', key: 'hk_run' });
  });

  it('says what to do when there is neither', async () => {
    await expect(find()).rejects.toThrow('npm start');
    await expect(find({ HEADEND_API: 'http://x' })).rejects.toThrow('belong together');
  });
});
