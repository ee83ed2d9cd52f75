import { type Browser, chromium } from 'playwright-core';
import { resolveChromium } from '../../infra/toolchain/chromium';
import { LiveSite } from '../support/live-site';

/**
 * Players of others play a channel over the joins of its items: into encrypted ones and out of them, into breaks and out of them, from 25
 * to 23.976 and 30 pictures a second and from 48 to 44.1 kHz. They begin at an instant that is past.
 */
jest.setTimeout(240_000);

/** From a round's first item over all of it: seven joins. */
const JOINS = 7;
/**
 * Longest stall that is no hang, seconds: how long one is on a machine that does nothing else is printed. docs/channels-live.md tells what
 * was seen: less than 1 s, and 1.6 s of dash.js.
 */
const HANGS_AFTER_S = 10;

/** What each player is told, and how it names the instant that it shows, epoch milliseconds. */
const PLAYERS = {
  'hls.js': {
    script: 'hls.js/dist/hls.min.js',
    start: `async (video, at) => {
      const hls = new Hls({ emeEnabled: true, drmSystems: { 'org.w3.clearkey': { licenseUrl: '/licence' } } });
      hls.on(Hls.Events.ERROR, (_, { fatal, details, error }) => {
        seen.told.push(details);
        if (fatal) seen.failure = details + ' ' + error?.message;
      });
      hls.loadSource('/live/short/index.m3u8?start=' + at / 1000);
      hls.attachMedia(video);
      seen.instant = () => hls.playingDate?.getTime();
    }`,
  },
  'shaka-player over DASH': {
    script: 'shaka-player/dist/shaka-player.compiled.js',
    start: `async (video, at, epoch) => {
      const player = new shaka.Player();
      await player.attach(video);
      player.addEventListener('error', ({ detail }) => { seen.failure = String(detail.code); });
      player.configure({ drm: { servers: { 'org.w3.clearkey': '/licence' } } });
      seen.instant = () => player.getPlayheadTimeAsDate()?.getTime();
      await player.load('/live/short/manifest.mpd?start=' + at / 1000, (at - epoch) / 1000);
    }`,
  },
  'dash.js': {
    script: 'dashjs/dist/modern/umd/dash.all.min.js',
    start: `async (video, at) => {
      const player = dashjs.MediaPlayer().create();
      player.initialize(video, '/live/short/manifest.mpd?start=' + at / 1000 + '#t=posix:' + at / 1000, true);
      player.on('error', ({ error }) => { seen.failure = error.code + ' ' + error.message; });
      player.setProtectionData({ 'org.w3.clearkey': { serverURL: location.origin + '/licence' } });
      seen.instant = () => player.timeAsUTC() * 1000;
    }`,
  },
} as const;

/** What the page says of its video. */
interface Seen {
  /** Instants of the channel, epoch milliseconds: what was shown first and last. */
  from: number;
  to: number;
  /** Longest time that the picture stood still after it began, seconds of the page's clock; it was awake all the while. */
  longestStall: number;
  encrypted: boolean;
  failure: string | null;
  /** What the player complained of. */
  told: string[];
}

let browser: Browser;
let site: LiveSite;
beforeAll(async () => {
  site = await LiveSite.open();
  browser = await chromium.launch({
    executablePath: await resolveChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

it.each(Object.keys(PLAYERS) as (keyof typeof PLAYERS)[])('%s plays over joins', async (player) => {
  const seen = await play(player);
  expect(seen).toMatchObject({ failure: null, encrypted: true });
  const crossed = site.joinsAfter(seen.from).filter((join) => join < seen.to);
  expect(crossed.length).toBeGreaterThanOrEqual(JOINS - 1);
  expect(seen.longestStall).toBeLessThan(HANGS_AFTER_S);
});

/** Watches the video ten times a second; a page that slept itself counts no more than a tick. */
const WATCH = `
  const video = document.querySelector('video');
  window.seen = { failure: null, told: [], longestStall: 0, from: undefined, to: undefined };
  let [last, still, moved] = [0, 0, performance.now()];
  setInterval(() => {
    const now = performance.now();
    const tick = Math.min(now - moved, 200);
    moved = now;
    if (video.currentTime === last) { if (seen.from !== undefined) still += tick; }
    else still = 0;
    seen.longestStall = Math.max(seen.longestStall, still / 1000);
    last = video.currentTime;
    const instant = last > 0 && !video.paused ? seen.instant?.() : undefined;
    if (still === 0 && instant > 0) { seen.from ??= instant; seen.to = instant; }
  }, 100);
`;

async function play(player: keyof typeof PLAYERS): Promise<Seen> {
  const { script, start } = PLAYERS[player];
  const page = await browser.newPage();
  await page.goto(`${site.base}/page?player=${script}`);
  // In the middle of the first item of a round, some of them back.
  const at = Math.ceil((site.roundAfter(Date.now() - 120_000) + 500) / 1000) * 1000;
  const end = site.joinsAfter(at)[JOINS - 1] ?? 0;
  await page.evaluate(`(() => {
    ${WATCH}
    (${start})(video, ${at}, ${site.epoch})
      .then(() => video.play())
      .catch((error) => { if (error.name !== 'AbortError') seen.failure ??= String(error.code ?? error); });
  })()`);
  await page
    .waitForFunction(`seen.failure !== null || seen.to > ${end} + 1000`, null, { timeout: 120_000 })
    .catch(() => undefined);
  const seen = await page.evaluate<Seen>(
    `({ ...seen, instant: undefined, encrypted: document.querySelector('video').mediaKeys !== null })`,
  );
  await page.close();
  process.stdout.write(`${player}: ${JSON.stringify({ ...seen, seconds: (seen.to - seen.from) / 1000 })}\n`);
  return seen;
}
