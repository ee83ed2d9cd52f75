import type { AvailFinding } from '../../domain/avails/findings';
import type { RawRow } from '../../domain/avails/row';

export const AVAIL_FORMATS = ['xml', 'xlsx'] as const;
export type AvailFormat = (typeof AVAIL_FORMATS)[number];

/** A document of avails, taken apart; nothing is said yet of what its rows mean. */
export interface AvailsDocument {
  format: AvailFormat;
  /** Of MDDF Avails (2.2 to 2.7) or of the template (1.7 to 1.9). */
  version: string;
  /** ISO 8601, where the document says when it was issued. */
  issuedAt?: string;
  rows: RawRow[];
  /** About the document as a whole. Those that name a place without a row are of the row that begins nearest before it. */
  findings: AvailFinding[];
}
