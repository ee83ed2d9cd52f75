import { PacketScan, type PacketStatistics, type ScannedPacket } from './packet-statistics';
import { mergeSamples, readSample } from './picture-samples';
import { pixelLayout } from './pixel-format';
import { checkLength, type ProbeDocument, type ProbeStream, programmeVideo, readProbe } from './read-probe';

const scanOf = (times: number[], packet: Partial<ScannedPacket> = {}): PacketStatistics => {
  const scan = new PacketScan();
  times.forEach((ptsUs, index) => {
    scan.add({ ptsUs, dtsUs: ptsUs, durationUs: 40_000, key: index % 50 === 0, bytes: 1000, ...packet });
  });
  const statistics = scan.finish();
  if (!statistics) throw new Error('No times.');
  return statistics;
};
const steady = (frames: number, us: number, startUs = 0) =>
  Array.from({ length: frames }, (_, frame) => Math.round(startUs + frame * us));

const stream = (changed: Record<string, unknown> = {}): ProbeStream => ({
  ...{ index: 0, codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080, pix_fmt: 'yuv420p' },
  ...{ r_frame_rate: '25/1', avg_frame_rate: '25/1', field_order: 'progressive', duration: '4.000000' },
  ...changed,
});
const document = (changed: Record<string, unknown> = {}, more: ProbeStream[] = []): ProbeDocument => ({
  format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', size: '1000', duration: '4.0' },
  streams: [stream(changed), ...more],
});
const still = { fields: { topFirst: 0, bottomFirst: 0, progressive: 0 } };
const read = (changed: Record<string, unknown> = {}, scan = scanOf(steady(100, 40_000))) =>
  readProbe(document(changed), scan, still).video;

