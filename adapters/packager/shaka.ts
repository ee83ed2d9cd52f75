import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { kidHex } from '../../domain/drm/kid';
import type { Rational } from '../../domain/media/rational';
import { LAYOUT } from '../../domain/packaging/package-facts';
import { ivOf } from '../content-keys/port';
import type { ProcessRunner } from '../process/port';
import { finishPackage } from './finish';
import type { PackageRequest, Packager } from './port';
import { packagerFailure } from './tool-failure';
import { trickNames } from './trick-play';

/** The packager says nothing between start and end; the longest films on the slowest disks stay under this. */
const LONGEST_MS = 30 * 60_000;

export interface ShakaOptions {
  /** Path of the Shaka Packager binary. */
  path: string;
  runner: ProcessRunner;
}

/**
 * Cuts with Shaka Packager 3.x, run as one process of its own: its npm wrapper would leave it writing after a cancel.
 * It exits 0 on misaligned GOPs and truncated input, so what it wrote is measured before anything is said about it.
 */
export function createShakaPackager({ path: command, runner }: ShakaOptions): Packager {
  return {
    kind: 'shaka',
    async package(request, signal) {
      const started = Date.now();
      const inputs = await linkInputs(request);
      const limits = { cwd: request.output, signal, stallMs: LONGEST_MS, timeoutMs: LONGEST_MS };
      try {
        const input = request.protection && shakaKeyFlags(request);
        await runner.run({ command, args: shakaArguments(request), input, ...limits });
        if (trickNames(request).length > 0)
          await runner.run({ command, args: shakaTrickArguments(request), ...limits });
      } catch (error) {
        throw packagerFailure(error);
      } finally {
        await rm(inputs, { recursive: true, force: true });
      }
      await finishPackage(request);
      return { wallMs: Date.now() - started };
    },
  };
}

const INPUTS = '.in';

/** A stream descriptor has no way to write a comma, so inputs go by names of ours inside the output directory. */
async function linkInputs(request: PackageRequest): Promise<string> {
  const folder = path.join(request.output, INPUTS);
  await mkdir(folder, { recursive: true });
  const link = (source: string, name: string): Promise<void> => symlink(path.resolve(source), path.join(folder, name));
  await Promise.all(request.video.map((track, index) => link(track.path, `v${index}.mp4`)));
  await Promise.all(request.audio.map((track, index) => link(track.path, `a${index}.mp4`)));
  return folder;
}

/** Arguments of one run, with the output directory as working directory. Playlists are written by {@link finishPackage}. */
export function shakaArguments(request: PackageRequest): string[] {
  const { frameRate, segmentFrames, gopFrames, protection } = request;
  const label = (name: string | undefined): string => (protection ? `drm_label=${name}` : '');
  return [
    ...request.video.map(({ name, keyLabel }, index) =>
      stream('video', `v${index}.mp4`, LAYOUT.videoFolder(name), label(keyLabel)),
    ),
    ...request.audio.map(({ id, language }, index) =>
      stream(
        'audio',
        `a${index}.mp4`,
        LAYOUT.audioFolder(id),
        language === 'und' ? '' : `lang=${language}`,
        label('AUDIO'),
      ),
    ),
    '--segment_duration',
    secondsArgument(segmentFrames, frameRate),
    '--fragment_duration', // a fragment per GOP: every I-frame range of the trick-play playlists begins with a moof
    secondsArgument(gopFrames ?? segmentFrames, frameRate),
    ...(protection ? ['--flagfile=/dev/stdin'] : []),
  ];
}

/**
 * Arguments of the run that stores I-frames by themselves, one a segment; {@link finishPackage} joins them to segments of the
 * title. Keys have no part in it. In one run with the encrypted tracks Shaka would encrypt these as well, whatever
 * `skip_encryption` says, and put all I-frames of a segment into one fragment.
 */
export function shakaTrickArguments(request: PackageRequest): string[] {
  const { frameRate, segmentFrames, gopFrames } = request;
  const names = trickNames(request);
  const tracks = request.video.flatMap(({ name }, index) =>
    names.includes(name) ? [stream('video', `v${index}.mp4`, LAYOUT.trickFolder(name), 'trick_play_factor=1')] : [],
  );
  return [...tracks, '--segment_duration', secondsArgument(gopFrames ?? segmentFrames, frameRate)];
}

/** A clear lead ends so long before the segment it must not touch: sound is cut up to a frame before the picture, seconds. */
const LEAD_SLACK = 0.1;

/**
 * The flags that hold keys, one a line, for `--flagfile` on standard input.
 *
 * @throws {RangeError} when a key is not 16 bytes, which the packager would tell by printing it
 */
export function shakaKeyFlags({ protection, frameRate, segmentFrames }: PackageRequest): string {
  const { scheme = 'cbcs', clearLeadSegments = 0, keys = [] } = protection ?? {};
  if (keys.some(({ key }) => key.length !== 16)) throw new RangeError('A content key is not 16 bytes long');
  const lead = (clearLeadSegments * segmentFrames * frameRate.den) / frameRate.num - LEAD_SLACK;
  const pairs = keys.map(
    ({ kid, label, key, iv }) =>
      `label=${label}:key_id=${kidHex(kid)}:key=${Buffer.from(key).toString('hex')}${scheme === 'cbcs' ? `:iv=${ivOf({ key, iv }).toString('hex')}` : ''}`,
  );
  return [
    '--enable_raw_key_encryption',
    `--keys=${pairs.join(',')}`,
    `--protection_scheme=${scheme}`,
    '--protection_systems=Widevine,PlayReady,CommonSystem',
    `--clear_lead=${Math.max(0, lead).toFixed(3)}`, // left out, the first 5 s stay in the clear
    '',
  ].join('\n');
}

const stream = (type: 'video' | 'audio', input: string, folder: string, ...more: string[]): string =>
  [
    `in=${INPUTS}/${input}`,
    `stream=${type}`,
    `init_segment=${LAYOUT.init(folder)}`,
    `segment_template=${folder}/$Number$.m4s`,
    ...more.filter(Boolean),
  ].join(',');

/**
 * The packager multiplies by the timescale and cuts the fraction off, so a value a hair too small loses one tick per
 * segment and slides off the grid after many; a tenth of a microsecond too much is cut off again.
 */
export const secondsArgument = (frames: number, { num, den }: Rational): string =>
  ((frames * den) / num + 1e-7).toFixed(9);
