import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import { MOST_CAPTION_BYTES } from '../../domain/captions/cue';
import { fitCues } from '../../domain/captions/lint';
import { type ReadyCaptions, readyCaptions, unreadable } from '../../domain/captions/prepare';
import { writeWebVtt } from '../../domain/captions/write-webvtt';
import { isHeadendError } from '../../domain/failures';
import type { CaptionTrackPlan } from '../../domain/media/encode-plan';
import { frameToMilliseconds } from '../../domain/media/rational';
import type { CaptionTask, PreparedCaptions, SupplyChainIoActivities } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';

export interface PrepareCaptionsPorts {
  store: Pick<ObjectStore, 'read' | 'put'>;
  copies: Pick<LocalCopies, 'use' | 'scratch'>;
  ffmpeg: Pick<Ffmpeg, 'run'>;
}

/**
 * Turns sidecars and embedded text tracks into clean WebVTT under the task's prefix. What cannot be read is a finding and
 * its track is left out.
 *
 * @throws {HeadendError} `store/unavailable`, `media/not-found`
 */
export const createPrepareCaptions =
  (ports: PrepareCaptionsPorts): SupplyChainIoActivities['prepareCaptions'] =>
  async (task) => {
    const prepared: PreparedCaptions = { tracks: [], findings: [] };
    for (const track of task.tracks) {
      const { cues, findings } = await prepareTrack(ports, task, track);
      prepared.findings.push(...findings);
      beat({ track: track.id });
      if (cues.length === 0) continue;
      const objectKey = `${task.prefix}${track.id}.vtt`;
      const text = Buffer.from(writeWebVtt(cues));
      await ports.store.put(objectKey, text, { contentType: 'text/vtt; charset=utf-8' });
      const { id, language, label, kind } = track;
      prepared.tracks.push({ id, language, label, kind, objectKey, cues: cues.length, bytes: text.length });
    }
    return prepared;
  };

async function prepareTrack(
  ports: PrepareCaptionsPorts,
  task: CaptionTask,
  track: CaptionTrackPlan,
): Promise<ReadyCaptions> {
  const name = `captions:${track.id}`;
  const bytes =
    'sidecar' in track.source
      ? await readSidecar(ports, task, track.source.sidecar)
      : await extract(ports, task, track.source.streamIndex);
  if (typeof bytes === 'string') return { cues: [], findings: [unreadable(name, bytes)] };
  const titleMs = frameToMilliseconds(task.timeline.frames, task.timeline.frameRate);
  const { programmeMs = titleMs, limits } = task;
  const { cues, findings } = readyCaptions(bytes, { track: name, language: track.language, programmeMs, limits });
  return { cues: programmeMs > titleMs ? fitCues(cues, titleMs, name).cues : cues, findings };
}

/** The bytes, or why they are not read. */
async function readSidecar(
  { store }: PrepareCaptionsPorts,
  { sidecars }: CaptionTask,
  index: number,
): Promise<Buffer | string> {
  const sidecar = sidecars.find((candidate) => candidate.index === index);
  if (!sidecar) return 'The caption file of the order was not received.';
  if (sidecar.bytes > MOST_CAPTION_BYTES) return `The file is larger than ${MOST_CAPTION_BYTES / 2 ** 20} MiB.`;
  return store.read(sidecar.objectKey);
}

/** A text track of the master as WebVTT, or why it cannot be had. */
function extract(
  { copies, ffmpeg }: PrepareCaptionsPorts,
  { master }: CaptionTask,
  streamIndex: number,
): Promise<Buffer | string> {
  const signal = cancelSignal();
  return copies.use(
    master.objectKey,
    (file) =>
      copies.scratch('captions', async (directory) => {
        try {
          await ffmpeg.run({
            inputs: [{ path: file }],
            outputArgs: ['-map', `0:${streamIndex}`, '-c:s', 'webvtt', '-f', 'webvtt', 'track.vtt'],
            onProgress: ({ outTimeUs }) => beat({ outTimeUs }),
            cwd: directory,
            signal,
          });
        } catch (error) {
          if (isHeadendError(error) && error.code === 'encode/failed')
            return `Text track ${streamIndex} of the master cannot be read.`;
          throw error;
        }
        return readFile(path.join(directory, 'track.vtt'));
      }),
    { signal },
  );
}
