// api/openapi.json, made of the schemas that validate requests.
//   node infra/checks/openapi.mjs           writes it
//   node infra/checks/openapi.mjs --check   exit 1 when it is not current
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { prepare, root } from '../run/prepare.mjs';

const FILE = path.join(root, 'api/openapi.json');

await prepare(['compile']);
const { openApiDocument } = createRequire(import.meta.url)(path.join(root, 'dist/api/openapi.js'));
const fresh = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
if (!process.argv.includes('--check')) await writeFile(FILE, fresh);
else if ((await readFile(FILE, 'utf8').catch(() => '')) !== fresh) {
  console.error('api/openapi.json is not current. Write it anew: node infra/checks/openapi.mjs');
  process.exitCode = 1;
}
