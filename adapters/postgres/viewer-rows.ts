import type { EntryFilters } from '../../domain/catalog/entry-filters';
import { namesOf, WORLD } from '../../domain/rights/territory';
import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import type { TitlePicture, TitleRecord, VersionRecord } from './port';
import { readPrepared } from './prepared';
import { type VisibleTo, visibleEntry } from './visible';

/** A title as lists of viewers read it: `titles t` and {@link shownColumns} in one statement. */
export interface ShownRow {
  id: string;
  tenant_id: string;
  external_id: string;
  name: string;
  credit: string | null;
  kind: string;
  status: string;
  parent_id: string | null;
  position: number | null;
  published_at: Date | null;
  created_at: Date;
  updated_at: Date;
  current_version_id: string | null;
  artworks: TitlePicture[];
  document: unknown;
  version: ShownVersion | null;
}

/** As JSON of the database: without instants, which lists do not show. */
type ShownVersion = Pick<VersionRecord, 'id' | 'number' | 'mediaToken' | 'prefix' | 'durationMs' | 'parts'> & {
  ingestId: string;
  bytes: number;
  renditions: (VersionRecord['renditions'][number] & { language: string | null })[];
  outputs: VersionRecord['outputs'];
};

/** Columns of `titles t` for {@link titleOf}. */
export const shownColumns = Prisma.sql`
  t.id, t.tenant_id, t.external_id, t.name, t.credit, t.kind, t.status, t.parent_id, t.position, t.current_version_id,
  t.published_at AT TIME ZONE 'UTC' AS published_at, t.created_at AT TIME ZONE 'UTC' AS created_at,
  t.updated_at AT TIME ZONE 'UTC' AS updated_at,
  (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', a.role, 'ratio', a.ratio, 'locale', a.locale,
      'prefix', a.prefix, 'mediaToken', a.media_token, 'sizes', a.derived)) ORDER BY a.id), '[]')
    FROM artworks a WHERE a.title_id = t.id) AS artworks,
  (SELECT s.document FROM title_snapshots s WHERE s.id = t.snapshot_id) AS document,
  (SELECT jsonb_build_object(
      'id', v.id, 'number', v.number, 'ingestId', v.ingest_id, 'mediaToken', v.media_token, 'prefix', v.prefix,
      'durationMs', v.duration_ms, 'bytes', v.bytes, 'parts', v.parts,
      'renditions', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'name', r.name, 'codec', r.codec,
        'width', r.width, 'height', r.height, 'language', r.language, 'label', r.label, 'channels', r.channels, 'bytes', r.bytes)
        ORDER BY r.id), '[]') FROM renditions r WHERE r.version_id = v.id),
      'outputs', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'objectKey', o.object_key)), '[]')
        FROM outputs o WHERE o.version_id = v.id)
    ) FROM versions v WHERE v.id = t.current_version_id) AS version`;

/** Of a row of {@link shownColumns}. */
export const titleOf = (row: ShownRow): TitleRecord => ({
  ...{ id: row.id, tenantId: row.tenant_id, externalId: row.external_id, name: row.name, kind: row.kind },
  ...{ status: row.status, createdAt: row.created_at, updatedAt: row.updated_at },
  ...{ artworks: row.artworks, document: row.document },
  credit: row.credit ?? undefined,
  parentId: row.parent_id ?? undefined,
  position: row.position ?? undefined,
  publishedAt: row.published_at ?? undefined,
  currentVersionId: row.current_version_id ?? undefined,
  current: row.version ? versionOf(row.version) : undefined,
});

const versionOf = ({ renditions, ...version }: ShownVersion): VersionRecord => ({
  ...version,
  layout: '',
  renditions: renditions.map(withoutNulls),
});

const withoutNulls = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null)) as T;

/** Of an entry without windows, in the place of territories. */
const ANYWHERE = '*';

/** What windows may name, to be open to the asker. Titles without windows are closed where rights are required. */
export const placesOf = ({ territory, rightsRequired }: Pick<VisibleTo, 'territory' | 'rightsRequired'>): string[] => [
  ...(territory === undefined ? [WORLD] : namesOf(territory)),
  ...(rightsRequired ? [] : [ANYWHERE]),
];

/**
 * What narrows entries `e`, before the gate is asked of each that is left: numbers and words before arrays, which take longer.
 *
 * @param territory of the asker; undefined when nobody knows
 * @param at before the first start and after the last end of its windows an entry is passed over
 */
export const filtered = (filters: EntryFilters, { territory, at }: Pick<VisibleTo, 'territory' | 'at'>): Prisma.Sql =>
  Prisma.join(
    [
      ...(filters.parentId ? [Prisma.sql`e.parent_id = ${filters.parentId}`] : []),
      ...(filters.kinds?.length === 1 ? [Prisma.sql`e.kind = ${filters.kinds[0]}`] : []),
      ...(filters.kinds && filters.kinds.length !== 1 ? [Prisma.sql`e.kind = ANY(${[...filters.kinds]}::text[])`] : []),
      ...(filters.fromYear === undefined ? [] : [Prisma.sql`e.release_year >= ${filters.fromYear}`]),
      ...(filters.toYear === undefined ? [] : [Prisma.sql`e.release_year <= ${filters.toYear}`]),
      ...(filters.genre === undefined ? [] : [Prisma.sql`e.genres @> ARRAY[${filters.genre}]`]),
      ...(filters.language === undefined ? [] : [Prisma.sql`e.languages @> ARRAY[${filters.language}]`]),
      Prisma.sql`e.opens_at <= ${at.toISOString()}::timestamp AND e.closes_at > ${at.toISOString()}::timestamp`,
      // Series, seasons and collections have no place of their own.
      Prisma.sql`e.places && ${placesOf({ territory, rightsRequired: false })}::text[]`,
    ],
    ' AND ',
  );

/** Entries of these ids that the asker may see, in the order of the ids. */
export async function readEntries(
  database: Database,
  tenantId: string,
  ids: readonly string[],
  asker: VisibleTo,
): Promise<TitleRecord[]> {
  if (ids.length === 0) return [];
  const rows = await readPrepared<ShownRow>(
    database,
    Prisma.sql`
      SELECT ${shownColumns} FROM titles t JOIN published_entries e ON e.title_id = t.id
      WHERE t.tenant_id = ${tenantId} AND t.id = ANY(${[...ids]}::text[]) AND ${visibleEntry(asker)}`,
  );
  const known = new Map(rows.map((row) => [row.id, titleOf(row)]));
  return ids.flatMap((id) => known.get(id) ?? []);
}
