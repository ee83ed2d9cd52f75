import fc from 'fast-check';
import { languageName } from '../media/language';
import { rational } from '../media/rational';
import { dashManifest } from './dash';
import { audioGroups, hlsPlaylists } from './hls';
import { cacheControlOf, contentTypeOf, isCompressible } from './mime';
import type { AudioTrack, PackageFacts } from './package-facts';
import { jpegSize, readSpriteIndex, renameSheets } from './thumbnails';
import { gridFaults, measureBitRates, seconds, type TrackFacts, targetDuration, timeline } from './tracks';
import { sampled } from './verification';
import { parseVtt, segmentVtt } from './webvtt';

const INIT: TrackFacts['init'] = {
  ...{ kind: 'video', codec: 'avc1.64001f', width: 640, height: 360, timescale: 24000, editShift: 2002 },
  ...{ declaredDuration: 0, language: 'und', brands: ['cmfc'], defaults: { duration: 1001, size: 0, flags: 0 } },
};

/** A track with segments of so many frames each, at 23.976. */
const track = (frames: number[], bytes = 1000): TrackFacts => {
  let at = 0;
  const segments = frames.map((samples, index) => {
    const start = at * 1001;
    at += samples;
    const place = {
      start: 0,
      end: bytes,
      firstSampleEnd: 100,
      startsWithSync: true,
      mediaBytes: 900,
      encrypted: false,
      samples,
      duration: samples * 1001,
    };
    const fragments = [{ ...place, decodeTime: start, presentationTime: start + 2002 }];
    return { path: `video/a/${index + 1}.m4s`, bytes, fragments };
  });
  return { initPath: 'video/a/init.mp4', initBytes: 700, init: INIT, segments };
};
const FILM = rational(24000, 1001);

describe('timeline of a track', () => {
  it('takes the edit list off, so that a programme starts at 0 and segments touch', () => {
    expect(timeline(track([144, 144, 24]))).toEqual([
      { path: 'video/a/1.m4s', bytes: 1000, start: 0, duration: 144_144 },
      { path: 'video/a/2.m4s', bytes: 1000, start: 144_144, duration: 144_144 },
      { path: 'video/a/3.m4s', bytes: 1000, start: 288_288, duration: 24_024 },
    ]);
    expect(seconds(track([144, 144, 24]))).toBeCloseTo(13.013, 6);
  });

  it('takes audio priming off the front only once', () => {
    const sound = track([100, 100]);
    sound.init = { ...INIT, kind: 'audio', editShift: 1024 };
    for (const { fragments } of sound.segments)
      for (const fragment of fragments) fragment.presentationTime = fragment.decodeTime;
    const [first, second] = timeline(sound);
    expect([first?.start, second?.start]).toEqual([0, 100_100 - 1024]);
    expect((second?.start ?? 0) + (second?.duration ?? 0)).toBe(200_200 - 1024);
  });

  it('rounds the target duration to the nearest second and never under one', () => {
    expect(targetDuration([track([144, 144])])).toBe(6);
    expect(targetDuration([track([5])])).toBe(1);
  });
});

describe('gridFaults', () => {
  const grid = { frameRate: FILM, segmentFrames: 144, frames: 312 };
  it('passes a track on the grid', () => expect(gridFaults(track([144, 144, 24]), grid)).toEqual([]));
  it.each([
    [[144, 143, 25], /3\.m4s starts at frame 287, not 288/],
    [[144, 168], /has 2 segments, not 3/],
    [[144, 144, 23], /holds 311 frames, not 312/],
  ])('names the fault of %j', (frames, fault) => expect(gridFaults(track(frames), grid).join()).toMatch(fault));
  it('names a segment without an IDR', () => {
    const bad = track([144, 144, 24]);
    if (bad.segments[1]?.fragments[0]) bad.segments[1].fragments[0].startsWithSync = false;
    expect(gridFaults(bad, grid)).toEqual(['video/a/2.m4s does not start with an IDR']);
  });
});

