import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openDatabase } from '../../adapters/postgres';
import { ask } from '../../api/testing/ask';
import { FAILURES } from '../../domain/failures';
import { testStack } from '../stack/use';
import { DESKTOP, PHONE, type Visit, Visitor, type WebStack } from './browser';

/** Orders in bulk and from watch folders, as an operator sees them in the studio. */
jest.setTimeout(90_000);

let stack: WebStack;
let visitor: Visitor;
beforeAll(async () => {
  stack = { ...testStack(), demo: { ingest_id: '', title_id: '' } };
  visitor = await Visitor.arrive(stack);
}, 60_000);
afterEach(() => visitor.tidy());
afterAll(() => visitor?.leave());

async function expectSound(visit: Visit, name: string): Promise<void> {
  await visit.settled();
  await visit.shoot(name);
  expect(await visit.barriers()).toEqual([]);
  expect(await visit.overflow()).toBe(0);
  expect(visit.complaints).toEqual([]);
}

/** The same page on a phone. */
async function onAPhone(where: string, shows: string, name: string): Promise<void> {
  const visit = await visitor.open(where, { size: PHONE });
  await visit.page.getByText(shows).first().waitFor();
  await expectSound(visit, name);
  await visit.close();
}

describe('bulk orders in the studio', () => {
  it('are sent by file, and told line by line', async () => {
    const order = (external_id: string) =>
      JSON.stringify({ external_id, title: 'T', source: { upload_id: 'upl_none' } });
    const twice = `bulk-${randomUUID()}`;
    const lines = [order(`bulk-${randomUUID()}`), '{"external_id":', order(twice), order(twice)];
    const visit = await visitor.open('/studio/', { size: DESKTOP });
    await visit.page.getByRole('link', { name: 'Bulk orders', exact: true }).click();
    await visit.page.getByLabel('Document of orders').setInputFiles({
      name: 'orders.ndjson',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(lines.join('\n')),
    });
    await visit.page.getByText('orders.ndjson').waitFor();
    await expectSound(visit, 'bulk-orders-chosen');
    await visit.page.getByRole('button', { name: 'Order every line' }).click();
    await visit.page.waitForURL(/bulk-orders\/bul_/);
    await visit.page.getByRole('heading', { name: 'Bulk order' }).waitFor();
    await visit.page.getByText('Done', { exact: true }).first().waitFor();
    await visit.page.getByRole('link', { name: 'Refused', exact: true }).click();
    await visit.page.waitForURL(/status=refused/);
    await visit.page.getByText('bulk/line-malformed').waitFor();
    await expectSound(visit, 'bulk-order');
    const download = visit.page.waitForEvent('download');
    await visit.page.getByRole('button', { name: 'Download refused lines' }).click();
    const saved = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
    expect(saved.map((line) => JSON.parse(line).problem.code)).toEqual([
      'upload/not-found',
      'bulk/line-malformed',
      'upload/not-found',
      'bulk/line-twice',
    ]);
    await visit.page.getByRole('link', { name: 'Accepted', exact: true }).click();
    await visit.page.getByText('No such lines').waitFor();
    await onAPhone(visit.page.url().replace(/\?.*/, ''), 'bulk/line-twice', 'bulk-order-phone');
    await visit.close();
  });

  it('that are refused whole say why where they are sent', async () => {
    const visit = await visitor.open('/studio/bulk-orders');
    await visit.page
      .getByLabel('Document of orders')
      .setInputFiles({ name: 'empty.json', mimeType: 'application/json', buffer: Buffer.from('[]') });
    await visit.page.getByRole('button', { name: 'Order every line' }).click();
    await visit.page.getByText('bulk/empty').waitFor();
    await visit.shoot('bulk-orders-refused');
    await visit.close();
    await onAPhone('/studio/bulk-orders', 'Drop a document of orders here', 'bulk-orders-phone');
  });
});

describe('watch folders in the studio', () => {
  it('are made, paused and resumed, and forgotten', async () => {
    const name = `studio-${Date.now().toString(36)}`;
    const visit = await visitor.open('/studio/');
    await visit.page.getByRole('link', { name: 'Watch folders', exact: true }).click();
    await visit.page.getByRole('button', { name: 'New watch folder' }).first().click();
    await visit.page.getByLabel('Name').fill('Not A Name');
    await visit.page.getByRole('button', { name: 'Watch it' }).click();
    await visit.page.getByText('request/invalid').waitFor();
    await visit.shoot('watch-folder-new');
    await visit.page.getByLabel('Name').fill(name);
    await visit.page.getByRole('button', { name: 'Watch it' }).click();
    await visit.page.waitForURL(/watch-folders\/wfo_/);
    await visit.page.getByText('The folder is empty').waitFor();
    await visit.page.getByRole('button', { name: 'Pause' }).click();
    await visit.page.getByText('Paused', { exact: true }).waitFor();
    await visit.page.getByRole('button', { name: 'Resume' }).click();
    await visit.page.getByText('Watched', { exact: true }).waitFor();
    await visit.page.getByRole('button', { name: 'Forget' }).click();
    await visit.page.getByRole('button', { name: 'Forget it' }).click();
    await visit.page.waitForURL(/watch-folders$/);
    await visit.page.getByRole('link', { name, exact: true }).waitFor({ state: 'detached' });
    await visit.close();
  });

  it('show each file with its state and why it was refused', async () => {
    const name = `files-${Date.now().toString(36)}`;
    const key = stack.keys.operator;
    const made = await ask(`${stack.api}/v1/watch-folders`, { key, body: { name, enabled: false } });
    const { id, prefix } = made.body as unknown as { id: string; prefix: string };
    await files(id, prefix);
    const visit = await visitor.open(`/studio/watch-folders/${id}`);
    await visit.page.getByText('watch/unknown-role').waitFor();
    await expectSound(visit, 'watch-folder');
    await visit.colours('light');
    expect(await visit.barriers(['color-contrast'])).toEqual([]);
    await visit.page.getByRole('link', { name: 'Not taken yet', exact: true }).click();
    await visit.page.waitForURL(/status=growing/);
    await visit.page.getByText('film.en.srt', { exact: true }).waitFor({ state: 'detached' });
    expect(await visit.page.locator('tbody tr').count()).toBe(1);
    await visit.close();
    await onAPhone(`/studio/watch-folders/${id}`, 'watch/unknown-role', 'watch-folder-phone');
    await onAPhone('/studio/watch-folders', name, 'watch-folders-phone');
  });
});

