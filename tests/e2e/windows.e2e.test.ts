import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filmRow } from '../../adapters/avails/testing/rows';
import { writeWorkbook } from '../../adapters/avails/write-sheet';
import { openDatabase } from '../../adapters/postgres';
import { makeCodedClip } from '../fixtures/clips';
import { testStack } from '../stack/use';
import { eventually } from '../support/eventually';
import { Partner } from '../support/partner';
import { type Visit, Visitor } from './browser';

/** A title whose windows are dropped as a workbook while people look at it in two countries. */
jest.setTimeout(240_000);

/** From the moment the workbook is written until one window closes and the other opens, milliseconds. */
const AHEAD_MS = 45_000;
const DAY_MS = 86_400_000;

const stack = testStack();
let visitor: Visitor;
beforeAll(async () => {
  visitor = await Visitor.arrive({ ...stack, demo: { ingest_id: '', title_id: '' } });
}, 60_000);
afterAll(() => visitor?.leave());

async function film(externalId: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-windows-'));
  const file = await makeCodedClip(stack.tools.ffmpeg ?? '', path.join(folder, 'master.mp4'), {
    ...{ frames: 75, audio: { sources: ['sine=frequency=440:duration=3'] } },
  });
  const partner = new Partner(stack.api, stack.keys.partner);
  const order = { external_id: externalId, title: 'The Border', quality_policy: 'lenient', profile: 'test' };
  const { id } = await partner.order({ ...order, source: { upload_id: await partner.upload(file) } });
  await rm(folder, { recursive: true, force: true });
  const { status, title_id } = await partner.ended(id, 150_000);
  expect(status).toBe('published');
  return title_id;
}

/** The viewer's page of a title, as from a country. */
async function lookFrom(country: string, titleId: string): Promise<Visit> {
  const visit = await visitor.open('/');
  await visit.page.setExtraHTTPHeaders({ [stack.env.COUNTRY_HEADER ?? '']: country });
  await visit.page.goto(`${stack.api}/title/${titleId}`);
  await visit.page.getByRole('heading', { name: 'The Border' }).waitFor();
  await visit.page.evaluate('window.neverReloaded = true');
  return visit;
}

const sees = {
  play: ({ page }: Visit) => page.getByRole('link', { name: 'Play' }).waitFor({ timeout: 60_000 }),
  notYet: ({ page }: Visit) => page.getByText('The title is not open yet.').waitFor({ timeout: 60_000 }),
  over: ({ page }: Visit) => page.getByText('The title is not offered any more.').waitFor({ timeout: 60_000 }),
};

async function drop(workbook: Buffer): Promise<void> {
  const { page } = await visitor.open('/studio/avails');
  await page.getByLabel('Document of avails').setInputFiles({
    ...{ name: 'border.xlsx', buffer: workbook },
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.waitForURL(/avails\/avi_/);
  await page.getByRole('button', { name: /^Apply/ }).click();
  await page.getByText('Applied', { exact: true }).first().waitFor();
  await page.close();
}

it('opens in one country and closes in another at the instant of the workbook, on pages that are open and not loaded anew', async () => {
  const alid = `md:alid:org:meridian.example:${randomUUID()}`;
  const titleId = await film(alid);
  const [german, french] = [await lookFrom('DE', titleId), await lookFrom('FR', titleId)];
  await Promise.all([sees.play(german), sees.play(french)]);

  const turn = Math.ceil((Date.now() + AHEAD_MS) / 1000) * 1000;
  const at = (instant: number) => ({ raw: '', at: new Date(instant).toISOString().replace('.000', '') });
  const sold = (territory: string, start: number, end: number) =>
    filmRow({
      ...{ alid, territories: [territory], start: at(start), end: at(end) },
      transactionId: `${alid}:${territory}`,
      work: { availType: 'single', workType: 'Movie', title: 'The Border', contentId: alid.replace('alid', 'cid') },
    });
  await drop(await writeWorkbook([sold('DE', turn, turn + DAY_MS), sold('FR', turn - 2 * DAY_MS, turn)]));

  await sees.notYet(german);
  await german.settled();
  await german.shoot('title-not-yet');
  expect(await german.barriers()).toEqual([]);
  await Promise.all([sees.play(german), sees.over(french)]);
  expect(Date.now()).toBeGreaterThanOrEqual(turn);
  await french.settled();
  await french.shoot('title-over');
  for (const { page } of [german, french]) expect(await page.evaluate('window.neverReloaded')).toBe(true);

  await german.page.getByRole('link', { name: 'Play' }).click();
  await german.page.waitForURL(/\/watch\//);
  await french.page.goto(`${stack.api}/watch/${titleId}`);
  await french.page.getByText('playback/window-closed').waitFor();
  await eventually(async () => expect(await madeKnown(titleId)).toEqual(['closed', 'opened', 'opened']), 60_000);
});

/** What the calendar has told of the windows of a title. */
async function madeKnown(titleId: string): Promise<string[]> {
  const database = openDatabase({ url: stack.database });
  const events = await database.event.findMany({ where: { subject: titleId, type: { startsWith: 'window.' } } });
  await database.$disconnect();
  return events.flatMap(({ type }) => (/^window.(opened|closed)$/.test(type) ? [type.slice(7)] : [])).sort();
}
