import { chunkInputArgs, chunkOutputArgs, rungArgs } from './encode-args';
import type { Rung, Timeline } from './encode-plan';
import { concatList, joinArgs } from './join-args';
import type { VideoProbe } from './probe';
import { rational } from './rational';

const video: VideoProbe = {
  ...{
    streamIndex: 0,
    codec: 'h264',
    profile: 'High',
    coded: { width: 1920, height: 1080 },
    sampleAspect: rational(1),
  },
  ...{ rotation: 0, display: { width: 1920, height: 1080 }, frameRate: rational(24000, 1001), rateMode: 'constant' },
  ...{ frames: 1000, startUs: 83_417, gopFrames: 240, seeksToKeyFrames: true, fieldOrder: 'progressive' },
  ...{ pixelFormat: 'yuv420p', bitDepth: 8, chroma: '4:2:0', dynamicRange: 'SDR', bitRate: 5e6 },
  colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' },
};
const timeline: Timeline = { frameRate: rational(24000, 1001), frames: 1000, gopFrames: 48, segmentFrames: 144 };
const conform = { toConstantRate: false, deinterlace: false };
const rung: Rung = {
  ...{ name: 'h264-720p', width: 1280, height: 720, codec: 'h264', preset: 'medium', crf: 22 },
  ...{ maxBitrate: 2_800_000, bufferSize: 4_600_000 },
};
const small: Rung = {
  ...rung,
  name: 'h264-360p',
  width: 640,
  height: 360,
  crf: 23,
  maxBitrate: 1e6,
  bufferSize: 1.6e6,
};
const chunk = {
  ...{ video, timeline, conform, rungs: [rung, small], range: { start: 288, end: 576 }, threads: 1 },
  outputs: ['/scratch/a.mp4', '/scratch/b.mp4'],
};

describe('the arguments of a chunk', () => {
  it('are these, in this order', () => {
    expect(chunkInputArgs(chunk)).toEqual(
      '-copyts -an -sn -dn -noaccurate_seek -seek_timestamp 1 -ss 12105844us'.split(' '),
    );
    const [, graph, ...outputs] = chunkOutputArgs(chunk);
    expect(graph?.split(/[;,]/)).toEqual([
      '[0:0]settb=1/192000',
      'setpts=PTS-(2317315)',
      'fps=fps=24000/1001:start_time=0:round=down',
      'trim=end_frame=288',
      'setparams=field_mode=prog:range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
      'split=2[s0][s1]',
      '[s0]scale=1280:720:flags=bicubic',
      'setsar=1',
      'format=yuv420p[v0]',
      '[s1]scale=640:360:flags=bicubic',
      'setsar=1',
      'format=yuv420p[v1]',
    ]);
    expect(outputs).toEqual([
      ...['-map', '[v0]', ...rungArgs(rung, timeline, 1), '/scratch/a.mp4'],
      ...['-map', '[v1]', ...rungArgs(small, timeline, 1), '/scratch/b.mp4'],
    ]);
  });

  it('start at the beginning without a seek', () => {
    expect(chunkInputArgs({ ...chunk, range: { start: 0, end: 288 } })).not.toContain('-ss');
  });

  it('go back a whole GOP where a seek may miss the key frame', () => {
    const seek = (changed: Partial<VideoProbe>) =>
      Number.parseInt(chunkInputArgs({ ...chunk, video: { ...video, ...changed } }).at(-1) ?? '', 10);
    expect(seek({}) - seek({ seeksToKeyFrames: false })).toBeGreaterThan(10_000_000);
  });

  it('hold the last frame in the last chunk only', () => {
    const graph = (end: number) => chunkOutputArgs({ ...chunk, range: { start: 288, end } })[1];
    expect(graph(576)).not.toContain('tpad');
    expect(graph(1000)).toContain('tpad=stop_mode=clone:stop=24,trim=end_frame=712');
  });

  it('deinterlace by the order the pictures showed, with frames before the chunk to look at', () => {
    const interlaced = {
      ...chunk,
      conform: { ...conform, deinterlace: true },
      video: { ...video, fieldOrder: 'bottom-first' as const },
    };
    expect(chunkOutputArgs(interlaced)[1]).toContain('[0:0]bwdif=mode=send_frame:parity=bff:deint=all,settb');
    const seek = (args: string[]) => Number.parseInt(args.at(-1) ?? '', 10);
    expect(seek(chunkInputArgs(chunk)) - seek(chunkInputArgs(interlaced))).toBe(10_427 + 3 * 41_708);
  });

  it('tone-map HDR at the largest size to tagged BT.709', () => {
    const hdr = {
      ...chunk,
      conform: { ...conform, toneMapFrom: 'HDR10' as const },
      video: { ...video, dynamicRange: 'HDR10' as const },
    };
    expect(chunkOutputArgs(hdr)[1]).toContain('zscale=w=1280:h=720:');
    expect(chunkOutputArgs(hdr)[1]).toContain('tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=limited');
  });

  it('convert the colours of standard definition, full range and wide gamut', () => {
    const graph = (changed: Partial<VideoProbe>) => chunkOutputArgs({ ...chunk, video: { ...video, ...changed } })[1];
    const untagged = { primaries: 'unknown', transfer: 'unknown', matrix: 'unknown', range: 'unknown' };
    expect(graph({ colour: untagged })).not.toContain('zscale');
    expect(graph({ colour: untagged, display: { width: 720, height: 576 }, frameRate: rational(25) })).toContain(
      'zscale=pin=bt470bg:tin=bt709:min=bt470bg:rin=limited:p=bt709:t=bt709:m=bt709:r=limited',
    );
    expect(graph({ colour: { ...video.colour, range: 'pc' } })).toContain('rin=full');
    expect(graph({ pixelFormat: 'gbrp10le' })).toContain('scale=out_color_matrix=bt709');
  });
});

