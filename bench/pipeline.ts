import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../adapters/environment/config';
import { loadEncodeProfiles } from '../adapters/profiles/encode-profiles';
import type { Rung, Timeline } from '../domain/media/encode-plan';
import type { EncodeProfile } from '../domain/media/profile';
import { type BareJob, bareScript, sameWorkScript } from './bare';
import { median, printMetric, wallSeconds } from './metric';
import { type BenchStack, withBenchStack } from './stack';

const run = promisify(execFile);
const PROFILE = 'default';
const SIZE = { width: 1280, height: 720 };
const RATE = { num: 25, den: 1 };
const LANGUAGES = ['en', 'es'];
/** As `headend ingest --watch` asks: often enough to be exact, seldom enough not to be the work that is measured. */
const POLL_MS = 500;

/** Wall time of a whole ingest, from order to published, against two scripts without Headend; interleaved runs, medians. */
export async function pipeline(args: string[]): Promise<void> {
  const runs = Number(args[args.indexOf('--runs') + 1]) || 3;
  await withBenchStack(async (bench) => {
    const job = await bareJob(bench);
    const seconds = { headend: [] as number[], bare: [] as number[], same: [] as number[] };
    await ingestSeconds(bench, 'warm-up', 'test'); // caches of disk and code, not of media
    for (let turn = 1; turn <= runs; turn++) {
      seconds.bare.push(await wallSeconds(() => bareScript(job)));
      seconds.headend.push(await ingestSeconds(bench, `run-${turn}`, PROFILE));
      seconds.same.push(await wallSeconds(() => sameWorkScript(job)));
      const [headend, bare, same] = [seconds.headend, seconds.bare, seconds.same].map((list) =>
        list.at(-1)?.toFixed(1),
      );
      process.stdout.write(`run ${turn}: Headend ${headend} s, bare script ${bare} s, same work by script ${same} s\n`);
    }
    const [headend, bare, same] = [median(seconds.headend), median(seconds.bare), median(seconds.same)];
    const metric = (name: string, value: number, unit: string, goal: string, baseline: string) =>
      printMetric({ bench: 'pipeline', metric: name, value, unit, goal, baseline });
    metric(
      'seconds',
      headend,
      's',
      'reported',
      `master of ${(job.timeline.frames / 25).toFixed(0)} s, ${job.rungs.length} rungs`,
    );
    metric('ratio_bare', headend / bare, 'ratio', '<= 1.05', `bare ffmpeg ladder and packager: ${bare.toFixed(1)} s`);
    metric(
      'ratio_same_work',
      headend / same,
      'ratio',
      '<= 0.75',
      `QC, proxy, sprite, ladder, package, decode as commands: ${same.toFixed(1)} s`,
    );
  });
}

/** Order an ingest of a master nobody has seen and wait until it is published. The upload is not part of the time. */
async function ingestSeconds(
  { stack, partner, folder, master }: BenchStack,
  name: string,
  profile: string,
): Promise<number> {
  const fresh = path.join(folder, `${name}.mp4`);
  await run(stack.tools.ffmpeg.path, [
    '-v',
    'error',
    '-y',
    '-i',
    master,
    '-map',
    '0',
    '-c',
    'copy',
    '-metadata',
    `comment=${name}`,
    fresh,
  ]);
  const upload = await partner.upload(fresh);
  return wallSeconds(async () => {
    const { id } = await partner.order({ external_id: name, title: name, source: { upload_id: upload }, profile });
    const { status, failure } = await partner.ended(id, undefined, POLL_MS);
    if (status !== 'published') throw new Error(`The ingest ended ${status}: ${JSON.stringify(failure)}`);
  });
}

/** The same rungs and grid as the profile gives a 720p25 master, as a script would have them. */
async function bareJob({ stack, folder, master }: BenchStack): Promise<BareJob> {
  const { tools } = stack;
  const profile = loadEncodeProfiles(path.join(repositoryRoot(), 'profiles', 'encode')).get(PROFILE);
  if (!profile) throw new Error(`profiles/encode has no ${PROFILE} profile.`);
  const { stdout } = await run(tools.ffprobe.path, [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-count_packets',
    '-show_entries',
    'stream=nb_read_packets',
    '-of',
    'csv=p=0',
    master,
  ]);
  return {
    tools: { ffmpeg: tools.ffmpeg.path, packager: tools.packager.path },
    master,
    languages: LANGUAGES,
    rungs: rungsOf(profile),
    timeline: timelineOf(profile, Number.parseInt(stdout, 10)),
    output: path.join(folder, 'bare'),
  };
}

const rungsOf = (profile: EncodeProfile): Rung[] =>
  profile.video.flatMap(({ codec, preset, rungs }) =>
    rungs
      .filter(({ height }) => height <= SIZE.height)
      .map(({ name, height, crf, maxBitrate, bufferSize }) => ({
        name: `${codec}-${name}`,
        codec,
        preset,
        width: 2 * Math.round((SIZE.width * height) / SIZE.height / 2),
        height,
        crf,
        maxBitrate,
        bufferSize,
      })),
  );

function timelineOf({ gopMs, segmentMs }: EncodeProfile, frames: number): Timeline {
  const gopFrames = Math.round((gopMs * RATE.num) / RATE.den / 1000);
  return { frameRate: RATE, frames, gopFrames, segmentFrames: gopFrames * Math.round(segmentMs / gopMs) };
}
