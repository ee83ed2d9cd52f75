import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Screen } from '../../adapters/terminal/live-region';
import { Emulator } from '../../adapters/terminal/testing/emulator';
import { widthOf } from '../../adapters/terminal/text';
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
    'POST /v1/uploads/upl_1/complete': [{ body: { id: 'upl_1', status: 'uploaded' } }],
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

async function run(options: object): Promise<{ code: number; text: string }> {
  const written: string[] = [];
  const code = await show(options, { write: (more) => written.push(more) });
  return { code, text: written.join('') };
}

const show = (options: object, screen: Screen, file = 'film.mov'): Promise<number> =>
  ingestFile(
    new HeadendClient({ api: url, key: 'hk_x', patienceMs: 5_000 }),
    path.join(folder, file),
    { captions: [], ...options },
    screen,
  );

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

  it('names the data folder in its hint, where one was given', async () => {
    let text = '';
    const client = new HeadendClient({ api: url, key: 'hk_x', patienceMs: 5_000 });
    const screen = { write: (part: string) => (text += part) } as unknown as Screen;
    await ingestFile(client, path.join(folder, 'film.mov'), { captions: [] }, screen, undefined, '--data-dir /data ');
    expect(text).toContain('npm run headend -- --data-dir /data status ing_1 --watch');
  });

  it('follows it to the link where to watch', async () => {
    const outputs = { watch: '/watch/tit_1', hls: '/media/t/master.m3u8', dash: '/media/t/manifest.mpd' };
    const done = ingest('published', { outputs, stages: [stage('done')] });
    answers['GET /v1/ingests/ing_1'] = [{ body: ingest('running') }, { body: done }];
    const { code, text } = await run({ watch: true });
    expect(code).toBe(0);
    expect(text).toContain('receive: running\nreceive: done, a note\n');
    expect(text).toContain(`Watch  ${url}/watch/tit_1\nHLS    ${url}/media/t/master.m3u8\n`);
  });

  it('says of an encrypted title how it is played, and gives no address that does not play', async () => {
    const outputs = { watch: '/watch/tit_1', hls: null, dash: null };
    answers['GET /v1/ingests/ing_1'] = [{ body: ingest('published', { outputs }) }];
    const { code, text } = await run({ watch: true });
    expect(code).toBe(0);
    expect(text).toContain(`Watch  ${url}/watch/tit_1\nEncrypted: `);
    expect(text).not.toMatch(/^(HLS|DASH)/m);
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

  it.each([
    [120, 24],
    [80, 24],
    [60, 12],
    [40, 0],
  ])('draws bars over one another on a terminal of %i columns', async (columns, width) => {
    const running = ingest('running', { stages: [stage('running'), { ...stage('waiting'), name: 'encode' }] });
    const note =
      'a note that goes on and on until no terminal is wide enough to hold the whole of it, and then some more';
    const done = ingest('cancelled', {
      stages: [
        { ...stage('done'), note },
        { ...stage('cancelled'), name: 'encode' },
      ],
    });
    answers['GET /v1/ingests/ing_1'] = [{ body: running }, { body: done }];
    answers['GET /v1/ingests/ing_1/qc'] = [{ body: { findings: [] } }];
    const file = '日本の長い題名の映画です.mov';
    await writeFile(path.join(folder, file), 'the film');
    const screen = new Emulator(columns);
    await show({ watch: true }, screen, file);
    const drawn = (share: number) => (width ? `${bar(share, width)} ` : '');
    expect(screen.text.slice(0, 4)).toEqual([
      `✓ 日本の長い題名の…  ${drawn(1)}100 % uploaded`,
      'Ingest ing_1 of Film',
      expect.stringContaining(`✓ receive            ${drawn(1)}100 % a note`),
      `✗ encode             ${drawn(0.5)} 50 % a note`,
    ]);
    expect(screen.text.slice(0, 4).every((line) => widthOf(line) < columns)).toBe(true);
    expect(screen.text).toContain('Film is cancelled.');
    expect(screen.cursorShown).toBe(true);
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

  it('goes on through crashes where it was told to, uploads too', async () => {
    const broken = { status: 500, body: { code: 'internal/unexpected', detail: 'd', fix: 'f' } };
    answers['PUT /put'] = [broken, { body: {} }];
    answers['GET /v1/ingests/ing_1'] = [broken, { body: ingest('running') }];
    const patient = new HeadendClient({ api: url, key: 'hk_x', patienceMs: 5_000, throughCrashes: true });
    expect(await patient.upload(path.join(folder, 'film.mov'))).toMatchObject({ id: 'upl_1' });
    expect(seen.filter(({ line }) => line === 'PUT /put').map(({ body }) => body)).toEqual(['the film', 'the film']);
    expect(await patient.ingest('ing_1')).toMatchObject({ id: 'ing_1' });
    answers['GET /v1/ingests/ing_2'] = [broken];
    await expect(client().ingest('ing_2')).rejects.toMatchObject({ status: 500 });
  });

  it('waits through a hold only where it was told to, and not for ever', async () => {
    answers['GET /v1/ingests/ing_1'] = [
      { body: ingest('held') },
      { body: ingest('held') },
      { body: ingest('published') },
    ];
    expect(await client().untilEnded('ing_1', { pollMs: 1 })).toMatchObject({ status: 'held' });
    expect(await client().untilEnded('ing_1', { pollMs: 1, throughHold: true })).toMatchObject({ status: 'published' });
    answers['GET /v1/ingests/ing_1'] = [{ body: ingest('running') }];
    await expect(client().untilEnded('ing_1', { pollMs: 1, timeoutMs: 20 })).rejects.toThrow('still running');
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
