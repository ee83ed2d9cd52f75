import type { EventType } from '../../domain/announce/event-catalogue';
import { HeadendError } from '../../domain/failures';
import type { Prisma, Upload } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { appendEvent } from './events';
import { type UploadFacts, uploadData } from './events-data';
import { newId, requestedId, UNANSWERED_MS } from './ids';
import { storableJson, storableText } from './json';
import { afterPosition, newestFirst, readPage } from './paging';
import {
  type NewUpload,
  OPEN_UPLOAD_STATES,
  type TusState,
  type UploadFailure,
  type UploadRecord,
  type Uploads,
} from './port';
import { aliveUploads, claimUpload, contentInUse, dueUploads } from './upload-collection';
import { uploadOf } from './upload-row';

const OPEN = [...OPEN_UPLOAD_STATES];

/** {@link Uploads} in PostgreSQL. */
export const createUploads = (database: Database): Uploads =>
  guardAll({
    create: (upload) => create(database, upload),

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

    finish: (id, { bytes, etag }) =>
      database.$transaction(async (transaction) => {
        const { count } = await transaction.upload.updateMany({
          where: { id, status: { in: OPEN } },
          data: { status: 'uploaded', bytes, received: bytes, etag, completedAt: new Date() },
        });
        const row = await transaction.upload.findUniqueOrThrow({ where: { id } });
        if (count === 1) await announce(transaction, row, 'upload.uploaded');
        return uploadOf(row);
      }),

    end: (id, status, failure) => end(database, id, status, failure),

    async take(tenantId, id, ingestId) {
      const taken = await database.$transaction((transaction) => takeUploads(transaction, tenantId, [id], ingestId));
      if (taken === 0) throw new HeadendError('upload/not-usable', `Upload ${id} has no bytes any more.`);
    },

    due: (before, limit) => dueUploads(database, before, limit),
    claimForCollection: (id) => claimUpload(database, id),
    alive: (ids) => aliveUploads(database, ids),
    contentInUse: (tenantId, sha256, since) => contentInUse(database, tenantId, sha256, since),
  });

async function create(database: Database, given: NewUpload): Promise<UploadRecord> {
  const { requestKey, tus, ...upload } = given;
  const requested = requestKey && requestedId('upl', upload.tenantId, requestKey);
  const known = requested ? await database.upload.findUnique({ where: { id: requested } }) : null;
  if (known && Date.now() - known.createdAt.getTime() < UNANSWERED_MS) return uploadOf(known);
  const id = requested && !known ? requested : newId('upl');
  const objectKey = `uploads/${upload.tenantId}/${id}`;
  const data = { ...upload, id, objectKey, tus: tus && storableJson(tus) };
  const row = await database.upload.create({ data }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    // The same request at the same moment has made it just now.
    return database.upload.findUniqueOrThrow({ where: { id } });
  });
  return uploadOf(row);
}

/** Give uploads to an ingest, in the transaction that writes its row. @returns how many could be given */
export async function takeUploads(
  transaction: Prisma.TransactionClient,
  tenantId: string,
  ids: readonly string[],
  ingestId: string,
): Promise<number> {
  if (ids.length === 0) return 0;
  const taken = await transaction.$queryRaw<(Told & { fresh: boolean })[]>`
    UPDATE uploads u SET status = 'ingested', ingest_id = ${ingestId}, updated_at = now() AT TIME ZONE 'UTC'
    FROM (SELECT id, status FROM uploads WHERE tenant_id = ${tenantId} AND id = ANY(${ids})
      AND status IN ('uploaded', 'ingested') AND collected_at IS NULL ORDER BY id FOR UPDATE) before
    WHERE u.id = before.id
    RETURNING u.id, u.tenant_id AS "tenantId", u.file_name AS "fileName", u.content_type AS "contentType", u.status, u.bytes,
      u.received, u.ingest_id AS "ingestId", u.failure_code AS "failureCode", u.failure_detail AS "failureDetail",
      u.test_mode AS "testMode", u.created_at AS "createdAt", before.status = 'uploaded' AS fresh`;
  for (const row of taken.filter(({ fresh }) => fresh)) await announce(transaction, row, 'upload.ingested');
  return taken.length;
}

type UploadEvent = Extract<EventType, `upload.${string}`>;

type Told = UploadFacts & Pick<Upload, 'tenantId' | 'testMode'>;

/** Tell of an upload as it stands now, in the transaction that changed it. */
const announce = (transaction: Prisma.TransactionClient, row: Told, type: UploadEvent): Promise<string> =>
  appendEvent(transaction, {
    tenantId: row.tenantId,
    type,
    subject: row.id,
    testMode: row.testMode,
    data: uploadData(row),
  });

async function end(
  database: Database,
  id: string,
  status: 'errored' | 'cancelled' | 'timed_out',
  failure: UploadFailure | undefined,
): Promise<UploadRecord | undefined> {
  return database.$transaction(async (transaction) => {
    const { count } = await transaction.upload.updateMany({
      where: { id, status: { in: [...OPEN, 'uploaded'] } },
      data: {
        status,
        failureCode: failure?.code,
        failureDetail: failure && storableText(failure.detail),
      },
    });
    if (count === 0) return undefined;
    const row = await transaction.upload.findUniqueOrThrow({ where: { id } });
    await announce(transaction, row, `upload.${status}`);
    return uploadOf(row);
  });
}
