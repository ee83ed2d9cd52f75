import { documentOf, emptyDocument, withDelivered } from '../../domain/catalog/document';
import type { FeedPicture, FeedTerm, FeedTitle } from '../../domain/feeds/title';
import { namesOf } from '../../domain/rights/territory';
import type { RightsFacts } from '../../domain/rights/types';
import { Prisma, type RightsWindow as WindowRow } from '../../prisma/client/client';
import { kindOf } from './catalog-rows';
import type { Database } from './database';
import { guardAll } from './errors';
import { type FeedArtwork, type FeedEditorial, type FeedRow, feedColumns, windowColumns } from './feed-columns';
import type { FeedQuery, Feeds } from './feed-port';
import { feedState } from './feed-state';
import { judgedWindow } from './rights-record';
import { visible } from './visible';

/** A title stands at most so deep: series, season, episode, extra. */
const DEEPEST = 4;

/**
 * {@link Feeds} in PostgreSQL. Titles are read in pages by their id: a receiver that reads slowly, or a hundred thousand
 * titles, hold neither a connection nor a transaction.
 *
 * @param rightsRequired a title without any window is closed
 */
export const createFeeds = (database: Database, { rightsRequired = false } = {}): Feeds =>
  guardAll({
    async provider(tenantId: string) {
      const tenant = await database.tenant.findUnique({ where: { id: tenantId }, select: { name: true } });
      return tenant?.name ?? '';
    },

    async roots(query: FeedQuery, { after = '', limit }: { after?: string; limit: number }) {
      const wanted = mayBeTold(query, rightsRequired);
      const beneath = async (rows: FeedRow[], depth: number): Promise<FeedRow[]> => {
        if (rows.length === 0 || depth === DEEPEST) return rows;
        const ids = rows.map(({ id }) => id);
        const children = await database.$queryRaw<FeedRow[]>`
          ${feedColumns} WHERE t.tenant_id = ${query.tenantId} AND t.parent_id = ANY(${ids}::text[]) AND ${wanted}
          ORDER BY t.position NULLS LAST, t.id`;
        return [...rows, ...(await beneath(children, depth + 1))];
      };
      const roots = await database.$queryRaw<FeedRow[]>`
        ${feedColumns} WHERE t.tenant_id = ${query.tenantId} AND t.parent_id IS NULL AND t.id > ${after} AND ${wanted}
        ORDER BY t.id LIMIT ${limit}`;
      const rows = await beneath(roots, 1);
      const windows = await database.$queryRaw<WindowRow[]>`
        ${windowColumns} WHERE title_id = ANY(${rows.map(({ id }) => id)}::text[]) ORDER BY id`;
      return treesOf(rows, windows, { rightsRequired, addressOf: query.addressOf });
    },

    state: (tenantId: string, at: Date, aheadMs: number) => feedState(database, tenantId, at, aheadMs),
  });

/** May the title be told, or something under it? */
function mayBeTold(query: FeedQuery, rightsRequired: boolean): Prisma.Sql {
  const { all, territories, device, licenceTypes, at } = query;
  if (all) return Prisma.sql`true`;
  const asker = { device: device === undefined ? undefined : { family: device }, licenceTypes, at, rightsRequired };
  const anywhere = territories.map((territory) => visible({ ...asker, territory }));
  // Not EXISTS, for which every page would look through the parents of all titles.
  const holds = Prisma.sql`(SELECT true FROM titles held WHERE held.parent_id = t.id LIMIT 1)`;
  const opens = query.aheadMs > 0 ? [opensSoon(query)] : [];
  return Prisma.sql`(${Prisma.join([holds, ...anywhere, ...opens], ' OR ')})`;
}

