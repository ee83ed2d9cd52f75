import type { LiveChannel, LiveLedger, LiveVariant } from '../../domain/linear/live/channel';
import type { LedgerRow, LinearAsset } from '../../domain/linear/types';
import { createChannels } from './channels';
import type { ChannelRecord } from './channels-port';
import type { Database } from './database';

/** What was read is as good as now for so long. */
const FRESH_MS = 1_000;
/** A read that takes longer is not waited for while there is something to answer with. */
const PATIENCE_MS = 400;
/** How far back start-over reaches. */
export const KEPT_MS = 24 * 3_600_000;
/** Nothing is sealed so far ahead. */
const AHEAD_MS = 24 * 3_600_000;
/** Media tokens are read anew so often: addresses that were revoked end. */
const TOKENS_MS = 10_000;

/** A clock that took longer to be read is not taken for exact. */
const CLOCK_MS = 500;

/** The ledger of channels in memory, and where media lies. */
export interface LiveMemory extends LiveLedger {
  /** Media token of a version that some row names; undefined when it is gone. */
  mediaToken(versionId: string): string | undefined;
  /**
   * The clock of the database, epoch milliseconds: what is sealed is sealed by it, and all nodes have the same. Carried on while it is away;
   * a clock of the node that is set does not move it.
   */
  now(): number;
}

interface Known {
  record: ChannelRecord;
  channel: LiveChannel;
  /** Sign of the rows that were read: nothing is read again while it stays. */
  sign: string;
}

interface Sign {
  id: string;
  slug: string;
  revision: number;
  state: string;
  sign: string;
}

/**
 * Channels as nodes serve them: read again at most once a second, when somebody asks, and all channels in one statement. While the
 * database is away what was read last goes on: a quarter of an hour of it is sealed.
 *
 * @param elapsed milliseconds since any moment, that nobody sets
 */
export function createLiveLedger(database: Database, elapsed: () => number = () => performance.now()): LiveMemory {
  const channels = createChannels(database);
  let known = new Map<string, Known>();
  let names = new Map<string, string>();
  const tokens = new Map<string, string>();
  let readAt = Number.NEGATIVE_INFINITY;
  let tokensAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failing = false;

  let clock: { at: number; mark: number } | undefined;

  const now = (): number => (clock ? Math.round(clock.at + elapsed() - clock.mark) : Date.now());

  async function readClock(): Promise<void> {
    const sent = elapsed();
    const [told] = await database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    const mark = elapsed();
    if (told && (!clock || mark - sent < CLOCK_MS)) clock = { at: told.now.getTime() + (mark - sent) / 2, mark };
  }

  async function read(): Promise<void> {
    await readClock();
    const signs = await database.$queryRaw<Sign[]>`
      SELECT c.id, c.slug, c.revision, c.state,
        concat(c.revision, coalesce((
          SELECT string_agg(concat_ws('/', v, l.edition, l.ordinal), ' ') FROM unnest(c.variants) v CROSS JOIN LATERAL (
            SELECT edition, ordinal FROM channel_ledger WHERE channel_id = c.id AND variant = v
            ORDER BY edition DESC, ordinal DESC LIMIT 1) l), '')) AS sign
      FROM channels c WHERE c.epoch IS NOT NULL AND c.state <> 'off'`;
    const fresh = new Map<string, Known>();
    for (const { id, sign } of signs) {
      const before = known.get(id);
      const one = before?.sign === sign ? before : await loaded(id, sign, before);
      if (one) fresh.set(id, one);
    }
    known = fresh;
    names = new Map([...fresh.values()].map(({ record }) => [record.slug, record.id]));
    if (elapsed() - tokensAt >= TOKENS_MS || [...fresh.values()].some(lacksTokens)) await readTokens(fresh);
    readAt = elapsed();
  }

  const lacksTokens = ({ channel }: Known): boolean => [...channel.assets.keys()].some((id) => !tokens.has(id));

  async function readTokens(fresh: Map<string, Known>): Promise<void> {
    const ids = [...new Set([...fresh.values()].flatMap(({ channel }) => [...channel.assets.keys()]))];
    const rows = await database.version.findMany({
      where: { id: { in: ids }, collectedAt: null },
      select: { id: true, mediaToken: true },
    });
    tokens.clear();
    for (const { id, mediaToken } of rows) tokens.set(id, mediaToken);
    tokensAt = elapsed();
  }

  async function loaded(id: string, sign: string, before: Known | undefined): Promise<Known | undefined> {
    const record = await channels.get(id);
    if (!record || record.epoch === undefined) return undefined;
    const variants: LiveVariant[] = [];
    for (const territory of record.variants) {
      const had = before?.channel.variants.find((each) => each.territory === territory)?.rows;
      variants.push({ territory, rows: await rowsOf(record, territory, had) });
    }
    const assets = await assetsOf(variants, before?.channel.assets);
    const { slug, tenantId, format, signalling, epoch } = record;
    return { record, sign, channel: { id, slug, tenantId, epoch, format, signalling, variants, assets } };
  }

  /** What is old is dropped, so that memory does not grow; rows that are the same stay the same objects. */
  async function rowsOf(
    record: ChannelRecord,
    variant: string,
    before: readonly LedgerRow[] | undefined,
  ): Promise<LedgerRow[]> {
    const from = now() - KEPT_MS - record.format.dvrMs;
    const read = await channels.ledger(record.id, variant, from, now() + AHEAD_MS);
    const had = new Map(before?.map((row) => [`${row.edition} ${row.ordinal}`, row]));
    return read.map((row) => had.get(`${row.edition} ${row.ordinal}`) ?? row);
  }

  async function assetsOf(
    variants: readonly LiveVariant[],
    before: ReadonlyMap<string, LinearAsset> | undefined,
  ): Promise<ReadonlyMap<string, LinearAsset>> {
    const wanted = [...new Set(variants.flatMap(({ rows }) => rows.map(({ versionId }) => versionId)))];
    const missing = wanted.filter((id) => !before?.has(id));
    if (before && missing.length === 0 && wanted.length === before.size) return before;
    const found = await channels.assets(missing);
    return new Map(
      wanted.flatMap((id): [string, LinearAsset][] => {
        const asset = before?.get(id) ?? found.get(id);
        return asset ? [[id, asset]] : [];
      }),
    );
  }

  const refresh = (): Promise<void> => {
    triedAt = elapsed();
    reading ??= read()
      .then(
        () => {
          failing = false;
        },
        (error: unknown) => {
          failing = true;
          throw error;
        },
      )
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };

  return {
    now,
    mediaToken: (versionId) => tokens.get(versionId),
    async channel(idOrSlug) {
      // While the database is away everything goes on with what there is, and nobody waits for it.
      if (readAt === Number.NEGATIVE_INFINITY) await refresh();
      else if (elapsed() - readAt >= FRESH_MS) {
        const again = elapsed() - triedAt >= FRESH_MS ? refresh() : reading;
        const read = again?.catch(() => undefined);
        if (!failing) await Promise.race([read, pause(PATIENCE_MS)]);
      }
      return known.get(names.get(idOrSlug) ?? idOrSlug)?.channel;
    },
  };
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
