import { CircleAlert, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { HeadendProblem } from '../../shared/api/problem';

/** A page or a part of one that has nothing to show, and what to do about it. */
export const Notice = ({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) => (
  <div className="notice">
    <h1>{title}</h1>
    <p>{children}</p>
    {action}
  </div>
);

/** What went wrong: cause, fix and code, with a way on. */
export function ProblemNotice({ error, onRetry, more }: { error: unknown; onRetry?: () => void; more?: ReactNode }) {
  const problem = HeadendProblem.from(error);
  return (
    <div className="notice" role="alert">
      <CircleAlert className="notice-icon" size={32} aria-hidden="true" />
      <h1>{problem.title}</h1>
      <p>{problem.message}</p>
      <p className="notice-fix">{problem.fix}</p>
      <div className="actions">
        {onRetry && (
          <button type="button" className="button primary" onClick={onRetry} data-first-focus>
            <RotateCcw size={18} aria-hidden="true" />
            Try again
          </button>
        )}
        {more}
      </div>
      <p className="notice-code">
        Code <code>{problem.code}</code>
      </p>
    </div>
  );
}
