import { DecodeLog, type LogLine } from './decode-log';

const line = (from: string[], text: string, level: LogLine['level'] = 'error'): LogLine => ({ from, level, text });
const corrupt = line(['vist#0:0/h264', 'dec:h264'], 'corrupt decoded frame', 'warning');
const lost = (stream: string) =>
  line([stream, 'dec:aac'], 'Error submitting packet to decoder: Invalid data found when processing input');

describe('DecodeLog', () => {
  it('counts damaged pictures and lost packets by track and second', () => {
    const log = new DecodeLog({ streamIndex: 0, codec: 'h264' }, [{ streamIndex: 2 }, { streamIndex: 3 }]);
    for (const each of [corrupt, corrupt, lost('aist#0:3/aac')]) log.read(each, 4);
    log.read(corrupt, 5);
    log.read(lost('aist#0:1/aac'), 5);
    expect(log.damage()).toEqual([
      { track: 'video', second: 4, count: 2 },
      { track: 'audio:1', second: 4, count: 1 },
      { track: 'video', second: 5, count: 1 },
    ]);
  });

  it('takes a decoder’s words for damage only where it marks no pictures', () => {
    const words = (codec: string) => line([codec], 'error while decoding MB 3 4');
    const h264 = new DecodeLog({ streamIndex: 0, codec: 'h264' });
    h264.read(words('h264'));
    expect(h264.damage()).toEqual([]);
    const hevc = new DecodeLog({ streamIndex: 0, codec: 'hevc' });
    hevc.read(words('hevc'), 1);
    hevc.read(words('libx265'), 1);
    expect(hevc.damage()).toEqual([{ track: 'video', second: 1, count: 1 }]);
  });

  it('tells what a track changed to', () => {
    const log = new DecodeLog({ streamIndex: 0, codec: 'h264' });
    log.read(corrupt);
    expect(log.change).toBeUndefined();
    const words =
      'Reconfiguring filter graph because video parameters changed to yuv420p(tv), 640x360, unspecified alpha';
    log.read(line(['fc#0'], words, 'info'));
    expect(log.change).toEqual({ media: 'video', to: 'yuv420p(tv), 640x360' });
  });
});
