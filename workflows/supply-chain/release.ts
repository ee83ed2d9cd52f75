import { CancellationScope, log, startChild } from '@temporalio/workflow';
import { count } from '../../domain/count';
import {
  type Analysis,
  type IngestOutcome,
  type PackagedVersion,
  type PartSource,
  type PublishedVersion,
  VERSION_COLLECTION,
  type VersionCollectionOrder,
  type VersionParts,
  versionCollectionId,
} from './contract';
import type { IngestRun } from './ingest-run';
import type { Material } from './material';
import type { Produced } from './produce';
import { SEARCH } from './search-attributes';
import { desk, deskStep, io, mediaStep } from './steps';
import { isArtwork } from './take-in-parts';

/** Package, verify, publish. Nothing is visible to viewers before the last move. */
export async function release(
  run: IngestRun,
  material: Material,
  produced: Produced,
  analysis: Analysis,
): Promise<IngestOutcome> {
  const pack = await packageTitle(run, produced, analysis);
  await verify(run, pack, produced);
  // A cancellation that comes now is too late: what is being published must not be discarded.
  const published = await CancellationScope.nonCancellable(async () => {
    const version = await publish(run, pack, material, produced, analysis);
    if (version.supersededVersionId) await scheduleCollection(run, version.supersededVersionId, version.versionId);
    return version;
  });
  const { versionId, hls, dash } = published;
  return { result: 'published', titleId: run.order.titleId, versionId, hls, dash };
}

async function packageTitle(run: IngestRun, produced: Produced, analysis: Analysis): Promise<PackagedVersion> {
  const { ingestId, tenantId, titleId } = run.order;
  const { plan, renditions, audio, captions } = produced;
  return run.stage('package', async () => {
    const version = await desk.reserveVersion.executeWithOptions(deskStep('reserve the version'), [ingestId]);
    return io.packageTitle.executeWithOptions(mediaStep(`package ${count(renditions.length, 'rendition')}`), [
      {
        ingestId,
        tenantId,
        titleId,
        ...version,
        timeline: plan.timeline,
        renditions,
        audio,
        captions: captions.tracks,
        thumbnails: analysis.thumbnails,
        ...(plan.protection ? { protection: plan.protection } : {}),
      },
    ]);
  });
}

async function verify(
  run: IngestRun,
  pack: PackagedVersion,
  { plan: { timeline }, renditions, audio, captions }: Produced,
): Promise<void> {
  await run.stage('verify', async (stage) => {
    const { checks } = await io.verifyPackage.executeWithOptions(mediaStep(`verify ${count(pack.objects, 'object')}`), [
      { tenantId: run.order.tenantId, pack, timeline, renditions, audio, captions: captions.tracks },
    ]);
    stage.progress(1, `${count(checks.length, 'check')} passed`);
  });
}

async function publish(
  run: IngestRun,
  pack: PackagedVersion,
  material: Material,
  { plan: { hash, timeline }, renditions, audio, captions }: Produced,
  analysis: Analysis,
): Promise<PublishedVersion> {
  const { master, sidecars, metadata } = material;
  const { ingestId, tenantId, titleId } = run.order;
  return run.stage('publish', () =>
    desk.publishVersion.executeWithOptions(deskStep('move the pointer'), [
      {
        order: { ingestId, tenantId, titleId },
        master,
        plan: { hash, timeline },
        pack,
        renditions,
        audio,
        captions: captions.tracks,
        artwork: sidecars.filter(isArtwork),
        parts: partsOf(run, material, analysis),
        metadataKey: metadata?.objectKey,
      },
    ]),
  );
}

/** What an update will find: each part with the ingest that brought it. */
function partsOf(
  run: IngestRun,
  { source, master, sidecars, sounds, inspection }: Material,
  analysis: Analysis,
): VersionParts {
  const { ingestId, profile, policy, sidecars: orders } = run.order;
  const broughtBy = (from: PartSource | undefined): string => (from?.kind === 'kept' ? from.ingestId : ingestId);
  return {
    format: 1,
    master: {
      ...{ ...master, ingestId: broughtBy(source), fileName: source.fileName },
      ...{ inspection, analysis, thumbnails: profile.thumbnails },
    },
    profile: profile.name,
    policy: policy.name,
    sidecars: sidecars.map(({ index, sha256 = '', ...about }) => ({
      ...about,
      sha256,
      ingestId: broughtBy(orders[index]?.source),
      sound: sounds.find((each) => each.index === index)?.probe,
    })),
  };
}

/** Have the version that was current before collected. The title is published whether or not this succeeds. */
async function scheduleCollection(run: IngestRun, versionId: string, supersededBy: string): Promise<void> {
  const { tenantId, titleId, versionGraceMs: graceMs } = run.order;
  const order: VersionCollectionOrder = { versionId, graceMs };
  await startChild(VERSION_COLLECTION, {
    workflowId: versionCollectionId(versionId, supersededBy),
    args: [order],
    parentClosePolicy: 'ABANDON',
    typedSearchAttributes: [
      { key: SEARCH.tenantId, value: tenantId },
      { key: SEARCH.titleId, value: titleId },
    ],
    staticSummary: 'collects a superseded version after its grace time',
  }).catch((error: unknown) => log.warn('the API will see to an overdue collection', { error: String(error) }));
}
