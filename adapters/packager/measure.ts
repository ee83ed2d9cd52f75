import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { type InitFacts, readInit } from '../../domain/packaging/fmp4';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { SegmentFacts, TrackFacts } from '../../domain/packaging/tracks';
import { type ReadAt, walkFragments } from '../../domain/packaging/walk';

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
  for (const number of await segmentNumbers(path.join(root, folder))) {
    segments.push(await measureSegment(root, LAYOUT.segment(folder, number), init));
    await breathe();
  }
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

/**
 * Measure one segment file. Its headers were written a moment ago and lie in memory: reading them at once takes a tenth of the
 * time of reading them by the thread pool.
 *
 * @throws {RangeError} when a box runs past its end, as in a truncated file
 */
export async function measureSegment(root: string, segment: string, init: InitFacts): Promise<SegmentFacts> {
  const file = openSync(path.join(root, segment), 'r');
  try {
    const { size } = fstatSync(file);
    return { path: segment, bytes: size, fragments: await walkFragments(windowed(file), size, init) };
  } finally {
    closeSync(file);
  }
}

/** Enough for the headers of a fragment and of the media behind them, in one read. */
const WINDOW_BYTES = 4 * 1024;

function windowed(file: number): ReadAt {
  let held = { at: 0, bytes: Buffer.alloc(0) };
  return async (at, length) => {
    if (at < held.at || at + length > held.at + held.bytes.length) {
      const bytes = Buffer.allocUnsafe(Math.max(length, WINDOW_BYTES));
      held = { at, bytes: bytes.subarray(0, readSync(file, bytes, 0, bytes.length, at)) };
    }
    return held.bytes.subarray(at - held.at, at - held.at + length);
  };
}
