import path from 'node:path';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import { HeadendError } from '../../domain/failures';
import {
  AUDIO_INPUT_ARGS,
  CODING_HEADROOM_DB,
  correctionFilters,
  encodeAudioArgs,
  type Loudness,
  METER,
  measureArgs,
  planCorrection,
  programmeSamples,
  readLoudness,
  SILENCE_LUFS,
  trackGraph,
} from '../../domain/media/audio-args';
import type { EncodeAudioTask, EncodedAudio } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';

export interface EncodeAudioPorts {
  store: ObjectStore;
  copies: LocalCopies;
  ffmpeg: Ffmpeg;
}

/** How far the finished track may be from its target, LU. */
const TOLERANCE_LU = 0.5;
/** Meters read to a tenth. */
const PEAK_TOLERANCE_DB = 0.1;
/** Coding moves peaks and limiting moves loudness: so many tries bring both home; material that resists keeps the last. */
const ATTEMPTS = 3;
const CHANNELS = { mono: 1, stereo: 2, '5.1': 6 } as const;

/**
 * Make one audio track: measured, brought to its loudness by plain gain and a true-peak limiter, encoded whole, measured
 * again. It starts with the first picture and ends with the last. A finished track is not made again.
 *
 * @throws {HeadendError} `encode/failed`, `encode/…`, `store/unavailable`
 */
export const createEncodeAudio = (ports: EncodeAudioPorts) => {
  const { store, copies } = ports;
  return async (task: EncodeAudioTask): Promise<EncodedAudio> => {
    beat();
    const recordKey = `${task.outputKey}.json`;
    if ((await store.find(recordKey)) && (await store.find(task.outputKey))) {
      const made = JSON.parse((await store.read(recordKey)).toString('utf8')) as Made;
      return { ...describe(task, made), reused: true };
    }
    const signal = cancelSignal();
    return copies.use(
      task.master.objectKey,
      (master) =>
        copies.scratch(`audio-${task.track.id}`, async (scratch) => {
          const output = path.join(scratch, 'track.mp4');
          const loudness = await encodeToTarget(ports.ffmpeg, task, master, output, signal);
          const { bytes } = await store.putFile(task.outputKey, output, { contentType: 'audio/mp4' });
          await copies.adopt(task.outputKey, output);
          const made: Made = { bytes, loudness };
          await store.put(recordKey, Buffer.from(JSON.stringify(made)), { contentType: 'application/json' });
          return describe(task, made);
        }),
      { signal, onProgress: () => beat() },
    );
  };
};

/** What a title calls the track; the same sound may go by another name in another version. */
const nameOf = ({ track: { id, language, label, kind, default: first } }: Pick<EncodeAudioTask, 'track'>) => ({
  ...{ id, language, label },
  default: first,
  ...(kind === undefined ? {} : { kind }),
});

/** What is kept beside a finished track: what its sound is, not what one order calls it. */
type Made = Pick<EncodedAudio, 'bytes' | 'loudness'>;

const describe = ({ track, probe, outputKey }: EncodeAudioTask, { bytes, loudness }: Made): EncodedAudio => ({
  ...nameOf({ track }),
  channels: CHANNELS[track.layout],
  objectKey: outputKey,
  bytes,
  durationUs: Math.round((programmeSamples(probe) * 1e6) / 48_000),
  loudness,
});

/** Encode, measure what came out, and again with what was learned when it missed. */
async function encodeToTarget(
  ffmpeg: Ffmpeg,
  { track, probe }: EncodeAudioTask,
  master: string,
  output: string,
  signal: AbortSignal | undefined,
): Promise<EncodedAudio['loudness']> {
  const source = { path: master, options: [...AUDIO_INPUT_ARGS] };
  const before = await measure(ffmpeg, source, trackGraph(track, probe, [METER]), signal);
  const make = async (from: Loudness, headroomDb: number): Promise<Loudness> => {
    const filters = correctionFilters(planCorrection(from, track.loudness, headroomDb));
    await ffmpeg.run({
      inputs: [source],
      outputArgs: encodeAudioArgs(trackGraph(track, probe, filters), track, output),
      onProgress: () => beat(),
      signal,
    });
    return measure(ffmpeg, { path: output, options: [] }, `[0:a:0]${METER}[track]`, signal);
  };
  let learned = before;
  let headroomDb = CODING_HEADROOM_DB;
  for (let attempt = 1; ; attempt++) {
    const after = await make(learned, headroomDb);
    const over = after.truePeak - track.loudness.maxTruePeakDbtp;
    const off = before.integrated > SILENCE_LUFS ? after.integrated - track.loudness.targetLufs : 0;
    const peaksFit = over <= PEAK_TOLERANCE_DB;
    if ((peaksFit && Math.abs(off) <= TOLERANCE_LU) || attempt === ATTEMPTS) return { before, after };
    if (peaksFit) learned = { ...learned, integrated: learned.integrated + off };
    else headroomDb += over + PEAK_TOLERANCE_DB;
  }
}

async function measure(
  ffmpeg: Ffmpeg,
  input: { path: string; options: string[] },
  graph: string,
  signal: AbortSignal | undefined,
): Promise<Loudness> {
  const { stderrTail } = await ffmpeg.run({
    inputs: [input],
    outputArgs: measureArgs(graph),
    logLevel: 'info',
    onProgress: () => beat(),
    signal,
  });
  try {
    return readLoudness(stderrTail);
  } catch (cause) {
    throw new HeadendError('encode/failed', 'The loudness meter gave no answer.', { cause });
  }
}
