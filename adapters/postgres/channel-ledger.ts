import { HeadendError } from '../../domain/failures';
import { airEnd, EDITION_WITHIN_MS } from '../../domain/linear/seal';
import type { ItemKind, LedgerRow } from '../../domain/linear/types';
import { type ChannelAiring, type ChannelAsRun, Prisma } from '../../prisma/client/client';
import type { AsRunEntry, Channels } from './channels-port';
import type { Database } from './database';
import { storableJson } from './json';

type Transaction = Prisma.TransactionClient;

/** No item of a channel lasts longer, milliseconds: how far back a row that is still on air may have begun. */
const LONGEST_ITEM_MS = 12 * 3_600_000;

/** The sealed rows of channels, and what was seen of them. */
export const channelLedger = (
  database: Database,
): Pick<Channels, 'ledger' | 'sealed' | 'tail' | 'seal' | 'asRun' | 'noteAsRun'> => ({
  async ledger(channelId, variant, from, until) {
    const rows = await rowsBetween(database, channelId, variant, from - LONGEST_ITEM_MS, until);
    return rows
      .filter(({ counts }) => counts)
      .map(rowOf)
      .filter((row) => airEnd(row) > from)
      .sort((a, b) => a.ordinal - b.ordinal);
  },

  async sealed(channelId, variant, from, until) {
    const rows = await rowsBetween(database, channelId, variant, from - LONGEST_ITEM_MS, until);
    return rows
      .map((row) => ({ ...rowOf(row), cause: row.cause ?? undefined, counts: row.counts }))
      .filter((row) => airEnd(row) > from);
  },

  tail: (channelId, variant) => tailOf(database, channelId, variant),

  seal: (channelId, variant, after, editId) =>
    database.$transaction(
      async (transaction) => {
        const [held] = await transaction.$queryRaw<{ now: Date }[]>`
          SELECT clock_timestamp() AS now FROM channels WHERE id = ${channelId} FOR UPDATE`;
        if (!held) return [];
        const made = editId === undefined ? [] : await editionFor(transaction, channelId, variant, editId);
        if (made.length > 0) return made;
        const tail = await tailOf(transaction, channelId, variant);
        const { rows, cause } = await after(tail, held.now.getTime());
        const [first] = rows;
        if (!first) return [];
        await transaction.channelAiring.createMany({
          data: rows.map((row) => columnsOf(channelId, variant, row, { cause, editId })),
        });
        const epoch = new Date(first.airStart);
        await transaction.channel.updateMany({ where: { id: channelId, epoch: null }, data: { epoch } });
        if (cause !== undefined) await requireInTime(transaction, held.now.getTime());
        return rows;
      },
      { timeout: 60_000, maxWait: 30_000 },
    ),

  async asRun(channelId, variant, from, until) {
    const rows = await database.channelAsRun.findMany({
      where: { channelId, variant, lastSeen: { gte: new Date(from) }, firstSeen: { lt: new Date(until) } },
    });
    return new Map(rows.map((row) => [row.ordinal, seenOf(row)]));
  },

  async noteAsRun(channelId, variant, entries) {
    if (entries.length === 0) return;
    const values = entries.map(
      ({ ordinal, edition, seen, segments, firstSeen, lastSeen, faults }) =>
        Prisma.sql`(${channelId}, ${variant}, ${ordinal}::int, ${edition}::int, ${seen}::int, ${segments}::int,
          ${stamp(firstSeen)}::timestamp, ${stamp(lastSeen)}::timestamp, ${JSON.stringify(storableJson(faults))}::jsonb)`,
    );
    await database.$executeRaw`
      INSERT INTO channel_as_run AS a (channel_id, variant, ordinal, edition, seen, segments, first_seen, last_seen, faults)
      VALUES ${Prisma.join(values)}
      ON CONFLICT (channel_id, variant, ordinal) DO UPDATE SET
        edition = excluded.edition, seen = greatest(a.seen, excluded.seen), segments = excluded.segments,
        last_seen = greatest(a.last_seen, excluded.last_seen), faults = excluded.faults`;
  },
});

