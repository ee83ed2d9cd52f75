import type { LogLine } from '../../domain/media/decode-log';
import type { ProcessReport } from '../process/port';

/** Progress as ffmpeg's `-progress` reports it. */
export interface FfmpegProgress {
  /** Frames written by the first video output so far. */
  frame: number;
  /** Output time, microseconds. */
  outTimeUs: number;
  /** Encoding speed against real time; 0 before it is known. */
  speed: number;
}

/** One ffmpeg run. Inputs are local files only; the adapter adds the protocol and demuxer allow-lists in front of each. */
export interface FfmpegJob {
  inputs: { path: string; options?: string[] }[];
  /** Everything after the inputs: filter graph, maps, codecs and output paths, in order. */
  outputArgs: string[];
  onProgress?: (progress: FfmpegProgress) => void;
  onStdout?: (chunk: Buffer) => void | Promise<void>;
  signal?: AbortSignal;
  /** No new frame or output time for so long is a stall. Default 60,000. */
  stallMs?: number;
  cwd?: string;
  /** What ffmpeg writes to standard error, whose end is in the report. Default `warning`; `info` adds filter summaries. */
  logLevel?: 'error' | 'warning' | 'info';
  /**
   * Sees each line of the log from level `info` on, repeated ones too, and takes the place of `logLevel`. The report keeps
   * warnings and errors only. What it throws ends the run.
   */
  onLog?: (line: LogLine) => void;
}

export interface Ffmpeg {
  run(job: FfmpegJob): Promise<ProcessReport>;
  /** Decode a local file to nothing and count frames per stream; errors on any decode error. */
  decodeCheck(path: string, signal?: AbortSignal): Promise<{ videoFrames: number; audioSamples: number }>;
}

/** ffprobe's JSON, as far as it is read; every number may come as text. */
export interface FfprobeDocument {
  format?: Record<string, unknown> & {
    format_name?: string;
    duration?: string;
    start_time?: string;
    size?: string;
    bit_rate?: string;
    tags?: Record<string, string>;
  };
  streams?: (Record<string, unknown> & {
    index: number;
    codec_type?: string;
    codec_name?: string;
    tags?: Record<string, string>;
    side_data_list?: Record<string, unknown>[];
  })[];
  /** The first decoded frames, for what only the bitstream says (HDR metadata, field flags). */
  frames?: (Record<string, unknown> & {
    stream_index?: number;
    media_type?: string;
    side_data_list?: Record<string, unknown>[];
  })[];
}

/** One packet of a scan. Times in microseconds. */
export interface PacketRow {
  ptsUs: number | null;
  dtsUs: number | null;
  durationUs: number | null;
  key: boolean;
  bytes: number;
  /** Outside the edit list: decoded for the others' sake, never shown. */
  discard?: boolean;
}

export interface Ffprobe {
  /** Format and streams. @throws {HeadendError} `master/not-media`, `master/truncated`, `master/container-refused`, `master/undecodable` */
  describe(path: string, signal?: AbortSignal): Promise<FfprobeDocument>;
  /** Stream every packet of one stream without decoding. */
  scanPackets(
    path: string,
    streamIndex: number,
    onPacket: (packet: PacketRow) => void,
    signal?: AbortSignal,
  ): Promise<void>;
}
