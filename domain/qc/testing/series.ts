import { type LoudnessSeries, type MeasurementSeries, type VideoSeries, WHOLE } from '../series';

/** A spotless programme of so many frames at 25 fps; override what matters to the test. */
export function seriesOf({
  frames = 250,
  video = {},
  audio = [{}],
}: {
  frames?: number;
  video?: Partial<VideoSeries>;
  audio?: Partial<LoudnessSeries>[];
} = {}): MeasurementSeries {
  const each = (value: number): number[] => new Array<number>(frames).fill(value);
  return {
    version: 1,
    masterSha256: 'a'.repeat(64),
    video: {
      frameRate: { num: 25, den: 1 },
      frames,
      range: 'limited',
      meanLuma: each(110),
      black: each(100),
      change: each(400),
      changePeak: each(2000),
      drift: each(0),
      illegal: each(0),
      red: each(0),
      flashes: [],
      bars: { top: 0, bottom: 0, left: 0, right: 0 },
      ...video,
    },
    audio: audio.map((track, index) => ({
      track: index,
      streamIndex: index + 1,
      language: 'en',
      channels: 2,
      startMs: 0,
      stepMs: 100,
      momentary: new Array<number>(frames * 0.4).fill(-230),
      integratedLufs: -23,
      rangeLu: 6,
      truePeakDbtp: -3,
      ...track,
    })),
  };
}

/** Set entries `[start, end)` of an array to a value. */
export const painted = (values: number[], start: number, end: number, value: number): number[] =>
  values.map((old, index) => (index >= start && index < end ? value : old));

/** A fully black share. */
export const ALL_BLACK = WHOLE;
