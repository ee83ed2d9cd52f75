import type { ArtworkRole, ArtworkSize } from '../../domain/catalog/artwork';
import { HeadendError } from '../../domain/failures';
import type { Artwork as ArtworkRow } from '../../prisma/client/client';
import type { ArtworkRecord, Artworks } from './artworks-port';
import { writeAudit } from './audit';
import { holdEntry } from './catalog-publication';
import type { Database } from './database';
import { guardAll } from './errors';
import { newId } from './ids';
import { storableJson } from './json';

/** {@link Artworks} in PostgreSQL. */
export const createArtworks = (database: Database): Artworks =>
  guardAll<Artworks>({
    put: ({ tenantId, titleId, sizes, ...artwork }, { actor, detail }) =>
      database.$transaction(async (transaction) => {
        // Of two pictures for one place the second waits, and replaces the first.
        await holdEntry(transaction, tenantId, titleId);
        const { role, ratio, locale = null } = artwork;
        const before = await transaction.artwork.findFirst({ where: { titleId, role, ratio, locale } });
        if (before?.sha256 === artwork.sha256) return { record: artworkOf(before), replaced: artwork.prefix };
        const data = { ...artwork, locale, bytes: BigInt(artwork.bytes), derived: storableJson(sizes) };
        const row = before
          ? await transaction.artwork.update({ where: { id: before.id }, data: { ...data, createdAt: new Date() } })
          : await transaction.artwork.create({ data: { id: newId('art'), tenantId, titleId, ...data } });
        const about = { role, ratio, locale, sha256: artwork.sha256, was: before?.sha256 ?? null };
        const entry = { tenantId, actor, action: 'title.put_artwork', subject: titleId };
        await writeAudit(transaction, { ...entry, detail: { ...detail, ...about } });
        return { record: artworkOf(row), replaced: before?.prefix };
      }),

    async same(tenantId, titleId, { role, locale = null, sha256 }) {
      const row = await database.artwork.findFirst({ where: { tenantId, titleId, role, locale, sha256 } });
      return row ? artworkOf(row) : undefined;
    },

    async list(tenantId, titleIds) {
      const where = { tenantId, titleId: { in: [...titleIds] } };
      const rows = await database.artwork.findMany({ where, orderBy: [{ role: 'asc' }, { id: 'asc' }] });
      return rows.map(artworkOf);
    },

    remove: (tenantId, titleId, id, { actor, detail }) =>
      database.$transaction(async (transaction) => {
        // A picture that is being put in its place has to be there before its prefix is read.
        await holdEntry(transaction, tenantId, titleId);
        const row = await transaction.artwork.findFirst({ where: { id, tenantId, titleId } });
        if (!row) throw new HeadendError('request/not-found', `Title ${titleId} has no artwork ${id}.`);
        await transaction.artwork.delete({ where: { id } });
        const { role, ratio, locale, sha256 } = row;
        const entry = { tenantId, actor, action: 'title.remove_artwork', subject: titleId };
        await writeAudit(transaction, { ...entry, detail: { ...detail, role, ratio, locale, sha256 } });
        return row.prefix;
      }),
  });

const artworkOf = (row: ArtworkRow): ArtworkRecord => ({
  ...{ id: row.id, titleId: row.titleId, role: row.role as ArtworkRole, ratio: row.ratio },
  ...{ width: row.width, height: row.height, bytes: Number(row.bytes), sha256: row.sha256 },
  ...{ prefix: row.prefix, mediaToken: row.mediaToken, createdAt: row.createdAt },
  locale: row.locale ?? undefined,
  sizes: row.derived as unknown as ArtworkSize[],
});
