import { lastPublished, windowMs, windowTo } from './air';
import type { LiveChannel, LiveRendition } from './channel';
import { playlistWriter } from './hls';
import { channelOf, NOON, version } from './testing/channel';

const write = playlistWriter({ addressOf: ({ versionId }) => `/media/${versionId}/` });
const VIDEO: LiveRendition = { kind: 'video', rung: '720p' };

/** The playlist that a node serves at an instant. */
function at(channel: LiveChannel, now: number, rendition: LiveRendition = VIDEO): string {
  const [variant] = channel.variants;
  const air = { rows: variant!.rows, assets: channel.assets };
  const last = lastPublished(air, now)!;
  return write({ channel, variant: variant!, rendition, window: windowTo(air, last, windowMs(channel.format)) });
}

const CLEAR = version({ id: 'b', segments: 4, film: true, tailFrames: 30, languages: ['en'], captions: [] });
const SEALED = version({ id: 'a', segments: 5, encrypted: true });

/** 30 s encrypted, a break of 25.275 s in the clear from 12:00:30, 30 s encrypted from 12:00:55.275, and again. */
const channel = channelOf([
  { of: SEALED },
  { of: CLEAR, breakId: 'brk_1', kind: 'promo' },
  { of: SEALED },
  { of: CLEAR },
  { of: SEALED },
]);

describe('media playlists of a channel', () => {
  const lines = (text: string, tag: string) => text.split('\n').filter((line) => line.startsWith(tag));

  it('numbers segments by the ledger and begins a window at a segment', () => {
    const text = at(channel, NOON + 75_000);
    expect(lines(text, '#EXT-X-MEDIA-SEQUENCE')).toEqual(['#EXT-X-MEDIA-SEQUENCE:2']);
    expect(lines(text, '#EXT-X-TARGETDURATION')).toEqual(['#EXT-X-TARGETDURATION:6']);
    expect(lines(text, '/media')).toHaveLength(11);
    expect(lines(text, '/media').at(-1)).toBe('/media/ver_a/video/720p/3.m4s');
  });

  it('publishes a segment one second after its end', () => {
    const newest = (now: number) => lines(at(channel, now), '/media').at(-1);
    expect(newest(NOON + 78_000)).toBe('/media/ver_a/video/720p/3.m4s');
    expect(newest(NOON + 55_275 + 24_999)).toBe('/media/ver_a/video/720p/3.m4s');
    expect(newest(NOON + 55_275 + 25_000)).toBe('/media/ver_a/video/720p/4.m4s');
  });

  it('says where every item airs, in every rendition alike', () => {
    const dates = ['2026-11-23T12:00:12.000Z', '2026-11-23T12:00:30.000Z', '2026-11-23T12:00:55.275Z'];
    expect(lines(at(channel, NOON + 75_000), '#EXT-X-PROGRAM')).toEqual(
      dates.map((date) => `#EXT-X-PROGRAM-DATE-TIME:${date}`),
    );
    const sound = lines(at(channel, NOON + 75_000, { kind: 'audio', language: 'de' }), '#EXT-X-PROGRAM');
    expect(sound.slice(1)).toEqual(dates.slice(1).map((date) => `#EXT-X-PROGRAM-DATE-TIME:${date}`));
  });

  it('restates keys and initialisation at items and at the front, and ends encryption', () => {
    const kinds = at(channel, NOON + 75_000).match(/#EXT-X-(KEY:METHOD=[A-Z-]+|MAP|DISCONTINUITY$)/gm);
    const item = ['#EXT-X-KEY:METHOD=SAMPLE-AES', '#EXT-X-MAP'];
    expect(kinds).toEqual([
      ...item,
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-KEY:METHOD=NONE',
      '#EXT-X-MAP',
      '#EXT-X-DISCONTINUITY',
      ...item,
    ]);
  });

  it('lets a language that an item lacks be its first one, and captions that it lacks be empty', () => {
    expect(at(channel, NOON + 60_000, { kind: 'audio', language: 'de' })).toContain('/media/ver_b/audio/en/1.m4s');
    const captions = at(channel, NOON + 60_000, { kind: 'text', language: 'en' });
    expect(lines(captions, '/live/empty.vtt')).toHaveLength(5);
    expect(lines(captions, '#EXT-X-MEDIA-SEQUENCE')).toEqual(
      lines(at(channel, NOON + 60_000), '#EXT-X-MEDIA-SEQUENCE'),
    );
  });

  it('keeps a range of the break from its announcement until it has left the window', () => {
    const range = (now: number) => lines(at(channel, now), '#EXT-X-DATERANGE:ID="chn_1-break-1"').length;
    expect([20, 33, 62.2, 62.3, 116.5, 117.6].map((after) => range(NOON + after * 1000))).toEqual([1, 1, 1, 2, 2, 0]);
  });
});
