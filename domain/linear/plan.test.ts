import fc from 'fast-check';
import type { LibraryTitle } from './library';
import { type AirVerdict, type PlanRequest, planAirings } from './plan';
import type { Block } from './schedule';
import { airEnd, segmentsOf } from './seal';
import { block, HOUR, MONDAY, names, programmes, request, title, yes } from './testing/plans';
import type { AirItem } from './types';

const anyLibrary = fc
  .array(fc.integer({ min: 10, max: 5400 }), { minLength: 1, maxLength: 12 })
  .map((lengths) =>
    lengths.map((seconds, index) => title(`t${index}`, seconds, index % 2 ? { seriesId: `s${index % 3}` } : {})),
  );
const anyBlock = fc.record({
  order: fc.constantFrom('in_order' as const, 'shuffle' as const),
  separation_minutes: fc.constantFrom(0, 60),
  cooldown_hours: fc.constantFrom(0, 6),
  breaks: fc.constantFrom(null, { every_minutes: 10, seconds: 60, max_seconds_per_hour: 120 }),
});
const cases = fc.tuple(anyLibrary, anyBlock, fc.integer({ min: 0, max: 1e6 }));
const requestOf = ([library, rules, seed]: [LibraryTitle[], Partial<Block>, number], more: Partial<PlanRequest> = {}) =>
  request({ blocks: [block({ ...rules, pick: { everything: true } })] }, library, { seed: String(seed), ...more });

