import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilePlus2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import type { TitleOrder } from '../../shared/api/types';
import { PageHead } from '../components/PageHead';
import { ProblemPanel } from '../components/States';
import { fieldProblem } from '../lib/fields';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';

const KINDS = ['movie', 'series', 'season', 'episode', 'extra', 'collection'] as const;
type Kind = (typeof KINDS)[number];

/** Kinds that stand under others, and under which. */
const PARENTS: Partial<Record<Kind, string>> = {
  season: 'series',
  episode: 'season,series',
  extra: 'movie,series,season,episode',
};

/** Make an entry of the catalogue by hand: a series, a collection, or a film before its media come. */
export function NewTitlePage() {
  useTitleBar('New title');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const [kind, setKind] = useState<Kind>(KINDS.find((each) => each === params.get('kind')) ?? 'movie');
  const [parentId, setParentId] = useState(params.get('parent'));
  const [name, setName] = useState('');
  const [externalId, setExternalId] = useState('');
  const [position, setPosition] = useState<number | string>('');
  const make = useMutation({
    mutationFn: (order: TitleOrder) => operator.createTitle(order),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['titles'] });
      await navigate(`/library/${id}/edit`);
    },
  });
  const problem = make.error ? HeadendProblem.from(make.error) : undefined;
  const under = PARENTS[kind] !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({
      ...{ name: name.trim(), external_id: externalId.trim(), kind },
      ...(under && parentId ? { parent_id: parentId } : {}),
      ...(under && position !== '' ? { position: Number(position) } : {}),
    });
  };
  return (
    <>
      <PageHead title="New title" parent={{ to: '/library', name: 'Library' }} />
      <form className="panel editor-panel new-title" onSubmit={submit}>
        <Select
          label="Kind"
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))}
          value={kind}
          onChange={(value) => setKind((value ?? 'movie') as Kind)}
        />
        {under && <ParentPicker key={kind} kinds={PARENTS[kind] ?? ''} value={parentId} onChange={setParentId} />}
        {under && (
          <NumberInput
            label="Number"
            description="Of the season or episode; the order of an extra"
            min={0}
            value={position}
            onChange={setPosition}
            error={fieldProblem(problem, 'position')}
          />
        )}
        <TextInput
          label="Name"
          required
          maxLength={300}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={fieldProblem(problem, 'name')}
        />
        <TextInput
          label="External id"
          description="Your own id of it. Media come with an ingest of the same id."
          required
          maxLength={200}
          value={externalId}
          onChange={({ currentTarget }) => setExternalId(currentTarget.value)}
          error={fieldProblem(problem, 'external_id')}
        />
        {problem && <ProblemPanel error={problem} />}
        <div className="form-actions">
          <Button type="submit" loading={make.isPending} leftSection={<FilePlus2 size={16} aria-hidden="true" />}>
            Make it
          </Button>
          <Button component={Link} to="/library" variant="default">
            Back
          </Button>
        </div>
      </form>
    </>
  );
}

interface ParentProps {
  /** With commas between. */
  kinds: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** Under what it stands. */
function ParentPicker({ kinds, value, onChange }: ParentProps) {
  const [typed, setTyped] = useState('');
  const { data } = useQuery({
    queryKey: ['titles', 'parents', kinds, typed],
    queryFn: ({ signal }) => operator.titlePage({ kind: kinds, q: typed || undefined, limit: 50 }, signal),
  });
  const options = (data?.data ?? []).map(({ id, name, kind }) => ({ value: id, label: `${name} (${kind})` }));
  return (
    <Select
      label="Under"
      description={`Of the kinds ${kinds.split(',').join(', ')}`}
      searchable
      clearable
      nothingFoundMessage="Nothing of that name"
      onSearchChange={(text) => setTyped(options.some(({ label }) => label === text) ? '' : text)}
      filter={({ options: all }) => all}
      data={options}
      value={value}
      onChange={onChange}
    />
  );
}
