import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json';
import { diffDocuments } from '../../domain/catalog/diff';
import { type CatalogDocument, documentOf, withDelivered } from '../../domain/catalog/document';
import { mayPublish } from '../../domain/catalog/issues';
import { wordsIn } from '../../domain/catalog/locales';
import { HeadendError, isHeadendError } from '../../domain/failures';
import type { TitleMetadata } from '../../domain/metadata/title-metadata';
import type { Prisma, TitleSchedule } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Doer, EntryRecord, ScheduleRecord, SnapshotRecord } from './catalog-port';
import { noTitle, readEntry, scheduleOf, snapshotOf } from './catalog-rows';
import { appendEvent } from './events';
import { titleData } from './events-data';
import { newId } from './ids';
import { storableJson } from './json';

type Transaction = Prisma.TransactionClient;

/** Why an entry went out or was taken down. */
export type EntryCause = 'editor' | 'schedule';

/** One change of an entry at a time: the others wait for its row. @throws {HeadendError} `request/not-found` */
export async function holdEntry(transaction: Transaction, tenantId: string, id: string): Promise<EntryRecord> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM titles WHERE id = ${id} AND tenant_id = ${tenantId} FOR UPDATE`;
  if (!rows[0]) throw noTitle(id);
  return readEntry(transaction, tenantId, id);
}

/** Freeze the draft of an entry that is held; the same document as the newest snapshot is that snapshot. */
export async function freezeHeld(transaction: Transaction, entry: EntryRecord, actor: string): Promise<SnapshotRecord> {
  const { tenantId, id: titleId, document, issues } = entry;
  const digest = createHash('sha256').update(canonicalJson(document)).digest('hex');
  const last = await transaction.titleSnapshot.findFirst({ where: { titleId }, orderBy: { number: 'desc' } });
  const frozen = { digest, document: storableJson(document), issues: storableJson(issues) };
  if (last?.digest === digest) {
    const { issues: found } = frozen;
    return snapshotOf(await transaction.titleSnapshot.update({ where: { id: last.id }, data: { issues: found } }));
  }
  const number = (last?.number ?? 0) + 1;
  const data = { id: newId('snp'), tenantId, titleId, number, createdBy: actor, ...frozen };
  return snapshotOf(await transaction.titleSnapshot.create({ data }));
}

/**
 * Show a snapshot of an entry that is held to viewers.
 *
 * @param snapshotId the draft as it is when left out
 * @throws {HeadendError} `title/has-errors`, `request/not-found`
 */
export async function publishHeld(
  transaction: Transaction,
  entry: EntryRecord,
  snapshotId: string | undefined,
  { actor, detail, cause }: Doer & { cause: EntryCause | 'version' },
): Promise<void> {
  const snapshot = snapshotId
    ? await snapshotOfTitle(transaction, entry.id, snapshotId)
    : await freezeHeld(transaction, entry, actor);
  if (cause !== 'version') checkFit(snapshot);
  if (entry.status === 'published' && entry.snapshot?.id === snapshot.id) return;
  await transaction.titleSnapshot.update({ where: { id: snapshot.id }, data: { publishedAt: new Date() } });
  const title = await transaction.title.update({
    where: { id: entry.id },
    data: {
      status: 'published',
      snapshotId: snapshot.id,
      ...(cause === 'version' ? {} : { autoPublish: false, name: nameOf(snapshot.document) ?? entry.name }),
    },
  });
  // Of a new version its own publication tells.
  if (cause === 'version') return;
  const about = { tenantId: entry.tenantId, subject: entry.id };
  const shown = { id: snapshot.id, number: snapshot.number };
  await writeAudit(transaction, {
    ...about,
    actor,
    action: 'title.publish_entry',
    detail: { ...detail, cause, snapshot: shown.number, was: entry.snapshot?.number ?? null },
  });
  await appendEvent(transaction, {
    ...about,
    type: 'title.entry_published',
    testMode: title.testMode,
    data: { ...titleData(title), snapshot: shown, cause },
  });
}

/** What lists call an entry. */
const nameOf = (document: CatalogDocument): string | undefined =>
  wordsIn(document, document.default_locale ?? document.original_language ?? 'en').title?.slice(0, 300);

async function snapshotOfTitle(transaction: Transaction, titleId: string, id: string): Promise<SnapshotRecord> {
  const row = await transaction.titleSnapshot.findFirst({ where: { id, titleId } });
  if (!row) throw new HeadendError('request/not-found', `Title ${titleId} has no snapshot ${id}.`);
  return snapshotOf(row);
}

/** @throws {HeadendError} `title/has-errors` */
function checkFit({ number, issues }: SnapshotRecord): void {
  if (mayPublish(issues)) return;
  const errors = issues.filter(({ severity }) => severity === 'error');
  throw new HeadendError('title/has-errors', `Snapshot ${number} has ${errors.length} errors.`, {
    errors: errors.map(({ path, message }) => ({ field: path, message })),
  });
}

/** Take an entry that is held down; whoever watches is told by the gate of playback. It is no more published by itself. */
export async function unpublishHeld(
  transaction: Transaction,
  entry: EntryRecord,
  { actor, detail, cause }: Doer & { cause: EntryCause },
): Promise<void> {
  if (entry.status !== 'published') {
    await transaction.title.update({ where: { id: entry.id }, data: { autoPublish: false } });
    return;
  }
  const data = { status: 'unpublished', autoPublish: false };
  const title = await transaction.title.update({ where: { id: entry.id }, data });
  const about = { tenantId: entry.tenantId, subject: entry.id };
  const was = entry.snapshot?.number ?? null;
  await writeAudit(transaction, { ...about, actor, action: 'title.unpublish', detail: { ...detail, cause, was } });
  await appendEvent(transaction, {
    ...about,
    type: 'title.unpublished',
    testMode: title.testMode,
    data: { ...titleData(title), cause },
  });
}

/**
 * In the transaction that makes another version of a title current: what was delivered beside the media fills the gaps of
 * its draft, and the entry goes out by itself with it, unless an editor has taken it in hand.
 */
export async function publishByVersion(transaction: Transaction, tenantId: string, titleId: string): Promise<void> {
  const row = await transaction.title.findUniqueOrThrow({ where: { id: titleId } });
  if (row.draftRevision > 0) {
    const before = documentOf(row.draft);
    const filled = withDelivered(before, row.name, (row.metadata ?? undefined) as TitleMetadata | undefined);
    if (diffDocuments(before, filled).length > 0) {
      const data = { draft: storableJson(filled), draftRevision: { increment: 1 } };
      await transaction.title.update({ where: { id: titleId }, data });
    }
  }
  if (!row.autoPublish) return;
  const entry = await readEntry(transaction, tenantId, titleId);
  await publishHeld(transaction, entry, undefined, { actor: 'workflow', cause: 'version' });
}

/**
 * Do what a schedule says, once: in a transaction of the calendar, at or after its instant. What cannot be done is written
 * down with its failure code and not tried again; a schedule that has ended already is left as it is.
 *
 * @returns the schedule as it is now; undefined when there is none
 */
export async function applySchedule(transaction: Transaction, id: string): Promise<ScheduleRecord | undefined> {
  const [held] = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM title_schedules WHERE id = ${id} FOR UPDATE`;
  if (!held) return undefined;
  const row = await transaction.titleSchedule.findUniqueOrThrow({ where: { id } });
  if (row.status !== 'waiting') return scheduleOf(row);
  const reason = await doScheduled(transaction, row);
  const data = { status: reason ? 'failed' : 'done', reason, endedAt: new Date() };
  const ended = await transaction.titleSchedule.update({ where: { id }, data });
  if (reason) {
    const { tenantId, titleId: subject, createdBy: actor, action } = row;
    const detail = { schedule: id, action, reason };
    await writeAudit(transaction, { tenantId, actor, action: 'title.schedule_failed', subject, detail });
  }
  return scheduleOf(ended);
}

/** Publish or take down as a schedule says, and nothing else. @returns why it could not be done */
export async function doScheduled(transaction: Transaction, row: TitleSchedule): Promise<string | undefined> {
  const doer = { actor: row.createdBy, detail: { schedule: row.id }, cause: 'schedule' as const };
  try {
    const entry = await holdEntry(transaction, row.tenantId, row.titleId);
    if (row.action === 'unpublish') await unpublishHeld(transaction, entry, doer);
    else await publishHeld(transaction, entry, row.snapshotId ?? undefined, doer);
    return undefined;
  } catch (error) {
    // These are found before anything is written.
    if (!isHeadendError(error) || error.failure.retry) throw error;
    return `${error.code}: ${error.message}`;
  }
}
