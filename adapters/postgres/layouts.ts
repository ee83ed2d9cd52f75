import { type Gathered, type LayoutDocument, layoutIssues, titlesNamed } from '../../domain/catalog/layout';
import { HeadendError } from '../../domain/failures';
import { isDeclared } from '../../domain/media/language';
import { type Layout, type LayoutVersion, Prisma } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Doer } from './catalog-port';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { newId } from './ids';
import { storableJson } from './json';
import { announceEarlier, announceLayout, clockOf } from './layout-publication';
import type { LayoutOrder, LayoutRecord, Layouts, LayoutVersionRecord, LayoutVersionState } from './layouts-port';
import { readPrepared } from './prepared';

type Reader = Pick<Prisma.TransactionClient, 'layout' | 'layoutVersion' | '$queryRaw'>;

/** {@link Layouts} in PostgreSQL. */
export const createLayouts = (database: Database): Layouts =>
  guardAll<Layouts>({
    async list(tenantId) {
      const rows = await database.layout.findMany({ where: { tenantId }, orderBy: { key: 'asc' }, take: 200 });
      const known = await knownOf(database, tenantId, rows.map(draftOf));
      return rows.map((row) => recordOf(row, known));
    },

    async create(tenantId, { key, name, draft }, { actor, detail }) {
      const data = { id: newId('lay'), tenantId, key, name, draft: storableJson(draft), updatedBy: actor };
      try {
        return await database.$transaction(async (transaction) => {
          const row = await transaction.layout.create({ data });
          const entry = { tenantId, actor, action: 'layout.create', subject: row.id };
          await writeAudit(transaction, { ...entry, detail: { ...detail, key } });
          return layoutOf(transaction, row);
        });
      } catch (error) {
        if (!isTaken(error)) throw error;
        throw new HeadendError('layout/key-taken', `There is a layout ${key} already.`, { field: 'key' });
      }
    },

    find: async (tenantId, key) => layoutOf(database, await rowOf(database, tenantId, key)),

    change: (tenantId, key, change, { actor, detail }) =>
      database.$transaction(async (transaction) => {
        const before = await held(transaction, tenantId, key);
        const { name, draft } = change(before);
        const data = { name, draft: draft && storableJson(draft), revision: { increment: 1 }, updatedBy: actor };
        const row = await transaction.layout.update({ where: { id: before.id }, data });
        const entry = { tenantId, actor, action: 'layout.update', subject: row.id };
        await writeAudit(transaction, { ...entry, detail: { ...detail, key, revision: row.revision } });
        return layoutOf(transaction, row);
      }),

    publish: (tenantId, key, order, doer) =>
      database.$transaction(async (transaction) => {
        const layout = await held(transaction, tenantId, key);
        return publishHeld(transaction, layout, order, doer);
      }),

    cancel: (tenantId, key, number, { actor, detail }) =>
      database.$transaction(async (transaction) => {
        const { id: layoutId } = await held(transaction, tenantId, key);
        const row = await versionRow(transaction, layoutId, key, number);
        if (row.cancelledAt) return;
        const now = await clockOf(transaction);
        if (row.goesLiveAt <= now)
          throw new HeadendError(
            'layout/switch-over',
            `Version ${number} went live at ${row.goesLiveAt.toISOString()}.`,
          );
        await transaction.layoutVersion.update({ where: { id: row.id }, data: { cancelledAt: now } });
        const entry = { tenantId, actor, action: 'layout.cancel', subject: layoutId };
        await writeAudit(transaction, { ...entry, detail: { ...detail, key, version: number } });
      }),

    async versions(tenantId, key) {
      const { id: layoutId } = await rowOf(database, tenantId, key);
      const rows = await database.layoutVersion.findMany({
        where: { layoutId },
        orderBy: { number: 'desc' },
        take: 200,
      });
      const now = await clockOf(database);
      const live = await liveRow(database, layoutId, now);
      return rows.map((row) => versionOf(row, live?.id, now));
    },

    async version(tenantId, key, number) {
      const { id: layoutId } = await rowOf(database, tenantId, key);
      const row = await versionRow(database, layoutId, key, number);
      const now = await clockOf(database);
      return versionOf(row, (await liveRow(database, layoutId, now))?.id, now);
    },

    async liveAt(tenantId, key, at) {
      const [row] = await readPrepared<{ number: number; document: LayoutDocument }>(
        database,
        Prisma.sql`
          SELECT v.number, v.document FROM layouts l JOIN layout_versions v ON v.layout_id = l.id
          WHERE l.tenant_id = ${tenantId} AND l.key = ${key} AND v.cancelled_at IS NULL
            AND v.goes_live_at <= ${at.toISOString()}::timestamp
          ORDER BY v.goes_live_at DESC, v.number DESC LIMIT 1`,
      );
      return row;
    },

    gathered: (tenantId) => gathered(database, tenantId),
  });

