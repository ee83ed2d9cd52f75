import { HeadendError } from '../../domain/failures';
import type { ChannelFormat } from '../../domain/linear/types';
import type { ChannelPlan, Channel as ChannelRow, Prisma } from '../../prisma/client/client';
import { writeAudit } from './audit';
import type { Doer } from './catalog-port';
import { channelLedger } from './channel-ledger';
import { channelLibrary } from './channel-library';
import type {
  ChannelRecord,
  ChannelSignalling,
  ChannelState,
  Channels,
  ChannelTerms,
  PlanRecord,
} from './channels-port';
import type { Database } from './database';
import { guardAll, isTaken } from './errors';
import { newId } from './ids';
import { storableJson } from './json';

/** The process of a channel plans every ten minutes. */
const UNPLANNED_MS = 15 * 60_000;
/** Whoever turns a channel on begins its process; this long it may take. */
const UNTURNED_MS = 60_000;

/** {@link Channels} in PostgreSQL. @param rules `rightsRequired`: a title without any window is closed */
export const createChannels = (database: Database, rules: { rightsRequired?: boolean } = {}): Channels =>
  guardAll<Channels>({
    ...channelLibrary(database, rules),
    ...channelLedger(database),

    async list(tenantId) {
      const rows = await database.channel.findMany({
        where: { tenantId },
        orderBy: [{ number: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }, { id: 'asc' }],
        take: 1000,
      });
      return rows.map(recordOf);
    },

    async find(tenantId, id) {
      const row = await database.channel.findFirst({ where: { tenantId, OR: [{ id }, { slug: id }] } });
      return row ? recordOf(row) : undefined;
    },

    async get(id) {
      const row = await database.channel.findUnique({ where: { id } });
      return row ? recordOf(row) : undefined;
    },

    create: (tenantId, terms, { actor, detail }) =>
      namely(terms, async () =>
        database.$transaction(async (transaction) => {
          const data = { ...columnsOf(terms), id: newId('chn'), tenantId, updatedBy: actor };
          const row = await transaction.channel.create({ data });
          const entry = { tenantId, actor, action: 'channel.create', subject: row.id };
          await writeAudit(transaction, { ...entry, detail: { ...detail, slug: row.slug } });
          return recordOf(row);
        }),
      ),

    change: (channel, terms, doer) =>
      namely(terms, () => written(database, channel, columnsOf(terms), 'channel.change', doer)),

    turn: (channel, state, doer) => written(database, channel, { state }, `channel.${state}`, doer),

    async lost(now) {
      const [planned, turned] = [UNPLANNED_MS, UNTURNED_MS].map((ms) => new Date(now.getTime() - ms));
      return database.channel.findMany({
        where: { state: { not: 'off' }, updatedAt: { lt: turned }, plans: { none: { plannedAt: { gte: planned } } } },
        select: { id: true, tenantId: true },
        orderBy: { id: 'asc' },
      });
    },

    async guideSigns(tenantId) {
      const rows = await database.$queryRaw<{ id: string; sign: string }[]>`
        SELECT c.id, concat_ws(' ', c.revision, c.state,
          (SELECT coalesce(sum(changes), 0) FROM catalog_changes WHERE tenant_id = ${tenantId}),
          (SELECT string_agg(concat(p.variant, extract(epoch FROM p.planned_at)), ' ' ORDER BY p.variant)
            FROM channel_plans p WHERE p.channel_id = c.id),
          (SELECT string_agg(concat(v, l.edition), ' ') FROM unnest(c.variants) v CROSS JOIN LATERAL (
            SELECT edition FROM channel_ledger WHERE channel_id = c.id AND variant = v ORDER BY edition DESC LIMIT 1) l)) AS sign
        FROM channels c WHERE c.tenant_id = ${tenantId}`;
      return new Map(rows.map(({ id, sign }) => [id, sign]));
    },

    async plans(channelId, variant) {
      const rows = await database.channelPlan.findMany({ where: { channelId, variant }, orderBy: { variant: 'asc' } });
      return rows.map(planOf);
    },

    async keepPlan(channelId, { variant, ...plan }) {
      const data = {
        revision: plan.revision,
        from: new Date(plan.from),
        until: new Date(plan.until),
        items: storableJson(plan.items),
        refusals: storableJson(plan.refusals),
        diff: storableJson(plan.diff),
        plannedAt: new Date(plan.plannedAt),
      };
      const where = { channelId_variant: { channelId, variant } };
      await database.channelPlan.upsert({ where, create: { ...data, channelId, variant }, update: data });
    },
  });

async function written(
  database: Database,
  { id, tenantId, revision }: ChannelRecord,
  data: Prisma.ChannelUpdateManyMutationInput,
  action: string,
  { actor, detail }: Doer,
): Promise<ChannelRecord | undefined> {
  return database.$transaction(async (transaction) => {
    const { count } = await transaction.channel.updateMany({
      where: { id, tenantId, revision },
      data: { ...data, revision: { increment: 1 }, updatedBy: actor },
    });
    if (count === 0) return undefined;
    const row = await transaction.channel.findUniqueOrThrow({ where: { id } });
    await writeAudit(transaction, {
      ...{ tenantId, actor, action, subject: id },
      detail: { ...detail, revision: row.revision },
    });
    return recordOf(row);
  });
}

async function namely<Done>({ slug }: ChannelTerms, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new HeadendError('channels/slug-taken', `There is a channel at ${slug} already.`, { field: 'slug' });
  }
}

const columnsOf = (terms: ChannelTerms) => ({
  slug: terms.slug,
  name: terms.name,
  description: terms.description ?? null,
  number: terms.number ?? null,
  category: terms.category ?? null,
  timeZone: terms.timeZone,
  format: storableJson(terms.format),
  schedule: storableJson(terms.schedule),
  signalling: storableJson(terms.signalling),
  variants: [...terms.variants],
  slateId: terms.slateId ?? null,
  logoUrl: terms.logoUrl ?? null,
});

const recordOf = (row: ChannelRow): ChannelRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  slug: row.slug,
  name: row.name,
  description: row.description ?? undefined,
  number: row.number ?? undefined,
  category: row.category ?? undefined,
  timeZone: row.timeZone,
  state: row.state as ChannelState,
  format: row.format as unknown as ChannelFormat,
  schedule: row.schedule,
  signalling: row.signalling as ChannelSignalling,
  variants: row.variants,
  slateId: row.slateId ?? undefined,
  logoUrl: row.logoUrl ?? undefined,
  revision: row.revision,
  epoch: row.epoch?.getTime(),
  updatedBy: row.updatedBy,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

const planOf = (row: ChannelPlan): PlanRecord => ({
  variant: row.variant,
  revision: row.revision,
  from: row.from.getTime(),
  until: row.until.getTime(),
  items: row.items as unknown as PlanRecord['items'],
  refusals: row.refusals as unknown as PlanRecord['refusals'],
  diff: row.diff,
  plannedAt: row.plannedAt.getTime(),
});