describe('measureBitRates', () => {
  const segment = fc.record({
    bytes: fc.integer({ min: 1, max: 1e7 }),
    seconds: fc.double({ min: 0.1, max: 8, noNaN: true }),
  });

  it('never puts the average above the peak', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 30 }), (segments) => {
        const { peak, average } = measureBitRates(segments, 6);
        expect(average).toBeLessThanOrEqual(peak);
        expect(average).toBeGreaterThan(0);
      }),
    );
  });

  it('is not misled by a tiny last segment', () => {
    const even = Array.from({ length: 5 }, () => ({ bytes: 750_000, seconds: 6 }));
    expect(measureBitRates([...even, { bytes: 50_000, seconds: 0.04 }], 6).peak).toBeLessThan(1_100_000);
    expect(measureBitRates([...even, { bytes: 2_250_000, seconds: 6 }], 6).peak).toBe(3_000_000);
  });

  it('measures a title shorter than half a segment, and nothing of nothing', () => {
    expect(measureBitRates([{ bytes: 1000, seconds: 1 }], 6)).toEqual({ peak: 8000, average: 8000 });
    expect(measureBitRates([], 6)).toEqual({ peak: 0, average: 0 });
  });
});

describe('segmentVtt', () => {
  const cue = fc
    .record({ start: fc.integer({ min: 0, max: 20_000 }), length: fc.integer({ min: 1, max: 9000 }) })
    .map(({ start, length }) => ({ start, end: start + length }));
  const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

  it('shows every cue at every moment it is on, and at no other', () => {
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 8 }), fc.integer({ min: 1, max: 500 }), (cues, frames) => {
        const text = `WEBVTT\n\n${cues.map(({ start, end }, i) => `${clock(start)} --> ${clock(end)}\ncue ${i}\n`).join('\n')}`;
        const segments = segmentVtt(text, { frameRate: FILM, frames, segmentFrames: 48 });
        expect(segments.reduce((sum, segment) => sum + segment.seconds, 0)).toBeCloseTo((frames * 1001) / 24000, 6);
        let at = 0;
        for (const segment of segments) {
          const shown = parseVtt(segment.text).cues.map((each) => each.text.split('\n')[1]);
          const end = at + segment.seconds;
          const due = cues.flatMap((each, i) => (each.start / 1000 < end && each.end / 1000 > at ? [`cue ${i}`] : []));
          expect(shown).toEqual(due);
          at = end;
        }
      }),
    );
  });

  it('ends a cue at a discontinuity and begins it there anew, settings and all', () => {
    const text = 'WEBVTT\n\nid 1\n00:01.000 --> 01:00:05.500 line:10%\nHi\n\n00:02.500 --> 00:03.000\nHo\n';
    const grid = { frameRate: rational(25), frames: 150, segmentFrames: 50, cutFrame: 100 };
    const parts = segmentVtt(text, grid).map((segment) => parseVtt(segment.text).cues.map((each) => each.text));
    expect(parts).toEqual([
      ['id 1\n00:00:01.000 --> 00:00:04.000 line:10%\nHi'],
      ['id 1\n00:00:01.000 --> 00:00:04.000 line:10%\nHi', '00:02.500 --> 00:03.000\nHo'],
      ['id 1\n00:00:04.000 --> 01:00:05.500 line:10%\nHi'],
    ]);
  });

  it('keeps styles in every segment and drops comments', () => {
    const text =
      'WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nNOTE not for viewers\n\nid 1\n00:01.000 --> 00:03.000 line:10%\nHi\n';
    const segments = segmentVtt(text, { frameRate: rational(25), frames: 100, segmentFrames: 50 });
    for (const { text: part } of segments) {
      expect(part).toContain('STYLE\n::cue { color: red }');
      expect(part).toContain('id 1\n00:01.000 --> 00:03.000 line:10%\nHi');
      expect(part).not.toContain('NOTE');
    }
  });
});

