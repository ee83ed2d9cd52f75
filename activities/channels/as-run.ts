import type { AsRunEntry } from '../../adapters/postgres/channels-port';
import { publishedAt } from '../../domain/linear/live/air';
import { segmentsOf } from '../../domain/linear/seal';
import type { LedgerRow, LinearAsset } from '../../domain/linear/types';
import type { ChannelPorts } from './ports';

/** What nobody looked at for longer is not looked at any more. */
const BACK_MS = 3_600_000;
/** Objects asked for at the same time. */
const AT_ONCE = 16;

/**
 * Note what was on air since the last look: each segment that was published in between is looked for in the store, as picture
 * and as sound.
 *
 * @returns faults of the last hour
 */
export async function noteAsRun(
  { channels, store }: ChannelPorts,
  channelId: string,
  variant: string,
  now: number,
): Promise<number> {
  const rows = await channels.ledger(channelId, variant, now - BACK_MS, now);
  const versions = rows.map(({ versionId }) => versionId);
  const [seen, assets, prefixes] = await Promise.all([
    channels.asRun(channelId, variant, now - BACK_MS, now),
    channels.assets(versions),
    channels.prefixes(versions),
  ]);
  const entries: AsRunEntry[] = [];
  for (const [index, row] of rows.entries()) {
    const before = seen.get(row.ordinal);
    const asset = assets.get(row.versionId);
    const due = dueSegments({ rows, assets }, index, before?.lastSeen ?? 0, now);
    if (due.length === 0) continue;
    const lost = await missing(due, async (segment) => {
      const prefix = prefixes.get(row.versionId);
      const paths = asset ? pathsOf(asset, row.segFrom + segment) : [];
      if (!prefix || paths.length === 0) return false;
      return (await Promise.all(paths.map((path) => store.find(prefix + path)))).every(Boolean);
    });
    entries.push(entryOf(row, before, due.length - lost.length, lost, now));
  }
  await channels.noteAsRun(channelId, variant, entries);
  const all = new Map([...seen, ...entries.map((entry) => [entry.ordinal, entry] as const)]);
  return [...all.values()].reduce((sum, { faults }) => sum + faults.length, 0);
}

/** Segments of a row that were published after one instant and up to another, counted from the row's first. */
function dueSegments(
  air: { rows: readonly LedgerRow[]; assets: ReadonlyMap<string, LinearAsset> },
  index: number,
  after: number,
  now: number,
): number[] {
  const row = air.rows[index];
  const all = row ? Array.from({ length: segmentsOf(row) }, (_, segment) => segment) : [];
  return all.filter((segment) => {
    const at = publishedAt(air, { index, segment });
    return at > after && at <= now;
  });
}

const pathsOf = ({ video: [picture], audio: [sound] }: LinearAsset, segment: number): string[] =>
  [picture, sound].flatMap((track) => (track ? [`${track.folder}/${segment + 1}.m4s`] : []));

async function missing(segments: readonly number[], isThere: (segment: number) => Promise<boolean>): Promise<number[]> {
  const lost: number[] = [];
  for (let from = 0; from < segments.length; from += AT_ONCE) {
    const some = segments.slice(from, from + AT_ONCE);
    const there = await Promise.all(some.map(isThere));
    lost.push(...some.filter((_, index) => !there[index]));
  }
  return lost;
}

const entryOf = (
  row: LedgerRow,
  before: AsRunEntry | undefined,
  found: number,
  lost: readonly number[],
  now: number,
): AsRunEntry => ({
  ...{ ordinal: row.ordinal, edition: row.edition, seen: (before?.seen ?? 0) + found, segments: segmentsOf(row) },
  ...{ firstSeen: before?.firstSeen ?? row.airStart, lastSeen: now },
  faults: [
    ...(before?.faults ?? []),
    ...lost.map((segment) => ({
      ...{ at: now, code: 'segment-missing' },
      message: `Segment ${row.segFrom + segment + 1} is not in the store.`,
    })),
  ],
});
