import type { Missing } from '../../domain/rights/readiness';
import type { ProcessEdge } from '../../domain/rights/readiness-plan';
import type { WindowRecord } from './rights-port';

/** A process before an edge of a window. */
export interface WindowProcessName {
  windowId: string;
  edge: ProcessEdge;
}

/** A window whose process is to begin. */
export interface WantingWindow extends WindowProcessName {
  tenantId: string;
}

/** What a process finds when it looks at its window. */
export interface WindowWatch {
  /** clear: there is nothing to tell, for now; waiting: look again; over: the edge is past, far away, or gone with its window. */
  state: 'clear' | 'waiting' | 'over';
  /** When to look again; of `waiting` only. */
  nextAt?: Date;
  /** The edge; undefined when there is none. */
  edgeAt?: Date;
  /** What is missing, or the territories that lose the title; sentences and codes for people. */
  findings: string[];
  /** Somebody was told in this very look. */
  told: boolean;
}

/** What a person decided of a window. */
export interface WindowDecision {
  decision: 'hold' | 'go';
  by: string;
  at: Date;
  reason?: string;
}

/** Whether a window can open as it was sold. */
export interface WindowReadiness {
  window: WindowRecord;
  missing: Missing[];
  /** Of a look of its process; undefined while none has found anything. */
  missingSince?: Date;
  /** The process before its opening; undefined while there is none. */
  process?: { state: WindowWatch['state']; lookedAt: Date; nextAt?: Date };
  /** Reminders of the present opening, the earliest first. */
  told: { distanceS: number; at: Date }[];
  decision?: WindowDecision;
}

/** What happens around the edges of windows. The gate never waits for it. */
export interface WindowProcesses {
  /**
   * Windows whose edge is near and which no process knows as they are now, in the order of their ids. Those that have nothing to
   * tell are left out, and are looked at again in an hour. Call it until `more` is false, with what it told last as `after`.
   */
  wanting(edge: ProcessEdge, after: string): Promise<{ windows: WantingWindow[]; after: string; more: boolean }>;
  /** A process of these runs. */
  begun(names: readonly WindowProcessName[]): Promise<void>;
  /** Look at a window; tell of it what its distance from the edge asks for, once. */
  watch(name: WindowProcessName): Promise<WindowWatch>;
  readiness(tenantId: string, windowId: string): Promise<WindowReadiness | undefined>;
  /**
   * Keep a window closed whatever its times say, or let it open as it is: `go` releases a hold, approves an exception and ends
   * reminders. Decided again as it stands it changes nothing.
   *
   * @returns undefined when there is no such window, or it was withdrawn
   */
  decide(
    window: { tenantId?: string; windowId: string },
    word: { decision: 'hold' | 'go'; actor: string; reason?: string },
  ): Promise<WindowDecision | undefined>;
}
