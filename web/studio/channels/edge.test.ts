import { edgeOf, freshness } from './edge';

const PLAYLIST = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:6
#EXT-X-MEDIA-SEQUENCE:100
#EXT-X-PROGRAM-DATE-TIME:2026-11-23T12:00:00.000Z
#EXTINF:6.000,
1.m4s
#EXTINF:4.500,
2.m4s
`;

it('finds the live edge behind the last segment', () => {
  expect(edgeOf(PLAYLIST)).toEqual({ at: Date.parse('2026-11-23T12:00:10.500Z'), msn: 101 });
  expect(() => edgeOf('#EXTM3U\n')).toThrow('no time');
});

it('waits one segment before a channel is late, and three before it stands', () => {
  expect(freshness(7_000, 6)).toBe('fresh');
  expect(freshness(15_000, 6)).toBe('late');
  expect(freshness(25_000, 6)).toBe('stale');
});
