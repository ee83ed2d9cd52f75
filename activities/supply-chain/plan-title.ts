import { createHash } from 'node:crypto';
import type { EncodePlan } from '../../domain/media/encode-plan';
import { planTitle } from '../../domain/media/title-plan';
import type { SupplyChainDeskActivities } from '../../workflows/supply-chain/contract';

/** Grows when the same plan would be encoded differently, so that outputs of older releases are not taken for it. */
const ENCODER_VERSION = 1;

/** Decide what a title becomes. Pure but for the hash; the same order gives the same plan. */
export const createPlanTitle =
  (): SupplyChainDeskActivities['planTitle'] =>
  async ({ order, probe, sidecars }) => {
    const plan = planTitle(order.profile, probe, sidecars);
    const { timeline, conform, groups, audio } = plan;
    const shape = JSON.stringify({ version: ENCODER_VERSION, timeline, conform, groups, audio });
    return { hash: createHash('sha256').update(shape).digest('hex'), ...plan } satisfies EncodePlan;
  };
