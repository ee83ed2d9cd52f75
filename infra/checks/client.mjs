// api/client/schema.d.ts, the types of the API, made of api/openapi.json.
//   node infra/checks/client.mjs           writes it
//   node infra/checks/client.mjs --check   exit 1 when it is not current
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { root } from '../run/prepare.mjs';

const FILE = path.join(root, 'api/client/schema.d.ts');

const document = JSON.parse(await readFile(path.join(root, 'api/openapi.json'), 'utf8'));
const fresh = `// Written by infra/checks/client.mjs.\n${astToString(await openapiTS(document, { defaultNonNullable: false }))}`;
if (!process.argv.includes('--check')) await writeFile(FILE, fresh);
else if ((await readFile(FILE, 'utf8').catch(() => '')) !== fresh) {
  console.error('api/client/schema.d.ts is not current. Write it anew: node infra/checks/client.mjs');
  process.exitCode = 1;
}
