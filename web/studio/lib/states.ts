import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleSlash,
  CircleX,
  Clock,
  Hand,
  Info,
  LoaderCircle,
  type LucideIcon,
  OctagonX,
  RefreshCw,
  Replace,
  TriangleAlert,
} from 'lucide-react';
import type { RunFilter } from '../../shared/api/client';
import type {
  ApiKey,
  AvailRow,
  AvailsImport,
  BulkLine,
  BulkOrder,
  Finding,
  Ingest,
  IngestStatus,
  Run,
  Stage,
  WatchFile,
  WebhookEndpoint,
} from '../../shared/api/types';

/** The four states of `tokens.css`, and `busy`, which is the accent at work. */
export type Tone = 'good' | 'warn' | 'bad' | 'idle' | 'busy';

/** How a state looks: never by colour alone. */
export interface Look {
  tone: Tone;
  icon: LucideIcon;
  word: string;
  /** The noun to count with, where the word is not one. */
  noun?: string;
}

export const INGEST_LOOKS: Record<IngestStatus, Look> = {
  queued: { tone: 'idle', icon: Clock, word: 'Queued' },
  running: { tone: 'busy', icon: LoaderCircle, word: 'Running' },
  held: { tone: 'warn', icon: Hand, word: 'Held' },
  published: { tone: 'good', icon: CircleCheck, word: 'Published' },
  rejected: { tone: 'bad', icon: OctagonX, word: 'Rejected' },
  cancelled: { tone: 'idle', icon: Ban, word: 'Cancelled' },
  failed: { tone: 'bad', icon: TriangleAlert, word: 'Failed' },
};

export const ENDPOINT_LOOKS: Record<WebhookEndpoint['status'], Look> = {
  active: { tone: 'good', icon: CircleCheck, word: 'Active' },
  paused: { tone: 'warn', icon: Hand, word: 'Paused' },
  disabled: { tone: 'bad', icon: Ban, word: 'Disabled' },
};

export const SENT_LOOKS: Record<'delivered' | 'failed', Look> = {
  delivered: { tone: 'good', icon: CircleCheck, word: 'Delivered' },
  failed: { tone: 'bad', icon: CircleX, word: 'Failed' },
};

export const KEY_LOOKS: Record<ApiKey['status'], Look> = {
  active: { tone: 'good', icon: CircleCheck, word: 'Active' },
  expired: { tone: 'idle', icon: Clock, word: 'Expired' },
  revoked: { tone: 'idle', icon: Ban, word: 'Revoked' },
};

export const AVAILS_LOOKS: Record<AvailsImport['status'], Look> = {
  received: { tone: 'busy', icon: LoaderCircle, word: 'Being read' },
  checked: { tone: 'warn', icon: Hand, word: 'To be decided' },
  applying: { tone: 'busy', icon: LoaderCircle, word: 'Being applied' },
  applied: { tone: 'good', icon: CircleCheck, word: 'Applied' },
  discarded: { tone: 'idle', icon: Ban, word: 'Discarded' },
  failed: { tone: 'bad', icon: TriangleAlert, word: 'Not readable' },
};

export const AVAIL_ROW_LOOKS: Record<AvailRow['status'], Look> = {
  ok: { tone: 'idle', icon: CircleCheck, word: 'Good' },
  error: { tone: 'bad', icon: CircleX, word: 'Error' },
  applied: { tone: 'good', icon: CircleCheck, word: 'Applied' },
  'left-out': { tone: 'warn', icon: CircleMinus, word: 'Left out' },
};

export const BULK_LOOKS: Record<BulkOrder['status'], Look> = {
  accepted: { tone: 'idle', icon: Clock, word: 'Waiting' },
  running: { tone: 'busy', icon: LoaderCircle, word: 'Ordering' },
  done: { tone: 'good', icon: CircleCheck, word: 'Done' },
};

export const LINE_LOOKS: Record<BulkLine['status'], Look> = {
  waiting: { tone: 'idle', icon: Clock, word: 'Waiting' },
  accepted: { tone: 'good', icon: CircleCheck, word: 'Accepted' },
  refused: { tone: 'bad', icon: CircleX, word: 'Refused' },
};

