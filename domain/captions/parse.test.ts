import fc from 'fast-check';
import { type Cue, MOST_CUE_CHARACTERS, MOST_TEXT_CHARACTERS } from './cue';
import { cleanMarkup, plainText } from './markup';
import { parseCaptions } from './parse';
import { writeWebVtt } from './write-webvtt';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const texts = (bytes: Uint8Array, language?: string): string[] =>
  parseCaptions(bytes, language).cues.map(({ text }) => text);

const SRT =
  '1\r\n00:00:01,000 --> 00:00:02,500\r\nGood morning.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>Two</i>\r\nlines\r\n';

describe('SubRip', () => {
  it('is read with its times, lines and italics', () => {
    expect(parseCaptions(utf8(SRT))).toMatchObject({
      format: 'srt',
      encoding: 'utf-8',
      broken: { count: 0 },
      cues: [
        { startMs: 1000, endMs: 2500, text: 'Good morning.' },
        { startMs: 3000, endMs: 4000, text: '<i>Two</i>\nlines' },
      ],
    });
  });

  it('is read when numbers, hours or the comma are missing', () => {
    expect(
      parseCaptions(utf8('00:01.5 --> 00:02\nA\n\n0:00:03.25 -> x\n\n7\n00:00:04,1 --> 00:00:05,20 X1:20\nB')).cues,
    ).toEqual([
      { startMs: 1500, endMs: 2000, text: 'A', settings: undefined },
      { startMs: 4100, endMs: 5200, text: 'B', settings: undefined },
    ]);
  });

  it('puts a cue with a position override on top and drops the override', () => {
    expect(parseCaptions(utf8('1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Up here')).cues[0]).toMatchObject({
      text: 'Up here',
      settings: 'line:0',
    });
  });

  it('names the lines it cannot read and keeps the rest', () => {
    const file = parseCaptions(utf8(`${SRT}\n3\n00:00:09,000 --> 00:00:08,000\nBackwards\n\nnonsense\n`));
    expect(file.cues).toHaveLength(2);
    expect(file.broken).toEqual({ count: 2, places: ['line 10', 'line 14'] });
  });
});

describe('WebVTT', () => {
  it('passes over notes, styles and regions and keeps identifiers out of the text', () => {
    const source =
      'WEBVTT - a title\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:r\n\nNOTE to you\n\n' +
      'intro\n00:01.000 --> 00:02.000 align:start line:0 region:r position:10%\n<v Roger Bingham>Hello <c.loud>you</c>\n';
    expect(parseCaptions(utf8(source))).toMatchObject({
      format: 'webvtt',
      cues: [
        {
          startMs: 1000,
          endMs: 2000,
          text: '<v Roger Bingham>Hello you</v>',
          settings: 'align:start line:0 position:10%',
        },
      ],
      broken: { count: 0 },
    });
  });

  it('comes back the same after it was written', () => {
    const text = fc
      .array(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
      .map((lines) => cleanMarkup(lines.join('\n')))
      .filter((clean) => clean !== '');
    const cue: fc.Arbitrary<Cue> = fc
      .record({
        startMs: fc.integer({ min: 0, max: 400_000_000 }),
        length: fc.integer({ min: 1, max: 100_000 }),
        text,
        settings: fc.constantFrom(undefined, 'line:0', 'align:start position:10%'),
      })
      .map(({ startMs, length, ...rest }) => ({ startMs, endMs: startMs + length, ...rest }));
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 8 }), (cues) => {
        const file = parseCaptions(utf8(writeWebVtt(cues)));
        expect(file.cues).toEqual(cues);
        expect(file.broken.count).toBe(0);
      }),
    );
  });
});

const ttml = (body: string, attributes = '', head = ''): Buffer =>
  utf8(
    `<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ` +
      `xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en" ${attributes}><head>${head}</head><body>${body}</body></tt>`,
  );

