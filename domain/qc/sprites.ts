import { clock } from '../captions/clock';
import { frameToMilliseconds, type Rational } from '../media/rational';
import type { SpritePlan } from './analysis-args';

/**
 * WebVTT of thumbnail cues: each cue names a tile of a sheet by media fragment `#xywh=` (W3C Media Fragments 1.0, 4.2.2).
 * @param sheetName object or file name of a sheet, relative to the VTT file
 */
export function spriteVtt(
  sprite: SpritePlan,
  programme: { frames: number; frameRate: Rational },
  sheetName: (sheet: number) => string,
): string {
  const perSheet = sprite.columns * sprite.rows;
  const cues: string[] = [];
  for (let tile = 0; tile * sprite.everyFrames < programme.frames; tile++) {
    const start = tile * sprite.everyFrames;
    const end = Math.min(start + sprite.everyFrames, programme.frames);
    const x = (tile % sprite.columns) * sprite.width;
    const y = (Math.floor(tile / sprite.columns) % sprite.rows) * sprite.height;
    cues.push(
      `${clock(frameToMilliseconds(start, programme.frameRate))} --> ${clock(frameToMilliseconds(end, programme.frameRate))}\n` +
        `${sheetName(Math.floor(tile / perSheet))}#xywh=${x},${y},${sprite.width},${sprite.height}\n`,
    );
  }
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** How many sheets a programme of so many frames fills. */
export const sheetCount = (sprite: SpritePlan, frames: number): number =>
  Math.max(1, Math.ceil(Math.ceil(frames / sprite.everyFrames) / (sprite.columns * sprite.rows)));
