import { HeadendError } from '../../domain/failures';
import { Prisma } from '../../prisma/client/client';
import { publishByVersion } from './catalog-publication';
import type { Database } from './database';
import { appendEvent } from './events';
import { ingestData, titleData } from './events-data';
import { newId, newToken } from './ids';
import { storableJson } from './json';
import { orderedNames } from './ordered-names';
import {
  ENDED_STATES,
  type IngestState,
  type PublishedRecord,
  type PublishRecord,
  type SupplyChainRecords,
} from './port';

type Transaction = Prisma.TransactionClient;

type Publication = Pick<SupplyChainRecords, 'publishVersion' | 'pointTitleAt' | 'claimForCollection'>;

/** Publishing and rolling back, the two ways to move a title's one pointer; and giving up what it left for good. */
export const createPublication = (database: Database): Publication => ({
  publishVersion: (record) =>
    database.$transaction(async (transaction) => {
      const title = await lockTitle(transaction, record.tenantId, record.titleId);
      const before = await transaction.version.findUnique({ where: { id: record.versionId } });
      if (before?.publishedAt) return published(before);
      await lockAttempt(transaction, record);
      const version = await transaction.version.create({
        data: await newVersion(transaction, record, title.currentVersionId),
      });
      await movePointer(transaction, title, version);
      if (title.currentVersionId) await nameAsOrdered(transaction, record);
      await publishByVersion(transaction, record.tenantId, record.titleId);
      await transaction.ingest.updateMany({
        where: { id: record.ingestId },
        data: { status: 'published', versionId: version.id, progress: 1, endedAt: new Date(), failureCode: null },
      });
      await audit(transaction, record, 'title.publish', 'workflow', {
        versionId: version.id,
        number: version.number,
        supersededVersionId: title.currentVersionId,
        ingestId: record.ingestId,
      });
      await tellPublished(transaction, record.ingestId, version);
      await tellCurrent(transaction, title, version, 'ingest');
      return published(version);
    }),

  pointTitleAt: ({ tenantId, titleId, versionId, actor }) =>
    database.$transaction(async (transaction) => {
      const title = await lockTitle(transaction, tenantId, titleId);
      const version = await transaction.version.findFirst({ where: { id: versionId, titleId, tenantId, layout: '' } });
      if (!version) throw new HeadendError('request/not-found', `Title ${titleId} has no version ${versionId}.`);
      if (!version.publishedAt || version.collectedAt) {
        const state = version.collectedAt ? 'collected' : 'never published';
        throw new HeadendError('title/version-unusable', `Version ${version.number} (${versionId}) was ${state}.`);
      }
      if (title.currentVersionId === versionId) return { ...published(version), supersededVersionId: undefined };
      await movePointer(transaction, title, version);
      await publishByVersion(transaction, tenantId, titleId);
      const detail = { versionId, number: version.number, supersededVersionId: title.currentVersionId };
      await audit(transaction, { tenantId, titleId }, 'title.rollback', actor, detail);
      await tellCurrent(transaction, title, version, 'rollback');
      return { ...published(version), supersededVersionId: title.currentVersionId ?? undefined };
    }),

  claimForCollection: (versionId, supersededBefore) =>
    database.$transaction(async (transaction) => {
      const known = await transaction.version.findUnique({ where: { id: versionId } });
      if (!known) return undefined;
      const title = await lockTitle(transaction, known.tenantId, known.titleId);
      if (title.currentVersionId === versionId) return { state: 'current' };
      const { prefix, supersededAt, collectedAt } = await transaction.version.findUniqueOrThrow({
        where: { id: versionId },
      });
      if (supersededAt && supersededAt > supersededBefore) return { state: 'in-grace', supersededAt };
      if (collectedAt) return { state: 'claimed', prefix };
      const until = (await watchedUntil(transaction, known)) ?? (await airedUntil(transaction, versionId));
      if (until) return { state: 'in-use', until };
      await transaction.version.update({ where: { id: versionId }, data: { collectedAt: new Date() } });
      // What is not there any more is not to be opened any more, from wherever somebody has a copy of it.
      await transaction.contentKey.deleteMany({ where: { tenantId: known.tenantId, versionId } });
      return { state: 'claimed', prefix };
    }),
});

/** Start-over of channels reaches back a day; addresses are good for a little longer. */
const AFTER_AIR_MS = 25 * 3_600_000;

/** When nobody can play a version from a channel any more; undefined when that is now. */
async function airedUntil(transaction: Transaction, versionId: string): Promise<Date | undefined> {
  const last = await transaction.channelAiring.findFirst({
    where: { versionId },
    orderBy: { airStart: 'desc' },
    select: { airStart: true, durationMs: true },
  });
  if (!last) return undefined;
  const until = last.airStart.getTime() + last.durationMs + AFTER_AIR_MS;
  return until > Date.now() ? new Date(until) : undefined;
}

