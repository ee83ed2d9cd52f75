import { HeadendError } from '../../domain/failures';
import type { Database } from './database';
import { guardAll } from './errors';
import { newId } from './ids';
import { storableJson, storableText } from './json';
import { afterPosition, newestFirst, readPage } from './paging';
import {
  OPEN_UPLOAD_STATES,
  type TusState,
  type UploadFailure,
  type UploadRecord,
  type UploadState,
  type Uploads,
} from './port';
import { aliveUploads, claimUpload, dueUploads } from './upload-collection';
import { uploadOf } from './upload-row';

const OPEN = [...OPEN_UPLOAD_STATES];

/** {@link Uploads} in PostgreSQL. */
export const createUploads = (database: Database): Uploads =>
  guardAll({
    async create({ tus, bytes, partBytes, ...upload }) {
      const id = newId('upl');
      const objectKey = `uploads/${upload.tenantId}/${id}`;
      const data = { ...upload, id, objectKey, bytes, partBytes, tus: tus && storableJson(tus) };
      return uploadOf(await database.upload.create({ data }));
    },

    async find(tenantId, id) {
      const row = await database.upload.findFirst({ where: { id, tenantId } });
      return row ? uploadOf(row) : undefined;
    },

    async list({ tenantId, limit, after, status }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.upload.findMany({
            where: {
              tenantId,
              status: status?.length ? { in: status } : undefined,
              ...afterPosition('createdAt', after),
            },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(uploadOf), next };
    },

    async begin(id, multipartId) {
      await database.upload.updateMany({
        where: { id, multipartId: null, status: { in: OPEN } },
        data: { multipartId, status: 'uploading' },
      });
      const row = await database.upload.findUniqueOrThrow({ where: { id } });
      if (!row.multipartId) throw new HeadendError('upload/ended', `Upload ${id} is ${row.status}.`);
      return row.multipartId;
    },

    async noteReceived(id, received) {
      await database.upload.updateMany({
        where: { id, status: { in: OPEN }, NOT: { received } },
        data: { received, status: 'uploading' },
      });
    },

    advance: (id, { from, to, parts, tail }) =>
      database.$transaction(async (transaction) => {
        const held = await transaction.$queryRaw<{ tus: unknown }[]>`
          SELECT tus FROM uploads WHERE id = ${id} AND received = ${BigInt(from)} AND status IN ('waiting', 'uploading')
          FOR UPDATE`;
        if (!held[0]) return false;
        const { metadata } = (held[0].tus ?? { metadata: '' }) as TusState;
        const tus = storableJson({ metadata, tail } satisfies TusState);
        await transaction.upload.update({ where: { id }, data: { received: to, status: 'uploading', tus } });
        const rows = parts.map((part) => ({ uploadId: id, ...part }));
        if (rows.length > 0) await transaction.uploadPart.createMany({ data: rows });
        return true;
      }),

    async partsOf(id) {
      const rows = await database.uploadPart.findMany({ where: { uploadId: id }, orderBy: { number: 'asc' } });
      return rows.map(({ number, bytes, etag }) => ({ number, bytes: Number(bytes), etag }));
    },

    async declareLength(id, bytes) {
      await database.upload.updateMany({ where: { id, bytes: null, status: { in: OPEN } }, data: { bytes } });
    },

    finish: (id, bytes) =>
      database.$transaction(async (transaction) => {
        await transaction.upload.updateMany({
          where: { id, status: { in: OPEN } },
          data: { status: 'uploaded', bytes, received: bytes, completedAt: new Date() },
        });
        return uploadOf(await transaction.upload.findUniqueOrThrow({ where: { id } }));
      }),

    end: (id, status, failure) => end(database, id, status, failure),

    async take(tenantId, id, ingestId) {
      if ((await takeUploads(database, tenantId, [id], ingestId)) === 0) throw notUsable(id);
    },

    due: (before, limit) => dueUploads(database, before, limit),
    claimForCollection: (id) => claimUpload(database, id),
    alive: (ids) => aliveUploads(database, ids),
  });

/** Give uploads to an ingest, in the transaction that writes its row. @returns how many could be given */
export async function takeUploads(
  database: Pick<Database, 'upload'>,
  tenantId: string,
  ids: readonly string[],
  ingestId: string,
): Promise<number> {
  const { count } = await database.upload.updateMany({
    where: { tenantId, id: { in: [...ids] }, collectedAt: null, status: { in: ['uploaded', 'ingested'] } },
    data: { status: 'ingested', ingestId },
  });
  return count;
}

const notUsable = (id: string) => new HeadendError('upload/not-usable', `Upload ${id} has no bytes any more.`);

async function end(
  database: Database,
  id: string,
  status: UploadState,
  failure: UploadFailure | undefined,
): Promise<UploadRecord | undefined> {
  return database.$transaction(async (transaction) => {
    const { count } = await transaction.upload.updateMany({
      where: { id, status: { in: [...OPEN, 'uploaded'] } },
      data: {
        status,
        failureCode: failure?.code,
        failureDetail: failure && storableText(failure.detail),
        tus: undefined,
      },
    });
    return count === 1 ? uploadOf(await transaction.upload.findUniqueOrThrow({ where: { id } })) : undefined;
  });
}
