import { documentOf } from '../../domain/catalog/document';
import { wordsIn } from '../../domain/catalog/locales';
import { layoutOf } from '../../domain/linear/conditioning';
import type { PickableTitle } from '../../domain/linear/library';
import type { ChannelFormat, LinearAsset } from '../../domain/linear/types';
import { carried } from '../../domain/linear/variant-plan';
import { Prisma } from '../../prisma/client/client';
import { conditioningsOf } from './channel-conditioning';
import type { AssetFinding, Channels, GuideTitle, LibraryWish } from './channels-port';
import type { Database } from './database';
import { storableJson } from './json';
import { createRights } from './rights';

/** Titles that one channel may pick from. */
const MOST_TITLES = 5000;

/** What may be picked for a channel, and how it can be carried. */
export const channelLibrary = (
  database: Database,
  rules: { rightsRequired?: boolean },
): Pick<
  Channels,
  | 'planning'
  | 'rightsOf'
  | 'changedSince'
  | 'unread'
  | 'noteAsset'
  | 'assets'
  | 'assetFindings'
  | 'guideTitles'
  | 'prefixes'
> => {
  const rights = createRights(database, rules);
  return {
    async planning(tenantId, wish) {
      const ids = await wished(database, tenantId, wish, MOST_TITLES);
      const facts = await rights.facts(tenantId, ids);
      const titles = await titlesOf(database, tenantId, ids);
      const versions = await versionsOf(database, titles, wish.format);
      const library = titles.flatMap((title): PickableTitle[] => {
        const known = facts.get(title.id);
        return known ? [{ ...pickable(title), chapters: [], rights: known.facts, ...versions.get(title.id) }] : [];
      });
      return { library, runs: await runsOf(database, library) };
    },

    async rightsOf(tenantId, titleIds) {
      const facts = await rights.facts(tenantId, titleIds);
      return new Map([...facts].map(([id, known]) => [id, known.facts]));
    },

    async changedSince(tenantId, since) {
      const at = new Date(since).toISOString();
      const [row] = await database.$queryRaw<{ changed: boolean }[]>`
        SELECT EXISTS (SELECT FROM rights_windows WHERE tenant_id = ${tenantId} AND updated_at > ${at}::timestamp)
          OR EXISTS (SELECT FROM titles WHERE tenant_id = ${tenantId} AND updated_at > ${at}::timestamp)
          OR EXISTS (
            SELECT FROM conditionings WHERE tenant_id = ${tenantId} AND state <> 'running' AND updated_at > ${at}::timestamp)
          AS changed`;
      return row?.changed ?? false;
    },

    async unread(tenantId, titleIds) {
      const rows = await database.$queryRaw<{ id: string; title_id: string; prefix: string }[]>`
        SELECT v.id, v.title_id, v.prefix FROM titles t JOIN versions v ON v.id = t.current_version_id
        LEFT JOIN linear_assets a ON a.version_id = v.id
        WHERE t.tenant_id = ${tenantId} AND t.id = ANY(${[...titleIds]}::text[]) AND a.version_id IS NULL ORDER BY v.id`;
      return rows.map(({ id, title_id, prefix }) => ({ versionId: id, titleId: title_id, tenantId, prefix }));
    },

    async noteAsset({ versionId, titleId, tenantId }, asset, findings) {
      const data = {
        ...{ tenantId, titleId, findings: storableJson(findings) },
        document: asset ? storableJson(asset) : Prisma.DbNull,
      };
      await database.linearAsset.upsert({ where: { versionId }, create: { ...data, versionId }, update: data });
    },

    async prefixes(versionIds) {
      const where = { id: { in: [...new Set(versionIds)] }, collectedAt: null };
      const rows = await database.version.findMany({ where, select: { id: true, prefix: true } });
      return new Map(rows.map(({ id, prefix }) => [id, prefix]));
    },

    guideTitles: (tenantId, titleIds, locale) => guideTitles(database, tenantId, titleIds, locale),

    assets: (versionIds) => assetsOf(database, versionIds),

    async assetFindings(tenantId, titleIds) {
      const rows = await database.linearAsset.findMany({
        where: { tenantId, titleId: { in: [...titleIds] } },
        select: { titleId: true, findings: true },
        orderBy: { createdAt: 'asc' },
      });
      return new Map(rows.map(({ titleId, findings }) => [titleId, findings as unknown as AssetFinding[]]));
    },
  };
};

