import fc from 'fast-check';
import { blockDays, onGrid } from './calendar';
import type { LibraryTitle } from './library';
import { type AirVerdict, planAirings } from './plan';
import { readSchedule } from './read-schedule';
import { airEnd, segmentsOf } from './seal';
import { block, HOUR, MONDAY, names, programmes, request, title, yes } from './testing/plans';
import type { AirItem } from './types';

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const all = { everything: true };
const extra = (id: string, seconds: number) => title(id, seconds, { kind: 'extra', genres: ['filler'] });

describe('rounds', () => {
  it('go on past the end of what history remembers of them', () => {
    const library = Array.from({ length: 30 }, (_, index) => title(`t${index}`, 3600));
    const given = request({ blocks: [block({ pick: all, order: 'shuffle' })] }, library);
    const whole = planAirings({ ...given, until: MONDAY + 30 * HOUR }).items;
    const remembered = whole.slice(12, 20);
    const from = airEnd(remembered.at(-1) as AirItem);
    const rest = planAirings({ ...given, airedBefore: remembered, from, until: MONDAY + 30 * HOUR }).items;
    expect(names(rest)).toEqual(names(whole.slice(20)));
  });

  it('pass over any number of titles that rest', () => {
    const library = Array.from({ length: 260 }, (_, index) => title(`t${index}`, 60));
    const resting = library.slice(0, 250).map(({ titleId }) => titleId);
    const blocks = [
      block({ name: 'Early', until: '04:10', pick: { titles: resting } }),
      block({ name: 'Late', from: '04:10', pick: all, cooldown_hours: 6 }),
    ];
    const { items } = planAirings(request({ blocks }, library, { until: MONDAY + 4.25 * HOUR }));
    const late = programmes(items).filter(({ airStart }) => airStart >= MONDAY + 250 * MINUTE);
    expect(late.slice(0, 3).map(({ titleId }) => titleId)).toEqual(['t250', 't251', 't252']);
  });

  it('air the next title whenever one is refused, however often', () => {
    const refused = (id: string): AirVerdict => (id === 't0' ? { allowed: false, code: 'playback/no-rights' } : yes());
    const library = [title('t0', 600), title('t1', 600), title('t2', 600)];
    const { items } = planAirings(request({ blocks: [block({ pick: all })] }, library, { mayAir: refused }));
    expect(items.filter(({ kind }) => kind === 'slate')).toEqual([]);
    expect(names(items).slice(0, 4)).toEqual(['t1', 't2', 't1', 't2']);
  });

  it('do not change what comes later when a title is added that is not picked', () => {
    const library = [title('a', 1800), title('b', 2400), title('c', 1200)];
    const rules = { blocks: [block({ pick: { titles: ['a', 'b', 'c'] }, order: 'shuffle' as const })] };
    const more = [...library, title('other', 1800)];
    expect(planAirings(request(rules, more)).items).toEqual(planAirings(request(rules, library)).items);
  });
});

