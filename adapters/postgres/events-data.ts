import type { FailureData, IngestData, TitleData, UploadData, WindowData } from '../../domain/announce/event-catalogue';
import { failureOf, isFailureCode } from '../../domain/failures';
import type { Ingest, RightsWindow, Title, Upload } from '../../prisma/client/client';
import { orderedNames } from './ordered-names';

/**
 * What a partner is told of an ingest by an event.
 *
 * @param titleName what the title is called, for an order that gives no name
 */
export const ingestData = (
  row: Omit<Ingest, 'stages' | 'chunks'>,
  titleName: string,
  changed: Partial<IngestData> = {},
): IngestData => ({
  id: row.id,
  external_id: row.externalId,
  title_id: row.titleId,
  title: orderedNames(row.order).name ?? titleName,
  status: row.status,
  stage: row.stage,
  verdict: row.verdict,
  failure: failureData(row),
  version_id: row.versionId,
  profile: row.profile,
  priority: row.priority,
  attempt: row.attempt,
  passthrough: (row.passthrough ?? null) as IngestData['passthrough'],
  created_at: row.createdAt.toISOString(),
  ended_at: row.endedAt?.toISOString() ?? null,
  ...changed,
});

/** What a partner is told of a rights window by an event. */
export const windowData = (row: RightsWindow): WindowData => ({
  id: row.id,
  title_id: row.titleId ?? '',
  external_id: row.externalId,
  kind: row.kind,
  licence_type: row.licenseType,
  territories: row.territories,
  excluded_territories: row.excludedTerritories,
  starts_at: row.startsAt?.toISOString() ?? null,
  ends_at: row.endsAt?.toISOString() ?? null,
  version: row.version,
});

/** What a partner is told of a title by an event. */
export const titleData = (row: Omit<Title, 'metadata'>): TitleData => ({
  id: row.id,
  external_id: row.externalId,
  name: row.name,
  credit: row.credit,
  published: row.currentVersionId !== null && row.status === 'published',
  published_at: row.publishedAt?.toISOString() ?? null,
  current_version_id: row.currentVersionId,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** What a partner is told of an upload by an event. */
/** What an event tells of an upload. */
export type UploadFacts = Pick<
  Upload,
  | 'id'
  | 'fileName'
  | 'status'
  | 'bytes'
  | 'received'
  | 'contentType'
  | 'ingestId'
  | 'failureCode'
  | 'failureDetail'
  | 'createdAt'
>;

export const uploadData = (row: UploadFacts): UploadData => ({
  id: row.id,
  file_name: row.fileName,
  status: row.status,
  bytes: row.received > 0n ? Number(row.received) : row.bytes === null ? null : Number(row.bytes),
  content_type: row.contentType,
  ingest_id: row.ingestId,
  failure: failureData(row),
  created_at: row.createdAt.toISOString(),
});

/** Longest text of a failure that travels in an event. */
const MOST_DETAIL = 2_000;

function failureData(row: { failureCode: string | null; failureDetail: string | null }): FailureData | null {
  if (row.failureCode === null) return null;
  const { title, fix, who } = failureOf(row.failureCode);
  const code = isFailureCode(row.failureCode) ? row.failureCode : 'internal/unexpected';
  return { code, title, detail: (row.failureDetail ?? title).slice(0, MOST_DETAIL), fix, who };
}
