/**
 * A small API server with a lively catalogue, so that the pages can be built and tested without the stack:
 * `node web/dev/mock-api.mjs --media DIR [--port N]` (DIR from mock-media.mjs). Serves web/dist as the real API does.
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDoor } from './mock-door.mjs';
import { createIntake } from './mock-intake.mjs';
import { createWorld } from './mock-world.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.jpg': 'image/jpeg',
  '.vtt': 'text/vtt',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mpd': 'application/dash+xml',
  '.mp4': 'video/mp4',
  '.m4s': 'video/iso.segment',
};
const KEYS = { operator: 'hk_mock_operator', partner: 'hk_mock_partner', viewer: 'hk_mock_viewer' };
const { values } = parseArgs({ options: { media: { type: 'string' }, port: { type: 'string', default: '8080' } } });
const dist = path.join(import.meta.dirname, '../dist');
const world = createWorld();
const door = createDoor();
const intake = createIntake();

const json = (reply, status, body) =>
  reply
    .writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' })
    .end(JSON.stringify(body));

const problem = (reply, status, code, title, detail, fix) =>
  json(reply, status, { type: `/docs/codes/${code}`, code, title, status, detail, fix, request_id: 'req_mock' });

const missing = (reply) =>
  problem(
    reply,
    404,
    'request/not-found',
    'There is no such resource',
    'Nothing is stored under this id.',
    'Check the id and that the API key belongs to the tenant that owns it.',
  );

function file(reply, root, name, fallback) {
  const wanted = path.join(root, path.normalize(name));
  const found = existsSync(wanted) && statSync(wanted).isFile() ? wanted : fallback;
  if (!found || !wanted.startsWith(root)) return missing(reply);
  reply.writeHead(200, {
    'content-type': TYPES[path.extname(found)] ?? 'application/octet-stream',
    'content-length': statSync(found).size,
  });
  createReadStream(found).pipe(reply);
}

/** The preview of a running ingest: an EVENT playlist that grows by a segment every two seconds. */
function growingPreview(reply, share) {
  const lines = readFileSync(path.join(values.media, 'preview/index.m3u8'), 'utf8').trim().split('\n');
  const head = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('#EXTINF')),
  );
  const segments = lines.filter((line) => line.endsWith('.m4s') || line.startsWith('#EXTINF'));
  const shown = Math.max(2, Math.round((segments.length / 2) * share));
  const body = [...head, ...segments.slice(0, shown * 2), ...(share >= 1 ? ['#EXT-X-ENDLIST'] : [])];
  reply.writeHead(200, { 'content-type': TYPES['.m3u8'], 'cache-control': 'no-store' }).end(`${body.join('\n')}\n`);
}

function media(reply, pathname) {
  const [, , token, ...rest] = pathname.split('/');
  const name = rest.join('/');
  if (token === 'running' && name === 'preview/index.m3u8') return growingPreview(reply, world.previewShare());
  return file(reply, values.media, name);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  return text.startsWith('{') ? JSON.parse(text) : {};
}

function pageOf(rows, query) {
  const limit = Number(query.get('limit') ?? 20);
  const start = Number(query.get('cursor') ?? 0);
  return {
    data: rows.slice(start, start + limit),
    next_cursor: start + limit < rows.length ? String(start + limit) : null,
  };
}

async function v1(request, reply, { pathname, searchParams }) {
  const [resource, id, action] = pathname.split('/').slice(2);
  const bearer = request.headers.authorization?.replace('Bearer ', '');
  if (!Object.values(KEYS).includes(bearer)) {
    return problem(
      reply,
      401,
      'auth/invalid',
      'The API key is not known',
      'The key in Authorization matches none.',
      'Check the key; keys are shown once when made and can be revoked.',
    );
  }
  if (request.method === 'POST' && !request.headers['idempotency-key']) {
    return problem(
      reply,
      400,
      'idempotency/key-missing',
      'The Idempotency-Key header is missing',
      'Every POST needs one.',
      'Send a unique Idempotency-Key (a UUID) with every POST and the same one on a retry.',
    );
  }
  const body = ['POST', 'PATCH'].includes(request.method) ? await bodyOf(request) : {};
  const asked = { method: request.method, resource, id, action, body, query: searchParams, pageOf };
  const answer = door.answer(asked) ?? intake.answer(asked) ?? world.answer(asked);
  if (!answer) return missing(reply);
  if (answer.problem) return problem(reply, ...answer.problem);
  if (answer.tag) reply.setHeader('etag', answer.tag);
  if (answer.status === 204) return void reply.writeHead(204).end();
  return json(reply, answer.status ?? 200, answer.body);
}

/** The policy of the real API (api/http/security.ts): what it forbids must show here too. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const server = createServer((request, reply) => {
  reply.setHeader('content-security-policy', POLICY);
  const url = new URL(request.url, 'http://mock');
  if (url.pathname === '/app-config.json') {
    return json(reply, 200, {
      keys: { viewer: KEYS.viewer, operator: KEYS.operator },
      temporal_ui: 'http://127.0.0.1:8233',
    });
  }
  if (url.pathname.startsWith('/v1/'))
    return void v1(request, reply, url).catch((error) => problem(reply, 500, 'mock', 'Mock', String(error), ''));
  if (url.pathname.startsWith('/upload/')) {
    let bytes = 0;
    request.on('data', (data) => {
      bytes += data.length;
    });
    return void request.on('end', () => {
      const [id, number] = url.pathname.split('/').slice(2);
      door.arrived(id, Number(number ?? 1), bytes);
      reply.writeHead(200).end();
    });
  }
  if (url.pathname.startsWith('/media/')) return media(reply, url.pathname);
  const app = url.pathname.startsWith('/studio') ? 'studio' : 'viewer';
  const page = path.join(dist, app, 'index.html');
  return file(reply, dist, url.pathname, path.extname(url.pathname) ? undefined : page);
});

server.listen(Number(values.port), '127.0.0.1', () => {
  const api = `http://127.0.0.1:${server.address().port}`;
  console.log(JSON.stringify({ api, keys: KEYS, demo: world.demo }));
});
