import type { CatalogLists } from '../../adapters/postgres/catalog-port';
import { readCursor, writeCursor } from '../http/cursor';
import { type Route, route } from '../http/operation';
import {
  createGenre,
  createPerson,
  deleteGenre,
  deletePerson,
  listGenres,
  listPeople,
  updateGenre,
  updatePerson,
} from './entries-specs';
import { genreView, personView } from './entries-views';

/** Genres and people that documents of titles name. */
export const catalogListRoutes = ({ catalogLists }: { catalogLists: CatalogLists }): Route[] => [
  route(listGenres, async ({ caller }) => ({
    body: { data: (await catalogLists.genres(caller.tenantId)).map(genreView) },
  })),

  route(createGenre, async ({ body, caller, requestKey }) => ({
    body: genreView(await catalogLists.createGenre(caller.tenantId, body, requestKey)),
  })),

  route(updateGenre, async ({ params, body, caller }) => ({
    body: genreView(await catalogLists.renameGenre(caller.tenantId, params.id, body.names)),
  })),

  route(deleteGenre, async ({ params, caller }) => {
    await catalogLists.removeGenre(caller.tenantId, params.id);
    return { body: undefined };
  }),

  route(listPeople, async ({ query, caller }) => {
    const { limit, q: search } = query;
    const scope = { list: listPeople.id, q: search };
    const after = readCursor(query.cursor, scope);
    const { items, next } = await catalogLists.people({ tenantId: caller.tenantId, limit, after, search });
    return { body: { data: items.map(personView), next_cursor: writeCursor(next, scope) } };
  }),

  route(createPerson, async ({ body, caller, requestKey }) => {
    const { name, sort_name: sortName = sortNameOf(name), external_ids: externalIds = {} } = body;
    return {
      body: personView(await catalogLists.createPerson(caller.tenantId, { name, sortName, externalIds }, requestKey)),
    };
  }),

  route(updatePerson, async ({ params, body, caller }) => {
    const change = { name: body.name, sortName: body.sort_name, externalIds: body.external_ids };
    return { body: personView(await catalogLists.changePerson(caller.tenantId, params.id, change)) };
  }),

  route(deletePerson, async ({ params, caller }) => {
    await catalogLists.removePerson(caller.tenantId, params.id);
    return { body: undefined };
  }),
];

/** `Sacha Goedegebure` is sorted as `Goedegebure, Sacha`. */
function sortNameOf(name: string): string {
  const parts = name.split(/\s+/);
  return parts.length > 1 ? `${parts.at(-1)}, ${parts.slice(0, -1).join(' ')}` : name;
}
