import { stat } from 'node:fs/promises';
import type { MasterProbe } from '../../domain/media/probe';
import type { Finding } from '../../domain/qc/finding';
import { judge } from '../../domain/qc/judge';
import type { QcPolicy } from '../../domain/qc/policy';
import { POLICY } from '../../domain/qc/testing/policy';
import { probeOf } from '../../domain/qc/testing/probe';
import { CLIPS } from '../../tests/fixtures/clips';
import { testTools } from '../../tests/support/tools';
import { type AnalysisBench, openAnalysisBench } from './testing/analysis';

jest.setTimeout(60_000);

let bench: AnalysisBench;
beforeAll(async () => {
  bench = await openAnalysisBench();
});
afterAll(() => bench.close());

const SIZE = { width: 320, height: 180 };
const MOVING = 'testsrc2=s=320x180:r=25:d=6';
/** A whole-screen picture whose luma, Cb and Cr are expressions of the time T. */
const painted = (lum: string, cb = '128', cr = '128', seconds = 4): string =>
  `color=gray:s=320x180:r=25:d=${seconds},format=yuv420p,geq=lum='${lum}':cb='${cb}':cr='${cr}'`;
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '8', '-pix_fmt', 'yuv420p'];

/** As coarse as deliveries get: skipped blocks, coarse key frames that later frames refine. */
const COARSE = ['-c:v', 'libx264', '-preset', 'medium', '-crf', '35', '-g', '50', '-pix_fmt', 'yuv420p'];
/** One picture. */
const STILL = 'testsrc2=s=320x180:r=25:d=0.04';

const picture = (frames: number, video: Partial<MasterProbe['video']> = {}): MasterProbe =>
  probeOf({ video: { frames, display: SIZE, coded: SIZE, ...video }, audio: [] });

let clips = 0;
/** Findings about a picture made by a filter source. */
async function seen(
  source: string,
  frames: number,
  video: Partial<MasterProbe['video']> = {},
  coder: string[] = X264,
): Promise<Finding[]> {
  const file = await bench.make(`picture-${clips++}.mkv`, '-f', 'lavfi', '-i', source, ...coder);
  const probe = picture(frames, video);
  const { series } = await bench.analyse(file, probe);
  expect(series.video.frames).toBe(frames);
  return judge(series, probe, { ...POLICY, noAudio: 'info' }, []).findings.filter(
    ({ code }) => code !== 'audio/missing',
  );
}

