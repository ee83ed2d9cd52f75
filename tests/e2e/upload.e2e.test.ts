import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { CDPSession } from 'playwright-core';
import { testStack } from '../stack/use';
import { testTools } from '../support/tools';
import { type Visit, Visitor, type WebStack, webStack } from './browser';

jest.setTimeout(300_000);

const run = promisify(execFile);
const BYTES = 200_000_000;
/** Bytes per second of the line while it is interrupted. */
const SLOW = 25_000_000;

let stack: WebStack;
let visitor: Visitor;
let folder: string;
let master: string;

beforeAll(async () => {
  stack = await webStack();
  visitor = await Visitor.arrive(stack);
  folder = await mkdtemp(path.join(tmpdir(), 'headend-large-'));
  master = await largeMaster(folder);
}, 300_000);
afterAll(async () => {
  await visitor?.leave();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A second of picture and sound, and a `free` box that makes a large file of it (ISO/IEC 14496-12, 8.1.2). */
async function largeMaster(dir: string): Promise<string> {
  const { ffmpeg } = await testTools();
  const file = path.join(dir, `Large_Master_${Date.now()}.mp4`);
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=1'];
  const tone = ['-f', 'lavfi', '-i', 'sine=440:r=48000:d=1'];
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  await run(ffmpeg, ['-nostdin', '-v', 'error', '-y', ...picture, ...tone, ...encode, file]);
  const { size } = await stat(file);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(BYTES - size, 0);
  head.write('free', 4, 'latin1');
  await appendFile(file, head);
  // Every 16 MiB begins otherwise, so that parts in the wrong place would be seen.
  for (let at = size + 8, number = 0; at < BYTES; at += 1024 * 1024, number += 1) {
    const block = Buffer.alloc(Math.min(1024 * 1024, BYTES - at), number);
    await appendFile(file, block);
  }
  await truncate(file, BYTES);
  return file;
}

async function sha256(stream: AsyncIterable<Buffer | Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

/** Choose the master, and slow the line to what a partner may have. */
async function begin(): Promise<Visit> {
  const visit = await visitor.open('/studio/ingests/new');
  await throttle(visit);
  await choose(visit);
  await visit.page.getByRole('button', { name: 'Start the ingest' }).click();
  return visit;
}

async function choose(visit: Visit): Promise<void> {
  await visit.page.getByLabel('Master, captions and pictures').setInputFiles(master);
  await visit.page.getByLabel('Encode profile').first().click();
  await visit.page.getByRole('option', { name: 'test', exact: true }).click();
}

/** The line of the page: one session of the browser's tools, as a second one would overrule the first. */
let line: CDPSession;

/** Bytes per second upwards; 0 cuts the line. */
const setLine = (uploadThroughput: number) =>
  line.send('Network.emulateNetworkConditions', {
    offline: uploadThroughput === 0,
    latency: 5,
    downloadThroughput: -1,
    uploadThroughput: uploadThroughput || -1,
  });

async function throttle(visit: Visit): Promise<void> {
  line = await visit.page.context().newCDPSession(visit.page);
  await line.send('Network.enable');
  await setLine(SLOW);
}

/** Percent of the file that the page says is sent. */
const share = async (visit: Visit): Promise<number> =>
  Number(await visit.page.getByRole('progressbar', { name: 'Upload' }).getAttribute('aria-valuenow'));

async function reached(visit: Visit, least: number): Promise<void> {
  const end = Date.now() + 120_000;
  while ((await share(visit)) < least) {
    if (Date.now() > end) throw new Error(`${least} % was not reached.`);
    await visit.page.waitForTimeout(100);
  }
}

const api = async <T>(where: string, init: RequestInit = {}): Promise<T> => {
  const headers = { authorization: `Bearer ${stack.keys.operator}`, ...init.headers };
  const answer = await fetch(new URL(`/v1${where}`, stack.api), { ...init, headers });
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
};

describe('a master of 200 MB', () => {
  it('goes on after the line broke, after a pause and after a reload, and arrives byte by byte', async () => {
    const visit = await begin();
    const { page } = visit;
    await reached(visit, 15);
    await page.getByText(/MB\/s · .* left$/).waitFor();
    await visit.shoot('upload-moving');

    await setLine(0);
    await page.locator('[data-sending="waiting"]').waitFor();
    await visit.shoot('upload-broken');
    await setLine(SLOW);
    await reached(visit, 35);

    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText(/paused$/).waitFor();
    const stood = await share(visit);
    await page.waitForTimeout(1500);
    expect(await share(visit)).toBeLessThanOrEqual(stood);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await reached(visit, 55);

    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(/MB of 200 MB arrived/).waitFor();
    await visit.shoot('upload-unfinished');
    expect(await visit.barriers()).toEqual([]);
    const puts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') puts.push(request.url());
    });
    await choose(visit);
    await page.getByLabel('Your id of the title').fill(`e2e-large-${Date.now()}`);
    await page.getByRole('button', { name: 'Start the ingest' }).click();
    await page.waitForURL(/\/ingests\/ing_/, { timeout: 120_000 });
    // 12 parts of 16 MiB in all; what had arrived before the reload is not sent again.
    expect(puts.length).toBeGreaterThan(0);
    expect(puts.length).toBeLessThan(9);

    const id = page.url().split('/').at(-1)!;
    await page.waitForTimeout(500);
    const { data } = await api<{ data: { bytes: number; ingest_id: string; file_name: string; id: string }[] }>(
      '/uploads?limit=20',
    );
    const upload = data.find((each) => each.ingest_id === id)!;
    expect(upload.bytes).toBe(BYTES);
    expect(await isStored(id, await sha256(createReadStream(master)))).toBe(true);
    await visit.close();
  });
});

/** Wait until the ingest has received its master; whether a master with this SHA-256 is stored. */
async function isStored(ingestId: string, digest: string): Promise<boolean> {
  for (let tries = 0; tries < 240; tries += 1) {
    const ingest = await api<{ stages: { name: string; state: string }[] }>(`/ingests/${ingestId}`);
    if (ingest.stages.find(({ name }) => name === 'receive')?.state === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const database = new Client({ connectionString: testStack().database });
  await database.connect();
  try {
    const { rowCount } = await database.query('SELECT 1 FROM masters WHERE sha256 = $1', [digest]);
    return rowCount === 1;
  } finally {
    await database.end();
  }
}
