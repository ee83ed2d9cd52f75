import * as fc from 'fast-check';
import type { Severity } from './finding';
import { framesOf, MOST_PICTURES, picturesPrefix, pictureTimeMs, planPictures } from './finding-pictures';
import { probeOf } from './testing/probe';

const VIDEO = { frameRate: { num: 25, den: 1 }, frames: 250 };
const at = (startMs: number, endMs: number, severity: Severity = 'warning') => ({
  severity,
  range: { startMs, endMs },
});

describe('planPictures', () => {
  it('takes the first frame of a finding, and of a long one its middle', () => {
    expect(planPictures([at(1000, 2000)], VIDEO)).toEqual([25]);
    expect(planPictures([at(1000, 9000)], VIDEO)).toEqual([25, 125]);
  });

  it('passes over findings without a place, and takes a frame once', () => {
    expect(planPictures([{ severity: 'reject' }, at(1000, 2000), at(1000, 3000)], VIDEO)).toEqual([25]);
  });

  it('gives heavy findings their pictures first when there are too many', () => {
    const light = Array.from({ length: 60 }, (_, index) => at(index * 40, index * 40 + 40, 'info'));
    const planned = planPictures([...light, at(9000, 9500, 'reject')], VIDEO);
    expect(planned).toHaveLength(MOST_PICTURES);
    expect(planned).toContain(225);
  });

  it('finds the very frame that a range was rounded from, at every rate', () => {
    const rates = [25, 50, 24, 30, 60].flatMap((num) => [
      { num, den: 1 },
      { num: num * 1000, den: 1001 },
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...rates), fc.nat(500_000), (frameRate, frame) => {
        const startMs = pictureTimeMs(frame, frameRate);
        expect(framesOf({ startMs, endMs: startMs + 100 }, { frameRate, frames: 600_000 })).toEqual([frame]);
      }),
    );
  });

  it('never plans behind the end, nor more than it may', () => {
    const range = fc.tuple(fc.nat(20_000), fc.nat(20_000)).map(([start, length]) => at(start, start + length));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 80 }), (findings) => {
        const frames = planPictures(findings, probeOf().video);
        expect(frames.length).toBeLessThanOrEqual(MOST_PICTURES);
        expect(frames.every((frame) => frame >= 0 && frame < 250)).toBe(true);
      }),
    );
  });
});

it('keeps pictures beside the measurements', () => {
  expect(picturesPrefix('previews/t/i/m/measurement.json.gz')).toBe('previews/t/i/m/findings/');
});
