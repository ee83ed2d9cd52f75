import { HeadendError } from '../../domain/failures';
import { Prisma, type WatchFile, type WatchFolder } from '../../prisma/client/client';
import type { OrderProblem } from '../order-desk/port';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { appendEvent } from './events';
import { newId, requestedId, UNANSWERED_MS } from './ids';
import { storableJson } from './json';
import { afterPosition, newestFirst, readPage } from './paging';
import { isSandbox } from './sandbox';
import type { WatchFileRecord, WatchFileState, WatchFolderRecord, WatchFolders } from './watch-port';

/** {@link WatchFolders} in PostgreSQL. */
export const createWatchFolders = (database: Database): WatchFolders =>
  guardAll({
    async create({ tenantId, name, requestKey, ...settings }) {
      const requested = requestedId('wfo', tenantId, requestKey);
      const known = await database.watchFolder.findUnique({ where: { id: requested } });
      if (known && Date.now() - known.createdAt.getTime() < UNANSWERED_MS) return folderOf(known);
      const id = known ? newId('wfo') : requested;
      try {
        const data = {
          id,
          tenantId,
          name,
          prefix: `inbox/${tenantId}/${name}/`,
          ...settings,
        };
        return folderOf(await database.watchFolder.create({ data }));
      } catch (error) {
        if (!isTaken(error)) throw error;
        // The same request at the same moment may have made it just now.
        const own = await database.watchFolder.findUnique({ where: { id } });
        if (own) return folderOf(own);
        throw new HeadendError('watch/name-taken', `There is a watch folder ${name}.`, { field: 'name' });
      }
    },

    async find(tenantId, id) {
      const row = await database.watchFolder.findFirst({ where: { id, tenantId } });
      return row ? folderOf(row) : undefined;
    },

    async list({ tenantId, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.watchFolder.findMany({
            where: { tenantId, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(folderOf), next };
    },

    update: (tenantId, id, settings, check) =>
      database.$transaction(async (transaction) => {
        check(await locked(transaction, tenantId, id));
        return folderOf(await transaction.watchFolder.update({ where: { id }, data: settings }));
      }),

    remove: (tenantId, id, check) =>
      database.$transaction(async (transaction) => {
        check(await locked(transaction, tenantId, id));
        await transaction.watchFolder.delete({ where: { id } });
      }),

    async enabled() {
      const rows = await database.watchFolder.findMany({ where: { enabled: true }, select: { id: true } });
      return rows.map(({ id }) => id);
    },

    async open(id) {
      const row = await database.watchFolder.findUnique({ where: { id }, include: { files: true } });
      return row ? { folder: folderOf(row), files: row.files.map((file) => fileOf(file, row.polledAt)) } : undefined;
    },

    async noteLook(id, files, gone) {
      const rows = JSON.stringify(
        files.map((file) => ({
          object_key: file.objectKey,
          bytes: file.bytes,
          etag: file.etag,
          status: file.status,
          stable_since: file.stableSince,
          seen_at: file.seenAt,
        })),
      );
      await database.$transaction([
        database.$executeRaw`
          INSERT INTO watch_files AS w (folder_id, object_key, bytes, etag, status, stable_since, seen_at)
          SELECT ${id}, object_key, bytes, etag, status, stable_since, seen_at
          FROM jsonb_to_recordset(${rows}::jsonb) AS f(object_key text, bytes bigint, etag text, status text,
            stable_since timestamptz, seen_at timestamptz)
          ON CONFLICT (folder_id, object_key) DO UPDATE SET bytes = excluded.bytes, etag = excluded.etag,
            status = excluded.status, stable_since = excluded.stable_since, seen_at = excluded.seen_at,
            problem = CASE WHEN excluded.status = 'growing' THEN NULL ELSE w.problem END,
            ingest_id = CASE WHEN excluded.status = 'growing' THEN NULL ELSE w.ingest_id END
          WHERE w.seen_at < excluded.seen_at AND NOT (
            w.status IN ('ordered', 'sidecar') AND w.bytes = excluded.bytes AND w.etag = excluded.etag)`,
        database.watchFile.deleteMany({ where: { folderId: id, objectKey: { in: [...gone] } } }),
        database.watchFolder.updateMany({ where: { id }, data: { polledAt: new Date() } }),
      ]);
    },

    async noteOrdered(folderId, files, ingestId) {
      await database.$transaction(
        files.map(({ objectKey, etag, status }) =>
          database.watchFile.updateMany({
            where: { folderId, objectKey, etag },
            data: { status, ingestId, problem: Prisma.DbNull },
          }),
        ),
      );
    },

    noteRefused: (folder, files, problem) =>
      database.$transaction(async (transaction) => {
        const { tenantId, id: folderId, name } = folder;
        const { code, detail, fix } = problem;
        let refused = 0;
        for (const { objectKey, etag, bytes } of files) {
          const { count } = await transaction.watchFile.updateMany({
            where: { folderId, objectKey, etag },
            data: { status: 'refused', problem: storableJson(problem) },
          });
          if (count === 0) continue;
          refused++;
          await appendEvent(transaction, {
            tenantId,
            type: 'watch_folder.file_refused',
            subject: folderId,
            testMode: isSandbox(tenantId),
            data: {
              folder_id: folderId,
              folder_name: name,
              object_key: objectKey,
              bytes,
              problem: { code, detail, fix },
            },
          });
        }
        return refused;
      }),

    async files({ folderId, status, after, limit }) {
      const rows = await database.watchFile.findMany({
        where: { folderId, status, objectKey: { gt: after } },
        include: { folder: { select: { polledAt: true } } },
        orderBy: { objectKey: 'asc' },
        take: limit,
      });
      return rows.map((row) => fileOf(row, row.folder.polledAt));
    },
  });

async function locked(transaction: Prisma.TransactionClient, tenantId: string, id: string): Promise<WatchFolderRecord> {
  await transaction.$queryRaw`SELECT 1 FROM watch_folders WHERE id = ${id} FOR UPDATE`;
  const row = await transaction.watchFolder.findFirst({ where: { id, tenantId } });
  if (!row) throw new HeadendError('request/not-found', `There is no watch folder ${id}.`);
  return folderOf(row);
}

const folderOf = (row: WatchFolder): WatchFolderRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  name: row.name,
  prefix: row.prefix,
  profile: row.profile ?? undefined,
  qualityPolicy: row.qualityPolicy ?? undefined,
  priority: row.priority,
  stableSeconds: row.stableSeconds,
  enabled: row.enabled,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  polledAt: row.polledAt ?? undefined,
});

/** @param polledAt the last look, which found every file that is still noted and wrote down those only that changed */
const fileOf = (row: WatchFile, polledAt: Date | null): WatchFileRecord => ({
  objectKey: row.objectKey,
  bytes: Number(row.bytes),
  etag: row.etag,
  status: row.status as WatchFileState,
  stableSince: row.stableSince,
  seenAt: polledAt && polledAt > row.seenAt ? polledAt : row.seenAt,
  ingestId: row.ingestId ?? undefined,
  problem: (row.problem ?? undefined) as OrderProblem | undefined,
});
