import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client';
import type { Title } from '../../shared/api/types';
import { deviceClaims } from '../../shared/media/licence';

const viewer = api('viewer');

/** What rights call this device. */
const DEVICE = 'web';
/** Windows are moved while somebody looks: no page is older than this, as the catalogue says of its answers. */
const LOOK_EVERY_MS = 10_000;

/** What the first page shows, as editors laid it out; another layout appears while it is looked at. */
export const useHome = () =>
  useQuery({
    queryKey: ['page', 'home'],
    queryFn: ({ signal }) => viewer.page('home', DEVICE, signal),
    refetchInterval: ({ state }) => untilLook(state.data?.next_change_at),
  });

/** Titles of these ids that may still be watched, in their order. */
export const useAllowed = (ids: readonly string[]): Title[] =>
  useQueries({
    queries: ids.map((id) => ({
      queryKey: ['title', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => viewer.offeredTitle(id, DEVICE, signal),
      retry: false,
    })),
    combine: (answers) => answers.flatMap(({ data }) => (data?.offer?.allowed === false ? [] : (data ?? []))),
  });

/** The clocks of viewers differ from the server's by a little. */
const CLOCKS_MS = 250;
/** Not all viewers ask in the same instant. */
const SPREAD_MS = 500;

/** When to look again: at the next change that is known, and every few seconds for those that are not. */
const untilLook = (change: string | null | undefined): number => {
  const wait = change ? Date.parse(change) - Date.now() : LOOK_EVERY_MS;
  return Math.min(Math.max(wait, 0) + CLOCKS_MS + Math.random() * SPREAD_MS, LOOK_EVERY_MS);
};

/** One title; opens and closes while it is looked at. */
export const useTitle = (id: string) =>
  useQuery({
    queryKey: ['title', id],
    queryFn: ({ signal }) => viewer.offeredTitle(id, DEVICE, signal),
    refetchInterval: ({ state }) => untilLook(state.data?.offer?.next_change_at),
  });

/** Seasons of a series, episodes of a season, in their order. */
export const useChildren = (parent: Title) =>
  useQuery({
    queryKey: ['children', parent.id],
    queryFn: async ({ signal }) => {
      const place = parent.kind === 'collection' ? { collection_id: parent.id } : { parent_id: parent.id };
      return (await viewer.titlePage({ ...place, device: DEVICE, limit: 100 }, signal)).data;
    },
    enabled: isHolder(parent),
    refetchInterval: LOOK_EVERY_MS,
  });

/** Has no media of its own. */
export const isHolder = ({ kind }: Title): boolean => ['series', 'season', 'collection'].includes(kind);

/** How many films are shown under "More like this". */
const SIMILAR = 12;

/** Others of the same first genre, the newest first. */
export const useSimilar = (title: Title | undefined) =>
  useQuery({
    queryKey: ['similar', title?.id],
    queryFn: async ({ signal }) => {
      const page = await viewer.titlePage({ genre: title?.genres[0], device: DEVICE, limit: SIMILAR + 1 }, signal);
      return page.data.filter(({ id }) => id !== title?.id).slice(0, SIMILAR);
    },
    enabled: title !== undefined,
  });

/** Pages of what a question finds; of everything, without a question. */
export const useFound = (q: string, kind: string | undefined, genre: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['search', q, kind, genre],
    queryFn: async ({ signal, pageParam: cursor }) => {
      const query = { kind, genre, cursor, device: DEVICE, limit: 24 };
      if (q.trim() !== '') return viewer.search({ ...query, q }, signal);
      return { ...(await viewer.titlePage(query, signal)), total: undefined, exact: true, facets: undefined };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  });

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
