import { startChild } from '@temporalio/workflow';
import { count } from '../../domain/count';
import { programmeSamples, type SoundProbe } from '../../domain/media/audio-args';
import type { AudioTrackPlan, EncodePlan } from '../../domain/media/encode-plan';
import { cutForTest } from '../../domain/media/test-mode';
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
import { desk, deskStep, encoder, encodeStep, io, ioStep, mediaStep } from './steps';
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
export async function produce(run: IngestRun, whole: Material): Promise<Produced> {
  const { profile } = run.order;
  const material = run.order.testMode ? cutShort(whole) : whole;
  const { master, sidecars, inspection, sounds } = material;
  const plan = await run.stage('plan', () =>
    desk.planTitle.executeWithOptions(deskStep(`plan by profile ${profile.name}`), [
      { order: run.order, master, probe: inspection.probe, sidecars, ...(sounds.length > 0 ? { sounds } : {}) },
    ]),
  );
  const [renditions, audio, captions] = await together(
    () => encodeVideo(run, material, plan),
    () => encodeAudio(run, material, plan),
    () => prepareCaptions(run, material, plan, whole),
  );
  return { plan, renditions, audio, captions };
}

/** In test mode the checks see the whole master, and the title gets its beginning. */
const cutShort = (material: Material): Material => ({
  ...material,
  inspection: { ...material.inspection, probe: cutForTest(material.inspection.probe) },
});

async function encodeVideo(run: IngestRun, material: Material, plan: EncodePlan): Promise<JoinedRendition[]> {
  const found = run.order.base && (await findRenditions(run, material, plan));
  if (found) return found;
  return run.stage('encode', async (stage) => {
    run.onChunks((done, total) =>
      stage.progress(total === 0 ? 0 : done / total, `${done} of ${count(total, 'chunk')}`),
    );
    const groups = await together(...plan.groups.map((group) => () => encodeGroup(run, material, plan, group)));
    return groups.flat();
  });
}

/** An update whose picture is the same finds every rendition made. */
async function findRenditions(
  run: IngestRun,
  { master }: Material,
  { hash, timeline, groups }: EncodePlan,
): Promise<JoinedRendition[] | null> {
  const { tenantId } = run.order;
  const found = await io.findRenditions.executeWithOptions(ioStep('look for renditions that are made'), [
    { tenantId, master, plan: { hash, timeline, groups } },
  ]);
  if (!found) return null;
  for (const { name, rungs, chunks } of groups)
    run.expectChunks({ group: name, rungs: rungs.map((rung) => rung.name), done: chunks.length, total: chunks.length });
  run.reuse('encode', count(found.length, 'rendition'));
  return found;
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
    staticSummary: `${name}: ${count(rungs.length, 'rung')}, ${count(chunks.length, 'chunk')}`,
  });
  return child.result();
}

async function encodeAudio(run: IngestRun, material: Material, plan: EncodePlan): Promise<EncodedAudio[]> {
  const { ingestId, tenantId, priority } = run.order;
  if (plan.audio.length === 0) {
    run.skip('audio', 'no sound was delivered');
    return [];
  }
  return run.stage('audio', async (stage) => {
    const tracks = await together(
      ...plan.audio.map(
        (track) => () =>
          encoder.encodeAudio.executeWithOptions(encodeStep(`audio ${track.label}`, priority, tenantId), [
            { ingestId, track, ...soundOf(run.order.tenantId, material, track) },
          ]),
      ),
    );
    const reused = tracks.filter((track) => track.reused).length;
    if (reused === tracks.length) stage.reused(count(reused, 'track'));
    else if (reused > 0) stage.progress(1, `${reused} of ${count(tracks.length, 'track')} reused`);
    return tracks;
  });
}

/** The file that a track is made of, what is in it, and where the track is kept: the key names all that shapes it. */
function soundOf(
  tenantId: string,
  { master, sidecars, sounds, inspection: { probe } }: Material,
  track: AudioTrackPlan,
): { master: { objectKey: string }; probe: SoundProbe; outputKey: string } {
  const { targetLufs, maxTruePeakDbtp } = track.loudness;
  const shape = `${track.sources.join('+')}-${track.layout}-${track.bitrate}-${targetLufs}-${maxTruePeakDbtp}`;
  const file = sidecars.find(({ index }) => index === track.sidecar);
  const sound = sounds.find(({ index }) => index === track.sidecar);
  if (!file || !sound) return { master, probe, outputKey: `${workPrefix(tenantId, master.sha256)}audio/${shape}.mp4` };
  const { frames, frameRate } = probe.video;
  const video = { frames, frameRate, startUs: sound.probe.originUs };
  const length = `${programmeSamples({ video })}-${track.language}`;
  const outputKey = `${workPrefix(tenantId, file.sha256 ?? '')}audio/${shape}-${length}.mp4`;
  return { master: { objectKey: file.objectKey }, probe: { video, audio: sound.probe.audio }, outputKey };
}

async function prepareCaptions(
  run: IngestRun,
  { master, sidecars }: Material,
  plan: EncodePlan,
  whole: Material,
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
        ...(run.order.testMode ? { programmeMs: Math.round(whole.inspection.probe.durationUs / 1000) } : {}),
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
