import { namesOf } from '../../domain/rights/territory';
import type { LicenceType } from '../../domain/rights/types';
import { Prisma } from '../../prisma/client/client';

/** Who asks for titles, and for when: the asker of the gate, less the language. */
export interface VisibleTo {
  /** ISO 3166-1 alpha-2 or ISO 3166-2; undefined when nobody knows. */
  territory?: string;
  device?: { family?: string };
  licenceTypes: readonly LicenceType[];
  at: Date;
  /** A title without any window is closed. */
  rightsRequired: boolean;
  /** `play` asks as `mayPlay` does, and is meant when left out; `offer` asks as `mayOffer` does. */
  purpose?: 'play' | 'offer';
}

/**
 * May the asker play the title (or be offered it)? The gate (domain/rights/may-play.ts) as a condition of SQL on `titles t`, for
 * lists, search and feeds. A property test on PostgreSQL holds the two equal.
 *
 * @param alias of the titles, where not `t`
 */
export const visible = (asker: VisibleTo, alias: 't' | 'c' = 't'): Prisma.Sql => visibleAs(asker, Prisma.raw(alias));

const visibleAs = (asker: VisibleTo, t: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  ${t}.current_version_id IS NOT NULL AND ${t}.status = 'published' AND (
    ${openToAll(asker, t)} OR EXISTS (
      SELECT 1 FROM rights_windows g
      WHERE g.title_id = ${t}.id AND g.status = 'active' AND g.kind = 'grant'
        AND g.license_type = ANY(${asker.licenceTypes.filter((type) => asker.purpose === 'offer' || type !== 'POEST')}::text[])
        AND ${fits(Prisma.sql`g.device_families`, asker.device?.family, false)} AND ${grantedIn(asker.territory)}
        AND (NOT g.exception OR g.approved_by IS NOT NULL) AND NOT 'start' = ANY(g.unresolved)
        AND (g.starts_at IS NULL OR g.starts_at <= ${instant(asker)})
        AND (${ownedForEver(asker)} OR g.ends_at IS NULL OR g.ends_at > ${instant(asker)})
        AND NOT EXISTS (
          SELECT 1 FROM rights_windows b
          WHERE b.title_id = ${t}.id AND b.status = 'active' AND b.kind <> 'grant'
            AND (b.license_type IS NULL OR b.license_type = g.license_type)
            AND ${fits(Prisma.sql`b.device_families`, asker.device?.family, true)} AND ${barredIn(asker.territory)}
            AND (NOT b.exception OR b.approved_by IS NOT NULL) AND NOT 'start' = ANY(b.unresolved)
            AND (b.starts_at IS NULL OR b.starts_at <= ${instant(asker)})
            AND (b.ends_at IS NULL OR b.ends_at > ${instant(asker)})
        )
    )
  )
)`;

/**
 * Is there anything to see for the asker behind the entry? A title as {@link visible} says; a series, season or collection where
 * something in it is, and what lies between is published.
 */
export const visibleEntry = (asker: VisibleTo): Prisma.Sql => Prisma.sql`(
  CASE WHEN t.kind IN ('series', 'season', 'collection')
    THEN t.status = 'published' AND EXISTS (
      SELECT 1 FROM titles_within(t.id) AS part JOIN titles c ON c.id = part WHERE ${visible(asker, 'c')})
    ELSE ${visible(asker)} END)`;

const ownedForEver = ({ purpose }: VisibleTo): Prisma.Sql =>
  purpose === 'offer' ? Prisma.sql`false` : Prisma.sql`g.license_type = 'EST'`;

const instant = ({ at }: VisibleTo): Prisma.Sql => Prisma.sql`${at.toISOString()}::timestamp`;

const openToAll = ({ rightsRequired }: VisibleTo, t: Prisma.Sql): Prisma.Sql =>
  rightsRequired
    ? Prisma.sql`false`
    : Prisma.sql`NOT EXISTS (SELECT 1 FROM rights_windows a WHERE a.title_id = ${t}.id)`;

/** @param unknown what a device of which nothing is known counts as */
const fits = (families: Prisma.Sql, family: string | undefined, unknown: boolean): Prisma.Sql =>
  family === undefined || family === ''
    ? Prisma.sql`(${unknown} OR cardinality(${families}) = 0)`
    : Prisma.sql`(cardinality(${families}) = 0 OR ${family} = ANY(${families}))`;

const covers = (territories: Prisma.Sql, place: string): Prisma.Sql =>
  Prisma.sql`${territories} && ${namesOf(place)}::text[]`;

const mayCover = (territories: Prisma.Sql, place: string): Prisma.Sql =>
  Prisma.sql`(${covers(territories, place)} OR EXISTS (
    SELECT 1 FROM unnest(${territories}) part WHERE starts_with(part, ${`${place}-`})))`;

const grantedIn = (place: string | undefined): Prisma.Sql =>
  place === undefined
    ? Prisma.sql`('ZZ' = ANY(g.territories) AND cardinality(g.excluded_territories) = 0)`
    : Prisma.sql`(${covers(Prisma.sql`g.territories`, place)} AND NOT ${mayCover(Prisma.sql`g.excluded_territories`, place)})`;

const barredIn = (place: string | undefined): Prisma.Sql =>
  place === undefined
    ? Prisma.sql`true`
    : Prisma.sql`(${mayCover(Prisma.sql`b.territories`, place)} AND NOT (${covers(Prisma.sql`b.excluded_territories`, place)}))`;
