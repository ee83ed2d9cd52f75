import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../adapters/postgres';
import { ask } from '../api/testing/ask';
import { testStack } from './stack/use';
import { eventually } from './support/eventually';
import { Partner } from './support/partner';
import { runShell, shellOf } from './support/snippets';

/** Documents of many orders, through API, workflow and worker of the whole stack. */
const stack = testStack();
const partner = new Partner(stack.api, stack.keys.partner);
const key = stack.keys.partner;
const PATIENCE_MS = 480_000;
jest.setTimeout(PATIENCE_MS);

interface Bulk {
  id: string;
  status: string;
  lines: number;
  accepted: number;
  refused: number;
  waiting: number;
}
interface Line {
  line: number;
  external_id: string | null;
  status: string;
  ingest_id: string | null;
  problem: { code: string; line: number; fix: string; errors?: { field: string }[] } | null;
}

const id = () => `bulk-${randomUUID()}`;
/** An order that is refused where it is read: nothing was ever uploaded under this id. */
const hopeless = (external_id = id()) => ({ external_id, title: 'T', source: { upload_id: 'upl_none' } });

async function send(document: string, type: 'application/json' | 'application/x-ndjson', requestKey = randomUUID()) {
  const answer = await fetch(`${stack.api}/v1/bulk-orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type, 'idempotency-key': requestKey },
    body: document,
  });
  return { status: answer.status, location: answer.headers.get('location'), body: (await answer.json()) as Bulk };
}
const ndjson = (lines: readonly (object | string)[]) =>
  send(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    'application/x-ndjson',
  );
const read = async <T>(route: string): Promise<T> => {
  const { status, body } = await ask(`${stack.api}${route}`, { key });
  expect(status).toBe(200);
  return body as unknown as T;
};
const done = (bulk: Bulk): Promise<Bulk> =>
  eventually(async () => {
    const now = await read<Bulk>(`/v1/bulk-orders/${bulk.id}`);
    if (now.status !== 'done') throw new Error(`${now.waiting} lines wait.`);
    return now;
  }, PATIENCE_MS);
async function linesOf(bulk: Bulk, status = ''): Promise<Line[]> {
  const lines: Line[] = [];
  let cursor = '';
  do {
    const query = new URLSearchParams({ limit: '100', ...(status && { status }), ...(cursor && { cursor }) });
    const page = await read<{ data: Line[]; next_cursor: string | null }>(`/v1/bulk-orders/${bulk.id}/lines?${query}`);
    lines.push(...page.data);
    cursor = page.next_cursor ?? '';
  } while (cursor);
  return lines;
}

describe('a bulk order', () => {
  const database = openDatabase({ url: stack.database });
  let dir: string;
  let upload: () => Promise<string>;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'headend-bulk-'));
    const file = path.join(dir, 'no-film.mov');
    await writeFile(file, 'no film at all');
    upload = () => partner.upload(file);
  });
  afterAll(async () => {
    await database.$disconnect();
    await rm(dir, { recursive: true, force: true });
  });

  const fine = async () => ({ ...hopeless(), source: { upload_id: await upload() } });

  it('takes what can be taken of NDJSON, and tells of every other line why not', async () => {
    const twice = id();
    const first = await fine();
    const sent = await ndjson([
      first,
      '{"external_id": "cut',
      hopeless(twice),
      hopeless(twice),
      '"a text"',
      { ...hopeless(), colour: 'red' },
      '',
      { ...hopeless(), title: `x${'y'.repeat(300_000)}` },
      await fine(),
    ]);
    expect(sent).toMatchObject({ status: 202, location: `/v1/bulk-orders/${sent.body.id}`, body: { lines: 8 } });
    expect(await done(sent.body)).toMatchObject({ lines: 8, accepted: 2, refused: 6, waiting: 0 });
    const lines = await linesOf(sent.body);
    expect(lines.map(({ line, status, problem }) => [line, problem?.code ?? status])).toEqual([
      [1, 'accepted'],
      [2, 'bulk/line-malformed'],
      [3, 'upload/not-found'],
      [4, 'bulk/line-twice'],
      [5, 'request/invalid'],
      [6, 'request/invalid'],
      [8, 'bulk/line-too-large'],
      [9, 'accepted'],
    ]);
    for (const { line, problem } of lines)
      if (problem) expect(problem).toMatchObject({ line, fix: expect.any(String) });
    expect(lines[5]?.problem?.errors).toEqual([{ field: 'colour', message: 'is not a known field' }]);
    expect(await partner.ingest(lines[0]?.ingest_id ?? '')).toMatchObject({ external_id: first.external_id });
    expect((await linesOf(sent.body, 'refused')).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 8]);
  });

  it('takes a JSON array, the same request once', async () => {
    const document = JSON.stringify([await fine(), hopeless()], null, 2);
    const requestKey = randomUUID();
    const sent = await send(document, 'application/json', requestKey);
    expect(await done(sent.body)).toMatchObject({ lines: 2, accepted: 1, refused: 1 });
    const again = await send(document, 'application/json', requestKey);
    expect([again.status, again.body.id]).toEqual([202, sent.body.id]);
    expect((await linesOf(sent.body)).map(({ line, status }) => [line, status])).toEqual([
      [1, 'accepted'],
      [2, 'refused'],
    ]);
  });

  it.each([
    ['an array cut short', '[{"external_id":"a"}', 'request/malformed'],
    ['nothing', '[]', 'bulk/empty'],
    ['one line too many', `[${Array(10_001).fill('1').join(',')}]`, 'bulk/too-many-lines'],
  ])('refuses %s as a whole', async (_name, document, code) => {
    const { body } = await send(document, 'application/json');
    expect(body).toMatchObject({ code });
  });

  it('is sent and read by the lines of its documentation', async () => {
    const script = (await shellOf('bulk-orders.md'))
      .replaceAll('FILM-', `${id()}-`)
      .replace('orders-of-today', id())
      .replace('"url": "https://media.example.com/first.mov"', `"upload_id": "${await upload()}"`);
    const printed = await runShell(script, dir, { HEADEND_API: stack.api, HEADEND_KEY: key });
    const [sent, refused] = printed
      .replaceAll('}{', '}\n{')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(sent).toMatchObject({ lines: 3 });
    expect(refused.data).toMatchObject([
      { line: 2, problem: { code: 'upload/not-found' } },
      { line: 3, problem: { code: 'bulk/line-malformed' } },
    ]);
  });

  it('takes ten thousand lines and settles each of them, and tells so in one event', async () => {
    const good = await Promise.all([fine(), fine(), fine()]);
    const all: object[] = Array.from({ length: 10_000 }, () => hopeless());
    [0, 4_999, 9_999].forEach((at, index) => {
      all[at] = good[index]!;
    });
    const sent = await ndjson(all);
    expect(sent).toMatchObject({ status: 202, body: { lines: 10_000 } });
    expect(await done(sent.body)).toMatchObject({ accepted: 3, refused: 9_997, waiting: 0 });
    expect((await linesOf(sent.body, 'accepted')).map(({ line }) => line)).toEqual([1, 5_000, 10_000]);
    const events = await database.event.findMany({ where: { type: 'bulk_order.done', subject: sent.body.id } });
    expect(events).toMatchObject([{ data: { id: sent.body.id, lines: 10_000, accepted: 3, refused: 9_997 } }]);
  });
});
