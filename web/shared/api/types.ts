import type { z } from 'zod';
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
  UploadView,
} from '../../../api/supply-chain/schemas';

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
