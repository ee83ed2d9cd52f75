import { randomUUID } from 'node:crypto';
import { HeadendClient } from '../../api/cli/client';
import { type ApiClient, answerOf, once } from '../../api/client/client';
import { eventually } from '../support/eventually';
import { DESKTOP, PHONE, until, type Visit, Visitor, type WebStack, webStack } from './browser';

/** A channel over the demo title, as operators and viewers see it. */
jest.setTimeout(120_000);

const slug = `meadow-${randomUUID().slice(0, 6)}`;
const name = `Meadow ${slug.slice(-6)}`;
let stack: WebStack;
let visitor: Visitor;
let api: ApiClient;
let id: string;

beforeAll(async () => {
  stack = await webStack();
  visitor = await Visitor.arrive(stack);
  api = new HeadendClient({ api: stack.api, key: stack.keys.operator }).api;
  id = await onAir();
}, 300_000);
afterEach(() => visitor?.tidy());
afterAll(async () => {
  if (id)
    await api.POST('/v1/channels/{id}/state', { params: { path: { id }, header: once() }, body: { state: 'off' } });
  await visitor?.leave();
});

/** Make the channel, put it on air and wait for its first playlist. */
async function onAir(): Promise<string> {
  const body = {
    ...{ slug, name, number: 7, category: 'Nature', time_zone: 'Europe/Berlin', slate_id: stack.demo.title_id },
    format: {
      rungs: [
        { name: '720p', height: 720 },
        { name: '360p', height: 360 },
      ],
      ...{ audio: ['en', 'es'], captions: ['en', 'es'] },
    },
    schedule: {
      blocks: [{ name: 'Round the clock', from: '00:00', until: '24:00', pick: { titles: [stack.demo.title_id] } }],
    },
  };
  const made = await answerOf(api.POST('/v1/channels', { params: { header: once() }, body }));
  const params = { path: { id: made.id }, header: once() };
  await answerOf(api.POST('/v1/channels/{id}/state', { params, body: { state: 'on_air' } }));
  await eventually(
    async () => expect(await (await fetch(new URL(made.hls, stack.api))).text()).toContain('#EXTM3U'),
    150_000,
  );
  return made.id;
}

async function expectSound(visit: Visit): Promise<void> {
  expect(await visit.barriers()).toEqual([]);
  expect(await visit.overflow()).toBe(0);
  expect(visit.complaints).toEqual([]);
  expect(visit.strangers).toEqual([]);
}

const moves = (visit: Visit, selector: string) =>
  until(visit.page, `document.querySelector('${selector}')?.currentTime > 0.5`, 60_000);

