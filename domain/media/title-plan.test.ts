import fc from 'fast-check';
import { planAudio } from './audio-plan';
import { planCaptions } from './caption-plan';
import { planChunks } from './chunk-plan';
import { nearestStandardRate, STANDARD_RATES, snapFrameRate } from './frame-rate';
import { planLadder } from './ladder';
import { languageName, languageTag } from './language';
import type { AudioProbe, VideoProbe } from './probe';
import type { AudioProfile, EncodeProfile, VideoGroupProfile } from './profile';
import { rational, toNumber } from './rational';
import { planTimeline } from './timeline-plan';
import { gridTicks, trackTimescale } from './timeline-ticks';
import { planTitle } from './title-plan';

const rungs = [1080, 720, 540, 360, 234].map((height) => ({
  ...{ name: `${height}p`, height, crf: 22, maxBitrate: height * 4000, bufferSize: height * 6000 },
}));
const group: VideoGroupProfile = { name: 'h264', codec: 'h264', preset: 'medium', rungs };
const audioProfile: AudioProfile = {
  ...{ codec: 'aac', stereoBitrate: 128_000, surroundBitrate: 384_000, surround: true, maxTracks: 32 },
  loudness: { targetLufs: -23, maxTruePeakDbtp: -1 },
};
const profile: EncodeProfile = {
  ...{ name: 'p', version: 1, video: [group], gopMs: 2000, segmentMs: 6000, chunkMs: 10_000, maxFrameRate: 60 },
  audio: audioProfile,
  captions: { maxCharactersPerLine: 42, maxLines: 2, maxCharactersPerSecond: 20 },
  thumbnails: { everyMs: 5000, width: 240 },
};
const sizes = (width: number, height: number) =>
  planLadder({ width, height }, group).map((rung) => `${rung.width}x${rung.height}`);

describe('planChunks', () => {
  const request = fc
    .tuple(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 100, max: 5000 }))
    .map(([frames, gopFrames, targetFrames]) => ({ frames, gopFrames, targetFrames }));

  it('covers every frame exactly once', () => {
    fc.assert(
      fc.property(request, (wish) => {
        const chunks = planChunks(wish);
        expect(chunks[0]?.start).toBe(0);
        expect(chunks.at(-1)?.end).toBe(wish.frames);
        expect(chunks.slice(1).map(({ start }) => start)).toEqual(chunks.slice(0, -1).map(({ end }) => end));
        for (const { start, end } of chunks) expect(end).toBeGreaterThan(start);
      }),
    );
  });

  it('starts every chunk on the GOP grid', () => {
    fc.assert(
      fc.property(request, (wish) => {
        for (const { start } of planChunks(wish)) expect(start % wish.gopFrames).toBe(0);
      }),
    );
  });

  it('folds a runt tail into the chunk before it', () => {
    expect(planChunks({ frames: 620, gopFrames: 50, targetFrames: 300 })).toEqual([
      { start: 0, end: 300 },
      { start: 300, end: 620 },
    ]);
    fc.assert(
      fc.property(request, (wish) => {
        const lengths = planChunks(wish).map(({ start, end }) => end - start);
        const whole = lengths[0] ?? 0;
        if (lengths.length > 1) for (const length of lengths) expect(length).toBeGreaterThanOrEqual(whole / 2);
      }),
    );
  });

  it('keeps a tail of half a chunk as a chunk', () => {
    expect(planChunks({ frames: 750, gopFrames: 50, targetFrames: 300 })).toHaveLength(3);
  });

  it('refuses counts that are no counts', () => {
    expect(() => planChunks({ frames: 0, gopFrames: 50, targetFrames: 300 })).toThrow('frames is 0');
    expect(() => planChunks({ frames: 10, gopFrames: 2.5, targetFrames: 300 })).toThrow('gopFrames is 2.5');
  });
});

