import type { QueryClient } from '@tanstack/react-query';

/** After a window has changed, everything of the desk is asked anew. */
export const refreshDesk = (queries: QueryClient) =>
  Promise.all(
    ['desk', 'window', 'rights-conflicts', 'expiring', 'what-if', 'availability', 'simulation', 'edge-watch'].map(
      (name) => queries.invalidateQueries({ queryKey: [name] }),
    ),
  );
