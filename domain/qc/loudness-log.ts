import { type LoudnessSeries, SILENT } from './series';

/** What the meter of ffmpeg's ebur128 filter saw of one track. */
export type LoudnessReading = Pick<
  LoudnessSeries,
  'stepMs' | 'momentary' | 'integratedLufs' | 'rangeLu' | 'truePeakDbtp'
> & { firstPtsUs: number };

/** Below this the integrated value is the meter's floor, not a measurement (absolute gate of ITU-R BS.1770). */
const GATE_LUFS = -70;

/** A momentary value looks back 400 ms; the three before the first whole block say nothing of their own. */
const FIRST_WHOLE_BLOCK = 3;

/**
 * Reads the lines that `ebur128=metadata=1:peak=true,ametadata=mode=print` writes: a `frame:… pts_time:…` line per 100 ms and
 * a `lavfi.r128.…=…` line per value.
 */
export class LoudnessLog {
  private readonly momentary: number[] = [];
  private firstPtsUs = 0;
  private integrated = Number.NEGATIVE_INFINITY;
  private range = 0;
  private peak = Number.NEGATIVE_INFINITY;

  /** Take one line; lines of other kinds are passed over. */
  line(text: string): void {
    const time = /^frame:\d+\s+pts:\S+\s+pts_time:(-?[\d.]+)/.exec(text);
    if (time) {
      if (this.momentary.length === 0) this.firstPtsUs = Math.round(Number(time[1]) * 1e6);
      this.momentary.push(SILENT);
      return;
    }
    const value = /^lavfi\.r128\.(\w+)=(\S+)/.exec(text);
    if (value) this.take(value[1]!, Number(value[2]));
  }

  /** Everything read so far. */
  finish(): LoudnessReading {
    this.momentary.fill(this.momentary[FIRST_WHOLE_BLOCK] ?? SILENT, 0, FIRST_WHOLE_BLOCK);
    return {
      stepMs: 100,
      momentary: this.momentary,
      integratedLufs: this.integrated > GATE_LUFS ? this.integrated : null,
      rangeLu: this.range,
      truePeakDbtp: Number.isFinite(this.peak) ? Math.round(this.peak * 100) / 100 : null,
      firstPtsUs: this.firstPtsUs,
    };
  }

  private take(key: string, value: number): void {
    if (key === 'M' && this.momentary.length > 0)
      this.momentary[this.momentary.length - 1] = Number.isFinite(value)
        ? Math.max(SILENT, Math.round(value * 10))
        : SILENT;
    else if (key === 'I') this.integrated = value;
    else if (key === 'LRA') this.range = value;
    else if (key.startsWith('true_peaks_ch')) this.peak = Math.max(this.peak, decibels(value));
  }
}

/** ffmpeg prints true peaks per channel as linear amplitude. */
const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);
