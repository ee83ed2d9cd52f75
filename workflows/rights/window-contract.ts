import { defineSignal, defineUpdate } from '@temporalio/workflow';

/** Workflow type name, as the calendar's sweep starts it. */
export const WINDOW_PROCESS = 'windowProcess';

/** Which window, and before which of its edges. */
export interface WindowOrder {
  windowId: string;
  edge: 'open' | 'close';
}

/** One run for each edge of a window while there is something to tell of it. */
export const windowProcessId = ({ windowId, edge }: WindowOrder): string =>
  `${edge === 'open' ? 'window-opening' : 'window-closing'}:${windowId}`;

/** The window was changed: look at once. */
export const windowChanged = defineSignal('changed');

/** What an operator decides: keep the window closed although it opens, or let it open as it is. */
export interface WindowDecisionWord {
  decision: 'hold' | 'go';
  actor: string;
  reason?: string;
}

/** Answers once it is written, and with it counts. */
export const decideWindow = defineUpdate<{ decision: WindowDecisionWord['decision'] }, [WindowDecisionWord]>('decide');

/** What a look found; see adapters/postgres/window-processes-port.ts. Instants are ISO 8601. */
export interface WindowLook {
  state: 'clear' | 'waiting' | 'over';
  nextAt?: string;
  edgeAt?: string;
  findings: string[];
  told: boolean;
}

/** The steps of the process of a window. May be repeated at any time: nobody is told anything twice. */
export interface WindowActivities {
  lookAtWindow(order: WindowOrder): Promise<WindowLook>;
  /** @throws `rights/window-withdrawn` when there is no such window in force */
  decideWindow(order: WindowOrder & WindowDecisionWord): Promise<void>;
}
