import {
  type CatalogDocument,
  documentOf,
  isTitleKind,
  type TitleKind,
  withDelivered,
} from '../../domain/catalog/document';
import { type EntryFacts, type Issue, issuesOf } from '../../domain/catalog/issues';
import { HeadendError } from '../../domain/failures';
import type { TitleMetadata } from '../../domain/metadata/title-metadata';
import type { Prisma, Title, TitleSchedule, TitleSnapshot } from '../../prisma/client/client';
import type { EntryRecord, EntryStatus, RelatedEntry, ScheduleRecord, SnapshotRecord } from './catalog-port';

type Reader = Pick<Prisma.TransactionClient, 'title' | 'titleSnapshot' | 'genre' | 'artwork' | 'collectionItem'>;

export const kindOf = (word: string): TitleKind => (isTitleKind(word) ? word : 'movie');

export const noTitle = (id: string) => new HeadendError('request/not-found', `There is no title ${id}.`);

/** What an editor works on. Until one has changed it, it is what was delivered. */
export const draftOf = (row: Pick<Title, 'name' | 'metadata' | 'draft' | 'draftRevision'>): CatalogDocument =>
  row.draftRevision > 0
    ? documentOf(row.draft)
    : withDelivered(documentOf(row.draft), row.name, (row.metadata ?? undefined) as TitleMetadata | undefined);

/** Read an entry with all that its issues depend on. @throws {HeadendError} `request/not-found` */
export async function readEntry(reader: Reader, tenantId: string, id: string): Promise<EntryRecord> {
  const row = await reader.title.findFirst({ where: { id, tenantId }, include: { parent: true } });
  if (!row) throw noTitle(id);
  const document = draftOf(row);
  const facts = await factsOf(reader, row);
  const snapshot = row.snapshotId
    ? await reader.titleSnapshot.findUnique({ where: { id: row.snapshotId } })
    : undefined;
  const { parent } = row;
  return {
    id,
    tenantId,
    externalId: row.externalId,
    name: row.name,
    kind: facts.kind,
    parent: parent ? { id: parent.id, kind: kindOf(parent.kind), name: parent.name } : undefined,
    position: facts.position,
    status: row.status as EntryStatus,
    autoPublish: row.autoPublish,
    revision: row.draftRevision,
    document,
    issues: issuesOf(document, facts),
    snapshot: snapshot ? snapshotOf(snapshot) : undefined,
    hasMedia: row.currentVersionId !== null,
    updatedAt: row.updatedAt,
  };
}

async function factsOf(reader: Reader, row: Title & { parent: Title | null }): Promise<EntryFacts> {
  const [genres, artworks, members] = [
    await reader.genre.findMany({ where: { tenantId: row.tenantId }, select: { key: true } }),
    await reader.artwork.findMany({ where: { titleId: row.id }, select: { role: true } }),
    row.kind === 'collection' ? await reader.collectionItem.count({ where: { collectionId: row.id } }) : 0,
  ];
  return {
    kind: kindOf(row.kind),
    parentKind: row.parent ? kindOf(row.parent.kind) : undefined,
    position: row.position ?? undefined,
    genres: genres.length > 0 ? new Set(genres.map(({ key }) => key)) : undefined,
    artworkRoles: new Set(artworks.map(({ role }) => role)),
    members,
  };
}

export const snapshotOf = (row: TitleSnapshot): SnapshotRecord => ({
  id: row.id,
  number: row.number,
  document: documentOf(row.document),
  issues: row.issues as unknown as Issue[],
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  publishedAt: row.publishedAt ?? undefined,
});

export const scheduleOf = (row: TitleSchedule): ScheduleRecord => ({
  id: row.id,
  titleId: row.titleId,
  action: row.action as ScheduleRecord['action'],
  at: row.at,
  snapshotId: row.snapshotId ?? undefined,
  status: row.status as ScheduleRecord['status'],
  reason: row.reason ?? undefined,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  endedAt: row.endedAt ?? undefined,
});

export const relatedOf = (
  row: Pick<Title, 'id' | 'externalId' | 'name' | 'kind' | 'status'>,
  position: number | null,
): RelatedEntry => ({
  id: row.id,
  externalId: row.externalId,
  name: row.name,
  kind: kindOf(row.kind),
  position: position ?? undefined,
  status: row.status as EntryStatus,
});