/** One change of a layout at a time: the others wait for its row. @throws {HeadendError} `request/not-found` */
async function held(transaction: Prisma.TransactionClient, tenantId: string, key: string): Promise<LayoutRecord> {
  await transaction.$queryRaw`SELECT id FROM layouts WHERE tenant_id = ${tenantId} AND key = ${key} FOR UPDATE`;
  return layoutOf(transaction, await rowOf(transaction, tenantId, key));
}

async function rowOf(reader: Reader, tenantId: string, key: string): Promise<Layout> {
  const row = await reader.layout.findUnique({ where: { tenantId_key: { tenantId, key } } });
  if (!row) throw new HeadendError('request/not-found', `There is no layout ${key}.`);
  return row;
}

async function versionRow(reader: Reader, layoutId: string, key: string, number: number): Promise<LayoutVersion> {
  const row = await reader.layoutVersion.findUnique({ where: { layoutId_number: { layoutId, number } } });
  if (!row) throw new HeadendError('request/not-found', `Layout ${key} has no version ${number}.`);
  return row;
}

const liveRow = (reader: Reader, layoutId: string, at: Date): Promise<LayoutVersion | null> =>
  reader.layoutVersion.findFirst({
    where: { layoutId, cancelledAt: null, goesLiveAt: { lte: at } },
    orderBy: [{ goesLiveAt: 'desc' }, { number: 'desc' }],
  });

async function publishHeld(
  transaction: Prisma.TransactionClient,
  layout: LayoutRecord,
  { at, note, version, revision }: LayoutOrder,
  { actor, detail }: Doer,
): Promise<LayoutVersionRecord> {
  const { id: layoutId, tenantId, key } = layout;
  if (revision !== undefined && revision !== layout.revision)
    throw new HeadendError(
      'precondition/failed',
      `The draft of ${key} has changed: it is revision ${layout.revision} now.`,
      { field: 'revision' },
    );
  const document = version === undefined ? layout.draft : frozen(await versionRow(transaction, layoutId, key, version));
  await checkFit(transaction, tenantId, document);
  const last = await transaction.layoutVersion.findFirst({ where: { layoutId }, orderBy: { number: 'desc' } });
  const now = await clockOf(transaction);
  const number = (last?.number ?? 0) + 1;
  const goesLiveAt = at && at > now ? at : now;
  if (goesLiveAt === now) await announceEarlier(transaction, layoutId, now);
  const row = await transaction.layoutVersion.create({
    data: {
      ...{ id: newId('lyv'), tenantId, layoutId, number, note, goesLiveAt, createdBy: actor },
      document: storableJson(document),
    },
  });
  const entry = { tenantId, actor, action: 'layout.publish', subject: layoutId };
  const about = { key, version: number, from_version: version ?? null, goes_live_at: goesLiveAt.toISOString() };
  await writeAudit(transaction, { ...entry, detail: { ...detail, ...about } });
  if (goesLiveAt > now) return versionOf(row, undefined, now);
  await announceLayout(transaction, row.id, now);
  return versionOf(row, row.id, now);
}

