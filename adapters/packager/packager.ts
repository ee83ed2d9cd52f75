import { HeadendError } from '../../domain/failures';
import type { ProcessRunner } from '../process/port';
import { bento4Unfit, createBento4Packager } from './bento4';
import type { Packager } from './port';
import { createShakaPackager } from './shaka';

/** Which packager, and where its tools are. */
export interface PackagerChoice {
  kind: 'shaka' | 'bento4';
  /** Shaka Packager's binary. */
  path?: string;
  bento4Dir?: string;
  runner: ProcessRunner;
}

/**
 * The packager the configuration names.
 *
 * @returns a packager whose `package` throws {HeadendError} `tool/missing` when its tools are not there or too old
 */
export function createPackager({ kind, path, bento4Dir, runner }: PackagerChoice): Packager {
  if (kind === 'shaka')
    return path ? createShakaPackager({ path, runner }) : missing(kind, 'Shaka Packager was not found');
  const bento4 = createBento4Packager({ dir: bento4Dir ?? '', runner });
  return {
    kind,
    async package(request, signal) {
      const unfit = bento4Unfit(bento4Dir);
      if (unfit) throw new HeadendError('tool/missing', `Bento4 cannot package: ${unfit}.`);
      return bento4.package(request, signal);
    },
  };
}

const missing = (kind: Packager['kind'], why: string): Packager => ({
  kind,
  package: async () => {
    throw new HeadendError('tool/missing', `${why}.`);
  },
});