describe('a plan', () => {
  it('leaves no gap and no overlap from its first to its last instant, whatever the library', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { items } = planAirings(requestOf(given));
        const joined = items.filter(
          ({ airStart }, index) => airStart !== (index ? airEnd(items[index - 1] as AirItem) : MONDAY),
        );
        expect(joined).toEqual([]);
        expect(items.filter((item) => segmentsOf(item) <= 0)).toEqual([]);
        const at = airEnd(items.at(-1) as AirItem);
        expect(at).toBeGreaterThanOrEqual(MONDAY + 24 * HOUR);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on where it was when it is made anew from the end of any of its items but inside a break or filler', () => {
    fc.assert(
      fc.property(cases, fc.nat(), (given, where) => {
        const whole = planAirings(requestOf(given)).items;
        const ends = whole.filter(
          ({ breakId, kind }, index) => kind !== 'slate' && (!breakId || whole[index + 1]?.breakId !== breakId),
        );
        if (ends.length === 0) return;
        const cut = whole.indexOf(ends[where % ends.length] as AirItem) + 1;
        const before = whole.slice(0, cut);
        const from = airEnd(before.at(-1) as AirItem);
        if (from >= MONDAY + 24 * HOUR) return;
        const rest = planAirings(requestOf(given, { airedBefore: before, from })).items;
        expect(names(rest).slice(0, 8)).toEqual(names(whole.slice(cut)).slice(0, 8));
        expect(rest[0]).toEqual(whole[cut]);
      }),
      { numRuns: 40 },
    );
  });

  it('airs nothing outside of its rights, and says what it refused and what airs instead', () => {
    const sold = (id: string, from: number, until: number): AirVerdict =>
      id === 't0' && (from < MONDAY + 6 * HOUR || until > MONDAY + 12 * HOUR)
        ? { allowed: false, code: 'playback/window-closed', reason: 'closed' }
        : { allowed: true, windowId: `win_${id}` };
    const { items, refusals } = planAirings(
      request({ blocks: [block({ pick: { titles: ['t0', 't1'] } })] }, [title('t0', 3600), title('t1', 3600)], {
        mayAir: sold,
      }),
    );
    const aired = items.filter(({ titleId }) => titleId === 't0');
    expect(aired.length).toBeGreaterThan(0);
    for (const item of aired) {
      expect(item.airStart).toBeGreaterThanOrEqual(MONDAY + 6 * HOUR);
      expect(airEnd(item)).toBeLessThanOrEqual(MONDAY + 12 * HOUR);
      expect(item.windowId).toBe('win_t0');
    }
    expect(refusals[0]).toMatchObject({ at: MONDAY, titleId: 't0', code: 'playback/window-closed', replacedBy: 't1' });
  });

  it('counts the airings that a window sells', () => {
    const mayAir = (id: string): AirVerdict => (id === 't0' ? { allowed: true, windowId: 'win', runsLeft: 3 } : yes());
    const { items, refusals } = planAirings(
      request({ blocks: [block({ pick: { titles: ['t0', 't1'] } })] }, [title('t0', 600), title('t1', 600)], {
        mayAir,
      }),
    );
    expect(names(items).filter((id) => id === 't0')).toHaveLength(3);
    expect(refusals).toMatchObject([{ titleId: 't0', code: 'channels/runs-used', replacedBy: 't1' }]);
  });

  it('keeps the same title and series apart for as long as the rules say', () => {
    fc.assert(
      fc.property(anyLibrary, fc.integer(), (library, seed) => {
        const rules = {
          order: 'shuffle' as const,
          separation_minutes: 60,
          cooldown_hours: 6,
          pick: { everything: true },
        };
        const { items } = planAirings(request({ blocks: [block(rules)] }, library, { seed: String(seed) }));
        const last = new Map<string, number>();
        for (const item of programmes(items)) {
          expect(item.airStart - (last.get(item.titleId) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(6 * HOUR);
          const series = library.find(({ titleId }) => titleId === item.titleId)?.seriesId;
          if (series)
            expect(item.airStart - (last.get(series) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(HOUR);
          last.set(item.titleId, airEnd(item));
          if (series) last.set(series, airEnd(item));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('airs every title of a shuffled round before any comes again', () => {
    const library = Array.from({ length: 9 }, (_, index) => title(`t${index}`, 600));
    const { items } = planAirings(
      request({ blocks: [block({ order: 'shuffle', pick: { everything: true } })] }, library),
    );
    const aired = names(items);
    const rounds = [aired.slice(0, 9), aired.slice(9, 18), aired.slice(18, 27)];
    for (const round of rounds) expect(new Set(round).size).toBe(9);
    expect(rounds[0]).not.toEqual(rounds[1]);
  });

  it('goes on with the next episode each day in a strip, and fills the rest of it', () => {
    const episodes = [1, 2, 3, 4].map((episode) =>
      title(`e${episode}`, 1500, { kind: 'episode', seriesId: 'show', season: 1, episode }),
    );
    const strip = block({ name: 'Strip', from: '18:00', until: '18:30', airings: 1, pick: { series: ['show'] } });
    const { items } = planAirings(request({ blocks: [strip] }, episodes, { until: MONDAY + 3 * 24 * HOUR }));
    expect(names(items)).toEqual(['e1', 'e2', 'e3']);
    expect(programmes(items).map(({ airStart }) => Math.round((airStart - MONDAY) / HOUR / 24 - 0.75))).toEqual([
      0, 1, 2,
    ]);
    for (const { airStart } of programmes(items))
      expect((airStart - MONDAY - 18 * HOUR) % (24 * HOUR)).toBeLessThan(6_000);
  });

  it('begins a hard event on its instant to the segment, and a soft one after what is on', () => {
    const library = [title('t0', 2400), title('news', 600), title('late', 600)];
    const events = [
      { at: '2026-11-23T10:00', title: 'news' },
      { at: '2026-11-23T15:10', title: 'late', anchor: 'soft' as const },
    ];
    const { items } = planAirings(request({ blocks: [block({ pick: { titles: ['t0'] } })], events }, library));
    const at = (id: string) => programmes(items).find(({ titleId }) => titleId === id)?.airStart ?? 0;
    expect(at('news') - (MONDAY + 10 * HOUR)).toBeLessThan(6_000);
    expect(at('news')).toBeGreaterThanOrEqual(MONDAY + 10 * HOUR);
    expect(at('late')).toBeGreaterThanOrEqual(MONDAY + 15 * HOUR + 600_000);
    expect(at('late')).toBeLessThan(MONDAY + 16 * HOUR);
    // What does not end before a hard event is not begun.
    for (const item of items.filter(({ titleId }) => titleId === 't0')) expect(segmentsOf(item)).toBe(400);
  });

  it('puts breaks between segments of a programme, of promos and the slate, never above the load of an hour', () => {
    const rules = { every_minutes: 10, seconds: 90, max_seconds_per_hour: 200 };
    const library = [title('film', 7200), title('promo', 30)];
    const { items } = planAirings(
      request(
        { blocks: [block({ pick: { titles: ['film'] } })], breaks: rules, promos: { titles: ['promo'] } },
        library,
      ),
    );
    const breaks = new Map<string, AirItem[]>();
    for (const item of items) if (item.breakId) breaks.set(item.breakId, [...(breaks.get(item.breakId) ?? []), item]);
    const load = new Map<number, number>();
    for (const [first] of breaks.values()) {
      const hour = Math.floor((first as AirItem).airStart / HOUR);
      load.set(hour, (load.get(hour) ?? 0) + 90);
    }
    expect(breaks.size).toBeGreaterThan(20);
    for (const seconds of load.values()) expect(seconds).toBeLessThanOrEqual(200);
    for (const parts of breaks.values()) {
      expect(parts.map(({ kind }) => kind)).toEqual(['promo', 'promo', 'promo']);
      expect(
        parts.every(({ airingId }) => items.some((item) => item.kind === 'programme' && item.airingId === airingId)),
      ).toBe(true);
    }
  });

  it('begins programmes on the grid, and leaves off a tail that is too short for players', () => {
    const { items } = planAirings(
      request({ blocks: [block({ pad_to_minutes: 30, pick: { titles: ['t0'] } })] }, [title('t0', 1501)]),
    );
    for (const item of programmes(items)) {
      expect((item.airStart - MONDAY) % (30 * 60_000)).toBeLessThan(6_000);
      expect(item.segTo).toBe(250);
    }
    expect(programmes(items)).toHaveLength(48);
  });

  it('keeps to the clock on nights that have an hour more or less', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ['Europe/Berlin', '2026-10-25', '2026-03-29'],
          ['America/New_York', '2026-11-01', '2026-03-08'],
          ['Australia/Lord_Howe', '2026-04-05', '2026-10-04'],
        ),
        fc.constantFrom(1, 2),
        fc.integer({ min: 0, max: 23 }),
        ([timeZone = 'UTC', ...days], which, hour) => {
          const day = Date.parse(`${days[which - 1]}T00:00:00Z`);
          const from = day - 24 * HOUR;
          const at = `${String(hour).padStart(2, '0')}:00`;
          const until = `${String(hour + 1).padStart(2, '0')}:00`;
          const blocks = [block({ name: 'Show', from: at, until, airings: 1, pick: { titles: ['t0'] } })];
          const { items } = planAirings(
            request({ blocks }, [title('t0', 600)], { timeZone, from, until: from + 96 * HOUR }),
          );
          const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
          const shown = programmes(items).map(({ airStart }) => clock.format(airStart).slice(0, 2));
          const wanted = shown.filter((each) => each === at.slice(0, 2));
          // A time that a night leaves out is one hour later; every other one is kept.
          expect(shown.length - wanted.length).toBeLessThanOrEqual(1);
          expect(shown.length).toBeGreaterThanOrEqual(3);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('shows the slate where the library is empty, and ends where there is none', () => {
    const rules = { blocks: [block({ pick: { collections: ['gone'] } })] };
    expect(new Set(planAirings(request(rules, [])).items.map(({ kind }) => kind))).toEqual(new Set(['slate']));
    expect(planAirings(request(rules, [], { slateId: undefined })).items).toEqual([]);
  });

  it('refuses what lasts less than a segment of the channel, and what cannot be carried', () => {
    const library = [title('blip', 0.5), { ...title('gone', 600), asset: undefined }];
    const { items, refusals } = planAirings(request({ blocks: [block({ pick: { everything: true } })] }, library));
    expect(new Set(items.map(({ titleId }) => titleId))).toEqual(new Set(['slate']));
    expect(new Set(refusals.map(({ titleId, code }) => `${titleId} ${code}`))).toEqual(
      new Set(['blip channels/not-carried', 'gone channels/not-carried']),
    );
  });

  it('goes on with a film after something broke in', () => {
    const given = request({ blocks: [block({ pick: { titles: ['film'] } })] }, [title('film', 3600)]);
    const [film] = planAirings(given).items as [AirItem];
    const cut = { ...film, segTo: 100, durationMs: 600_000 };
    const news = {
      ...film,
      kind: 'slate' as const,
      titleId: 'slate',
      airStart: airEnd(cut),
      durationMs: 12_000,
      airingId: 'break-in.0.abc',
    };
    const { items } = planAirings({ ...given, airedBefore: [cut, news], from: airEnd(news) });
    expect(items[0]).toMatchObject({ titleId: 'film', airingId: film.airingId, segFrom: 100, segTo: 600 });
  });
});