describe('TTML', () => {
  it('reads clock, frame and tick times', () => {
    const body =
      '<div><p begin="00:00:01.5" end="00:00:02">A</p><p begin="00:00:03:12" dur="1s">B</p><p begin="50f" end="100t">C</p></div>';
    expect(
      parseCaptions(ttml(body, 'ttp:frameRate="25" ttp:tickRate="10"')).cues.map(({ startMs, endMs }) => [
        startMs,
        endMs,
      ]),
    ).toEqual([
      [1500, 2000],
      [3480, 4480],
      [2000, 10_000],
    ]);
  });

  it('counts frames at 30000/1001 when the multiplier says so', () => {
    const body = '<div><p begin="00:00:10:15" end="00:00:11:00">A</p></div>';
    const [cue] = parseCaptions(ttml(body, 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"')).cues;
    expect(cue).toMatchObject({ startMs: 10_501, endMs: 11_000 });
  });

  it('adds the times of divisions and gives timed spans cues of their own', () => {
    const body =
      '<div begin="10s"><p begin="1s" end="5s"><span begin="0s" end="1s">One</span><span begin="1s" end="2s">Two</span></p></div>';
    expect(parseCaptions(ttml(body)).cues).toMatchObject([
      { startMs: 11_000, endMs: 12_000, text: 'One' },
      { startMs: 12_000, endMs: 13_000, text: 'Two' },
    ]);
  });

  it('keeps emphasis from styles and attributes, breaks, entities and top regions', () => {
    const head =
      '<styling><style xml:id="s1" tts:fontStyle="italic"/></styling><layout><region xml:id="top" tts:displayAlign="before"/></layout>';
    const body =
      '<div><p region="top" begin="1s" end="2s" style="s1">Tom &amp; Jerry<br/>  are\n <span tts:fontWeight="bold">here</span></p></div>';
    expect(parseCaptions(ttml(body, '', head)).cues[0]).toMatchObject({
      text: '<i>Tom &amp; Jerry\nare <b>here</b></i>',
      settings: 'line:0',
    });
  });

  it.each([
    ['defines entities', '<!DOCTYPE tt [<!ENTITY a "aaaa">]><tt><body>&a;</body></tt>'],
    ['is nested without end', `<tt><body>${'<div>'.repeat(20_000)}${'</div>'.repeat(20_000)}</body></tt>`],
    ['is cut off', '<?xml version="1.0"?><tt><body><div><p begin="1s" end="2s">A'],
    ['is other XML', '<?xml version="1.0"?><rss><channel/></rss>'],
  ])('is refused when it %s', (_, source) => {
    expect(() => parseCaptions(utf8(source))).toThrow(expect.objectContaining({ code: 'captions/unreadable' }));
  });
});

describe('encodings', () => {
  const line = (text: string): string => `1\n00:00:01,000 --> 00:00:02,000\n${text}\n`;

  it.each([
    [
      'UTF-8 with a byte order mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(line('Café'))]),
      'utf-8',
      true,
    ],
    [
      'UTF-16 LE with a byte order mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line('Café'), 'utf16le')]),
      'utf-16le',
      true,
    ],
    [
      'UTF-16 BE with a byte order mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line('Café'), 'utf16le')]).swap16(),
      'utf-16be',
      true,
    ],
    ['UTF-16 LE without one', Buffer.from(line('Café'), 'utf16le'), 'utf-16le', false],
    ['Latin-1', Buffer.from(line('Café'), 'latin1'), 'windows-1252', false],
  ])('reads %s', (_, bytes, encoding, certain) => {
    expect(parseCaptions(bytes)).toMatchObject({ encoding, certain, cues: [{ text: 'Café' }] });
  });

  it('takes the code page of the language', () => {
    const bytes = Buffer.concat([
      Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n'),
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
    ]);
    expect(texts(bytes, 'ru-RU')).toEqual(['Привет']);
  });
});

describe('hostile files', () => {
  it.each([
    ['binary', Buffer.from([0, 1, 2, 3, 0, 0, 0, 5, 6, 7, 255, 254, 0])],
    ['larger than captions are', Buffer.alloc(10 * 1024 * 1024 + 1, 0x41)],
    ['prose', utf8('Call me Ishmael.')],
    ['Scenarist', utf8('Scenarist_SCC V1.0\n\n01:00:00:00\t9420')],
  ])('are refused when they are %s', (_, bytes) => {
    expect(() => parseCaptions(bytes)).toThrow(expect.objectContaining({ code: 'captions/unreadable' }));
  });

  it('leave no markup but the allowed', () => {
    const source = '<b onclick="x()">Hi</b> <script>alert(1)</script><img src=x onerror=y>there <i>you';
    expect(cleanMarkup(source)).toBe('<b>Hi</b> there <i>you</i>');
  });

  it('cannot smuggle a cue or a tag through entities', () => {
    expect(cleanMarkup('1 &lt;script&gt; --&gt; 2 --> 3')).toBe('1 &lt;script&gt; --&gt; 2 --&gt; 3');
  });

  it('stop at the most cues a programme can have', () => {
    const source = Array.from({ length: 60_000 }, () => '00:01 --> 00:02\nA\n').join('\n');
    expect(parseCaptions(utf8(source)).cues).toHaveLength(50_000);
  });

  it('never take long or throw anything but a failure code', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      'b',
      '-->',
      '\n',
      '\n\n',
      '00:01',
      '&amp;',
      '&',
      'WEBVTT',
      '<tt>',
      '<i>',
      ' ',
      '{\\an8}',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        try {
          for (const { text } of parseCaptions(utf8(parts.join(''))).cues) expect(text).toBe(cleanMarkup(text));
        } catch (error) {
          expect(error).toMatchObject({ code: 'captions/unreadable' });
        }
      }),
    );
  });
});

