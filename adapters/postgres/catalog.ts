import { documentOf } from '../../domain/catalog/document';
import { fitsUnder } from '../../domain/catalog/issues';
import { HeadendError, isHeadendError } from '../../domain/failures';
import type { Prisma } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Catalog, Doer, EntryChange, EntryRecord, NewEntry, RelatedEntry } from './catalog-port';
import { freezeHeld, holdEntry, publishHeld, unpublishHeld } from './catalog-publication';
import { kindOf, noTitle, readEntry, relatedOf, scheduleOf, snapshotOf } from './catalog-rows';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { appendEvent } from './events';
import { titleData } from './events-data';
import { requestedId } from './ids';
import { storableJson } from './json';

type Transaction = Prisma.TransactionClient;

/** {@link Catalog} in PostgreSQL. */
export const createCatalog = (database: Database): Catalog => {
  const inHand = <T>(
    tenantId: string,
    id: string,
    work: (transaction: Transaction, entry: EntryRecord) => Promise<T>,
  ): Promise<T> =>
    database.$transaction(async (transaction) => work(transaction, await holdEntry(transaction, tenantId, id)));

  return guardAll<Catalog>({
    create: (entry, doer) => create(database, entry, doer),

    async find(tenantId, id) {
      try {
        return await readEntry(database, tenantId, id);
      } catch (error) {
        if (isHeadendError(error) && error.code === 'request/not-found') return undefined;
        throw error;
      }
    },

    change: (tenantId, id, change, doer) =>
      inHand(tenantId, id, (transaction, entry) => changeHeld(transaction, entry, change(entry), doer)),

    async related(tenantId, id) {
      const row = await database.title.findFirst({ where: { id, tenantId } });
      if (!row) throw noTitle(id);
      return row.kind === 'collection' ? membersOf(database, id) : childrenOf(database, id);
    },

    setMembers: (tenantId, id, members, doer) =>
      inHand(tenantId, id, (transaction, entry) => setMembers(transaction, entry, members, doer)),

    freeze: (tenantId, id, doer) =>
      inHand(tenantId, id, async (transaction, entry) => {
        const snapshot = await freezeHeld(transaction, entry, doer.actor);
        const detail = { ...doer.detail, snapshot: snapshot.number };
        await writeAudit(transaction, { ...doer, tenantId, action: 'title.freeze', subject: id, detail });
        return snapshot;
      }),

    async snapshots(tenantId, titleId) {
      const rows = await database.titleSnapshot.findMany({ where: { tenantId, titleId }, orderBy: { number: 'desc' } });
      return rows.map(snapshotOf);
    },

    publish: (tenantId, id, { snapshotId, revision }, doer) =>
      inHand(tenantId, id, async (transaction, entry) => {
        if (revision !== undefined && revision !== entry.revision)
          throw new HeadendError(
            'precondition/failed',
            `The draft has changed: it is revision ${entry.revision} now.`,
            {
              field: 'revision',
            },
          );
        await publishHeld(transaction, entry, snapshotId, { ...doer, cause: 'editor' });
        return readEntry(transaction, tenantId, id);
      }),

    unpublish: (tenantId, id, doer) =>
      inHand(tenantId, id, async (transaction, entry) => {
        await unpublishHeld(transaction, entry, { ...doer, cause: 'editor' });
        return readEntry(transaction, tenantId, id);
      }),

    schedule: (tenantId, titleId, { requestKey, ...what }, doer) =>
      inHand(tenantId, titleId, async (transaction) => {
        const id = requestedId('sch', tenantId, requestKey);
        const known = await transaction.titleSchedule.findUnique({ where: { id } });
        if (known) return scheduleOf(known);
        if (what.snapshotId && !(await transaction.titleSnapshot.count({ where: { id: what.snapshotId, titleId } })))
          throw new HeadendError('request/not-found', `Title ${titleId} has no snapshot ${what.snapshotId}.`);
        const data = { id, tenantId, titleId, createdBy: doer.actor, ...what };
        const row = await transaction.titleSchedule.create({ data });
        const detail = { ...doer.detail, schedule: id, ...what, at: what.at.toISOString() };
        await writeAudit(transaction, { ...doer, tenantId, action: 'title.schedule', subject: titleId, detail });
        return scheduleOf(row);
      }),

    async schedules(tenantId, titleId) {
      const where = { tenantId, titleId };
      return (await database.titleSchedule.findMany({ where, orderBy: { at: 'desc' }, take: 100 })).map(scheduleOf);
    },

    cancelSchedule: (tenantId, titleId, id, doer) =>
      inHand(tenantId, titleId, async (transaction) => {
        const { count } = await transaction.titleSchedule.updateMany({
          where: { id, tenantId, titleId, status: 'waiting' },
          data: { status: 'cancelled', endedAt: new Date() },
        });
        const row = await transaction.titleSchedule.findFirst({ where: { id, tenantId, titleId } });
        if (!row) throw new HeadendError('request/not-found', `Title ${titleId} has no schedule ${id}.`);
        if (count === 0 && row.status !== 'cancelled')
          throw new HeadendError('title/schedule-over', `Schedule ${id} is ${row.status}.`);
        const detail = { ...doer.detail, schedule: id };
        if (count > 0)
          await writeAudit(transaction, { ...doer, tenantId, action: 'title.unschedule', subject: titleId, detail });
        return scheduleOf(row);
      }),
  });
};

