import { judgeDamage } from './judge-damage';
import { POLICY } from './testing/policy';
import { probeOf } from './testing/probe';
import { seriesOf } from './testing/series';

const probe = probeOf({ durationUs: 60_000_000 });
const judged = (damage: { track: string; second: number; count: number }[]) =>
  judgeDamage({ ...seriesOf(), damage }, probe, POLICY);

describe('judging damage', () => {
  it('weighs all of a track and tells it by stretch', () => {
    const findings = judged([
      { track: 'video', second: 3, count: 4 },
      { track: 'video', second: 5, count: 4 },
      { track: 'video', second: 40, count: 2 },
      { track: 'audio:1', second: 40, count: 1 },
    ]);
    expect(findings).toMatchObject([
      { code: 'video/decode-errors', severity: 'hold', range: { startMs: 3000, endMs: 7000 } },
      { code: 'video/decode-errors', severity: 'hold', range: { startMs: 40_000, endMs: 42_000 } },
      { code: 'audio/decode-errors', severity: 'warning', track: 'audio:1' },
    ]);
    expect(findings[0]?.measured).toBe('8 of 10 damaged pictures');
  });

  it('keeps inside the programme and says nothing of a whole one, or of old measurements', () => {
    expect(judged([{ track: 'video', second: 60, count: 1 }])[0]?.range).toEqual({ startMs: 59_000, endMs: 60_000 });
    expect(judged([])).toEqual([]);
    expect(judgeDamage(seriesOf(), probe, POLICY)).toEqual([]);
  });
});
