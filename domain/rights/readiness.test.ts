import fc from 'fast-check';
import { missingOf, type ReadinessFacts } from './readiness';
import { AHEAD_MS, DISTANCES, stepOf } from './readiness-plan';
import type { RightsWindow } from './types';

const DAY = 86_400_000;
const OPENS = Date.parse('2026-12-01T00:00:00Z');
const sold = { licenceType: 'SVOD', languages: [], formatProfile: undefined } as const;
const ready: ReadinessFacts = {
  ...{ published: true, schedules: [], publishesItself: false, hasVersion: true, artworkRoles: ['poster'] },
  incompleteLocales: [],
  renditions: [
    { kind: 'video', width: 1920, height: 800 },
    { kind: 'audio', language: 'en' },
    { kind: 'audio', language: 'pt-BR' },
    { kind: 'text', language: 'de' },
  ],
};
const codes = (window: Partial<RightsWindow>, facts: Partial<ReadinessFacts> | undefined = {}) =>
  missingOf({ ...sold, ...window }, { ...ready, ...facts }, OPENS).map(({ code }) => code);

describe('what a window waits for', () => {
  it('is nothing when all is there as it was sold', () => {
    const languages = [
      { language: 'pt', asset: 'audio' },
      { language: 'de', asset: 'subtitle' },
      { language: 'de' },
    ] as const;
    expect(codes({ languages, formatProfile: 'HD' })).toEqual([]);
  });

  it('is the title itself, its media before its words', () => {
    expect(missingOf(sold, undefined, OPENS).map(({ code }) => code)).toEqual(['title-missing']);
    const bare = { published: false, hasVersion: false, artworkRoles: [], incompleteLocales: ['de'] };
    expect(codes({}, bare)).toEqual(['no-version', 'not-published', 'locale-incomplete', 'artwork-missing']);
  });

  it.each([
    ['a language without sound', { languages: [{ language: 'de', asset: 'audio' }] }, ['audio-missing']],
    ['another country’s language', { languages: [{ language: 'pt-PT', asset: 'audio' }] }, ['audio-missing']],
    ['captions', { languages: [{ language: 'en', asset: 'subtitle' }] }, ['captions-missing']],
    ['both of one', { languages: [{ language: 'fr', asset: 'subdub' }] }, ['audio-missing', 'captions-missing']],
    ['a better picture', { formatProfile: 'UHD' }, ['quality-below']],
    ['nothing of a pre-order', { licenceType: 'POEST', formatProfile: 'UHD' }, []],
  ] as const)('is %s', (_name, window, expected) => expect(codes(window)).toEqual(expected));

  it('is no publication that is scheduled in time, and one that is scheduled to end', () => {
    const at = (action: 'publish' | 'unpublish', days: number) => ({ action, at: OPENS + days * DAY });
    expect(codes({}, { published: false, schedules: [at('publish', 0)] })).toEqual([]);
    expect(codes({}, { published: false, schedules: [at('publish', 1)] })).toEqual(['not-published']);
    expect(codes({}, { schedules: [at('unpublish', -1)] })).toEqual(['not-published']);
    expect(codes({}, { schedules: [at('unpublish', -2), at('publish', -1)] })).toEqual([]);
    expect(codes({}, { published: false, publishesItself: true, hasVersion: false })).toEqual(['no-version']);
  });
});

const edges = fc.constantFrom('open', 'close');
const gaps = fc.integer({ min: -AHEAD_MS, max: 2 * AHEAD_MS });

describe('when people are told of an edge', () => {
  it('is at the nearest distance that is past; the next look is later, and never after the edge', () => {
    fc.assert(
      fc.property(edges, gaps, (edge, left) => {
        const { distance, nextAt } = stepOf(edge, OPENS, OPENS - left);
        if (nextAt === undefined) expect(left).toBeLessThanOrEqual(0);
        else {
          expect(nextAt).toBeGreaterThan(OPENS - left);
          expect(nextAt).toBeLessThanOrEqual(OPENS);
        }
        if (distance === undefined) expect(left > AHEAD_MS || left <= 0).toBe(true);
        else expect(DISTANCES[edge].filter((each) => each < distance && each >= left)).toEqual([]);
      }),
    );
  });

  it('is once at every distance for who looks when told to', () => {
    fc.assert(
      fc.property(edges, (edge) => {
        const told: number[] = [];
        for (let at: number | undefined = OPENS - AHEAD_MS; at !== undefined; at = stepOf(edge, OPENS, at).nextAt) {
          const { distance } = stepOf(edge, OPENS, at);
          if (distance !== undefined) told.push(distance);
        }
        expect(told).toEqual(DISTANCES[edge]);
      }),
    );
  });
});