describe('events', () => {
  it('that wait for the same film air all of them, one after the other', () => {
    const events = [
      { at: '2026-11-23T01:00', title: 'one', anchor: 'soft' as const },
      { at: '2026-11-23T01:05', title: 'two', anchor: 'soft' as const, max_late_minutes: 90 },
    ];
    const library = [title('film', 7200), title('one', 600), title('two', 600)];
    const given = request({ blocks: [block({ pick: { titles: ['film'] } })], events }, library);
    const whole = planAirings(given).items;
    expect(names(whole).slice(0, 4)).toEqual(['film', 'one', 'two', 'film']);
    const rest = planAirings({ ...given, airedBefore: whole.slice(0, 2), from: airEnd(whole[1] as AirItem) }).items;
    expect(names(rest).slice(0, 2)).toEqual(['two', 'film']);
  });

  it('that are hard cut what is on at its next segment boundary, and the rules go on with what is next', () => {
    const events = [{ at: '2026-11-23T03:00:02', title: 'one' }];
    const library = [title('film', 7200), title('other', 7200), title('one', 600)];
    const rules = { blocks: [block({ pick: { titles: ['film', 'other'] } })], events };
    const { items } = planAirings(request(rules, library));
    expect(names(items).slice(0, 4)).toEqual(['film', 'other', 'one', 'film']);
    const cut = items.find(({ titleId }) => titleId === 'other');
    expect(airEnd(cut as AirItem)).toBe(MONDAY + 3 * HOUR + 6000);
  });

  it('that are hard are led up to by filler where too little of a programme would be left', () => {
    const events = [{ at: '2026-11-23T02:04', title: 'one' }];
    const library = [title('film', 7200), title('one', 600), extra('f', 96)];
    const rules = { blocks: [block({ pick: { titles: ['film'] } })], events, filler: { genres: ['filler'] } };
    const { items } = planAirings(request(rules, library));
    const before = items.filter(({ airStart }) => airStart >= MONDAY + 2 * HOUR && airStart < MONDAY + 124 * MINUTE);
    expect(new Set(before.map(({ airingId }) => airingId)).size).toBe(1);
    expect(before.map(({ kind }) => kind)).toEqual(['filler', 'filler', 'slate']);
  });

  it('that are hard cut one another, and filler, breaks and bumpers', () => {
    const events = [
      { at: '2026-11-23T01:00', title: 'film' },
      { at: '2026-11-23T02:30', title: 'one' },
      { at: '2026-11-23T02:30:01', title: 'other' },
    ];
    const library = [title('film', 7200), title('one', 600), title('other', 600)];
    const plan = planAirings(request({ blocks: [block({ pick: { titles: ['film'] } })], events }, library));
    const begun = programmes(plan.items).map(({ titleId, airStart }) => [titleId, (airStart - MONDAY) / MINUTE]);
    expect(begun.slice(0, 4)).toEqual([
      ['film', 0],
      ['film', 60],
      ['one', 150],
      ['other', 150.1],
    ]);
  });

  it('of one variant air in no other', () => {
    const events = [{ at: '2026-11-23T01:00', title: 'one', variants: ['DE'] }];
    const rules = { blocks: [block({ pick: { titles: ['film'] } })], events };
    const aired = (variant: string) =>
      names(planAirings(request(rules, [title('film', 7200), title('one', 600)], { variant })).items).slice(0, 2);
    expect(aired('DE')).toEqual(['film', 'one']);
    expect(aired('FR')).toEqual(['film', 'film']);
  });

  it('cut nothing when they may not air themselves, and are told', () => {
    const events = [{ at: '2026-11-23T01:00', title: 'one' }];
    const library = [title('film', 7200), title('one', 600)];
    const mayAir = (id: string): AirVerdict => (id === 'one' ? { allowed: false, code: 'playback/no-rights' } : yes());
    const rules = { blocks: [block({ pick: { titles: ['film'] } })], events };
    const { items, refusals } = planAirings(request(rules, library, { mayAir }));
    expect(names(items).slice(0, 2)).toEqual(['film', 'film']);
    expect(airEnd(items[0] as AirItem)).toBe(MONDAY + 2 * HOUR);
    expect(refusals).toMatchObject([{ titleId: 'one', code: 'playback/no-rights' }]);
  });

  it('begin within a segment of their instant when they are hard, and after what is on when they are soft', () => {
    const library = [title('film', 5403), title('short', 1500), title('one', 900), extra('f1', 30), extra('f2', 97)];
    const rules = fc.record({
      ...{ minute: fc.integer({ min: 1, max: 720 }), anchor: fc.constantFrom('hard' as const, 'soft' as const) },
      ...{ shuffle: fc.boolean(), pad: fc.boolean(), breaks: fc.boolean() },
    });
    fc.assert(
      fc.property(rules, ({ minute, anchor, shuffle, pad, breaks }) => {
        const at = MONDAY + minute * MINUTE;
        const schedule = {
          blocks: [
            block({
              ...{ pick: { titles: ['film', 'short'] }, bumper_before: 'f1', bumper_after: 'f1' },
              ...(shuffle ? { order: 'shuffle' as const } : {}),
              ...(pad ? { pad_to_minutes: 30 } : {}),
            }),
          ],
          events: [{ at: new Date(at).toISOString(), title: 'one', anchor, max_late_minutes: 240 }],
          filler: { genres: ['filler'] },
          ...(breaks ? { breaks: { every_minutes: 10, seconds: 90 } } : {}),
        };
        const { items } = planAirings(request(schedule, library));
        const event = items.findIndex(({ titleId }) => titleId === 'one');
        const late = (items[event]?.airStart ?? 0) - at;
        expect(late).toBeGreaterThanOrEqual(0);
        if (anchor === 'hard') expect(late).toBeLessThan(6000);
        else {
          const before = items[event - 1] as AirItem;
          const whole =
            before.kind !== 'programme' || before.segTo === 901 || before.segTo === 900 || before.segTo === 250;
          expect(whole).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are dropped when they would begin later than they may, and this is told', () => {
    const events = [{ at: '2026-11-23T00:10', title: 'one', anchor: 'soft' as const, max_late_minutes: 30 }];
    const library = [title('film', 7200), title('one', 600)];
    const plan = planAirings(request({ blocks: [block({ pick: { titles: ['film'] } })], events }, library));
    expect(names(plan.items)).not.toContain('one');
    expect(plan.refusals).toMatchObject([{ titleId: 'one', code: 'channels/event-late' }]);
  });
});

describe('blocks of dates', () => {
  const weekly = block({ name: 'Weekly', from: '18:00', until: '23:00', pick: all });
  const dated = block({ name: 'Dated', from: '20:00', until: '21:00', dates: ['2026-11-23'], pick: all });

  it('lie over those of weekdays, which go on after them', () => {
    const days = blockDays({ blocks: [weekly, dated] }, 'UTC', MONDAY, MONDAY + DAY);
    expect(
      days.map(({ block: { name }, from, until }) => [name, (from - MONDAY) / HOUR, (until - MONDAY) / HOUR]),
    ).toEqual([
      ['Weekly', 18, 20],
      ['Dated', 20, 21],
      ['Weekly', 21, 23],
    ]);
  });

  it('do not have a strip air twice', () => {
    const strip = { ...weekly, airings: 1, pick: { titles: ['show'] } };
    const event = { ...dated, airings: 1, pick: { titles: ['match'] } };
    const { items } = planAirings(request({ blocks: [strip, event] }, [title('show', 1200), title('match', 3000)]));
    expect(names(items)).toEqual(['show', 'match']);
  });

  it('never overlap anything, and leave nothing of the others out', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const clock = (value: number) => `${String(value).padStart(2, '0')}:00`;
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(zones, hour, hour, hour, hour, fc.integer({ min: 0, max: 700 }), (zone, a, b, c, d, offset) => {
        const from = MONDAY - offset * DAY;
        const dates = [new Date(from).toISOString().slice(0, 10)];
        const blocks = [
          block({ name: 'Weekly', from: clock(a), until: clock(b), pick: all }),
          block({ name: 'Dated', from: clock(c), until: clock(d), dates, pick: all }),
        ];
        const days = blockDays({ blocks }, zone, from, from + 3 * DAY);
        for (const [index, day] of days.entries()) {
          expect(day.until).toBeGreaterThan(day.from);
          if (index > 0) expect(day.from).toBeGreaterThanOrEqual(days[index - 1]?.until ?? 0);
        }
        const inside = ({ from: begin, until }: { from: number; until: number }) =>
          Math.min(until, from + 3 * DAY) - Math.max(begin, from);
        const covered = (some: typeof days) => some.reduce((sum, each) => sum + inside(each), 0);
        const alone = blockDays({ blocks: blocks.slice(0, 1) }, zone, from, from + 3 * DAY);
        expect(covered(days)).toBeGreaterThanOrEqual(covered(alone));
      }),
    );
  });
});

describe('the grid', () => {
  const library = [title('show', 1450), extra('f1', 30), extra('f2', 66)];
  const rules = { blocks: [block({ pick: { titles: ['show'] }, pad_to_minutes: 30 })], filler: { genres: ['filler'] } };

  it('is kept by a plan that is made anew from the end of any item, even inside of filler', () => {
    const given = request(rules, library);
    const whole = planAirings(given).items;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (cut) => {
        const before = whole.slice(0, cut);
        const rest = planAirings({ ...given, airedBefore: before, from: airEnd(before.at(-1) as AirItem) }).items;
        for (const { airStart } of programmes(rest)) expect((airStart - MONDAY) % (30 * MINUTE)).toBeLessThan(6000);
        expect(programmes(rest).map(({ airStart }) => airStart)).toEqual(
          programmes(whole.slice(cut)).map(({ airStart }) => airStart),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('does not let a programme wait that ends just after it', () => {
    const given = request({ blocks: [block({ pick: { titles: ['half'] }, pad_to_minutes: 30 })] }, [
      title('half', 1803),
    ]);
    expect(programmes(planAirings(given).items).length).toBeGreaterThan(30);
  });

  it.each([
    ['an hour that is left out', 'Europe/Berlin', '2026-03-29T00:40:00Z', 60, '2026-03-29T01:00:00.000Z'],
    ['a stride over it', 'Europe/Berlin', '2026-03-29T00:40:00Z', 240, '2026-03-29T02:00:00.000Z'],
    ['an hour that comes twice', 'Europe/Berlin', '2026-10-24T23:30:00Z', 240, '2026-10-25T03:00:00.000Z'],
    ['half an hour of Lord Howe', 'Australia/Lord_Howe', '2026-04-04T14:40:00Z', 120, '2026-04-04T15:30:00.000Z'],
    ['a grid point itself', 'Europe/Berlin', '2026-11-23T09:30:00Z', 30, '2026-11-23T09:30:00.000Z'],
    ['the end of a day that it does not divide', 'UTC', '2026-11-23T23:50:00Z', 50, '2026-11-24T00:00:00.000Z'],
  ])('keeps to the clock: %s', (_what, zone, at, minutes, next) => {
    expect(new Date(onGrid(Date.parse(at), minutes, zone)).toISOString()).toBe(next);
  });

  it('lies at the instant or after, less than a step and a change of clocks away', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        fc.constantFrom(15, 30, 60),
        (zone, after, step) => {
          const at = MONDAY + after * MINUTE;
          const next = onGrid(at, step, zone);
          expect(next).toBeGreaterThanOrEqual(at);
          expect(next - at).toBeLessThan((step + 60) * MINUTE);
          expect(onGrid(next, step, zone)).toBe(next);
        },
      ),
    );
  });
});

describe('any plan', () => {
  const anyTitle = fc.record({ seconds: fc.integer({ min: 1, max: 5000 }), series: fc.nat(3), kind: fc.nat(2) });
  const anyBlock = fc.record(
    {
      from: fc.integer({ min: 0, max: 23 }),
      order: fc.constantFrom('in_order' as const, 'shuffle' as const),
      airings: fc.integer({ min: 1, max: 3 }),
      separation_minutes: fc.constantFrom(30, 90),
      cooldown_hours: fc.constantFrom(2, 12),
      pad_to_minutes: fc.constantFrom(15, 30),
      breaks: fc.record({
        ...{ every_minutes: fc.integer({ min: 5, max: 20 }), seconds: fc.integer({ min: 15, max: 200 }) },
        max_seconds_per_hour: fc.integer({ min: 200, max: 600 }),
      }),
      bumper_before: fc.constant('f0'),
    },
    { requiredKeys: ['from'] },
  );
  const anyEvent = fc.record({ hour: fc.nat(47), anchor: fc.constantFrom('hard' as const, 'soft' as const) });
  const anything = fc.record({
    ...{
      titles: fc.array(anyTitle, { minLength: 1, maxLength: 15 }),
      blocks: fc.uniqueArray(anyBlock, { minLength: 1, maxLength: 4, selector: ({ from }) => from }),
    },
    ...{ events: fc.uniqueArray(anyEvent, { maxLength: 4, selector: ({ hour }) => hour }), closed: fc.nat(40) },
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe'),
  });

  it('covers its time without gap or overlap, inside of rights, and is the same again', () => {
    fc.assert(
      fc.property(anything, ({ titles, blocks, events, closed, zone }) => {
        const library: LibraryTitle[] = titles.map(({ seconds, series, kind }, index) =>
          kind === 0
            ? extra(`f${index}`, 30 + (seconds % 120))
            : title(`t${index}`, seconds, series ? { seriesId: `s${series}` } : {}),
        );
        const sorted = blocks.sort((a, b) => a.from - b.from);
        const schedule = {
          blocks: sorted.map(({ from, ...rules }, index) => ({
            ...{ name: `Block ${index}`, from: `${String(from).padStart(2, '0')}:00`, pick: all, ...rules },
            until: `${String(sorted[index + 1]?.from ?? 24).padStart(2, '0')}:00`,
          })),
          events: events.map(({ hour, anchor }) => ({
            ...{ at: new Date(MONDAY + hour * HOUR).toISOString(), title: `t${hour % titles.length}`, anchor },
          })),
          ...{ filler: { genres: ['filler'] }, promos: { genres: ['filler'] } },
        };
        expect(readSchedule(schedule, zone).problems).toEqual([]);
        const shut = (id: string, from: number, until: number) =>
          Number(id.slice(1)) % 3 === 1 && from < MONDAY + (closed + 4) * HOUR && until > MONDAY + closed * HOUR;
        const mayAir = (id: string, from: number, until: number): AirVerdict =>
          shut(id, from, until) ? { allowed: false, code: 'playback/blackout', reason: 'shut' } : yes();
        const given = request(schedule, library, { mayAir, timeZone: zone, until: MONDAY + 1.5 * DAY });
        const { items } = planAirings(given);
        const wrong = items.filter((item, index) => {
          const due = index === 0 ? MONDAY : airEnd(items[index - 1] as AirItem);
          const barred = item.titleId !== 'slate' && shut(item.titleId, item.airStart, airEnd(item));
          return item.airStart !== due || segmentsOf(item) <= 0 || barred;
        });
        expect(wrong).toEqual([]);
        expect(airEnd(items.at(-1) as AirItem)).toBeGreaterThanOrEqual(MONDAY + 1.5 * DAY);
        expect(JSON.stringify(planAirings(given).items)).toBe(JSON.stringify(items));
      }),
      { numRuns: 25 },
    );
  });
});
