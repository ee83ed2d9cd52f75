import type { ObjectStore } from '../../adapters/object-store/port';
import type { OutputKind, PublishRecord, RenditionRecord, SupplyChainRecords } from '../../adapters/postgres/port';
import { formatRational, frameToMilliseconds } from '../../domain/media/rational';
import { LAYOUT } from '../../domain/packaging/package-facts';
import {
  type PartSource,
  type PublishTask,
  type SupplyChainDeskActivities,
  type SupplyChainIoActivities,
  versionPrefix,
} from '../../workflows/supply-chain/contract';
import { stepKey } from './beat';

export interface RecordPorts {
  records: SupplyChainRecords;
  store: Pick<ObjectStore, 'copy' | 'find' | 'read'>;
  log: { info(about: object, message: string): void; warn(about: object, message: string): void };
}

type RecordActivities = Pick<
  SupplyChainDeskActivities,
  | 'recordProgress'
  | 'recordOutcome'
  | 'reserveVersion'
  | 'recordFindings'
  | 'recordDecision'
  | 'remindOperators'
  | 'publishVersion'
>;

/** The desk: steps that write down how a run gets on, and publish. Each may be repeated. */
export const createRecordActivities = ({ records, store, log }: RecordPorts): RecordActivities => ({
  recordProgress: (report) => records.recordProgress(report),

  async recordOutcome(ingestId, outcome) {
    await records.recordOutcome(ingestId, outcome);
    log.info({ ingest: ingestId, result: outcome.result, code: 'code' in outcome ? outcome.code : undefined }, 'ended');
  },

  async reserveVersion(ingestId) {
    const { versionId, tenantId, titleId } = await records.reserveVersion(ingestId);
    return { versionId, prefix: versionPrefix(tenantId, titleId, versionId) };
  },

  recordFindings: (ingestId, stage, findings) => records.saveFindings(ingestId, stage, findings),

  async recordDecision(ingestId, decision, replaced) {
    const { reason, by, keyId } = decision;
    const { tenantId } = await records.ownerOf(ingestId);
    if (decision.decision === 'replace') await records.replaceMaster(ingestId, decision.source);
    const action = `ingest.${decision.decision}`;
    await records.audit({
      key: stepKey(),
      tenantId,
      actor: by,
      action,
      subject: ingestId,
      detail: {
        reason,
        key_id: keyId,
        ...(decision.decision === 'replace' && exchange(decision.source, replaced)),
      },
      decided: { decision: decision.decision, reason },
    });
    log.info({ ingest: ingestId, decision: decision.decision, by }, 'decided');
  },

  async remindOperators({ ingestId, titleId, waitedMs, expiresAt }) {
    const { tenantId } = await records.ownerOf(ingestId);
    const detail = { waitedMs, expiresAt: new Date(expiresAt).toISOString() };
    const key = stepKey();
    await records.audit({ key, tenantId, actor: 'workflow', action: 'ingest.remind', subject: ingestId, detail });
    log.warn({ ingest: ingestId, title: titleId, ...detail }, 'a held title waits for a decision');
  },

  async publishVersion(task) {
    const artwork = await placeArtwork(task, store);
    const metadata = await metadataOf(task, artwork, store);
    const published = await records.publishVersion({ ...publishRecord(task, artwork), metadata });
    log.info({ ingest: task.order.ingestId, title: task.order.titleId, version: published.versionId }, 'published');
    const at = (key: string) => `/media/${published.mediaToken}/${key.slice(task.pack.prefix.length)}`;
    return {
      versionId: published.versionId,
      supersededVersionId: published.supersededVersionId,
      hls: at(task.pack.hlsKey),
      dash: at(task.pack.dashKey),
    };
  },
});

/** Which master gave way to which. Addresses are those of the order, whose secrets are kept apart from it. */
const exchange = (to: PartSource, from: PartSource | undefined) => ({
  ...(from && { from: named(from) }),
  to: named(to),
});

function named(source: PartSource): object {
  if (source.kind === 'url') return { url: source.url };
  return source.kind === 'upload' ? { uploadId: source.uploadId } : { keptFrom: source.ingestId };
}

/**
 * Keep what an inspection found in the catalogue, for the studio's quality page.
 *
 * @param inspect the inspection itself
 */