/** When the last session that plays a version expires, unless it is prolonged; undefined when nobody plays it. */
async function watchedUntil(
  transaction: Transaction,
  { id: versionId, tenantId, titleId }: { id: string; tenantId: string; titleId: string },
): Promise<Date | undefined> {
  const last = await transaction.playbackSession.findFirst({
    where: { tenantId, titleId, versionId, endedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { expiresAt: 'desc' },
  });
  return last?.expiresAt;
}

/** An order that updates a title brings its names out with its version, not before. */
async function nameAsOrdered(transaction: Transaction, { ingestId, titleId }: PublishRecord): Promise<void> {
  const { order } = await transaction.ingest.findUniqueOrThrow({ where: { id: ingestId }, select: { order: true } });
  const before = await transaction.title.findUniqueOrThrow({ where: { id: titleId } });
  // An editor's name stays.
  if (!before.autoPublish) return;
  const { name = before.name, credit = before.credit } = orderedNames(order);
  if (name === before.name && credit === before.credit) return;
  const title = await transaction.title.update({ where: { id: titleId }, data: { name, credit } });
  const about = { tenantId: title.tenantId, subject: titleId, testMode: title.testMode };
  await appendEvent(transaction, { ...about, type: 'title.updated', data: titleData(title) });
}

async function tellPublished(
  transaction: Transaction,
  ingestId: string,
  version: { id: string; number: number; supersedesId: string | null },
): Promise<void> {
  const { title, ...row } = await transaction.ingest.findUniqueOrThrow({
    where: { id: ingestId },
    include: { title: { select: { name: true } } },
  });
  const { id, number, supersedesId: supersedes } = version;
  await appendEvent(transaction, {
    tenantId: row.tenantId,
    type: 'ingest.published',
    subject: ingestId,
    testMode: row.testMode,
    data: { ...ingestData(row, title.name), version: { id, number, supersedes } },
  });
}

/** @param before the title as it was */
async function tellCurrent(
  transaction: Transaction,
  before: LockedTitle,
  { id, number }: { id: string; number: number },
  cause: 'ingest' | 'rollback',
): Promise<void> {
  const title = await transaction.title.findUniqueOrThrow({ where: { id: before.id } });
  const version = { id, number, supersedes: before.currentVersionId };
  await appendEvent(transaction, {
    tenantId: title.tenantId,
    type: 'title.published',
    subject: title.id,
    testMode: title.testMode,
    data: { ...titleData(title), version, cause },
  });
}

interface LockedTitle {
  id: string;
  currentVersionId: string | null;
  publishedAt: Date | null;
  autoPublish: boolean;
}

/** One publication of a title at a time: the others wait for its row. */
async function lockTitle(transaction: Transaction, tenantId: string, titleId: string): Promise<LockedTitle> {
  const rows = await transaction.$queryRaw<LockedTitle[]>`
    SELECT id, current_version_id AS "currentVersionId", published_at AS "publishedAt", auto_publish AS "autoPublish"
    FROM titles WHERE id = ${titleId} AND tenant_id = ${tenantId} FOR UPDATE`;
  if (!rows[0]) throw new HeadendError('request/not-found', `There is no title ${titleId}.`);
  return rows[0];
}

/**
 * Only the attempt that an ingest is in may publish: one that was cancelled or run again meanwhile has had its objects
 * removed. Holds the row, so that no ending comes in between.
 */
async function lockAttempt(transaction: Transaction, { ingestId, versionId }: PublishRecord): Promise<void> {
  const [ingest] = await transaction.$queryRaw<{ status: IngestState; versionId: string | null }[]>`
    SELECT status, version_id AS "versionId" FROM ingests WHERE id = ${ingestId} FOR UPDATE`;
  if (ingest?.versionId === versionId && !ENDED_STATES.includes(ingest.status)) return;
  throw new HeadendError('ingest/cancelled', `The attempt of ingest ${ingestId} that made ${versionId} is over.`);
}

/** The title's metadata is that of the version it points at; a version from before parts were kept leaves it as it is. */
async function movePointer(
  transaction: Transaction,
  title: LockedTitle,
  { id: versionId, parts }: { id: string; parts: Prisma.JsonValue },
): Promise<void> {
  const now = new Date();
  if (title.currentVersionId) {
    await transaction.version.update({ where: { id: title.currentVersionId }, data: { supersededAt: now } });
  }
  await transaction.version.update({ where: { id: versionId }, data: { supersededAt: null } });
  await transaction.title.update({
    where: { id: title.id },
    data: {
      currentVersionId: versionId,
      // Until an editor decides, the entry is out as soon as something of it can be played.
      ...(title.autoPublish ? { status: 'published' } : {}),
      publishedAt: title.publishedAt ?? now,
      ...(parts === null ? {} : { metadata: metadataOf(parts) ?? Prisma.DbNull }),
    },
  });
}

const metadataOf = (parts: Prisma.JsonValue): Prisma.InputJsonValue | undefined =>
  (parts as { metadata?: Prisma.InputJsonValue } | null)?.metadata;

async function newVersion(
  transaction: Transaction,
  record: PublishRecord,
  supersedesId: string | null,
): Promise<Prisma.VersionUncheckedCreateInput> {
  const last = await transaction.version.aggregate({ where: { titleId: record.titleId }, _max: { number: true } });
  const { versionId, bytes, renditions, outputs, parts, metadata, ...rest } = record;
  return {
    ...rest,
    id: versionId,
    number: (last._max.number ?? 0) + 1,
    mediaToken: newToken(),
    bytes: BigInt(bytes),
    publishedAt: new Date(),
    supersedesId,
    parts: parts && storableJson({ ...parts, metadata }),
    renditions: {
      create: renditions.map((each) => ({ ...each, id: newId('ren'), bytes: BigInt(each.bytes) })),
    },
    outputs: { create: outputs.map((each) => ({ ...each, id: newId('out') })) },
  };
}

const audit = (
  transaction: Transaction,
  { tenantId, titleId }: Pick<PublishRecord, 'tenantId' | 'titleId'>,
  action: string,
  actor: string,
  detail: object,
) =>
  transaction.auditEntry.create({
    data: { id: newId('aud'), tenantId, actor, action, subject: titleId, detail: storableJson(detail) },
  });

const published = (version: {
  id: string;
  number: number;
  mediaToken: string;
  supersedesId: string | null;
}): PublishedRecord => ({
  versionId: version.id,
  number: version.number,
  mediaToken: version.mediaToken,
  supersededVersionId: version.supersedesId ?? undefined,
});