describe('sprite index', () => {
  const vtt =
    'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nsheets/s-0.jpg#xywh=0,0,160,90\n\n00:00:02.000 --> 00:00:04.000\nsheets/s-1.jpg#xywh=160,0,160,90\n';
  it('reads sheets, tile size and interval', () =>
    expect(readSpriteIndex(vtt)).toEqual({
      sheets: ['sheets/s-0.jpg', 'sheets/s-1.jpg'],
      tile: { width: 160, height: 90 },
      tileSeconds: 2,
    }));
  it('points cues at other names', () =>
    expect(renameSheets(vtt, new Map([['sheets/s-1.jpg', '2.jpg']]))).toContain('\n2.jpg#xywh=160,0,160,90'));
  it('finds none in a file without tiles', () =>
    expect(readSpriteIndex('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n')).toBeUndefined());
  it('does not take another file for a JPEG', () => {
    expect(jpegSize(Buffer.from('not a picture'))).toBeUndefined();
    expect(jpegSize(Buffer.from('ffd8ffc0001108005a00a003', 'hex'))).toEqual({ width: 160, height: 90 });
  });
});

describe('audioGroups', () => {
  const sound = (language: string, channels: number, label: string): AudioTrack => ({
    ...{ id: `${language}-${channels}`, language, label, default: language === 'en', channels, facts: track([1]) },
  });
  it('offers every language in every group, a narrower track where there is no wide one', () => {
    const groups = audioGroups([sound('en', 2, 'English'), sound('de', 2, 'Deutsch'), sound('en', 6, 'English 5.1')]);
    expect(groups.map(({ id, tracks }) => [id, tracks.map((each) => each.id)])).toEqual([
      ['audio-2', ['en-2', 'de-2']],
      ['audio-6', ['en-6', 'de-2']],
    ]);
  });
  it('keeps a commentary apart from the main track of its language', () => {
    const groups = audioGroups([sound('en', 2, 'English'), { ...sound('en', 2, 'Commentary'), id: 'en-c' }]);
    expect(groups[0]?.tracks.map(({ id }) => id)).toEqual(['en-2', 'en-c']);
  });
  it('has no group without audio', () => expect(audioGroups([])).toEqual([]));

  it('writes `und` and a name for people where no language is known, as both formats ask for a tag', () => {
    const facts: PackageFacts = {
      ...{ frameRate: FILM, frames: 288, segmentFrames: 144, text: [] },
      video: [{ name: '360p', facts: track([144, 144]) }],
      audio: [{ ...sound('und', 2, languageName('und')), default: true }],
    };
    const [master] = hlsPlaylists(facts);
    expect(master?.text).toMatch(/TYPE=AUDIO,.*LANGUAGE="und",NAME="Original"/);
    expect(dashManifest(facts).text).toMatch(/contentType="audio"[^>]* lang="und"[^>]*>\s*<Label>Original<\/Label>/);
  });
});

describe('delivery rules', () => {
  it('caches playlists for seconds and everything else for good', () => {
    expect(['a.m3u8', 'a.mpd'].map(cacheControlOf)).toEqual(['public, max-age=6', 'public, max-age=6']);
    expect(['1.m4s', 'init.mp4', 'x.jpg', 'en.vtt'].map(cacheControlOf)).toEqual(
      Array(4).fill('public, max-age=31536000, immutable'),
    );
  });
  it('knows the media types and what shrinks', () => {
    expect(contentTypeOf('a/b.M3U8')).toBe('application/vnd.apple.mpegurl');
    expect(contentTypeOf('a/noending')).toBe('application/octet-stream');
    expect(['a.mpd', 'a.vtt', 'a.m4s', 'a.jpg'].map(isCompressible)).toEqual([true, true, false, false]);
  });
});

it('samples first, middle and last, each once', () => {
  expect(sampled([1, 2, 3, 4, 5])).toEqual([1, 3, 5]);
  expect(sampled([1, 2])).toEqual([1, 2]);
  expect(sampled([1])).toEqual([1]);
  expect(sampled([])).toEqual([]);
});
