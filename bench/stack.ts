import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Stack, startStack } from '../infra/local/stack';
import { resolveFootage } from '../infra/toolchain/resolve';
import { makeDemoMaster } from '../tests/fixtures/demo';
import { Partner } from '../tests/support/partner';

/** A stack of its own for one bench, the demo master, and a partner to order with. */
export interface BenchStack {
  stack: Stack;
  partner: Partner;
  /** Working folder, removed afterwards. */
  folder: string;
  /** The demo master: about 60 s of 1280x720 at 25 frames per second with two audio tracks. */
  master: string;
}

export async function withBenchStack<T>(work: (bench: BenchStack) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-'));
  const stack = await startStack({ dataDir: path.join(folder, 'data'), env: { LOG_LEVEL: 'warn' } });
  try {
    const footage = await resolveFootage('bigbuckbunny.mp4');
    const { video } = await makeDemoMaster(path.join(folder, 'demo'), {
      ffmpeg: stack.tools.ffmpeg.path,
      bigBuckBunny: footage,
    });
    return await work({ stack, partner: new Partner(stack.urls.api, stack.keys.partner), folder, master: video });
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
