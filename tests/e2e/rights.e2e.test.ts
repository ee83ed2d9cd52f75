import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openDatabase } from '../../adapters/postgres';
import { newId } from '../../adapters/postgres/ids';
import { ask } from '../../api/testing/ask';
import { testStack } from '../stack/use';
import { DESKTOP, PHONE, type Visit, Visitor } from './browser';

/** The rights desk, from the calendar to a window that is made, moved and withdrawn. */
jest.setTimeout(180_000);

const DAY = 86_400_000;
const midnight = Math.floor(Date.now() / DAY) * DAY;
const day = (days: number) => new Date(midnight + days * DAY).toISOString();
/** As an input of the browser takes it. */
const typed = (days: number) => day(days).slice(0, 16);

/** Short enough for a column, and nobody else's. */
const mark = randomUUID().slice(0, 6);
const FILM = `Meridian ${mark}`;
const SERIAL = `Harbour ${mark}`;

const stack = testStack();
let visitor: Visitor;
let database: ReturnType<typeof openDatabase>;
let film: string;
let serial: string;
let subscription: string;

const post = async (path: string, body: object): Promise<string> => {
  const answer = await ask(`${stack.api}${path}`, { key: stack.keys.operator, body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id;
};
const windowOf = async (id: string) =>
  (await ask(`${stack.api}/v1/windows/${id}`, { key: stack.keys.operator })).body as unknown as {
    ends_at: string;
    state: string;
  };

/** A title that plays as far as rights go: its media is nobody's concern here. */
async function published(name: string): Promise<string> {
  const id = await post('/v1/titles', { external_id: name.toUpperCase().replace(' ', '-'), name, kind: 'movie' });
  const { tenantId } = await database.title.findUniqueOrThrow({ where: { id } });
  const versionId = newId('ver');
  await database.version.create({
    data: {
      ...{ id: versionId, tenantId, titleId: id, ingestId: newId('ing'), masterId: newId('mst'), number: 1 },
      ...{ prefix: `titles/none/${id}/`, mediaToken: randomUUID(), planHash: 'none', durationMs: 60_000 },
      ...{ frameRate: '25', bytes: 1n },
    },
  });
  await database.title.update({ where: { id }, data: { status: 'published', currentVersionId: versionId } });
  return id;
}

beforeAll(async () => {
  database = openDatabase({ url: stack.database });
  visitor = await Visitor.arrive({ ...stack, demo: { ingest_id: '', title_id: '' } });
  film = await published(FILM);
  serial = await published(SERIAL);
  const priced = (value: string) => ({ terms: [{ name: 'WSP', value, currency: 'EUR' }] });
  const sell = (title: string, more: object) =>
    post(`/v1/titles/${title}/windows`, { license_type: 'SVOD', territories: ['DE', 'AT'], ...more });
  subscription = await sell(film, { ...priced('1.20'), starts_at: day(-20), ends_at: day(40), format_profile: 'HD' });
  await sell(film, {
    ...priced('2.00'),
    territories: ['AT'],
    starts_at: day(25),
    ends_at: day(70),
    format_profile: 'HD',
  });
  await sell(film, {
    kind: 'blackout',
    license_type: undefined,
    territories: ['AT'],
    starts_at: day(-2),
    ends_at: day(9),
  });
  await sell(serial, { license_type: 'FAST', territories: ['DE'], starts_at: day(-60), ends_at: day(5) });
  await sell(serial, { license_type: 'FAST', territories: ['DE'], starts_at: day(11), ends_at: day(30) });
  const theatrical = { event: 'Theatrical', lag_seconds: 90 * 86_400 };
  await sell(serial, { license_type: 'AVOD', territories: ['GB'], start_condition: theatrical, ends_at: day(60) });
}, 60_000);
afterEach(() => visitor?.tidy());
afterAll(async () => {
  // Nobody else on the stack meets what has no media.
  const gone = { status: 'draft', currentVersionId: null };
  await database.title.updateMany({ where: { id: { in: [film, serial].filter(Boolean) } }, data: gone });
  await visitor?.leave();
  await database.$disconnect();
});

async function expectSound(visit: Visit, name: string): Promise<void> {
  await visit.settled();
  await visit.shoot(name);
  expect(await visit.barriers()).toEqual([]);
  expect(await visit.overflow()).toBe(0);
  expect(visit.strangers).toEqual([]);
  expect(visit.complaints).toEqual([]);
}

async function expectLegible(visit: Visit, name: string): Promise<void> {
  await visit.colours('light');
  await visit.shoot(`${name}-light`);
  expect(await visit.barriers(['color-contrast', 'link-in-text-block'])).toEqual([]);
  await visit.colours('dark');
}

const bar = (visit: Visit, name: string | RegExp) => visit.page.getByRole('link', { name }).first();

describe('the rights desk', () => {
  it('shows windows by title and territory, in the time and with the filters of the address', async () => {
    const visit = await visitor.open('/studio/', { size: DESKTOP });
    await visit.page.getByRole('link', { name: 'Rights', exact: true }).click();
    await visit.page.getByLabel('Title or external id').fill(mark);
    await visit.page.waitForURL(new RegExp(`q=${mark}`));
    await bar(visit, new RegExp(`${FILM}: SVOD HD, in Germany and Austria`)).waitFor();
    await bar(visit, new RegExp(`${FILM}: Blackout, in Austria`)).waitFor();
    await bar(visit, new RegExp(`${SERIAL}: AVOD, .*90 days after Theatrical, which nobody has recorded`)).waitFor();
    await visit.page.getByRole('listitem').filter({ hasText: FILM }).getByText('1 conflict').first().waitFor();
    await expectSound(visit, 'rights-calendar');
    await expectLegible(visit, 'rights-calendar');

    await visit.page.locator('h1').click();
    await visit.page.keyboard.press('-');
    await visit.page.waitForURL((url) => url.searchParams.has('from'));
    const [from, to] = ['from', 'to'].map((edge) => Date.parse(new URL(visit.page.url()).searchParams.get(edge) ?? ''));
    expect((to! - from!) / DAY).toBe(365);
    await visit.page.getByLabel('Territory').fill('GB');
    await visit.page.waitForURL(/territory=GB/);
    await bar(visit, new RegExp(`${FILM}:`)).waitFor({ state: 'detached' });
    await visit.settled();
    await visit.shoot('rights-year');
    await visit.page.reload();
    await bar(visit, new RegExp(`${SERIAL}: AVOD`)).waitFor();
    await visit.close();
    const phone = await visitor.open(`/studio/rights?q=${mark}`, { size: PHONE });
    await bar(phone, new RegExp(`${FILM}: SVOD HD`)).waitFor();
    await expectSound(phone, 'rights-phone');
    await phone.close();
  });

  it('says what a change would do before it is saved, dragged or typed', async () => {
    const visit = await visitor.open(`/studio/rights?q=${mark}`);
    await bar(visit, new RegExp(`${FILM}: SVOD HD, in Germany`)).focus();
    await visit.page.keyboard.press('Enter');
    const panel = visit.page.getByRole('complementary', { name: 'Window' });
    await panel.getByText('WSP 1.20 EUR').waitFor();
    await panel.getByText(day(40)).waitFor();
    await panel.getByText(/Two prices at once in AT/).waitFor();
    await visit.shoot('rights-window');

    const handle = await visit.page.locator('.sold-handle').last().boundingBox();
    const { x = 0, y = 0 } = handle ?? {};
    await visit.page.mouse.move(x + 4, y + 8);
    await visit.page.mouse.down();
    await visit.page.mouse.move(x - 40, y + 8, { steps: 4 });
    await visit.page.mouse.up();
    await panel.getByRole('heading', { name: 'What would change' }).waitFor();
    expect(await panel.getByLabel('End, UTC').inputValue()).not.toBe(typed(40));
    await panel.getByLabel('End, UTC').fill(typed(20));
    await panel.getByText(/SVOD in Austria/).waitFor();
    await panel.getByText(/SVOD in Germany/).waitFor();
    await expectSound(visit, 'rights-what-if');
    expect((await windowOf(subscription)).ends_at).toBe(day(40));
    await panel.getByRole('button', { name: 'Save the change' }).click();
    await panel.getByText(/version 2/).waitFor();
    expect((await windowOf(subscription)).ends_at).toBe(day(20));
    await visit.page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await visit.page.goBack();
    await panel.waitFor();
    await visit.close();
  });

  it('records the event that a window waits for', async () => {
    const visit = await visitor.open(`/studio/rights?q=${mark}`);
    await bar(visit, new RegExp(`${SERIAL}: AVOD`)).click();
    const panel = visit.page.getByRole('complementary', { name: 'Window' });
    await panel.getByRole('button', { name: 'Record Theatrical' }).click();
    await panel.getByLabel('Theatrical was, or will be, at (UTC)').fill(typed(-80));
    await panel.getByRole('button', { name: 'Record it' }).click();
    await panel.getByText('Upcoming').waitFor();
    await panel.getByText('by the event Theatrical').waitFor();
    await visit.close();
  });

  it('makes a blackout, which is seen on the calendar, and withdraws it', async () => {
    const visit = await visitor.open(`/studio/rights/new?title=${serial}`);
    await visit.page.getByText('Name a territory.').waitFor();
    await visit.page.getByText('Blackout', { exact: true }).click();
    await visit.page.getByLabel('Bars').selectOption('FAST');
    await visit.page.getByRole('textbox', { name: 'Territories' }).fill('DE');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByLabel('Start, UTC').fill(typed(1));
    await visit.page.getByLabel('How the end is told').selectOption('at');
    await visit.page.getByLabel('End, UTC').fill(typed(3));
    await visit.page.getByText(/FAST in Germany/).waitFor();
    await expectSound(visit, 'rights-new');
    await visit.page.getByRole('button', { name: 'Make the window' }).click();
    await visit.page.waitForURL(/window=win_/);
    await bar(visit, new RegExp(`${SERIAL}: Blackout of FAST`)).waitFor();
    await visit.page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await visit.page.getByText(/FAST in Germany/).waitFor();
    await visit.page.getByRole('button', { name: 'Withdraw it' }).click();
    await visit.page.getByText('Withdrawn', { exact: true }).waitFor();
    await bar(visit, new RegExp(`${SERIAL}: Blackout of FAST`)).waitFor({ state: 'detached' });
    await visit.close();
  });

  it('takes languages, times of a rental and a price, and shows what the window says', async () => {
    const visit = await visitor.open(`/studio/rights/new?title=${film}`, { size: PHONE });
    await visit.page.getByLabel('Licence').selectOption('VOD');
    await visit.page.getByRole('textbox', { name: 'Territories' }).fill('FR');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByText('Languages, rental and terms').click();
    await visit.page.getByRole('textbox', { name: 'Languages' }).fill('fr sound');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByText(/^fr sound is no language/).waitFor();
    await visit.page.keyboard.press('Backspace');
    await visit.page.getByRole('textbox', { name: 'Languages' }).fill('fr audio');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByLabel('Begin within').fill('720');
    await visit.page.getByLabel('Finish within').fill('48');
    await visit.page.getByRole('button', { name: 'Add a term' }).click();
    await visit.page.getByLabel('Value of term 1').fill('3.99');
    await visit.page.getByLabel('Currency of term 1').fill('eur');
    await visit.page.getByText(/VOD in France/).waitFor();
    await expectSound(visit, 'rights-terms-phone');
    await expectLegible(visit, 'rights-terms-phone');
    await visit.page.getByRole('button', { name: 'Make the window' }).click();
    const panel = visit.page.getByRole('complementary', { name: 'Window' });
    await panel.getByText('begin within 30 days, finish within 2 days of the first play').waitFor();
    await panel.getByText('SRP 3.99 EUR').waitFor();
    await panel.getByText(/fr is sold, and there is no sound in it/).waitFor();
    await expectSound(visit, 'rights-window-phone');
    await panel.getByRole('button', { name: 'Hold it closed' }).click();
    await panel.getByText(/^Held by/).waitFor();
    await panel.getByRole('button', { name: 'Go as it is' }).click();
    await panel.getByText(/^Let go by/).waitFor();
    await visit.close();
  });

  it('shows who loses a title with the window that closes', async () => {
    const visit = await visitor.open(`/studio/rights?q=${mark}`, { size: DESKTOP });
    await bar(visit, new RegExp(`${SERIAL}: FAST`)).click();
    await visit.page.getByRole('heading', { name: 'Leaving soon' }).waitFor();
    await visit.page.getByText(/^From .* on nobody in Germany can have it\.$/).waitFor();
    await expectSound(visit, 'rights-leaving');
    await visit.close();
  });

  it('lists what contradicts itself and what ends soon', async () => {
    const visit = await visitor.open(`/studio/rights/conflicts?title=${serial}`);
    await visit.page.getByText('Nothing contradicts itself').waitFor();
    await visit.page.getByRole('link', { name: 'Gaps' }).click();
    await visit.page.waitForURL(/status=gap/);
    await visit.page.getByRole('row', { name: new RegExp(SERIAL) }).waitFor();
    await expectSound(visit, 'rights-conflicts');
    await visit.page.getByRole('link', { name: 'Expiring soon' }).click();
    await visit.page.getByLabel('Territory').fill('DE');
    await visit.page.waitForURL(/territory=DE/);
    const soon = visit.page.getByRole('row', { name: new RegExp(SERIAL) });
    await soon.getByText('nothing').first().waitFor();
    await expectSound(visit, 'rights-expiring');
    await visit.close();
  });

  it('says why not, and simulates a sentence as a table and a file', async () => {
    const visit = await visitor.open('/studio/rights/why');
    await visit.page.getByRole('textbox', { name: 'Title', exact: true }).fill(FILM);
    await visit.page.getByRole('option', { name: FILM }).click();
    await visit.page.getByLabel('Territory').fill('at');
    await visit.page.getByRole('textbox', { name: 'Device' }).fill('tv');
    await visit.page.getByRole('button', { name: 'Ask' }).click();
    await visit.page.getByRole('heading', { name: `No: ${FILM} does not play in Austria on tv` }).waitFor();
    await visit.page.getByText('A blackout forbids it, whatever the grants.').first().waitFor();
    await visit.page.getByRole('link', { name: /^Blackout in AT/ }).waitFor();
    await expectSound(visit, 'rights-why');
    await expectLegible(visit, 'rights-why');

    const sentence = `in=DE,AT&on=tv&titles=${film},${serial}&by=SVOD&at=${day(0)}&until=${day(100)}`;
    await visit.page.goto(`${stack.api}/studio/rights/simulator?${sentence}`);
    await visit.page.getByRole('button', { name: 'Download as CSV' }).waitFor();
    await visit.page.getByRole('row', { name: new RegExp(`${FILM} DE .* Yes SVOD 1080 lines`) }).waitFor();
    await expectSound(visit, 'rights-simulator');
    const rows = await visit.page.locator('tbody tr').count();
    const [file] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const table = await readFile(await file.path(), 'utf8');
    expect(table.trim().split('\r\n')).toHaveLength(rows + 1);
    await visit.close();
  });
});
