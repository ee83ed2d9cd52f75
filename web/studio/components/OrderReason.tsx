import { Link } from 'react-router';
import type { BulkLine, WatchFile } from '../../shared/api/types';

interface ReasonProps {
  ingestId: string | null;
  problem: BulkLine['problem'] | WatchFile['problem'];
}

/** What became of something ordered: its ingest, or why there is none and what to do. */
export function OrderReason({ ingestId, problem }: ReasonProps) {
  if (ingestId && !problem)
    return (
      <Link className="mono small" to={`/ingests/${ingestId}`}>
        {ingestId}
      </Link>
    );
  if (!problem) return null;
  return (
    <div className="reason">
      <p>
        <b>{problem.title}.</b> {problem.detail === `${problem.title}.` ? null : problem.detail}
      </p>
      <p className="muted small">
        {problem.fix} <a href={problem.type}>{problem.code}</a>
      </p>
    </div>
  );
}