describe('the picture detectors, on real clips', () => {
  it('find nothing in a moving test picture', async () => {
    expect((await seen(MOVING, 150)).filter(({ code }) => code !== 'video/illegal-levels')).toEqual([]);
  });

  it('find three black seconds to the frame', async () => {
    const source = `${MOVING},drawbox=c=black:t=fill:enable='between(n,50,124)'`;
    expect((await seen(source, 150)).filter(({ code }) => code === 'video/black')).toMatchObject([
      { range: { startMs: 2000, endMs: 5000 }, severity: 'hold' },
    ]);
  });

  it('find a picture that stands for five seconds, to the frame', async () => {
    const source = 'testsrc2=s=320x180:r=25:d=2,tpad=stop_mode=clone:stop_duration=5';
    expect((await seen(source, 175)).filter(({ code }) => code === 'video/freeze')).toMatchObject([
      { range: { startMs: 1960, endMs: 7000 } },
    ]);
  });

  it.each([
    ['a slow gradient', 'gradients=s=320x180:r=25:d=12:speed=0.004:seed=7'],
    ['a slow zoom', `${STILL},loop=299:1,zoompan=z='1+0.0002*in':d=1:s=320x180:fps=25`],
    ['a slow pan', `testsrc2=s=640x360:r=25:d=0.04,loop=299:1,crop=320:180:x='t*4':y=90`],
    ['a slow fade', `${STILL},loop=299:1,fade=t=out:st=0:d=12`],
    ['a slow turn of the colours', `${STILL},loop=299:1,hue=h='t*5'`],
  ])('do not take %s for a freeze', async (_name, source) => {
    for (const coder of [X264, COARSE]) {
      const codes = (await seen(source, 300, {}, coder)).map(({ code }) => code);
      expect(codes).not.toContain('video/freeze');
    }
  });

  it.each([
    ['a shot of a moving clip', MOVING],
    ['a noisy shot', `${MOVING.replace('320x180', '640x360')},noise=alls=20:allf=t`, { width: 640, height: 360 }],
    ['a soft shot', 'gradients=s=320x180:r=25:d=6:speed=0.1:seed=7'],
  ])(
    'find %s that stands still for eight seconds, however coarsely it is coded',
    async (_name, moving, size = SIZE) => {
      const source = `${moving},trim=end=2,tpad=stop_mode=clone:stop_duration=8`;
      for (const coder of [X264, COARSE]) {
        const freezes = (await seen(source, 250, { display: size, coded: size }, coder)).filter(
          ({ code }) => code === 'video/freeze',
        );
        expect(freezes).toHaveLength(1);
        const { startMs, endMs } = freezes[0]!.range!;
        expect(Math.abs(startMs - 1960)).toBeLessThanOrEqual(400);
        expect(10_000 - endMs).toBeLessThanOrEqual(400); // a coarse coder may code the last frames anew
      }
    },
  );

  it('take neither static noise nor film grain for a freeze or for flashes', async () => {
    for (const source of [
      `${painted('random(1)*219+16', '128', '128', 3)}`,
      'color=gray:s=320x180:r=25:d=3,format=yuv420p,noise=alls=12:allf=t',
    ]) {
      const codes = (await seen(source, 75)).map(({ code }) => code);
      expect(codes).not.toContain('video/freeze');
      expect(codes).not.toContain('video/flashes');
    }
  });

  it('fail ten flashes per second over the whole screen', async () => {
    const findings = await seen(painted(`if(mod(floor(T*20+0.01),2),235,16)`), 100);
    expect(findings).toMatchObject([{ code: 'video/flashes', severity: 'reject' }]);
    expect(Number.parseFloat(findings[0]!.measured!)).toBeGreaterThanOrEqual(9);
  });

  it('let two flashes per second pass', async () => {
    expect(await seen(painted(`if(mod(floor(T*4+0.01),2),235,16)`), 100)).toEqual([]);
  });

  it('let ten flashes per second pass on a fifth of the screen, and fail them on a third', async () => {
    const over = (share: number): string => painted(`if(lt(X,W*${share})*mod(floor(T*20+0.01),2),235,60)`);
    expect(await seen(over(0.2), 100)).toEqual([]);
    expect(await seen(over(0.34), 100)).toMatchObject([{ code: 'video/flashes' }]);
  });

  it('let changes between two bright pictures and shallow flicker pass', async () => {
    expect(await seen(painted(`if(mod(floor(T*20+0.01),2),235,220)`), 100)).toEqual([]);
    expect(await seen(painted(`if(mod(floor(T*20+0.01),2),100,90)`), 100)).toEqual([]);
  });

  it('fail saturated red flashes even when their luminance hardly changes', async () => {
    // BT.709 red (63, 102, 240) against a grey of about its luminance
    const at = (red: number, grey: number): string => `if(mod(floor(T*20+0.01),2),${red},${grey})`;
    const findings = await seen(painted(at(63, 70), at(102, 128), at(240, 128)), 100);
    expect(findings).toMatchObject([{ code: 'video/flashes' }]);
    expect(findings[0]?.measured).toContain('saturated red');
  });

  it('find samples outside legal range, and ask nothing of full range', async () => {
    const source = painted('if(lt(Y,20),6,120+40*sin(X+T*9))', '128', '128', 2);
    expect(await seen(source, 50)).toMatchObject([
      { code: 'video/illegal-levels', range: { startMs: 0, endMs: 2000 } },
    ]);
    const colour = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'pc' };
    expect(await seen(source, 50, { colour })).toEqual([]);
  });

  it('find black bars', async () => {
    const source = 'testsrc2=s=320x136:r=25:d=2,pad=320:180:0:22:black';
    expect((await seen(source, 50)).find(({ code }) => code === 'video/letterbox')).toMatchObject({
      measured: expect.stringMatching(/^320x13[4-8]$/),
    });
  });
});

