import { competing, type LicencePolicy, type PlaybackTerms } from '../../domain/drm/policy';
import type { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { afterPosition, newestFirst, readPage } from './paging';
import type {
  LicenceRecord,
  NewPlaybackSession,
  PlaybackSessionRecord,
  PlaybackSessions,
  SessionDevice,
} from './playback-port';

type SessionRow = Prisma.PlaybackSessionGetPayload<object>;
type LicenceRow = Prisma.LicenceRequestGetPayload<object>;
type Transaction = Prisma.TransactionClient;

/** {@link PlaybackSessions} in PostgreSQL. */
export const createPlaybackSessions = (database: Database): PlaybackSessions =>
  guardAll({
    open: (session, limits) =>
      database.$transaction(async (transaction) => {
        const others = await inTheWay(transaction, session, limits);
        if (others.length === 0) await transaction.playbackSession.create({ data: rowOf(session) });
        return others;
      }),

    async find(tenantId, id) {
      const row = await database.playbackSession.findFirst({ where: { id, tenantId } });
      return row ? sessionOf(row) : undefined;
    },

    heartbeat: (tenantId, id, expiresAt, limits) =>
      database.$transaction(async (transaction) => {
        const known = await transaction.playbackSession.findFirst({ where: { id, tenantId } });
        const others = known ? await inTheWay(transaction, sessionOf(known), limits) : [];
        if (others.some((other) => other.id === id)) others.length = 0; // it holds its stream still
        if (others.length > 0 && known && isOpen(known)) return { inTheWay: others };
        const now = new Date();
        const [row] = await transaction.playbackSession.updateManyAndReturn({
          where: { id, tenantId, endedAt: null, expiresAt: { gt: now } },
          data: { heartbeatAt: now, expiresAt },
        });
        return { session: row && sessionOf(row), inTheWay: [] };
      }),

    async end(tenantId, id) {
      await database.playbackSession.updateMany({
        where: { id, tenantId, endedAt: null },
        data: { endedAt: new Date() },
      });
      return (await database.playbackSession.count({ where: { id, tenantId } })) > 0;
    },

    async begun({ tenantId, titleId, subject, entitlement }) {
      // Without an entitlement nobody knows where one rental ends and the next begins.
      if (!entitlement) return {};
      const { _min } = await database.playbackSession.aggregate({
        where: { tenantId, titleId, subject, entitlement },
        _min: { firstPlayedAt: true, createdAt: true },
      });
      return { openedAt: _min.createdAt ?? undefined, playedAt: _min.firstPlayedAt ?? undefined };
    },

    async list({ tenantId, titleId, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.playbackSession.findMany({
            where: { tenantId, titleId, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(sessionOf), next };
    },

    async licences({ tenantId, titleId, sessionId, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.licenceRequest.findMany({
            where: { tenantId, titleId, sessionId, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(licenceOf), next };
    },
  });

const isOpen = ({ endedAt, expiresAt }: SessionRow): boolean => !endedAt && expiresAt.getTime() > Date.now();

/** Streams are counted per known viewer: strangers behind one key are many. */
async function inTheWay(
  transaction: Transaction,
  { tenantId, viewerId }: NewPlaybackSession,
  limits: Pick<LicencePolicy, 'streams' | 'graceMs'>,
): Promise<PlaybackSessionRecord[]> {
  if (!viewerId || limits.streams === undefined) return [];
  await transaction.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${viewerId}`}, 5))`;
  const now = Date.now();
  const rows = await transaction.playbackSession.findMany({
    where: {
      tenantId,
      viewerId,
      endedAt: null,
      expiresAt: { gt: new Date(now) },
      heartbeatAt: { gt: new Date(now - limits.graceMs) },
    },
    orderBy: { createdAt: 'asc' },
  });
  const taken = competing(
    rows.map(({ id, heartbeatAt, expiresAt }) => ({
      id,
      heartbeatAt: heartbeatAt.getTime(),
      expiresAt: expiresAt.getTime(),
    })),
    limits,
    now,
  );
  return rows.filter((row) => taken.some(({ id }) => id === row.id)).map(sessionOf);
}

const rowOf = (session: NewPlaybackSession): Prisma.PlaybackSessionCreateInput => ({
  ...session,
  device: session.device as Prisma.InputJsonObject,
  terms: session.terms as Prisma.InputJsonObject,
  heartbeatAt: session.createdAt,
});

const sessionOf = (row: SessionRow): PlaybackSessionRecord => ({
  ...row,
  channelId: row.channelId ?? undefined,
  viewerId: row.viewerId ?? undefined,
  entitlement: row.entitlement ?? undefined,
  customerId: row.customerId ?? undefined,
  territory: row.territory ?? undefined,
  viewerNetwork: row.viewerNetwork ?? undefined,
  device: row.device as SessionDevice,
  terms: row.terms as PlaybackTerms,
  firstPlayedAt: row.firstPlayedAt ?? undefined,
  endedAt: row.endedAt ?? undefined,
});

const licenceOf = (row: LicenceRow): LicenceRecord => ({
  ...row,
  device: row.device ?? undefined,
  reason: row.reason ?? undefined,
});
