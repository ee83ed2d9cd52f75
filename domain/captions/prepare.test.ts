import { lintCues } from './lint';
import { readyCaptions } from './prepare';

const LIMITS = { maxCharactersPerLine: 42, maxLines: 2, maxCharactersPerSecond: 20 };
const context = { track: 'captions:en', language: 'en', programmeMs: 60_000, limits: LIMITS };
const srt = (...cues: [start: string, end: string, text: string][]): Buffer =>
  Buffer.from(cues.map(([start, end, text], index) => `${index + 1}\n${start} --> ${end}\n${text}\n`).join('\n'));
const codes = (bytes: Buffer): string[] => readyCaptions(bytes, context).findings.map(({ code }) => code);

describe('readyCaptions', () => {
  it('finds nothing in a good file', () => {
    const ready = readyCaptions(srt(['00:00:01,000', '00:00:03,000', 'Good morning.']), context);
    expect(ready.findings).toEqual([]);
    expect(ready.cues).toHaveLength(1);
  });

  it.each<[string, Buffer]>([
    ['captions/overlap', srt(['00:00:01,000', '00:00:03,000', 'A'], ['00:00:02,000', '00:00:04,000', 'B'])],
    ['captions/order', srt(['00:00:05,000', '00:00:06,000', 'B'], ['00:00:01,000', '00:00:02,000', 'A'])],
    ['captions/reading-speed', srt(['00:00:01,000', '00:00:02,000', 'Much too much for a second'])],
    ['captions/line-length', srt(['00:00:01,000', '00:00:10,000', 'x'.repeat(43)])],
    ['captions/lines', srt(['00:00:01,000', '00:00:10,000', 'a\nb\nc'])],
    ['captions/outside', srt(['00:00:58,000', '00:01:02,000', 'Late'])],
    ['captions/encoding', Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nCafé\n', 'latin1')],
    ['captions/broken-cues', Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:0x --> 5\nB\n')],
    ['captions/empty', Buffer.from('WEBVTT\n')],
    ['captions/unreadable', Buffer.from('hello')],
  ])('reports %s and nothing else', (code, bytes) => {
    expect(codes(bytes)).toEqual([code]);
  });

  it('holds a title whose captions cannot be read, and leaves the track out', () => {
    const ready = readyCaptions(Buffer.from('hello'), context);
    expect(ready.cues).toEqual([]);
    expect(ready.findings[0]).toMatchObject({ severity: 'hold', stage: 'captions', track: 'captions:en' });
    expect(ready.findings[0]?.fix).not.toBe('');
  });

  it('holds a title whose captions are an hour late', () => {
    const { findings, cues } = readyCaptions(srt(['01:00:01,000', '01:00:03,000', 'Late']), context);
    expect(findings).toMatchObject([{ code: 'captions/outside', severity: 'hold' }]);
    expect(cues).toEqual([]);
  });

  it('cuts the last cue at the end of the programme', () => {
    const { cues } = readyCaptions(srt(['00:00:58,000', '00:01:02,000', 'Late']), context);
    expect(cues).toMatchObject([{ startMs: 58_000, endMs: 60_000 }]);
  });
});

describe('lintCues', () => {
  it('counts letters as people see them, without tags and entities', () => {
    const text = `<i>${'é'.normalize('NFD').repeat(41)}&amp;</i>`;
    expect(lintCues([{ startMs: 0, endMs: 10_000, text }], LIMITS, 'captions:en')).toEqual([]);
  });
});
