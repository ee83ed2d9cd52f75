import { RefreshCw } from 'lucide-react';
import type { Ingest } from '../../shared/api/types';
import { listOf } from '../../shared/format';
import { stageName } from '../lib/states';
import { Chip } from './Chip';

const UPDATE_LOOK = { tone: 'idle', icon: RefreshCw, word: 'Update' } as const;

/** Says that a run updates a title, and which stages it took over. */
export function UpdateMark({ ingest }: { ingest: Ingest }) {
  if (!ingest.updates) return null;
  const reused = ingest.stages.filter(({ state }) => state === 'reused').map(({ name }) => stageName(name));
  return (
    <span className="update-mark">
      <Chip look={UPDATE_LOOK} />
      <small>
        of version {ingest.updates.number}
        {reused.length > 0 && `, re-used: ${listOf(reused)}`}
      </small>
    </span>
  );
}
