import type { FfmpegProgress } from './port';

/**
 * Reads the `key=value` blocks of ffmpeg's `-progress`; a block ends with the `progress` key.
 *
 * @returns a sink for chunks; `onBlock` is called once per block
 */
export function progressReader(onBlock: (progress: FfmpegProgress) => void): (chunk: Buffer) => void {
  let rest = '';
  let block: Record<string, string> = {};
  return (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const at = line.indexOf('=');
      if (at < 0) continue;
      const key = line.slice(0, at).trim();
      block[key] = line.slice(at + 1).trim();
      if (key !== 'progress') continue;
      onBlock({ frame: number(block.frame), outTimeUs: number(block.out_time_us), speed: number(block.speed) });
      block = {};
    }
  };
}

/** `N/A` and absent read as 0; `1.25x` as 1.25. */
const number = (text: string | undefined): number => {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : 0;
};
