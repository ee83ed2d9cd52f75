import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, type IngestFilter, operatorKey, type RunFilter } from '../../shared/api/client';
import { patient } from '../../shared/api/patient';
import { HeadendProblem } from '../../shared/api/problem';
import type { Ingest, IngestStatus } from '../../shared/api/types';

export const operator = api('operator');

/** Sent to the window when the API no longer takes the key that was entered. */
export const KEY_REFUSED = 'headend:key-refused';

/** Made once per page load. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (HeadendProblem.from(error).status !== 401 || !operatorKey.read()) return;
        operatorKey.forget();
        window.dispatchEvent(new Event(KEY_REFUSED));
      },
    }),
    defaultOptions: patient(1_000),
  });

/** While something moves the page asks every second; otherwise now and then, and seldom while there is no answer. */
const BUSY_MS = 1_000;
const CALM_MS = 10_000;
const UNANSWERED_MS = 15_000;

const MOVING: ReadonlySet<IngestStatus> = new Set(['queued', 'running']);
export const isMoving = (ingest: Pick<Ingest, 'status'>): boolean => MOVING.has(ingest.status);

/** Nothing will happen to it any more, unless it is retried. */
export const isOver = (ingest: Pick<Ingest, 'ended_at'>): boolean => ingest.ended_at !== null;

/** When to ask again. @param moving whether what is known is still changing */
function every<T>({ data, error }: { data: T | undefined; error: unknown }, moving: (data: T) => boolean): number {
  if (error) return UNANSWERED_MS;
  return data !== undefined && moving(data) ? BUSY_MS : CALM_MS;
}

export const useIngests = (filter: IngestFilter) =>
  useQuery({
    queryKey: ['ingests', filter],
    queryFn: ({ signal }) => operator.ingests(filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => every(state, ({ data }) => data.some(isMoving)),
  });

export const useIngest = (id: string) =>
  useQuery({
    queryKey: ['ingest', id],
    queryFn: ({ signal }) => operator.ingest(id, signal),
    // A held one goes on as soon as anybody decides.
    refetchInterval: ({ state }) => every(state, (ingest) => !isOver(ingest)),
  });

/** Findings and curves. They come while the run goes on, and stand still after it. */
export const useQc = (ingest: Ingest) =>
  useQuery({
    queryKey: ['qc', ingest.id, isMoving(ingest) ? 'moving' : ingest.updated_at],
    queryFn: ({ signal }) => operator.qc(ingest.id, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.error ? UNANSWERED_MS : isMoving(ingest) ? 2 * BUSY_MS : false),
  });

/** One page of the library. */
export const useTitlePage = (filter: Parameters<typeof operator.titlePage>[0]) =>
  useQuery({
    queryKey: ['titles', 'page', filter],
    queryFn: ({ signal }) => operator.titlePage(filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => every(state, () => false),
  });

export const useTitle = (id: string) =>
  useQuery({
    queryKey: ['title', id],
    queryFn: ({ signal }) => operator.title(id, signal),
    refetchInterval: ({ state }) => every(state, () => false),
  });

export const useRuns = (filter: RunFilter) =>
  useQuery({
    queryKey: ['runs', filter],
    queryFn: ({ signal }) => operator.runs(filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.error ? UNANSWERED_MS : 5 * BUSY_MS),
  });

/** Do something to an ingest, then look at it again. */
export function useIngestAction<T>(id: string, action: (value: T) => Promise<Ingest>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: action,
    onSuccess: (ingest) => queries.setQueryData(['ingest', id], ingest),
    onSettled: () => queries.invalidateQueries({ queryKey: ['ingest', id] }),
  });
}
