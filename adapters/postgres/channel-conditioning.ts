import type { LinearAsset } from '../../domain/linear/types';
import type { Conditioning, Prisma } from '../../prisma/client/client';
import type { ConditionedPackage, ConditioningRecord, ConditioningSource, Conditionings } from './conditioning-port';
import type { Database } from './database';
import { guardAll } from './errors';
import { newId, newToken } from './ids';
import { storableJson } from './json';

/** {@link Conditionings} in PostgreSQL. */
export const createConditionings = (database: Database): Conditionings =>
  guardAll<Conditionings>({
    async open(key) {
      const source = await sourceOf(database, key.sourceVersionId);
      if (!source) return undefined;
      const { tenantId, titleId } = source;
      const begun = { state: 'running', stage: null, progress: 0, failureCode: null, failureDetail: null };
      const there = await database.conditioning.findUnique({ where: { sourceVersionId_layout: key } });
      const row =
        there?.state === 'done'
          ? there
          : await database.conditioning.upsert({
              where: { sourceVersionId_layout: key },
              create: { ...key, tenantId, titleId, versionId: newId('ver') },
              update: begun,
            });
      return { record: conditioningOf(row), source };
    },

    async report(key, { stage, progress }) {
      await database.conditioning.updateMany({ where: { ...key, state: 'running' }, data: { stage, progress } });
    },

    async end(key, { state, code, detail }) {
      await database.conditioning.updateMany({
        where: { ...key, state: 'running' },
        data: { state, failureCode: code, failureDetail: detail.slice(0, 1000) },
      });
    },

    record: (made) => database.$transaction((transaction) => recorded(transaction, made)),

    async wanted(layout, sourceVersionIds) {
      // By hand: it is no change that anybody should look at.
      await database.$executeRaw`
        UPDATE conditionings SET wanted_at = now() AT TIME ZONE 'UTC'
        WHERE layout = ${layout} AND source_version_id = ANY(${[...sourceVersionIds]}::text[])`;
    },

    async retire(unwantedSince) {
      const since = unwantedSince.toISOString();
      const gone = await database.$queryRaw<{ version_id: string }[]>`
        WITH over AS (
          DELETE FROM conditionings c WHERE c.state <> 'running' AND (c.wanted_at < ${since}::timestamp
            OR NOT EXISTS (SELECT FROM titles t WHERE t.current_version_id = c.source_version_id))
          RETURNING c.version_id)
        UPDATE versions v SET superseded_at = now() AT TIME ZONE 'UTC' FROM over
        WHERE v.id = over.version_id AND v.superseded_at IS NULL RETURNING v.id AS version_id`;
      return gone.length;
    },
  });

/** How far packages of these versions are in a layout, by version. */
export async function conditioningsOf(
  database: Database,
  layout: string,
  sourceVersionIds: readonly string[],
): Promise<Map<string, ConditioningRecord>> {
  if (sourceVersionIds.length === 0) return new Map();
  const rows = await database.conditioning.findMany({
    where: { layout, sourceVersionId: { in: [...sourceVersionIds] } },
  });
  return new Map(rows.map((row) => [row.sourceVersionId, conditioningOf(row)]));
}

const conditioningOf = (row: Conditioning): ConditioningRecord => ({
  sourceVersionId: row.sourceVersionId,
  versionId: row.versionId,
  state: row.state as ConditioningRecord['state'],
  stage: row.stage ?? undefined,
  progress: row.progress,
  code: row.failureCode ?? undefined,
  detail: row.failureDetail ?? undefined,
  updatedAt: row.updatedAt,
});

async function sourceOf(database: Database, versionId: string): Promise<ConditioningSource | undefined> {
  const version = await database.version.findUnique({ where: { id: versionId }, include: { title: true } });
  if (!version || version.title.currentVersionId !== versionId) return undefined;
  const read = await database.linearAsset.findUnique({ where: { versionId } });
  const { tenantId, titleId, prefix, masterId, title } = version;
  return {
    ...{ tenantId, titleId, prefix, masterId, testMode: title.testMode },
    parts: version.parts ?? undefined,
    asset: (read?.document as unknown as LinearAsset | null) ?? undefined,
  };
}

async function recorded(transaction: Prisma.TransactionClient, made: ConditionedPackage): Promise<void> {
  const { sourceVersionId, layout, asset, bytes, ...package_ } = made;
  const id = asset.versionId;
  if ((await transaction.version.count({ where: { id } })) > 0) return;
  const source = await transaction.version.findUniqueOrThrow({
    where: { id: sourceVersionId },
    include: { title: { select: { currentVersionId: true } } },
  });
  const { tenantId, titleId, masterId, number, title } = source;
  const now = new Date();
  const { count } = await transaction.conditioning.updateMany({
    where: { sourceVersionId, layout, versionId: id },
    data: { state: 'done', progress: 1, stage: null, failureCode: null, failureDetail: null },
  });
  const wanted = count > 0 && title.currentVersionId === sourceVersionId;
  await transaction.version.create({
    data: {
      ...{ ...package_, id, tenantId, titleId, masterId, number, layout, bytes: BigInt(bytes) },
      ...{ ingestId: id, mediaToken: newToken(), publishedAt: now, supersededAt: wanted ? null : now },
    },
  });
  const read = { tenantId, titleId, findings: [], document: storableJson(asset) };
  await transaction.linearAsset.upsert({ where: { versionId: id }, create: { ...read, versionId: id }, update: read });
}
