import type { EncodeProfile } from '../media/profile';
import { codeOf } from '../qc/codes';
import type { Finding, Severity } from '../qc/finding';
import { clock } from './clock';
import type { Cue } from './cue';
import { plainText } from './markup';

export type CaptionLimits = EncodeProfile['captions'];

/** Sorted and inside the programme, with what was said about the way there. */
export interface FittedCues {
  cues: Cue[];
  findings: Finding[];
}

/**
 * Sort cues and fit them into the programme: those after its end are dropped, one that runs past it is cut short.
 * When most of a file lies outside, its clock is wrong and an operator should look.
 *
 * @param track as findings name it, such as `captions:en`
 */
export function fitCues(cues: readonly Cue[], programmeMs: number, track: string): FittedCues {
  const findings: Finding[] = [];
  const late = cues.filter((cue, index) => index > 0 && cue.startMs < cues[index - 1]!.startMs);
  if (late.length > 0) findings.push(summary('captions/order', 'warning', track, late, {}));
  const sorted = [...cues].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const outside = sorted.filter(({ endMs }) => endMs > programmeMs);
  const gone = sorted.filter(({ startMs }) => startMs >= programmeMs).length;
  if (outside.length > 0)
    findings.push(
      summary('captions/outside', gone * 2 > cues.length ? 'hold' : 'warning', track, outside, {
        measured: `last cue ends ${clock(Math.max(...outside.map(({ endMs }) => endMs)))}`,
        limit: clock(programmeMs),
      }),
    );
  const fitted = sorted
    .filter(({ startMs }) => startMs < programmeMs)
    .map((cue) => (cue.endMs > programmeMs ? { ...cue, endMs: programmeMs } : cue));
  return { cues: fitted, findings };
}

/** Look for what makes captions hard to read. One finding per code, with the first place and the worst value. */
export function lintCues(cues: readonly Cue[], limits: CaptionLimits, track: string): Finding[] {
  const { maxCharactersPerLine, maxLines, maxCharactersPerSecond } = limits;
  return [
    ...overlaps(cues, track),
    ...worst(cues, track, 'captions/reading-speed', readingSpeed, maxCharactersPerSecond, 'characters per second'),
    ...worst(cues, track, 'captions/line-length', longestLine, maxCharactersPerLine, 'characters'),
    ...worst(cues, track, 'captions/lines', lineCount, maxLines, 'lines'),
  ];
}

const letters = (text: string): number => [...plainText(text).normalize('NFC').replaceAll('\n', '')].length;
const readingSpeed = ({ text, startMs, endMs }: Cue): number =>
  Math.round((letters(text) * 10_000) / (endMs - startMs)) / 10;
const longestLine = ({ text }: Cue): number => Math.max(...text.split('\n').map(letters));
const lineCount = ({ text }: Cue): number => text.split('\n').length;

function overlaps(cues: readonly Cue[], track: string): Finding[] {
  let end = 0;
  let longest = 0;
  const over = cues.filter((cue) => {
    const overlap = Math.min(end, cue.endMs) - cue.startMs;
    end = Math.max(end, cue.endMs);
    longest = Math.max(longest, overlap);
    return overlap > 0;
  });
  if (over.length === 0) return [];
  return [summary('captions/overlap', 'warning', track, over, { measured: `${longest} ms`, limit: '0 ms' })];
}

function worst(
  cues: readonly Cue[],
  track: string,
  code: string,
  measure: (cue: Cue) => number,
  limit: number,
  unit: string,
): Finding[] {
  const values = cues.map(measure);
  const over = cues.filter((_, index) => values[index]! > limit);
  if (over.length === 0) return [];
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return [summary(code, 'info', track, over, { measured: `${most} ${unit}`, limit: `${limit} ${unit}` })];
}

function summary(
  code: string,
  severity: Severity,
  track: string,
  cues: readonly Cue[],
  values: Pick<Finding, 'measured' | 'limit'>,
): Finding {
  const { title, fix } = codeOf(code);
  const first = cues[0]!;
  const places = cues.length === 1 ? 'One cue is concerned' : `${cues.length} cues are concerned, the first`;
  return {
    code,
    severity,
    stage: 'captions',
    track,
    range: { startMs: first.startMs, endMs: first.endMs },
    ...values,
    message: `${title}. ${places} at ${clock(first.startMs)}.`,
    fix,
  };
}