/** Players may have read what an edition replaces when it comes late. @throws {HeadendError} `database/unavailable` */
async function requireInTime(transaction: Transaction, since: number): Promise<void> {
  const [clock] = await transaction.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  const took = (clock?.now.getTime() ?? Number.POSITIVE_INFINITY) - since;
  if (took <= EDITION_WITHIN_MS) return;
  throw new HeadendError('database/unavailable', `Sealing anew took ${Math.round(took / 1000)} s; it is tried again.`);
}

/** What was added for a request. */
async function editionFor(
  transaction: Transaction,
  channelId: string,
  variant: string,
  editId: string,
): Promise<LedgerRow[]> {
  const rows = await transaction.channelAiring.findMany({
    where: { channelId, variant, editId },
    orderBy: { ordinal: 'asc' },
  });
  return rows.map(rowOf);
}

const stamp = (at: number): string => new Date(at).toISOString();

async function tailOf(
  reader: Database | Transaction,
  channelId: string,
  variant: string,
): Promise<LedgerRow | undefined> {
  const last = await reader.channelAiring.findFirst({
    where: { channelId, variant },
    orderBy: [{ edition: 'desc' }, { ordinal: 'desc' }],
  });
  return last ? rowOf(last) : undefined;
}

/** By edition and ordinal. What an edition took the place of lies after its first instant, so it is read along. */
function rowsBetween(
  reader: Database,
  channelId: string,
  variant: string,
  from: number,
  until: number,
): Promise<(ChannelAiring & { counts: boolean })[]> {
  return reader.$queryRaw`
    SELECT l.channel_id AS "channelId", l.variant, l.edition, l.ordinal, l.air_start AT TIME ZONE 'UTC' AS "airStart",
      l.duration_ms AS "durationMs", l.kind, l.title_id AS "titleId", l.version_id AS "versionId", l.seg_from AS "segFrom",
      l.seg_to AS "segTo", l.msn_base AS "msnBase", l.airing_id AS "airingId", l.break_id AS "breakId", l.break_ms AS "breakMs",
      l.max_height AS "maxHeight", l.window_id AS "windowId", l.cause, l.edit_id AS "editId", l.sealed_at AT TIME ZONE 'UTC' AS "sealedAt",
      NOT EXISTS (
        SELECT FROM (
          SELECT e.edition, min(e.ordinal) AS first FROM channel_ledger e
          WHERE e.channel_id = ${channelId} AND e.variant = ${variant} AND e.cause IS NOT NULL GROUP BY e.edition
        ) e WHERE e.edition > l.edition AND e.first <= l.ordinal) AS counts
    FROM channel_ledger l
    WHERE l.channel_id = ${channelId} AND l.variant = ${variant}
      AND l.air_start >= ${stamp(from)}::timestamp AND l.air_start < ${stamp(until)}::timestamp
    ORDER BY l.edition, l.ordinal`;
}

const columnsOf = (
  channelId: string,
  variant: string,
  row: LedgerRow,
  { cause, editId }: { cause?: string; editId?: string },
): Prisma.ChannelAiringCreateManyInput => ({
  ...row,
  ...{ channelId, variant, airStart: new Date(row.airStart) },
  ...{
    breakId: row.breakId ?? null,
    breakMs: row.breakMs ?? null,
    maxHeight: row.maxHeight ?? null,
    windowId: row.windowId ?? null,
  },
  ...{ cause: cause ?? null, editId: editId ?? null },
});

const rowOf = (row: ChannelAiring): LedgerRow => ({
  ordinal: row.ordinal,
  edition: row.edition,
  msnBase: row.msnBase,
  airStart: row.airStart.getTime(),
  durationMs: row.durationMs,
  kind: row.kind as ItemKind,
  titleId: row.titleId,
  versionId: row.versionId,
  segFrom: row.segFrom,
  segTo: row.segTo,
  airingId: row.airingId,
  ...(row.breakId === null ? {} : { breakId: row.breakId }),
  ...(row.breakMs === null ? {} : { breakMs: row.breakMs }),
  ...(row.maxHeight === null ? {} : { maxHeight: row.maxHeight }),
  ...(row.windowId === null ? {} : { windowId: row.windowId }),
});

const seenOf = (row: ChannelAsRun): AsRunEntry => ({
  ...{ ordinal: row.ordinal, edition: row.edition, seen: row.seen, segments: row.segments },
  ...{ firstSeen: row.firstSeen.getTime(), lastSeen: row.lastSeen.getTime() },
  faults: row.faults as unknown as AsRunEntry['faults'],
});
