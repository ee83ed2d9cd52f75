import fc from 'fast-check';
import { bitrateCurve, scaleOf } from './curves';
import { type Placed, rowsOf, rulerOf } from './lanes';

const placed = (severity: Placed['severity'], start_ms: number, end_ms: number): Placed => ({
  code: 'video/black',
  severity,
  stage: 'quality',
  track: null,
  range: { start_ms, end_ms },
  measured: null,
  limit: null,
  message: '',
  fix: '',
  docs: '',
  frame_url: null,
  middle_frame_url: null,
});
const anyFinding = fc
  .tuple(fc.constantFrom<Placed['severity']>('reject', 'hold', 'warning', 'info'), fc.nat(99_000), fc.nat(20_000))
  .map(([severity, start, length]) => placed(severity, start, start + length));

describe('findings on a timeline', () => {
  it('never cover each other in a row, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 200 }), (findings) => {
        const { rows, rest } = rowsOf(findings, 100_000, 5, 0.03);
        expect(rows.length).toBeLessThanOrEqual(5);
        expect([...rows.flat(), ...rest]).toHaveLength(findings.length);
        for (const row of rows) {
          for (const [index, { range }] of row.entries()) {
            const before = row[index - 1]?.range;
            if (before) expect(Math.max(before.end_ms, before.start_ms + 3_000)).toBeLessThanOrEqual(range.start_ms);
          }
        }
      }),
    );
  });

  it('give the room to the gravest when there is not enough', () => {
    const many = Array.from({ length: 500 }, (_, index) => placed('info', index * 10, index * 10 + 5));
    const grave = placed('reject', 2_000, 3_000);
    const { rows, rest } = rowsOf([...many, grave], 5_000, 2, 0.03);
    expect(rows[0]).toContain(grave);
    expect(rest.length).toBeGreaterThan(400);
  });
});

describe('the ruler', () => {
  it.each([
    [1_000, [0, 200, 400, 600, 800, 1_000], 1],
    [42_000, [0, 10_000, 20_000, 30_000, 40_000], 0],
    [6 * 3_600_000, [0, 1, 2, 3, 4, 5, 6].map((hour) => hour * 3_600_000), 0],
  ])('has round moments along %d ms', (duration, at, decimals) => {
    expect(rulerOf(duration, 7)).toEqual({ at, decimals });
  });
});

describe('the bitrate curve', () => {
  it('holds its last value to the end, weighs its mean by time and names the peak', () => {
    const points = [
      { t_ms: 0, bps: 4_000_000 },
      { t_ms: 1_000, bps: 8_000_000 },
    ];
    const curve = bitrateCurve({ bitrate: points, luma: [], loudness: [] }, 4_000);
    expect(curve.x).toEqual([0, 1_000, 4_000]);
    expect(curve.about).toBe('mean 7.0 Mb/s · peak 8.0 Mb/s');
  });

  it('has a scale of round numbers under every peak', () => {
    expect(scaleOf(8_300_000).ticks).toEqual([0, 5_000_000, 10_000_000]);
    expect(scaleOf(240_000).ticks).toEqual([0, 100_000, 200_000]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (peak) => {
        const { top, ticks } = scaleOf(peak);
        expect(top).toBeGreaterThanOrEqual(Math.max(peak, ticks[2]!));
        expect(ticks[2]! * 1.6).toBeGreaterThanOrEqual(Math.min(top, peak));
      }),
    );
  });
});
