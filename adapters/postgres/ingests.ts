import { HeadendError } from '../../domain/failures';
import type { Finding, Severity, Verdict } from '../../domain/qc/finding';
import type { Prisma } from '../../prisma/client/client';
import { answeredBefore } from './answered';
import type { Database } from './database';
import { decisionsOf, RETRY } from './decisions';
import { guardAll, isTaken } from './errors';
import { appendEvent } from './events';
import { ingestData } from './events-data';
import { newId, newToken } from './ids';
import { storableJson } from './json';
import { namedTitle } from './named-title';
import { orderedNames } from './ordered-names';
import { afterPosition, newestFirst, readPage } from './paging';
import type { IngestRecord, IngestState, Ingests, NewIngest } from './port';
import { erasedAt, isSandbox } from './sandbox';
import { takeUploads } from './uploads';

const UNDER_WAY: IngestState[] = ['queued', 'running', 'held'];
const RETRYABLE: IngestState[] = ['rejected', 'cancelled', 'failed'];
const WITH_TITLE = { title: { select: { name: true } } } as const;

type IngestRow = Prisma.IngestGetPayload<{ include: typeof WITH_TITLE }>;

interface Standing {
  id: string;
  name: string;
  credit: string | null;
  versionId: string | null;
  number: number;
  parts: Prisma.JsonValue;
}

