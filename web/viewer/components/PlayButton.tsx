import { Play, RotateCcw } from 'lucide-react';
import { Link } from 'react-router';
import { remaining, useProgress } from '../lib/progress';

/** The one primary action of a film; it says what it will do. */
export function PlayButton({ titleId }: { titleId: string }) {
  const progress = useProgress()[titleId];
  return (
    <Link className="button primary" to={`/watch/${titleId}`} data-first-focus>
      <Play size={20} fill="currentColor" aria-hidden="true" />
      {progress ? `Resume, ${remaining(progress)}` : 'Play'}
    </Link>
  );
}

/** Beside "Resume": from the beginning. Nothing when the film is not begun. */
export function StartOver({ titleId }: { titleId: string }) {
  const progress = useProgress()[titleId];
  if (!progress) return null;
  return (
    <Link className="button" to={`/watch/${titleId}?t=0`}>
      <RotateCcw size={18} aria-hidden="true" />
      Start over
    </Link>
  );
}
