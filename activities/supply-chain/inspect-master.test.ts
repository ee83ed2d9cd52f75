import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FieldOrder } from '../../domain/media/probe';
import { CLIPS, type ClipMaker, makeCodedClip } from '../../tests/fixtures/clips';
import { createMediaWorld, type MediaWorld } from '../../tests/support/media-world';
import type { Inspection } from '../../workflows/supply-chain/contract';

type Name = keyof typeof CLIPS;

describe('inspecting a master', () => {
  let world: MediaWorld;
  beforeAll(async () => {
    world = await createMediaWorld();
  }, 120_000);
  afterAll(() => world.close());

  const inspectMade = async (maker: ClipMaker): Promise<Inspection> => {
    const file = await maker(world.tools.ffmpeg, world.dir);
    return world.inspect(await world.receive(file));
  };
  const codesOf = ({ findings }: Inspection) => findings.map(({ code }) => code);

  it.each<[Name, string]>([
    ['empty', 'master/empty'],
    ['text', 'master/not-media'],
    ['playlist', 'master/container-refused'],
    ['concatScript', 'master/container-refused'],
    ['truncatedWithIndex', 'master/truncated'],
    ['truncatedWithoutIndex', 'master/truncated'],
    ['audioOnly', 'master/no-video'],
    ['short', 'master/too-short'],
    ['tiny', 'master/dimensions'],
    ['manyTracks', 'master/too-many-tracks'],
  ])(
    'refuses %s as %s',
    async (name, code) => {
      await expect(inspectMade(CLIPS[name])).rejects.toMatchObject({ code });
    },
    60_000,
  );

  it('finds nothing to say about a plain master but its untagged language', async () => {
    const inspection = await inspectMade(CLIPS.plain);
    expect(codesOf(inspection)).toEqual(['inspect/untagged-language']);
    expect(inspection.probe).toMatchObject({
      durationUs: 3_000_000,
      closedCaptions: false,
      text: [],
      video: {
        ...{ codec: 'h264', frames: 75, rateMode: 'constant', startUs: 0, gopFrames: 50, fieldOrder: 'progressive' },
        ...{
          coded: { width: 320, height: 180 },
          display: { width: 320, height: 180 },
          rotation: 0,
          dynamicRange: 'SDR',
        },
        ...{ bitDepth: 8, chroma: '4:2:0', frameRate: { num: 25, den: 1 }, seeksToKeyFrames: true },
      },
      audio: [{ channels: 2, layout: 'stereo', sampleRate: 48000, language: 'und' }],
    });
  }, 60_000);

  it('reads chapters, but for the one that begins with the programme', async () => {
    expect((await inspectMade(CLIPS.chapters)).probe.chapters).toEqual([
      { startMs: 1200, title: 'The chase' },
      { startMs: 2400, title: 'The end' },
    ]);
  }, 60_000);

  it.each<[Name, string]>([
    ['noAudio', 'inspect/no-audio'],
    ['truncatedSlightly', 'inspect/truncated'],
    ['oddSize', 'inspect/odd-dimensions'],
    ['portraitRotated', 'inspect/rotated'],
    ['wideSamples', 'inspect/non-square-pixels'],
    ['variableRate', 'inspect/vfr'],
    ['interlaced', 'inspect/interlaced'],
    ['tenBit422', 'inspect/high-bit-depth'],
    ['tenBit422', 'inspect/chroma'],
    ['hdr10', 'inspect/hdr'],
    ['monoTracks', 'inspect/audio-mono-tracks'],
    ['lowSampleRate', 'inspect/sample-rate'],
    ['lateVideo', 'inspect/start-offset'],
    ['lateVideo', 'inspect/edit-list'],
  ])(
    'sees in %s the finding %s, with a fix',
    async (name, code) => {
      const inspection = await inspectMade(CLIPS[name]);
      expect(codesOf(inspection)).toContain(code);
      const finding = inspection.findings.find((each) => each.code === code);
      expect(finding?.message.length).toBeGreaterThan(10);
      expect(finding?.fix.length).toBeGreaterThan(10);
    },
    60_000,
  );

  it.each<[Name, string, number]>([
    ['ntsc', '30000/1001', 101],
    ['film', '24000/1001', 97],
    ['filmMatroska', '24000/1001', 97],
    ['startOffset', '25/1', 100],
    ['lateVideo', '25/1', 75],
    ['variableRate', '30/1', 120],
    ['interlaced', '25/1', 100],
  ])(
    'counts %s at %s with %d frames on the grid',
    async (name, rate, frames) => {
      const { video } = (await inspectMade(CLIPS[name])).probe;
      expect(`${video.frameRate.num}/${video.frameRate.den}`).toBe(rate);
      expect(video.frames).toBe(frames);
    },
    60_000,
  );

  it.each<[string, string, string, FieldOrder]>([
    ['fine lines that move, at 25', 'testsrc2=s=640x360:r=25:d=4', 'null', 'progressive'],
    ['fine lines that move, at 50', 'testsrc2=s=1280x720:r=50:d=2', 'null', 'progressive'],
    ['fine lines that move, at 30', 'testsrc2=s=640x360:r=30:d=4', 'null', 'progressive'],
    ['a picture that stands still', 'smptebars=s=640x360:r=25:d=2', 'null', 'progressive'],
    ['fields, the upper first', 'testsrc2=s=640x360:r=50:d=4', 'tinterlace=interleave_top', 'top-first'],
    ['fields, the lower first', 'testsrc2=s=640x360:r=50:d=4', 'tinterlace=interleave_bottom', 'bottom-first'],
  ])(
    'tells fields from fine lines when the header says nothing: %s',
    async (name, source, filters, order) => {
      const file = path.join(world.dir, `${name.replaceAll(/\W+/g, '-')}.mp4`);
      const input = ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-t', '4', '-vf', `${filters},format=yuv420p`];
      await promisify(execFile)(world.tools.ffmpeg, [...input, '-c:v', 'libx264', '-preset', 'ultrafast', file]);
      const inspection = await inspectMade(async () => file);
      expect(inspection.probe.video.fieldOrder).toBe(order);
      expect(codesOf(inspection).includes('inspect/field-order-mismatch')).toBe(order !== 'progressive');
    },
    60_000,
  );

  it('takes filmed footage as progressive, and as fields once it is made of fields', async () => {
    const orderOf = async (file: string) => (await inspectMade(async () => file)).probe.video.fieldOrder;
    const film = world.tools.bigBuckBunny;
    expect(await orderOf(film)).toBe('progressive');
    const fields = path.join(world.dir, 'film-in-fields.mp4');
    const filters = 'scale=640:360,setpts=PTS/2,fps=50,tinterlace=interleave_bottom';
    const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-an'];
    await promisify(execFile)(world.tools.ffmpeg, ['-v', 'error', '-y', '-i', film, '-vf', filters, ...coding, fields]);
    expect(await orderOf(fields)).toBe('bottom-first');
  }, 60_000);

  it('reads display size, HDR metadata, layouts and languages', async () => {
    const of = async (name: Name) => (await inspectMade(CLIPS[name])).probe;
    expect((await of('portraitRotated')).video).toMatchObject({ rotation: 270, display: { width: 180, height: 320 } });
    expect((await of('wideSamples')).video.display).toEqual({ width: 640, height: 360 });
    expect((await of('startOffset')).video.startUs).toBeGreaterThan(1_000_000);
    expect((await of('hdr10')).video).toMatchObject({
      dynamicRange: 'HDR10',
      mastering: {
        display: 'G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)',
        maxCll: 1000,
        maxFall: 400,
      },
    });
    expect((await of('surround')).audio).toMatchObject([{ channels: 6, layout: '5.1', language: 'de' }]);
    expect((await of('monoTracks')).audio).toHaveLength(8);
  }, 120_000);

  it('finds burnt-in bars on full-size samples', async () => {
    const barred: ClipMaker = (ffmpeg, dir) =>
      makeCodedClip(ffmpeg, `${dir}/bars.mp4`, { frames: 50, size: '320x180', filters: 'pad=320:240:0:30:black' });
    const inspection = await inspectMade(barred);
    expect(codesOf(inspection)).toContain('inspect/letterbox');
    expect(inspection.probe.video.activePicture).toMatchObject({ y: 30, height: 180 });
  }, 60_000);

  it('fails on a track nobody can decode', async () => {
    const broken: ClipMaker = async (ffmpeg, dir) => {
      const file = await makeCodedClip(ffmpeg, `${dir}/broken.mp4`, {
        frames: 50,
        output: ['-movflags', '+faststart'],
      });
      const bytes = await readFile(file);
      bytes.fill(0, bytes.indexOf('mdat') + 4);
      await writeFile(file, bytes);
      return file;
    };
    await expect(inspectMade(broken)).rejects.toMatchObject({ code: 'master/undecodable' });
  }, 60_000);
});
