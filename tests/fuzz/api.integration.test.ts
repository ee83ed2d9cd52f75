import http from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { openApiDocument } from '../../api/openapi';
import { ask } from '../../api/testing/ask';
import { newTenant } from '../../api/testing/server';
import { as, created, published, startApiWorld, uploaded, world } from '../../api/testing/world';
import { type DocumentedOperation, operationsOf } from './document';
import { type FuzzedRequest, requestsOf, withKnownIds } from './requests';

/** Every operation, as its document tells it, against requests that are nearly right or hostile. `FUZZ_SEED` and `FUZZ_RUNS` repeat and deepen. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122);
const numRuns = Number(process.env.FUZZ_RUNS ?? 30);

startApiWorld();

/** Ids that requests may name: some exist, of any kind; one belongs to a stranger. */
const ids: string[] = [];
let key = '';
/** Of a playback session, for the licence service. */
let licenceToken = '';

beforeAll(async () => {
  const stranger = await newTenant(world.databaseUrl);
  world.tenant = stranger;
  ids.push(await uploaded());
  world.tenant = await newTenant(world.databaseUrl);
  key = as('operator').key;
  const ingest = await created();
  ids.push(ingest.id, ingest.title_id, await published(ingest), (await created()).id, await uploaded());
  for (const bytes of ['4', '40']) ids.push(await tusUpload(bytes));
  ids.push(await sourceCredentials());
  licenceToken = await sessionToken(ingest.title_id);
}, 60_000);

async function sessionToken(titleId: string): Promise<string> {
  const versionId = (await world.server.repositories.titles.find(world.tenant.id, titleId))?.current?.id ?? '';
  const wanted = { tenantId: world.tenant.id, versionId, scheme: 'cbcs' as const };
  await world.server.contentKeys.ensure({ ...wanted, labels: ['AUDIO', 'SD'] });
  const { body } = await ask(`${world.server.url}/v1/playback-sessions`, { key, body: { title_id: titleId } });
  return (body as unknown as { drm: { token: string } }).drm.token;
}

async function sourceCredentials(): Promise<string> {
  const secret = { token: 'EXAMPLE' };
  const body = { kind: 'bearer', name: 'studio-7', origin: 'https://files.example.com', secret };
  return (await ask(`${world.server.url}/v1/source-credentials`, { key, body })).body.id;
}

async function tusUpload(bytes: string): Promise<string> {
  const headers = { Authorization: `Bearer ${key}`, 'Tus-Resumable': '1.0.0', 'Upload-Length': bytes };
  const { headers: told } = await fetch(`${world.server.url}/v1/uploads/tus`, { method: 'POST', headers });
  return told.get('location')?.split('/').at(-1) ?? '';
}

interface Answer {
  status: number;
  type: string;
  text: string;
}

/** `fetch` and `URL` would mend what is wrong, such as `/..`. */
function send(method: string, { path, headers, body }: FuzzedRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(withKnownIds(body, ids));
    const length = bytes ? { 'content-length': String(bytes.length) } : {};
    const { hostname, port } = new URL(world.server.url);
    const asked = http.request(
      { hostname, port, path: withKnownIds(path, ids), method, headers: { ...headers, ...length } },
      (answer) => {
        const type = (answer.headers['content-type'] ?? '').split(';')[0] ?? '';
        text(answer).then((whole) => resolve({ status: answer.statusCode ?? 0, type, text: whole }), reject);
      },
    );
    asked.on('error', reject);
    asked.end(bytes);
  });
}

/** @returns what is wrong with an answer by the document */
function fault({ answers }: DocumentedOperation, { status, type, text: body }: Answer): string | undefined {
  const documented = answers[status];
  if (status >= 500) return 'the server failed';
  if (!documented) return 'the status is not documented';
  const types = Object.keys(documented.content);
  if (types.length === 0) return body ? 'there should be no body' : undefined;
  if (!types.includes(type)) return `the type ${type} is not documented`;
  if (!type.includes('json')) return undefined;
  const value: unknown = JSON.parse(body);
  const fits = documented.content[type]?.safeParse(value);
  if (fits && !fits.success) return `the body is off its schema: ${fits.error.message}`;
  return type === 'application/problem+json' ? problemFault(documented.codes, status, value) : undefined;
}

function problemFault(codes: string[], status: number, value: unknown): string | undefined {
  const problem = value as { code: string; fix: string; status: number; detail: string };
  if (!codes.includes(problem.code)) return `the code ${problem.code} is not documented`;
  if (problem.status !== status) return 'the problem has another status';
  return problem.fix && problem.detail ? undefined : 'the problem has no fix or no detail';
}

/** What was made can be named by later requests. */
function remember({ status, type, text: body }: Answer): void {
  if (status !== 201 || type !== 'application/json') return;
  const { id } = JSON.parse(body) as { id?: string };
  if (id && ids.length < 31) ids.push(id);
}

/** A key that rotates itself may be its own end: that is tried with one that nothing else is tried with. */
const credentialFor = ({ id, licence }: DocumentedOperation): string =>
  licence ? licenceToken : id === 'rotateOwnApiKey' ? as('partner').key : key;

describe('every operation of the document', () => {
  it.each(operationsOf(openApiDocument()).map((operation) => [operation.id, operation] as const))(
    '%s answers as it is documented, whatever is sent',
    async (_id, operation) => {
      const property = fc.asyncProperty(requestsOf(operation, credentialFor(operation)), async (request) => {
        const answer = await send(operation.method, request);
        remember(answer);
        const wrong = fault(operation, answer);
        if (wrong) throw new Error(`${wrong}: ${answer.status} ${answer.text.slice(0, 500)}`);
      });
      await fc.assert(property, { seed, numRuns, endOnFailure: true });
    },
  );

  it('was let in with its key to the end', async () => {
    expect(await ask(`${world.server.url}/v1/titles`, { key })).toMatchObject({ status: 200 });
  });
});
