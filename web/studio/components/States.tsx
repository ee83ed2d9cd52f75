import { Button, Skeleton } from '@mantine/core';
import { CircleAlert, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { HeadendProblem } from '../../shared/api/problem';

interface ProblemPanelProps {
  error: unknown;
  onRetry?: () => void;
  /** On the button. */
  retry?: string;
}

/** Cause, fix and code of a failure, with a way on. */
export function ProblemPanel({ error, onRetry, retry = 'Try again' }: ProblemPanelProps) {
  const problem = HeadendProblem.from(error);
  return (
    <div className="problem" role="alert">
      <CircleAlert size={20} aria-hidden="true" />
      <div>
        <p className="problem-title">{problem.title}</p>
        <p>{problem.message}</p>
        {problem.fields.map(({ field, message }) => (
          <p key={field}>
            <code>{field}</code>: {message}
          </p>
        ))}
        <p className="problem-fix">{problem.fix}</p>
        <p className="problem-code">
          Code <code>{problem.code}</code>
        </p>
        {onRetry && (
          <Button
            variant="default"
            size="xs"
            leftSection={<RotateCcw size={14} aria-hidden="true" />}
            onClick={onRetry}
          >
            {retry}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A list with nothing in it: what that means and what to do next. */
export const Empty = ({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) => (
  <div className="empty">
    <h2>{title}</h2>
    <p>{children}</p>
    {action}
  </div>
);

/** The space of a list before it is known. */
export const Rows = ({ count = 8, what }: { count?: number; what: string }) => (
  <div className="panel">
    <p className="visually-hidden" role="status">
      Loading {what}
    </p>
    {[...Array(count).keys()].map((index) => (
      <div key={index} className="row-ghost">
        <Skeleton height={14} width={`${38 - ((index * 7) % 16)}%`} />
        <Skeleton height={14} width="12%" />
        <Skeleton height={14} width="22%" />
      </div>
    ))}
  </div>
);
