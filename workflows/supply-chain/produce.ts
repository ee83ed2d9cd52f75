import { startChild } from '@temporalio/workflow';
import type { EncodePlan } from '../../domain/media/encode-plan';
import {
  ENCODE_GROUP,
  type EncodedAudio,
  type EncodeGroupOrder,
  encodeGroupId,
  type JoinedRendition,
  type PreparedCaptions,
  workPrefix,
} from './contract';
import type { IngestRun } from './ingest-run';
import type { Material } from './material';
import { SEARCH } from './search-attributes';
import { desk, deskStep, encoder, encodeStep, io, mediaStep } from './steps';
import { together } from './together';

/** How many chunks of a group wait at the encode pool at once: enough to keep it busy, few enough to let others in. */
const CHUNK_WINDOW = 16;

/** Everything a title is packaged from. */
export interface Produced {
  plan: EncodePlan;
  renditions: JoinedRendition[];
  audio: EncodedAudio[];
  captions: PreparedCaptions;
}

/** Plan, then make every rendition and track beside each other. */
export async function produce(run: IngestRun, material: Material): Promise<Produced> {
  const { master, sidecars, inspection } = material;
  const { profile } = run.order;
  const plan = await run.stage('plan', () =>
    desk.planTitle.executeWithOptions(deskStep(`plan by profile ${profile.name}`), [
      { order: run.order, master, probe: inspection.probe, sidecars },
    ]),
  );
  const [renditions, audio, captions] = await together(
    () => encodeVideo(run, material, plan),
    () => encodeAudio(run, material, plan),
    () => prepareCaptions(run, material, plan),
  );
  return { plan, renditions, audio, captions };
}

async function encodeVideo(run: IngestRun, material: Material, plan: EncodePlan): Promise<JoinedRendition[]> {
  return run.stage('encode', async (stage) => {
    run.onChunks((done, total) => stage.progress(total === 0 ? 0 : done / total, `${done} of ${total} chunks`));
    const groups = await together(...plan.groups.map((group) => () => encodeGroup(run, material, plan, group)));
    return groups.flat();
  });
}

async function encodeGroup(
  run: IngestRun,
  { master, inspection }: Material,
  { hash, timeline, conform }: EncodePlan,
  group: EncodePlan['groups'][number],
): Promise<JoinedRendition[]> {
  const { ingestId, tenantId, titleId, priority } = run.order;
  const { name, rungs, chunks } = group;
  run.expectChunks({ group: name, rungs: rungs.map((rung) => rung.name), done: 0, total: chunks.length });
  const order: EncodeGroupOrder = {
    ingestId,
    tenantId,
    master,
    video: inspection.probe.video,
    plan: { hash, timeline, conform },
    group,
    priority,
    window: CHUNK_WINDOW,
  };
  const child = await startChild<(order: EncodeGroupOrder) => Promise<JoinedRendition[]>>(ENCODE_GROUP, {
    workflowId: encodeGroupId(ingestId, name),
    args: [order],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    parentClosePolicy: 'REQUEST_CANCEL',
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    typedSearchAttributes: [
      { key: SEARCH.tenantId, value: tenantId },
      { key: SEARCH.titleId, value: titleId },
      { key: SEARCH.ingestId, value: ingestId },
    ],
    staticSummary: `${name}: ${rungs.length} rungs, ${chunks.length} chunks`,
  });
  return child.result();
}

async function encodeAudio(
  run: IngestRun,
  { master, inspection: { probe } }: Material,
  plan: EncodePlan,
): Promise<EncodedAudio[]> {
  const { ingestId, tenantId, priority } = run.order;
  if (plan.audio.length === 0) {
    run.skip('audio', 'the master has no audio');
    return [];
  }
  const folder = `${workPrefix(tenantId, master.sha256)}audio/`;
  return run.stage('audio', () =>
    together(
      ...plan.audio.map((track) => () => {
        const { targetLufs, maxTruePeakDbtp } = track.loudness;
        const shape = `${track.sources.join('+')}-${track.layout}-${track.bitrate}-${targetLufs}-${maxTruePeakDbtp}`;
        return encoder.encodeAudio.executeWithOptions(encodeStep(`audio ${track.label}`, priority, tenantId), [
          { ingestId, master, probe, track, outputKey: `${folder}${shape}.mp4` },
        ]);
      }),
    ),
  );
}

async function prepareCaptions(
  run: IngestRun,
  { master, sidecars }: Material,
  plan: EncodePlan,
): Promise<PreparedCaptions> {
  const { ingestId, tenantId, profile } = run.order;
  if (plan.captions.length === 0) {
    run.skip('captions', 'none were delivered');
    return { tracks: [], findings: [] };
  }
  const summary = `captions in ${plan.captions.map(({ language }) => language).join(', ')}`;
  return run.stage('captions', async () => {
    const prepared = await io.prepareCaptions.executeWithOptions(mediaStep(summary), [
      {
        ingestId,
        tenantId,
        master,
        tracks: plan.captions,
        sidecars,
        timeline: plan.timeline,
        limits: profile.captions,
        prefix: `${workPrefix(tenantId, master.sha256)}captions/${ingestId}/`,
      },
    ]);
    // Also when there are none: what was found before is no longer so.
    const keep = deskStep('keep the caption findings');
    await desk.recordFindings.executeWithOptions(keep, [ingestId, 'captions', prepared.findings]);
    return prepared;
  });
}
