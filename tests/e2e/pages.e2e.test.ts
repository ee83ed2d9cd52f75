import { DESKTOP, PHONE, type Visit, Visitor, type WebStack, webStack } from './browser';

jest.setTimeout(90_000);

let stack: WebStack;
let visitor: Visitor;
beforeAll(async () => {
  stack = await webStack();
  visitor = await Visitor.arrive(stack);
}, 300_000);
afterEach(() => visitor.tidy());
afterAll(() => visitor?.leave());

/** Every page: its name, address, what must be on it, and the size of the window. */
const pages: [name: string, where: (stack: WebStack) => string, shows: RegExp, size?: typeof DESKTOP][] = [
  ['home', () => '/', /Just added/],
  ['home-phone', () => '/', /Just added/, PHONE],
  ['title', ({ demo }) => `/title/${demo.title_id}`, /Captions/],
  ['title-phone', ({ demo }) => `/title/${demo.title_id}`, /Captions/, PHONE],
  ['search', () => '/search', /All films/],
  ['search-found', () => '/search?q=minite+meadwo', /Results for/],
  ['search-found-phone', () => '/search?q=minite+meadwo', /Results for/, PHONE],
  ['no-such-page', () => '/nowhere', /There is no such page/],
  ['ingests', () => '/studio/ingests', /Received/],
  ['ingests-phone', () => '/studio/ingests', /Ingests/, PHONE],
  ['run', ({ demo }) => `/studio/ingests/${demo.ingest_id}`, /Quality check/],
  ['run-phone', ({ demo }) => `/studio/ingests/${demo.ingest_id}`, /Quality check/, PHONE],
  ['new-ingest', () => '/studio/ingests/new', /Drop the master here/],
  ['new-ingest-phone', () => '/studio/ingests/new', /Drop the master here/, PHONE],
  ['bulk-orders', () => '/studio/bulk-orders', /Drop a document of orders here/],
  ['watch-folders', () => '/studio/watch-folders', /New watch folder/],
  ['webhooks', () => '/studio/webhooks', /Webhooks/],
  ['webhooks-phone', () => '/studio/webhooks', /Webhooks/, PHONE],
  ['keys', () => '/studio/keys', /Audit log/],
  ['keys-phone', () => '/studio/keys', /Audit log/, PHONE],
  ['library', () => '/studio/library', /Picture/],
  ['library-title', ({ demo }) => `/studio/library/${demo.title_id}`, /Version 1/],
  ['library-phone', () => '/studio/library', /Everything/, PHONE],
  ['new-title', () => '/studio/library/new?kind=episode', /Your own id of it/],
  ['catalog-lists', () => '/studio/library/lists', /Add the genre/],
  ['feeds', () => '/studio/feeds?feed=roku&in=DE,AT', /Copy the address/],
  ['feeds-phone', () => '/studio/feeds?feed=apple-catalog&in=DE', /has no address yet/, PHONE],
  ['operations', () => '/studio/operations', /Title ingest/],
  ['operations-phone', () => '/studio/operations', /Title ingest/, PHONE],
];

async function expectSound(visit: Visit): Promise<void> {
  expect(await visit.barriers()).toEqual([]);
  expect(await visit.overflow()).toBe(0);
  expect(visit.strangers).toEqual([]);
  expect(visit.complaints).toEqual([]);
}

describe('every page', () => {
  it.each(pages)('%s stands without an error, a barrier or a stranger, in every colour scheme', async (...page) => {
    const [name, where, shows, size = DESKTOP] = page;
    const visit = await visitor.open(where(stack), { size });
    await visit.page.getByText(shows).first().waitFor();
    await visit.settled();
    await visit.shoot(name);
    await expectSound(visit);
    if (where(stack).startsWith('/studio')) {
      await visit.colours('light');
      await visit.shoot(`${name}-light`);
      expect(await visit.barriers(['color-contrast', 'link-in-text-block'])).toEqual([]);
    }
    await visit.close();
  });

  it('opens in the light theme when that was chosen', async () => {
    const light = "localStorage.setItem('mantine-color-scheme-value', 'light')";
    const visit = await visitor.open('/studio/ingests', { before: light });
    await visit.page
      .getByText(/Received/)
      .first()
      .waitFor();
    expect(await visit.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('light');
    await visit.settled();
    await expectSound(visit);
    await visit.page.evaluate("localStorage.setItem('mantine-color-scheme-value', 'dark')");
    await visit.close();
  });

  it('keeps its shape from right to left and at 200 %', async () => {
    const visit = await visitor.open('/', { size: { width: 720, height: 450 } });
    await visit.page
      .getByText(/Just added/)
      .first()
      .waitFor();
    await visit.page.evaluate("document.documentElement.dir = 'rtl'");
    await visit.shoot('home-rtl-200');
    expect(await visit.overflow()).toBe(0);
    await visit.close();
  });
});

describe('the way around', () => {
  it('leads from the home page to the player with arrow keys alone', async () => {
    const visit = await visitor.open('/');
    await visit.page.getByRole('link', { name: /^(Play|Resume)/ }).waitFor();
    await visit.page.keyboard.press('ArrowDown');
    await expectFocus(visit, /^(Play|Resume)/);
    await visit.page.keyboard.press('ArrowRight');
    await expectFocus(visit, /More about it/);
    await visit.page.keyboard.press('ArrowLeft');
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL(/\/watch\//);
    await visit.close();
  });

  it('opens search with a slash and the shortcuts with a question mark', async () => {
    const visit = await visitor.open('/');
    await visit.page.getByRole('link', { name: /^(Play|Resume)/ }).waitFor();
    await visit.page.keyboard.press('?');
    await visit.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await visit.page.keyboard.press('Escape');
    await visit.page.keyboard.press('/');
    await visit.page.keyboard.type('zzzzzz');
    await visit.page.getByText('Nothing here matches “zzzzzz”').waitFor();
    expect(visit.page.url()).toContain('/search?q=zzzzzz');
    await visit.close();
  });

  it('says code, cause and fix when a title cannot be played', async () => {
    const visit = await visitor.open('/watch/tit_nobody');
    await visit.page.getByRole('alert').waitFor();
    await visit.shoot('watch-refused');
    expect(await visit.page.locator('.notice-code code').textContent()).toMatch(/^[a-z-]+\/[a-z-]+$/);
    expect(await visit.page.locator('.notice-fix').textContent()).toMatch(/\w+/);
    await visit.close();
  });

  it('keeps the filter of the ingests in the address', async () => {
    const visit = await visitor.open('/studio/ingests');
    await visit.page.getByRole('link', { name: 'Published', exact: true }).click();
    await visit.page.waitForURL(/status=published/);
    await visit.page.reload();
    const chosen = visit.page.locator('.filters [aria-current="true"]');
    expect(await chosen.textContent()).toBe('Published');
    await visit.page.goBack();
    await visit.page.waitForURL(/ingests$/);
    await visit.close();
  });
});

async function expectFocus(visit: Visit, name: RegExp): Promise<void> {
  const focused = await visit.page.locator(':focus').textContent();
  expect(focused?.trim()).toMatch(name);
}
