import type { z } from 'zod';
import { type DecisionRecord, ENDED_STATES, type IngestRecord, type UploadRecord } from '../../adapters/postgres/port';
import { failureOf, mayRunAgain } from '../../domain/failures';
import type { Finding } from '../../domain/qc/finding';
import {
  type IngestOrder,
  previewPrefix,
  type StageStatus,
  titleIngestId,
} from '../../workflows/supply-chain/contract';
import { mediaPath } from '../http/media-url';
import type { DecisionView, FindingView, IngestView, UploadView } from './schemas';

/** @param uploadUrl where the bytes go, while they may still come */
export const uploadView = (upload: UploadRecord, uploadUrl: string | null): z.input<typeof UploadView> => ({
  id: upload.id,
  file_name: upload.fileName,
  content_type: upload.contentType ?? null,
  protocol: upload.protocol,
  status: upload.status,
  bytes: upload.bytes ?? null,
  received_bytes: upload.received,
  checksum: upload.sha256 ? { sha256: upload.sha256 } : null,
  upload_url: uploadUrl,
  part_bytes: upload.partBytes ?? null,
  ingest_id: upload.ingestId ?? null,
  failure: uploadFailure(upload),
  expires_at: upload.expiresAt.toISOString(),
  created_at: upload.createdAt.toISOString(),
  completed_at: upload.completedAt?.toISOString() ?? null,
});

function uploadFailure({ failureCode, failureDetail }: UploadRecord) {
  if (!failureCode) return null;
  const { title, fix } = failureOf(failureCode);
  return { code: failureCode, title, detail: failureDetail ?? title, fix };
}

/** How an ingest is shown. */
export interface IngestViewing {
  /** Address of a workflow in Temporal UI. */
  runUrl(workflowId: string): string;
  /** Whoever reads may know who decided. */
  tellsWho: boolean;
}

export function ingestView(ingest: IngestRecord, { runUrl, tellsWho }: IngestViewing): z.input<typeof IngestView> {
  const workflowId = titleIngestId(ingest.id);
  const stages = (ingest.stages ?? []) as StageStatus[];
  return {
    id: ingest.id,
    external_id: ingest.externalId,
    title: ingest.titleName,
    title_id: ingest.titleId,
    status: ingest.status,
    stage: ingest.stage ?? null,
    progress: clamp(ingest.progress),
    stages: stages.map((stage) => stageView(stage, ingest.status)),
    chunks: (ingest.chunks ?? []) as z.input<typeof IngestView>['chunks'],
    profile: ingest.profile,
    priority: ingest.priority,
    updates: updates(ingest),
    workflow: { id: workflowId, url: runUrl(workflowId) },
    qc: qc(ingest),
    hold: hold(ingest),
    decisions: ingest.decisions.map((decision) => decisionView(decision, tellsWho)),
    attempt: ingest.attempt,
    failure: failure(ingest),
    preview: preview(ingest),
    outputs: outputs(ingest),
    passthrough: (ingest.passthrough ?? null) as Record<string, unknown> | null,
    created_at: ingest.createdAt.toISOString(),
    updated_at: ingest.updatedAt.toISOString(),
    ended_at: ingest.endedAt?.toISOString() ?? null,
  };
}

const updates = ({ order }: IngestRecord): z.input<typeof IngestView>['updates'] => {
  const { base } = order as Partial<IngestOrder>;
  return base ? { version_id: base.versionId, number: base.number } : null;
};

const clamp = (share: number): number => Math.min(1, Math.max(0, Number(share) || 0));

type StageState = z.input<typeof IngestView>['stages'][number]['state'];

/** What becomes of a stage that the end of its run found so. */
const AT_THE_END: Partial<Record<StageState, StageState>> = { waiting: 'unreached', running: 'cancelled' };

/** A title is published a moment before its last stages are noted, and only after all of them. */
function stateAt(status: IngestRecord['status'], state: StageState): StageState {
  if (!ENDED_STATES.includes(status)) return state;
  const open = AT_THE_END[state];
  return open && status === 'published' ? 'done' : (open ?? state);
}

