import { livePoller } from '../../domain/linear/live/poller';
import { readPlaylist } from '../../domain/linear/live/read-playlist';
import { channelOf, NOON, version } from '../../domain/linear/live/testing/channel';
import { liveAnswers } from './live';

const FILM = version({ id: 'film', segments: 20 });
const PROMO = version({ id: 'promo', segments: 3 });
const channel = channelOf(
  Array.from({ length: 12 }, () => [{ of: FILM }, { of: PROMO, breakId: 'brk_1', kind: 'promo' as const }]).flat(),
);
const STEP_MS = 30_000;

/** Poll a node for six minutes whose clock is set in the middle. @returns rules that were broken, and the newest number of each round */
async function polled(offsetAt: (at: number) => number) {
  let clock = 0;
  const live = liveAnswers({
    ledger: { channel: async () => channel },
    addressOf: ({ versionId }) => `/media/${versionId}/`,
    now: () => clock,
  });
  const poll = livePoller();
  const rules = new Set<string>();
  const newest: number[] = [];
  const published = new Map<number, string>();
  for (let at = NOON + 120_000; at < NOON + 480_000; at += 2_000) {
    clock = at + offsetAt(at);
    const text = (await live.playlist('films', 'ZZ', 'video', '720p')).body.toString();
    for (const { rule } of poll([{ name: 'video', at, text }])) rules.add(rule);
    const { segments } = readPlaylist(text);
    newest.push(segments.at(-1)?.msn ?? 0);
    for (const { msn, dsn, uri, at: airs } of segments) {
      const is = `${dsn} ${uri} ${airs}`;
      expect(published.get(msn) ?? is).toBe(is);
      published.set(msn, is);
    }
  }
  return { rules: [...rules], newest };
}

const steps = ({ newest }: { newest: number[] }) => newest.slice(1).map((msn, index) => msn - (newest[index] ?? 0));

it('whose clock is set forward tells what comes sooner, under the same numbers', async () => {
  const seen = await polled((at) => (at < NOON + 300_000 ? 0 : STEP_MS));
  expect(seen.rules).toEqual([]);
  expect(Math.max(...steps(seen))).toBe(5);
});

it('whose clock is set back stands still until it has caught up, and takes nothing back', async () => {
  const seen = await polled((at) => (at < NOON + 300_000 ? 0 : -STEP_MS));
  expect(seen.rules).toEqual(['6.2.1-M22']);
  expect(Math.min(...steps(seen))).toBe(0);
  expect(steps(seen).filter((step) => step > 0).length).toBeGreaterThan(45);
});
