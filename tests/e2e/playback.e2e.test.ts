import type { Page } from 'playwright-core';
import { readConfig } from '../../adapters/environment/config';
import { createMediaPathTokens } from '../../adapters/tokens/media-tokens';
import { readPathToken } from '../../domain/delivery/path-token';
import { testStack } from '../stack/use';
import { eventually } from '../support/eventually';
import { PHONE, until, Visitor, type WebStack, webStack } from './browser';

jest.setTimeout(120_000);

let stack: WebStack;
let visitor: Visitor;
beforeAll(async () => {
  stack = await webStack();
  visitor = await Visitor.arrive(stack);
}, 300_000);
afterEach(() => visitor.tidy());
afterAll(() => visitor?.leave());

/** What the video element says of itself. */
interface Playing {
  time: number;
  frames: number;
  width: number;
}

const look = (page: Page): Promise<Playing> =>
  page.evaluate(`(() => {
    const video = document.querySelector('.watch-video, .proxy video');
    return { time: video.currentTime, frames: video.getVideoPlaybackQuality().totalVideoFrames, width: video.videoWidth };
  })()`);

const waitPlaying = (page: Page, from = 0) =>
  until(
    page,
    `(({ currentTime, paused } = {}) => currentTime > ${from} + 1 && !paused)(document.querySelector('.watch-video') ?? undefined)`,
  );

async function openMenu(page: Page, item: RegExp): Promise<void> {
  await page.mouse.move(400, 300);
  await page.mouse.move(420, 320);
  await page.locator('.shaka-overflow-menu-button').click();
  await page.locator('.shaka-overflow-menu button').filter({ hasText: item }).first().click();
}

/** Long enough for the page to open and for a heartbeat, milliseconds. */
const SHORT_LIFE_MS = 8_000;

/**
 * Have the next session begin with addresses that end soon, signed by the key of the stack, and beat every second. What heartbeats
 * bring is the API's own.
 *
 * @returns the address of its manifest, once there is a session
 */
async function shortLived(page: Page): Promise<{ hls: string }> {
  const tokens = createMediaPathTokens(readConfig('api', testStack().env).playbackKeys);
  const given = { hls: '' };
  await page.route('**/v1/playback-sessions', async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    const [, token = ''] = /"\/media\/(v1\.[^/]+)\//.exec(text) ?? [];
    const short = tokens.issue(readPathToken(token)?.mediaToken ?? '', Date.now() + SHORT_LIFE_MS, {});
    const body = { ...JSON.parse(text.replaceAll(token, short)), heartbeat_s: 1 };
    given.hls = body.hls;
    await route.fulfill({ response: answer, json: body });
  });
  return given;
}

