import type { IngestStatus } from '../../shared/api/types';
import { INGEST_LOOKS, type Look } from '../lib/states';

/** A state as icon and word on its colour. */
export const Chip = ({ look, count }: { look: Look; count?: number }) => (
  <span className="chip" data-tone={look.tone}>
    <look.icon size={14} aria-hidden="true" className={look.tone === 'busy' ? 'turning' : undefined} />
    {count === undefined ? look.word : `${count} ${look.word.toLowerCase()}`}
  </span>
);

export const StatusChip = ({ status }: { status: IngestStatus }) => <Chip look={INGEST_LOOKS[status]} />;