describe('the arguments of a rung', () => {
  const common =
    '-pix_fmt yuv420p -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv -fps_mode passthrough ' +
    '-enc_time_base 1001:24000 -video_track_timescale 24000 -map_metadata -1 -map_chapters -1 -fflags +bitexact -f mp4';

  it.each<[Rung['codec'], string, string]>([
    [
      'h264',
      'medium',
      '-c:v libx264 -preset medium -profile:v high -crf 22 -maxrate 2800000 -bufsize 4600000 -g 48 -keyint_min 48 -sc_threshold 0 -flags +cgop -threads 1',
    ],
    [
      'h265',
      'fast',
      '-c:v libx265 -preset fast -crf 22 -maxrate 2800000 -bufsize 4600000 -x265-params keyint=48:min-keyint=48:scenecut=0:open-gop=0:info=0:pools=1:frame-threads=1:log-level=error -tag:v hvc1 -threads 1',
    ],
    [
      'av1',
      '8',
      '-c:v libsvtav1 -preset 8 -crf 22 -maxrate 2800000 -bufsize 4600000 -g 48 -svtav1-params scd=0:irefresh-type=2:lp=1',
    ],
  ])('are these for %s', (codec, preset, expected) => {
    expect(rungArgs({ ...rung, codec, preset }, timeline, 1).join(' ')).toBe(`${expected} ${common}`);
  });
});

describe('joining', () => {
  it('lists chunks with lengths that do not drift', () => {
    const files = Array.from({ length: 500 }, (_, index) => ({ path: `/c/${index}.mp4`, frames: 288 }));
    const list = concatList(files, timeline);
    const total = [...list.matchAll(/^duration (\d+)us$/gm)].reduce((sum, [, us]) => sum + Number(us), 0);
    expect(total).toBe(500 * 288 * 1001 * (1_000_000 / 24_000));
    expect(list.split('\n').slice(0, 3)).toEqual(['ffconcat version 1.0', "file '/c/0.mp4'", 'duration 12012000us']);
  });

  it('quotes a path with an apostrophe', () => {
    expect(concatList([{ path: "/it's/a.mp4", frames: 1 }], timeline)).toContain("file '/it'\\''s/a.mp4'");
  });

  it('copies, on the same clock, and keeps hvc1', () => {
    expect(joinArgs(timeline, 'h265', '/o.mp4').join(' ')).toBe(
      '-map 0:v:0 -c copy -tag:v hvc1 -video_track_timescale 24000 -map_metadata -1 -fflags +bitexact -f mp4 /o.mp4',
    );
    expect(joinArgs(timeline, 'h264', '/o.mp4')).not.toContain('-tag:v');
  });
});
