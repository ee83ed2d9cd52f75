import fc from 'fast-check';
import type { Finding, Severity, Verdict } from './finding';
import { judge } from './judge';
import type { QcPolicy } from './policy';
import type { MeasurementSeries } from './series';
import { POLICY } from './testing/policy';
import { probeOf } from './testing/probe';
import { ALL_BLACK, painted, seriesOf } from './testing/series';

const probe = probeOf();
const clean = seriesOf();
const found = (series: MeasurementSeries, policy = POLICY): Finding[] => judge(series, probe, policy, []).findings;
const withVideo = (video: Partial<MeasurementSeries['video']>): MeasurementSeries => seriesOf({ video });
const blackAt = (...ranges: [start: number, end: number][]): MeasurementSeries =>
  withVideo({
    black: ranges.reduce((black, [start, end]) => painted(black, start, end, ALL_BLACK), clean.video.black),
  });
const stillAt = (...ranges: [start: number, end: number][]): MeasurementSeries =>
  withVideo({
    change: ranges.reduce((change, [start, end]) => painted(change, start, end, 5), clean.video.change),
    changePeak: ranges.reduce((change, [start, end]) => painted(change, start, end, 50), clean.video.changePeak),
  });

describe('judge', () => {
  it('passes a spotless programme without a word', () => {
    expect(judge(clean, probe, POLICY, [])).toEqual({ verdict: 'passed', findings: [] });
  });

  it('weighs a black stretch by its length', () => {
    expect(found(blackAt([100, 150]))).toMatchObject([
      {
        code: 'video/black',
        severity: 'warning',
        range: { startMs: 4000, endMs: 6000 },
        measured: '2 s',
        limit: '1 s',
      },
    ]);
    expect(found(blackAt([100, 170]))).toMatchObject([{ severity: 'hold', limit: '2.5 s' }]);
    expect(found(blackAt([100, 120]))).toEqual([]);
  });

  it('reads two black stretches that one frame parts as one', () => {
    expect(found(blackAt([100, 120], [121, 150]))).toMatchObject([{ range: { startMs: 4000, endMs: 6000 } }]);
  });

  it('excuses black at head and tail up to the edge, and no longer', () => {
    const policy = { ...POLICY, black: { ...POLICY.black, edgeMs: 2000 } };
    expect(found(blackAt([0, 50], [200, 250]), policy)).toEqual([]);
    expect(found(blackAt([0, 51]), policy)).toHaveLength(1);
    expect(found(blackAt([1, 40]), policy)).toHaveLength(1);
  });

  it('dates a freeze from the picture that stands', () => {
    expect(found(stillAt([101, 175]))).toMatchObject([
      { code: 'video/freeze', severity: 'hold', range: { startMs: 4000, endMs: 7000 }, measured: '3 s' },
    ]);
  });

  it('does not take a coder refreshing the still for its end, but a cut to another still', () => {
    const refreshed = stillAt([51, 150]);
    refreshed.video.change[100] = 120;
    refreshed.video.changePeak[100] = 900;
    expect(found(refreshed)).toMatchObject([{ range: { startMs: 2000, endMs: 6000 } }]);
    const cut = stillAt([51, 150]);
    cut.video.change[110] = 3000;
    cut.video.drift![110] = 2500;
    expect(found(cut)).toMatchObject([{ range: { startMs: 2000, endMs: 4400 } }]);
  });

  it('does not take a picture for a freeze that goes slowly away from where it stood', () => {
    const slow = stillAt([51, 200]);
    for (let frame = 51; frame < 200; frame++) slow.video.drift![frame] = 20 * (((frame - 51) % 16) + 1);
    expect(found(slow)).toEqual([]);
  });

  it('ends a freeze where the picture has gone slowly away', () => {
    const faded = stillAt([51, 200]);
    for (let frame = 151; frame < 200; frame++) faded.video.drift![frame] = 20 * (((frame - 151) % 16) + 1);
    expect(found(faded)).toMatchObject([{ code: 'video/freeze', range: { startMs: 2000, endMs: 6640 } }]);
  });

  it('does not take noise that is coded anew for the end of a freeze, but grain that comes with every third frame', () => {
    const noisy = stillAt([51, 150]);
    noisy.video.change[100] = 900;
    expect(found(noisy)).toMatchObject([{ range: { startMs: 2000, endMs: 6000 } }]);
    const grainy = stillAt([51, 150]);
    for (let frame = 51; frame < 150; frame += 3) grainy.video.change[frame] = 900;
    expect(found(grainy)).toEqual([]);
  });

  it('judges measurements of older releases, which knew nothing of slow motion', () => {
    const { drift: _, ...older } = stillAt([101, 175]).video;
    expect(found({ ...clean, video: older })).toMatchObject([{ code: 'video/freeze' }]);
  });

  it('does not call black a freeze as well', () => {
    const series = stillAt([50, 200]);
    series.video.black = painted(series.video.black, 49, 200, ALL_BLACK);
    expect(found(series).map(({ code }) => code)).toEqual(['video/black']);
  });

  it('dates silence from the start of the quiet block', () => {
    const audio = [{ momentary: painted(clean.audio[0]!.momentary, 23, 60, -900) }];
    expect(found(seriesOf({ audio }))).toMatchObject([
      { code: 'audio/silence', track: 'audio:0', range: { startMs: 2000, endMs: 6000 }, limit: '1 s under -60 LUFS' },
    ]);
  });

  it.each<[string, Partial<MeasurementSeries['audio'][number]>, Partial<Finding>]>([
    ['too loud', { integratedLufs: -14.2 }, { code: 'audio/loudness', measured: '-14.2 LUFS', limit: '-23 ±1 LUFS' }],
    ['too wide', { rangeLu: 22.4 }, { code: 'audio/loudness-range', measured: '22.4 LU', limit: '15 LU' }],
    ['too hot', { truePeakDbtp: 0.3 }, { code: 'audio/true-peak', measured: '0.3 dBTP', limit: '-1 dBTP' }],
    [
      'too short',
      { momentary: new Array(80).fill(-230) },
      { code: 'av/length', measured: '-1950 ms', limit: '±300 ms' },
    ],
  ])('reports a track that is %s', (_, audio, finding) => {
    const own = probeOf({ audio: [{ durationUs: 0 }] });
    expect(judge(seriesOf({ audio: [audio] }), own, POLICY, []).findings).toMatchObject([finding]);
  });

  it('takes the tolerance as met when the meter shows it met', () => {
    expect(found(seriesOf({ audio: [{ integratedLufs: -24.04 }] }))).toEqual([]);
    expect(found(seriesOf({ audio: [{ integratedLufs: -24.06 }] }))).toHaveLength(1);
  });

  it('judges eight mono tracks as one mix', () => {
    const quiet = new Array<number>(100).fill(-1200);
    const audio = Array.from({ length: 8 }, (_, index) => ({
      channels: 1,
      integratedLufs: -40,
      momentary: index === 0 ? painted(quiet, 0, 50, -230) : quiet,
    }));
    const findings = judge(
      seriesOf({ audio }),
      probeOf({ audio: audio.map(() => ({ channels: 1 })) }),
      POLICY,
      [],
    ).findings;
    expect(findings).toMatchObject([
      { code: 'audio/silence', track: undefined, range: { startMs: 4700, endMs: 10_000 } },
    ]);
  });

  it('misses the sound of a silent film', () => {
    expect(judge(seriesOf({ audio: [] }), probeOf({ audio: [] }), POLICY, [])).toMatchObject({
      verdict: 'warned',
      findings: [{ code: 'audio/missing' }],
    });
  });

  it('reports what the probe knows: interlacing and bars', () => {
    const odd = probeOf({
      video: { fieldOrder: 'top-first', activePicture: { x: 0, y: 90, width: 1280, height: 540 } },
    });
    expect(judge(clean, odd, POLICY, []).findings).toMatchObject([
      { code: 'video/interlaced', measured: 'top field first' },
      { code: 'video/letterbox', measured: '1280x540', limit: '1280x720' },
    ]);
  });

  it('reports bars that were measured when the probe knows none', () => {
    const series = withVideo({ bars: { top: 1250, bottom: 1250, left: 0, right: 0 } });
    expect(found(series)).toMatchObject([{ code: 'video/letterbox', measured: '1280x540' }]);
  });

  it('asks no legal levels of a full-range master', () => {
    const illegal = clean.video.illegal.map(() => 500);
    expect(found(withVideo({ illegal }))).toMatchObject([
      { code: 'video/illegal-levels', measured: '50.0 ‰', range: { startMs: 0, endMs: 10_000 } },
    ]);
    expect(found(withVideo({ illegal, range: 'full' }))).toEqual([]);
  });

  it('fails four flashes in a second and lets three pass', () => {
    const sample = (changes: number, share: number) => [
      { frame: 60, luminance: new Array<number>(changes - 3).fill(share), red: [] },
    ];
    expect(found(withVideo({ flashes: sample(8, 3000) }))).toMatchObject([
      {
        code: 'video/flashes',
        severity: 'reject',
        measured: '4 flashes per second',
        range: { startMs: 1440, endMs: 2440 },
      },
    ]);
    expect(found(withVideo({ flashes: sample(6, 3000) }))).toEqual([]);
    expect(found(withVideo({ flashes: sample(8, 2000) }))).toEqual([]);
  });

  it('notes flashing within the limit that goes on for more than five seconds', () => {
    const flashes = Array.from({ length: 120 }, (_, index) => ({ frame: 50 + index, luminance: [], red: [9000] }));
    expect(found(withVideo({ flashes }))).toMatchObject([{ code: 'video/flashes', severity: 'warning' }]);
  });

  it('weighs what the inspection found as the policy says', () => {
    const seen: Finding[] = [{ code: 'inspect/vfr', severity: 'info', stage: 'inspect', message: 'm', fix: 'f' }];
    const policy: QcPolicy = { ...POLICY, inspect: { 'inspect/vfr': 'reject' } };
    expect(judge(clean, probe, policy, seen)).toMatchObject({
      verdict: 'rejected',
      findings: [{ severity: 'reject' }],
    });
    expect(judge(clean, probe, POLICY, seen).verdict).toBe('passed');
  });

  it('tells once what inspection and measurement both see', () => {
    const twin: Finding = { code: 'inspect/no-audio', severity: 'warning', stage: 'inspect', message: 'm', fix: 'f' };
    const { findings } = judge(seriesOf({ audio: [] }), probeOf({ audio: [] }), POLICY, [twin]);
    expect(findings.map(({ code }) => code)).toEqual(['audio/missing']);
  });

  it('names the worst twenty places of a ruined master', () => {
    const frames = 5000;
    const black = seriesOf({ frames }).video.black.map((share, frame) =>
      frame % 100 < 30 + frame / 100 ? ALL_BLACK : share,
    );
    const findings = found(seriesOf({ frames, video: { black }, audio: [{}] })).filter(
      ({ code }) => code === 'video/black',
    );
    expect(findings).toHaveLength(20);
    expect(findings[0]?.message).toContain('30 more places');
    expect(findings.at(-1)?.range?.endMs).toBeGreaterThan(195_000);
  });
});