describe('captions that are none', () => {
  const HUGE = '&'.repeat(MOST_CUE_CHARACTERS + 1);
  const vtt = (bodies: string[]) =>
    `WEBVTT\n\n${bodies.map((body) => `00:01.000 --> 00:02.000\n${body}\n`).join('\n')}`;
  const srt = (body: string) => `1\n00:00:01,000 --> 00:00:02,000\n${body}\n\n2\n00:00:03,000 --> 00:00:04,000\nHi\n`;
  const ttml = (body: string) =>
    `<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">${body}</p><p begin="3s" end="4s">Hi</p></div></body></tt>`;

  it.each([
    ['WebVTT', parseCaptions(Buffer.from(vtt([HUGE, 'Hi'])))],
    ['SubRip', parseCaptions(Buffer.from(srt(HUGE)))],
    ['TTML', parseCaptions(Buffer.from(ttml('x'.repeat(MOST_CUE_CHARACTERS + 1))))],
  ])('break a cue of %s that nobody could read, and keep the others', (_, { cues, broken }) => {
    expect(cues.map(({ text }) => text)).toEqual(['Hi']);
    expect(broken.count).toBe(1);
  });

  it('keep what follows a cue without end', () => {
    const { cues, broken } = parseCaptions(Buffer.from(vtt(['&'.repeat(MOST_TEXT_CHARACTERS + 1), 'Hi'])));
    expect([cues.map(({ text }) => text), broken.count]).toEqual([['Hi'], 1]);
  });

  it('stop being read where there is more text than in any film', () => {
    const full = MOST_TEXT_CHARACTERS / MOST_CUE_CHARACTERS;
    const { cues, broken } = parseCaptions(Buffer.from(vtt(Array(full + 10).fill('x'.repeat(MOST_CUE_CHARACTERS)))));
    expect([cues.length, broken.count]).toEqual([full, 1]);
  });
});

describe('cleanMarkup', () => {
  it('changes nothing the second time', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<b>',
        '</b>',
        '<i>',
        '</i>',
        '<v Anna>',
        '</v>',
        '<v >',
        '\n',
        '&',
        '&lt;',
        '&#60;',
        '<',
        '>',
        ' ',
        '<script>',
        '<00:01.000>',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const once = cleanMarkup(parts.join(''));
        expect(cleanMarkup(once)).toBe(once);
        expect(once.split('\n').some((text) => text.trim() === '') && once !== '').toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps what a viewer reads', () => {
    expect(plainText(cleanMarkup('AT&T is < 5 &amp; I <3 you'))).toBe('AT&T is < 5 & I <3 you');
  });
});