export const withSavedProbe =
  (
    records: Pick<SupplyChainRecords, 'saveProbe'>,
    inspect: SupplyChainIoActivities['inspectMaster'],
  ): SupplyChainIoActivities['inspectMaster'] =>
  async (input) => {
    const inspection = await inspect(input);
    await records.saveProbe(input.ingestId, inspection.probe);
    return inspection;
  };

/** A picture of the partner under the version's own prefix. */
interface PlacedArtwork {
  kind: string;
  language?: string;
  fileName?: string;
  objectKey: string;
}

async function placeArtwork({ artwork, pack }: PublishTask, store: RecordPorts['store']): Promise<PlacedArtwork[]> {
  const placed: PlacedArtwork[] = [];
  for (const { role, kind, language, fileName, objectKey: from } of artwork) {
    const type = (await store.find(from))?.contentType;
    const shows = role === 'poster' ? 'poster' : (kind ?? 'artwork');
    const name = [shows, ...(language ? [language.toLowerCase()] : [])].join('-');
    const objectKey = `${pack.prefix}artwork/${name}.${type?.split('/')[1] ?? 'jpeg'}`;
    await store.copy(from, objectKey);
    placed.push({ kind: shows, language, fileName, objectKey });
  }
  return placed;
}

/** The partner's poster goes before the one taken from the picture, one without words before those in a language. */
function posterKey({ pack }: PublishTask, artwork: PlacedArtwork[]): string {
  const posters = artwork.filter(({ kind }) => kind === 'poster');
  return (posters.find(({ language }) => !language) ?? posters[0])?.objectKey ?? pack.prefix + LAYOUT.poster;
}

/** The document that was read, with the pictures that the version really has in the place of those it names. */
async function metadataOf(
  { metadataKey, pack }: PublishTask,
  artwork: PlacedArtwork[],
  store: RecordPorts['store'],
): Promise<object | undefined> {
  if (!metadataKey && artwork.length === 0) return undefined;
  const document = metadataKey
    ? (JSON.parse((await store.read(metadataKey)).toString('utf8')) as object)
    : { locales: {} };
  const pictures = artwork.map(({ kind, language, fileName, objectKey }) => ({
    kind,
    language,
    file_name: fileName,
    path: objectKey.slice(pack.prefix.length),
  }));
  return { ...document, artwork: pictures };
}

function publishRecord(task: PublishTask, artwork: PlacedArtwork[]): PublishRecord {
  const { order, plan, pack, parts } = task;
  const { frames, frameRate } = plan.timeline;
  const outputs: [OutputKind, string][] = [
    ['hls', pack.hlsKey],
    ['dash', pack.dashKey],
    ['thumbnails', pack.prefix + LAYOUT.thumbnailsVtt],
    ['poster', posterKey(task, artwork)],
    ['inventory', pack.inventoryKey],
  ];
  return {
    ingestId: order.ingestId,
    tenantId: order.tenantId,
    titleId: order.titleId,
    versionId: pack.versionId,
    masterId: task.master.masterId,
    prefix: pack.prefix,
    planHash: plan.hash,
    durationMs: frameToMilliseconds(frames, frameRate),
    frameRate: formatRational(frameRate),
    bytes: pack.bytes,
    chapterMs: (parts?.master.inspection.probe.chapters ?? []).map(({ startMs }) => startMs),
    renditions: renditionsOf(task),
    outputs: outputs.map(([kind, objectKey]) => ({ kind, objectKey })),
    parts,
  };
}

const renditionsOf = ({ renditions, audio, captions }: PublishTask): RenditionRecord[] => [
  ...renditions.map(({ rung, bytes }) => ({
    kind: 'video' as const,
    name: rung.name,
    codec: rung.codec,
    width: rung.width,
    height: rung.height,
    bytes,
  })),
  ...audio.map(({ id, language, label, channels, bytes }) => ({
    kind: 'audio' as const,
    name: id,
    codec: 'aac',
    language,
    label,
    channels,
    bytes,
  })),
  ...captions.map(({ id, language, label, bytes = 0 }) => ({
    kind: 'text' as const,
    name: id,
    codec: 'wvtt',
    language,
    label,
    bytes,
  })),
];
