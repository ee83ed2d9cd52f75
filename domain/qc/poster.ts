import type { DetailSample } from './frame-meter';

/** Mean luma a poster should be near: neither night nor fade to white. */
const PLEASANT_LUMA = 115;
const TOO_DARK = 35;
const TOO_BRIGHT = 220;

/**
 * Choose the frame that stands for the title: the one with most picture detail, weighed by how well it is lit.
 * @param candidates frame numbers that were kept as pictures, at least one
 * @param samples what the meter saw of them; candidates without a sample are passed over while others exist
 * @returns position in `candidates`
 */
export function choosePoster(candidates: number[], samples: DetailSample[]): number {
  const byFrame = new Map(samples.map((sample) => [sample.frame, sample]));
  let best = 0;
  let bestScore = -1;
  candidates.forEach((frame, index) => {
    const sample = byFrame.get(frame);
    const score = sample ? scoreOf(sample) : 0;
    // Frame 0 is kept for the case that nothing else is: titles open on black or a leader.
    const weighed = frame === 0 ? score * 0.25 : score;
    if (weighed > bestScore) {
      best = index;
      bestScore = weighed;
    }
  });
  return best;
}

function scoreOf({ meanLuma, detail }: DetailSample): number {
  const lit = meanLuma < TOO_DARK || meanLuma > TOO_BRIGHT ? 0.05 : 1 - Math.abs(meanLuma - PLEASANT_LUMA) / 200;
  return lit * Math.sqrt(detail);
}
