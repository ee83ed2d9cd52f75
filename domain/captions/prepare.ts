import { isHeadendError } from '../failures';
import { codeOf } from '../qc/codes';
import type { Finding, Severity } from '../qc/finding';
import type { Cue } from './cue';
import { type CaptionLimits, fitCues, lintCues } from './lint';
import { parseCaptions } from './parse';

export interface CaptionContext {
  /** As findings name it, such as `captions:en`. */
  track: string;
  language: string;
  /** Length of the programme, milliseconds. */
  programmeMs: number;
  limits: CaptionLimits;
}

/** A caption file made ready; `cues` is empty when the track must be left out. */
export interface ReadyCaptions {
  cues: Cue[];
  findings: Finding[];
}

/**
 * Read, fit and lint one caption file. A broken file is a finding, never an exception: the title must not fail for it.
 * An unreadable file weighs `hold`, so that nobody publishes a title without its captions unseen.
 */
export function readyCaptions(bytes: Uint8Array, context: CaptionContext): ReadyCaptions {
  try {
    return ready(parseCaptions(bytes, context.language), context);
  } catch (error) {
    if (!isHeadendError(error) || error.code !== 'captions/unreadable') throw error;
    return { cues: [], findings: [unreadable(context.track, error.message)] };
  }
}

/** The finding for a caption track that could not be read. */
export const unreadable = (track: string, message: string): Finding =>
  about('captions/unreadable', 'hold', track, { message });

function ready(file: ReturnType<typeof parseCaptions>, { track, programmeMs, limits }: CaptionContext): ReadyCaptions {
  const findings: Finding[] = [];
  if (!file.certain)
    findings.push(about('captions/encoding', 'warning', track, { measured: file.encoding, limit: 'utf-8' }));
  if (file.broken.count > 0)
    findings.push(
      about('captions/broken-cues', 'warning', track, {
        measured: `${file.broken.count} cues`,
        limit: '0 cues',
        message: `${codeOf('captions/broken-cues').title}: ${file.broken.places.join(', ')}.`,
      }),
    );
  if (file.cues.length === 0)
    return { cues: [], findings: [...findings, about('captions/empty', 'warning', track, {})] };
  const fitted = fitCues(file.cues, programmeMs, track);
  return { cues: fitted.cues, findings: [...findings, ...fitted.findings, ...lintCues(fitted.cues, limits, track)] };
}

const about = (
  code: string,
  severity: Severity,
  track: string,
  rest: Pick<Finding, 'measured' | 'limit'> & { message?: string },
): Finding => ({
  code,
  severity,
  stage: 'captions',
  track,
  message: `${codeOf(code).title}.`,
  fix: codeOf(code).fix,
  ...rest,
});
