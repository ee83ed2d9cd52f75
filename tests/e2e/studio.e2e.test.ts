import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { testTools } from '../support/tools';
import { PHONE, until, type Visit, Visitor, type WebStack, webStack } from './browser';

jest.setTimeout(90_000);

const run = promisify(execFile);

let stack: WebStack;
let visitor: Visitor;
let folder: string;
/** 3 s that pass every check that holds, and 14 s of which 12 are black. */
let sound: string;
let black: string;
let poster: string;
/** The first half of {@link sound}: its index lies beyond the end. */
let cut: string;

beforeAll(async () => {
  stack = await webStack();
  visitor = await Visitor.arrive(stack);
  folder = await mkdtemp(path.join(tmpdir(), 'headend-masters-'));
  [sound, black, poster] = await makeMasters(folder);
  cut = path.join(folder, 'Cut_Master.mp4');
  const whole = await readFile(sound);
  await writeFile(cut, whole.subarray(0, whole.length / 2));
}, 300_000);
afterEach(() => visitor?.tidy());
afterAll(async () => {
  await visitor?.leave();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function makeMasters(dir: string): Promise<[string, string, string]> {
  const { ffmpeg } = await testTools();
  const make = async (name: string, ...args: string[]) => {
    await run(ffmpeg, ['-nostdin', '-v', 'error', '-y', ...args, path.join(dir, name)]);
    return path.join(dir, name);
  };
  const picture = (seconds: number) => ['-f', 'lavfi', '-i', `testsrc2=s=320x180:r=25:d=${seconds}`];
  const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=440:r=48000:d=${seconds}`];
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  const blackFor12s = 'drawbox=c=black:t=fill:enable=between(t\\,1\\,12.98)';
  return [
    await make('Sound_Master.mp4', ...picture(3), ...tone(3), ...encode),
    await make('Black_Master.mp4', ...picture(14), ...tone(14), '-vf', blackFor12s, ...encode),
    await make('Poster.jpg', ...picture(1), '-frames:v', '1'),
  ];
}

const status = (visit: Visit, word: string) =>
  visit.page.locator('.page-head .chip', { hasText: word }).waitFor({ timeout: 60_000 });

const press = (visit: Visit, name: string) => visit.page.getByRole('button', { name, exact: true }).click();

/** The newest decision on the page: what it was, and the words of it. */
const decided = (visit: Visit, word: string, ...words: string[]) =>
  words
    .reduce(
      (entry, text) => entry.filter({ hasText: text }),
      visit.page.locator('.decided li').first().filter({ hasText: word }),
    )
    .waitFor();

/** Look for a run of this ingest on the page of operations, under a filter, and at its badge. */
async function badge(ingestPage: string, filter: string, word: string): Promise<void> {
  const id = ingestPage.split('/').pop();
  const visit = await visitor.open('/studio/operations');
  await visit.page.getByRole('link', { name: filter, exact: true }).click();
  const row = visit.page.locator('tr', { has: visit.page.locator(`a[href$="/ingests/${id}"]`) }).first();
  await row.locator('.chip', { hasText: word }).waitFor({ timeout: 30_000 });
  const badges = "[...document.querySelectorAll('.run-table .chip')].map(({ textContent }) => textContent)";
  await until(visit.page, `${badges}.every((badge) => badge === '${word}')`);
  await visit.shoot(`operations-${word.toLowerCase()}`);
  expect(await visit.overflow()).toBe(0);
  await visit.close();
}

/** Fill in the form of a new ingest and send it. */
async function deliver(files: string[], externalId: string): Promise<Visit> {
  const visit = await visitor.open('/studio/ingests/new');
  await visit.page.getByLabel('Master, captions and pictures').setInputFiles(files);
  await visit.page.getByLabel('Your id of the title').fill(externalId);
  await visit.page.getByLabel('Encode profile').first().click();
  await visit.page.getByRole('option', { name: 'test', exact: true }).click();
  await visit.shoot('new-ingest-filled');
  await press(visit, 'Start the ingest');
  await visit.page.waitForURL(/\/ingests\/ing_/);
  return visit;
}

const decide = async (visit: Visit, decision: string, reason: string) => {
  await visit.page.getByLabel('Reason').fill(reason);
  await press(visit, decision);
};

describe('a delivery in the studio', () => {
  it('goes from the chosen files to a published title while the page tells how far it is', async () => {
    const visit = await deliver([sound, poster], `e2e-sound-${Date.now()}`);
    await visit.page.getByRole('heading', { name: 'Sound Master' }).waitFor();
    await visit.page.locator('.overall').waitFor();
    await visit.page.locator('.proxy[data-state="ready"]').waitFor();
    await status(visit, 'Published');
    // Loudness, luma and bitrate each have their place, with a curve or the reason why there is none.
    await until(visit.page, "document.querySelectorAll('.curve').length === 3");
    expect(await visit.page.locator('.curve canvas').count()).toBeGreaterThanOrEqual(2);
    expect(await visit.page.locator('.proxy-clock').textContent()).toMatch(/ \/ 00:00:03:00.*25 fps$/);
    await until(visit.page, "document.querySelector('.side-poster')?.naturalWidth > 0");
    await visit.shoot('run-delivered');
    expect(visit.complaints).toEqual([]);
    expect(visit.strangers).toEqual([]);
    // The master does not say which language it is in.
    await visit.page.getByRole('link', { name: 'Title page' }).click();
    await visit.page.getByRole('cell', { name: 'Original, ' }).waitFor();
    const title = visit.page.url().split('/').pop();
    await visit.page.goto(new URL(`/title/${title}`, stack.api).href);
    await visit.page.locator('dd', { hasText: /^Original$/ }).waitFor();
    await visit.close();
  });

  it('that is cut off ends with what helps: another file, not a retry', async () => {
    const id = `e2e-cut-${Date.now()}`;
    const visit = await deliver([cut], id);
    await status(visit, 'Rejected');
    await visit.page.locator('.failure .no-retry').waitFor();
    await visit.page.getByText('This run ended before the master was checked.').waitFor();
    await visit.page.locator('.stage', { hasText: 'Publish' }).getByText('Not reached').first().waitFor();
    expect(await visit.page.getByText('Waiting', { exact: true }).count()).toBe(0);
    expect(await visit.page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await visit.shoot('run-cut');
    expect(await visit.barriers()).toEqual([]);
    await badge(visit.page.url(), 'Rejected', 'Rejected');
    await visit.page.getByRole('link', { name: 'Deliver another master' }).click();
    await visit.page.getByRole('heading', { name: 'New ingest' }).waitFor();
    expect(await visit.page.getByLabel('Your id of the title').inputValue()).toBe(id);
    await visit.close();
  });

  it('refuses a picture that is none, and keeps one poster and artwork', async () => {
    const visit = await visitor.open('/studio/ingests/new');
    const input = visit.page.getByLabel('Master, captions and pictures');
    const picture = { name: 'Still.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('GIF89a no picture') };
    await visit.choose('Choose files', 'Space', picture);
    await visit.page.getByRole('alert').getByText('Still.jpg is no JPEG, PNG or WebP image.').waitFor();
    await visit.page.getByText('Deliver a whole JPEG, PNG or WebP').waitFor();
    const second = path.join(folder, 'Second.jpg');
    await copyFile(poster, second);
    await input.setInputFiles([poster, second]);
    await visit.page.getByRole('img', { name: 'Preview of Second.jpg' }).waitFor();
    const chosen = (name: string) =>
      visit.page.getByRole('radiogroup', { name: `Role of ${name}` }).locator(':checked');
    expect(await chosen('Poster.jpg').getAttribute('value')).toBe('poster');
    expect(await chosen('Second.jpg').getAttribute('value')).toBe('artwork');
    expect(await visit.barriers()).toEqual([]);
    await visit.close();
  });

  it('takes files that are dropped on the list of ingests', async () => {
    const visit = await visitor.open('/studio/ingests');
    await visit.page.locator('.drop-page').waitFor();
    await visit.page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['film'], 'A_Film.mov', { type: 'video/quicktime' }));
      dataTransfer.items.add(new File(['words'], 'A_Film.pt-BR.srt'));
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
      document.querySelector('.drop-page').dispatchEvent(drop);
    })()`);
    await visit.page.getByText('A_Film.mov').waitFor();
    expect(await visit.page.getByRole('textbox', { name: /^Title/ }).inputValue()).toBe('A Film');
    expect(await visit.page.getByLabel('Language of A_Film.pt-BR.srt').inputValue()).toBe('pt-BR');
    await visit.close();
  });
});

