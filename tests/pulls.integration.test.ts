import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Connection, Client as Temporal } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Client as S3 } from 'minio';
import { answerOf, once } from '../api/client/client';
import { titleIngestId } from '../workflows/supply-chain/contract';
import { CLIPS } from './fixtures/clips';
import { testStack } from './stack/use';
import { Partner } from './support/partner';

/** A master in a partner's own bucket and captions behind a password, pulled by the real workers. */
const stack = testStack();
const partner = new Partner(stack.api, stack.keys.partner);
const RUN = `pulls-${Date.now().toString(36)}`;
const BUCKET = `${RUN}-masters`;
const PASSWORD = `word-of-${RUN}`;
const WRONG = `wrong-of-${RUN}`;
const SIGNATURE = `signature-of-${RUN}`;
const PATIENCE_MS = 240_000;
const CUES = '1\n00:00:00,200 --> 00:00:01,500\nHello\n';

const [lineOrigin, filesOrigin] = stack.sourcePorts.map((port) => `http://127.0.0.1:${port}`);
const seen: { s3: http.IncomingMessage[]; files: (string | undefined)[] } = { s3: [], files: [] };
const servers: http.Server[] = [];
let folder: string;

/** The stack's own S3 by another address, as a partner's would have; the first answer breaks off half-way. */
const line = http.createServer((request, response) => {
  seen.s3.push(request);
  const breaks = request.headers.range === undefined;
  const to = new URL(request.url ?? '/', stack.env.S3_ENDPOINT);
  http.get(to, { headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (!breaks) return void answer.pipe(response);
    const half = Number(answer.headers['content-length']) / 2;
    let sent = 0;
    answer.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, Math.max(0, half - sent));
      sent += part.length;
      // What is under way when a line breaks may be lost: the reader gets time to read its half.
      response.write(part, () => sent >= Math.floor(half) && setTimeout(() => response.socket?.destroy(), 300));
    });
  });
});

const files = http.createServer((request, response) => {
  seen.files.push(request.headers.authorization);
  const right = `Basic ${Buffer.from(`headend:${PASSWORD}`).toString('base64')}`;
  if (request.headers.authorization === right) response.end(CUES);
  else response.writeHead(401, { 'www-authenticate': 'Basic realm="files"' }).end();
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'headend-pulls-'));
  const { S3_ENDPOINT = '', S3_ACCESS_KEY = '', S3_SECRET_KEY = '', S3_REGION = '' } = stack.env;
  const { hostname, port } = new URL(S3_ENDPOINT);
  const keys = { accessKey: S3_ACCESS_KEY, secretKey: S3_SECRET_KEY, region: S3_REGION };
  const s3 = new S3({ endPoint: hostname, port: Number(port), useSSL: false, pathStyle: true, ...keys });
  await s3.makeBucket(BUCKET, S3_REGION);
  await s3.fPutObject(BUCKET, 'out/Plain film.mp4', await CLIPS.plain(stack.tools.ffmpeg ?? '', folder));
  for (const [at, server] of [line, files].entries()) {
    await new Promise<void>((done) => server.listen(stack.sourcePorts[at], '127.0.0.1', done));
    servers.push(server);
  }
}, 60_000);
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true, force: true });
});

describe('files on a partner’s own storage', () => {
  let ingestId: string;
  let filesId: string;

  it(
    'fail with what the partner has to mend',
    async () => {
      const {
        S3_ACCESS_KEY: access_key_id = '',
        S3_SECRET_KEY: secret_access_key = '',
        S3_REGION: region = '',
      } = stack.env;
      const keep = (body: object) =>
        answerOf(partner.api.POST('/v1/source-credentials', { params: { header: once() }, body: body as never }));
      await keep({
        ...{ name: `${RUN}-s3`, kind: 's3', endpoint: lineOrigin, region, bucket: BUCKET, prefix: 'out/' },
        secret: { access_key_id, secret_access_key },
      });
      const secret = { username: 'headend', password: WRONG };
      filesId = (await keep({ name: `${RUN}-files`, kind: 'basic', origin: filesOrigin, secret })).id;
      const ordered = await partner.order({
        external_id: RUN,
        title: 'Pulled',
        profile: 'test',
        quality_policy: 'lenient',
        source: { url: `s3://${BUCKET}/out/Plain film.mp4`, credentials: `${RUN}-s3` },
        sidecars: [
          {
            ...{ role: 'captions', language: 'en' },
            source: { url: `${filesOrigin}/en.srt?X-Signature=${SIGNATURE}`, credentials: `${RUN}-files` },
          },
        ],
      });
      ingestId = ordered.id;
      const ended = await partner.ended(ingestId, PATIENCE_MS);
      expect(ended).toMatchObject({
        status: expect.stringMatching(/failed|rejected/),
        failure: { code: 'source/unauthorized' },
      });
      expect(seen.files).toHaveLength(1);
    },
    PATIENCE_MS,
  );

  it(
    'are published once the secret is right',
    async () => {
      const params = { path: { id: filesId } };
      const { response } = await partner.api.GET('/v1/source-credentials/{id}', { params });
      const header = { 'If-Match': response.headers.get('etag') ?? '' };
      const body = { secret: { username: 'headend', password: PASSWORD } };
      await partner.api.PATCH('/v1/source-credentials/{id}', { params: { ...params, header }, body });
      await partner.api.POST('/v1/ingests/{id}/retry', { params: { path: { id: ingestId }, header: once() } });
      expect(await partner.ended(ingestId, PATIENCE_MS)).toMatchObject({ status: 'published', failure: null });
      const used = await answerOf(partner.api.GET('/v1/source-credentials/{id}', { params }));
      expect(used.last_used_at).not.toBeNull();
    },
    PATIENCE_MS,
  );

  it('were taken up by range where the line broke', () => {
    const ranged = seen.s3.filter(({ headers }) => /^bytes=[1-9]\d*-$/.test(headers.range ?? ''));
    expect(ranged.length).toBeGreaterThanOrEqual(1);
  });

  it('leave no secret in histories and logs', async () => {
    const connection = await Connection.connect({ address: stack.temporal });
    const client = new Temporal({ connection, namespace: stack.env.TEMPORAL_NAMESPACE });
    const history = historyToJSON(await client.workflow.getHandle(titleIngestId(ingestId)).fetchHistory());
    await connection.close();
    const decoded = history.replace(/"data":\s*"([A-Za-z0-9+/=]+)"/g, (_, data: string) =>
      Buffer.from(data, 'base64').toString(),
    );
    expect(decoded).toContain('Plain film.mp4');
    const logs = path.join(stack.dataDir, 'logs');
    const told = await Promise.all((await readdir(logs)).map((name) => readFile(path.join(logs, name), 'utf8')));
    for (const text of [decoded, ...told])
      for (const secret of [
        PASSWORD,
        WRONG,
        SIGNATURE,
        Buffer.from(`headend:${PASSWORD}`).toString('base64'),
        'X-Amz-Signature',
      ])
        expect(text.includes(secret)).toBe(false);
  });
});