describe('a watch folder in the studio', () => {
  it('takes files, and says of each what became of it', async () => {
    const key = stack.keys.operator;
    const made = await ask(`${stack.api}/v1/watch-folders`, { key, body: { name: `drop-${Date.now().toString(36)}` } });
    const { id } = made.body as unknown as { id: string };
    const visit = await visitor.open(`/studio/watch-folders/${id}`);
    const mimeType = 'application/octet-stream';
    await visit.choose('Choose files', 'Enter', [
      { name: 'film.en.srt', mimeType, buffer: Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nHello\n') },
      { name: 'nothing-we-know', mimeType, buffer: Buffer.from('?') },
      { name: 'empty.mov', mimeType, buffer: Buffer.alloc(0) },
    ]);
    const sent = visit.page.getByRole('list', { name: 'Files sent into the folder' });
    await sent.getByText('In the folder').waitFor();
    await sent.getByText('watch/unknown-role').waitFor();
    await sent.getByText('watch/empty-file').waitFor();
    await visit.settled();
    await visit.shoot('watch-folder-dropped');
    expect(await visit.barriers()).toEqual([]);
    expect(await visit.overflow()).toBe(0);
    await visit.page.setViewportSize({ width: 390, height: 844 });
    await visit.settled();
    await visit.shoot('watch-folder-dropped-phone');
    expect(await visit.overflow()).toBe(0);
    await visit.close();
  });
});

describe('source credentials in the studio', () => {
  it('are kept, shown without what is secret in them, and deleted', async () => {
    const name = `studio-${Date.now().toString(36)}`;
    const visit = await visitor.open('/studio/');
    const { page } = visit;
    await page.getByRole('link', { name: 'Source credentials', exact: true }).click();
    await page.getByRole('button', { name: 'New credentials' }).first().click();
    await page.getByLabel('Name', { exact: false }).first().fill(name);
    await page.getByLabel('Origin').fill('https://files.example.com:41234');
    await page.getByLabel('User name').fill('headend');
    await page.getByRole('textbox', { name: 'Password' }).fill('very secret words');
    await visit.shoot('credentials-new');
    await page.getByRole('button', { name: 'Keep them' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const row = page.getByRole('row', { name: new RegExp(name) });
    await row.waitFor();
    expect(await page.content()).not.toContain('very secret words');
    await expectSound(visit, 'credentials');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectSound(visit, 'credentials-phone');
    await row.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete them' }).click();
    await row.waitFor({ state: 'detached' });
    await visit.close();
  });

  it.each(['Bearer token', 'S3 access key'])('of the kind %s are made with the fields of their kind', async (kind) => {
    const name = `kind-${Date.now().toString(36)}`;
    const visit = await visitor.open('/studio/credentials');
    const { page } = visit;
    await page.getByRole('button', { name: 'New credentials' }).first().click();
    await page.getByLabel('Name', { exact: false }).first().fill(name);
    await page
      .getByRole('combobox', { name: 'Kind' })
      .or(page.getByRole('textbox', { name: 'Kind' }))
      .click();
    await page.getByRole('option', { name: kind }).click();
    const fill = (label: string, text: string) => page.getByRole('textbox', { name: label }).fill(text);
    if (kind === 'Bearer token') {
      await fill('Origin', 'https://files.example.com');
      await fill('Token', 'letters');
    } else {
      await fill('Endpoint', 'https://files.example.com');
      await fill('Region', 'us-east-1');
      await fill('Bucket', 'masters');
      await fill('Access key id', 'AKIAEXAMPLE');
      await fill('Secret access key', 'letters');
      expect(await visit.barriers()).toEqual([]);
      await visit.shoot('credentials-new-s3');
    }
    await page.getByRole('button', { name: 'Keep them' }).click();
    await page.getByRole('row', { name: new RegExp(name) }).waitFor();
    await visit.close();
  });
});

/** What looks into the folder would have noted. */
async function files(id: string, prefix: string): Promise<void> {
  const database = openDatabase({ url: testStack().database });
  const now = new Date();
  const { title, fix, status } = FAILURES['watch/unknown-role'];
  const detail = 'The name does not tell role and language.';
  const code = 'watch/unknown-role';
  const problem = { type: `/docs/codes/${code}`, title, status, detail, code, fix };
  const file = (file: string, more: object) => ({
    folderId: id,
    objectKey: prefix + file,
    bytes: 1_234_567n,
    etag: 'e',
    stableSince: now,
    seenAt: now,
    ...more,
  });
  await database.watchFile.createMany({
    data: [
      file('film.mov', { status: 'ordered', ingestId: 'ing_01J00000000000000000000000' }),
      file('film.en.srt', { status: 'sidecar', ingestId: 'ing_01J00000000000000000000000' }),
      file('film.en.de.srt', { status: 'refused', problem }),
      file('a film with quite a long name, in a folder of its own/its master, which is still being written.mov', {}),
    ],
  });
  await database.$disconnect();
}
