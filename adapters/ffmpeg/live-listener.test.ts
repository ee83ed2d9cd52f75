import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testTools } from '../../tests/support/tools';
import { createProcessRunner } from '../process/runner';
import {
  doorScript,
  type LiveDoor,
  type LiveListening,
  type LiveSegment,
  listenerArguments,
  listenLive,
} from './live-listener';

const SECRET = 'a-secret_of_16ch';
const GRID = {
  ...{ width: 160, height: 90, frameRate: { numerator: 25, denominator: 1 }, segmentFrames: 25 },
  ...{ videoBitrate: 200_000, audioBitrate: 64_000 },
};

describe('the live listener', () => {
  let dir: string;
  let ffmpeg: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'headend-live-'));
    ({ ffmpeg } = await testTools());
  }, 120_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const freePort = async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    return port;
  };
  const door = async (protocol: LiveDoor['protocol']): Promise<LiveDoor> => ({
    ...{ protocol, host: '127.0.0.1', port: await freePort(), secret: SECRET },
  });
  const address = ({ protocol, host, port }: LiveDoor, secret: string) =>
    protocol === 'srt' ? `srt://${host}:${port}?passphrase=${secret}` : `rtmp://${host}:${port}/live/${secret}`;

  /** Listen, and tell segments as they close. */
  const listening = async (at: LiveDoor, more: Partial<LiveListening> = {}) => {
    const directory = await mkdtemp(path.join(dir, 'run-'));
    const segments: LiveSegment[] = [];
    const job = { door: at, grid: GRID, directory, waitMs: 20_000, silenceMs: 8000, ...more };
    const onSegment = async (segment: LiveSegment) => void segments.push(segment);
    const end = listenLive(ffmpeg, createProcessRunner(), { ...job, onSegment });
    return { directory, segments, end };
  };

  /** A real encoder; tried until the door is open. @returns its exit code */
  const send = async (at: LiveDoor, { secret = SECRET, seconds = 3, rate = '25', audio = true, tries = 30 } = {}) => {
    const sound = audio ? ['-f', 'lavfi', '-i', 'sine=sample_rate=44100'] : [];
    const picture = ['-re', '-f', 'lavfi', '-i', `testsrc=s=320x180:r=${rate}`, ...sound, '-t', String(seconds)];
    const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '12', '-c:a', 'aac'];
    const container = at.protocol === 'srt' ? 'mpegts' : 'flv';
    for (let turn = 1; ; turn++) {
      const args = ['-loglevel', 'quiet', '-nostdin', ...picture, ...codecs, '-f', container, address(at, secret)];
      const [code] = (await once(spawn(ffmpeg, args, { stdio: 'ignore' }), 'close')) as [number];
      if (code === 0 || turn >= tries) return code;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  it('keeps the secret out of its arguments', async () => {
    for (const protocol of ['srt', 'rtmp'] as const) {
      const at = { protocol, host: '127.0.0.1', port: 9000, secret: SECRET };
      expect(listenerArguments(at, GRID).join(' ')).not.toContain(SECRET);
    }
  });

  it.each(['short', 'ten signs\noption x y', "quote'quote'quote"])('refuses the secret %j', (secret) => {
    expect(() => doorScript({ protocol: 'srt', host: '127.0.0.1', port: 1, secret }, 1)).toThrow(RangeError);
  });

  it.each(['srt', 'rtmp'] as const)(
    'brings 23.976 by %s to the grid, and tells each segment once',
    async (protocol) => {
      const at = await door(protocol);
      const run = await listening(at);
      expect(await send(at, { rate: '24000/1001' })).toBe(0);
      expect(await run.end).toMatchObject({ reason: 'sender-left' });
      expect(run.segments.map(({ number }) => number)).toEqual(run.segments.map((_, index) => index));
      const whole = run.segments.slice(0, -1);
      expect(whole.length).toBeGreaterThanOrEqual(2);
      expect(whole.every(({ seconds }) => seconds === 1)).toBe(true);
      expect(await readdir(run.directory)).toEqual(
        expect.arrayContaining(['init.mp4', ...run.segments.map(({ file }) => file)]),
      );
    },
    60_000,
  );

  it('lets no second sender in, and the first goes on', async () => {
    const at = await door('rtmp');
    let second: Promise<number> | undefined;
    const onFrames = () => {
      second ??= send(at, { seconds: 1, tries: 1 });
    };
    const run = await listening(at, { onFrames });
    expect(await send(at, { seconds: 4 })).toBe(0);
    expect(await run.end).toMatchObject({ reason: 'sender-left' });
    expect(await second).not.toBe(0);
    expect(run.segments.length).toBeGreaterThanOrEqual(3);
  }, 60_000);

  it('ends at a wrong stream key before anything is written', async () => {
    const at = await door('rtmp');
    const run = await listening(at);
    await send(at, { secret: 'another-key-of-16', tries: 8 });
    expect(await run.end).toEqual({ reason: 'wrong-key', frames: 0 });
    expect(await readdir(run.directory)).toEqual([]);
  }, 60_000);

  it('does not hear a wrong passphrase, and goes on waiting for the right one', async () => {
    const at = await door('srt');
    const run = await listening(at);
    expect(await send(at, { secret: 'another-key-of-16', tries: 1 })).not.toBe(0);
    expect(await send(at, { seconds: 2 })).toBe(0);
    expect(await run.end).toMatchObject({ reason: 'sender-left' });
  }, 60_000);

  it('says that there is no sound', async () => {
    const at = await door('srt');
    const run = await listening(at);
    await send(at, { audio: false, tries: 1 });
    expect(await run.end).toEqual({ reason: 'no-audio', frames: 0 });
  }, 60_000);

  it('says that nobody came', async () => {
    for (const protocol of ['srt', 'rtmp'] as const) {
      const run = await listening(await door(protocol), { waitMs: 1000 });
      expect(await run.end).toEqual({ reason: 'no-sender', frames: 0 });
    }
  }, 60_000);

  it('takes a sender that vanishes without a word for silent, and keeps what is closed', async () => {
    const at = await door('rtmp');
    let frames = 0;
    const run = await listening(at, { silenceMs: 2500, onFrames: (count) => (frames = count) });
    const picture = ['-re', '-f', 'lavfi', '-i', 'testsrc=s=320x180:r=25', '-f', 'lavfi', '-i', 'sine'];
    const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-f', 'flv'];
    const start = () => spawn(ffmpeg, [...picture, ...codecs, address(at, SECRET)], { stdio: 'ignore' });
    let sender = start();
    for (let turn = 0; frames < 60 && turn < 200; turn++) {
      if (sender.exitCode !== null) sender = start(); // the door was not open yet
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    sender.kill('SIGSTOP'); // as a network that is gone: the connection stays, and nothing comes
    const end = await run.end;
    sender.kill('SIGKILL');
    expect(end).toMatchObject({ reason: 'silent' });
    expect(run.segments.length).toBeGreaterThan(0);
  }, 60_000);

  it('ends when it is cancelled', async () => {
    const cancel = new AbortController();
    const run = await listening(await door('srt'), { signal: cancel.signal });
    setTimeout(() => cancel.abort(new Error('operator cancelled')), 500);
    await expect(run.end).rejects.toThrow('operator cancelled');
  }, 60_000);
});
