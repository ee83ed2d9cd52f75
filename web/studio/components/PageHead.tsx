import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** Where we are, what this is, and what can be done with it. */
export const PageHead = ({
  title,
  parent,
  meta,
  actions,
  chip,
}: {
  title: ReactNode;
  parent?: { to: string; name: string };
  chip?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
}) => (
  <div className="page-head">
    <div className="page-head-words">
      {parent && (
        <nav aria-label="Breadcrumb" className="crumb">
          <Link to={parent.to}>{parent.name}</Link>
        </nav>
      )}
      <div className="page-head-title">
        <h1 dir="auto">{title}</h1>
        {chip}
      </div>
      {meta && <div className="page-head-meta">{meta}</div>}
    </div>
    {actions && <div className="page-head-actions">{actions}</div>}
  </div>
);
