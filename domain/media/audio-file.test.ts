import { type AudioFileProbe, audioFileFindings, readAudioFile } from './audio-file';
import { planAudio } from './audio-plan';
import type { AudioProbe } from './probe';

const stream = (streamIndex: number, change: Partial<AudioProbe> = {}): AudioProbe => ({
  ...{ streamIndex, codec: 'pcm_s24le', sampleRate: 48_000, channels: 2, layout: 'stereo', language: 'und' },
  ...{ startUs: 0, durationUs: 60_000_000, ...change },
});
const file = (...audio: AudioProbe[]): AudioFileProbe => ({ container: 'wav', originUs: 0, audio });
const profile = {
  ...{ codec: 'aac' as const, stereoBitrate: 128_000, surroundBitrate: 384_000, surround: true, maxTracks: 32 },
  loudness: { targetLufs: -23, maxTruePeakDbtp: -1 },
};
const rule = { maxMs: 200, severity: 'warning' as const };

describe('planning audio files', () => {
  it('makes one track of each file for a master without sound, the first of them the default', () => {
    const files = ['en', 'de', 'fr'].map((language, index) => ({ index, language, probe: file(stream(0)) }));
    expect(planAudio([], profile, files)).toMatchObject([
      { id: 'en-stereo', sidecar: 0, language: 'en', label: 'English', default: true, sources: [0] },
      { id: 'de-stereo', sidecar: 1, language: 'de', label: 'German', default: false },
      { id: 'fr-stereo', sidecar: 2, language: 'fr', label: 'French', default: false },
    ]);
  });

  it('puts a file in the place of the master’s own sound in its language, and beside that in another', () => {
    const own = [stream(1, { language: 'en' }), stream(2, { language: 'de' })];
    const tracks = planAudio(own, profile, [{ index: 4, language: 'eng', probe: file(stream(0)) }]);
    expect(tracks.map(({ id, sidecar, default: first }) => [id, sidecar, first])).toEqual([
      ['de-stereo', undefined, true],
      ['en-stereo', 4, false],
    ]);
  });

  it('never makes a description or a commentary the default, nor puts it in the place of the programme', () => {
    const files = (['description', 'commentary', 'main'] as const).map((kind, index) => ({
      ...{ index, language: 'en', kind, probe: file(stream(0)) },
    }));
    expect(planAudio([stream(1, { language: 'en' })], profile, files.slice(0, 2))).toMatchObject([
      { id: 'en-stereo', default: true },
      { id: 'en-description-stereo', label: 'English (audio description)', kind: 'description', default: false },
      { id: 'en-commentary-stereo', label: 'English (commentary)', kind: 'commentary', default: false },
    ]);
    expect(planAudio([], profile, files).map(({ default: first }) => first)).toEqual([false, false, true]);
  });

  it('takes the widest of several sounds in a file, and the stereo beside it as its stereo', () => {
    const probe = file(stream(0), stream(1, { channels: 6, layout: '5.1' }));
    expect(planAudio([], profile, [{ index: 0, language: 'en', label: 'Original', probe }])).toMatchObject([
      { id: 'en-stereo', layout: 'stereo', sources: [0], label: 'Original' },
      { id: 'en-surround', layout: '5.1', sources: [1], label: 'Original 5.1' },
    ]);
  });

  it('joins the mono streams of a file', () => {
    const mono = [0, 1, 2, 3, 4, 5].map((index) => stream(index, { channels: 1, layout: 'mono' }));
    expect(planAudio([], profile, [{ index: 0, language: 'en', probe: file(...mono) }])).toMatchObject([
      { layout: 'stereo', sources: [0, 1, 2, 3, 4, 5] },
      { layout: '5.1', sources: [0, 1, 2, 3, 4, 5] },
    ]);
  });
});

describe('reading an audio file', () => {
  const document = (format: string) => ({
    format: { format_name: format },
    streams: [{ index: 0, codec_type: 'audio', codec_name: 'aac', channels: 2, sample_rate: '48000' }],
  });
  const spans = new Map([[0, { firstUs: 1_400_000, endUs: 61_400_000 }]]);

  it('lets the programme start with the first sample where the container’s clock has no meaning', () => {
    expect(readAudioFile(document('mpegts'), spans)).toMatchObject({ originUs: 1_400_000 });
  });

  it('keeps a delay that a container states on a clock of its own', () => {
    expect(readAudioFile(document('mov,mp4,m4a,3gp,3g2,mj2'), spans)).toMatchObject({ originUs: 0 });
  });

  it('believes packets, not headers, and knows no stream without any', () => {
    expect(readAudioFile(document('wav'), spans).audio).toMatchObject([{ startUs: 1_400_000, durationUs: 60_000_000 }]);
    expect(readAudioFile(document('wav'), new Map()).audio).toEqual([]);
  });
});

describe('what is odd about an audio file', () => {
  const found = (durationUs: number, change: Partial<AudioProbe> = {}) =>
    audioFileFindings(
      { language: 'de', kind: 'description' },
      file(stream(0, { durationUs, ...change })),
      60_000_000,
      rule,
    );

  it('is nothing within the limit', () => expect(found(60_150_000)).toEqual([]));

  it.each([
    [58_000_000, '-2000 ms', /before the picture; it is padded/],
    [62_500_000, '+2500 ms', /after the picture; it is cut/],
  ])('is a length of %i µs', (durationUs, measured, message) => {
    expect(found(durationUs)).toMatchObject([
      {
        code: 'av/length',
        severity: 'warning',
        stage: 'inspect',
        track: 'audio:de-description',
        measured,
        limit: '±200 ms',
      },
    ]);
    expect(found(durationUs)[0]?.message).toMatch(message);
  });

  it('is another language than was ordered, but not another country’s', () => {
    expect(found(60_000_000, { language: 'fr' })).toMatchObject([{ code: 'audio/other-language', measured: 'fr' }]);
    expect(found(60_000_000, { language: 'de-AT' })).toEqual([]);
  });
});
