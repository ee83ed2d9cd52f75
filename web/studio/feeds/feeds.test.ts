import { FEED_FORMATS } from '../../../domain/feeds/formats';
import { addressOf, FEED_WORDS, feedOf, lacking, queryOf, reportFrom } from './feeds';

const feed = (query: string) => feedOf(new URLSearchParams(query));

it('has words for every feed', () => {
  expect(Object.keys(FEED_WORDS).sort()).toEqual(FEED_FORMATS.map(({ name }) => name).sort());
});

describe('the address of a feed', () => {
  it('says what is not as usual, and nothing else', () => {
    expect(addressOf(feed('feed=roku&in=DE,AT'), 'https://tv.example')).toBe(
      'https://tv.example/feeds/roku.json?territory=DE,AT&key=KEY',
    );
    expect(queryOf(feed('feed=roku&in=DE&by=SVOD&ahead=30&locale=de&device=tv'))).toEqual({
      ...{ territory: 'DE', license_type: 'SVOD', ahead_days: '30', locale: 'de', device: 'tv' },
    });
    expect(queryOf(feed('feed=mrss&in=DE&ahead=0&team_id=T'))).toEqual({ territory: 'DE' });
    expect(queryOf(feed('feed=mrss&in=DE&ahead=7'))).toMatchObject({ ahead_days: '7' });
  });

  it('is not there before it is whole', () => {
    expect(lacking(feed('feed=roku'))).toBe('Say for which country.');
    expect(lacking(feed('feed=roku&in=UK,US-CA'))).toBe('Say for which country.');
    expect(lacking(feed('feed=mrss&in=DE,AT'))).toMatch(/one country at a time/);
    expect(lacking(feed('feed=apple-catalog&in=DE&team_id=T'))).toMatch(/catalog id/);
    expect(lacking(feed('feed=apple-catalog&in=DE&team_id=T&catalog_id=c'))).toBeUndefined();
  });
});

it('looks through pages for the lines that are asked for, and counts all that it saw', async () => {
  const line = (state: string, opens_at: string | null = null) => ({ state, opens_at }) as never;
  const pages = [[line('listed'), line('not_offered')], [line('listed', '2026-12-01T00:00:00Z')], [line('left_out')]];
  const ask = async (cursor = '0') => {
    const at = Number(cursor);
    return { data: pages[at] ?? [], next_cursor: at + 1 < pages.length ? String(at + 1) : null };
  };
  expect(await reportFrom(ask, { shown: 'ahead' })).toMatchObject({
    counts: { left_out: 1, listed: 1, ahead: 1, not_offered: 1, not_carried: 0 },
    lines: [{ opens_at: '2026-12-01T00:00:00Z' }],
    next_cursor: null,
  });
  expect((await reportFrom(ask, { start: '1' })).lines).toHaveLength(2);
});
