import { randomUUID } from 'node:crypto';
import { EXAMPLES } from '../examples';
import { openApiDocument } from '../openapi';
import { TUS_OPERATIONS } from '../openapi-tus';
import { OPERATIONS } from '../specs';
import { ask } from '../testing/ask';
import { newTenant } from '../testing/server';
import { as, at, created, published, startApiWorld, uploaded, world } from '../testing/world';

jest.setTimeout(60_000);
startApiWorld();

/** Every operation of the document whose path holds the id of a resource. */
const operations = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
  path.includes('{id}')
    ? Object.entries(item as Record<string, { operationId: string }>).map(
        ([method, { operationId: id }]) => [id, { id, method: method.toUpperCase(), path }] as const,
      )
    : [],
);
type Operation = (typeof operations)[number][1];

const IDS: Record<string, () => Promise<string>> = {
  '/v1/uploads/{id}': () => uploaded(),
  '/v1/uploads/tus/{id}': tusUpload,
  '/v1/ingests/{id}': async () => (await finished()).id,
  '/v1/titles/{id}': async () => (await finished()).title_id,
  '/v1/playback-sessions/{id}': playing,
  '/v1/windows/{id}': rightsWindow,
  '/v1/avails/{id}': avails,
  '/v1/channels/{id}': channel,
  '/v1/subscriptions/{id}': subscription,
  '/v1/webhook-events/{id}': async () => {
    const { id: subject } = await created();
    const { id } = await world.server.database.event.findFirstOrThrow({ where: { subject } });
    return id;
  },
};

async function playing(): Promise<string> {
  const { title_id } = await finished();
  return (await ask(at('/v1/playback-sessions'), { ...as('operator'), body: { title_id } })).body.id;
}

async function rightsWindow(): Promise<string> {
  const { title_id } = await created();
  const body = EXAMPLES.createWindow?.request;
  return (await ask(at(`/v1/titles/${title_id}/windows`), { ...as('operator'), body })).body.id;
}

async function avails(): Promise<string> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return (await ask(at('/v1/avails'), { ...as('operator'), body: '<Avails/>', headers })).body.id;
}

async function subscription(): Promise<string> {
  const [customer, plan] = [EXAMPLES.createCustomer?.request as object, EXAMPLES.createPlan?.request];
  const { id: made } = (await ask(at('/v1/plans'), { ...as('operator'), body: plan })).body;
  const who = { ...customer, external_id: randomUUID() };
  const { id } = (await ask(at('/v1/customers'), { ...as('operator'), body: who })).body;
  const wish = { customer_id: id, plan: made };
  return (await ask(at('/v1/subscriptions'), { ...as('operator'), body: wish })).body.id;
}

/** A channel of its own address: the one of the example can be made once. */
async function channel(): Promise<string> {
  const example = EXAMPLES.createChannel?.request as object;
  const body = { ...example, slate_id: undefined, slug: `other-${randomUUID().slice(0, 8)}` };
  return (await ask(at('/v1/channels'), { ...as('operator'), body })).body.id;
}

async function finished() {
  const ingest = await created();
  await published(ingest);
  return ingest;
}

const TUS = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };

async function tusUpload(): Promise<string> {
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '4' };
  const answer = await ask(at('/v1/uploads/tus'), { ...as('partner'), method: 'POST', headers });
  return String(answer.headers.get('location')?.split('/').at(-1));
}

/** The resource of a path, as a partner or an operator would make it: by the example of its own POST. */
async function resourceOf({ path }: Operation): Promise<string> {
  const one = path.slice(0, path.indexOf('{id}') + 4);
  const make = IDS[one];
  if (make) return make();
  const list = one.replace('/{id}', '');
  const spec = OPERATIONS.find((each) => each.path === list && each.method === 'post');
  const { body, status } = await ask(at(list), { ...as('operator'), body: EXAMPLES[spec?.id ?? '']?.request });
  expect([list, Math.floor(status / 100)]).toEqual([list, 2]);
  return body.id;
}

/** What an operation needs in its address. */
const QUERIES: Record<string, string> = { putArtwork: '?role=poster' };

/** The request of the example, or a few bytes of a file: nothing but the id can be wrong with it. */
async function answerTo({ id: name, method, path }: Operation, id: string, key: string) {
  const tus = TUS_OPERATIONS.some((each) => each.id === name);
  const type = OPERATIONS.find((each) => each.id === name)?.file?.types[0];
  const body = type ? 'picture' : tus ? (method === 'PATCH' ? 'film' : undefined) : EXAMPLES[name]?.request;
  const headers = {
    ...{ 'If-Match': '*', 'Idempotency-Key': randomUUID() },
    ...(tus ? TUS : {}),
    ...(type ? { 'Content-Type': type } : {}),
  };
  const answer = await ask(at(path.replace('{id}', id) + (QUERIES[name] ?? '')), { key, method, body, headers });
  return { status: answer.status, text: answer.text.replaceAll(id, 'ID').replace(/"req_\w+"/, '"req"') };
}

describe('the id of somebody else', () => {
  it.each(operations)('%s answers as for an id that nobody has', async (_name, operation) => {
    const id = await resourceOf(operation);
    const stranger = (await newTenant(world.databaseUrl)).keys.operator;
    const made = await ask(at('/v1/api-keys'), {
      ...as('operator'),
      body: { label: 'trying', role: 'operator', test_mode: true },
    });
    const test = (made.body as unknown as { key: string }).key;
    const nobodys = `${id.slice(0, 4)}${'0'.repeat(26)}`;
    const nobody = await answerTo(operation, nobodys, stranger);
    expect(nobody).toMatchObject({ status: 404 });
    for (const key of [stranger, test]) expect(await answerTo(operation, id, key)).toEqual(nobody);
    expect(await answerTo(operation, id, world.tenant.keys.operator)).not.toEqual(nobody);
  });
});
