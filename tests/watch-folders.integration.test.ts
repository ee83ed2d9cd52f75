import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'minio';
import { ask } from '../api/testing/ask';
import { makeCodedClip } from './fixtures/clips';
import { testStack } from './stack/use';
import { eventually } from './support/eventually';
import { encodedBy } from './support/executions';
import { Partner } from './support/partner';
import { runShell, shellOf } from './support/snippets';

/** A partner's S3 program drops files into a watch folder of the whole stack; nobody else helps. */
const stack = testStack();
const partner = new Partner(stack.api, stack.keys.partner);
const operator = { key: stack.keys.operator };
const PATIENCE_MS = 240_000;
jest.setTimeout(PATIENCE_MS);

interface Folder {
  id: string;
  prefix: string;
}
interface WatchedFile {
  object_key: string;
  status: string;
  ingest_id: string | null;
  problem: { code: string } | null;
}

const NAME = `drop-${Date.now().toString(36)}`;
/** Titles of several folders share the tenant's names. */
const film = (ending: string) => `${NAME} Été à la mer, 100 % #1.${ending}`;
const cues = (line: string): Buffer => Buffer.from(`1\n00:00:00,200 --> 00:00:00,900\n${line}\n`);
const { S3_BUCKET = '', S3_ENDPOINT = '', S3_ACCESS_KEY, S3_SECRET_KEY } = stack.env;
const { hostname, port } = new URL(S3_ENDPOINT);
const s3 = new Client({
  endPoint: hostname,
  port: Number(port),
  useSSL: false,
  accessKey: S3_ACCESS_KEY,
  secretKey: S3_SECRET_KEY,
});

let dir: string;
let folder: Folder;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'headend-watch-'));
  const body = { name: NAME, stable_seconds: 5, profile: 'test', quality_policy: 'lenient' };
  const made = await ask(`${stack.api}/v1/watch-folders`, { ...operator, body });
  expect(made).toMatchObject({ status: 201, body: { enabled: true } });
  folder = made.body as unknown as Folder;
});
afterAll(async () => {
  await forget(folder.id);
  await rm(dir, { recursive: true, force: true });
});

async function forget(id: string): Promise<void> {
  const at = `${stack.api}/v1/watch-folders/${id}`;
  const { headers } = await ask(at, operator);
  await ask(at, { ...operator, method: 'DELETE', headers: { 'if-match': headers.get('etag') ?? '' } });
}

const drop = (name: string, content: Buffer) => s3.putObject(S3_BUCKET, folder.prefix + name, content);
const master = async (filters?: string) =>
  readFile(await makeCodedClip(stack.tools.ffmpeg ?? '', path.join(dir, 'master.mp4'), { frames: 50, filters }));

async function files(): Promise<Map<string, WatchedFile>> {
  const { body } = await ask(`${stack.api}/v1/watch-folders/${folder.id}/files?limit=100`, operator);
  const rows = body.data as unknown as WatchedFile[];
  return new Map(rows.map((file) => [file.object_key.slice(folder.prefix.length), file]));
}
/** Wait until a file is no longer looked at as growing. */
const settled = (name: string): Promise<WatchedFile> =>
  eventually(async () => {
    const file = (await files()).get(name);
    if (!file || file.status === 'growing') throw new Error(`${name} is ${file?.status ?? 'not seen'}.`);
    return file;
  }, 90_000);
const published = async ({ ingest_id }: WatchedFile) => {
  const ingest = await partner.ended(ingest_id ?? '', PATIENCE_MS);
  expect(ingest).toMatchObject({ status: 'published', failure: null });
  return ingest;
};

describe('a watch folder', () => {
  it('is made and read by the lines of its documentation', async () => {
    const script = (await shellOf('watch-folders.md')).replaceAll('trailers', `${NAME}-docs`);
    await writeFile(path.join(dir, 'film.mov'), await master());
    const printed = await runShell(script, dir, { HEADEND_API: stack.api, HEADEND_KEY: stack.keys.partner });
    expect(printed).toContain(`"name":"${NAME}-docs"`);
    await forget(/"id":"([^"]+)"/.exec(printed)?.[1] ?? '');
    const key = `${folder.prefix.replace(NAME, `${NAME}-docs`)}film.mov`;
    expect(printed).toContain('"put_url":');
    expect((await s3.statObject(S3_BUCKET, key)).size).toBe((await readFile(path.join(dir, 'film.mov'))).length);
  });

  it('orders what rests, tells what it refuses, and leaves the rest alone', async () => {
    const long = `${'n'.repeat(251)}.mov`;
    const line = 'new\nline.mov';
    await drop(film('mov'), await master());
    await drop(film('en.srt'), cues('One'));
    await drop(film('de.srt'), Buffer.alloc(0));
    await drop(film('en.fr.srt'), cues('Which?'));
    await drop('empty.mov', Buffer.alloc(0));
    await drop('readme.txt', Buffer.from('hello'));
    await drop(long, Buffer.from('x'));
    await drop(line, Buffer.from('x'));
    await drop('half.mov.part', Buffer.from('x'));
    const ordered = await settled(film('mov'));
    expect(ordered.status).toBe('ordered');
    for (const name of [film('de.srt'), film('en.fr.srt'), 'empty.mov', 'readme.txt', long, line]) await settled(name);
    const seen = await files();
    expect(Object.fromEntries([...seen].map(([name, { status, problem }]) => [name, problem?.code ?? status]))).toEqual(
      {
        [film('mov')]: 'ordered',
        [film('en.srt')]: 'sidecar',
        [film('de.srt')]: 'watch/empty-file',
        [film('en.fr.srt')]: 'watch/unknown-role',
        'empty.mov': 'watch/empty-file',
        'readme.txt': 'watch/unknown-role',
        [long]: 'watch/unusable-name',
        [line]: 'watch/unusable-name',
      },
    );
    const ingest = await published(ordered);
    expect(ingest).toMatchObject({ external_id: film('mov').slice(0, -4), title: film('mov').slice(0, -4) });
  });

  it('makes an update of a late sidecar, and encodes nothing', async () => {
    await drop(film('fr.srt'), cues('Un'));
    const late = await settled(film('fr.srt'));
    expect(late.status).toBe('sidecar');
    const ingest = await published(late);
    expect(ingest.updates).toMatchObject({ number: 1 });
    expect(await encodedBy(stack, ingest.id)).toMatchObject({ chunks: 0, audio: [] });
    expect((await files()).get(film('mov'))?.ingest_id).not.toBe(ingest.id);
  });

  it('orders a rewritten master as the next version', async () => {
    const before = (await files()).get(film('mov'))?.ingest_id;
    await drop(film('mov'), await master('negate'));
    const again = await eventually(async () => {
      const file = await settled(film('mov'));
      if (file.ingest_id === before) throw new Error('The new content has not been ordered.');
      return file;
    }, 90_000);
    const ingest = await published(again);
    expect(ingest.updates).toMatchObject({ number: 2 });
    const title = await partner.title(ingest.title_id);
    expect(title.versions[0]?.parts?.sidecars).toHaveLength(2);
  });
});
