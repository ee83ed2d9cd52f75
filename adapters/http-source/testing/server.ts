import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { FailureCode } from '../../../domain/failures';
import type { SourceAccess } from '../../../domain/sources/credentials';
import { createHttpSource } from '../http-source';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** A server on a port of its own; `allowed` is its entry of the allow list. */
export interface TestServer {
  url: string;
  allowed: string;
  requests: http.IncomingMessage[];
}

/** Servers that listen; the test file closes them by {@link closeServers}. */
export const servers: http.Server[] = [];
export const sockets = new Set<Socket>();

export async function serve(handler: Handler): Promise<TestServer> {
  const requests: http.IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, allowed: `127.0.0.1:${port}`, requests };
}

export function closeServers(): void {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
}

/** What is fetched. */
export const file = randomBytes(300_000);
export const sha = (data: Buffer) => createHash('sha256').update(data).digest('hex');

/** Fetch a file whole. */
export async function pull(
  url: string,
  allowPrivate: string[],
  { maxBytes = 1e9, stallMs = 1_000, access }: { maxBytes?: number; stallMs?: number; access?: SourceAccess } = {},
) {
  const source = createHttpSource({ allowPrivate });
  const opened = await source.open(url, { maxBytes, stallMs, access });
  const chunks: Buffer[] = [];
  for await (const chunk of opened.body) chunks.push(chunk as Buffer);
  return { ...opened, data: Buffer.concat(chunks) };
}

export const fails = (work: Promise<unknown>, code: FailureCode) =>
  expect(work).rejects.toMatchObject({ name: 'HeadendError', code });

/** Send a range of the file as a good server does, and break the connection after `breakAfter` bytes. */
export function sendFile(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  etag: string,
  breakAfter = Infinity,
): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const ranged = from > 0 && request.headers['if-range'] === etag;
  const start = ranged ? from : 0;
  response.writeHead(ranged ? 206 : 200, {
    etag,
    'accept-ranges': 'bytes',
    'content-length': file.length - start,
    ...(ranged ? { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` } : {}),
  });
  const part = file.subarray(start, Math.min(file.length, start + breakAfter));
  response.write(part, () => (part.length < file.length - start ? response.socket?.destroy() : response.end()));
}
