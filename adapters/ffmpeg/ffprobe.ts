import { open } from 'node:fs/promises';
import { HeadendError, isHeadendError } from '../../domain/failures';
import type { ProcessRunner } from '../process/port';
import { isProcessFailed } from '../process/port';
import { inputGuards } from './guards';
import type { Ffprobe, FfprobeDocument, PacketRow } from './port';
import { refusalOf } from './sniff';

/** A local file that says nothing for so long is stuck, milliseconds. */
const STALL_MS = 60_000;
/** A description reads the header and a few pictures; one that takes longer than this does not end, milliseconds. */
const DESCRIBE_MS = 5 * 60_000;
/** Larger documents are not an inspection but an attack, bytes. */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

export interface FfprobeTool {
  /** Path of the executable. */
  path: string;
  runner: ProcessRunner;
}

/** Reads local files with ffprobe under the same guards as ffmpeg. */
export function createFfprobe({ path, runner }: FfprobeTool): Ffprobe {
  return {
    async describe(file, signal) {
      const head = await headOf(file);
      const refusal = refusalOf(head);
      if (refusal) throw refusal;
      const chunks: Buffer[] = [];
      let size = 0;
      await runner
        .run({
          command: path,
          args: [...COMMON, ...DESCRIBE, ...inputGuards(), '-i', file],
          signal,
          stallMs: STALL_MS,
          timeoutMs: DESCRIBE_MS,
          onStdout: (chunk) => {
            size += chunk.length;
            if (size > MAX_DOCUMENT_BYTES)
              throw new HeadendError('master/undecodable', 'The file describes itself without end.');
            chunks.push(chunk);
          },
        })
        .catch((error: unknown) => {
          throw explained(error, head);
        });
      return JSON.parse(Buffer.concat(chunks).toString('utf8')) as FfprobeDocument;
    },

    async scanPackets(file, streamIndex, onPacket, signal) {
      let rest = '';
      const read = (text: string): void => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line) onPacket(packetRow(line));
      };
      await runner
        .run({
          command: path,
          args: [...COMMON, ...SCAN, '-select_streams', String(streamIndex), ...inputGuards(), '-i', file],
          signal,
          stallMs: STALL_MS,
          onStdout: (chunk) => read(chunk.toString('latin1')),
        })
        .catch((error: unknown) => {
          throw explained(error, Buffer.alloc(0));
        });
      read('\n');
    },
  };
}

const COMMON = ['-v', 'error', '-hide_banner'];

const DESCRIBE = [
  '-show_format',
  '-show_streams',
  '-show_chapters',
  '-show_frames',
  '-analyze_frames', // closed captions are seen in decoded frames only
  '-read_intervals',
  '%+#48', // the first packets of all streams together; enough to meet a picture of each
  '-show_entries',
  'format:stream:frame=media_type,stream_index,interlaced_frame,top_field_first,repeat_pict,color_space,color_transfer,color_primaries,side_data_list:chapter=start_time:chapter_tags=title',
  '-of',
  'json',
];

const SCAN = ['-show_entries', 'packet=pts_time,dts_time,duration_time,size,flags', '-of', 'csv=p=0'];

/** ffprobe's fixed column order: pts, dts, duration, size, flags; `N/A` where it knows none. */
function packetRow(line: string): PacketRow {
  const [pts, dts, duration, size, flags = ''] = line.split(',');
  return {
    ptsUs: microseconds(pts),
    dtsUs: microseconds(dts),
    durationUs: microseconds(duration),
    key: flags.startsWith('K'),
    bytes: Number(size) || 0,
    ...(flags[1] === 'D' ? { discard: true } : {}),
  };
}

const microseconds = (seconds: string | undefined): number | null => {
  const value = Number.parseFloat(seconds ?? '');
  return Number.isFinite(value) ? Math.round(value * 1e6) : null;
};

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** ffprobe's words in our vocabulary. */
function explained(error: unknown, head: Buffer): unknown {
  // Describing any real master takes a sliver of what a tool may use: here the file asks for it, not the work.
  if (isHeadendError(error) && error.code === 'encode/over-limit')
    return new HeadendError('master/undecodable', 'The header of the file asks for more than any master needs.', {
      cause: error,
    });
  if (!isProcessFailed(error)) return error;
  const said = error.stderrTail;
  const foreign = /\[(\S+)\] Format not on whitelist/i.exec(said)?.[1];
  if (foreign)
    return new HeadendError('master/container-refused', `A file of kind ${foreign} is not taken as a master.`, {
      cause: error,
    });
  const isMp4 = /^(ftyp|mdat|moov|wide|free|skip)$/.test(head.toString('latin1', 4, 8));
  if (/moov atom not found/i.test(said))
    return isMp4
      ? new HeadendError('master/truncated', 'The index (moov) of the MP4 file is missing: it was cut off.', {
          cause: error,
        })
      : notMedia(error);
  if (/Invalid data found|could not find codec parameters|End of file/i.test(said))
    return isMp4
      ? new HeadendError('master/undecodable', 'The file begins like MP4 but cannot be read.', { cause: error })
      : notMedia(error);
  return new HeadendError('master/undecodable', `The file cannot be read: ${error.message}`, { cause: error });
}

const notMedia = (cause: unknown): HeadendError =>
  new HeadendError('master/not-media', 'No audio or video was found in the file.', { cause });
