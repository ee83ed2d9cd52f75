import path from 'node:path';
import { createFfmpeg } from '../../adapters/ffmpeg/ffmpeg';
import { createFfprobe } from '../../adapters/ffmpeg/ffprobe';
import type { Ffmpeg, Ffprobe } from '../../adapters/ffmpeg/port';
import { createProcessRunner } from '../../adapters/process/runner';
import { resolveFootage, resolveTool } from '../../infra/toolchain/resolve';

/** Paths of the programs and clips that tests use. */
export interface TestTools {
  ffmpeg: string;
  ffprobe: string;
  packager: string;
  /** Folder with mp4info, mp4dump and mp4decrypt. */
  bento4Dir: string;
  /** 1280x720, 25 fps, 5.28 s, H.264 and 5.1 AAC. Blender Foundation, CC BY 3.0. */
  bigBuckBunny: string;
  /** 1280x720 footage of a street. */
  bikes: string;
}

let found: Promise<TestTools> | undefined;

/** Everything the tests call on, found by the toolchain as a worker finds it; looked for once per test file. */
export const testTools = (): Promise<TestTools> => {
  found ??= find();
  return found;
};

async function find(): Promise<TestTools> {
  const [ffmpeg, ffprobe, packager, mp4info, bigBuckBunny, bikes] = await Promise.all([
    resolveTool('ffmpeg'),
    resolveTool('ffprobe'),
    resolveTool('packager'),
    resolveTool('mp4info'),
    resolveFootage('bigbuckbunny.mp4'),
    resolveFootage('bikes.mp4'),
  ]);
  return {
    ffmpeg: ffmpeg.path,
    ffprobe: ffprobe.path,
    packager: packager.path,
    bento4Dir: path.dirname(mp4info.path),
    bigBuckBunny,
    bikes,
  };
}

/** The real ffmpeg and ffprobe behind their ports. */
export async function testMediaTools(): Promise<{ ffmpeg: Ffmpeg; ffprobe: Ffprobe; tools: TestTools }> {
  const tools = await testTools();
  const runner = createProcessRunner();
  return {
    ffmpeg: createFfmpeg({ path: tools.ffmpeg, runner }),
    ffprobe: createFfprobe({ path: tools.ffprobe, runner }),
    tools,
  };
}
