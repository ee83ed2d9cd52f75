import type { Inspection, MasterRef, SidecarRef } from './contract';

/** What was received, and what it is. */
export interface Material {
  master: MasterRef;
  sidecars: SidecarRef[];
  inspection: Inspection;
  /** Object prefix of what is shown of this master before it is published, ends with `/`. */
  shownUnder: string;
}