export const WATCHED_LOOKS: Record<WatchFile['status'], Look> = {
  growing: { tone: 'busy', icon: LoaderCircle, word: 'Not taken yet' },
  ordered: { tone: 'good', icon: CircleCheck, word: 'Ordered' },
  sidecar: { tone: 'good', icon: CircleCheck, word: 'Ordered beside it' },
  refused: { tone: 'bad', icon: CircleX, word: 'Refused' },
};

/** Whether a folder is looked into. */
export const FOLDER_LOOKS: Record<'watched' | 'paused', Look> = {
  watched: { tone: 'good', icon: CircleCheck, word: 'Watched' },
  paused: { tone: 'warn', icon: Hand, word: 'Paused' },
};

export const STAGE_LOOKS: Record<Stage['state'], Look> = {
  waiting: { tone: 'idle', icon: CircleDashed, word: 'Waiting' },
  running: { tone: 'busy', icon: LoaderCircle, word: 'Running' },
  done: { tone: 'good', icon: CircleCheck, word: 'Done' },
  reused: { tone: 'good', icon: CircleCheck, word: 'Reused' },
  skipped: { tone: 'idle', icon: CircleMinus, word: 'Not needed' },
  unreached: { tone: 'idle', icon: CircleSlash, word: 'Not reached' },
  failed: { tone: 'bad', icon: CircleX, word: 'Failed' },
  cancelled: { tone: 'idle', icon: Ban, word: 'Cancelled' },
};

/** What an operator decided on a held ingest. */
export const DECISION_LOOKS: Record<Ingest['decisions'][number]['decision'], Look> = {
  approve: { tone: 'good', icon: CircleCheck, word: 'Approved' },
  reject: { tone: 'bad', icon: OctagonX, word: 'Rejected' },
  replace: { tone: 'idle', icon: Replace, word: 'Master replaced' },
};

export const STAGE_NAMES: Record<Stage['name'], string> = {
  receive: 'Receive',
  inspect: 'Inspect',
  quality: 'Quality check',
  plan: 'Plan',
  encode: 'Encode',
  audio: 'Audio',
  captions: 'Captions',
  hold: 'Decision',
  package: 'Package',
  verify: 'Verify',
  publish: 'Publish',
};

/** The name of a stage given as text; the text itself when it is a new one. */
export const stageName = (name: string): string => STAGE_NAMES[name as Stage['name']] ?? name;

export const SEVERITY_LOOKS: Record<Finding['severity'], Look> = {
  reject: { tone: 'bad', icon: OctagonX, word: 'Rejects', noun: 'rejection' },
  hold: { tone: 'warn', icon: Hand, word: 'Holds', noun: 'hold' },
  warning: { tone: 'warn', icon: TriangleAlert, word: 'Warning' },
  info: { tone: 'idle', icon: Info, word: 'Note' },
};

const RUN_LOOKS: Record<Run['status'], Look> = {
  running: { tone: 'busy', icon: LoaderCircle, word: 'Running' },
  completed: { tone: 'good', icon: CircleCheck, word: 'Completed' },
  failed: { tone: 'bad', icon: TriangleAlert, word: 'Failed' },
  timed_out: { tone: 'bad', icon: Clock, word: 'Timed out' },
  terminated: { tone: 'bad', icon: OctagonX, word: 'Terminated' },
  cancelled: { tone: 'idle', icon: Ban, word: 'Cancelled' },
  continued: { tone: 'idle', icon: RefreshCw, word: 'Continued' },
  unknown: { tone: 'idle', icon: CircleDashed, word: 'Not known' },
};

/** What a list of runs is narrowed to: some words are what became of an ingest, the others states of the engine. */
export const runFilter = (word: string | null): Pick<RunFilter, 'status' | 'outcome'> =>
  word === null ? {} : word in INGEST_LOOKS && !(word in RUN_LOOKS) ? { outcome: word } : { status: word };

/** A kind of process in words: `versionCollection` -> `Version collection`. */
export const processName = (type: string): string =>
  type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

/** How a run looks: what became of its ingest, where it has one; to the engine a rejected master is a completed run. */
export const runLook = ({ outcome, status }: Pick<Run, 'outcome' | 'status'>): Look =>
  outcome ? INGEST_LOOKS[outcome] : RUN_LOOKS[status];
