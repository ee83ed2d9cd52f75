import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testMediaTools } from '../../tests/support/tools';
import { composeArguments } from './ffmpeg';
import type { Ffmpeg, FfmpegProgress, Ffprobe } from './port';

describe('ffmpeg behind its port', () => {
  let dir: string;
  let ffmpeg: Ffmpeg;
  let ffprobe: Ffprobe;
  let clip: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'headend-ffmpeg-'));
    const media = await testMediaTools();
    ({ ffmpeg, ffprobe } = media);
    clip = media.tools.bigBuckBunny;
  }, 120_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const file = async (name: string, content: string) => {
    const target = path.join(dir, name);
    await writeFile(target, content);
    return target;
  };

  it('composes guards, input options and outputs in order, spaces and all', () => {
    const args = composeArguments({
      inputs: [{ path: '/media/a film.mp4', options: ['-ss', '1.5'] }],
      outputArgs: ['/out/one two.mp4'],
    });
    expect(args.slice(0, 9)).toEqual([
      '-hide_banner',
      '-nostdin',
      '-nostats',
      '-loglevel',
      'warning',
      '-max_error_rate',
      '1',
      '-progress',
      'pipe:3',
    ]);
    expect(args[9]).toBe('-protocol_whitelist');
    expect(args[10]).toBe('file');
    expect(args[11]).toBe('-format_whitelist');
    expect(args[12]).not.toMatch(/hls|dash|concat|sdp|image2/);
    expect(args.slice(13)).toEqual(['-ss', '1.5', '-i', '/media/a film.mp4', '-y', '/out/one two.mp4']);
  });

  it('opens the concat demuxer for a list that is named as one, and only then', () => {
    const demuxers = (options: string[]) =>
      composeArguments({ inputs: [{ path: '/list', options }], outputArgs: ['/o'] })[12];
    expect(demuxers(['-f', 'concat', '-safe', '0'])).toMatch(/^concat,/);
    expect(demuxers(['-safe', '0'])).not.toContain('concat');
  });

  it('reports advancing frames while it runs and leaves standard output to the job', async () => {
    const seen: FfmpegProgress[] = [];
    let bytes = 0;
    await ffmpeg.run({
      inputs: [{ path: clip }],
      outputArgs: ['-map', '0:v:0', '-vf', 'scale=32:18', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'],
      onProgress: (progress) => seen.push(progress),
      onStdout: (chunk) => {
        bytes += chunk.length;
      },
    });
    expect(bytes).toBe(132 * 32 * 18);
    expect(seen.at(-1)?.frame).toBe(132);
  }, 30_000);

  it('counts every frame and sample of a file by decoding it', async () => {
    expect(await ffmpeg.decodeCheck(clip)).toEqual({ videoFrames: 132, audioSamples: 254_976 });
  }, 30_000);

  it('finds damage by decoding', async () => {
    const bytes = Buffer.from(await readFile(clip));
    for (let at = 200_000; at < bytes.length - 100_000; at += 1500) bytes.fill(0xff, at, at + 200);
    const damaged = path.join(dir, 'damaged.mp4');
    await writeFile(damaged, bytes);
    await expect(ffmpeg.decodeCheck(damaged)).rejects.toMatchObject({ code: 'encode/failed' });
  }, 30_000);

  it('stops at once when cancelled', async () => {
    const cancel = new AbortController();
    const run = ffmpeg.run({
      inputs: [{ path: clip, options: ['-stream_loop', '-1'] }],
      outputArgs: ['-f', 'null', '-'],
      signal: cancel.signal,
      onProgress: () => cancel.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
  }, 30_000);

  it('describes streams and scans packets', async () => {
    const document = await ffprobe.describe(clip);
    expect(document.streams?.map((stream) => stream.codec_type)).toEqual(['video', 'audio']);
    const keys: (number | null)[] = [];
    let packets = 0;
    await ffprobe.scanPackets(clip, 0, (packet) => {
      packets++;
      if (packet.key) keys.push(packet.ptsUs);
    });
    expect(packets).toBe(132);
    expect(keys[0]).toBe(0);
  }, 30_000);

  describe('with a hostile or useless master', () => {
    let base: string;
    let visits = 0;
    const server = createServer((_, reply) => {
      visits++;
      reply.end('x');
    });
    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    const HOSTILE: [string, (url: string) => string][] = [
      ['an HLS playlist', (url) => `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${url}\n#EXT-X-ENDLIST\n`],
      ['an HLS playlist behind blank lines', (url) => `\n\n#EXTM3U\n#EXTINF:5,\n${url}\n`],
      ['a concat script', (url) => `ffconcat version 1.0\nfile ${url}\n`],
      ['a concat script without its header', (url) => `file '${url}'\n`],
      ['an SDP', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=video 5004 RTP/AVP 96\n'],
      ['a DASH manifest', (url) => `<?xml version="1.0"?>\n<MPD><BaseURL>${url}</BaseURL></MPD>`],
      [
        'a subtitle script',
        () => '[Script Info]\nTitle: x\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,hi\n',
      ],
      ['captions', () => '1\n00:00:01,000 --> 00:00:02,000\nhi\n'],
    ];
    it.each(HOSTILE)(
      'refuses %s named .mp4 without following it',
      async (_name, content) => {
        const before = visits;
        for (const target of [`${base}/x.mp4`, clip]) {
          const master = await file('hostile.mp4', content(target));
          await expect(ffprobe.describe(master)).rejects.toMatchObject({ code: 'master/container-refused' });
          await expect(
            ffmpeg.run({ inputs: [{ path: master }], outputArgs: ['-f', 'null', '-'] }),
          ).rejects.toMatchObject({ code: expect.stringMatching(/^(master|encode)\//) });
        }
        expect(visits).toBe(before);
      },
      30_000,
    );

    it('is not fooled by a playlist that hides behind a binary byte', async () => {
      const master = await file('binary.mp4', `#EXTM3U\n#\u0000\n#EXTINF:5,\n${base}/x.mp4\n`);
      await expect(ffprobe.describe(master)).rejects.toMatchObject({ code: expect.stringMatching(/^master\//) });
      expect(visits).toBe(0);
    });

    it.each([
      ['empty', '', 'master/empty'],
      ['text', 'Lorem ipsum dolor sit amet.\n'.repeat(200), 'master/not-media'],
      ['noise', `\u0000\u0001${'x\u0002y'.repeat(2000)}`, 'master/not-media'],
    ])('tells that a file is %s', async (name, content, code) => {
      const master = await file(`${name}.mp4`, content);
      await expect(ffprobe.describe(master)).rejects.toMatchObject({ code });
    });

    it('tells an MP4 that lost its index from one that is no MP4', async () => {
      const master = path.join(dir, 'cut.mp4');
      await writeFile(master, (await readFile(clip)).subarray(0, 300_000));
      await expect(ffprobe.describe(master)).rejects.toMatchObject({ code: 'master/truncated' });
    });
  });
});
