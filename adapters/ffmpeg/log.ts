import type { LogLine } from '../../domain/media/decode-log';
import type { ProcessJob } from '../process/port';

/** A line as `-loglevel level` prints it: contexts with their addresses, the level, the words. */
const LINE = /^((?:\[[^\]]* @ 0x[0-9a-f]+\] )*)\[(panic|fatal|error|warning|info)\] (.*)$/;

/** Reads lines of a log that was asked for with levels; what carries none is passed over. */
export function logReader(onLine: (line: LogLine) => void): Pick<ProcessJob, 'onStderrLine' | 'isChatter'> {
  return {
    onStderrLine: (text) => {
      const [, contexts = '', level, words = ''] = LINE.exec(text) ?? [];
      if (!level) return;
      const from = [...contexts.matchAll(/\[([^\]]*) @ /g)].map(([, name = '']) => name);
      onLine({ from, level: level as LogLine['level'], text: words });
    },
    isChatter: (text) => LINE.exec(text)?.[2] === 'info',
  };
}
