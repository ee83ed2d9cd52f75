import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json';
import type { AudioSidecar } from '../../domain/media/audio-plan';
import type { EncodePlan } from '../../domain/media/encode-plan';
import { planTitle } from '../../domain/media/title-plan';
import type { AudioInspection, SidecarRef, SupplyChainDeskActivities } from '../../workflows/supply-chain/contract';

/**
 * Grows when the same plan would be encoded differently, so that outputs of older releases are not taken for it. Only what
 * shapes the picture is hashed: other sound, captions or metadata leave every chunk as it is.
 */
const ENCODER_VERSION = 1;

/** Decide what a title becomes. Pure but for the hash; the same order gives the same plan. */
export const createPlanTitle =
  (): SupplyChainDeskActivities['planTitle'] =>
  async ({ order, probe, sidecars, sounds = [] }) => {
    const plan = planTitle(order.profile, probe, sidecars, sounds.map(soundOf(sidecars)));
    if (order.testMode) plan.conform.watermark = true;
    const { timeline, conform, groups } = plan;
    // What an inspection said may come back from the database with its fields in another order.
    const shape = canonicalJson({ version: ENCODER_VERSION, timeline, conform, groups });
    return { hash: createHash('sha256').update(shape).digest('hex'), ...plan } satisfies EncodePlan;
  };

const soundOf =
  (sidecars: SidecarRef[]) =>
  ({ index, probe }: AudioInspection): AudioSidecar => {
    const { language = 'und', kind, label } = sidecars.find((sidecar) => sidecar.index === index) ?? {};
    return { index, probe, language, kind: kind as AudioSidecar['kind'], label };
  };
