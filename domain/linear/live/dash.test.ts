import { parse } from 'mpd-parser';
import { lastPublished, windowMs, windowTo } from './air';
import type { LiveChannel } from './channel';
import { breakMpd, mpdWriter } from './dash';
import { channelOf, NOON, version } from './testing/channel';
import { decoded } from './testing/scte35-decoder';

const addressOf = ({ versionId }: { versionId: string }) => `/media/${versionId}/`;
const write = mpdWriter({ addressOf });

function at(channel: LiveChannel, now: number): string {
  const [variant] = channel.variants;
  const air = { rows: variant!.rows, assets: channel.assets };
  const window = windowTo(air, lastPublished(air, now)!, windowMs(channel.format));
  return write({ channel, variant: variant!, window });
}

const SEALED = version({ id: 'a', segments: 5, encrypted: true });
const CLEAR = version({ id: 'b', segments: 4, film: true, tailFrames: 30, captions: [] });
/** 30 s encrypted, a break of 25.275 s in the clear from 12:00:30, the second half of the encrypted one from 12:00:55.275. */
const channel = channelOf(
  [{ of: SEALED }, { of: CLEAR, breakId: 'brk_1', kind: 'promo' }, { of: SEALED, segFrom: 2 }, { of: CLEAR }],
  { signalling: { interstitials: true } },
);

interface Parsed {
  playlists: {
    segments: { resolvedUri: string; presentationTime: number; duration: number }[];
    attributes: { BANDWIDTH: number };
  }[];
}
const read = (text: string) =>
  parse(text, { manifestUri: 'https://tv.example/live/films/manifest.mpd' }) as unknown as Parsed;
const periods = (text: string) =>
  [...text.matchAll(/<Period id="(\d+)" start="([^"]+)">/g)].map(([, id, start]) => [id, start]);

describe('the MPD of a channel', () => {
  it('has a Period for each item, where it airs, for ever', () => {
    expect(periods(at(channel, NOON + 25_000))).toEqual([
      ['0', 'PT0S'],
      ['1', 'PT30S'],
    ]);
    expect(periods(at(channel, NOON + 63_000))).toEqual([
      ['0', 'PT0S'],
      ['1', 'PT30S'],
      ['2', 'PT55.275S'],
    ]);
    expect(periods(at(channel, NOON + 95_000))[0]).toEqual(['1', 'PT30S']);
  });

  it('is the same between two segments and tells when it was made', () => {
    const text = at(channel, NOON + 63_000);
    expect(at(channel, NOON + 68_200)).toBe(text);
    expect(text).toContain('availabilityStartTime="2026-11-23T12:00:00.000Z"');
    expect(text).toContain('publishTime="2026-11-23T12:01:02.275Z"');
    expect(text).toContain('<Location>/live/films/ZZ/manifest.mpd</Location>');
  });

  it('is read by a parser of others, segment after segment without a gap of the picture, a little ahead of the edge', () => {
    const { playlists } = read(at(channel, NOON + 63_000));
    expect(playlists.map(({ attributes }) => attributes.BANDWIDTH)).toEqual([2_160_000, 1_080_000]);
    const segments = playlists[0]?.segments ?? [];
    let end = 0;
    for (const { presentationTime, duration } of segments) {
      expect(presentationTime).toBeCloseTo(end, 3);
      end = presentationTime + duration;
    }
    expect(end).toBeGreaterThanOrEqual(63 + 6);
    expect(segments.at(-1)?.resolvedUri).toBe('https://tv.example/media/ver_a/video/720p/5.m4s');
  });

  it('takes an item up where its first segment begins, sound and captions with the picture', () => {
    const third = at(channel, NOON + 63_000).split('<Period ')[3] ?? '';
    const offsets = [...third.matchAll(/timescale="(\d+)" presentationTimeOffset="(\d+)"/g)];
    expect(offsets.map(([, scale, offset]) => Number(offset) / Number(scale))).toEqual([12, 12, 12, 12, 12]);
  });

  it('has a set for each key, and none of captions where an item has none', () => {
    const [, first = '', second = ''] = at(channel, NOON + 63_000).split('<Period ');
    expect([...first.matchAll(/<AdaptationSet id="(\d+)"/g)].map(([, id]) => id)).toEqual(['1', '2', '20', '21', '60']);
    expect([...second.matchAll(/<AdaptationSet id="(\d+)"/g)].map(([, id]) => id)).toEqual(['1', '20', '21']);
    expect(second).not.toContain('ContentProtection');
  });

  it('tells a break where it begins and where it ends', () => {
    const [, , second = '', third = ''] = at(channel, NOON + 63_000).split('<Period ');
    const binary = (text: string) => decoded(Buffer.from(/<Binary>([^<]+)/.exec(text)?.[1] ?? '', 'base64'));
    expect(second).toMatch(
      /<EventStream schemeIdUri="urn:scte:scte35:2014:xml\+bin"[^>]*>\s*<Event presentationTime="0" duration="25275"/,
    );
    expect(binary(second)).toMatchObject({ spliceCommandType: 6 });
    expect(binary(third)).toMatchObject({ spliceCommandType: 6 });
    expect(second).toContain(
      '<ReplacePresentation url="/live/films/ZZ/break/1.mpd" maxDuration="25275" returnOffset="25275"/>',
    );
  });

  it('gives a break as a presentation of its own', () => {
    const text = breakMpd(channel, channel.variants[0]!, 1, addressOf);
    expect(text).toContain('mediaPresentationDuration="PT25.275S"');
    expect(read(text ?? '').playlists[0]?.segments).toHaveLength(5);
    expect(breakMpd(channel, channel.variants[0]!, 2, addressOf)).toBeUndefined();
  });
});