describe('planLadder', () => {
  it('takes the rungs that fit a landscape picture', () => {
    expect(sizes(1920, 1080)).toEqual(['1920x1080', '1280x720', '960x540', '640x360', '416x234']);
    expect(sizes(1280, 720)).toEqual(['1280x720', '960x540', '640x360', '416x234']);
  });

  it('turns the rungs for a portrait picture', () => {
    expect(sizes(1080, 1920)).toEqual(['1080x1920', '720x1280', '540x960', '360x640', '234x416']);
  });

  it('adds the picture itself on top when it lies between two rungs', () => {
    expect(sizes(1136, 640)).toEqual(['1136x640', '958x540', '640x360', '416x234']);
    expect(planLadder({ width: 1136, height: 640 }, group)[0]).toMatchObject({ name: 'h264-640p', crf: 22 });
    expect(sizes(966, 544)[0]).toBe('958x540'); // 544 beside 540 is not worth a rung
  });

  it('makes one rung of its own size out of a picture smaller than every rung', () => {
    expect(sizes(320, 180)).toEqual(['320x180']);
    expect(sizes(853, 481)).toEqual(['852x480', '638x360', '414x234']);
  });

  it('gives even sizes, within one pixel of the aspect ratio, never above the picture, each once', () => {
    const size = fc.record({ width: fc.integer({ min: 64, max: 8192 }), height: fc.integer({ min: 64, max: 4320 }) });
    fc.assert(
      fc.property(size, (display) => {
        const made = planLadder(display, group);
        expect(made.length).toBeGreaterThan(0);
        expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
        for (const { width, height } of made) {
          expect(width % 2 === 0 && height % 2 === 0).toBe(true);
          expect(width <= display.width && height <= display.height).toBe(true);
          const [short, long, exact] =
            display.height > display.width
              ? [width, height, (width * display.height) / display.width]
              : [height, width, (height * display.width) / display.height];
          expect(short).toBeGreaterThan(0);
          expect(Math.abs(long - exact)).toBeLessThanOrEqual(2 * Math.ceil(exact / short));
          if (long < Math.max(display.width, display.height) - 1) expect(Math.abs(long - exact)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('planTimeline', () => {
  const at = (rate: [number, number], frames = 1000, wishes: Partial<EncodeProfile> = {}) =>
    planTimeline({ frameRate: rational(...rate), frames }, { ...profile, ...wishes });

  it('counts GOPs in whole frames: 48 frames of 23.976 are 2.002 s', () => {
    expect(at([24000, 1001])).toMatchObject({ gopFrames: 48, segmentFrames: 144 });
    expect(at([25, 1])).toMatchObject({ gopFrames: 50, segmentFrames: 150 });
    expect(at([30000, 1001])).toMatchObject({ gopFrames: 60, segmentFrames: 180 });
  });

  it('halves a rate above the highest, and takes 59.94 for 60', () => {
    expect(at([60000, 1001])).toMatchObject({ frameRate: { num: 60000, den: 1001 }, frames: 1000 });
    expect(at([50, 1], 1001, { maxFrameRate: 30 })).toMatchObject({ frameRate: { num: 25, den: 1 }, frames: 501 });
    expect(at([120, 1], 1001)).toMatchObject({ frameRate: { num: 60, den: 1 }, frames: 501 });
  });

  it('puts every frame on a whole tick, in filters and in files', () => {
    for (const rate of STANDARD_RATES) {
      const { perSecond, perFrame } = gridTicks(rate);
      expect(perSecond * rate.den).toBe(perFrame * rate.num);
      expect(perFrame % 8).toBe(0);
      expect(perSecond).toBeGreaterThanOrEqual(90_000);
      expect((trackTimescale(rate) * rate.den) % rate.num).toBe(0);
    }
  });
});

describe('snapFrameRate', () => {
  it.each([
    [23.976, '24000/1001'],
    [23.98, '24000/1001'],
    [24.0001, '24/1'],
    [29.97, '30000/1001'],
    [25.01, '25/1'],
    [59.9401, '60000/1001'],
  ])('takes %d for %s', (measured, rate) => {
    const snapped = snapFrameRate(measured);
    expect(`${snapped.rate.num}/${snapped.rate.den}`).toBe(rate);
    expect(snapped.standard).toBe(true);
  });

  it('keeps a rate that is none, to a thousandth', () => {
    expect(snapFrameRate(27.3)).toEqual({ rate: { num: 273, den: 10 }, standard: false });
  });

  it('never moves a rate by more than a thousandth', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 240, noNaN: true }), (measured) => {
        expect(Math.abs(toNumber(snapFrameRate(measured).rate) / measured - 1)).toBeLessThanOrEqual(0.00101);
      }),
    );
  });

  it('refuses what is no rate', () => {
    expect(() => snapFrameRate(0)).toThrow(RangeError);
    expect(nearestStandardRate(28.7)).toEqual({ num: 30000, den: 1001 });
  });
});

const sound = (streamIndex: number, channels: number, language = 'en', title?: string): AudioProbe => ({
  ...{ streamIndex, codec: 'pcm_s16le', sampleRate: 48_000, channels, layout: channels === 1 ? 'mono' : 'stereo' },
  ...{ language, startUs: 0, durationUs: 1e6, ...(title ? { title } : {}) },
});
const inShort = (audio: AudioProbe[], changed: Partial<AudioProfile> = {}) =>
  planAudio(audio, { ...audioProfile, ...changed }).map(({ id, sources, label }) => `${id} [${sources}] ${label}`);

describe('planAudio', () => {
  it('takes no more tracks than the profile, counted as they come out', () => {
    const sounds = Array.from({ length: 4 }, (_, index) => sound(index + 1, 6, 'en'));
    expect(planAudio(sounds, { ...audioProfile, maxTracks: 8 })).toHaveLength(8);
    expect(() => planAudio(sounds, { ...audioProfile, maxTracks: 7 })).toThrow(
      expect.objectContaining({ code: 'master/too-many-tracks' }),
    );
  });

  it('makes a stereo track per language, the first one the default', () => {
    const tracks = planAudio([sound(1, 2, 'en'), sound(2, 2, 'pt-BR')], audioProfile);
    expect(tracks.map((track) => [track.id, track.label, track.default])).toEqual([
      ['en-stereo', 'English', true],
      ['pt-br-stereo', 'Brazilian Portuguese', false],
    ]);
  });

  it('keeps surround beside its downmix where the profile wants it', () => {
    expect(inShort([sound(1, 6)])).toEqual(['en-stereo [1] English', 'en-surround [1] English 5.1']);
    expect(inShort([sound(1, 6)], { surround: false })).toEqual(['en-stereo [1] English']);
  });

  it.each([
    [1, ['en-mono [0] English']],
    [2, ['en-stereo [0,1] English']],
    [4, ['en-stereo [0,1] English', 'en-stereo-2 [2,3] English 2']],
    [6, ['en-stereo [0,1,2,3,4,5] English', 'en-surround [0,1,2,3,4,5] English 5.1']],
    [8, ['en-stereo [6,7] English', 'en-surround [0,1,2,3,4,5] English 5.1']],
  ])('puts %d mono tracks together', (count, expected) => {
    expect(inShort(Array.from({ length: count }, (_, index) => sound(index, 1)))).toEqual(expected);
  });

  it('keeps mono tracks of different languages apart', () => {
    expect(inShort([sound(1, 1, 'en'), sound(2, 1, 'es')])).toEqual(['en-mono [1] English', 'es-mono [2] Spanish']);
  });

  it('names a commentary, and an untagged track in words', () => {
    expect(inShort([sound(1, 2, 'und'), sound(2, 2, 'en', 'Director')])).toEqual([
      'und-stereo [1] Original',
      'en-stereo [2] English (Director)',
    ]);
  });

  it('never gives two tracks one id, and exactly one default', () => {
    const streams = fc.array(fc.tuple(fc.constantFrom(1, 2, 6, 8), fc.constantFrom('en', 'es', 'und')), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(streams, (list) => {
        const tracks = planAudio(
          list.map(([channels, language], index) => sound(index, channels, language)),
          audioProfile,
        );
        expect(new Set(tracks.map(({ id }) => id)).size).toBe(tracks.length);
        expect(tracks.filter((track) => track.default)).toHaveLength(list.length > 0 ? 1 : 0);
        for (const [index] of list.entries()) expect(tracks.some(({ sources }) => sources.includes(index))).toBe(true);
      }),
    );
  });
});

describe('planCaptions', () => {
  it('takes sidecars first and the text of the master where none serves its language', () => {
    const tracks = planCaptions(
      [
        { index: 0, role: 'captions', language: 'eng' },
        { index: 1, role: 'poster' },
        { index: 2, role: 'forced', language: 'es', label: 'Carteles' },
      ],
      [
        { streamIndex: 3, codec: 'mov_text', language: 'en' },
        { streamIndex: 4, codec: 'mov_text', language: 'es' },
        { streamIndex: 5, codec: 'dvd_subtitle', language: 'fr' },
      ],
    );
    expect(tracks.map(({ id, label, source }) => ({ id, label, source }))).toEqual([
      { id: 'en-captions', label: 'English (CC)', source: { sidecar: 0 } },
      { id: 'es-forced', label: 'Carteles', source: { sidecar: 2 } },
      { id: 'es-subtitles', label: 'Spanish', source: { streamIndex: 4 } },
    ]);
  });
});

describe('languageTag', () => {
  it.each([
    ['eng', 'en'],
    ['ger', 'de'],
    ['deu', 'de'],
    ['pt_BR', 'pt-BR'],
    ['und', 'und'],
    ['', 'und'],
    ['not a language', 'und'],
  ])('reads %s as %s', (tag, expected) => expect(languageTag(tag)).toBe(expected));

  it('says a language in words', () => expect(languageName('es')).toBe('Spanish'));
  it('says it in the words of the reader', () => expect(languageName('es', 'de')).toBe('Spanisch'));
  it.each(['und', 'UND', 'und-Latn'])('calls %s what it is to a viewer', (tag) =>
    expect(languageName(tag)).toBe('Original'),
  );
  it('leaves what has no name as it is', () => expect(languageName('not a tag')).toBe('not a tag'));
});

describe('planTitle', () => {
  const video: VideoProbe = {
    ...{
      streamIndex: 0,
      codec: 'h264',
      profile: 'High',
      coded: { width: 1280, height: 720 },
      sampleAspect: rational(1),
    },
    ...{ rotation: 0, display: { width: 1280, height: 720 }, frameRate: rational(24000, 1001), rateMode: 'constant' },
    ...{ frames: 1439, startUs: 0, gopFrames: 48, fieldOrder: 'progressive', pixelFormat: 'yuv420p', bitDepth: 8 },
    ...{ chroma: '4:2:0', dynamicRange: 'SDR', bitRate: 5e6 },
    colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' },
  };
  const plan = (changed: Partial<VideoProbe> = {}) =>
    planTitle(
      profile,
      {
        container: 'mov',
        bytes: 1,
        durationUs: 6e7,
        video: { ...video, ...changed },
        audio: [],
        text: [],
        closedCaptions: false,
      },
      [],
    );

  it('cuts chunks on the GOP grid, of the length the profile wishes', () => {
    const { timeline, groups } = plan();
    expect(timeline).toMatchObject({ gopFrames: 48, segmentFrames: 144, frames: 1439 });
    expect(groups[0]?.chunks.map(({ start }) => start)).toEqual([0, 240, 480, 720, 960, 1200]);
  });

  it('cuts the longest masters into no more chunks than one history holds', () => {
    const day = plan({ frames: 24 * 3600 * 24 });
    expect(day.groups[0]?.chunks.length).toBeLessThanOrEqual(1500);
    expect(day.groups[0]?.chunks.at(-1)?.end).toBe(day.timeline.frames);
  });

  it('conforms what needs conforming and nothing else', () => {
    expect(plan().conform).toEqual({ toConstantRate: false, deinterlace: false });
    expect(plan({ rateMode: 'variable', fieldOrder: 'mixed', dynamicRange: 'HLG' }).conform).toEqual({
      ...{ toConstantRate: true, deinterlace: true, toneMapFrom: 'HLG' },
    });
  });
});