describe('the editor of a title', () => {
  it('tells what is missing beside its field, publishes once it is there, and shows what changed', async () => {
    const made = await fetch(new URL('/v1/titles', stack.api), {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${stack.keys.operator}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': `e2e-editor-${Date.now()}`,
      },
      body: JSON.stringify({
        external_id: `e2e-editor-${Date.now()}`,
        name: 'Sintel',
        document: { locales: { en: { title: 'Sintel' }, de: { title: 'Sintel' } }, required_locales: ['en'] },
      }),
    });
    const { id } = (await made.json()) as { id: string };
    const visit = await visitor.open(`/studio/library/${id}/edit`);
    await press(visit, 'Publish');
    await visit.page.locator('.problem', { hasText: 'title/has-errors' }).waitFor();
    await visit.page.getByRole('button', { name: 'There is no short synopsis in en.' }).click();
    await until(visit.page, "document.activeElement.id === '/locales/en/synopsis_short'");
    await visit.shoot('title-editor-issues');
    await visit.page.keyboard.type('A girl looks for her dragon.');
    await press(visit, 'Publish');
    await visit.page.getByText('Viewers see snapshot 1').waitFor();
    await visit.page.getByLabel('Age ratings').fill('FSK 12');
    await visit.page.keyboard.press('Control+s');
    await visit.page.getByRole('button', { name: 'Saved' }).waitFor();
    await press(visit, 'Publish changes');
    await visit.page.getByText('Viewers see snapshot 2').waitFor();
    await press(visit, 'What changed');
    await visit.page.locator('.changes', { hasText: '/ratings/FSK' }).waitFor();
    await visit.shoot('title-editor');
    expect(await visit.barriers()).toEqual([]);
    expect(await visit.overflow()).toBe(0);
    const picture = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#7a4a9a' } })
        .jpeg()
        .toBuffer();
    const sendPicture = async (width: number, height: number) =>
      visit.choose('Choose a picture', 'Enter', {
        ...{ name: 'poster.jpg', mimeType: 'image/jpeg', buffer: await picture(width, height) },
      });
    await sendPicture(1000, 1400);
    await visit.page.getByText('Crop it to 933 by 1400 pixels, which is 2:3.').waitFor();
    await sendPicture(1000, 1500);
    await visit.page.getByRole('img', { name: 'Poster · 2:3' }).waitFor();
    await visit.page.getByRole('img', { name: 'Poster · 2:3' }).scrollIntoViewIfNeeded();
    await visit.settled();
    await visit.shoot('title-editor-artwork');
    expect(await visit.barriers()).toEqual([]);
    await visit.page.setViewportSize(PHONE);
    await visit.settled();
    expect(await visit.overflow()).toBe(0);
    await visit.shoot('title-editor-phone');
    await press(visit, 'Remove the picture: Poster · 2:3');
    await press(visit, 'Remove it');
    await visit.page.getByText('None of your own').waitFor();
    await visit.close();
  });
});