describe('channels in the studio', () => {
  it('are a wall that tells what is on and how fresh it is, with the picture on demand', async () => {
    const visit = await visitor.open('/studio/channels', { size: DESKTOP });
    const card = visit.page.getByRole('article', { name });
    await card.locator('.wall-now').waitFor();
    await card.getByText('Fresh').waitFor();
    await card.getByRole('button', { name: 'Picture' }).click();
    await until(
      visit.page,
      `[...document.querySelectorAll('.live-preview video')].some(({ videoWidth }) => videoWidth > 0)`,
      60_000,
    );
    await visit.shoot('channels-wall');
    await expectSound(visit);
  });

  it('are made by a form', async () => {
    const visit = await visitor.open('/studio/channels/new');
    const { page } = visit;
    await page.getByRole('textbox', { name: 'Name' }).fill(`Night ${slug}`);
    await page.getByRole('textbox', { name: 'Begin with' }).click();
    await page.getByRole('option', { name: 'Chosen titles, one after the other' }).click();
    await page.getByRole('textbox', { name: 'What it airs' }).click();
    await page.getByRole('option').first().click();
    await page.keyboard.press('Escape');
    await expectSound(visit);
    await visit.shoot('channels-new');
    await page.getByRole('button', { name: 'Make the channel' }).click();
    await page.getByRole('heading', { name: `Night ${slug}`, level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Put on air' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('show their week, and say why what is sealed stays as it is', async () => {
    const visit = await visitor.open(`/studio/channels/${id}?zoom=close`);
    const { page } = visit;
    await page.locator('.strip[data-airing]').first().waitFor();
    await page.locator('.strip[tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'The airing that is chosen' });
    await panel.getByText('Sealed').waitFor();
    await panel.getByRole('textbox', { name: 'Air another title instead' }).click();
    await page.getByRole('option').first().click();
    await panel.getByRole('button', { name: 'Replace' }).click();
    await page.getByRole('button', { name: 'Replace it' }).click();
    await page.getByRole('alert').getByText('channels/sealed').waitFor();
    await visit.shoot('channels-sealed');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    visit.complaints.length = 0;
    await page.goto(new URL(`/studio/channels/${id}`, stack.api).href);
    await page.locator('.strip').first().waitFor();
    await visit.settled();
    await visit.shoot('channels-week');
    await expectSound(visit);
  });

  it('try rules before they save them, and tell what was on air', async () => {
    const visit = await visitor.open(`/studio/channels/${id}/rules`);
    const { page } = visit;
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText(/would air\./).waitFor();
    await page.getByText('What is planned stays as it is.').waitFor();
    await visit.shoot('channels-rules');
    await expectSound(visit);
    const rules = page.getByRole('textbox', { name: 'Rules of the schedule' });
    const saved = await rules.inputValue();
    await rules.fill(saved.replace('24:00', '25:00'));
    await page.getByText('is a clock time').waitFor();
    await page.getByRole('button', { name: 'Line 4' }).click();
    expect(
      await page.evaluate(`getSelection().toString() || document.activeElement.value.slice(
      document.activeElement.selectionStart, document.activeElement.selectionEnd)`),
    ).toContain('25:00');
    await visit.shoot('channels-rules-fault');
    await expectSound(visit);
    await rules.fill(`${saved}filler:\n  collections: [col_none]\n`);
    await page.getByRole('button', { name: 'Save the rules' }).click();
    await page.getByRole('button', { name: 'Save all the same' }).click();
    await page.getByText('Revision 3').waitFor();
    await page.getByRole('button', { name: 'Saved', exact: true }).waitFor();
    await expectSound(visit);
    await page.getByRole('link', { name: 'As run' }).click();
    await page.locator('.as-run tbody tr').first().waitFor();
    await visit.shoot('channels-as-run');
    await expectSound(visit);
    await page.setViewportSize(PHONE);
    await visit.shoot('channels-as-run-phone');
    expect(await visit.overflow()).toBe(0);
  });
});

describe('channels on air', () => {
  it('are broken into, paused and put on air again', async () => {
    const visit = await visitor.open(`/studio/channels/${id}`);
    const { page } = visit;
    await page.getByRole('button', { name: 'Break in' }).click();
    await page.getByRole('button', { name: 'Break in now' }).click();
    await page.locator('.effects time').first().waitFor();
    await visit.shoot('channels-break-in');
    await page.getByRole('button', { name: 'Good' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Put on air' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Put on air' }).click();
    await page.getByText('On air', { exact: true }).first().waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('channels in the viewer', () => {
  it('have a guide that the arrows walk through', async () => {
    const visit = await visitor.open('/guide', { size: DESKTOP });
    const { page } = visit;
    await page.getByRole('rowheader', { name }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await until(page, `document.activeElement.closest('.guide-cell')?.dataset.state === 'later'`);
    await visit.shoot('channels-guide');
    await expectSound(visit);
    await page.setViewportSize(PHONE);
    await page.locator('.guide-list').getByText(name).waitFor();
    await visit.shoot('channels-guide-phone');
    await expectSound(visit);
  });

  it('play over the join of two items, from an instant that is past and back to live', async () => {
    const { items } = await answerOf(
      api.GET('/v1/channels/{id}/schedule', { params: { path: { id }, query: { from: beforeNow(600) } } }),
    );
    const join = Date.parse(items.find((item, at) => at > 0 && item.sealed)?.air_start ?? '');
    // Something of what comes after the join must be there.
    await eventually(async () => expect(Date.now()).toBeGreaterThan(join + 30_000), 90_000);
    const visit = await visitor.open(`/channels/${slug}?start=${Math.floor(join / 1000) - 3}`, { size: DESKTOP });
    const { page } = visit;
    await moves(visit, '.watch-video');
    const begun = await page.evaluate<number>(`document.querySelector('.watch-video').currentTime`);
    await until(page, `document.querySelector('.watch-video').currentTime > ${begun + 6}`, 60_000);
    await page.mouse.move(400, 300);
    await page.mouse.move(420, 320);
    await page.getByText('behind live').waitFor();
    const back = page.getByRole('button', { name: 'Back to live' });
    // The bar hides while nobody moves, but for who is on it.
    await back.focus();
    await visit.shoot('channels-live');
    await expectSound(visit);
    await back.press('Enter');
    await page.locator('.live-bar').getByText('Live', { exact: true }).waitFor();
    await moves(visit, '.watch-video');
    expect(visit.complaints).toEqual([]);
  });
});

const beforeNow = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
