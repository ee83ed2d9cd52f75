import { HeadendError } from '../../domain/failures';
import type { Genre, Person } from '../../prisma/client/client';
import type { CatalogLists, GenreRecord, PersonRecord } from './catalog-port';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { requestedId } from './ids';
import { afterPosition, newestFirst, readPage } from './paging';

/** {@link CatalogLists} in PostgreSQL. */
export const createCatalogLists = (database: Database): CatalogLists =>
  guardAll<CatalogLists>({
    async genres(tenantId) {
      return (await database.genre.findMany({ where: { tenantId }, orderBy: { key: 'asc' } })).map(genreOf);
    },

    async createGenre(tenantId, { key, names }, requestKey) {
      const id = requestedId('gen', tenantId, requestKey);
      try {
        return genreOf(await database.genre.create({ data: { id, tenantId, key, names } }));
      } catch (error) {
        if (!isTaken(error)) throw error;
        const own = await database.genre.findFirst({ where: { id, tenantId, key } });
        if (own) return genreOf(own);
        throw new HeadendError('genre/key-taken', `There is a genre ${key}.`, { field: 'key' });
      }
    },

    async renameGenre(tenantId, id, names) {
      const { count } = await database.genre.updateMany({ where: { id, tenantId }, data: { names } });
      if (count === 0) throw noGenre(id);
      return genreOf(await database.genre.findUniqueOrThrow({ where: { id } }));
    },

    async removeGenre(tenantId, id) {
      const { count } = await database.genre.deleteMany({ where: { id, tenantId } });
      if (count === 0) throw noGenre(id);
    },

    async people({ tenantId, limit, after, search }) {
      const { items, next } = await readPage(
        limit,
        (take) =>
          database.person.findMany({
            where: {
              tenantId,
              name: search ? { contains: search, mode: 'insensitive' } : undefined,
              ...afterPosition('createdAt', after),
            },
            orderBy: newestFirst('createdAt'),
            take,
          }),
        ({ createdAt }) => createdAt,
      );
      return { items: items.map(personOf), next };
    },

    async createPerson(tenantId, person, requestKey) {
      const id = requestedId('per', tenantId, requestKey);
      const row = await database.person.upsert({ where: { id }, create: { id, tenantId, ...person }, update: {} });
      return personOf(row);
    },

    async changePerson(tenantId, id, change) {
      const { count } = await database.person.updateMany({ where: { id, tenantId }, data: change });
      if (count === 0) throw noPerson(id);
      return personOf(await database.person.findUniqueOrThrow({ where: { id } }));
    },

    async removePerson(tenantId, id) {
      const { count } = await database.person.deleteMany({ where: { id, tenantId } });
      if (count === 0) throw noPerson(id);
    },
  });

const noGenre = (id: string) => new HeadendError('request/not-found', `There is no genre ${id}.`);
const noPerson = (id: string) => new HeadendError('request/not-found', `There is no person ${id}.`);

const genreOf = (row: Genre): GenreRecord => ({
  id: row.id,
  key: row.key,
  names: row.names as Record<string, string>,
  createdAt: row.createdAt,
});

const personOf = (row: Person): PersonRecord => ({
  id: row.id,
  name: row.name,
  sortName: row.sortName,
  externalIds: row.externalIds as Record<string, string>,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});
