import { clock } from './clock';
import type { Cue } from './cue';

/** Clean WebVTT: numbered cues, LF line ends, nothing but the header and cues. Cues are written in the order given. */
export const writeWebVtt = (cues: readonly Cue[]): string =>
  ['WEBVTT\n', ...cues.map((cue, index) => `${index + 1}\n${timing(cue)}\n${cue.text}\n`)].join('\n');

const timing = ({ startMs, endMs, settings }: Cue): string =>
  `${clock(startMs)} --> ${clock(endMs)}${settings ? ` ${settings}` : ''}`;
