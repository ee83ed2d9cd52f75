import { planDiff } from '../../domain/linear/diff';
import { airEnd, BIRTH_BEFORE_MS } from '../../domain/linear/seal';
import type { ChannelOrder, PlanLook } from '../../workflows/channels/contract';
import { type ChannelPorts, channelOf, HORIZON_MS, openPlanner } from './ports';

/** Plan every variant from the end of what is sealed to the horizon, and keep it for guides and people. */
export const createPlanChannel =
  (ports: ChannelPorts) =>
  async ({ channelId }: ChannelOrder): Promise<PlanLook> => {
    const channel = await channelOf(ports, channelId);
    const plannedAt = Date.now();
    const planner = await openPlanner(ports, channel);
    const before = await ports.channels.plans(channelId);
    const variants: PlanLook['variants'] = [];
    for (const variant of channel.variants) {
      const tail = await ports.channels.tail(channelId, variant);
      const from = Math.max(tail ? airEnd(tail) : 0, Math.floor((plannedAt - BIRTH_BEFORE_MS) / 1000) * 1000);
      const { items, refusals } = await planner.plan(variant, from, plannedAt + HORIZON_MS);
      const last = items.at(-1);
      const until = last ? airEnd(last) : from;
      const known = before.find((each) => each.variant === variant)?.items ?? [];
      const diff = planDiff(
        known.filter(({ airStart }) => airStart >= from),
        items,
      );
      await ports.channels.keepPlan(channelId, {
        ...{ variant, revision: channel.revision, from, until, items, refusals, diff, plannedAt },
      });
      const airings = new Set(items.map(({ airingId }) => airingId)).size;
      variants.push({ variant, until, airings, refusals: refusals.length });
    }
    return { variants, notCarried: planner.facts.library.filter(({ asset }) => !asset).length };
  };
