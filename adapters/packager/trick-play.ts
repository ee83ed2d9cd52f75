import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { trickPlayLabel } from '../../domain/drm/key-plan';
import { LAYOUT, type VideoTrack } from '../../domain/packaging/package-facts';
import { measureTrack } from './measure';
import type { PackageRequest } from './port';
import { without } from './segment-files';

/** The renditions whose I-frames are stored by themselves. */
export function trickNames({ video, protection }: Pick<PackageRequest, 'video' | 'protection'>): string[] {
  if (protection?.trickPlay !== 'clear') return [];
  const lowest = trickPlayLabel(video.map(({ keyLabel }) => keyLabel));
  return video.filter(({ keyLabel }) => keyLabel === lowest).map(({ name }) => name);
}

/**
 * Join I-frames that were cut one a file to segments of the title, a fragment each, so that a film has as many of them as of any
 * other track.
 *
 * @throws {RangeError} when a file is not what it should be
 */
export function joinTrickPlay(request: PackageRequest): Promise<VideoTrack[]> {
  const perSegment = Math.max(1, Math.round(request.segmentFrames / (request.gopFrames ?? request.segmentFrames)));
  return Promise.all(
    trickNames(request).map(async (name) => {
      const folder = LAYOUT.trickFolder(name);
      const { segments } = await measureTrack(request.output, folder);
      const files = segments.map(({ path: file }) => path.join(request.output, file));
      for (let first = 0; first < files.length; first += perSegment)
        await join(
          files.slice(first, first + perSegment),
          LAYOUT.segment(folder, first / perSegment + 1),
          request.output,
        );
      return { name, facts: await measureTrack(request.output, folder) };
    }),
  );
}

async function join([head = '', ...tails]: string[], segment: string, root: string): Promise<void> {
  const parts = [without(await readFile(head), ['sidx'])];
  for (const file of tails) parts.push(without(await readFile(file), ['styp', 'sidx']));
  await Promise.all([head, ...tails].map((file) => rm(file)));
  // What comes after has a higher number than its place: nothing that is still to be read is written over.
  const whole = path.join(root, `${segment}.part`);
  await writeFile(whole, Buffer.concat(parts));
  await rename(whole, path.join(root, segment));
}
