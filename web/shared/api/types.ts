import type { Schemas } from '../../../api/client/client';

/** The objects of the API's own document: what is told there is what is drawn here. */
export type Title = Schemas['Title'];
export type ShownLayout = Schemas['ShownLayout'];
export type ShownRail = Schemas['ShownRail'];
export type Layout = Schemas['Layout'];
export type LayoutRail = Schemas['LayoutRail'];
export type LayoutVersion = Schemas['LayoutVersion'];
export type LayoutChange = Schemas['LayoutChange'];
export type LayoutPublishOrder = Schemas['LayoutPublishRequest'];
export type TitleDetail = Schemas['TitleDetail'];
export type Version = Schemas['Version'];
export type Ingest = Schemas['Ingest'];
export type IngestOrder = Schemas['IngestRequest'];
export type IngestStatus = Ingest['status'];
export type Stage = Schemas['Stage'];
export type Finding = Schemas['Finding'];
export type QcReport = Schemas['QcReport'];
export type Decision = Schemas['Decision'];
export type Upload = Schemas['Upload'];
export type UploadOrder = Schemas['UploadRequest'];
export type WebhookEndpoint = Schemas['WebhookEndpoint'];
export type WebhookWithSecret = Schemas['WebhookEndpointWithSecret'];
export type WebhookOrder = Schemas['WebhookEndpointRequest'];
export type WebhookChange = Schemas['WebhookEndpointChange'];
export type WebhookReplay = Schemas['WebhookReplayRequest'];
export type WebhookAttempt = Schemas['WebhookAttempt'];
export type ApiKey = Schemas['ApiKey'];
export type ApiKeyOrder = Schemas['ApiKeyRequest'];
export type ApiKeyChange = Schemas['ApiKeyChange'];
export type AuditEntry = Schemas['AuditEntry'];
export type AvailsImport = Schemas['AvailsImport'];
export type AvailRow = Schemas['AvailRow'];
export type AvailRight = NonNullable<Schemas['AvailRight']>;
export type AvailChange = Schemas['AvailChange'];
export type AvailFinding = Schemas['AvailFinding'];
export type BulkOrder = Schemas['BulkOrder'];
export type BulkLine = Schemas['BulkOrderLine'];
export type WatchFolder = Schemas['WatchFolder'];
export type WatchFolderOrder = Schemas['WatchFolderRequest'];
export type WatchFolderChange = Schemas['WatchFolderChange'];
export type WatchFile = Schemas['WatchFile'];
export type SourceCredential = Schemas['SourceCredential'];
export type SourceCredentialOrder = Schemas['SourceCredentialRequest'];
/** Without what is null for now. */
export type PlaybackSession = Omit<Schemas['PlaybackSession'], 'ads'>;
export type PlaybackOrder = Schemas['PlaybackSessionRequest'];
export type PlaybackDrm = NonNullable<Schemas['PlaybackDrm']>;
/** Rows of the studio's playback page. */
export type SessionRow = Schemas['PlaybackSessionRecord'];
export type LicenceRow = Schemas['LicenceRequest'];
export type TitleDraft = Schemas['TitleDraft'];
export type TitleDocument = Schemas['TitleDocument'];
export type TitleDraftChange = Schemas['DraftChange'];
export type Artwork = Schemas['Artwork'];
export type TitleOrder = Schemas['TitleRequest'];
export type TitleIssue = Schemas['TitleIssue'];
export type TitleSnapshot = Schemas['TitleSnapshot'];
export type TitleSchedule = Schemas['TitleSchedule'];
export type TitleScheduleOrder = Schemas['ScheduleRequest'];
export type DocumentChange = Schemas['DocumentChange'];
export type RightsWindow = Schemas['RightsWindow'];
export type RightsWindowOrder = Schemas['RightsWindowRequest'];
export type RightsPreviewOrder = Schemas['RightsPreviewRequest'];
export type RightsPreview = Schemas['RightsPreview'];
export type WindowReadiness = Schemas['WindowReadiness'];
export type WindowClosing = Schemas['WindowClosing'];
export type WindowDecision = Schemas['WindowDecisionRequest'];
export type FeedReportLine = Schemas['FeedReportLine'];
export type MilestoneOrder = Schemas['MilestoneRequest'];
export type RightsVerdict = Schemas['RightsVerdict'];
export type RightsConflict = Schemas['RightsConflict'];
export type DeskTitle = Schemas['DeskTitle'];
export type ExpiringWindow = Schemas['ExpiringWindow'];
export type Availability = Schemas['Availability'];
export type Simulation = Schemas['Simulation'];
export type SimulationAnswer = Schemas['SimulationAnswer'];
export type Problem = Schemas['Problem'];
/** A row of `GET /v1/runs`. */
export type Run = Schemas['Run'];

/** One page of a list. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}
