import type { ObjectStore } from '../../adapters/object-store/port';
import type { ChannelRecord, Channels } from '../../adapters/postgres/channels-port';
import type { Conditionings } from '../../adapters/postgres/conditioning-port';
import { HeadendError } from '../../domain/failures';
import type { AirItem } from '../../domain/linear/types';
import { planVariant, type VariantPlan, wishOf } from '../../domain/linear/variant-plan';
import type { EncodeProfile } from '../../domain/media/profile';

/** What the steps of channels stand on. */
export interface ChannelPorts {
  channels: Channels;
  store: Pick<ObjectStore, 'find' | 'get'>;
}

/** What making packages for channels stands on beside it. */
export interface ConditioningPorts extends ChannelPorts {
  conditionings: Conditionings;
  /** The profile whose encoder and qualities packages for channels have. */
  linearBase: EncodeProfile;
}

/** So far ahead a channel is planned: what guides of partners show. */
export const HORIZON_MS = 14 * 86_400_000;
/** So far back a plan looks at what has aired: orders go on, and nothing comes again too soon. */
const HISTORY_MS = 14 * 86_400_000;

/** @throws {HeadendError} `request/not-found` */
export async function channelOf({ channels }: Pick<ChannelPorts, 'channels'>, id: string): Promise<ChannelRecord> {
  const channel = await channels.get(id);
  if (channel) return channel;
  throw new HeadendError('request/not-found', `There is no channel ${id}.`);
}

/** Plans the variants of a channel, from what its rules name as it is now. */
export interface Planner {
  /**
   * @param from end of what is sealed; @param until epoch milliseconds
   * @param sealed rows that are not in the ledger yet, or take the place of some there
   */
  plan(variant: string, from: number, until: number, sealed?: readonly AirItem[]): Promise<VariantPlan>;
  facts: Awaited<ReturnType<Channels['planning']>>;
}

export async function openPlanner(
  { channels }: Pick<ChannelPorts, 'channels'>,
  channel: ChannelRecord,
): Promise<Planner> {
  const facts = await channels.planning(channel.tenantId, wishOf(channel));
  return {
    facts,
    async plan(variant, from, until, sealed = []) {
      const end = sealed[0]?.airStart ?? from;
      const rows = await channels.ledger(channel.id, variant, from - HISTORY_MS, end);
      const airedBefore = [...rows.filter(({ airStart }) => airStart < end), ...sealed];
      return planVariant({ ...facts, channel, variant, airedBefore, from, until });
    },
  };
}
