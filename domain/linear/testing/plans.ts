import type { LibraryTitle } from '../library';
import type { AirVerdict, PlanRequest } from '../plan';
import type { Block, ChannelSchedule } from '../schedule';
import type { AirItem, LinearAsset } from '../types';

const FORMAT = {
  rungs: [{ name: '720p', height: 720 }],
  audio: ['en'],
  captions: [],
  targetSeconds: 6,
  dvrMs: 900_000,
};
/** Milliseconds. */
export const HOUR = 3_600_000;
/** 23 November 2026, midnight in UTC. */
export const MONDAY = Date.UTC(2026, 10, 23);

/** A title of whole segments of six seconds, and a tail. */
export const title = (titleId: string, seconds: number, more: Partial<LibraryTitle> = {}): LibraryTitle => {
  const ticks = [...Array<number>(Math.floor(seconds / 6)).fill(6_000), ...(seconds % 6 ? [(seconds % 6) * 1000] : [])];
  const asset = {
    versionId: `ver_${titleId}`,
    titleId,
    segments: ticks.length,
    video: [{ ticks, timescale: 1000 }],
    audio: [],
    text: [],
  };
  return {
    titleId,
    name: titleId,
    kind: 'movie',
    collections: [],
    genres: [],
    chapters: [],
    asset: asset as unknown as LinearAsset,
    ...more,
  };
};
const SLATE = title('slate', 300);
/** Everything may air. */
export const yes = (): AirVerdict => ({ allowed: true });

/** A block of the whole day, where nothing else is said. */
export const block = (more: Partial<Block> & Pick<Block, 'pick'>): Block => ({
  name: 'All day',
  from: '00:00',
  until: '24:00',
  ...more,
});
/** A day of UTC from {@link MONDAY} on, with a slate of five minutes. */
export const request = (
  schedule: ChannelSchedule,
  library: LibraryTitle[],
  more: Partial<PlanRequest> = {},
): PlanRequest => ({
  ...{ schedule, format: FORMAT, timeZone: 'UTC', from: MONDAY, until: MONDAY + 24 * HOUR, seed: 'seed' },
  ...{ library: [...library, SLATE], airedBefore: [], slateId: 'slate', mayAir: yes, ...more },
});

/** Airings, by the item that they begin with. */
export const programmes = (items: readonly AirItem[]) =>
  items.filter(({ kind, segFrom }) => kind === 'programme' && segFrom === 0);
/** Titles of airings, in order. */
export const names = (items: readonly AirItem[]) => programmes(items).map(({ titleId }) => titleId);