/** @throws {HeadendError} `layout/has-errors` */
async function checkFit(reader: Reader, tenantId: string, document: LayoutDocument): Promise<void> {
  const issues = layoutIssues(document, await knownOf(reader, tenantId, [document]));
  if (issues.length === 0) return;
  throw new HeadendError('layout/has-errors', `The layout has ${issues.length} errors.`, {
    errors: issues.slice(0, 50).map(({ path, message }) => ({ field: path, message })),
  });
}

/** Of what the documents name, what the tenant has. */
async function knownOf(reader: Reader, tenantId: string, documents: LayoutDocument[]): Promise<Set<string>> {
  const ids = [...new Set(documents.flatMap(titlesNamed))];
  if (ids.length === 0) return new Set();
  // A parameter for each id takes longer than finding them.
  const rows = await reader.$queryRaw<
    { id: string }[]
  >`SELECT id FROM titles WHERE tenant_id = ${tenantId} AND id = ANY(${ids}::text[])`;
  return new Set(rows.map(({ id }) => id));
}

const draftOf = (row: Layout): LayoutDocument => row.draft as unknown as LayoutDocument;

const layoutOf = async (reader: Reader, row: Layout): Promise<LayoutRecord> =>
  recordOf(row, await knownOf(reader, row.tenantId, [draftOf(row)]));

const recordOf = (row: Layout, known: ReadonlySet<string>): LayoutRecord => ({
  ...{ id: row.id, tenantId: row.tenantId, key: row.key, name: row.name, draft: draftOf(row) },
  ...{ revision: row.revision, updatedBy: row.updatedBy, updatedAt: row.updatedAt },
  issues: layoutIssues(draftOf(row), known),
});

const frozen = (row: Pick<LayoutVersion, 'document'>): LayoutDocument => row.document as unknown as LayoutDocument;

const versionOf = (row: LayoutVersion, liveId: string | undefined, now: Date): LayoutVersionRecord => ({
  ...{ layoutId: row.layoutId, number: row.number, document: frozen(row), note: row.note ?? undefined },
  ...{
    goesLiveAt: row.goesLiveAt,
    state: stateOf(row, liveId, now),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  },
});

function stateOf(row: LayoutVersion, liveId: string | undefined, now: Date): LayoutVersionState {
  if (row.cancelledAt) return 'cancelled';
  if (row.id === liveId) return 'live';
  return row.goesLiveAt > now ? 'waiting' : 'past';
}

/** Newest entries that are looked at for what they share. */
const NEWEST = 1_000;

async function gathered(database: Database, tenantId: string): Promise<Gathered> {
  const rows = await readPrepared<{ what: string; value: string; names: Record<string, string> | null }>(
    database,
    Prisma.sql`
      WITH newest AS MATERIALIZED (
        SELECT genres, languages FROM published_entries WHERE tenant_id = ${tenantId} AND parent_id IS NULL
        ORDER BY published_at DESC, title_id DESC LIMIT ${NEWEST}
      ), shared AS (
        SELECT 'genre' AS what, value, count(*) AS times FROM newest, unnest(genres) value GROUP BY value
        UNION ALL
        SELECT 'language', value, count(*) FROM newest, unnest(languages) value GROUP BY value
      ), ranked AS (
        SELECT what, value, row_number() OVER (PARTITION BY what ORDER BY times DESC, value) AS place FROM shared
        WHERE times >= 2 AND times <= 0.7 * (SELECT count(*) FROM newest)
      )
      SELECT what, value, (SELECT names FROM genres g WHERE g.tenant_id = ${tenantId} AND g.key = value) AS names
      FROM ranked WHERE place <= 8 ORDER BY place`,
  );
  return {
    genres: rows
      .filter(({ what }) => what === 'genre')
      .map(({ value: key, names }) => ({ key, names: names ?? { en: capital(key) } })),
    languages: rows.filter(({ what, value }) => what === 'language' && isDeclared(value)).map(({ value }) => value),
  };
}

const capital = (key: string): string => `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('-', ' ')}`;
