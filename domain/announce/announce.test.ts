import fc from 'fast-check';
import {
  type EndpointHealth,
  judgeEndpoint,
  MANY_PAUSE_AFTER_MS,
  PAUSED_AFTER_EVENTS,
  PAUSED_AFTER_MS,
} from './endpoint-health';
import { EVENT_TYPES } from './event-catalogue';
import { FILTERS, isMeantFor, passes } from './filters';
import { MOST_ATTEMPTS, MOST_RETRY_AFTER_MS, nextWaitMs, RETRY_LADDER_MS, retryAfterMs } from './retry-ladder';

const types = fc.constantFrom(...Object.keys(EVENT_TYPES));
const filters = fc.array(fc.constantFrom(...FILTERS), { maxLength: 5 });

describe('filters', () => {
  it('let through exactly the named types and families; none lets all through', () => {
    fc.assert(
      fc.property(types, filters, (type, given) => {
        const named = given.some(
          (each) => each === type || (each.endsWith('.*') && type.startsWith(each.slice(0, -1))),
        );
        expect(passes(given, type)).toBe(given.length === 0 || named);
      }),
    );
  });

  it('never take one family for another that begins alike', () => {
    expect(passes(['webhook.*'], 'webhook_endpoint.paused')).toBe(false);
    expect(passes(['webhook_endpoint.*'], 'webhook.ping')).toBe(false);
  });

  it('keep test mode apart, pings to their endpoint, and an endpoint from hearing of itself', () => {
    fc.assert(
      fc.property(
        types,
        filters,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('a', 'b'),
        (type, events, test, own, subject) => {
          const meant = isMeantFor({ type, subject, testMode: test }, { id: 'a', events, testMode: own });
          if (type === 'webhook.ping') expect(meant).toBe(subject === 'a');
          else expect(meant).toBe(subject !== 'a' && test === own && passes(events, type));
        },
      ),
    );
  });
});

describe('the retry ladder', () => {
  it('waits as published, up to a tenth longer, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: RETRY_LADDER_MS.length }), fc.string(), (failed, seed) => {
        const wait = nextWaitMs({ failed, seed }) ?? 0;
        const base = RETRY_LADDER_MS[failed - 1] ?? 0;
        expect(wait).toBeGreaterThanOrEqual(base);
        expect(wait).toBeLessThanOrEqual(base * 1.1);
        expect(nextWaitMs({ failed, seed })).toBe(wait);
      }),
    );
  });

  it('spreads different deliveries', () => {
    const waits = Array.from({ length: 200 }, (_, at) => nextWaitMs({ failed: 2, seed: `whe_1:evt_${at}` }));
    expect(new Set(waits).size).toBeGreaterThan(150);
  });

  it('ends after ten attempts and three days', () => {
    expect(nextWaitMs({ failed: MOST_ATTEMPTS, seed: '' })).toBeUndefined();
    expect(MOST_ATTEMPTS).toBe(10);
    const total = RETRY_LADDER_MS.reduce((sum, each) => sum + each, 0);
    expect(total / 3_600_000).toBeCloseTo(75.6, 1);
  });

  it('waits longer when the endpoint asks, never shorter, and never over a day for that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(), (failed, asked) => {
        const own = nextWaitMs({ failed, seed: 's' }) ?? 0;
        expect(nextWaitMs({ failed, seed: 's', retryAfterMs: asked })).toBe(
          Math.max(own, Math.min(asked, MOST_RETRY_AFTER_MS)),
        );
      }),
    );
  });

  it('reads Retry-After in seconds and as a date', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 12:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 11:00:00 GMT', now)).toBe(0);
    for (const odd of [undefined, 'soon', '-5', '1e9999', '']) expect(retryAfterMs(odd, now)).toBeUndefined();
  });
});

describe('the health of an endpoint', () => {
  const at = 1_000_000_000_000;
  const failed = { code: 'webhook/refused', attempts: 4, at } as const;

  it('counts an event once, at its fourth failed attempt', () => {
    for (const attempts of [1, 2, 3, 5, 10])
      expect(judgeEndpoint({ failures: 2 }, { ...failed, attempts }).health.failures).toBe(2);
    expect(judgeEndpoint({ failures: 2 }, failed).health.failures).toBe(3);
  });

  it('forgets everything with one success', () => {
    const before = { failures: PAUSED_AFTER_EVENTS - 1, failingSince: 1 };
    expect(judgeEndpoint(before, { code: null, attempts: 1, at })).toEqual({ health: { failures: 0 } });
  });

  it('pauses after ten failed events in a row when a day went by without a success, and not before', () => {
    const day = { failures: PAUSED_AFTER_EVENTS - 1, failingSince: at - MANY_PAUSE_AFTER_MS };
    const paused = { status: 'paused', reason: 'webhook/failing' };
    expect(judgeEndpoint({ ...day, failures: day.failures - 1 }, failed).turn).toBeUndefined();
    expect(judgeEndpoint({ ...day, failingSince: day.failingSince + 1 }, failed).turn).toBeUndefined();
    expect(judgeEndpoint(day, failed).turn).toEqual(paused);
    expect(judgeEndpoint({ ...day, failures: 99 }, { ...failed, attempts: 1 }).turn).toEqual(paused);
  });

  it('pauses after the length of the ladder without a success, however few events there were', () => {
    const since = (failingSince: number) =>
      judgeEndpoint({ failures: 0, failingSince }, { ...failed, attempts: 1 }).turn;
    expect(since(at - PAUSED_AFTER_MS + 1)).toBeUndefined();
    expect(since(at - PAUSED_AFTER_MS)?.status).toBe('paused');
  });

  it('lets fewer than ten events have every attempt of the ladder at an endpoint that stays down', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_600_000), { minLength: 1, maxLength: 9 }), fc.string(), (starts, seed) => {
        const attempts = starts.flatMap((start, event) => {
          let when = at + start - Math.min(...starts);
          return Array.from({ length: MOST_ATTEMPTS }, (_, made) => {
            when += made === 0 ? 0 : (nextWaitMs({ failed: made, seed: `${seed}${event}` }) ?? 0);
            return { code: 'webhook/refused', attempts: made + 1, at: when, event } as const;
          });
        });
        let health: EndpointHealth = { failures: 0 };
        for (const each of attempts.sort((a, b) => a.at - b.at)) {
          const verdict = judgeEndpoint(health, each);
          health = verdict.health;
          // Who was the first to fail is heard out whole.
          if (verdict.turn) return expect(each.at - at).toBeGreaterThanOrEqual(PAUSED_AFTER_MS);
        }
      }),
    );
  });

  it('disables what answers 410 at once', () => {
    expect(judgeEndpoint({ failures: 0 }, { code: 'webhook/gone', attempts: 1, at }).turn).toEqual({
      status: 'disabled',
      reason: 'webhook/gone',
    });
  });
});
