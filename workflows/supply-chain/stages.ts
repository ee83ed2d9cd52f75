import type { Finding, Verdict } from '../../domain/qc/finding';
import type { IngestOutcome } from './order';

/** The stages of an ingest, in the order a person reads them; some run beside each other. */
export const STAGES = [
  'receive',
  'inspect',
  'quality',
  'plan',
  'encode',
  'audio',
  'captions',
  'hold',
  'package',
  'verify',
  'publish',
] as const;
export type StageName = (typeof STAGES)[number];

/** Stages beside the picture's way through the run; they have a progress of their own. */
const BESIDE: ReadonlySet<StageName> = new Set(['audio', 'captions']);

/**
 * Where a run is: the furthest stage under way on the picture's own way; another one only where it is all that the run
 * waits for. Undefined when none is under way.
 */
export function stageUnderWay(stages: Iterable<StageStatus>): StageName | undefined {
  const running = [...stages].filter(({ state }) => state === 'running').map(({ name }) => name);
  return running.findLast((name) => !BESIDE.has(name)) ?? running.at(-1);
}

/** What may be said of a stage. `skipped`: there was nothing to do; `reused`: all of it was taken over as it was. */
export const STAGE_STATES = ['waiting', 'running', 'done', 'reused', 'skipped', 'failed', 'cancelled'] as const;
export type StageState = (typeof STAGE_STATES)[number];

/** One stage of a run, as its status query and the catalogue tell it. */
export interface StageStatus {
  name: StageName;
  state: StageState;
  /** 0..1 of the stage's own work. */
  progress: number;
  /** Epoch milliseconds. */
  startedAt?: number;
  endedAt?: number;
  /** One line for people, such as `14 of 24 chunks`. */
  note?: string;
}

/** How many chunks of a rendition group are encoded. */
export interface GroupProgress {
  group: string;
  /** Names of the rungs that each chunk is encoded into. */
  rungs: string[];
  done: number;
  total: number;
}

/** Answer of the `ingestStatus` query. */
export interface IngestStatusView {
  /** See {@link stageUnderWay}; between two stages the one that was entered last. */
  stage: StageName | 'done';
  stages: StageStatus[];
  /** 0..1 over the whole ingest. */
  progress: number;
  verdict?: Verdict;
  /** For the studio. */
  chunks: GroupProgress[];
  /** Set while an operator's decision is waited for; instants in epoch milliseconds. */
  held?: { since: number; expiresAt: number; findings: Finding[] };
  outcome?: IngestOutcome;
}
