import type { ChannelRecord, PlanRecord } from '../../adapters/postgres/channels-port';
import { HeadendError } from '../../domain/failures';
import {
  airEnd,
  BIRTH_BEFORE_MS,
  BREAK_IN_AHEAD_MS,
  resealFrom,
  SEAL_AHEAD_MS,
  sealable,
  sealItems,
} from '../../domain/linear/seal';
import type { AirItem, LedgerRow, LinearAsset } from '../../domain/linear/types';
import { mayAir } from '../../domain/linear/variant-plan';
import type { ChannelOrder, SealLook } from '../../workflows/channels/contract';
import { noteAsRun } from './as-run';
import { type ChannelPorts, channelOf, openPlanner, type Planner } from './ports';

type VariantLook = SealLook['variants'][number];

/** Seal what airs within the next quarter of an hour, and take off what may not air any more. */
export const createSealChannel =
  (ports: ChannelPorts) =>
  async ({ channelId }: ChannelOrder): Promise<SealLook> => {
    const channel = await channelOf(ports, channelId);
    if (channel.state === 'off') return { state: 'off', variants: [], planAgain: false };
    const plans = await ports.channels.plans(channelId);
    const variants: VariantLook[] = [];
    let planAgain = false;
    for (const variant of channel.variants) {
      const plan = plans.find((each) => each.variant === variant);
      const stale = !plan || plan.revision !== channel.revision;
      const changed = !stale && (await ports.channels.changedSince(channel.tenantId, plan.plannedAt));
      const look = await sealVariant(ports, channel, variant, stale || changed ? undefined : plan);
      planAgain ||= changed || look.takenOff > 0 || stale;
      variants.push(look);
    }
    return { state: channel.state, variants, planAgain };
  };

async function sealVariant(
  ports: ChannelPorts,
  channel: ChannelRecord,
  variant: string,
  plan: PlanRecord | undefined,
): Promise<VariantLook> {
  const planner = lazily(() => openPlanner(ports, channel));
  let takenOff = 0;
  const sealed = await ports.channels.seal(channel.id, variant, async (tail, now) => {
    const rows = tail ? await ports.channels.ledger(channel.id, variant, now - 1, airEnd(tail) + 1) : [];
    const lost = await firstWithoutRights(ports, channel, variant, rows, now + BREAK_IN_AHEAD_MS);
    if (lost !== undefined) {
      takenOff = 1;
      const at = Math.max(rows[lost]?.airStart ?? 0, now + BREAK_IN_AHEAD_MS);
      return { rows: await resealed(ports, { channel, variant, rows, at, now, planner }), cause: 'rights' };
    }
    const from = nextStart(tail, now);
    if (from >= now + SEAL_AHEAD_MS) return { rows: [] };
    const items = await itemsFrom(planner, plan, variant, from, now + SEAL_AHEAD_MS);
    return { rows: sealItems(items, tail, tail?.edition ?? 0) };
  });
  return { ...(await told(ports, channel, variant)), sealed: sealed.length, takenOff };
}

/**
 * Where the next row begins: right after the last one. A channel that begins, or that stood still for so long that players have
 * come to the end, begins a little before now, so that its first playlists hold enough.
 */
const nextStart = (tail: LedgerRow | undefined, now: number): number => {
  const birth = now - BIRTH_BEFORE_MS;
  return tail && airEnd(tail) > birth ? airEnd(tail) : Math.floor(birth / 1000) * 1000;
};

/** Of the plan that the guide shows where it fits, else made now. */
async function itemsFrom(
  planner: () => Promise<Planner>,
  plan: PlanRecord | undefined,
  variant: string,
  from: number,
  until: number,
): Promise<AirItem[]> {
  const kept = sealable(plan?.items ?? [], from, until);
  const last = kept.at(-1);
  if (kept[0]?.airStart === from && last && airEnd(last) >= until) return kept;
  const fresh = await (await planner()).plan(variant, from, until);
  return sealable(fresh.items, from, until);
}

/** The first sealed row that is on air at `at` or later, of a title that may not air any more. */
async function firstWithoutRights(
  { channels }: ChannelPorts,
  channel: ChannelRecord,
  variant: string,
  rows: readonly LedgerRow[],
  at: number,
): Promise<number | undefined> {
  const ahead = rows.filter((row) => airEnd(row) > at && row.titleId !== channel.slateId);
  const rights = await channels.rightsOf(channel.tenantId, [...new Set(ahead.map(({ titleId }) => titleId))]);
  const lost = ahead.find((row) => {
    const facts = rights.get(row.titleId);
    return !facts || !mayAir(facts, variant, Math.max(row.airStart, at), airEnd(row)).allowed;
  });
  return lost && rows.indexOf(lost);
}

/** Seal anew from an instant on. @param insert what airs first, given where it begins */
export async function resealed(
  { channels }: ChannelPorts,
  wish: {
    channel: ChannelRecord;
    variant: string;
    rows: readonly LedgerRow[];
    at: number;
    now: number;
    planner: () => Promise<Planner>;
    insert?: (from: number) => AirItem[];
  },
): Promise<LedgerRow[]> {
  const assets: Map<string, LinearAsset> = await channels.assets(wish.rows.map(({ versionId }) => versionId));
  const begun = resealFrom(wish.rows, assets, wish.at);
  if (!begun) throw new HeadendError('channels/off-air', `${wish.channel.name} has nothing sealed at that instant.`);
  const inserted = wish.insert?.(begun.from) ?? [];
  const last = inserted.at(-1);
  const from = last ? airEnd(last) : begun.from;
  const until = Math.max(wish.now + SEAL_AHEAD_MS, from + 1);
  // What was sealed to come after the cut is not: the history ends with the cut, and what is put in.
  const sealed = [...(begun.after ? [begun.after] : []), ...inserted];
  const plan = await (await wish.planner()).plan(wish.variant, from, until, sealed);
  const items = [...inserted, ...sealable(plan.items, from, until)];
  return [...begun.kept, ...sealItems(items, begun.after, begun.edition)];
}

async function told(ports: ChannelPorts, channel: ChannelRecord, variant: string) {
  const { channels } = ports;
  const now = Date.now();
  const tail = await channels.tail(channel.id, variant);
  const [onAir] = await channels.ledger(channel.id, variant, now, now + 1);
  return {
    variant,
    sealedUntil: tail && airEnd(tail),
    now: onAir && { titleId: onAir.titleId, until: airEnd(onAir) },
    faults: await noteAsRun(ports, channel.id, variant, now),
  };
}

/** Made when it is first asked for, once. */
export function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
