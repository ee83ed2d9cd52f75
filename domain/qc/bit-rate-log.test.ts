import { BitRateLog } from './bit-rate-log';

describe('BitRateLog', () => {
  it('adds up bits by second from the first picture on, and gives a short last second its rate', () => {
    const log = new BitRateLog(500_000);
    log.line('#tb 0: 1/1000');
    for (const [dts, size] of [
      [420, 100],
      [500, 100],
      [1499, 100],
      [1500, 50],
      [2600, 40],
    ])
      log.line(`0, ${dts}, ${dts}, 40, ${size}, 0x1`);
    expect(log.finish(2_500_000)).toEqual([2400, 400, 640]);
  });

  it('says something of every second, even of one without a packet', () => {
    const log = new BitRateLog(0);
    log.line('0, 0, 0, 40, 125, 0x1');
    expect(log.finish(3_100_000)).toEqual([1000, 0, 0]);
  });
});
