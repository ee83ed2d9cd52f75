import { HeadendError } from '../../domain/failures';
import type { Prisma } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { appendEvent } from './events';
import { ingestData } from './events-data';
import { keyedId, newId, newToken } from './ids';
import { storableJson, storableText } from './json';
import {
  ENDED_STATES,
  type MasterRecord,
  type OutcomeRecord,
  type ProgressRecord,
  type SupplyChainRecords,
} from './port';
import { createPublication } from './publication';

/** {@link SupplyChainRecords} in PostgreSQL. */
export const createSupplyChainRecords = (database: Database): SupplyChainRecords =>
  guardAll({
    ...runRecords(database),
    ...masterRecords(database),
    ...createPublication(database),
    ...collectionRecords(database),
  });

type RunRecords = Pick<
  SupplyChainRecords,
  | 'recordProgress'
  | 'recordOutcome'
  | 'saveProbe'
  | 'replaceMaster'
  | 'saveProxy'
  | 'saveFindings'
  | 'reserveVersion'
  | 'audit'
  | 'ownerOf'
  | 'fullUrl'
>;

const runRecords = (database: Database): RunRecords => ({
  async recordProgress(report) {
    const newer = { id: report.ingestId, sequence: { lt: report.sequence } };
    const reported = (transaction: Prisma.TransactionClient) =>
      transaction.ingest.updateMany({
        where: { ...newer, status: { notIn: [...ENDED_STATES] } },
        data: { ...seen(report), status: report.status, ...hold(report) },
      });
    const { count } = await withTurns(database, report, reported);
    if (count > 0) return;
    // The last report may come after the ending: it still tells how far the stages got.
    await database.ingest.updateMany({ where: newer, data: seen(report) });
  },

  async recordOutcome(ingestId, outcome) {
    await database.$transaction(async (transaction) => {
      const { count } = await transaction.ingest.updateMany({
        where: { id: ingestId, status: { notIn: [...ENDED_STATES] } },
        data: { status: outcome.result, endedAt: new Date(), heldSince: null, holdExpiresAt: null, ...why(outcome) },
      });
      // What publishing tells is told by publishing.
      if (count > 0 && outcome.result !== 'published') await tell(transaction, ingestId, `ingest.${outcome.result}`);
    });
  },

  async saveProbe(ingestId, probe) {
    await database.ingest.updateMany({ where: { id: ingestId }, data: { probe: storableJson(probe) } });
  },

  async saveProxy(ingestId, proxyKey) {
    const another = { OR: [{ proxyKey: null }, { proxyKey: { not: proxyKey } }] };
    await database.ingest.updateMany({
      where: { id: ingestId, ...another },
      data: { proxyKey, measurementKey: null, thumbnailsKey: null },
    });
  },

  async replaceMaster(ingestId, source) {
    const uploads = source.kind === 'upload' ? [source.uploadId] : [];
    await database.$transaction([
      database.$executeRaw`
        UPDATE ingests
        SET "order" = ("order" - 'expectedSha256') || jsonb_build_object('source', ${JSON.stringify(storableJson(source))}::jsonb),
          verdict = NULL, probe = NULL, proxy_key = NULL, measurement_key = NULL, thumbnails_key = NULL
        WHERE id = ${ingestId}`,
      database.finding.deleteMany({ where: { ingestId } }),
      database.upload.updateMany({ where: { id: { in: uploads } }, data: { status: 'ingested' } }),
    ]);
  },

  async saveFindings(ingestId, stage, findings) {
    const rows = findings.map((finding, position) => ({
      id: newId('fnd'),
      ingestId,
      stage,
      position,
      code: finding.code,
      severity: finding.severity,
      track: finding.track,
      startMs: finding.range && Math.round(finding.range.startMs),
      endMs: finding.range && Math.round(finding.range.endMs),
      measured: finding.measured && storableText(finding.measured),
      limit: finding.limit && storableText(finding.limit),
      message: storableText(finding.message),
      fix: storableText(finding.fix),
    }));
    await database.$transaction([
      // Two writers of one stage would otherwise both delete first and then collide on the positions.
      database.$queryRaw`SELECT id FROM ingests WHERE id = ${ingestId} FOR UPDATE`,
      database.finding.deleteMany({ where: { ingestId, stage } }),
      database.finding.createMany({ data: rows }),
    ]);
  },

  async reserveVersion(ingestId) {
    await database.ingest.updateMany({
      where: { id: ingestId, versionId: null },
      data: { versionId: newId('ver') },
    });
    const { versionId, tenantId, titleId } = await found(
      database.ingest.findUnique({ where: { id: ingestId } }),
      ingestId,
    );
    if (!versionId) throw new HeadendError('request/not-found', `Ingest ${ingestId} has no version.`);
    return { versionId, tenantId, titleId };
  },

  async audit({ decided, ...record }) {
    if (!decided) return writeAudit(database, record);
    const { detail, key, ...entry } = record;
    const id = key === undefined ? newId('aud') : keyedId('aud', key);
    await database.$transaction(async (transaction) => {
      const { count } = await transaction.auditEntry.createMany({
        data: [{ id, ...entry, detail: storableJson(detail ?? {}) }],
        skipDuplicates: true,
      });
      if (count === 0) return;
      const { title, ...row } = await transaction.ingest.findUniqueOrThrow({
        where: { id: entry.subject },
        include: { title: { select: { name: true } } },
      });
      const { tenantId, testMode } = row;
      const data = { ...ingestData(row, title.name), decision: { ...decided, by: 'operator' as const } };
      await appendEvent(transaction, { tenantId, type: 'ingest.decided', subject: row.id, testMode, data });
    });
  },

  async fullUrl(ingestId, shown) {
    const row = await database.ingest.findUnique({ where: { id: ingestId }, select: { secretUrls: true } });
    const urls = (row?.secretUrls ?? {}) as Record<string, string>;
    return Object.hasOwn(urls, shown) ? (urls[shown] ?? shown) : shown;
  },

  ownerOf: (ingestId) =>
    found(database.ingest.findUnique({ where: { id: ingestId }, select: { tenantId: true, titleId: true } }), ingestId),
});

