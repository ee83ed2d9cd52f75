import { randomUUID } from 'node:crypto';
import { ask } from '../../api/testing/ask';
import { eventually } from '../support/eventually';
import { DESKTOP, PHONE, type Visit, Visitor, type WebStack, webStack } from './browser';

/** A page of viewers, arranged in the studio, looked at before and published. */
jest.setTimeout(180_000);

const key = `spring-${randomUUID().slice(0, 6)}`;
let stack: WebStack;
let visitor: Visitor;
beforeAll(async () => {
  stack = await webStack();
  visitor = await Visitor.arrive(stack);
}, 300_000);
afterEach(() => visitor.tidy());
afterAll(() => visitor?.leave());

interface Page {
  version: number;
  rails: { name: string; titles: { id: string }[] }[];
}
const shown = async () =>
  (await ask(`${stack.api}/v1/layouts/${key}`, { key: stack.keys.viewer })).body as unknown as Page;

async function expectSound(visit: Visit): Promise<void> {
  await visit.settled();
  expect(await visit.barriers()).toEqual([]);
  expect(await visit.overflow()).toBe(0);
  expect(visit.complaints).toEqual([]);
}

it('is made, arranged, looked at, published and moved back by hand', async () => {
  const visit = await visitor.open('/studio/layouts', { size: DESKTOP });
  const { page } = visit;
  await page.getByRole('textbox', { name: 'Key' }).fill(key);
  await page.getByRole('textbox', { name: 'Name' }).fill('Spring');
  await page.getByRole('button', { name: 'Make the layout' }).click();
  await page.getByRole('heading', { name: 'Spring', level: 1 }).waitFor();
  await page.getByRole('region', { name: 'Just added' }).getByRole('listitem').first().waitFor();

  await page.getByRole('button', { name: 'Chosen titles' }).click();
  await page.getByLabel('Name (en)').fill('Our picks');
  await page.getByRole('textbox', { name: 'Add a title' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Move Our picks up' }).click();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByRole('region', { name: 'Our picks' }).waitFor();
  await expectSound(visit);
  await visit.shoot('layout-editor');

  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByText('Version 1', { exact: true }).waitFor();
  await eventually(async () => expect((await shown()).rails.map(({ name }) => name)).toContain('Our picks'));

  await page.getByRole('button', { name: 'Take Our picks out' }).click();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByText('Version 2', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'What changed' }).click();
  await page.locator('.changes del', { hasText: 'Our picks' }).waitFor();
  expect((await shown()).rails.map(({ name }) => name)).not.toContain('Our picks');
  await page.getByRole('button', { name: 'Show this one' }).click();
  await page.getByRole('button', { name: 'Show version 1' }).click();
  await page.getByText('Version 3', { exact: true }).waitFor();
  expect((await shown()).rails.map(({ name }) => name)).toContain('Our picks');
  await visit.close();
});

it('fits a phone', async () => {
  const visit = await visitor.open(`/studio/layouts/${key}`, { size: PHONE });
  await visit.page.getByRole('heading', { name: 'Versions' }).waitFor();
  await expectSound(visit);
  await visit.shoot('layout-editor-phone');
  await visit.page.goto(new URL('/studio/layouts', stack.api).href);
  await visit.page.getByRole('link', { name: 'Spring' }).first().waitFor();
  await expectSound(visit);
  await visit.close();
});
