import fc from 'fast-check';
import type { Cue } from './cue';
import { fitCues, lintCues } from './lint';
import { escapeText } from './markup';
import { readyCaptions } from './prepare';
import { writeWebVtt } from './write-webvtt';

const TRACK = 'captions:en';
const PROGRAMME_MS = 60_000;
const LIMITS = { maxCharactersPerLine: 12, maxLines: 2, maxCharactersPerSecond: 20 };

/** What a viewer reads on one line: letters of one and of two UTF-16 units, composed ones, and what is escaped in a file. */
const line = fc
  .array(fc.constantFrom('a', 'é', 'e\u0301', '漢', '𝄞', '&', '<', ' b'), { minLength: 1, maxLength: 16 })
  .map((letters) => letters.join('').trim())
  .filter((text) => text !== '');

/** A cue, its lines as they are read, and the text of the file that shows them. */
const shown = fc
  .record({
    startMs: fc.nat(90_000),
    lengthMs: fc.integer({ min: 1, max: 9_000 }),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    tag: fc.constantFrom('', 'i', 'b'),
  })
  .map(({ startMs, lengthMs, lines, tag }) => {
    const text = escapeText(lines.join('\n'));
    const cue: Cue = { startMs, endMs: startMs + lengthMs, text: tag ? `<${tag}>${text}</${tag}>` : text };
    return { cue, lines };
  });
const files = fc.array(shown, { maxLength: 12 });
const byTime = (a: { cue: Cue }, b: { cue: Cue }) => a.cue.startMs - b.cue.startMs || a.cue.endMs - b.cue.endMs;

const letters = (text: string): number => [...text.normalize('NFC')].length;
const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);

/** What lint should say, by looking at every cue and every pair of them. */
function expected(given: { cue: Cue; lines: string[] }[]): Record<string, { worst: number; first: number }> {
  const told: Record<string, { worst: number; first: number }> = {};
  const look = (code: string, limit: number, value: number, startMs: number) => {
    if (value <= limit) return;
    told[code] = { worst: Math.max(value, told[code]?.worst ?? 0), first: told[code]?.first ?? startMs };
  };
  given.forEach(({ cue, lines }, at) => {
    const { startMs, endMs } = cue;
    for (const { cue: before } of given.slice(0, at))
      look('captions/overlap', 0, Math.min(before.endMs, endMs) - startMs, startMs);
    const speed = Math.round((sum(lines.map(letters)) / (endMs - startMs)) * 10_000) / 10;
    look('captions/reading-speed', LIMITS.maxCharactersPerSecond, speed, startMs);
    for (const each of lines) look('captions/line-length', LIMITS.maxCharactersPerLine, letters(each), startMs);
    look('captions/lines', LIMITS.maxLines, lines.length, startMs);
  });
  return told;
}

const told = (findings: ReturnType<typeof lintCues>) =>
  Object.fromEntries(
    findings.map(({ code, measured, range }) => [
      code,
      { worst: Number.parseFloat(String(measured)), first: range?.startMs },
    ]),
  );

describe('lintCues', () => {
  it('tells of every code once, the first place and the worst value, as looking at each cue and pair does', () => {
    fc.assert(
      fc.property(files, (given) => {
        const sorted = [...given].sort(byTime);
        const findings = lintCues(
          sorted.map(({ cue }) => cue),
          LIMITS,
          TRACK,
        );
        expect(told(findings)).toEqual(expected(sorted));
        expect(new Set(findings.map(({ code }) => code)).size).toBe(findings.length);
      }),
    );
  });

  it('says of a file what it says of its cues, and nothing more once they are fitted', () => {
    fc.assert(
      fc.property(files, (given) => {
        const fitted = fitCues(
          given.map(({ cue }) => cue),
          PROGRAMME_MS,
          TRACK,
        ).cues;
        fc.pre(fitted.length > 0);
        const context = { track: TRACK, language: 'en', programmeMs: PROGRAMME_MS, limits: LIMITS };
        const ready = readyCaptions(Buffer.from(writeWebVtt(fitted)), context);
        expect(ready.cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
          fitted.map(({ startMs, endMs }) => [startMs, endMs]),
        );
        expect(told(ready.findings)).toEqual(told(lintCues(fitted, LIMITS, TRACK)));
      }),
    );
  });
});

describe('fitCues', () => {
  it('loses no cue that begins in the programme, and says whenever it moved, cut or dropped one', () => {
    fc.assert(
      fc.property(files, (given) => {
        const cues = given.map(({ cue }) => cue);
        const { cues: fitted, findings } = fitCues(cues, PROGRAMME_MS, TRACK);
        const inside = [...given].sort(byTime).filter(({ cue }) => cue.startMs < PROGRAMME_MS);
        expect(fitted).toEqual(inside.map(({ cue }) => ({ ...cue, endMs: Math.min(cue.endMs, PROGRAMME_MS) })));
        const late = cues.filter(({ startMs }) => startMs >= PROGRAMME_MS).length;
        const moved = cues.some((cue, at) => at > 0 && cue.startMs < (cues[at - 1]?.startMs ?? 0));
        const outside = cues.some(({ endMs }) => endMs > PROGRAMME_MS);
        expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
          ...(moved ? ['captions/order warning'] : []),
          ...(outside ? [`captions/outside ${late * 2 > cues.length ? 'hold' : 'warning'}`] : []),
        ]);
      }),
    );
  });
});