describe('readProbe', () => {
  it('counts chapters from the first frame, in order, each once and inside of the programme', () => {
    const chapters = ['3.5', '0.5', '2.0', '2.0', '9.0', 'N/A'].map((start_time) => ({ start_time }));
    const probe = readProbe({ ...document(), chapters }, scanOf(steady(100, 40_000, 500_000)), still);
    expect(probe.chapters).toEqual([{ startMs: 1500 }, { startMs: 3000 }]);
    expect(readProbe(document(), scanOf(steady(100, 40_000)), still)).not.toHaveProperty('chapters');
  });

  it('does not believe a stated rate the packets contradict', () => {
    // A phone clip: r_frame_rate is the time base, not a rate.
    expect(read({ r_frame_rate: '57600/1', duration: '3.33' }, scanOf(steady(100, 33_333)))).toMatchObject({
      frameRate: { num: 30, den: 1 },
      frames: 100,
    });
  });

  it('believes a stated NTSC rate in a container that counts milliseconds', () => {
    const milliseconds = steady(60, 1e6 / (24000 / 1001)).map((us) => Math.round(us / 1000) * 1000);
    expect(read({ r_frame_rate: '24000/1001', duration: undefined }, scanOf(milliseconds))).toMatchObject({
      ...{ frameRate: { num: 24000, den: 1001 }, rateMode: 'constant', frames: 60 },
    });
  });

  it('calls irregular distances variable and counts the grid, not the packets', () => {
    const times = steady(100, 40_000).filter((_, frame) => frame % 5 !== 2);
    expect(read({}, scanOf(times))).toMatchObject({ rateMode: 'variable', frames: 100 });
  });

  it('counts a held frame in a gap', () => {
    const times = steady(1000, 40_000).filter((_, frame) => frame < 500 || frame > 510);
    expect(read({ duration: '40' }, scanOf(times))).toMatchObject({ rateMode: 'constant', frames: 1000 });
  });

  it.each([
    [{ rotation: -90 }, 90, { width: 1080, height: 1920 }],
    [{ rotation: 90 }, 270, { width: 1080, height: 1920 }],
    [{ rotation: 180 }, 180, { width: 1920, height: 1080 }],
    [{ rotation: -0 }, 0, { width: 1920, height: 1080 }],
  ])('turns a display matrix of %j upright', (side, rotation, display) => {
    const sides = [{ side_data_type: 'Display Matrix', ...side }];
    expect(read({ side_data_list: sides })).toMatchObject({ rotation, display });
  });

  it('shows PAL at its display width', () => {
    expect(read({ width: 720, height: 576, sample_aspect_ratio: '64:45' }).display).toEqual({
      width: 1024,
      height: 576,
    });
    expect(read({ sample_aspect_ratio: '0:1' }).display).toEqual({ width: 1920, height: 1080 });
  });

  it('refuses a picture that is shown larger or smaller than can be encoded, whatever is stored', () => {
    const shown = (sample_aspect_ratio: string) => () => read({ width: 320, height: 180, sample_aspect_ratio });
    expect(shown('30:1')).toThrow(expect.objectContaining({ code: 'master/dimensions' }));
    expect(shown('1:30')).toThrow('shown at 11x180');
    expect(shown('4:3')).not.toThrow();
  });

  it('refuses a few frames that would be shown for hours', () => {
    const sparse = (seconds: number, frames: number) => {
      // One regular frame before the pauses gives the rate.
      const times = [...steady(frames, 40_000), ...steady(frames - 1, seconds * 1e6, frames * 40_000 + 40_000)];
      return () => read({ duration: undefined }, scanOf(times));
    };
    expect(sparse(119, 700)).toThrow(expect.objectContaining({ code: 'master/too-few-frames' }));
    expect(sparse(0.2, 5_000)).not.toThrow();
    expect(sparse(100, 6)).not.toThrow();
  });

  it('refuses a programme over the length that is taken', () => {
    expect(() => checkLength({ durationUs: 13 * 3.6e9 }, 12 * 3.6e9)).toThrow('13 h long; at most 12 h');
    expect(() => checkLength({ durationUs: 12 * 3.6e9 }, 12 * 3.6e9)).not.toThrow();
  });

  it('decides the dynamic range from transfer, then from primaries with mastering data', () => {
    expect(read({ color_transfer: 'arib-std-b67' }).dynamicRange).toBe('HLG');
    expect(read({ color_transfer: 'smpte2084' }).dynamicRange).toBe('HDR10');
    expect(read({ color_transfer: 'bt709', color_primaries: 'bt2020' }).dynamicRange).toBe('SDR');
    const sides = [{ side_data_type: 'Mastering display metadata', max_luminance: '10000000/10000' }];
    expect(read({ color_primaries: 'bt2020', side_data_list: sides }).dynamicRange).toBe('HDR10');
  });

  it('believes the pictures about fields, and the header only when they say little', () => {
    const order = (field_order: string, fields: typeof still.fields) =>
      readProbe(document({ field_order }), scanOf(steady(100, 40_000)), { fields }).video.fieldOrder;
    expect(order('progressive', { topFirst: 0, bottomFirst: 60, progressive: 3 })).toBe('bottom-first');
    expect(order('tt', { topFirst: 0, bottomFirst: 0, progressive: 70 })).toBe('progressive');
    expect(order('tt', { topFirst: 0, bottomFirst: 0, progressive: 20 })).toBe('top-first');
    expect(order('tb', { topFirst: 0, bottomFirst: 0, progressive: 0 })).toBe('bottom-first');
    expect(order('progressive', { topFirst: 20, bottomFirst: 0, progressive: 50 })).toBe('mixed');
    expect(order('progressive', { topFirst: 24, bottomFirst: 24, progressive: 0 })).toBe('mixed');
  });

  it('reads timecode, and captions that ride in the picture', () => {
    const tmcd: ProbeStream = { index: 1, codec_type: 'data', tags: { timecode: '01:00:00;00' } };
    const probe = readProbe(document({ closed_captions: 1 }, [tmcd]), scanOf(steady(100, 40_000)), still);
    expect(probe).toMatchObject({ closedCaptions: true, video: { timecode: '01:00:00;00' } });
  });

  it('passes by cover art and takes the default track', () => {
    const cover = stream({
      index: 0,
      codec_name: 'mjpeg',
      width: 3000,
      height: 3000,
      disposition: { attached_pic: 1 },
    });
    const film = stream({ index: 2, disposition: { default: 1 } });
    expect(programmeVideo({ streams: [cover, stream({ index: 1, width: 3840, height: 2160 }), film] }).index).toBe(2);
    expect(() => programmeVideo({ streams: [cover] })).toThrow('no video');
  });

  it.each([
    [{ width: 9000 }, 'master/dimensions'],
    [{ codec_name: 'unknown' }, 'master/undecodable'],
    [{ duration: '10.0' }, 'master/truncated'],
  ])('refuses %j as %s', (changed, code) => {
    expect(() => read(changed)).toThrow(expect.objectContaining({ code }));
  });
});

describe('too many tracks', () => {
  const tracks = (count: number, type: string): ProbeStream[] =>
    Array.from({ length: count }, (_, index) => ({ index: index + 1, codec_type: type, codec_name: 'x' }));

  it.each([
    [64, 'audio'],
    [64, 'subtitle'],
    [255, 'data'],
  ])('takes %d tracks of %s and no more', (most, type) => {
    expect(programmeVideo(document({}, tracks(most, type))).index).toBe(0);
    expect(() => programmeVideo(document({}, tracks(most + 1, type)))).toThrow(
      expect.objectContaining({ code: 'master/too-many-tracks' }),
    );
  });
});