describe('a held title', () => {
  it('shows the frame in question, asks for a reason and goes on when it is approved', async () => {
    const visit = await deliver([black], `e2e-approve-${Date.now()}`);
    await status(visit, 'Held');
    await visit.page.locator('.decision .frame').waitFor();
    await visit.page.locator('.mark', { hasText: 'video/black' }).waitFor();
    await visit.shoot('run-held');
    expect(await visit.barriers()).toEqual([]);
    await press(visit, 'Approve');
    await visit.page.getByText('Say why, in a few words.').waitFor();
    await badge(visit.page.url(), 'Held', 'Held');
    await decide(visit, 'Approve', 'The black is meant.');
    await status(visit, 'Published');
    await decided(visit, 'Approved', 'The black is meant.', 'operator');
    await visit.shoot('run-decided');
    await badge(visit.page.url(), 'Published', 'Published');
    const report = await visit.page.getByRole('link', { name: 'Quality report' }).getAttribute('href');
    await visit.page.goto(new URL(report ?? '', stack.api).href);
    await visit.page.locator('.decisions', { hasText: 'The black is meant.' }).waitFor();
    await visit.shoot('report-decided');
    await visit.close();
  });

  it('is rejected, run again, cancelled, run again and replaced, all from its page', async () => {
    const visit = await deliver([black], `e2e-replace-${Date.now()}`);
    await status(visit, 'Held');
    await decide(visit, 'Reject', 'The reel is missing.');
    await status(visit, 'Rejected');
    await visit.page.locator('.failure').waitFor();
    await decided(visit, 'Rejected', 'The reel is missing.');

    await press(visit, 'Retry');
    await press(visit, 'Run it again');
    await status(visit, 'Held');
    await press(visit, 'Cancel');
    await press(visit, 'Cancel the ingest');
    await status(visit, 'Cancelled');

    await press(visit, 'Retry');
    await press(visit, 'Run it again');
    await status(visit, 'Held');
    await visit.page.getByLabel('Reason').fill('The partner sent the whole film.');
    await visit.page.getByLabel('New master').setInputFiles(sound);
    await status(visit, 'Published');
    // The proxy of the old master must not play on: the new one is 3 s long.
    await until(visit.page, "Math.round(document.querySelector('.proxy video').duration) === 3");
    await until(visit.page, "!document.querySelector('.timeline').textContent.includes('video/black')");
    await decided(visit, 'Master replaced', 'The partner sent the whole film.');
    await visit.page.locator('.decided li').last().getByText('before the retry').waitFor();
    await visit.shoot('run-replaced');
    await visit.close();
  });
});
