import { TEST_KEPT_MS } from '../../domain/media/test-mode';
import type { Database } from './database';
import { guardAll } from './errors';

const UNDER_WAY = ['queued', 'running', 'held'];
const OPEN_UPLOADS = ['waiting', 'uploading'];

/** A title of test mode with its ingests. */
interface TestTitle {
  tenantId: string;
  titleId: string;
  ingestIds: string[];
}

/** What test mode has left in PostgreSQL, and how it is forgotten. Live rows are never touched: each statement says so. */
export const createTestData = (database: Database) =>
  guardAll({
    async due(now: Date, limit: number) {
      const titles = await database.title.findMany({
        where: {
          testMode: true,
          // One that nothing was ordered for is kept as long as the others.
          OR: [{ ingests: { some: {} } }, { createdAt: { lte: new Date(now.getTime() - TEST_KEPT_MS) } }],
          ingests: { every: { eraseAt: { lte: now }, status: { notIn: UNDER_WAY } } },
        },
        select: { id: true, tenantId: true, ingests: { select: { id: true } } },
        take: limit,
      });
      const running = await database.ingest.findMany({
        where: { testMode: true, eraseAt: { lte: now }, status: { in: UNDER_WAY } },
        select: { id: true },
        take: limit,
      });
      return {
        titles: titles.map(({ id, tenantId, ingests }) => ({
          tenantId,
          titleId: id,
          ingestIds: ingests.map((ingest) => ingest.id),
        })),
        underWay: running.map(({ id }) => id),
      };
    },

    claim: ({ tenantId, titleId }: TestTitle, now: Date) =>
      database.$transaction(async (transaction) => {
        await transaction.$queryRaw`SELECT id FROM titles WHERE id = ${titleId} AND test_mode FOR UPDATE`;
        const ingests = await transaction.ingest.findMany({ where: { titleId, tenantId } });
        const over = ({ eraseAt, status }: (typeof ingests)[number]) =>
          eraseAt !== null && eraseAt <= now && !UNDER_WAY.includes(status);
        if (!ingests.every(over)) return undefined;
        await transaction.title.updateMany({
          where: { id: titleId, tenantId, testMode: true },
          data: { externalId: `erased ${titleId}`, currentVersionId: null, publishedAt: null },
        });
        const ids = ingests.flatMap(({ masterId }) => masterId ?? []);
        const shared = await transaction.ingest.findMany({
          where: { tenantId, masterId: { in: ids }, titleId: { not: titleId } },
          select: { masterId: true },
        });
        const own = ids.filter((id) => !shared.some(({ masterId }) => masterId === id));
        return transaction.master.findMany({
          where: { id: { in: own }, tenantId },
          select: { objectKey: true, sha256: true },
        });
      }),

    forget: ({ tenantId, titleId }: TestTitle) =>
      database.$transaction(async (transaction) => {
        const title = { titleId, tenantId, title: { testMode: true } };
        const ingests = await transaction.ingest.findMany({ where: title, select: { masterId: true } });
        const versions = await transaction.version.findMany({ where: title, select: { id: true } });
        await transaction.contentKey.deleteMany({
          where: { tenantId, versionId: { in: versions.map(({ id }) => id) } },
        });
        await transaction.version.deleteMany({ where: title });
        await transaction.ingest.deleteMany({ where: title });
        await transaction.title.deleteMany({ where: { id: titleId, tenantId, testMode: true } });
        for (const { masterId } of ingests) {
          if (masterId === null || (await transaction.ingest.count({ where: { tenantId, masterId } })) > 0) continue;
          await transaction.master.deleteMany({ where: { id: masterId, tenantId } });
        }
      }),

    uploadsBefore: (before: Date, limit: number) =>
      database.upload.findMany({
        where: { testMode: true, createdAt: { lt: before }, status: { notIn: OPEN_UPLOADS } },
        select: { id: true, objectKey: true },
        take: limit,
      }),

    async forgetUploads(ids: string[]) {
      await database.upload.deleteMany({ where: { id: { in: ids }, testMode: true } });
    },

    async forgetEvents(before: Date) {
      const { count } = await database.event.deleteMany({ where: { testMode: true, createdAt: { lt: before } } });
      return count;
    },
  });
