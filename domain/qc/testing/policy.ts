import type { QcPolicy } from '../policy';

/** A policy for tests that finds everything the detectors can see, each at a weight of its own. */
export const POLICY: QcPolicy = {
  name: 'test',
  version: 1,
  black: {
    edgeMs: 0,
    steps: [
      { minMs: 1000, severity: 'warning' },
      { minMs: 2500, severity: 'hold' },
    ],
  },
  freeze: { steps: [{ minMs: 2000, severity: 'hold' }] },
  silence: { thresholdLufs: -60, steps: [{ minMs: 1000, severity: 'warning' }] },
  loudness: {
    targetLufs: -23,
    toleranceLu: 1,
    severity: 'warning',
    maxRangeLu: 15,
    maxTruePeakDbtp: -1,
    truePeakSeverity: 'warning',
  },
  interlaced: 'warning',
  letterbox: 'warning',
  illegalLevels: { maxPermille: 10, severity: 'warning' },
  audioVideoLength: { maxMs: 300, severity: 'hold' },
  flashes: { maxPerSecond: 3, minAreaPercent: 25, severity: 'reject' },
  decodeErrors: {
    steps: [
      { minCount: 1, severity: 'warning' },
      { minCount: 10, severity: 'hold' },
    ],
  },
  noAudio: 'warning',
  inspect: {},
};
