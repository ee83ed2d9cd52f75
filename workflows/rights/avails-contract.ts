import { defineQuery, defineUpdate } from '@temporalio/workflow';

/** Workflow type name, as the API starts it. */
export const AVAILS_IMPORT = 'availsImport';

/** One run for each import, from its arrival until it is applied or discarded. */
export const availsImportId = (importId: string): string => `avails-import:${importId}`;

export interface AvailsImportOrder {
  importId: string;
}

/** What is to become of a checked document. */
export interface AvailsDecision {
  decision: 'apply' | 'discard';
  actor: string;
  /** Leave out the titles that have errors. */
  skipErrors: boolean;
}

/** Counts of what was found; `changes` are foreseen until it is applied. */
export interface AvailsState {
  status: 'received' | 'checked' | 'applying' | 'applied' | 'discarded' | 'failed';
  rows: number;
  rowsWithError: number;
  changes: { opened: number; moved: number; narrowed: number; closed: number; same: number };
}

/** Apply or discard. Answers once it is taken, before anything is changed. */
export const decideAvails = defineUpdate<{ accepted: true; decision: AvailsDecision['decision'] }, [AvailsDecision]>(
  'decide',
);

export const availsStatus = defineQuery<AvailsState>('status');

/** The steps of an import. Each may be repeated at any time. */
export interface AvailsActivities {
  /** Read the document, check it, foresee what it would change. A document that cannot be read ends the import. */
  checkAvails(order: AvailsImportOrder): Promise<AvailsState>;
  /** Make windows as it says. Refused rows end nothing: the import waits for another decision. */
  applyAvails(order: AvailsImportOrder & { actor: string; skipErrors: boolean }): Promise<AvailsState>;
  discardAvails(order: AvailsImportOrder & { actor: string }): Promise<AvailsState>;
}
