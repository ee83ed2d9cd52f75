import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client';
import type { Title } from '../../shared/api/types';
import { deviceClaims } from './licence';

const viewer = api('viewer');

const byNewest = (a: Title, b: Title): number => (b.published_at ?? '').localeCompare(a.published_at ?? '');

/** Everything that can be watched, newest first. */
export const useTitles = () =>
  useQuery({
    queryKey: ['titles'],
    queryFn: async ({ signal }) => (await viewer.titles(signal)).filter((title) => title.published).sort(byNewest),
  });

/** One title; drawn at once from the list when that is already here. */
export function useTitle(id: string) {
  const { data: titles } = useTitles();
  const known = titles?.find((title) => title.id === id);
  return useQuery<Title>({
    queryKey: ['title', id],
    queryFn: ({ signal }) => viewer.title(id, signal),
    placeholderData: known,
  });
}

/**
 * Permission to play. Never shared between visits: a session is asked for each time the player opens.
 * @param attempt grows by one when the viewer presses "Try again"
 */
export const useSession = (titleId: string, attempt: number, enabled = true) =>
  useQuery({
    queryKey: ['session', titleId, attempt],
    queryFn: async ({ signal }) => viewer.play(titleId, await deviceClaims(), signal),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
