import { HeadendError } from '../../domain/failures';
import { MILESTONE_EVENTS, type Milestone, resolveEdges } from '../../domain/rights/milestones';
import type { Prisma, RightsWindow as WindowRow } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Database } from './database';
import { newId } from './ids';
import type { MilestoneRecord, WindowRecord, WindowTerms } from './rights-port';
import { termColumns, windowRecord } from './rights-record';

type Transaction = Prisma.TransactionClient;
type WindowName = Pick<WindowRecord, 'tenantId' | 'id' | 'version'>;

/** See Rights.create. */
export const createWindow = (
  database: Database,
  { tenantId, titleId, terms, actor }: { tenantId: string; titleId: string; terms: WindowTerms; actor: string },
): Promise<WindowRecord> =>
  database.$transaction(async (transaction) => {
    const title = await transaction.title.findFirst({ where: { id: titleId, tenantId } });
    if (!title) throw new HeadendError('request/not-found', `There is no title ${titleId}.`);
    const { externalId } = title;
    const { id } = await transaction.rightsWindow.create({
      data: { ...termColumns(terms), id: newId('win'), tenantId, titleId, externalId, createdBy: actor },
    });
    await settleEdges(transaction, tenantId, [externalId]);
    const row = await transaction.rightsWindow.findUniqueOrThrow({ where: { id } });
    await audited(transaction, actor, 'window.create', undefined, row);
    return windowRecord(row);
  });

/** See Rights.change. An approval is of what was said then: what changed has to be approved again. */
export const changeWindow = (
  database: Database,
  { window, terms, actor }: { window: WindowName; terms: WindowTerms; actor: string },
): Promise<WindowRecord | undefined> =>
  written(
    database,
    window,
    { ...termColumns(terms), approvedBy: null, unresolved: [], source: 'manual' },
    'window.change',
    actor,
  );

/** See Rights.decide. An approval also releases a hold. */
export const decideWindow = (
  database: Database,
  { window, decision, actor }: { window: WindowName; decision: 'approve' | 'withdraw'; actor: string },
): Promise<WindowRecord | undefined> =>
  decision === 'approve'
    ? written(database, window, { approvedBy: actor, decision: null }, 'window.approve', actor)
    : written(database, window, { status: 'withdrawn' }, 'window.withdraw', actor);

const written = (
  database: Database,
  { tenantId, id, version }: WindowName,
  data: Prisma.RightsWindowUpdateManyMutationInput,
  action: string,
  actor: string,
): Promise<WindowRecord | undefined> =>
  database.$transaction(async (transaction) => {
    const before = await transaction.rightsWindow.findFirst({ where: { id, tenantId } });
    const { count } = await transaction.rightsWindow.updateMany({
      where: { id, tenantId, version, status: 'active' },
      data: { ...data, version: { increment: 1 } },
    });
    if (count === 0 || !before) return undefined;
    await settleEdges(transaction, tenantId, [before.externalId]);
    const row = await transaction.rightsWindow.findUniqueOrThrow({ where: { id } });
    await audited(transaction, actor, action, before, row);
    return windowRecord(row);
  });

/** What the audit log tells of a window: what decides who may watch when. */
const told = (row: WindowRow | undefined) =>
  row && {
    ...{ kind: row.kind, license_type: row.licenseType, territories: row.territories },
    ...{ excluded_territories: row.excludedTerritories, version: row.version, status: row.status },
    ...{ starts_at: row.startsAt?.toISOString() ?? null, ends_at: row.endsAt?.toISOString() ?? null },
  };

const audited = (transaction: Transaction, actor: string, action: string, was: WindowRow | undefined, is: WindowRow) =>
  writeAudit(transaction, {
    ...{ tenantId: is.tenantId, actor, action, subject: is.id },
    detail: { title_id: is.titleId, was: told(was) ?? null, is: told(is) },
  });

