import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../adapters/environment/root';
import { loadEncodeProfiles } from '../../adapters/profiles/encode-profiles';
import type { EncodeProfile } from '../../domain/media/profile';
import { CLIPS, type ClipMaker, makeCodedClip } from '../../tests/fixtures/clips';
import { createMediaWorld, type MediaWorld } from '../../tests/support/media-world';
import type { EncodedAudio } from '../../workflows/supply-chain/contract';
import { createEncodeAudio } from './encode-audio';

const run = promisify(execFile);

describe('encoding audio', () => {
  let world: MediaWorld;
  let profile: EncodeProfile;
  beforeAll(async () => {
    world = await createMediaWorld();
    const shipped = loadEncodeProfiles(path.join(repositoryRoot(), 'profiles', 'encode')).get('test');
    if (!shipped) throw new Error('No test profile.');
    profile = shipped;
  }, 120_000);
  afterAll(() => world.close());

  const make = async (maker: ClipMaker) => {
    const master = await world.receive(await maker(world.tools.ffmpeg, world.dir));
    const inspection = await world.inspect(master);
    const { audio } = await world.plan(master, inspection, profile);
    const tasks = audio.map((track) => ({
      ...{ ingestId: 'ingest', master, probe: inspection.probe, track },
      outputKey: `work/${master.sha256}/${track.id}.mp4`,
    }));
    const made: EncodedAudio[] = [];
    for (const task of tasks) made.push(await world.encodeAudio(task));
    return { inspection, tasks, made };
  };

  /** Decode one channel of a finished track to 48 kHz samples. */
  const samples = async (key: string, channel = 0): Promise<Int16Array> => {
    const file = await world.fetch(key);
    const pick = ['-af', `pan=mono|c0=c${channel}`, '-f', 's16le', '-c:a', 'pcm_s16le', '-'];
    const { stdout } = await run(world.tools.ffmpeg, ['-v', 'error', '-i', file, ...pick], {
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    });
    return new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length / 2);
  };

  /** A second of silence, a second of loud tone, silence again. */
  const burst =
    "aevalsrc=exprs='if(between(t\\,1\\,2)\\,0.5*sin(2*PI*1000*t)\\,0)|if(between(t\\,1\\,2)\\,0.5*sin(2*PI*1000*t)\\,0)':s=48000:d=3";
  const withSound =
    (name: string, sources: string[], options?: string[], frames = 75): ClipMaker =>
    (ffmpeg, dir) =>
      makeCodedClip(ffmpeg, path.join(dir, name), {
        frames,
        audio: { sources, options: options ?? ['-c:a', 'pcm_s16le'] },
      });
  const onset = (heard: Int16Array) => heard.findIndex((sample) => Math.abs(sample) > 500);

  it('brings a quiet track to its target and measures it again', async () => {
    const quiet = withSound('quiet.mov', ["aevalsrc=exprs='0.01*sin(2*PI*500*t)|0.01*sin(2*PI*700*t)':s=48000:d=3"]);
    const { made } = await make(quiet);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ id: 'und-stereo', channels: 2, default: true, durationUs: 3_000_000 });
    expect(made[0]?.loudness.before.integrated).toBeLessThan(-35);
    expect(Math.abs((made[0]?.loudness.after.integrated ?? 0) + 23)).toBeLessThanOrEqual(0.5);
  }, 60_000);

  it('keeps true peaks under the ceiling where gain would push them over it', async () => {
    const peaky = withSound('peaky.mov', [
      "aevalsrc=exprs='0.004*sin(2*PI*500*t)+if(lt(mod(t\\,1)\\,0.002)\\,0.8*sin(2*PI*5000*t)\\,0)|0.004*sin(2*PI*700*t)':s=48000:d=3",
    ]);
    const { made } = await make(peaky);
    expect(made[0]?.loudness.after.truePeak).toBeLessThanOrEqual(-0.9);
  }, 60_000);

  it('leaves silence silent', async () => {
    const { made } = await make(withSound('silence.mov', ['anullsrc=cl=stereo:r=48000:d=3']));
    expect(made[0]?.loudness).toEqual({
      before: { integrated: -70, truePeak: -100 },
      after: { integrated: -70, truePeak: -100 },
    });
    expect(JSON.parse(JSON.stringify(made[0]))).toEqual(made[0]); // no infinity, which JSON lacks
  }, 60_000);

  it('makes the sound exactly as long as the picture and keeps it in step', async () => {
    const { made, tasks } = await make(withSound('burst.mov', [burst], undefined, 60));
    const heard = await samples(tasks[0]?.outputKey ?? '');
    expect(made[0]?.durationUs).toBe(2_400_000);
    expect(Math.abs(heard.length - 115_200)).toBeLessThanOrEqual(1024);
    expect(Math.abs(onset(heard) - 48_000)).toBeLessThan(96); // 2 ms
  }, 60_000);

  it('takes start offsets into account: a picture that starts 400 ms late cuts the sound', async () => {
    const late: ClipMaker = (ffmpeg, dir) =>
      makeCodedClip(ffmpeg, path.join(dir, 'late-burst.mov'), {
        ...{ frames: 50, filters: 'setpts=PTS+0.4/TB' },
        audio: { sources: [burst], options: ['-c:a', 'pcm_s16le'] },
      });
    const { tasks } = await make(late);
    expect(Math.abs(onset(await samples(tasks[0]?.outputKey ?? '')) - 28_800)).toBeLessThan(96);
  }, 60_000);

  it('keeps transport stream sound in step with its picture', async () => {
    const stream: ClipMaker = (ffmpeg, dir) =>
      makeCodedClip(ffmpeg, path.join(dir, 'burst.ts'), {
        ...{ frames: 75, audio: { sources: [burst], options: ['-c:a', 'mp2', '-b:a', '192k'] } },
        output: ['-f', 'mpegts', '-muxdelay', '1.5'],
      });
    const { tasks } = await make(stream);
    const heard = await samples(tasks[0]?.outputKey ?? '');
    expect(Math.abs(onset(heard) - 48_000)).toBeLessThan(1200); // an MP2 frame
  }, 60_000);

  it('resamples 44.1 kHz without drift', async () => {
    const { made, tasks } = await make(CLIPS.lowSampleRate);
    expect(made[0]?.durationUs).toBe(3_000_000);
    const heard = await samples(tasks[0]?.outputKey ?? '');
    let crossings = 0;
    for (let at = 4801; at < 100_801; at++) if ((heard[at - 1] ?? 0) < 0 && (heard[at] ?? 0) >= 0) crossings++;
    expect(Math.abs(crossings - 880)).toBeLessThanOrEqual(1); // 440 Hz over two seconds
  }, 60_000);

  it('gives a surround master a stereo downmix and its 5.1', async () => {
    const { made } = await make(CLIPS.surround);
    expect(made.map(({ id, channels, label }) => [id, channels, label])).toEqual([
      ['de-stereo', 2, 'German'],
      ['de-surround', 6, 'German 5.1'],
    ]);
  }, 60_000);

  it('joins eight mono tracks to 5.1 and the stereo pair after it, each channel in its place', async () => {
    const { made, tasks } = await make(CLIPS.monoTracks);
    expect(made.map(({ channels }) => channels)).toEqual([2, 6]);
    const pitch = async (key: string, channel: number) => {
      const heard = await samples(key, channel);
      let crossings = 0;
      for (let at = 9601; at < 57_601; at++) if ((heard[at - 1] ?? 0) < 0 && (heard[at] ?? 0) >= 0) crossings++;
      return Math.round(crossings / 10) * 10;
    };
    const [stereo = '', surround = ''] = tasks.map(({ outputKey }) => outputKey);
    expect(await Promise.all([0, 1].map((channel) => pitch(stereo, channel)))).toEqual([1400, 1600]);
    expect(await Promise.all([0, 1, 2, 4, 5].map((channel) => pitch(surround, channel)))).toEqual([
      200, 400, 600, 1000, 1200,
    ]);
  }, 60_000);

  it('makes a finished track only once', async () => {
    const { tasks, made } = await make(CLIPS.plain);
    const never = { ...world, ffmpeg: { ...world.ffmpeg, run: () => Promise.reject(new Error('encoded')) } };
    const [task] = tasks;
    if (!task) throw new Error('Nothing was planned.');
    expect(await createEncodeAudio(never)(task)).toEqual({ ...made[0], reused: true });
    // The same sound under another name, as a later order may have it.
    const renamed = { ...task, track: { ...task.track, label: 'Commentary', language: 'fr', default: false } };
    expect(await createEncodeAudio(never)(renamed)).toEqual({
      ...made[0],
      ...{ label: 'Commentary', language: 'fr', default: false, reused: true },
    });
  }, 60_000);
});
