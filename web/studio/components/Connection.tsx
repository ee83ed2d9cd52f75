import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Unplug } from 'lucide-react';
import { useCallback, useSyncExternalStore } from 'react';
import { HeadendProblem } from '../../shared/api/problem';
import { timeOfDay } from '../../shared/format';

/** Says that what is on the page is old, because the API does not answer, and since when. */
export function Connection() {
  const client = useQueryClient();
  const cache = client.getQueryCache();
  /** Epoch milliseconds of the oldest answer on the page that could not be renewed; 0 when all is well. */
  const oldest = useCallback((): number => {
    const stale = cache
      .getAll()
      .filter((query) => query.isActive() && query.state.error && query.state.data !== undefined)
      .filter(({ state }) => HeadendProblem.from(state.error).retryable);
    return stale.length === 0 ? 0 : Math.min(...stale.map(({ state }) => state.dataUpdatedAt));
  }, [cache]);
  const since = useSyncExternalStore(
    useCallback((listener) => cache.subscribe(listener), [cache]),
    oldest,
  );
  if (since === 0) return null;
  return (
    <div className="connection" role="status">
      <Unplug size={16} aria-hidden="true" />
      <span>No answer from the API. What you see is from {timeOfDay(new Date(since).toISOString())}.</span>
      <button type="button" onClick={() => client.refetchQueries({ type: 'active' })}>
        <RotateCcw size={14} aria-hidden="true" />
        Ask again
      </button>
    </div>
  );
}