describe('a sample of the picture', () => {
  const printed = (single: [number, number, number], multiple: [number, number, number]): string =>
    Object.entries({ single, multiple })
      .flatMap(([test, counts]) =>
        ['tff', 'bff', 'progressive'].map((name, at) => `lavfi.idet.${test}.${name}=${counts[at]}.00`),
      )
      .join('\n');

  it.each<[string, [number, number, number], [number, number, number], number[]]>([
    ['one parity', [20, 0, 0], [24, 0, 0], [24, 0, 0]],
    ['a stray frame of the other parity', [20, 1, 3], [20, 2, 2], [20, 2, 2]],
    ['both parities', [11, 10, 3], [11, 10, 3], [0, 0, 24]],
    ['both parities, frame by frame only', [11, 10, 3], [20, 0, 4], [0, 0, 24]],
    ['tests that contradict each other', [12, 0, 0], [0, 12, 0], [0, 0, 12]],
    ['no combing in single frames', [0, 0, 0], [0, 12, 0], [0, 12, 0]],
  ])('of %s counts fields as they agree', (_name, single, multiple, [topFirst, bottomFirst, progressive]) => {
    expect(readSample(printed(single, multiple)).fields).toEqual({ topFirst, bottomFirst, progressive });
  });
});

describe('a hole in the timestamps', () => {
  it('refuses a small file that claims to be a day long', () => {
    const holed = [...steady(50, 40_000), ...steady(50, 40_000).map((us) => us + 100_000_000_000)];
    expect(() => read({}, scanOf(holed))).toThrow(expect.objectContaining({ code: 'master/gap' }));
  });
});

describe('PacketScan', () => {
  it('puts B-frames in order before it looks at distances', () => {
    const decodeOrder = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8].map((frame) => frame * 40_000);
    expect(scanOf(decodeOrder)).toMatchObject({ frameUs: 40_000, irregularShare: 0, longestUs: 40_000 });
  });

  it('keeps what the edit list discards out of the timeline', () => {
    const scan = new PacketScan();
    for (const [frame, us] of steady(60, 40_000).entries())
      scan.add({ ptsUs: us, dtsUs: us, durationUs: 40_000, key: frame === 0, bytes: 1, discard: frame < 10 });
    expect(scan.finish()).toMatchObject({ packets: 50, discarded: 10, startUs: 400_000, gopFrames: 60 });
  });

  it('needs little memory for a long film', () => {
    const scan = new PacketScan();
    const before = process.memoryUsage().heapUsed;
    for (let frame = 0; frame < 300_000; frame++)
      scan.add({ ptsUs: frame * 40_000 + (frame % 977) * 13, dtsUs: null, durationUs: null, key: false, bytes: 1 });
    expect(scan.finish()?.packets).toBe(300_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60e6);
  });
});

describe('picture samples', () => {
  const printed = (tff: number, progressive: number, crop: string) =>
    `frame:0 pts:0\nlavfi.idet.multiple.tff=0.00\nframe:1 pts:1\nlavfi.idet.multiple.tff=${tff}.00\nlavfi.idet.multiple.progressive=${progressive}.00\n${crop}`;
  const crop = (x: number, y: number, w: number, h: number) =>
    `lavfi.cropdetect.x=${x}\nlavfi.cropdetect.y=${y}\nlavfi.cropdetect.w=${w}\nlavfi.cropdetect.h=${h}\n`;

  it('add their fields up and keep only bars that all of them show', () => {
    const samples = [printed(3, 1, crop(0, 140, 1920, 800)), printed(2, 0, crop(0, 100, 1920, 800))].map(readSample);
    expect(samples[0]?.frames).toBe(2);
    expect(mergeSamples(samples, { width: 1920, height: 1080 })).toEqual({
      fields: { topFirst: 5, bottomFirst: 0, progressive: 1 },
      activePicture: { x: 0, y: 100, width: 1920, height: 840 },
    });
  });

  it('take a soft edge for no bar, and a black frame for no picture', () => {
    const edge = readSample(printed(0, 1, crop(0, 4, 1920, 1072)));
    const black = readSample(printed(0, 1, crop(0, 0, -1, -1)));
    expect(mergeSamples([edge, black], { width: 1920, height: 1080 }).activePicture).toBeUndefined();
  });
});

describe('pixelLayout', () => {
  it.each([
    ['yuv420p', 8, '4:2:0'],
    ['yuv422p10le', 10, '4:2:2'],
    ['yuvj422p', 8, '4:2:2'],
    ['p010le', 10, '4:2:0'],
    ['nv12', 8, '4:2:0'],
    ['yuv444p12le', 12, '4:4:4'],
    ['gbrp10le', 10, '4:4:4'],
    ['gray', 8, '4:0:0'],
    ['uyvy422', 8, '4:2:2'],
    ['rgb48le', 16, '4:4:4'],
    ['yuv420p16le', 16, '4:2:0'],
  ])('reads %s', (name, bitDepth, chroma) => expect(pixelLayout(name)).toEqual({ bitDepth, chroma }));
});