/** Titles that the wish names; of what has no order of its own the newest first. */
async function wished(database: Database, tenantId: string, wish: LibraryWish, limit: number): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM titles t LEFT JOIN titles p ON p.id = t.parent_id
    WHERE t.tenant_id = ${tenantId} AND t.current_version_id IS NOT NULL AND (
      t.id = ANY(${[...wish.titles]}::text[])
      OR EXISTS (SELECT FROM collection_items c WHERE c.title_id = t.id AND c.collection_id = ANY(${[...wish.collections]}::text[]))
      OR t.parent_id = ANY(${[...wish.series]}::text[]) OR p.parent_id = ANY(${[...wish.series]}::text[])
      OR EXISTS (
        SELECT FROM published_entries e WHERE e.title_id = t.id AND e.genres && ${[...wish.genres]}::text[])
      OR (${wish.everything} AND t.status = 'published' AND t.kind IN ('movie', 'episode')))
    ORDER BY t.id = ANY(${[...wish.titles]}::text[]) DESC, t.published_at DESC NULLS LAST, t.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

const TITLE = {
  ...{ id: true, name: true, kind: true, position: true, currentVersionId: true, snapshotId: true },
  parent: { select: { id: true, kind: true, position: true, parentId: true } },
  memberOf: { select: { collectionId: true, position: true } },
} as const satisfies Prisma.TitleSelect;
type TitleRow = Prisma.TitleGetPayload<{ select: typeof TITLE }> & { genres: string[] };

