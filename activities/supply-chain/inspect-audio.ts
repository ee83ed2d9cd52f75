import type { Ffprobe } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { type AudioFileProbe, audioFileFindings, readAudioFile, type StreamSpan } from '../../domain/media/audio-file';
import type { SidecarRef, SupplyChainIoActivities } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';

export interface InspectAudioPorts {
  copies: Pick<LocalCopies, 'use'>;
  ffprobe: Ffprobe;
}

/** Beat once per so many packets. */
const PACKETS_PER_BEAT = 5000;

/**
 * Find out what an audio file beside a master is, by its header and every packet, and how it fits the programme.
 *
 * @throws {HeadendError} `audio/unreadable` when there is no sound in it
 */
export const createInspectAudio =
  ({ copies, ffprobe }: InspectAudioPorts): SupplyChainIoActivities['inspectAudio'] =>
  async ({ sidecar, known, programmeUs, rule }) => {
    const signal = cancelSignal();
    beat();
    const probe =
      known ??
      (await copies.use(sidecar.objectKey, (file) => probeSound(ffprobe, file, sidecar, signal), {
        signal,
        onProgress: () => beat(),
      }));
    return { index: sidecar.index, probe, findings: audioFileFindings(sidecar, probe, programmeUs, rule) };
  };

async function probeSound(
  ffprobe: Ffprobe,
  file: string,
  { fileName = 'The audio file', ...sidecar }: SidecarRef,
  signal: AbortSignal | undefined,
): Promise<AudioFileProbe> {
  try {
    const document = await ffprobe.describe(file, signal);
    const streams = (document.streams ?? []).filter(({ codec_type: type }) => type === 'audio');
    const spans = new Map<number, StreamSpan>();
    for (const { index } of streams) {
      const span = await spanOf(ffprobe, file, index, signal);
      if (span) spans.set(index, span);
    }
    const probe = readAudioFile(document, spans);
    if (probe.audio.length > 0) return probe;
  } catch (error) {
    if (!isHeadendError(error) || !error.code.startsWith('master/')) throw error;
    throw unreadable(sidecar.index, `${fileName} is no audio file: ${error.message}`, error);
  }
  throw unreadable(sidecar.index, `${fileName} holds no sound.`);
}

const unreadable = (index: number, detail: string, cause?: unknown): HeadendError =>
  new HeadendError('audio/unreadable', detail, { field: `sidecars.${index}`, cause });

async function spanOf(
  ffprobe: Ffprobe,
  file: string,
  stream: number,
  signal: AbortSignal | undefined,
): Promise<StreamSpan | undefined> {
  let firstUs = Number.POSITIVE_INFINITY;
  let endUs = Number.NEGATIVE_INFINITY;
  let packets = 0;
  await ffprobe.scanPackets(
    file,
    stream,
    ({ ptsUs, durationUs, discard }) => {
      if (++packets % PACKETS_PER_BEAT === 0) beat();
      if (ptsUs === null || discard) return;
      firstUs = Math.min(firstUs, ptsUs);
      endUs = Math.max(endUs, ptsUs + (durationUs ?? 0));
    },
    signal,
  );
  return endUs > firstUs ? { firstUs, endUs } : undefined;
}
