import { RotateCcw } from 'lucide-react';
import { useRouteError } from 'react-router';
import { Notice } from './Notice';

/** A page that failed by itself: said in words, with the way back. */
export function Broken() {
  const error = useRouteError();
  const reload = (
    <button type="button" className="button primary" onClick={() => location.reload()} data-first-focus>
      <RotateCcw size={18} aria-hidden="true" />
      Load the page again
    </button>
  );
  return (
    <div role="alert">
      <Notice title="This page stopped working" action={reload}>
        {error instanceof Error ? error.message : 'It was perhaps renewed while it was open.'}
      </Notice>
    </div>
  );
}
