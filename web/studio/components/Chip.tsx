import type { IngestStatus } from '../../shared/api/types';
import { count } from '../../shared/format';
import { INGEST_LOOKS, type Look } from '../lib/states';

/** A state as icon and word on its colour. */
export const Chip = ({ look, number }: { look: Look; number?: number }) => (
  <span className="chip" data-tone={look.tone}>
    <look.icon size={14} aria-hidden="true" className={look.tone === 'busy' ? 'turning' : undefined} />
    {number === undefined ? look.word : count(number, look.noun ?? look.word.toLowerCase())}
  </span>
);

export const StatusChip = ({ status }: { status: IngestStatus }) => <Chip look={INGEST_LOOKS[status]} />;
