import type { ArtworkSize } from '../../domain/catalog/artwork';
import { Prisma } from '../../prisma/client/client';

/** A title as feeds read it. */
export interface FeedRow {
  id: string;
  external_id: string;
  name: string;
  kind: string;
  parent_id: string | null;
  position: number | null;
  status: string;
  current_version_id: string | null;
  published_at: Date | null;
  updated_at: Date;
  /** The frozen document that viewers see; null of titles that have none. */
  document: unknown;
  duration_ms: number | null;
  media_token: string | null;
  prefix: string | null;
  artwork: FeedArtwork[] | null;
  /** Of editors. */
  pictures: FeedEditorial[] | null;
  /** Object key. */
  poster: string | null;
  height: number | null;
  audio: string[] | null;
  captions: string[] | null;
}

/** A partner's picture, as the publishing step writes it. */
export interface FeedArtwork {
  kind?: string;
  language?: string | null;
  /** Under the version's prefix. */
  path?: string;
}

/** A picture that an editor put there. */
export interface FeedEditorial {
  role: string;
  locale: string | null;
  token: string;
  /** Largest first. */
  sizes: ArtworkSize[];
}

/** The columns of a {@link FeedRow}, of titles `t`. */
export const feedColumns = Prisma.sql`
  SELECT t.id, t.external_id, t.name, t.kind, t.parent_id, t.position, t.status, t.current_version_id,
    t.published_at AT TIME ZONE 'UTC' AS published_at, t.updated_at AT TIME ZONE 'UTC' AS updated_at,
    s.document, v.duration_ms, v.media_token, v.prefix, v.parts #> '{metadata,artwork}' AS artwork, p.object_key AS poster,
    r.height, r.audio, r.captions, e.pictures
  FROM titles t
  LEFT JOIN title_snapshots s ON s.id = t.snapshot_id
  LEFT JOIN versions v ON v.id = t.current_version_id
  LEFT JOIN outputs p ON p.version_id = v.id AND p.kind = 'poster'
  LEFT JOIN LATERAL (
    SELECT max(height) AS height,
      array_agg(DISTINCT language) FILTER (WHERE kind = 'audio' AND language IS NOT NULL) AS audio,
      array_agg(DISTINCT language) FILTER (WHERE kind = 'text' AND language IS NOT NULL) AS captions
    FROM renditions WHERE version_id = v.id
  ) r ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('role', role, 'locale', locale, 'token', media_token, 'sizes', derived) ORDER BY id) AS pictures
    FROM artworks WHERE title_id = t.id
  ) e ON true`;

/** Every column of a window that is judged, by the names of Prisma, which takes four times as long to read thousands of them. */
export const windowColumns = Prisma.sql`
  SELECT id, tenant_id AS "tenantId", external_id AS "externalId", title_id AS "titleId", kind, license_type AS "licenseType",
    territories, excluded_territories AS "excludedTerritories", starts_at AT TIME ZONE 'UTC' AS "startsAt",
    ends_at AT TIME ZONE 'UTC' AS "endsAt", unresolved, start_condition AS "startCondition",
    start_lag_seconds AS "startLagSeconds", end_condition AS "endCondition", end_lag_seconds AS "endLagSeconds", raw, languages,
    holdback_languages AS "holdbackLanguages", format_profile AS "formatProfile", device_families AS "deviceFamilies",
    exclusive, runs, rental_start_by_seconds AS "rentalStartBySeconds",
    rental_finish_by_seconds AS "rentalFinishBySeconds", terms, exception, exception_text AS "exceptionText",
    approved_by AS "approvedBy", transaction_id AS "transactionId", contract_id AS "contractId", licensor, source, version,
    status, announced_open AS "announcedOpen", look_at AS "lookAt", created_by AS "createdBy", created_at AS "createdAt",
    updated_at AS "updatedAt"
  FROM rights_windows`;
