import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** The least that Node does to send a file: the baseline of the origin bench, in a process of its own. */
const folder = process.argv[2] ?? '.';

const server = http.createServer((request, response) => {
  const file = path.join(folder, path.basename(request.url ?? ''));
  response.writeHead(200, { 'Content-Type': 'video/iso.segment', 'Content-Length': statSync(file).size });
  createReadStream(file).pipe(response);
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
