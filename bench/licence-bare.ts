import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { licenceRequest } from './load';

/**
 * What anybody would write in an afternoon: check the HMAC of a token, unwrap three keys with AES-256-GCM, answer. No session,
 * no policy, no log. The baseline of the licence bench, in a process of its own.
 */
const secret = Buffer.from(process.env.BENCH_SECRET ?? '', 'base64');
const kek = randomBytes(32);

const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const macOf = (input: string): Buffer => createHmac('sha256', secret).update(input).digest();

const sealed = Array.from({ length: 3 }, (_, at) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce).setAAD(Buffer.from(`kid-${at}`));
  const body = Buffer.concat([cipher.update(randomBytes(16)), cipher.final()]);
  return { kid: randomBytes(16).toString('base64url'), owner: `kid-${at}`, nonce, body, tag: cipher.getAuthTag() };
});

function licence(token: string): string | undefined {
  const [header = '', payload = '', mac = ''] = token.split('.');
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(`${header}.${payload}`);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number };
  if (exp * 1000 < Date.now()) return undefined;
  const keys = sealed.map(({ kid, owner, nonce, body, tag }) => {
    const decipher = createDecipheriv('aes-256-gcm', kek, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
    const key = Buffer.concat([decipher.update(body), decipher.final()]);
    return { kty: 'oct', kid, k: key.toString('base64url') };
  });
  return JSON.stringify({ keys, type: 'temporary' });
}

const server = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    JSON.parse(Buffer.concat(parts).toString());
    const body = licence(request.headers.authorization?.slice(7) ?? '') ?? '{}';
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
      .end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const kids = sealed.map(({ kid }) => kid);
  const payload = {
    sub: 'viewer',
    kids,
    exp: Math.floor(Date.now() / 1000) + 3600,
    jti: randomBytes(16).toString('hex'),
  };
  const input = `${text({ alg: 'HS256', typ: 'JWT' })}.${text(payload)}`;
  const token = `${input}.${macOf(input).toString('base64url')}`;
  const request = licenceRequest('/', token, JSON.stringify({ kids, type: 'temporary' })).toString('latin1');
  process.send?.({ port, request });
});
