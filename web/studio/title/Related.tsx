import { ActionIcon, Button, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TitleDraft } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import type { Look } from '../lib/states';

/** What may be made under a kind. */
const BELOW: Partial<Record<TitleDraft['kind'], [kind: string, words: string]>> = {
  series: ['season', 'Add a season'],
  season: ['episode', 'Add an episode'],
  movie: ['extra', 'Add an extra'],
};

/** What stands under a series or season, extras of anything, and the members of a collection in their order. */
export function Related({ draft, looks }: { draft: TitleDraft; looks: Record<TitleDraft['status'], Look> }) {
  const key = ['related', draft.id];
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => operator.related(draft.id, signal) });
  const set = useMutation({
    mutationFn: (members: string[]) => operator.setMembers(draft.id, members),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const related = data?.data ?? [];
  const isCollection = draft.kind === 'collection';
  const below = BELOW[draft.kind];
  if (!data || (related.length === 0 && !isCollection && !below)) return null;
  const ids = related.map(({ id }) => id);
  return (
    <section className="panel editor-panel" aria-labelledby="related">
      <h2 id="related">{isCollection ? 'Members' : 'Under it'}</h2>
      {related.length === 0 && <p className="muted">{isCollection ? 'No members yet.' : 'Nothing yet.'}</p>}
      <ol className="related">
        {related.map(({ id, name, kind, position, status }, at) => (
          <li key={id} className="history-row">
            <span>
              {position !== null && <span className="mono">{position} </span>}
              <Link to={`/library/${id}/edit`}>
                <bdi>{name}</bdi>
              </Link>{' '}
              <small className="muted capital">{kind}</small>
            </span>
            <span className="related-actions">
              <Chip look={looks[status]} />
              {isCollection && <Moves ids={ids} at={at} name={name} set={(next) => set.mutate(next)} />}
            </span>
          </li>
        ))}
      </ol>
      {set.error ? <ProblemPanel error={set.error} /> : null}
      {isCollection && <AddMember ids={[draft.id, ...ids]} add={(id) => set.mutate([...ids, id])} />}
      {below && (
        <Button
          component={Link}
          to={`/library/new?kind=${below[0]}&parent=${draft.id}`}
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden="true" />}
        >
          {below[1]}
        </Button>
      )}
    </section>
  );
}

interface MovesProps {
  ids: string[];
  at: number;
  name: string;
  set: (ids: string[]) => void;
}

function Moves({ ids, at, name, set }: MovesProps) {
  const swapped = (one: number, other: number) => {
    const next = [...ids];
    [next[one], next[other]] = [next[other] as string, next[one] as string];
    return next;
  };
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={`Move ${name} up`}
        disabled={at === 0}
        onClick={() => set(swapped(at, at - 1))}
      >
        <ArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={`Move ${name} down`}
        disabled={at === ids.length - 1}
        onClick={() => set(swapped(at, at + 1))}
      >
        <ArrowDown size={14} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={`Take ${name} out`}
        onClick={() => set(ids.filter((_, place) => place !== at))}
      >
        <X size={14} />
      </ActionIcon>
    </>
  );
}

/** @param ids that cannot be added */
function AddMember({ ids, add }: { ids: string[]; add: (id: string) => void }) {
  const [typed, setTyped] = useState('');
  const { data } = useQuery({
    queryKey: ['titles', 'members', typed],
    queryFn: ({ signal }) => operator.titlePage({ q: typed || undefined, limit: 50 }, signal),
  });
  const options = (data?.data ?? []).filter(({ id }) => !ids.includes(id));
  return (
    <Select
      label="Add a member"
      placeholder="Part of its name"
      size="xs"
      searchable
      value={null}
      nothingFoundMessage="Nothing of that name"
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      data={options.map(({ id, name, kind }) => ({ value: id, label: `${name} (${kind})` }))}
      onChange={(id) => {
        if (id) add(id);
        setTyped('');
      }}
    />
  );
}
