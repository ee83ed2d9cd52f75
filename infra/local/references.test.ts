import { readManifest } from './dash-references';
import { readMedia, readMultivariant } from './hls-references';

const base = 'http://cdn/title/v1/';

describe('readMultivariant', () => {
  it('finds every playlist once, with its kind', () => {
    const found = readMultivariant(
      [
        '#EXTM3U',
        '#EXT-X-MEDIA:TYPE=AUDIO,URI="en/a.m3u8",GROUP-ID="a",LANGUAGE="en",NAME="English, stereo"',
        '#EXT-X-MEDIA:TYPE=SUBTITLES,URI="s.m3u8",GROUP-ID="s",LANGUAGE="de"',
        '#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=1280x720,CODECS="avc1,mp4a",AUDIO="a"',
        'v.m3u8',
        '#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1280x720,AUDIO="b"',
        'v.m3u8',
        '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i.m3u8"',
        '#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,URI="t.m3u8"',
      ].join('\n'),
      `${base}master.m3u8`,
    );
    expect(found.map(({ kind, url }) => [kind, url.slice(base.length)])).toEqual([
      ['audio', 'en/a.m3u8'],
      ['text', 's.m3u8'],
      ['video', 'v.m3u8'],
      ['iframes', 'i.m3u8'],
      ['images', 't.m3u8'],
    ]);
  });

  it('refuses what is no playlist', () => {
    expect(() => readMultivariant('<html>', base)).toThrow('#EXTM3U');
  });
});

describe('readMedia', () => {
  it('adds up durations and resolves segments', () => {
    const text = '#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:6.006,\n1.m4s\n#EXTINF:2.5,\n2.m4s\n#EXT-X-ENDLIST\n';
    expect(readMedia(text, `${base}v.m3u8`)).toEqual({
      maps: [{ url: `${base}init.mp4`, range: undefined }],
      segments: [
        { url: `${base}1.m4s`, range: undefined },
        { url: `${base}2.m4s`, range: undefined },
      ],
      seconds: 8.506,
      ended: true,
    });
  });

  it('follows byte ranges that go on where the last one ended', () => {
    const text =
      '#EXTM3U\n#EXT-X-MAP:URI="v.mp4",BYTERANGE="700@0"\n#EXT-X-BYTERANGE:100@700\n#EXTINF:1,\nv.mp4\n#EXT-X-BYTERANGE:50\n#EXTINF:1,\nv.mp4';
    const { maps, segments } = readMedia(text, base);
    expect(maps[0]?.range).toEqual({ offset: 0, length: 700 });
    expect(segments.map(({ range }) => range)).toEqual([
      { offset: 700, length: 100 },
      { offset: 800, length: 50 },
    ]);
  });
});

describe('readManifest', () => {
  const manifest = (inside: string) =>
    `<?xml version="1.0"?><MPD type="static" mediaPresentationDuration="PT1M0.5S"><Period><AdaptationSet>${inside}</AdaptationSet></Period></MPD>`;

  it('lists the files of a template with a timeline', () => {
    const template =
      '<SegmentTemplate initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number%03d$.m4s" startNumber="1" timescale="1"><SegmentTimeline><S t="0" d="6" r="1"/><S d="3"/></SegmentTimeline></SegmentTemplate>';
    const { seconds, urls, representations } = readManifest(
      manifest(`<Representation id="720" bandwidth="1">${template}</Representation>`),
      `${base}manifest.mpd`,
    );
    expect(seconds).toBe(60.5);
    expect(representations).toBe(1);
    expect(urls.map((url) => url.slice(base.length))).toEqual([
      '720/init.mp4',
      '720/001.m4s',
      '720/002.m4s',
      '720/003.m4s',
    ]);
  });

  it('lists times, and templates of fixed duration that a set shares', () => {
    const shared = '<SegmentTemplate media="$Time$_$Bandwidth$.m4s" duration="20" timescale="1"/>';
    const { urls } = readManifest(manifest(`${shared}<Representation id="a" bandwidth="9"/>`), `${base}m.mpd`);
    expect(urls.map((url) => url.slice(base.length))).toEqual(['0_9.m4s', '20_9.m4s', '40_9.m4s', '60_9.m4s']);
  });

  it('lists the single file of a base address', () => {
    const inside = '<Representation id="t"><BaseURL>text/en.vtt</BaseURL></Representation>';
    expect(readManifest(manifest(inside), `${base}m.mpd`).urls).toEqual([`${base}text/en.vtt`]);
  });

  it('refuses what is no manifest', () => {
    expect(() => readManifest('<html/>', base)).toThrow('no DASH manifest');
  });
});
