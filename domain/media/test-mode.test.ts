import fc from 'fast-check';
import { pictureFilters } from './picture-filters';
import type { MasterProbe } from './probe';
import { rational } from './rational';
import { cutForTest, watermarkFilters } from './test-mode';

const probe = (num: number, den: number, frames: number) =>
  ({
    video: { frames, frameRate: rational(num, den) },
    durationUs: Math.round((frames * den * 1e6) / num),
  }) as MasterProbe;

describe('a master in test mode', () => {
  it.each([
    [25, 1, 10_000, 250],
    [30_000, 1001, 10_000, 299],
    [25, 1, 100, 100],
    [1, 20, 100, 1],
  ])('of %i/%i with %i frames is cut to %i', (num, den, frames, left) => {
    const cut = cutForTest(probe(num, den, frames));
    expect(cut.video.frames).toBe(left);
    expect(cut.durationUs).toBe(Math.min(10_000_000, probe(num, den, frames).durationUs));
  });
});

describe('the watermark', () => {
  it('lies inside the picture and in its middle, at every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 7680 }), fc.integer({ min: 64, max: 4320 }), (width, height) => {
        const boxes = watermarkFilters({ width, height }).map((filter) =>
          [...filter.matchAll(/[xywh]=(\d+)/g)].map(([, digits]) => Number(digits)),
        );
        const left = Math.min(...boxes.map(([x = 0]) => x));
        const right = Math.max(...boxes.map(([x = 0, , w = 0]) => x + w));
        const bottom = Math.max(...boxes.map(([, y = 0, , h = 0]) => y + h));
        expect(boxes.every((box) => box.length === 4 && box.every((part) => part >= 0))).toBe(true);
        expect(right).toBeLessThanOrEqual(width);
        expect(bottom).toBeLessThanOrEqual(height);
        expect(Math.abs(left - (width - right))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is burned in only where the plan says so', () => {
    const rung = { width: 640, height: 360 } as Parameters<typeof pictureFilters.rung>[0];
    expect(pictureFilters.rung(rung)).toBe('scale=640:360:flags=bicubic,setsar=1,format=yuv420p');
    expect(pictureFilters.rung(rung, { watermark: true })).toContain('format=yuv420p,drawbox=');
  });
});
