import type { ChannelRecord, Channels, PlanRecord } from '../../adapters/postgres/channels-port';
import type { AirItem, LedgerRow } from '../../domain/linear/types';
import { guideBook } from './guide-book';

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;

/** A channel with a title an hour, and how often it was read. */
function station() {
  const reads = { count: 0 };
  const items = Array.from(
    { length: 600 },
    (_, hour): AirItem => ({
      ...{ airStart: NOON + (hour - 48) * HOUR, durationMs: HOUR, kind: 'programme', titleId: 'tit_1' },
      ...{ versionId: 'ver_1', airingId: `air_${hour}`, segFrom: 0, segTo: 600 },
    }),
  );
  const source: Pick<Channels, 'ledger' | 'plans' | 'guideTitles'> = {
    ledger: async (_id, _variant, from, until) => {
      reads.count++;
      if (until < from) throw new Error('backwards');
      return items.slice(0, 50) as LedgerRow[];
    },
    plans: async () => [{ variant: 'ZZ', items: items.slice(50), plannedAt: NOON } as unknown as PlanRecord],
    guideTitles: async () => new Map([['tit_1', { titleId: 'tit_1', name: 'Film', kind: 'movie', genres: [] }]]),
  };
  return { reads, source };
}

const channel = { id: 'chn_1', tenantId: 'ten_1', name: 'One' } as ChannelRecord;
const wish = (over: { from?: number; until?: number; sign?: string; locale?: string } = {}) => ({
  ...{ channel, variant: 'ZZ', locale: 'en', from: NOON - HOUR, until: NOON + 24 * HOUR, sign: 'a', ...over },
});

it('makes a guide once, for any span around now, until its sign changes or an hour is over', async () => {
  const { reads, source } = station();
  let now = NOON;
  const book = guideBook(source, () => now);
  const [first, second] = await Promise.all([book.guide(wish()), book.guide(wish({ until: NOON + 14 * 24 * HOUR }))]);
  expect(second).toBe(first);
  expect(first.entries[0]?.start).toBeLessThanOrEqual(NOON - 24 * HOUR);
  expect(reads.count).toBe(1);
  await book.guide(wish({ sign: 'b' }));
  await book.guide(wish({ locale: 'de' }));
  expect(reads.count).toBe(3);
  now += 26 * HOUR;
  await book.guide(wish({ sign: 'b', from: now, until: now + 14 * 24 * HOUR }));
  expect(reads.count).toBe(4);
});

it('keeps nothing of other times, and nothing that failed', async () => {
  const { reads, source } = station();
  let failing = true;
  const plans = async () => {
    if (failing) throw new Error('away');
    return source.plans('chn_1', 'ZZ');
  };
  const book = guideBook({ ...source, plans }, () => NOON);
  await expect(book.guide(wish())).rejects.toThrow('away');
  failing = false;
  expect((await book.guide(wish())).entries.length).toBeGreaterThan(300);
  const past = wish({ from: NOON - 10 * 24 * HOUR, until: NOON - 9 * 24 * HOUR });
  await book.guide(past);
  await book.guide(past);
  expect(reads.count).toBe(4);
});
