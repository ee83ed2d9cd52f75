import type {
  AsRunEntry,
  AssetFinding,
  ChannelRecord,
  ChannelTerms,
  GuideTitle,
  PlanRecord,
  PlanRefusal,
} from '../../adapters/postgres/channels-port';
import type { AsRun, AsRunAiring } from '../../domain/linear/as-run';
import type { PickableTitle } from '../../domain/linear/library';
import { conformity } from '../../domain/linear/live/conformity';
import { airEnd } from '../../domain/linear/seal';
import type { AirItem, ChannelFormat, LedgerRow } from '../../domain/linear/types';
import type { z } from '../http/zod';
import type { AsRunView, ChannelRequest, ChannelView, ScheduleView } from './schemas';

type Titles = ReadonlyMap<string, GuideTitle>;

/** @param read what was found when its version was read */
export function notCarriedView(
  { titleId, name, current }: PickableTitle,
  read: readonly AssetFinding[],
  format: ChannelFormat,
): z.input<typeof ScheduleView>['not_carried'][number] {
  const blocking = current?.asset ? conformity(current.asset, format).filter(({ blocks }) => blocks) : read;
  const { conditioning } = current ?? {};
  return {
    ...{ title_id: titleId, name },
    findings: blocking.map(({ code, message }) => ({ code, message })),
    conditioning: conditioning
      ? {
          ...{ state: conditioning.state, stage: conditioning.stage ?? null, progress: conditioning.progress },
          ...{ code: conditioning.code ?? null, reason: conditioning.detail ?? null },
        }
      : null,
  };
}

export const iso = (at: number): string => new Date(at).toISOString();

export const channelView = (channel: ChannelRecord): z.input<typeof ChannelView> => ({
  ...{ id: channel.id, slug: channel.slug, name: channel.name, description: channel.description ?? null },
  ...{ number: channel.number ?? null, category: channel.category ?? null, time_zone: channel.timeZone },
  state: channel.state,
  format: {
    ...{ rungs: [...channel.format.rungs], audio: [...channel.format.audio], captions: [...channel.format.captions] },
    ...{ target_seconds: channel.format.targetSeconds, dvr_seconds: channel.format.dvrMs / 1000 },
  },
  schedule: channel.schedule as Record<string, unknown>,
  signalling: {
    legacy_cues: channel.signalling.legacyCues ?? false,
    interstitials: channel.signalling.interstitials ?? false,
    no_leading_discontinuity: channel.signalling.noLeadingDiscontinuity ?? false,
  },
  ...{ variants: [...channel.variants], slate_id: channel.slateId ?? null, logo_url: channel.logoUrl ?? null },
  ...{ revision: channel.revision, on_air_since: channel.epoch === undefined ? null : iso(channel.epoch) },
  ...addressesOf(channel),
  ...{ updated_by: channel.updatedBy, created_at: channel.createdAt.toISOString() },
  updated_at: channel.updatedAt.toISOString(),
});

export const addressesOf = ({ slug }: Pick<ChannelRecord, 'slug'>) => ({
  hls: `/live/${slug}/index.m3u8`,
  dash: `/live/${slug}/manifest.mpd`,
});

export const termsOf = (body: z.output<typeof ChannelRequest>): ChannelTerms => ({
  ...{ slug: body.slug, name: body.name, description: body.description ?? undefined },
  ...{ number: body.number ?? undefined, category: body.category ?? undefined, timeZone: body.time_zone },
  format: {
    ...{ rungs: [...body.format.rungs].sort((a, b) => b.height - a.height), audio: body.format.audio },
    ...{ captions: body.format.captions, targetSeconds: body.format.target_seconds },
    dvrMs: body.format.dvr_seconds * 1000,
  },
  schedule: body.schedule,
  signalling: {
    legacyCues: body.signalling.legacy_cues,
    interstitials: body.signalling.interstitials,
    noLeadingDiscontinuity: body.signalling.no_leading_discontinuity,
  },
  ...{
    variants: [...new Set(body.variants)],
    slateId: body.slate_id ?? undefined,
    logoUrl: body.logo_url ?? undefined,
  },
});