describe('a master that cannot be decoded whole', () => {
  it('is told where it is damaged, and judged by another policy without decoding', async () => {
    const file = await CLIPS.damaged((await testTools()).ffmpeg, bench.directory);
    const probe = probeOf({ video: { frames: 100, display: SIZE, coded: SIZE }, durationUs: 4_000_000 });
    const { series } = await bench.analyse(file, probe);
    const damaged = (policy: QcPolicy) =>
      judge(series, probe, policy, []).findings.filter(({ code }) => code === 'video/decode-errors');
    const [finding] = damaged(POLICY);
    expect(finding).toMatchObject({ track: 'video', range: { endMs: expect.any(Number) } });
    expect(Number.parseInt(finding?.measured ?? '', 10)).toBeGreaterThan(0);
    expect(damaged({ ...POLICY, decodeErrors: { steps: [{ minCount: 1, severity: 'reject' }] } })).toMatchObject([
      { severity: 'reject' },
    ]);
    expect(damaged({ ...POLICY, decodeErrors: { steps: [{ minCount: 1000, severity: 'reject' }] } })).toEqual([]);
  });

  it('is refused when its picture changes size', async () => {
    const file = await CLIPS.sizeChanges((await testTools()).ffmpeg, bench.directory);
    const { run } = await bench.activity(file, picture(150));
    await expect(run()).rejects.toMatchObject({
      code: 'master/format-changes',
      message: expect.stringContaining('640x360'),
    });
  });

  it('has nothing to tell of a whole one, and its bits add up', async () => {
    const file = await CLIPS.plain((await testTools()).ffmpeg, bench.directory);
    const probe = probeOf({ video: { frames: 75, display: SIZE, coded: SIZE }, durationUs: 3_000_000 });
    const { series } = await bench.analyse(file, probe);
    expect(series.damage).toEqual([]);
    expect(series.videoBitRate).toHaveLength(3);
    const bytes = (series.videoBitRate ?? []).reduce((sum, bits) => sum + bits / 8, 0);
    const { size } = await stat(file);
    expect(bytes).toBeGreaterThan(size * 0.5);
    expect(bytes).toBeLessThan(size);
  });
});

/** Findings about sound made by a filter source, beside six seconds of picture. */
async function heard(source: string, channels = 2, durationUs = 6_000_000) {
  const file = await bench.make(
    `sound-${clips++}.mkv`,
    ...['-f', 'lavfi', '-i', MOVING, '-f', 'lavfi', '-i', source, ...X264, '-c:a', 'pcm_s24le'],
  );
  const probe = probeOf({ video: { frames: 150, display: SIZE, coded: SIZE }, audio: [{ channels, durationUs }] });
  const { series } = await bench.analyse(file, probe);
  return { track: series.audio[0]!, findings: judge(series, probe, POLICY, []).findings };
}
const tone = (dbfs: number, seconds = 6): string =>
  `aevalsrc='${10 ** (dbfs / 20)}*sin(2*PI*1000*t)|${10 ** (dbfs / 20)}*sin(2*PI*1000*t)':s=48000:d=${seconds}`;

describe('the sound detectors, on real clips', () => {
  it.each([-23, -33])('meter the stereo tone of EBU Tech 3341 at %d LUFS', async (level) => {
    const { track, findings } = await heard(tone(level));
    expect(track.integratedLufs).toBeCloseTo(level, 0);
    expect(Math.abs(track.integratedLufs! - level)).toBeLessThanOrEqual(0.1);
    expect(track.truePeakDbtp).toBeCloseTo(level, 0);
    expect(track.momentary.slice(0, 3)).toEqual(new Array(3).fill(track.momentary[3]));
    expect(findings.some(({ code }) => code === 'audio/loudness')).toBe(level !== -23);
  });

  it('see a peak between the samples', async () => {
    // A quarter of the sample rate, 45° off: samples reach -3 dBFS, the wave 0 dBFS.
    const { track, findings } = await heard(`aevalsrc='0.999*sin(PI/2*n+PI/4)|0.999*sin(PI/2*n+PI/4)':s=48000:d=6`);
    expect(track.truePeakDbtp).toBeGreaterThan(-0.6);
    expect(findings.map(({ code }) => code)).toContain('audio/true-peak');
  });

  it('find three silent seconds', async () => {
    const { findings } = await heard(`${tone(-23)},volume=0:enable='between(t,2,5)'`);
    const silence = findings.find(({ code }) => code === 'audio/silence');
    expect(Math.abs(silence!.range!.startMs - 2000)).toBeLessThanOrEqual(100);
    expect(Math.abs(silence!.range!.endMs - 5000)).toBeLessThanOrEqual(100);
  });

  it('call a mute track silent, not soft', async () => {
    const { track, findings } = await heard('anullsrc=r=48000:d=6');
    expect(track).toMatchObject({ integratedLufs: null, truePeakDbtp: null });
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['audio/silence']));
    expect(findings.map(({ code }) => code)).not.toContain('audio/loudness');
  });

  it('find sound that ends a second early', async () => {
    const { findings } = await heard(tone(-23, 5), 2, 5_000_000);
    expect(findings.find(({ code }) => code === 'av/length')).toMatchObject({ measured: '-1000 ms', severity: 'hold' });
  });
});
