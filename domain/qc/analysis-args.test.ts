import { analysisOutputArgs, planAnalysis, posterFrames } from './analysis-args';
import { probeOf } from './testing/probe';

const THUMBNAILS = { everyMs: 5000, width: 160 };
const argsOf = (probe = probeOf()): string => analysisOutputArgs(planAnalysis(probe, THUMBNAILS), probe).join(' ');

describe('planAnalysis', () => {
  it('plans sizes, segments and thumbnails in whole frames', () => {
    const probe = probeOf({ video: { frames: 90_000 } });
    expect(planAnalysis(probe, THUMBNAILS)).toEqual({
      frameRate: { num: 25, den: 1 },
      frames: 90_000,
      proxy: { width: 480, height: 270 },
      proxyEveryFrames: 1,
      proxySegmentFrames: 50,
      sprite: { everyFrames: 125, columns: 10, rows: 10, width: 160, height: 90 },
      poster: { width: 1280, height: 720, first: 20_250, last: 43_875, everyFrames: 3375 },
    });
  });

  it.each<[string, number, number, number, number]>([
    ['23.976', 24_000, 1001, 1, 48],
    ['29.97', 30_000, 1001, 1, 60],
    ['50', 50, 1, 2, 50],
    ['59.94', 60_000, 1001, 2, 60],
  ])('cuts two-second segments at %s frames per second', (_, num, den, every, segment) => {
    const plan = planAnalysis(probeOf({ video: { frameRate: { num, den } } }), THUMBNAILS);
    expect([plan.proxyEveryFrames, plan.proxySegmentFrames]).toEqual([every, segment]);
  });

  it('never enlarges a small picture and keeps a tall one tall', () => {
    const small = planAnalysis(probeOf({ video: { display: { width: 176, height: 144 } } }), THUMBNAILS);
    expect([small.proxy, small.poster]).toMatchObject([
      { width: 176, height: 144 },
      { width: 176, height: 144 },
    ]);
    const tall = planAnalysis(probeOf({ video: { display: { width: 1080, height: 1920 } } }), THUMBNAILS);
    expect([tall.proxy, tall.sprite]).toMatchObject([
      { width: 270, height: 480 },
      { width: 160, height: 284 },
    ]);
  });

  it('always keeps a poster, however short the programme', () => {
    for (const frames of [1, 2, 25, 1000]) {
      const plan = planAnalysis(probeOf({ video: { frames } }), THUMBNAILS);
      const candidates = posterFrames(plan, frames);
      expect(candidates[0]).toBe(0);
      expect(new Set(candidates).size).toBe(candidates.length);
      expect(Math.max(...candidates)).toBeLessThan(frames);
    }
  });
});

describe('analysisOutputArgs', () => {
  it('gives the meter true samples of the upright picture first', () => {
    expect(argsOf()).toContain('[m]scale=320:180:flags=neighbor:in_range=tv:out_range=tv,format=yuv420p[meter]');
    expect(argsOf(probeOf({ video: { rotation: 90 } }))).toContain(
      '[m]scale=180:320:flags=neighbor:in_range=tv:out_range=tv,format=yuv420p,transpose=clock[meter]',
    );
    expect(argsOf().match(/-map \S+/)?.[0]).toBe('-map [meter]');
  });

  it('meters every audio track, and makes the proxy without sound when there is none', () => {
    const two = argsOf(probeOf({ audio: [{}, { streamIndex: 4 }] }));
    expect(two).toContain(
      '[0:4]ebur128=metadata=1:peak=true:framelog=quiet,ametadata=mode=print:file=loudness-1.txt[r128_1]',
    );
    expect(argsOf(probeOf({ audio: [] }))).not.toMatch(/ebur128|proxysound|aac/);
  });

  it('shows one field of an interlaced picture and thins a fast one', () => {
    expect(argsOf(probeOf({ video: { fieldOrder: 'bottom-first' } }))).toContain(
      '[0:0]fps=25/1,field=type=top,split=4',
    );
    expect(argsOf(probeOf({ video: { frameRate: { num: 50, den: 1 } } }))).toContain('[p]framestep=2,scale=480:270');
  });
});
