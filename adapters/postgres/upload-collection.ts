import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import type { UploadRecord, UploadsDue } from './port';
import { uploadOf } from './upload-row';

/**
 * Does the order of the ingest `i` name the upload `u`? As the index `ingests_upload_ids_idx` has it, in a question of its own:
 * beside another condition the planner would rather read every order of the tenant.
 */
const NAMES_IT = Prisma.sql`jsonb_path_query_array(i."order", '$.**.uploadId') @> to_jsonb(u.id)`;

const UNDER_WAY = Prisma.sql`i.status IN ('queued', 'running', 'held')`;

/** An upload that was taken so lately is never collected: the order that took it may not be visible everywhere yet. */
const JUST_TAKEN_S = 60;

/**
 * Uploads whose bytes may go: open ones that have expired, complete ones that nobody ordered, those that ended without
 * usable bytes, and ingested ones when no ingest that names them is under way or may be tried again.
 */
export async function dueUploads(database: Database, before: UploadsDue, limit: number): Promise<UploadRecord[]> {
  const { expiredBefore, unusedBefore, publishedBefore } = before;
  const needed = Prisma.sql`(
    i.status IN ('queued', 'running', 'held')
    OR (i.status = 'published' AND i.ended_at >= ${publishedBefore})
    OR (i.status IN ('failed', 'rejected', 'cancelled') AND i.ended_at >= ${unusedBefore}))`;
  const ids = await database.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM uploads u
    WHERE u.collected_at IS NULL AND (
      (u.status IN ('waiting', 'uploading') AND u.expires_at < ${expiredBefore})
      OR (u.status = 'uploaded' AND u.updated_at < ${unusedBefore})
      OR u.status IN ('errored', 'cancelled', 'timed_out')
      OR (u.status = 'ingested' AND u.updated_at < ${publishedBefore}
        AND NOT EXISTS (SELECT 1 FROM ingests i WHERE i.id = u.ingest_id AND ${needed})
        AND NOT EXISTS (SELECT 1 FROM ingests i WHERE ${NAMES_IT} AND ${needed})))
    ORDER BY u.expires_at LIMIT ${limit}`;
  const rows = await database.upload.findMany({ where: { id: { in: ids.map(({ id }) => id) } } });
  return rows.map(uploadOf);
}

/** @see Uploads.claimForCollection */
export async function claimUpload(database: Database, id: string): Promise<boolean> {
  const claimed = await database.$executeRaw`
    UPDATE uploads u SET collected_at = now() AT TIME ZONE 'UTC'
    WHERE u.id = ${id} AND u.collected_at IS NULL AND (
      u.status IN ('errored', 'cancelled', 'timed_out')
      OR (u.status = 'ingested'
        AND u.updated_at < (now() AT TIME ZONE 'UTC') - make_interval(secs => ${JUST_TAKEN_S})
        AND NOT EXISTS (SELECT 1 FROM ingests i WHERE i.id = u.ingest_id AND ${UNDER_WAY})
        AND NOT EXISTS (SELECT 1 FROM ingests i WHERE ${NAMES_IT} AND ${UNDER_WAY})))`;
  return claimed === 1;
}

/** @see Uploads.alive */
export async function aliveUploads(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.upload.findMany({
    where: { id: { in: [...ids] }, collectedAt: null },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** @see Uploads.contentInUse */
export async function contentInUse(
  database: Database,
  tenantId: string,
  sha256: string,
  since: Date,
): Promise<boolean> {
  // A content that is no master, such as a separate audio file, may belong to any ingest that is under way.
  const rows = await database.$queryRaw<{ used: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM ingests i LEFT JOIN masters m ON m.id = i.master_id
      WHERE i.tenant_id = ${tenantId} AND (
        (i.status IN ('queued', 'running', 'held') AND (
          m.id IS NULL OR m.sha256 = ${sha256}
          OR NOT EXISTS (SELECT 1 FROM masters k WHERE k.tenant_id = ${tenantId} AND k.sha256 = ${sha256})))
        OR (m.sha256 = ${sha256} AND i.updated_at >= ${since}))) AS used`;
  return rows[0]?.used ?? true;
}
