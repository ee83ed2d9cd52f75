import { createContext, useContext } from 'react';
import type { MasterProbe } from '../../../domain/media/probe';
import { formatTimecode, type TimecodeFormat, timecodeFormat } from '../../../domain/media/timecode';
import { proxyEveryFrames } from '../../../domain/qc/analysis-args';
import type { QcReport } from '../../shared/api/types';
import { timecode as clockTime } from '../../shared/format';
import type { Frames } from './transport';

/** How the frames of a master follow each other and how they are counted. */
export interface Counting {
  frames: Frames;
  timecode: TimecodeFormat;
}

/** Read from the probe in the report; undefined until the master was inspected. */
export function countingOf(report: QcReport | undefined): Counting | undefined {
  const { video } = (report?.probe ?? {}) as Partial<MasterProbe>;
  const rate = video?.frameRate;
  if (!rate || !(rate.num > 0) || !(rate.den > 0)) return undefined;
  return {
    frames: { rate, perPicture: proxyEveryFrames(rate) },
    timecode: timecodeFormat(rate, video.timecode),
  };
}

export const CountingContext = createContext<Counting | undefined>(undefined);

/** How moments of this run are written: as timecode of the nearest frame, as running time until that is known. */
export function useMoment(): (ms: number) => string {
  const counting = useContext(CountingContext);
  if (!counting) return (ms) => clockTime(ms, 2);
  const { timecode } = counting;
  const { num, den } = timecode.rate;
  return (ms) => formatTimecode(Math.round((ms * num) / (1000 * den)), timecode);
}
