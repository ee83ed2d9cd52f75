import type { Ffmpeg, Ffprobe, FfprobeDocument } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { inspectionFindings } from '../../domain/media/inspect-findings';
import { PacketScan, type PacketStatistics } from '../../domain/media/packet-statistics';
import {
  mergeSamples,
  type PictureSample,
  readSample,
  SAMPLE_POINTS,
  sampleInputArgs,
  sampleOutputArgs,
} from '../../domain/media/picture-samples';
import {
  announced,
  checkLength,
  headerFieldOrder,
  type PictureSamples,
  programmeVideo,
  readProbe,
} from '../../domain/media/read-probe';
import type { Inspection, SupplyChainIoActivities } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';

export interface InspectMasterPorts {
  copies: LocalCopies;
  ffmpeg: Ffmpeg;
  ffprobe: Ffprobe;
  /** Longest programme taken, microseconds; any when left out. */
  longestUs?: number;
}

/** Beat once per so many packets. */
const PACKETS_PER_BEAT = 5000;

/**
 * Find out what a master is: its header, every packet (without decoding), and a few full-size pictures.
 *
 * @throws {HeadendError} `master/…` when there is nothing to encode
 */
export const createInspectMaster = (ports: InspectMasterPorts): SupplyChainIoActivities['inspectMaster'] => {
  return async ({ master }) => {
    const signal = cancelSignal();
    beat();
    return ports.copies.use(master.objectKey, (file) => inspect(ports, file, signal), {
      signal,
      onProgress: () => beat(),
    });
  };
};

/** Inspect a local file. */
export async function inspect(
  ports: Pick<InspectMasterPorts, 'ffmpeg' | 'ffprobe' | 'longestUs'>,
  file: string,
  signal?: AbortSignal,
): Promise<Inspection> {
  const document = await ports.ffprobe.describe(file, signal);
  const stream = programmeVideo(document);
  beat();
  const scan = await scanPackets(ports.ffprobe, file, stream.index, signal);
  const samples = scan
    ? await samplePicture(ports.ffmpeg, file, document, scan, signal)
    : { fields: { topFirst: 0, bottomFirst: 0, progressive: 0 } };
  const probe = readProbe(document, scan, samples);
  if (ports.longestUs !== undefined) checkLength(probe, ports.longestUs);
  const facts = {
    scan: scan as PacketStatistics,
    headerFieldOrder: headerFieldOrder(stream),
    announcedUs: announced(document, stream),
  };
  return { probe, findings: inspectionFindings(probe, facts) };
}

async function scanPackets(
  ffprobe: Ffprobe,
  file: string,
  streamIndex: number,
  signal?: AbortSignal,
): Promise<PacketStatistics | undefined> {
  const scan = new PacketScan();
  let packets = 0;
  await ffprobe.scanPackets(
    file,
    streamIndex,
    (packet) => {
      scan.add(packet);
      if (++packets % PACKETS_PER_BEAT === 0) beat();
    },
    signal,
  );
  return scan.finish();
}

/** Look at full-size pictures in a few places, side by side. A place that cannot be decoded is left out; all of them is a failure. */
async function samplePicture(
  ffmpeg: Ffmpeg,
  file: string,
  document: FfprobeDocument,
  scan: PacketStatistics,
  signal?: AbortSignal,
): Promise<PictureSamples> {
  const stream = programmeVideo(document);
  const lengthUs = scan.lastUs - scan.startUs;
  const points = lengthUs > 5_000_000 ? SAMPLE_POINTS.map((share) => scan.startUs + share * lengthUs) : [0];
  const sample = async (atUs: number): Promise<PictureSample> => {
    const chunks: Buffer[] = [];
    await ffmpeg.run({
      inputs: [{ path: file, options: sampleInputArgs(atUs) }],
      outputArgs: sampleOutputArgs(stream.index),
      logLevel: 'error',
      onProgress: () => beat(),
      onStdout: (chunk) => {
        chunks.push(chunk);
      },
      signal,
    });
    return readSample(Buffer.concat(chunks).toString('utf8'));
  };
  const samples = await Promise.all(
    points.map((atUs) =>
      sample(atUs).catch((error: unknown) => {
        if (isHeadendError(error) && error.code === 'encode/failed') return undefined;
        throw error;
      }),
    ),
  );
  const seen = samples.filter((each): each is PictureSample => each !== undefined && each.frames > 0);
  if (seen.length === 0)
    throw new HeadendError('master/undecodable', `No picture of the ${stream.codec_name} track could be decoded.`);
  const { width, height } = { width: Number(stream.width), height: Number(stream.height) };
  return mergeSamples(seen, { width, height });
}
