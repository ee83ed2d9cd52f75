/** Time parameters of a TTML document (TTML 2, 7.2). Rates per second. */
export interface TtmlClock {
  frameRate: number;
  subFrameRate: number;
  tickRate: number;
}

/** Read `ttp:frameRate`, `ttp:frameRateMultiplier`, `ttp:subFrameRate` and `ttp:tickRate` with the defaults of the specification. */
export function ttmlClock(attributes: Record<string, string>): TtmlClock {
  const [numerator = 1, denominator = 1] = (attributes.frameRateMultiplier ?? '1 1').split(/[\s:]+/).map(Number);
  const multiplier = numerator > 0 && denominator > 0 ? numerator / denominator : 1;
  const frameRate = positive(attributes.frameRate, 30) * multiplier;
  const subFrameRate = positive(attributes.subFrameRate, 1);
  const tickRate = positive(attributes.tickRate, attributes.frameRate ? frameRate * subFrameRate : 1);
  return { frameRate, subFrameRate, tickRate };
}

const UNITS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A TTML time expression (TTML 2, 12.3.1) in whole milliseconds; undefined when it is none. */
export function ttmlTime(expression: string | undefined, clock: TtmlClock): number | undefined {
  const text = expression?.trim() ?? '';
  const clockTime = /^(\d{2,4}):(\d{2}):(\d{2})(?:(\.\d+)|:(\d{2,5})(?:\.(\d+))?)?$/.exec(text);
  if (clockTime) {
    const [, hours, minutes, seconds, fraction, frames, subFrames] = clockTime;
    const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    const frame = Number(frames ?? 0) + Number(subFrames ?? 0) / clock.subFrameRate;
    return Math.round((whole + Number(fraction ?? 0) + frame / clock.frameRate) * 1000);
  }
  const offset = /^(\d+(?:\.\d+)?)(h|ms|m|s|f|t)$/.exec(text);
  if (!offset) return undefined;
  const [, count, unit] = offset as unknown as [string, string, string];
  if (unit === 'f') return Math.round((Number(count) / clock.frameRate) * 1000);
  if (unit === 't') return Math.round((Number(count) / clock.tickRate) * 1000);
  return Math.round(Number(count) * UNITS[unit]!);
}

const positive = (text: string | undefined, otherwise: number): number => (Number(text) > 0 ? Number(text) : otherwise);