const FRAMES = 300;
const share = (from: number[]) => fc.array(fc.constantFrom(...from), { minLength: FRAMES, maxLength: FRAMES });
/** Long stretches of either value, so that runs come about. */
const stretches = (a: number, b: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 90 })), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.flatMap(([first, length]) => new Array<number>(length).fill(first ? a : b)))
    .map((values) => Array.from({ length: FRAMES }, (_, index) => values[index % values.length]!));
const anySeries: fc.Arbitrary<MeasurementSeries> = fc
  .record({
    black: stretches(ALL_BLACK, 100),
    change: stretches(0, 500),
    drift: fc.option(stretches(0, 400), { nil: undefined }),
    illegal: share([0, 50, 300]),
    momentary: stretches(-900, -230).map((values) => values.slice(0, 120)),
    integratedLufs: fc.constantFrom(null, -40, -24.5, -23, -10),
    truePeakDbtp: fc.constantFrom(null, -3, 0.5),
  })
  .map(({ black, change, drift, illegal, ...audio }) =>
    seriesOf({ frames: FRAMES, video: { black, change, changePeak: change, drift, illegal }, audio: [audio] }),
  );

const SEVERITIES: Severity[] = ['info', 'warning', 'hold', 'reject'];
const VERDICTS: Verdict[] = ['passed', 'warned', 'held', 'rejected'];
const heavier = (severity: Severity): Severity => SEVERITIES[Math.min(3, SEVERITIES.indexOf(severity) + 1)]!;
/** The same policy with every limit tighter by `factor` and every weight one step up where `raise` says so. */
function harsher(policy: QcPolicy, factor: number, raise: boolean): QcPolicy {
  const up = raise ? heavier : (severity: Severity): Severity => severity;
  const steps = (rule: { steps: { minMs: number; severity: Severity }[] }) => ({
    steps: rule.steps.map(({ minMs, severity }) => ({ minMs: Math.floor(minMs * factor), severity: up(severity) })),
  });
  return {
    ...policy,
    black: { ...steps(policy.black), edgeMs: Math.floor(policy.black.edgeMs * factor) },
    freeze: steps(policy.freeze),
    silence: { ...steps(policy.silence), thresholdLufs: policy.silence.thresholdLufs * factor },
    loudness: {
      ...policy.loudness,
      toleranceLu: policy.loudness.toleranceLu * factor,
      severity: up(policy.loudness.severity),
      truePeakSeverity: up(policy.loudness.truePeakSeverity),
    },
    illegalLevels: {
      maxPermille: policy.illegalLevels.maxPermille * factor,
      severity: up(policy.illegalLevels.severity),
    },
    audioVideoLength: {
      maxMs: Math.floor(policy.audioVideoLength.maxMs * factor),
      severity: up(policy.audioVideoLength.severity),
    },
  };
}

