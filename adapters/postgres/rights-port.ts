import type { RightsFacts } from '../../domain/rights/types';

/** What the gate has to know of a title, as far as rows tell it. */
export type RightsRows = Omit<RightsFacts, 'rightsRequired'>;

export interface Rights {
  /** Undefined when the tenant has no such title. */
  rowsOf(tenantId: string, titleId: string): Promise<RightsRows | undefined>;
}