/** See Rights.recordMilestone. */
export const recordMilestone = (
  database: Database,
  tenantId: string,
  { externalId, event, territory, at, recordedBy }: Omit<MilestoneRecord, 'recordedAt'>,
): Promise<{ windows: string[] }> =>
  database.$transaction(async (transaction) => {
    const name = { tenantId, externalId, event, territory };
    await transaction.titleMilestone.upsert({
      where: { tenantId_externalId_event_territory: name },
      create: { ...name, at, recordedBy },
      update: { at, recordedBy, recordedAt: new Date() },
    });
    const windows = await settleEdges(transaction, tenantId, [externalId]);
    const detail = { event, territory, at: at.toISOString(), windows };
    await writeAudit(transaction, {
      ...{ tenantId, actor: recordedBy, action: 'milestone.record', subject: externalId, detail },
    });
    return { windows };
  });

/**
 * Give the edges that wait for events their instants, or take them away again, from the milestones of the titles and the windows
 * they are sold by. Call it in the transaction that writes either. The event ESTStart is known without being recorded where a title
 * has an EST window: it is its start.
 *
 * @param externalIds partners' names of titles
 * @returns ids of the windows whose edges moved
 */
export async function settleEdges(
  transaction: Transaction,
  tenantId: string,
  externalIds: readonly string[],
): Promise<string[]> {
  const names = { tenantId, externalId: { in: [...externalIds] } };
  const events = [...MILESTONE_EVENTS];
  const waiting = await transaction.rightsWindow.findMany({
    where: {
      ...{ ...names, status: 'active' },
      OR: [{ startCondition: { in: events } }, { endCondition: { in: events } }],
    },
  });
  if (waiting.length === 0) return [];
  const recorded = await transaction.titleMilestone.findMany({ where: names });
  const sales = await transaction.rightsWindow.findMany({
    where: { ...names, status: 'active', kind: 'grant', licenseType: 'EST', startsAt: { not: null } },
  });
  const moved = waiting.map((row) => {
    const of = <T extends { externalId: string }>(rows: T[]) =>
      rows.filter((each) => each.externalId === row.externalId);
    return { row, edges: edgesOf(row, [...of(recorded).map(milestoneOf), ...of(sales).flatMap(salesOf)]) };
  });
  const changed = moved.filter(({ row, edges }) => differs(row, edges));
  for (const { row, edges } of changed)
    await transaction.rightsWindow.update({
      where: { id: row.id },
      data: { ...edges, version: { increment: 1 } },
    });
  return changed.map(({ row }) => row.id);
}

const milestoneOf = ({ event, territory, at }: { event: string; territory: string; at: Date }): Milestone => ({
  ...{ event, territory, at: at.getTime() },
});

const salesOf = ({ territories, startsAt }: WindowRow): Milestone[] =>
  startsAt ? territories.map((territory) => ({ event: 'ESTStart', territory, at: startsAt.getTime() })) : [];

function edgesOf(row: WindowRow, milestones: Milestone[]) {
  const start = conditionOf(row.startCondition, row.startLagSeconds);
  const end = conditionOf(row.endCondition, row.endLagSeconds);
  const { startsAt, endsAt, unresolved } = resolveEdges({ territories: row.territories, start, end }, milestones);
  return {
    startsAt: start ? dateOf(startsAt) : row.startsAt,
    endsAt: end ? dateOf(endsAt) : row.endsAt,
    unresolved,
  };
}

const conditionOf = (event: string | null, lag: bigint | null) =>
  event && (MILESTONE_EVENTS as readonly string[]).includes(event)
    ? { event, lagSeconds: Number(lag ?? 0) }
    : undefined;
const dateOf = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

const differs = (row: WindowRow, edges: ReturnType<typeof edgesOf>): boolean =>
  row.startsAt?.getTime() !== edges.startsAt?.getTime() ||
  row.endsAt?.getTime() !== edges.endsAt?.getTime() ||
  [...row.unresolved].sort().join() !== [...edges.unresolved].sort().join();