export const itemView = (item: AirItem & Partial<Pick<LedgerRow, 'ordinal'>>, titles: Titles) => ({
  ...{ air_start: iso(item.airStart), air_end: iso(airEnd(item)), kind: item.kind, title_id: item.titleId },
  ...{ name: titles.get(item.titleId)?.name ?? null, version_id: item.versionId },
  segments: { from: item.segFrom, to: item.segTo },
  ...{ airing_id: item.airingId, break_id: item.breakId ?? null, max_height: item.maxHeight ?? null },
  ...{ window_id: item.windowId ?? null, sealed: item.ordinal !== undefined, ordinal: item.ordinal ?? null },
});

export const refusalView = (refusal: PlanRefusal, titles: Titles) => ({
  ...{ at: iso(refusal.at), title_id: refusal.titleId, name: titles.get(refusal.titleId)?.name ?? null },
  ...{ block: refusal.block ?? null, code: refusal.code, reason: refusal.reason },
  replaced_by: refusal.replacedBy ?? null,
});

export const scheduleView = (
  channel: ChannelRecord,
  variant: string,
  {
    sealed,
    plan,
    span,
    titles,
  }: {
    sealed: readonly LedgerRow[];
    plan: PlanRecord | undefined;
    span: { from: number; until: number };
    titles: Titles;
  },
): Omit<z.input<typeof ScheduleView>, 'not_carried'> => {
  const last = sealed.at(-1);
  const end = last ? airEnd(last) : 0;
  const within = (item: AirItem) => airEnd(item) > span.from && item.airStart < span.until;
  const planned = plan?.items.filter((item) => item.airStart >= end && within(item)) ?? [];
  return {
    ...{ channel_id: channel.id, variant, revision: channel.revision, sealed_until: last ? iso(end) : null },
    ...{ planned_until: plan ? iso(plan.until) : null, planned_at: plan ? iso(plan.plannedAt) : null },
    items: [...sealed.filter(within), ...planned].map((item) => itemView(item, titles)),
    refusals: (plan?.refusals ?? [])
      .filter(({ at }) => at >= span.from && at < span.until)
      .map((refusal) => refusalView(refusal, titles)),
  };
};

export const asRunView = (
  channel: ChannelRecord,
  variant: string,
  { items, airings, kept, seenShare }: AsRun,
  seen: ReadonlyMap<number, AsRunEntry>,
  titles: Titles,
): z.input<typeof AsRunView> => ({
  ...{ channel_id: channel.id, variant },
  data: items.map((row) => ({
    ...{ ordinal: row.ordinal, kind: row.kind, title_id: row.titleId, name: titles.get(row.titleId)?.name ?? null },
    ...{ airing_id: row.airingId, air_start: iso(row.airStart), air_end: iso(airEnd(row)) },
    ...{ segments: row.segTo - row.segFrom, seen: seen.get(row.ordinal)?.seen ?? 0 },
    faults: (seen.get(row.ordinal)?.faults ?? []).map(({ at, ...fault }) => ({ ...fault, at: iso(at) })),
  })),
  parity: { kept, seen_share: seenShare, airings: airings.map((airing) => airingView(airing, titles)) },
});

const airingView = (airing: AsRunAiring, titles: Titles) => ({
  ...{ airing_id: airing.airingId, title_id: airing.titleId, name: titles.get(airing.titleId)?.name ?? null },
  ...{
    verdict: airing.verdict,
    planned_start: isoOrNull(airing.plannedStart),
    planned_end: isoOrNull(airing.plannedEnd),
  },
  ...{ aired_start: isoOrNull(airing.airedStart), aired_end: isoOrNull(airing.airedEnd), off_ms: airing.offMs ?? null },
  ...{ segments: airing.segments, seen: airing.seen, faults: airing.faults, cause: airing.cause ?? null },
});

const isoOrNull = (at: number | undefined): string | null => (at === undefined ? null : iso(at));
