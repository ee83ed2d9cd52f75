import type { z } from 'zod';
import type {
  WebhookAttemptView,
  WebhookEndpointChange,
  WebhookEndpointRequest,
  WebhookEndpointView,
  WebhookEndpointWithSecret,
} from '../../../api/announce/schemas';
import type { TitleDetailView, TitleView, VersionView } from '../../../api/catalog/schemas';
import type { ProblemView } from '../../../api/http/problem';
import type { ProfilesView, RunView } from '../../../api/insight/schemas';
import type { PlaybackSessionView } from '../../../api/playback/schemas';
import type {
  DecisionRequest,
  FindingView,
  IngestRequest,
  IngestView,
  QcReportView,
  StageView,
} from '../../../api/supply-chain/schemas';
import type {
  UploadPartsView,
  UploadPartUrls,
  UploadRequest,
  UploadView,
} from '../../../api/supply-chain/uploads/schemas';
import type { ApiKeyRequest, ApiKeyView, AuditEntryView, NewApiKeyView } from '../../../api/tenancy/schemas';

/** The API's own schemas, as types: what is validated there is what is drawn here. */
export type Title = z.infer<typeof TitleView>;
export type TitleDetail = z.infer<typeof TitleDetailView>;
export type Version = z.infer<typeof VersionView>;
export type Ingest = z.infer<typeof IngestView>;
export type IngestOrder = z.input<typeof IngestRequest>;
export type IngestStatus = Ingest['status'];
export type Stage = z.infer<typeof StageView>;
export type Finding = z.infer<typeof FindingView>;
export type QcReport = z.infer<typeof QcReportView>;
export type Decision = z.input<typeof DecisionRequest>;
export type Upload = z.infer<typeof UploadView>;
export type UploadOrder = z.input<typeof UploadRequest>;
export type UploadParts = z.infer<typeof UploadPartsView>;
export type PartUrls = z.infer<typeof UploadPartUrls>;
export type WebhookEndpoint = z.infer<typeof WebhookEndpointView>;
export type WebhookWithSecret = z.infer<typeof WebhookEndpointWithSecret>;
export type WebhookOrder = z.input<typeof WebhookEndpointRequest>;
export type WebhookChange = z.input<typeof WebhookEndpointChange>;
export type WebhookAttempt = z.infer<typeof WebhookAttemptView>;
export type ApiKey = z.infer<typeof ApiKeyView>;
export type NewApiKey = z.infer<typeof NewApiKeyView>;
export type ApiKeyOrder = z.input<typeof ApiKeyRequest>;
export type AuditEntry = z.infer<typeof AuditEntryView>;
export type PlaybackSession = z.infer<typeof PlaybackSessionView>;
export type Problem = z.infer<typeof ProblemView>;

/** A row of `GET /v1/runs`. */
export type Run = z.infer<typeof RunView>;
export type Profiles = z.infer<typeof ProfilesView>;

/** One page of a list. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}