/** Write a report, and tell of it when it takes the ingest from one state to another. */
async function withTurns(
  database: Database,
  report: ProgressRecord,
  write: (transaction: Prisma.TransactionClient) => Promise<{ count: number }>,
): Promise<{ count: number }> {
  const now = await database.ingest.findUnique({ where: { id: report.ingestId }, select: { status: true } });
  // By far the most reports turn nothing: one statement is enough for them.
  if (now?.status === report.status) return write(database);
  return database.$transaction(async (transaction) => {
    const [before] = await transaction.$queryRaw<{ status: string }[]>`
      SELECT status FROM ingests WHERE id = ${report.ingestId} FOR UPDATE`;
    const written = await write(transaction);
    if (written.count === 0 || before?.status === report.status) return written;
    if (before?.status === 'queued') await tell(transaction, report.ingestId, 'ingest.started');
    if (report.status === 'held') await tell(transaction, report.ingestId, 'ingest.held');
    return written;
  });
}

type ToldOfIngest = 'ingest.started' | 'ingest.held' | 'ingest.rejected' | 'ingest.failed' | 'ingest.cancelled';

/** Append an event of an ingest whose row this transaction has just changed. */
async function tell(transaction: Prisma.TransactionClient, ingestId: string, type: ToldOfIngest): Promise<void> {
  const { title, ...row } = await transaction.ingest.findUniqueOrThrow({
    where: { id: ingestId },
    include: { title: { select: { name: true } } },
  });
  const about = { tenantId: row.tenantId, subject: ingestId, testMode: row.testMode };
  const data = ingestData(row, title.name);
  if (type !== 'ingest.held') return void (await appendEvent(transaction, { ...about, type, data }));
  const since = row.heldSince ?? new Date();
  const hold = { since: since.toISOString(), expires_at: (row.holdExpiresAt ?? since).toISOString() };
  await appendEvent(transaction, { ...about, type, data: { ...data, hold } });
}

