import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type IngestFilter } from '../../shared/api/client';
import type { Ingest, IngestStatus } from '../../shared/api/types';

export const operator = api('operator');

/** While something moves the page asks every second; otherwise now and then. */
const BUSY_MS = 1_000;
const CALM_MS = 10_000;

const MOVING: ReadonlySet<IngestStatus> = new Set(['queued', 'running']);
export const isMoving = (ingest: Pick<Ingest, 'status'>): boolean => MOVING.has(ingest.status);

export const useIngests = (filter: IngestFilter) =>
  useQuery({
    queryKey: ['ingests', filter],
    queryFn: () => operator.ingests(filter),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(isMoving) ? BUSY_MS : CALM_MS),
  });

export const useIngest = (id: string) =>
  useQuery({
    queryKey: ['ingest', id],
    queryFn: () => operator.ingest(id),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? BUSY_MS : CALM_MS),
  });

/** Findings and curves. They come while the run goes on, and stand still after it. */
export const useQc = (ingest: Ingest) =>
  useQuery({
    queryKey: ['qc', ingest.id, isMoving(ingest) ? 'moving' : ingest.updated_at],
    queryFn: () => operator.qc(ingest.id),
    placeholderData: keepPreviousData,
    refetchInterval: isMoving(ingest) ? 2 * BUSY_MS : false,
  });

export const useTitles = () => useQuery({ queryKey: ['titles'], queryFn: operator.titles, refetchInterval: CALM_MS });

export const useTitle = (id: string) =>
  useQuery({ queryKey: ['title', id], queryFn: () => operator.title(id), refetchInterval: CALM_MS });

export const useRuns = (filter: { status?: string; cursor?: string; limit?: number }) =>
  useQuery({
    queryKey: ['runs', filter],
    queryFn: () => operator.runs(filter),
    placeholderData: keepPreviousData,
    refetchInterval: 5 * BUSY_MS,
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