const stageView = (
  stage: StageStatus,
  status: IngestRecord['status'],
): z.input<typeof IngestView>['stages'][number] => ({
  name: stage.name,
  state: stateAt(status, stage.state),
  progress: stateAt(status, stage.state) === 'done' ? 1 : clamp(stage.progress),
  started_at: instant(stage.startedAt),
  ended_at: instant(stage.endedAt),
  note: stage.note ?? null,
});

const instant = (ms: number | undefined | null): string | null => (ms ? new Date(ms).toISOString() : null);

function qc({ verdict, findingCounts }: IngestRecord): z.input<typeof IngestView>['qc'] {
  const any = Object.values(findingCounts).some((count) => count > 0);
  return verdict || any ? { verdict: verdict ?? null, counts: findingCounts } : null;
}

const hold = ({ status, heldSince, holdExpiresAt }: IngestRecord): z.input<typeof IngestView>['hold'] =>
  status === 'held' && heldSince && holdExpiresAt
    ? { since: heldSince.toISOString(), expires_at: holdExpiresAt.toISOString() }
    : null;

const decisionView = (
  { decision, reason, by, keyId, attempt, at }: DecisionRecord,
  tellsWho: boolean,
): z.input<typeof DecisionView> => ({
  decision,
  reason,
  by: tellsWho ? { label: by, key_id: keyId ?? null } : null,
  attempt,
  decided_at: at.toISOString(),
});

/** How an ingest failed, for its views and for what may be done next; null unless it did. */
export function failure({
  failureCode,
  failureDetail,
  order,
}: Pick<IngestRecord, 'failureCode' | 'failureDetail' | 'order'>): z.input<typeof IngestView>['failure'] {
  if (!failureCode) return null;
  const failed = failureOf(failureCode);
  const { title, fix, who } = failed;
  const retryable = mayRunAgain(failed, isFetched(order as Partial<IngestOrder>));
  return { code: failureCode, title, detail: failureDetail ?? title, fix, who, retryable };
}

/** A part of it is fetched from elsewhere by each run. */
const isFetched = ({ source, sidecars = [] }: Partial<IngestOrder>): boolean =>
  [source, ...sidecars.map((sidecar) => sidecar.source)].some((part) => part?.kind === 'url');

/** An update shows what was made of the same master for an ingest before. */
export function shownUnder({ tenantId, id, proxyKey }: IngestRecord): string {
  const all = previewPrefix(tenantId, '').slice(0, -1);
  const owner = proxyKey?.startsWith(all) ? proxyKey.slice(all.length).split('/')[0] : id;
  return previewPrefix(tenantId, owner ?? id);
}

function preview(ingest: IngestRecord): z.input<typeof IngestView>['preview'] {
  const prefix = shownUnder(ingest);
  const hls = mediaPath(ingest.previewToken, prefix, ingest.proxyKey);
  return hls ? { hls, thumbnails: mediaPath(ingest.previewToken, prefix, ingest.thumbnailsKey) } : null;
}

/** The plain addresses of an encrypted version open its poster only: those that would be refused are not told. */
function outputs({ version, titleId, status }: IngestRecord): z.input<typeof IngestView>['outputs'] {
  if (!version || version.collectedAt || status !== 'published') return null;
  const at = (kind: string) =>
    mediaPath(version.mediaToken, version.prefix, version.outputs.find((each) => each.kind === kind)?.objectKey);
  const open = (kind: string) => (version.encrypted ? null : at(kind));
  if (!at('hls') || !at('dash')) return null;
  return {
    version_id: version.id,
    hls: open('hls'),
    dash: open('dash'),
    thumbnails: open('thumbnails'),
    poster: at('poster'),
    watch: `/watch/${titleId}`,
  };
}

/** @param pictures paths of the pictures at it, as far as there are any: of its start, and of its middle */
export const findingView = (
  finding: Finding,
  [frame = null, middle = null]: (string | null)[] = [],
): z.input<typeof FindingView> => ({
  code: finding.code,
  severity: finding.severity,
  stage: finding.stage,
  track: finding.track ?? null,
  range: finding.range ? { start_ms: finding.range.startMs, end_ms: finding.range.endMs } : null,
  measured: finding.measured ?? null,
  limit: finding.limit ?? null,
  message: finding.message,
  fix: finding.fix,
  docs: `/docs/codes/${finding.code}`,
  frame_url: frame,
  middle_frame_url: middle,
});
