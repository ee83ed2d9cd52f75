import fc from 'fast-check';
import type { ContentKeyId, KeyLabel } from './content-key';
import {
  competing,
  HDCP_LEVELS,
  holdsStream,
  keysFor,
  licensed,
  linesWithout,
  type PlaybackTerms,
  ROBUSTNESS_LEVELS,
  termsAt,
  termsOf,
} from './policy';

const instant = fc.integer({ min: 0, max: 1_000_000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const terms: fc.Arbitrary<PlaybackTerms> = fc.record({
  opensAt: maybe(instant),
  closesAt: maybe(instant),
  startBy: maybe(instant),
  finishBy: maybe(instant),
  playbackMs: maybe(fc.integer({ min: 1, max: 1_000_000 })),
});

describe('termsAt', () => {
  it('plays inside the window only', () => {
    expect(termsAt({ opensAt: 10, closesAt: 20 }, undefined, 9)).toEqual({
      allowed: false,
      reason: 'not-open',
      nextChangeAt: 10,
    });
    expect(termsAt({ opensAt: 10, closesAt: 20 }, undefined, 10)).toEqual({ allowed: true, until: 20 });
    expect(termsAt({ opensAt: 10, closesAt: 20 }, undefined, 20)).toEqual({ allowed: false, reason: 'closed' });
  });

  it('lets a rental begin in time, and then last from its first play', () => {
    const rental = { startBy: 100, playbackMs: 50 };
    expect(termsAt(rental, undefined, 99)).toEqual({ allowed: true, until: 149 });
    expect(termsAt(rental, undefined, 100)).toMatchObject({ reason: 'start-by-passed' });
    expect(termsAt(rental, 99, 148)).toEqual({ allowed: true, until: 149 });
    expect(termsAt(rental, 99, 149)).toMatchObject({ reason: 'playback-over' });
  });

  it('still plays the moment before it says it ends, and no more at that moment', () => {
    fc.assert(
      fc.property(terms, maybe(instant), instant, (given, played, now) => {
        const firstPlay = played === undefined ? now : Math.min(played, now);
        const verdict = termsAt(given, firstPlay, now);
        if (!verdict.allowed || verdict.until === undefined) return;
        expect(verdict.until).toBeGreaterThan(now);
        expect(termsAt(given, firstPlay, verdict.until - 1).allowed).toBe(true);
        expect(termsAt(given, firstPlay, verdict.until).allowed).toBe(false);
      }),
    );
  });

  it('tells of a change only when play is allowed then or refused for another reason', () => {
    fc.assert(
      fc.property(terms, maybe(instant), instant, (given, played, now) => {
        const verdict = termsAt(given, played, now);
        if (verdict.allowed || verdict.nextChangeAt === undefined) return;
        expect(verdict.nextChangeAt).toBeGreaterThan(now);
        expect(termsAt(given, played, verdict.nextChangeAt)).not.toMatchObject({ reason: verdict.reason });
      }),
    );
  });

  it('has no end without terms', () => {
    expect(termsAt({}, undefined, 5)).toEqual({ allowed: true, until: undefined });
    expect(termsOf({ name: 'x', licenceMs: 1, graceMs: 1, oneTimeTokens: false, rules: {} }, 5)).toEqual({});
  });
});

const labels: KeyLabel[] = ['AUDIO', 'SD', 'HD', 'UHD'];
const keys: ContentKeyId[] = labels.map((label) => ({ label, kid: label.toLowerCase(), scheme: 'cbcs' }));
const rule = fc.record({
  hdcp: maybe(fc.constantFrom(...HDCP_LEVELS)),
  robustness: maybe(fc.constantFrom(...ROBUSTNESS_LEVELS)),
});
const rules = fc.record({ AUDIO: rule, SD: rule, HD: rule, UHD: rule });
const device = fc.record({
  hdcp: maybe(fc.constantFrom(...HDCP_LEVELS)),
  robustness: maybe(fc.constantFrom(...ROBUSTNESS_LEVELS)),
  maxHeight: maybe(fc.integer({ min: 1, max: 4320 })),
});

describe('keysFor', () => {
  it('grants or withholds every key, in order', () => {
    fc.assert(
      fc.property(rules, device, (asked, claims) => {
        const { granted, withheld } = keysFor(keys, asked, claims);
        const kids = [...granted, ...withheld].map(({ kid }) => kid);
        expect([...kids].sort()).toEqual(keys.map(({ kid }) => kid).sort());
      }),
    );
  });

  it('never takes a key away from a device that claims more', () => {
    fc.assert(
      fc.property(rules, device, (asked, claims) => {
        const best = { hdcp: '2.3', robustness: 'hardware', maxHeight: claims.maxHeight } as const;
        const more = keysFor(keys, asked, best).granted;
        for (const key of keysFor(keys, asked, claims).granted) expect(more).toContain(key);
      }),
    );
  });

  it('takes a device that claims nothing for the weakest', () => {
    const { granted, withheld } = keysFor(keys, { HD: { hdcp: '1.4' }, UHD: { robustness: 'hardware' } }, {});
    expect(granted.map(({ label }) => label)).toEqual(['AUDIO', 'SD']);
    expect(withheld.map(({ lacks }) => lacks)).toEqual(['hdcp', 'robustness']);
  });

  it.each([
    [576, ['AUDIO', 'SD']],
    [577, ['AUDIO', 'SD', 'HD']],
    [1080, ['AUDIO', 'SD', 'HD']],
    [1081, labels],
  ])('gives a device of %i lines the keys of pictures it can show', (maxHeight, wanted) => {
    expect(keysFor(keys, {}, { maxHeight }).granted.map(({ label }) => label)).toEqual(wanted);
  });

  it.each([
    [[], undefined],
    [['UHD'], 1080],
    [['HD', 'UHD'], 576],
    [['AUDIO'], undefined],
  ] as const)('leaves pictures without the keys %j up to %s lines', (withheld, lines) => {
    expect(linesWithout(withheld.map((label) => ({ label })))).toBe(lines);
  });
});

describe('streams', () => {
  const at = (id: string, more: object = {}) => ({ id, heartbeatAt: 100, expiresAt: 1000, ...more });

  it('are held until the grace time after the last heartbeat is over, the session expires or ends', () => {
    expect(holdsStream(at('a'), 50, 149)).toBe(true);
    expect(holdsStream(at('a'), 50, 150)).toBe(false);
    expect(holdsStream(at('a', { endedAt: 120 }), 50, 130)).toBe(false);
    expect(holdsStream(at('a', { heartbeatAt: 999 }), 50, 1000)).toBe(false);
  });

  it('compete when all are taken, and never when nobody limits them', () => {
    const sessions = [at('a'), at('b', { heartbeatAt: 0 }), at('c')];
    expect(competing(sessions, { streams: 2, graceMs: 50 }, 120).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(competing(sessions, { streams: 3, graceMs: 50 }, 120)).toEqual([]);
    expect(competing(sessions, { graceMs: 50 }, 120)).toEqual([]);
  });
});

it('licenses what is asked for and authorised, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 })), fc.array(fc.string({ maxLength: 2 })), (asked, authorised) => {
      const got = licensed(asked, authorised);
      expect(new Set(got).size).toBe(got.length);
      expect(new Set(got)).toEqual(new Set(asked.filter((kid) => authorised.includes(kid))));
    }),
  );
});
