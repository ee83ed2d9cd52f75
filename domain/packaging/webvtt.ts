import { type Rational, toNumber } from '../media/rational';
import { segmentCount } from './tracks';

/** A cue as it stands in a WebVTT file, with its times in seconds. */
export interface VttCue {
  start: number;
  end: number;
  /** Identifier, timing line and payload, unchanged. */
  text: string;
}

/** A WebVTT file taken apart: what holds for the whole file, and its cues. */
export interface VttDocument {
  /** STYLE and REGION blocks. */
  blocks: string[];
  cues: VttCue[];
}

const TIMING = /^((?:\d+:)?\d{2}:\d{2}\.\d{3})[ \t]+-->[ \t]+((?:\d+:)?\d{2}:\d{2}\.\d{3})(.*)$/m;

/** Seconds of `hh:mm:ss.mmm` or `mm:ss.mmm`. */
export function vttSeconds(text: string): number {
  const parts = text.split(':').map(Number);
  return (parts.at(-3) ?? 0) * 3600 + (parts.at(-2) ?? 0) * 60 + (parts.at(-1) ?? 0);
}

/** Read a clean WebVTT file. Comments and blocks without timing are left out. */
export function parseVtt(text: string): VttDocument {
  const document: VttDocument = { blocks: [], cues: [] };
  const [, ...blocks] = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  for (const block of blocks.map((each) => each.replace(/^\n+|\n+$/g, ''))) {
    const timing = TIMING.exec(block);
    if (/^(STYLE|REGION)[ \t]*(\n|$)/.test(block)) document.blocks.push(block);
    else if (timing && !block.startsWith('NOTE'))
      document.cues.push({ start: vttSeconds(timing[1] ?? ''), end: vttSeconds(timing[2] ?? ''), text: block });
  }
  return document;
}

/** As cues have them. */
const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** The part of a cue before or after a cut. */
function cutCue({ start, end, text }: VttCue, cut: number, before: boolean): string {
  if (cut <= start || cut >= end) return text;
  const [from, to] = before ? [start, cut] : [cut, end];
  return text.replace(TIMING, (_, _start, _end, settings) => `${vttTime(from)} --> ${vttTime(to)}${settings}`);
}

const vttTime = (seconds: number): string => {
  const ms = Math.round(seconds * 1000);
  const hours = String(Math.floor(ms / 3_600_000)).padStart(2, '0');
  return `${hours}:${new Date(ms % 3_600_000).toISOString().slice(14, 23)}`;
};

/**
 * HLS segments of a WebVTT file on the video's segment grid, one per video segment to the end of the programme.
 *
 * A cue that crosses a boundary stands in both segments; a segment without cues is still written (RFC 8216bis 3.1.4).
 * Cue times count from the start of the programme, and packaged media starts at presentation time 0,
 * so the map is LOCAL 0 to MPEGTS 0 (Apple HLS authoring 5.3).
 *
 * @param grid with `cutFrame`, a discontinuity, a cue that lasts over it ends there and begins there anew: hls.js places what
 * follows a discontinuity anew, by the delay of the pictures' B-frames, and would show the cue of both sides twice
 */
export function segmentVtt(
  text: string,
  grid: { frameRate: Rational; frames: number; segmentFrames: number; foldRunt?: true; cutFrame?: number },
): { text: string; seconds: number }[] {
  const { blocks, cues } = parseVtt(text);
  const rate = toNumber(grid.frameRate);
  const segments: { text: string; seconds: number }[] = [];
  const count = segmentCount(grid);
  for (let number = 1; number <= count; number++) {
    const first = (number - 1) * grid.segmentFrames;
    const start = first / rate;
    const end = (number === count ? grid.frames : first + grid.segmentFrames) / rate;
    const inside = cues
      .filter((cue) => cue.start < end && cue.end > start)
      .map((cue) => cutCue(cue, milliseconds((grid.cutFrame ?? 0) / rate), first < (grid.cutFrame ?? 0)));
    const header = 'WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0';
    segments.push({ text: `${[header, ...blocks, ...inside].join('\n\n')}\n`, seconds: end - start });
  }
  return segments;
}