/** Is there a window that may be open within the time ahead? Wider than what is told: bars, devices and approvals are left to the resolver. */
const opensSoon = ({ territories, licenceTypes, at, aheadMs }: FeedQuery): Prisma.Sql => Prisma.sql`(
  t.status = 'published' AND t.current_version_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM rights_windows g
    WHERE g.title_id = t.id AND g.status = 'active' AND g.kind = 'grant' AND g.license_type = ANY(${licenceTypes}::text[])
      AND g.territories && ${[...new Set(territories.flatMap(namesOf))]}::text[]
      AND (g.starts_at IS NULL OR g.starts_at <= ${new Date(at.getTime() + aheadMs).toISOString()}::timestamp)
      AND (g.ends_at IS NULL OR g.ends_at > ${at.toISOString()}::timestamp)))`;

interface Making extends Pick<FeedQuery, 'addressOf'> {
  rightsRequired: boolean;
}

/** Rows as trees; a row whose parent is not among them is a root. */
function treesOf(rows: FeedRow[], windows: WindowRow[], rules: Making): FeedTitle[] {
  const windowsOf = new Map<string, WindowRow[]>();
  for (const window of windows) {
    const same = windowsOf.get(window.titleId ?? '');
    if (same) same.push(window);
    else windowsOf.set(window.titleId ?? '', [window]);
  }
  const titles = new Map(rows.map((row) => [row.id, titleOf(row, windowsOf.get(row.id) ?? [], rules)]));
  return rows.flatMap((row) => {
    const title = titles.get(row.id);
    const parent = row.parent_id === null ? undefined : titles.get(row.parent_id);
    if (title && parent) parent.children.push(title);
    return title && !parent ? [title] : [];
  });
}

const titleOf = (row: FeedRow, windows: WindowRow[], rules: Making): FeedTitle => ({
  id: row.id,
  externalId: row.external_id,
  kind: kindOf(row.kind),
  position: row.position ?? undefined,
  document: row.document === null ? withDelivered(emptyDocument(), row.name) : documentOf(row.document),
  media:
    row.duration_ms === null
      ? undefined
      : {
          durationMs: row.duration_ms,
          height: row.height ?? undefined,
          audio: row.audio ?? [],
          captions: row.captions ?? [],
        },
  pictures: picturesOf(row, rules),
  updatedAt: row.updated_at,
  publishedAt: row.published_at ?? undefined,
  rights: rightsOf(row, windows, rules.rightsRequired),
  terms: new Map(windows.map(({ id, terms }) => [id, terms as unknown as FeedTerm[]])),
  children: [],
});

const rightsOf = (row: FeedRow, windows: WindowRow[], rightsRequired: boolean): RightsFacts => ({
  published: row.status === 'published',
  currentVersionId: row.current_version_id ?? undefined,
  windows: windows.map(judgedWindow),
  rightsRequired,
});

/** What editors put there, then the partner's pictures, then the poster where it is none of them. */
function picturesOf(row: FeedRow, { addressOf }: Pick<Making, 'addressOf'>): FeedPicture[] {
  const { media_token: token, prefix, poster, artwork, pictures } = row;
  const editorial = (pictures ?? []).flatMap((picture) => editorialPicture(picture, addressOf));
  if (token === null || prefix === null) return editorial;
  const delivered = (artwork ?? []).flatMap(({ kind, language, path }: FeedArtwork) =>
    kind && path ? [{ kind, url: addressOf(token, path), language: language ?? undefined }] : [],
  );
  const url = poster?.startsWith(prefix) ? addressOf(token, poster.slice(prefix.length)) : undefined;
  const frame = url && !delivered.some((picture) => picture.url === url) ? [{ kind: 'poster', url }] : [];
  return [...editorial, ...delivered, ...frame];
}

/** What every receiver takes. */
const TAKEN: readonly string[] = ['image/jpeg', 'image/png'];

/** The largest size in a format that every receiver takes. */
function editorialPicture(
  { role, locale, token, sizes }: FeedEditorial,
  addressOf: Making['addressOf'],
): FeedPicture[] {
  const [size] = sizes.filter(({ contentType }) => TAKEN.includes(contentType)).sort((a, b) => b.width - a.width);
  if (!size) return [];
  const { width, height, name } = size;
  return [{ kind: role, url: addressOf(token, name), language: locale ?? undefined, width, height }];
}
