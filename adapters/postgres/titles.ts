import type { EntryFilters } from '../../domain/catalog/entry-filters';
import type { Artwork as ArtworkRow, Prisma } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Database } from './database';
import { guardAll } from './errors';
import { appendEvent } from './events';
import { titleData } from './events-data';
import { afterPosition, newestFirst, readPage } from './paging';
import type { MediaTokens, TitlePicture, TitleRecord, Titles, VersionRecord } from './port';

const PARTS = { renditions: true, outputs: true } as const;
/** What viewers may see: published, with media. */
const OUT = { status: 'published', currentVersionId: { not: null } };
type VersionRow = Prisma.VersionGetPayload<{ include: typeof PARTS }>;
type TitleRow = Prisma.TitleGetPayload<object>;

/** {@link Titles} in PostgreSQL. */
export const createTitles = (database: Database): Titles =>
  guardAll({
    async list({ tenantId, limit, after, published, search, ...filters }) {
      const column = published ? 'publishedAt' : 'createdAt';
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.title.findMany({
            where: {
              tenantId,
              ...(published === undefined ? {} : published ? OUT : { NOT: OUT }),
              name: search ? { contains: search, mode: 'insensitive' } : undefined,
              ...narrowed(filters),
              ...afterPosition(column, after),
            },
            orderBy: newestFirst(column),
            take,
          }),
        (row) => row[column] ?? row.createdAt,
      );
      return { items: await withCurrent(database, items), next };
    },

    async find(tenantId, id) {
      const row = await database.title.findFirst({ where: { id, tenantId } });
      return row ? (await withCurrent(database, [row]))[0] : undefined;
    },

    update: (tenantId, id, seen, change, audit) =>
      database.$transaction(async (transaction) => {
        const before = await transaction.title.findFirst({ where: { id, tenantId } });
        const { count } = await transaction.title.updateMany({
          where: { id, tenantId, updatedAt: seen },
          data: change,
        });
        if (!before || count === 0) return false;
        const row = await transaction.title.findUniqueOrThrow({ where: { id } });
        const was = { name: before.name, credit: before.credit };
        await writeAudit(transaction, {
          ...audit,
          tenantId,
          action: 'title.update',
          subject: id,
          detail: { ...audit.detail, was, is: { name: row.name, credit: row.credit } },
        });
        const about = { tenantId, subject: id, testMode: row.testMode };
        await appendEvent(transaction, { ...about, type: 'title.updated', data: titleData(row) });
        return true;
      }),

    async version(tenantId, id) {
      const row = await database.version.findFirst({ where: { id, tenantId, collectedAt: null }, include: PARTS });
      return row ? versionOf(row) : undefined;
    },

    async versions(tenantId, titleId) {
      const rows = await database.version.findMany({
        where: { tenantId, titleId },
        orderBy: { number: 'desc' },
        include: PARTS,
      });
      return rows.map(versionOf);
    },
  });

const narrowed = ({ kinds, parentId, collectionId, ...published }: EntryFilters): Prisma.TitleWhereInput => ({
  kind: kinds && { in: [...kinds] },
  parentId,
  memberOf: collectionId === undefined ? undefined : { some: { collectionId } },
  published: Object.values(published).every((each) => each === undefined)
    ? undefined
    : {
        genres: published.genre === undefined ? undefined : { has: published.genre },
        releaseYear: { gte: published.fromYear, lte: published.toYear },
        languages: published.language === undefined ? undefined : { has: published.language },
      },
});

async function withCurrent(database: Database, rows: TitleRow[]): Promise<TitleRecord[]> {
  const ids = rows.flatMap(({ currentVersionId }) => currentVersionId ?? []);
  const versions = await database.version.findMany({ where: { id: { in: ids } }, include: PARTS });
  const shown = rows.flatMap(({ snapshotId, status }) => (snapshotId && status === 'published' ? snapshotId : []));
  const snapshots = await database.titleSnapshot.findMany({
    where: { id: { in: shown } },
    select: { id: true, document: true },
  });
  const artworks = await database.artwork.findMany({
    where: { titleId: { in: rows.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => {
    const current = versions.find(({ id }) => id === row.currentVersionId);
    return {
      ...row,
      credit: row.credit ?? undefined,
      metadata: row.metadata ?? undefined,
      publishedAt: row.publishedAt ?? undefined,
      currentVersionId: row.currentVersionId ?? undefined,
      parentId: row.parentId ?? undefined,
      position: row.position ?? undefined,
      artworks: artworks.filter(({ titleId }) => titleId === row.id).map(pictureOf),
      document: snapshots.find(({ id }) => id === row.snapshotId)?.document,
      current: current && versionOf(current),
    };
  });
}

const pictureOf = ({ role, ratio, locale, prefix, mediaToken, derived }: ArtworkRow): TitlePicture => ({
  ...{ role, ratio, locale: locale ?? undefined, prefix, mediaToken },
  sizes: derived as unknown as TitlePicture['sizes'],
});

const versionOf = (row: VersionRow): VersionRecord => ({
  id: row.id,
  number: row.number,
  layout: row.layout,
  ingestId: row.ingestId,
  mediaToken: row.mediaToken,
  prefix: row.prefix,
  durationMs: row.durationMs,
  bytes: Number(row.bytes),
  publishedAt: row.publishedAt ?? undefined,
  supersededAt: row.supersededAt ?? undefined,
  collectedAt: row.collectedAt ?? undefined,
  parts: row.parts ?? undefined,
  renditions: row.renditions.map((each) => ({
    kind: each.kind,
    name: each.name,
    codec: each.codec ?? undefined,
    width: each.width ?? undefined,
    height: each.height ?? undefined,
    language: each.language ?? undefined,
    label: each.label ?? undefined,
    channels: each.channels ?? undefined,
    bytes: Number(each.bytes),
  })),
  outputs: row.outputs.map(({ kind, objectKey }) => ({ kind, objectKey })),
});

/** {@link MediaTokens} in PostgreSQL. */
export const createMediaTokens = (database: Database): MediaTokens =>
  guardAll({
    async resolve(token: string) {
      const version = await database.version.findUnique({ where: { mediaToken: token } });
      if (version) {
        if (!version.publishedAt || version.collectedAt) return undefined;
        const { id: versionId, tenantId, prefix } = version;
        return { tenantId, prefix, kind: 'version' as const, versionId, immutable: true };
      }
      const artwork = await database.artwork.findUnique({ where: { mediaToken: token } });
      if (artwork) {
        const { tenantId, prefix } = artwork;
        return { tenantId, prefix, kind: 'artwork' as const, immutable: true };
      }
      const ingest = await database.ingest.findUnique({
        where: { previewToken: token },
        select: { id: true, tenantId: true, proxyKey: true },
      });
      if (!ingest) return undefined;
      const prefix = shownUnder(ingest);
      return { tenantId: ingest.tenantId, prefix, kind: 'preview' as const, immutable: false };
    },
  });

/** An update shows what was made of the same master for an ingest before. */
function shownUnder({ id, tenantId, proxyKey }: { id: string; tenantId: string; proxyKey: string | null }): string {
  const all = `previews/${tenantId}/`;
  const owner = proxyKey?.startsWith(all) ? proxyKey.slice(all.length).split('/')[0] : id;
  return `${all}${owner}/`;
}
