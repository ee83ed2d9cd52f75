import type { Database } from './database';
import { guardAll } from './errors';
import { newId } from './ids';
import { afterPosition, newestFirst, readPage } from './paging';
import type { UploadRecord, Uploads } from './port';

/** {@link Uploads} in PostgreSQL. */
export const createUploads = (database: Database): Uploads =>
  guardAll({
    async create({ tenantId, fileName, expiresAt }): Promise<UploadRecord> {
      const id = newId('upl');
      const objectKey = `uploads/${tenantId}/${id}`;
      return uploadOf(await database.upload.create({ data: { id, tenantId, fileName, objectKey, expiresAt } }));
    },
    async find(tenantId, id) {
      const row = await database.upload.findFirst({ where: { id, tenantId } });
      return row ? uploadOf(row) : undefined;
    },
    async list({ tenantId, limit, after }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.upload.findMany({
            where: { tenantId, ...afterPosition('createdAt', after) },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(uploadOf), next };
    },
  });

const uploadOf = (row: Omit<UploadRecord, 'status'> & { status: string }): UploadRecord => ({
  ...row,
  status: row.status === 'ingested' ? 'ingested' : 'waiting',
});