describe('judge, whatever was measured', () => {
  const own = probeOf({ audio: [{ durationUs: 12_000_000 }] });
  const policy = { ...POLICY, black: { ...POLICY.black, edgeMs: 1000 } };

  it('keeps ranges inside the programme, and those of one code apart', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const { findings } = judge(series, own, policy, []);
        for (const code of new Set(findings.map((finding) => finding.code))) {
          const ranges = findings.flatMap(({ code: other, range }) => (other === code && range ? [range] : []));
          ranges.forEach(({ startMs, endMs }, index) => {
            expect(startMs).toBeGreaterThanOrEqual(index > 0 ? ranges[index - 1]!.endMs : 0);
            expect(endMs).toBeGreaterThan(startMs);
            expect(endMs).toBeLessThanOrEqual(12_000);
          });
        }
      }),
    );
  });

  it('never gives a lighter verdict by a harsher policy', () => {
    fc.assert(
      fc.property(anySeries, fc.double({ min: 0.2, max: 1, noNaN: true }), fc.boolean(), (series, factor, raise) => {
        const light = judge(series, own, policy, []).verdict;
        const heavy = judge(series, own, harsher(policy, factor, raise), []).verdict;
        expect(VERDICTS.indexOf(heavy)).toBeGreaterThanOrEqual(VERDICTS.indexOf(light));
      }),
    );
  });

  it('says the same when it is asked twice, and of stored measurements', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const stored = JSON.parse(JSON.stringify(series)) as MeasurementSeries;
        expect(judge(stored, own, policy, [])).toEqual(judge(series, own, policy, []));
      }),
    );
  });
});
