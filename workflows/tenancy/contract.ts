/** The front door of the tenancy slice: what is done to a tenant's data as a whole. */

/** Workflow type name, as the schedule starts it; the schedule's id. */
export const TEST_DATA_ERASURE = 'testDataErasure';
export const TEST_DATA_ERASURE_SCHEDULE = 'test-data-erasure';

/** A title of test mode whose time is over. */
export interface ErasableTitle {
  tenantId: string;
  titleId: string;
  ingestIds: string[];
}

/** What is due, a batch at a time. */
export interface DueTestData {
  titles: ErasableTitle[];
  /** Ingests that are over their time and still run, as those that wait for a decision: they are cancelled first. */
  underWay: string[];
}

/** What a round has erased. */
export interface ErasedTestData {
  titles: number;
  objects: number;
  uploads: number;
  events: number;
  cancelled: number;
}

/** The steps of a round. Each may be repeated at any time; what one cannot finish the next round does. */
export interface TenancyActivities {
  dueTestData(): Promise<DueTestData>;
  /** @returns how many objects were removed; nothing when an order came for the title meanwhile */
  eraseTestTitle(title: ErasableTitle): Promise<{ erased: boolean; objects: number }>;
  /** Uploads and events are erased by their own age. */
  eraseTestRemains(): Promise<{ uploads: number; events: number }>;
}