describe('the player', () => {
  it('plays on when the addresses that it began with have ended, by those of a heartbeat', async () => {
    const visit = await visitor.open('/');
    const first = await shortLived(visit.page);
    const asked: string[] = [];
    visit.page.on('response', (response) => {
      if (/\/media\/v1\./.test(response.url())) asked.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
    await visit.page.goto(new URL(`/watch/${stack.demo.title_id}?t=0&f=hls`, stack.api).href);
    await waitPlaying(visit.page);
    const folder = first.hls.replace(/[^/]+$/, '');
    expect(asked.some((each) => each.startsWith(`200 ${folder}`))).toBe(true);
    await eventually(async () => {
      const answer = await fetch(new URL(first.hls, stack.api));
      expect(await answer.json().catch(() => undefined)).toMatchObject({ code: 'media/token-expired' });
    }, 30_000);
    asked.length = 0;
    // Beyond what the player has of it.
    await visit.page.evaluate("document.querySelector('.watch-video').currentTime = 48");
    await waitPlaying(visit.page, 48);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((each) => !/^20[06] /.test(each) || each.includes(folder))).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  it.each(['hls', 'dash'])('plays the title over %s: time goes on and frames are shown', async (format) => {
    const visit = await visitor.open(`/watch/${stack.demo.title_id}?t=0&f=${format}`);
    await waitPlaying(visit.page);
    const first = await look(visit.page);
    await waitPlaying(visit.page, first.time - 0.5);
    const second = await look(visit.page);
    await visit.shoot(`watch-${format}`);
    expect(second.time).toBeGreaterThan(first.time);
    expect(second.frames).toBeGreaterThan(0);
    expect(second.width).toBeGreaterThan(0);
    expect(await visit.barriers()).toEqual([]);
    expect(visit.strangers).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  it('turns captions on and shows words', async () => {
    const visit = await visitor.open(`/watch/${stack.demo.title_id}?t=0`);
    await waitPlaying(visit.page);
    await openMenu(visit.page, /captions/i);
    await visit.page
      .locator('.shaka-text-languages button')
      .filter({ hasNotText: /off|back|captions|style|size|position/i })
      .first()
      .click();
    await until(visit.page, "document.querySelector('.shaka-text-container')?.textContent.trim().length > 0", 20_000);
    await visit.shoot('watch-captions');
    await visit.close();
  });

  it('turns captions on by a key, and closes its menu by Escape before it leaves', async () => {
    const visit = await visitor.open(`/watch/${stack.demo.title_id}?t=0`);
    await waitPlaying(visit.page);
    // Captions of the visit before come back by themselves.
    if ((await visit.page.locator('.shaka-caption-button').getAttribute('aria-pressed')) === 'true') {
      await visit.page.keyboard.press('c');
    }
    await visit.page.keyboard.press('c');
    await until(visit.page, "document.querySelector('.shaka-text-container')?.textContent.trim().length > 0", 20_000);
    await visit.page.keyboard.press('c');
    await visit.page.mouse.move(400, 300);
    await visit.page.mouse.move(420, 320);
    await visit.page.locator('.shaka-overflow-menu-button').click();
    await visit.page.keyboard.press('Escape');
    await until(visit.page, "document.querySelector('.shaka-overflow-menu').classList.contains('shaka-hidden')");
    expect(visit.page.url()).toContain('/watch/');
    await visit.page.keyboard.press('Escape');
    await visit.page.waitForURL(/\/title\//);
    await visit.close();
  });

  it('changes the language of the sound and plays on', async () => {
    const visit = await visitor.open(`/watch/${stack.demo.title_id}?t=0`);
    await waitPlaying(visit.page);
    await openMenu(visit.page, /language/i);
    const languages = visit.page.locator('.shaka-audio-languages button[aria-checked]');
    expect(await languages.count()).toBeGreaterThan(1);
    const other = visit.page.locator('.shaka-audio-languages button[aria-checked="false"]').first();
    const name = (await other.textContent())?.trim();
    await other.click();
    const { time } = await look(visit.page);
    await waitPlaying(visit.page, time);
    expect(await visit.page.locator('.shaka-language-button').getAttribute('shaka-status')).toBe(name);
    await visit.shoot('watch-languages');
    await visit.close();
  });

  it('shows a thumbnail over the scrub bar', async () => {
    const visit = await visitor.open(`/watch/${stack.demo.title_id}?t=0`);
    await waitPlaying(visit.page);
    await visit.page.mouse.move(400, 300);
    const bar = await visit.page.locator('.shaka-seek-bar-container').boundingBox();
    await visit.page.mouse.move(bar!.x + bar!.width * 0.5, bar!.y + bar!.height / 2);
    await visit.page.mouse.move(bar!.x + bar!.width * 0.55, bar!.y + bar!.height / 2);
    await until(
      visit.page,
      "(document.querySelector('.shaka-player-ui-thumbnail-image')?.naturalWidth ?? 0) > 1",
      10_000,
    );
    // The sheet, moved and scaled, must lie over the whole little window; else the window is black.
    const covered = `(() => {
      const window = document.querySelector('.shaka-player-ui-thumbnail-image-container').getBoundingClientRect();
      const sheet = document.querySelector('.shaka-player-ui-thumbnail-image').getBoundingClientRect();
      return window.width > 0 && sheet.left <= window.left + 2 && sheet.top <= window.top + 2 &&
        sheet.right >= window.right - 2 && sheet.bottom >= window.bottom - 2;
    })()`;
    await visit.shoot('watch-thumbnail');
    expect(await visit.page.evaluate(covered)).toBe(true);
    await visit.close();
  });

  it('remembers where the viewer stopped', async () => {
    const visit = await visitor.open(`/watch/${stack.demo.title_id}?t=8`);
    await waitPlaying(visit.page, 8);
    await visit.page.goto(new URL(`/title/${stack.demo.title_id}`, stack.api).href);
    await visit.page.getByRole('link', { name: /^Resume, .* left$/ }).click();
    await waitPlaying(visit.page, 8);
    await visit.page.goto(stack.api);
    await visit.page.getByRole('heading', { name: 'Continue watching' }).waitFor();
    await visit.shoot('home-continue');
    await visit.close();
  });

  it('plays on a phone', async () => {
    const visit = await visitor.open(`/watch/${stack.demo.title_id}?t=0`, { size: PHONE });
    await waitPlaying(visit.page);
    await visit.shoot('watch-phone');
    expect(await visit.overflow()).toBe(0);
    await visit.close();
  });
});

/** Timecode of the frame that is shown. */
const timecode = (page: Page) => page.locator('.proxy-now').textContent();

/** Whole frames forward and back by the keys of an editor, and no drift over two seconds of them at 25 frames per second. */
async function expectTrueFrames(page: Page): Promise<void> {
  await page.keyboard.press('Home');
  await until(page, "document.querySelector('.proxy-now').textContent === '00:00:00:00'");
  for (let press = 0; press < 51; press++) await page.keyboard.press('.');
  await page.keyboard.press(',');
  await until(page, "document.querySelector('.proxy-now').textContent === '00:00:02:00'");
  await until(page, "Math.abs(document.querySelector('.proxy video').currentTime - 2.02) < 0.001");
  expect(await timecode(page)).toBe('00:00:02:00');
}

describe('the proxy of a run', () => {
  it('plays in the studio and follows a finding', async () => {
    const visit = await visitor.open(`/studio/ingests/${stack.demo.ingest_id}`);
    await visit.page.locator('.proxy[data-state="ready"]').waitFor();
    await visit.page.getByRole('button', { name: 'Play', exact: true }).click();
    await until(visit.page, "document.querySelector('.proxy video').currentTime > 1");
    await visit.page.getByRole('button', { name: 'Pause', exact: true }).click();
    expect((await look(visit.page)).frames).toBeGreaterThan(0);
    await expectTrueFrames(visit.page);
    const marks = visit.page.locator('.mark');
    if ((await marks.count()) > 0) {
      await marks.first().click();
      await visit.page.locator('.findings [data-selected="true"]').waitFor();
    }
    await visit.shoot('run-proxy');
    await visit.close();
  });
});
