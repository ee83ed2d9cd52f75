import fc from 'fast-check';
import { rational } from './rational';
import { formatTimecode, frameAt, frameCentre, fromZero, rateLabel, timecodeFormat } from './timecode';

const NTSC = rational(30000, 1001);
const FILM = rational(24000, 1001);
const PAL = rational(25);
const RATES = [FILM, PAL, NTSC, rational(24), rational(30), rational(50), rational(60000, 1001), rational(25, 2)];

describe('timecode', () => {
  it('counts whole frames from the start timecode of the master', () => {
    expect(formatTimecode(0, timecodeFormat(PAL, '01:00:00:00'))).toBe('01:00:00:00');
    expect(formatTimecode(26, timecodeFormat(PAL, '09:59:59:24'))).toBe('10:00:01:00');
    expect(formatTimecode(24 * 3600, timecodeFormat(FILM))).toBe('01:00:00:00');
  });

  it('leaves out the first two numbers of each minute but every tenth in drop-frame', () => {
    const drop = timecodeFormat(NTSC);
    expect(formatTimecode(1799, drop)).toBe('00:00:59;29');
    expect(formatTimecode(1800, drop)).toBe('00:01:00;02');
    expect(formatTimecode(17981, drop)).toBe('00:09:59;29');
    expect(formatTimecode(17982, drop)).toBe('00:10:00;00');
    expect(formatTimecode(107892, drop)).toBe('01:00:00;00');
    expect(formatTimecode(3600, timecodeFormat(rational(60000, 1001)))).toBe('00:01:00;04');
  });

  it('drops only where the master says so, and by itself only at multiples of 29.97', () => {
    expect(formatTimecode(1800, timecodeFormat(NTSC, '00:00:00:00'))).toBe('00:01:00:00');
    expect(formatTimecode(0, timecodeFormat(NTSC, '01:00:00;00'))).toBe('01:00:00;00');
    expect(formatTimecode(0, timecodeFormat(PAL, '01:00:00;00'))).toBe('01:00:00:00');
    expect([NTSC, FILM, PAL].map((rate) => rateLabel(timecodeFormat(rate)))).toEqual([
      '29.97 DF',
      '23.976 fps',
      '25 fps',
    ]);
    expect(rateLabel(timecodeFormat(NTSC, '00:00:00:00'))).toBe('29.97 NDF');
  });

  it('reads back every timecode it writes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RATES),
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.boolean(),
        (rate, frame, own) => {
          const format = timecodeFormat(rate, own ? undefined : '00:00:00:00');
          const length = formatTimecode(0, { ...format, startFrame: frame });
          const again = timecodeFormat(rate, length);
          expect(formatTimecode(0, again)).toBe(length);
          expect(formatTimecode(0, fromZero(again))).toMatch(/^00:00:00[:;]00$/);
        },
      ),
    );
  });

  it('takes an unreadable start for none', () => {
    expect(timecodeFormat(PAL, 'N/A').startFrame).toBe(0);
  });
});

describe('the middle of a frame', () => {
  it('shows the frame it was asked for, for hours and at every rate', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RATES), fc.integer({ min: 0, max: 3_000_000 }), (rate, frame) => {
        expect(frameAt(frameCentre(frame, rate), rate)).toBe(frame);
        expect(frameAt((frame * rate.den) / rate.num, rate)).toBe(frame);
      }),
    );
  });

  it('of two frames that share a picture lies where they meet', () => {
    expect(frameCentre(10, rational(50), 2)).toBeCloseTo(0.22);
  });
});
