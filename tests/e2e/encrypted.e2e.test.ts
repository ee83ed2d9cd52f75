import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { makeCodedClip } from '../fixtures/clips';
import { testStack } from '../stack/use';
import { Partner } from '../support/partner';
import { until, type Visit, Visitor, type WebStack, webStack } from './browser';

jest.setTimeout(120_000);

let stack: WebStack;
let visitor: Visitor;
let titleId: string;
beforeAll(async () => {
  stack = await webStack();
  visitor = await Visitor.arrive(stack);
  titleId = await encryptedTitle();
}, 300_000);
afterEach(() => visitor.tidy());
afterAll(() => visitor?.leave());

/** A title of twelve seconds by a profile that encrypts, with keys for SD and HD. */
async function encryptedTitle(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-encrypted-'));
  const master = await makeCodedClip(testStack().tools.ffmpeg ?? '', path.join(folder, 'master.mp4'), {
    frames: 300,
    size: '1280x720',
    audio: { sources: ['sine=frequency=440:duration=12'] },
  });
  const partner = new Partner(stack.api, stack.keys.partner);
  const { id } = await partner.order({
    external_id: `encrypted-${randomUUID()}`,
    title: 'Encrypted',
    source: { upload_id: await partner.upload(master) },
    profile: 'demo',
    quality_policy: 'lenient',
  });
  const { status, title_id } = await partner.ended(id, 240_000);
  expect(status).toBe('published');
  await rm(folder, { recursive: true, force: true });
  return title_id;
}

/** Open a page whose requests are met on their way before the film begins. */
async function watch(format: 'hls' | 'dash', meet?: (page: Page) => Promise<void>): Promise<Visit> {
  const visit = await visitor.open('/');
  if (meet) await meet(visit.page);
  await visit.page.goto(`${stack.api}/watch/${titleId}?t=0&f=${format}`);
  return visit;
}

const past = (page: Page, seconds: number) =>
  until(page, `(document.querySelector('.watch-video')?.currentTime ?? 0) > ${seconds}`, 60_000);

const seen = (page: Page) =>
  page.evaluate<{ height: number; frames: number; encrypted: boolean }>(`(() => {
    const video = document.querySelector('.watch-video');
    return {
      height: video.videoHeight,
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
      encrypted: video.mediaKeys !== null,
    };
  })()`);

/** Change what the page asks of a path of the API. */
const changed =
  (path: string, change: (request: { body: Record<string, unknown>; headers: Record<string, string> }) => void) =>
  async (page: Page): Promise<void> => {
    await page.route(`**${path}`, async (route) => {
      const request = route.request();
      const asked = { body: JSON.parse(request.postData() ?? '{}'), headers: request.headers() };
      change(asked);
      await route.continue({ postData: JSON.stringify(asked.body), headers: asked.headers });
    });
  };

describe.each(['hls', 'dash'] as const)('an encrypted title over %s', (format) => {
  it('plays with the licence of its session', async () => {
    const visit = await watch(format);
    await past(visit.page, 5);
    expect(await seen(visit.page)).toMatchObject({ encrypted: true, frames: expect.any(Number) });
    expect((await seen(visit.page)).frames).toBeGreaterThan(50);
    await visit.shoot(`encrypted-${format}`);
    expect(visit.strangers).toEqual([]);
  });

  it('plays its lower renditions on a device that may not have the key of the higher ones', async () => {
    const small = changed('/v1/playback-sessions', ({ body }) => {
      body.device = { ...(body.device as object), max_height: 480 };
    });
    const visit = await watch(format, small);
    await past(visit.page, 5);
    const { height } = await seen(visit.page);
    expect(height).toBeGreaterThan(0);
    expect(height).toBeLessThanOrEqual(576);
    await visit.shoot(`encrypted-${format}-sd`);
  });

  it('stops with words that a viewer understands when its token is not good', async () => {
    const spoilt = changed('/v1/licenses/clearkey', ({ headers }) => {
      headers.authorization = `${headers.authorization}x`;
    });
    const visit = await watch(format, spoilt);
    const words = visit.page.getByText('The permission to play could not be read');
    await words.waitFor({ timeout: 60_000 });
    await visit.shoot(`encrypted-${format}-refused`);
    expect(await visit.page.getByRole('button', { name: /try again/i }).count()).toBeGreaterThan(0);
  });
});

it('shows operators who plays and which keys were given, and never a key', async () => {
  const visit = await visitor.open('/studio/playback');
  await visit.page.getByRole('heading', { name: 'Licence log' }).waitFor();
  await visit.page.getByText('Granted').first().waitFor();
  await visit.settled();
  await visit.shoot('studio-playback');
  expect(await visit.barriers()).toEqual([]);
  const title = await visitor.open(`/studio/library/${titleId}`);
  await title.page.getByText(/Encrypted \(c/).waitFor();
  // Artwork stays public while the title itself is not.
  await until(title.page, "document.querySelector('.title-poster')?.naturalWidth > 0");
  await title.shoot('studio-key-ids');
});