/** {@link Ingests} in PostgreSQL. What every order asks is plain SQL: compiling a query costs more than answering it. */
export const createIngests = (database: Database): Ingests =>
  guardAll({
    async create(order) {
      const request = { tenantId: order.tenantId, requestKey: order.requestKey };
      const find = () =>
        database.ingest.findUniqueOrThrow({ where: { tenantId_requestKey: request }, include: WITH_TITLE });
      const [known] = await database.$queryRaw<object[]>`
        SELECT 1 FROM ingests WHERE tenant_id = ${order.tenantId} AND request_key = ${order.requestKey}`;
      if (known) return { ingest: await one(database, await find()), created: false };
      try {
        return {
          ingest: { ...plain(await insert(database, order)), findingCounts: countsOf([]), decisions: [] },
          created: true,
        };
      } catch (error) {
        if (!isTaken(error)) throw error;
        const row = isTaken(error, 'title_id') ? await underWay(database, order) : await find();
        return { ingest: await one(database, row), created: false };
      }
    },

    async standing(tenantId, externalId) {
      const [row] = await database.$queryRaw<Standing[]>`
        SELECT t.id, t.name, t.credit, v.id AS "versionId", v.number, v.parts
        FROM titles t LEFT JOIN versions v ON v.id = t.current_version_id
        WHERE t.tenant_id = ${tenantId} AND t.external_id = ${externalId}`;
      if (!row) return undefined;
      const { id, name, credit, versionId, number, parts } = row;
      const current = versionId ? { versionId, number, parts: parts ?? undefined } : undefined;
      return { id, name, credit: credit ?? undefined, current };
    },

    async known(tenantId, externalIds) {
      const rows = await database.$queryRaw<{ id: string }[]>`
        SELECT external_id AS id FROM titles WHERE tenant_id = ${tenantId} AND external_id = ANY(${externalIds})`;
      return rows.map(({ id }) => id);
    },

    async find(tenantId, id) {
      const row = await database.ingest.findFirst({ where: { id, tenantId }, include: WITH_TITLE });
      return row ? one(database, row) : undefined;
    },

    async findByPreviewToken(token) {
      const row = await database.ingest.findUnique({ where: { previewToken: token }, include: WITH_TITLE });
      return row ? one(database, row) : undefined;
    },

    async list({ tenantId, limit, after, status, externalId, titleId }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.ingest.findMany({
            where: {
              tenantId,
              externalId,
              titleId,
              status: status?.length ? { in: status } : undefined,
              ...afterPosition('createdAt', after),
            },
            orderBy: newestFirst('createdAt'),
            take,
            include: WITH_TITLE,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: await many(database, items), next };
    },

    async findings(tenantId, id) {
      const rows = await database.finding.findMany({
        where: { ingestId: id, ingest: { tenantId } },
        orderBy: [{ stage: 'asc' }, { position: 'asc' }],
      });
      return rows.map(findingOf);
    },

    async addSecretUrls(tenantId, id, urls) {
      if (Object.keys(urls).length === 0) return;
      await database.$executeRaw`
        UPDATE ingests SET secret_urls = secret_urls || ${JSON.stringify(urls)}::jsonb
        WHERE id = ${id} AND tenant_id = ${tenantId}`;
    },

    reopen: (tenantId, id, actor, requestKey) => reopen(database, { tenantId, id, actor, requestKey }),

    async quiet(before, limit) {
      const rows = await database.ingest.findMany({
        where: { status: { in: UNDER_WAY }, updatedAt: { lt: before } },
        orderBy: { updatedAt: 'asc' },
        take: limit,
        include: WITH_TITLE,
      });
      return many(database, rows);
    },
  });

const insert = (database: Database, order: NewIngest): Promise<IngestRow> =>
  database.$transaction(async (transaction) => {
    const { tenantId, externalId, uploadIds } = order;
    const testMode = isSandbox(tenantId);
    const title = await namedTitle(transaction, order, testMode);
    if (order.baseVersionId !== undefined && title.currentVersionId !== order.baseVersionId)
      throw new HeadendError('ingest/title-changed', `The title ${externalId} was published just now.`);
    const id = newId('ing');
    const row = await transaction.ingest.create({
      data: {
        id,
        tenantId,
        titleId: title.id,
        externalId,
        order: storableJson({
          ...order.order,
          ingestId: id,
          tenantId,
          titleId: title.id,
          names: order.names,
          requestDigest: order.digest,
          testMode: testMode || undefined,
        }),
        testMode,
        eraseAt: erasedAt(tenantId, Date.now()),
        passthrough: order.passthrough && storableJson(order.passthrough),
        rights: order.rights && storableJson(order.rights),
        profile: order.profile,
        priority: order.priority,
        previewToken: newToken(),
        requestKey: order.requestKey,
        secretUrls: storableJson(order.secretUrls),
      },
    });
    const data = ingestData(row, title.name);
    await appendEvent(transaction, { tenantId, type: 'ingest.received', subject: id, testMode, data });
    const uploads = [...new Set(uploadIds)];
    if ((await takeUploads(transaction, tenantId, uploads, id)) < uploads.length)
      throw new HeadendError('upload/not-usable', 'An upload of the order has ended just now.');
    return { ...row, title };
  });

/** The order that is under way already, when this one is the same. @throws {HeadendError} `ingest/external-id-taken` */
async function underWay(database: Database, order: NewIngest): Promise<IngestRow> {
  const { tenantId, externalId, digest } = order;
  const row = await database.ingest.findFirst({
    where: { tenantId, externalId, status: { in: UNDER_WAY } },
    include: WITH_TITLE,
  });
  if (row && digest && (row.order as { requestDigest?: string }).requestDigest === digest) return row;
  throw await taken(database, order);
}

async function taken(database: Database, { tenantId, externalId }: Pick<NewIngest, 'tenantId' | 'externalId'>) {
  const other = await database.ingest.findFirst({
    where: { tenantId, externalId, status: { in: UNDER_WAY } },
    select: { id: true },
  });
  return new HeadendError(
    'ingest/external-id-taken',
    other
      ? `Ingest ${other.id} of external_id ${externalId} is still under way.`
      : `Another ingest of external_id ${externalId} was under way just now.`,
    { field: 'external_id', ingestId: other?.id },
  );
}

interface Reopening {
  tenantId: string;
  id: string;
  actor: string;
  requestKey?: string;
}

async function reopen(database: Database, { tenantId, id, actor, requestKey }: Reopening): Promise<IngestRecord> {
  const before = await database.ingest.findFirst({ where: { id, tenantId }, include: WITH_TITLE });
  if (!before) throw new HeadendError('request/not-found', `There is no ingest ${id}.`);
  if (requestKey && (await answeredBefore(database, { tenantId, subject: id, action: RETRY }, requestKey)))
    return one(database, before);
  try {
    await database.$transaction(async (transaction) => {
      const { count } = await transaction.ingest.updateMany({
        where: { id, tenantId, status: { in: RETRYABLE } },
        data: { ...FRESH, attempt: { increment: 1 } },
      });
      if (count === 0) throw new HeadendError('ingest/not-retryable', `Ingest ${id} is ${before.status}.`);
      await checkBase(transaction, before);
      await transaction.finding.deleteMany({ where: { ingestId: id } });
      await transaction.auditEntry.create({
        data: {
          id: newId('aud'),
          tenantId,
          actor,
          action: RETRY,
          subject: id,
          detail: { was: before.status, failureCode: before.failureCode, attempt: before.attempt + 1, requestKey },
        },
      });
      const opened = await transaction.ingest.findUniqueOrThrow({ where: { id } });
      const data = ingestData(opened, before.title.name);
      const { testMode } = opened;
      await appendEvent(transaction, { tenantId, type: 'ingest.retried', subject: id, testMode, data });
    });
  } catch (error) {
    throw isTaken(error, 'title_id') ? await taken(database, before) : error;
  }
  const row = await database.ingest.findUniqueOrThrow({ where: { id }, include: WITH_TITLE });
  return one(database, row);
}

/** An update may only run again while the title stands where it stood: it would undo what was published since. */
async function checkBase(transaction: Prisma.TransactionClient, { titleId, order }: IngestRow): Promise<void> {
  const { base } = order as { base?: { versionId: string; number: number } };
  if (!base) return;
  const title = await transaction.title.findUniqueOrThrow({ where: { id: titleId } });
  if (title.currentVersionId === base.versionId) return;
  throw new HeadendError(
    'ingest/not-retryable',
    `It updates version ${base.number}, and another version was published since.`,
    { fix: 'Send the order again; it then stands on the current version.' },
  );
}

/** A row as a run finds it at its start. A new attempt publishes under a prefix of its own. */
const FRESH = {
  status: 'queued',
  stage: null,
  progress: 0,
  stages: [],
  chunks: [],
  sequence: 0,
  verdict: null,
  failureCode: null,
  failureDetail: null,
  versionId: null,
  heldSince: null,
  holdExpiresAt: null,
  endedAt: null,
} satisfies Prisma.IngestUpdateManyMutationInput;

const one = async (database: Database, row: IngestRow): Promise<IngestRecord> =>
  (await many(database, [row]))[0] as IngestRecord;

async function many(database: Database, rows: IngestRow[]): Promise<IngestRecord[]> {
  const ids = rows.map(({ id }) => id);
  const [counts, versions, decisions] = await Promise.all([
    database.finding.groupBy({ by: ['ingestId', 'severity'], where: { ingestId: { in: ids } }, _count: true }),
    versionsOf(database, ids),
    decisionsOf(database, rows),
  ]);
  return rows.map((row) => ({
    ...plain(row),
    version: versions.find(({ ingestId }) => ingestId === row.id),
    findingCounts: countsOf(counts.filter(({ ingestId }) => ingestId === row.id)),
    decisions: decisions.get(row.id) ?? [],
  }));
}

/** What the ingests made, and whether keys were made for it. */
async function versionsOf(database: Database, ingestIds: string[]) {
  const versions = await database.version.findMany({
    where: { ingestId: { in: ingestIds } },
    include: { outputs: true },
  });
  if (versions.length === 0) return [];
  const about = { versionId: { in: versions.map(({ id }) => id) } };
  const keyed = await database.contentKey.findMany({
    where: about,
    select: { versionId: true },
    distinct: ['versionId'],
  });
  return versions.map((version) => ({
    ...version,
    encrypted: keyed.some(({ versionId }) => versionId === version.id),
  }));
}

function countsOf(counts: { severity: string; _count: number }[]): Record<Severity, number> {
  const of = (severity: Severity) => counts.find((each) => each.severity === severity)?._count ?? 0;
  return { info: of('info'), warning: of('warning'), hold: of('hold'), reject: of('reject') };
}

const plain = ({ title, ...row }: IngestRow): Omit<IngestRecord, 'version' | 'findingCounts' | 'decisions'> => ({
  ...row,
  titleName: orderedNames(row.order).name ?? title.name,
  status: row.status as IngestState,
  stage: row.stage ?? undefined,
  verdict: (row.verdict ?? undefined) as Verdict | undefined,
  failureCode: row.failureCode ?? undefined,
  failureDetail: row.failureDetail ?? undefined,
  passthrough: row.passthrough ?? undefined,
  measurementKey: row.measurementKey ?? undefined,
  proxyKey: row.proxyKey ?? undefined,
  thumbnailsKey: row.thumbnailsKey ?? undefined,
  probe: row.probe ?? undefined,
  heldSince: row.heldSince ?? undefined,
  holdExpiresAt: row.holdExpiresAt ?? undefined,
  endedAt: row.endedAt ?? undefined,
});

const findingOf = (row: Prisma.FindingGetPayload<object>): Finding => ({
  code: row.code,
  severity: row.severity as Severity,
  stage: row.stage as Finding['stage'],
  track: row.track ?? undefined,
  range: row.startMs === null || row.endMs === null ? undefined : { startMs: row.startMs, endMs: row.endMs },
  measured: row.measured ?? undefined,
  limit: row.limit ?? undefined,
  message: row.message,
  fix: row.fix,
});