async function create(
  database: Database,
  { requestKey, document, ...entry }: NewEntry,
  doer: Doer,
): Promise<EntryRecord> {
  const { tenantId } = entry;
  const id = requestedId('tit', tenantId, requestKey);
  if (await database.title.count({ where: { id, tenantId } })) return readEntry(database, tenantId, id);
  try {
    return await database.$transaction(async (transaction) => {
      await checkParent(transaction, tenantId, id, entry.kind, entry.parentId);
      const draft = document ? { draft: storableJson(document), draftRevision: 1 } : {};
      const row = await transaction.title.create({ data: { ...entry, id, ...draft } });
      await writeAudit(transaction, { ...doer, tenantId, action: 'title.create', subject: id });
      const about = { tenantId, subject: id, testMode: row.testMode };
      await appendEvent(transaction, { ...about, type: 'title.created', data: titleData(row) });
      return readEntry(transaction, tenantId, id);
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new HeadendError('title/external-id-taken', `There is a title ${entry.externalId}.`, {
      field: 'external_id',
    });
  }
}

async function changeHeld(
  transaction: Transaction,
  entry: EntryRecord,
  { document, parentId, kind, position }: EntryChange,
  doer: Doer,
): Promise<EntryRecord> {
  const { tenantId, id } = entry;
  const parent = parentId === undefined ? entry.parent?.id : parentId;
  if (kind !== undefined || parentId !== undefined)
    await checkParent(transaction, tenantId, id, kind ?? entry.kind, parent);
  await transaction.title.update({
    where: { id },
    data: {
      kind,
      parentId,
      position,
      draft: storableJson(document ?? documentOf(entry.document)),
      draftRevision: { increment: 1 },
    },
  });
  const detail = { ...doer.detail, revision: entry.revision + 1 };
  await writeAudit(transaction, { ...doer, tenantId, action: 'title.draft', subject: id, detail });
  return readEntry(transaction, tenantId, id);
}

/** Children of the wrong kind, circles and strangers are refused. @throws {HeadendError} `title/parent-unfit` */
async function checkParent(
  transaction: Transaction,
  tenantId: string,
  id: string,
  kind: EntryRecord['kind'],
  parentId: string | null | undefined,
): Promise<void> {
  const unfit = (detail: string) => new HeadendError('title/parent-unfit', detail, { field: 'parent_id' });
  const children = await transaction.title.findMany({ where: { parentId: id }, select: { kind: true } });
  const stray = children.find((child) => !fitsUnder(kindOf(child.kind), kind));
  if (stray) throw unfit(`The title has a ${stray.kind} under it, which no ${kind} has.`);
  if (!parentId) return;
  const parent = await transaction.title.findFirst({ where: { id: parentId, tenantId } });
  if (!parent) throw unfit(`There is no title ${parentId}.`);
  if (parent.id === id || !fitsUnder(kind, kindOf(parent.kind)))
    throw unfit(`A ${kind} cannot stand under a ${parent.kind}.`);
}

async function setMembers(
  transaction: Transaction,
  entry: EntryRecord,
  members: readonly string[],
  doer: Doer,
): Promise<RelatedEntry[]> {
  const { tenantId, id: collectionId } = entry;
  if (entry.kind !== 'collection')
    throw new HeadendError('title/not-a-collection', `Title ${collectionId} is a ${entry.kind}.`);
  const known = await transaction.title.findMany({
    where: { tenantId, id: { in: [...members] }, kind: { not: 'collection' } },
    select: { id: true },
  });
  const missing = members.find((member) => !known.some(({ id }) => id === member));
  if (missing !== undefined)
    throw new HeadendError('title/member-unknown', `There is no title ${missing} that a collection may have.`, {
      field: 'members',
    });
  await transaction.collectionItem.deleteMany({ where: { collectionId } });
  await transaction.collectionItem.createMany({
    data: [...new Set(members)].map((titleId, at) => ({ collectionId, titleId, position: at + 1 })),
  });
  const detail = { ...doer.detail, members: members.length };
  await writeAudit(transaction, { ...doer, tenantId, action: 'title.members', subject: collectionId, detail });
  return membersOf(transaction, collectionId);
}

async function membersOf(reader: Pick<Transaction, 'collectionItem'>, collectionId: string): Promise<RelatedEntry[]> {
  const rows = await reader.collectionItem.findMany({
    where: { collectionId },
    orderBy: { position: 'asc' },
    include: { title: true },
  });
  return rows.map(({ title, position }) => relatedOf(title, position));
}

async function childrenOf(reader: Pick<Transaction, 'title'>, parentId: string): Promise<RelatedEntry[]> {
  const rows = await reader.title.findMany({ where: { parentId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => relatedOf(row, row.position));
}
