import { type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { boxHeader } from '../../domain/packaging/boxes';
import { type FragmentFacts, type InitFacts, readFragment, readInit } from '../../domain/packaging/fmp4';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { SegmentFacts, TrackFacts } from '../../domain/packaging/tracks';

/**
 * Measure one cut track: its init segment and `1.m4s`, `2.m4s`, … Only box headers and movie fragment headers are read,
 * never the media itself, so that a feature film takes moments.
 *
 * @throws {RangeError} when a file is not what it should be
 */
export async function measureTrack(root: string, folder: string): Promise<TrackFacts> {
  const initPath = LAYOUT.init(folder);
  const initBytes = await readFile(path.join(root, initPath));
  const init = readInit(initBytes);
  const segments: SegmentFacts[] = [];
  for (const number of await segmentNumbers(path.join(root, folder)))
    segments.push(await measureSegment(root, LAYOUT.segment(folder, number), init));
  if (segments.length === 0) throw new RangeError(`${folder} has no segments`);
  return { initPath, initBytes: initBytes.length, init, segments };
}

async function segmentNumbers(directory: string): Promise<number[]> {
  const names = await readdir(directory);
  return names
    .flatMap((name) => /^(\d+)\.m4s$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Measure one segment file. @throws {RangeError} when a box runs past its end, as in a truncated file */
export async function measureSegment(root: string, segment: string, init: InitFacts): Promise<SegmentFacts> {
  const file = await open(path.join(root, segment));
  try {
    const { size } = await file.stat();
    return { path: segment, bytes: size, fragments: await readFragments(file, size, init) };
  } finally {
    await file.close();
  }
}

async function readFragments(file: FileHandle, size: number, init: InitFacts): Promise<FragmentFacts[]> {
  const fragments: FragmentFacts[] = [];
  let pending: { bytes: Buffer; start: number } | undefined;
  for (let at = 0; at < size; ) {
    const header = boxHeader(await readAt(file, at, Math.min(16, size - at)));
    if (!header || header.size < header.headerSize || at + header.size > size)
      throw new RangeError(`A box at byte ${at} runs past the end of the segment`);
    if (header.type === 'moof') pending = { bytes: await readAt(file, at, header.size), start: at };
    if (header.type === 'mdat' && pending) {
      fragments.push(readFragment(pending.bytes, pending.start, at + header.size, init));
      pending = undefined;
    }
    at += header.size;
  }
  if (pending || fragments.length === 0) throw new RangeError('The segment has no complete movie fragment');
  return fragments;
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