async function titlesOf(database: Database, tenantId: string, ids: readonly string[]): Promise<TitleRow[]> {
  const rows = await database.title.findMany({ where: { tenantId, id: { in: [...ids] } }, select: TITLE });
  const snapshots = await database.titleSnapshot.findMany({
    where: { id: { in: rows.flatMap(({ snapshotId }) => snapshotId ?? []) } },
    select: { id: true, document: true },
  });
  const genres = new Map(snapshots.map(({ id, document }) => [id, documentOf(document).genres]));
  const byId = new Map(rows.map((row) => [row.id, { ...row, genres: genres.get(row.snapshotId ?? '') ?? [] }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function pickable({ parent, ...title }: TitleRow): Omit<PickableTitle, 'rights' | 'asset' | 'chapters'> {
  const season = parent?.kind === 'season' ? parent : undefined;
  return {
    ...{ titleId: title.id, name: title.name, kind: title.kind, genres: title.genres },
    seriesId: season ? (season.parentId ?? undefined) : parent?.kind === 'series' ? parent.id : undefined,
    season: season?.position ?? undefined,
    episode: title.kind === 'episode' ? (title.position ?? undefined) : undefined,
    collections: title.memberOf.map(({ collectionId, position }) => ({ id: collectionId, position })),
  };
}

/** What a channel airs of titles, by title: what was conditioned for its layout goes before the version as it is. */
async function versionsOf(
  database: Database,
  titles: readonly Pick<TitleRow, 'id' | 'currentVersionId'>[],
  format: ChannelFormat,
): Promise<Map<string, Pick<PickableTitle, 'asset' | 'current' | 'chapters'>>> {
  const ids = titles.flatMap(({ currentVersionId }) => currentVersionId ?? []);
  const conditionings = await conditioningsOf(database, layoutOf(format), ids);
  const made = [...conditionings.values()].filter(({ state }) => state === 'done');
  const [assets, chapters] = await Promise.all([
    assetsOf(database, [...ids, ...made.map(({ versionId }) => versionId)]),
    chaptersOf(database, ids),
  ]);
  return new Map(
    titles.flatMap(({ id, currentVersionId: versionId }) => {
      if (!versionId) return [];
      const own = assets.get(versionId);
      const conditioning = conditionings.get(versionId);
      const conditioned = conditioning?.state === 'done' ? assets.get(conditioning.versionId) : undefined;
      const asset = carried({ asset: conditioned }, format) ?? carried({ asset: own }, format);
      const current = { versionId, asset: own, conditioning };
      return [[id, { asset, current, chapters: chapters.get(versionId) ?? [] }] as const];
    }),
  );
}

async function assetsOf(database: Database, versionIds: readonly string[]): Promise<Map<string, LinearAsset>> {
  const rows = await database.linearAsset.findMany({
    where: { versionId: { in: [...new Set(versionIds)] } },
    select: { versionId: true, document: true },
  });
  return new Map(
    rows.flatMap(({ versionId, document }): [string, LinearAsset][] =>
      document === null ? [] : [[versionId, document as unknown as LinearAsset]],
    ),
  );
}

async function chaptersOf(database: Database, versionIds: readonly string[]): Promise<Map<string, number[]>> {
  const rows = await database.version.findMany({
    where: { id: { in: [...versionIds] } },
    select: { id: true, chapterMs: true },
  });
  return new Map(rows.map(({ id, chapterMs }) => [id, chapterMs]));
}

/** Of windows that sell so many airings: those there were, on every channel of the tenant. */
async function runsOf(database: Database, library: readonly PickableTitle[]): Promise<Map<string, number>> {
  const limited = library.flatMap(({ rights }) =>
    rights.windows.flatMap(({ id, runs }) => (runs === undefined ? [] : [id])),
  );
  if (limited.length === 0) return new Map();
  const rows = await database.$queryRaw<{ window_id: string; runs: bigint }[]>`
    SELECT window_id, count(DISTINCT (channel_id, airing_id)) AS runs FROM channel_ledger
    WHERE window_id = ANY(${limited}::text[]) GROUP BY window_id`;
  return new Map(rows.map(({ window_id, runs }) => [window_id, Number(runs)]));
}

interface GuideRow {
  id: string;
  name: string;
  kind: string;
  position: number | null;
  document: unknown;
  season: number | null;
  series: string | null;
  media_token: string | null;
  prefix: string | null;
  poster: string | null;
}

async function guideTitles(
  database: Database,
  tenantId: string,
  titleIds: readonly string[],
  locale: string,
): Promise<Map<string, GuideTitle>> {
  const rows = await database.$queryRaw<GuideRow[]>`
    SELECT t.id, t.name, t.kind, t.position, s.document, v.media_token, v.prefix, o.object_key AS poster,
      CASE p.kind WHEN 'season' THEN p.position END AS season, CASE p.kind WHEN 'series' THEN p.name ELSE g.name END AS series
    FROM titles t
    LEFT JOIN title_snapshots s ON s.id = t.snapshot_id
    LEFT JOIN titles p ON p.id = t.parent_id
    LEFT JOIN titles g ON g.id = p.parent_id
    LEFT JOIN versions v ON v.id = t.current_version_id
    LEFT JOIN outputs o ON o.version_id = v.id AND o.kind = 'poster'
    WHERE t.tenant_id = ${tenantId} AND t.id = ANY(${[...new Set(titleIds)]}::text[])`;
  return new Map(rows.map((row) => [row.id, guideTitle(row, locale)]));
}

function guideTitle(row: GuideRow, locale: string): GuideTitle {
  const document = documentOf(row.document);
  const words = wordsIn(document, locale);
  const poster = row.media_token && row.prefix && row.poster?.startsWith(row.prefix);
  return {
    ...{ titleId: row.id, kind: row.kind, name: words.title ?? row.name, genres: document.genres },
    description: words.synopsis_short ?? words.synopsis_long,
    seriesName: row.series ?? undefined,
    season: row.season ?? undefined,
    episode: row.kind === 'episode' ? (row.position ?? undefined) : undefined,
    year: document.release_year,
    poster: poster ? `/media/${row.media_token}/${row.poster?.slice(row.prefix?.length ?? 0)}` : undefined,
  };
}
