import type { Loss } from '../../domain/rights/losses';
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
  /** The version that was found wanting. */
  version: number;
}

/** What a process finds when it looks at its window. */
export interface WindowWatch {
  /** clear: there is nothing to tell, for now; waiting: look again; over: the edge is past, far away, or gone with its window. */
  state: 'clear' | 'waiting' | 'over';
  /** When to look again; of `waiting` only. */
  nextAt?: Date;
  /** The edge; undefined when there is none. */
  edgeAt?: Date;
  /** What is missing, or who loses the title and which layouts name it then; sentences and codes for people. */
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

/** What happens before an edge of a window. */
export interface EdgeProcess {
  /** The process before the edge; undefined while there is none. */
  process?: { state: WindowWatch['state']; lookedAt: Date; nextAt?: Date };
  /** Reminders of the edge where it is now, the earliest first. */
  told: { distanceS: number; at: Date }[];
}

/** Whether a window can open as it was sold. */
export interface WindowReadiness extends EdgeProcess {
  window: WindowRecord;
  missing: Missing[];
  /** Of a look of its process; undefined while none has found anything. */
  missingSince?: Date;
  decision?: WindowDecision;
}

/** A version of a layout that viewers see after a window has closed, and that names the title by hand. */
export interface LayoutNaming {
  key: string;
  version: number;
  goesLiveAt: Date;
}

/** What goes when a window closes. */
export interface WindowClosing extends EdgeProcess {
  window: WindowRecord;
  losses: Loss[];
  /** The next to go live first; none when nobody loses the title. */
  layouts: LayoutNaming[];
  /** When what was left behind was cleaned up after its last closing. */
  cleanedAt?: Date;
}

/** What windows that closed have left behind. */
export interface LeftBehind {
  windows: { id: string; tenantId: string; version: number }[];
  /** Media tokens of all versions of those titles that nobody may play any more, of which CDNs may keep copies. */
  mediaTokens: string[];
}

/** What happens around the edges of windows. The gate never waits for it. */
export interface WindowProcesses {
  /**
   * Windows whose edge is near and which no process knows as they are now, the nearest first. Those that have nothing to tell are
   * left out, and are looked at again in an hour. Call it until `more` is false, with what it told last as `after`.
   */
  wanting(edge: ProcessEdge, after: string): Promise<{ windows: WantingWindow[]; after: string; more: boolean }>;
  /**
   * Processes of these were begun, or told of a change, after `askedAt`. What such a process has noted itself since then stays.
   *
   * @param askedAt before they were found wanting
   */
  begun(windows: readonly WantingWindow[], askedAt: Date): Promise<void>;
  /** Look at a window; tell of it what its distance from the edge asks for, once. */
  watch(name: WindowProcessName): Promise<WindowWatch>;
  readiness(tenantId: string, windowId: string): Promise<WindowReadiness | undefined>;
  closing(tenantId: string, windowId: string): Promise<WindowClosing | undefined>;
  /** Some of the windows that were made known as closed within a day and are not cleaned up after; none: there is nothing to do. */
  leftBehind(): Promise<LeftBehind>;
  /** The copies of their titles are gone, where they had to be. */
  cleanedUp(windows: LeftBehind['windows']): Promise<void>;
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
