import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { MockActivityEnvironment } from '@temporalio/testing';
import { programmeSamples } from '../../domain/media/audio-args';
import { planAudio } from '../../domain/media/audio-plan';
import { createMediaWorld, type MediaWorld } from '../../tests/support/media-world';
import type { AudioInspection, SidecarRef } from '../../workflows/supply-chain/contract';
import { createInspectAudio } from './inspect-audio';

const run = promisify(execFile);
const profile = {
  ...{ codec: 'aac' as const, stereoBitrate: 128_000, surroundBitrate: 384_000, surround: true, maxTracks: 32 },
  loudness: { targetLufs: -23, maxTruePeakDbtp: -1 },
};
/** Three seconds of picture at 25 frames per second. */
const PICTURE = { frames: 75, frameRate: { num: 25, den: 1 } };
const rule = { maxMs: 500, severity: 'warning' as const };

describe('an audio file beside a master', () => {
  let world: MediaWorld;
  beforeAll(async () => {
    world = await createMediaWorld();
  }, 120_000);
  afterAll(() => world.close());

  /** A second of silence, then a tone to the end. */
  const deliver = async (name: string, seconds: number): Promise<SidecarRef> => {
    const file = path.join(world.dir, name);
    const source = `aevalsrc=exprs='if(gte(t\\,1)\\,0.5*sin(2*PI*1000*t)\\,0)':s=48000:d=${seconds}`;
    await run(world.tools.ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-ac', '2', file]);
    return put(name, await readFile(file));
  };
  const put = async (name: string, bytes: Buffer): Promise<SidecarRef> => {
    await world.store.put(`sidecars/${name}`, bytes, { contentType: 'audio/wav' });
    return {
      index: 0,
      role: 'audio',
      language: 'de',
      objectKey: `sidecars/${name}`,
      bytes: bytes.length,
      fileName: name,
    };
  };
  const inspect = (sidecar: SidecarRef): Promise<AudioInspection> =>
    new MockActivityEnvironment().run(createInspectAudio(world), {
      ...{ ingestId: 'ing', sidecar, programmeUs: 3_000_000, rule },
    });
  const make = async (sidecar: SidecarRef, label?: string) => {
    const { probe } = await inspect(sidecar);
    const [track] = planAudio([], profile, [{ index: 0, language: 'de', label, probe }]);
    if (!track) throw new Error('No track was planned.');
    const video = { ...PICTURE, startUs: probe.originUs };
    return world.encodeAudio({
      ...{ ingestId: 'ing', master: sidecar, track, outputKey: `work/${sidecar.fileName}.mp4` },
      probe: { video, audio: probe.audio },
    });
  };
  const heard = async (key: string): Promise<Int16Array> => {
    const file = await world.fetch(key);
    const { stdout } = await run(world.tools.ffmpeg, ['-v', 'error', '-i', file, '-ac', '1', '-f', 's16le', '-'], {
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    });
    return new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length / 2);
  };

  it.each([
    ['short.wav', 2, 2],
    ['long.wav', 5, 3],
    ['exact.m4a', 3, 3],
  ])(
    '%s of %i s starts with the picture and is made as long as it',
    async (name, seconds, tonesEnd) => {
      const made = await make(await deliver(name, seconds));
      const samples = await heard(made.objectKey);
      expect(Math.abs(samples.length - programmeSamples({ video: { ...PICTURE, startUs: 0 } }))).toBeLessThan(1100);
      const onset = samples.findIndex((sample) => Math.abs(sample) > 500);
      const end = samples.findLastIndex((sample) => Math.abs(sample) > 500);
      expect(Math.abs(onset - 48_000)).toBeLessThan(480);
      expect(Math.abs(end - tonesEnd * 48_000)).toBeLessThan(1100);
      expect(made.loudness.after.integrated).toBeCloseTo(-23, 0);
    },
    60_000,
  );

  it('is encoded once and goes by the name that each version gives it', async () => {
    const sidecar = await deliver('named.wav', 3);
    expect(await make(sidecar, 'Deutsch')).toMatchObject({ label: 'Deutsch' });
    expect(await make(sidecar, 'German')).toMatchObject({ label: 'German', reused: true });
  }, 60_000);

  it('is measured by its packets', async () => {
    const { probe, findings } = await inspect(await deliver('measured.wav', 2));
    expect(probe.audio[0]?.durationUs).toBe(2_000_000);
    expect(findings).toMatchObject([{ code: 'av/length', measured: '-1000 ms', track: 'audio:de' }]);
  }, 60_000);

  it.each<[string, string | Buffer]>([
    ['text', 'not a sound\n'],
    ['noise', Buffer.alloc(5000, 0xa5)],
  ])(
    'is refused when it is %s',
    async (name, bytes) => {
      await writeFile(path.join(world.dir, name), bytes);
      await expect(inspect(await put(name, Buffer.from(bytes)))).rejects.toMatchObject({ code: 'audio/unreadable' });
    },
    60_000,
  );
});
