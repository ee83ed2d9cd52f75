import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { guardAll } from './errors';
import { foreseen } from './foreseen';
import { readPage } from './paging';
import { readPrepared } from './prepared';
import type { Looker, ViewerCatalog } from './viewer-catalog-port';
import { askerFor, listedRows } from './viewer-listing';
import { listTogether } from './viewer-lists';
import { readEntries, titleOf } from './viewer-rows';
import { searchEntries } from './viewer-search';
import type { VisibleTo } from './visible';

interface ViewerCatalogOptions {
  /** A title without any window is closed. */
  rightsRequired?: boolean;
  /** How many of the newest entries a list is looked for among. */
  depth?: number;
  /** Titles open to the asker, up to which a list begins with them. */
  few?: number;
}

/** {@link ViewerCatalog} in PostgreSQL. */
export const createViewerCatalog = (
  database: Database,
  { rightsRequired = false, depth, few }: ViewerCatalogOptions = {},
): ViewerCatalog => {
  const askerOf = (looker: Looker): VisibleTo => askerFor(looker, rightsRequired);
  return guardAll<ViewerCatalog>({
    async list(looker, page) {
      const asker = askerOf(looker);
      const { items, next } = await readPage(
        page.limit,
        (take) => listedRows(database, { tenantId: looker.tenantId, page, asker, take, depth, few }),
        ({ place }) => place,
      );
      return { items: items.map(titleOf), next };
    },

    async lists(looker, pages) {
      const asker = askerOf(looker);
      const listings = pages.map((page) => ({ tenantId: looker.tenantId, page, asker, take: page.limit, depth, few }));
      return listTogether(database, looker.tenantId, asker, listings);
    },

    some: (looker, ids) => readEntries(database, looker.tenantId, ids, askerOf(looker)),

    foresee: (tenantId, at, look) =>
      foreseen(database, tenantId, at, (then) => look(createViewerCatalog(then, { rightsRequired }))),

    search: (looker, search) => searchEntries(database, looker.tenantId, search, askerOf(looker)),

    async nextChange(tenantId, now) {
      const at = Prisma.sql`${now.toISOString()}::timestamp`;
      const [row] = await readPrepared<{ at: Date | null }>(
        database,
        Prisma.sql`
        SELECT least(
          (SELECT min(starts_at) FROM rights_windows WHERE tenant_id = ${tenantId} AND starts_at > ${at}),
          (SELECT min(ends_at) FROM rights_windows WHERE tenant_id = ${tenantId} AND ends_at > ${at}),
          (SELECT min(at) FROM title_schedules WHERE tenant_id = ${tenantId} AND status = 'waiting' AND at > ${at}),
          (SELECT min(goes_live_at) FROM layout_versions
            WHERE tenant_id = ${tenantId} AND cancelled_at IS NULL AND goes_live_at > ${at})
                ) AT TIME ZONE 'UTC' AS at`,
      );
      return row?.at ?? undefined;
    },
  });
};