const seen = (report: ProgressRecord) => ({
  sequence: report.sequence,
  stage: report.stage,
  progress: report.progress,
  stages: storableJson(report.stages),
  chunks: storableJson(report.chunks),
  verdict: report.verdict ?? null,
  proxyKey: report.proxyKey,
  measurementKey: report.measurementKey,
  thumbnailsKey: report.spritesVttKey,
});

const hold = ({ hold: given }: ProgressRecord) => ({
  heldSince: given ? new Date(given.since) : null,
  holdExpiresAt: given ? new Date(given.expiresAt) : null,
});

function why(outcome: OutcomeRecord) {
  if (outcome.result === 'published') return { versionId: outcome.versionId, progress: 1 };
  if (outcome.result === 'cancelled')
    return { failureCode: 'ingest/cancelled', failureDetail: 'The ingest was cancelled.' };
  return { failureCode: outcome.code, failureDetail: storableText(outcome.reason) };
}

const masterRecords = (database: Database): Pick<SupplyChainRecords, 'saveMaster' | 'masterAt' | 'assignMaster'> => ({
  async saveMaster(ingestId, { tenantId, sha256, bytes, objectKey }) {
    const data = { id: newId('mst'), tenantId, sha256, bytes: BigInt(bytes), objectKey };
    const content = { tenantId_sha256: { tenantId, sha256 } };
    let row = await database.master.findUnique({ where: content });
    const known = row !== null;
    row ??= await database.master.create({ data }).catch(async (error: unknown) => {
      if (!isTaken(error)) throw error;
      return database.master.findUniqueOrThrow({ where: content });
    });
    await database.ingest.updateMany({ where: { id: ingestId }, data: { masterId: row.id } });
    return { master: masterOf(row), created: !known && row.id === data.id };
  },

  async masterAt(objectKey) {
    const row = await database.master.findUnique({ where: { objectKey } });
    return row ? masterOf(row) : undefined;
  },

  async assignMaster(ingestId, masterId) {
    await database.ingest.updateMany({ where: { id: ingestId }, data: { masterId } });
  },
});

const masterOf = ({ bytes, ...row }: Omit<MasterRecord, 'bytes'> & { bytes: bigint }): MasterRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  sha256: row.sha256,
  objectKey: row.objectKey,
  bytes: Number(bytes),
});

type CollectionRecords = Pick<
  SupplyChainRecords,
  'isPublished' | 'mediaTokenOf' | 'renewMediaToken' | 'partsOf' | 'versionsDueForCollection'
>;

const collectionRecords = (database: Database): CollectionRecords => ({
  isPublished: async (versionId) => (await database.version.count({ where: { id: versionId } })) > 0,

  async mediaTokenOf(versionId) {
    const version = await database.version.findUnique({ where: { id: versionId }, select: { mediaToken: true } });
    return version?.mediaToken;
  },

  async renewMediaToken(versionId, mediaToken) {
    await database.version.updateMany({ where: { id: versionId, mediaToken }, data: { mediaToken: newToken() } });
  },

  async partsOf(versionId) {
    const row = await database.version.findUnique({ where: { id: versionId }, select: { parts: true } });
    return row?.parts ?? undefined;
  },

  async versionsDueForCollection(supersededBefore, limit = 100) {
    return database.version.findMany({
      where: { collectedAt: null, supersededAt: { lte: supersededBefore } },
      orderBy: { supersededAt: 'asc' },
      take: limit,
      select: { id: true, tenantId: true, titleId: true },
    });
  },
});

async function found<T>(row: Promise<T | null>, id: string): Promise<T> {
  const value = await row;
  if (value === null) throw new HeadendError('request/not-found', `There is no ${id}.`);
  return value;
}
