import type {
  EntryRecord,
  GenreRecord,
  PersonRecord,
  RelatedEntry,
  ScheduleRecord,
  SnapshotRecord,
} from '../../adapters/postgres/catalog-port';
import { diffDocuments } from '../../domain/catalog/diff';
import { completenessOf } from '../../domain/catalog/issues';
import type { z } from '../http/zod';
import type { DraftView, GenreView, PersonView, RelatedView, ScheduleView, SnapshotView } from './entries-schemas';

export const draftView = (entry: EntryRecord): z.input<typeof DraftView> => ({
  id: entry.id,
  external_id: entry.externalId,
  name: entry.name,
  kind: entry.kind,
  parent: entry.parent ?? null,
  position: entry.position ?? null,
  status: entry.status,
  auto_publish: entry.autoPublish,
  has_media: entry.hasMedia,
  revision: entry.revision,
  document: entry.document,
  issues: entry.issues,
  completeness: completenessOf(entry.document),
  live_snapshot: entry.snapshot?.number ?? null,
  unpublished_changes: entry.snapshot ? diffDocuments(entry.snapshot.document, entry.document) : [],
  updated_at: entry.updatedAt.toISOString(),
});

/** @param live id of what viewers see */
export const snapshotView = (snapshot: SnapshotRecord, live: string | undefined): z.input<typeof SnapshotView> => ({
  id: snapshot.id,
  number: snapshot.number,
  created_by: snapshot.createdBy,
  created_at: snapshot.createdAt.toISOString(),
  published_at: snapshot.publishedAt?.toISOString() ?? null,
  live: snapshot.id === live,
  issues: snapshot.issues,
  document: snapshot.document,
});

export const relatedView = (entry: RelatedEntry): z.input<typeof RelatedView> => ({
  id: entry.id,
  external_id: entry.externalId,
  name: entry.name,
  kind: entry.kind,
  position: entry.position ?? null,
  status: entry.status,
});

export const scheduleView = (schedule: ScheduleRecord): z.input<typeof ScheduleView> => ({
  id: schedule.id,
  title_id: schedule.titleId,
  action: schedule.action,
  at: schedule.at.toISOString(),
  snapshot_id: schedule.snapshotId ?? null,
  status: schedule.status,
  reason: schedule.reason ?? null,
  created_by: schedule.createdBy,
  created_at: schedule.createdAt.toISOString(),
  ended_at: schedule.endedAt?.toISOString() ?? null,
});

export const genreView = ({ id, key, names, createdAt }: GenreRecord): z.input<typeof GenreView> => ({
  id,
  key,
  names,
  created_at: createdAt.toISOString(),
});

export const personView = (person: PersonRecord): z.input<typeof PersonView> => ({
  id: person.id,
  name: person.name,
  sort_name: person.sortName,
  external_ids: person.externalIds,
  created_at: person.createdAt.toISOString(),
  updated_at: person.updatedAt.toISOString(),
});
