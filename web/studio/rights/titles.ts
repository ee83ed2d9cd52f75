import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { operator } from '../lib/queries';

/** A title that can be chosen. */
export interface Option {
  value: string;
  label: string;
}

const nameKey = (id: string) => ['title-name', id];

/** Titles that are found by a part of their name, and those that are chosen, by their names. */
export function useTitleOptions(search: string, chosen: readonly string[]): Option[] {
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['find-titles', search],
    queryFn: async ({ signal }) => {
      const { data } = await operator.findTitles(search, signal);
      for (const { id, name } of data) queries.setQueryData(nameKey(id), name);
      return data.map(({ id, name }) => ({ value: id, label: name }));
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const known = useQuery({
    queryKey: ['title-names', chosen],
    enabled: chosen.length > 0,
    queryFn: ({ signal }) =>
      Promise.all(
        chosen.map(async (id) => ({
          value: id,
          label: await queries.ensureQueryData({
            queryKey: nameKey(id),
            queryFn: () => operator.title(id, signal).then(({ name }) => name),
          }),
        })),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const options = new Map<string, Option>();
  for (const id of chosen) options.set(id, { value: id, label: id });
  for (const option of [...(known.data ?? []), ...(found.data ?? [])]) options.set(option.value, option);
  return [...options.values()];
}

/** The most titles a simulation takes. */
const MOST_TITLES = 500;

/** Titles that have windows in a time, by their ids. */
export async function titlesWithWindows(from: string, to: string, signal: AbortSignal): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page = await operator.desk({ from, to, limit: 100, cursor }, signal);
    for (const { title_id: id, name } of page.data) if (id && names.size < MOST_TITLES) names.set(id, name ?? id);
    cursor = page.next_cursor ?? undefined;
  } while (cursor && names.size < MOST_TITLES);
  return names;
}
