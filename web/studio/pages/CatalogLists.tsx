import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { PageHead } from '../components/PageHead';
import { ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';

/** Genres and people that documents of titles name. */
export function CatalogListsPage() {
  useTitleBar('Genres and people');
  return (
    <>
      <PageHead title="Genres and people" parent={{ to: '/library', name: 'Library' }} />
      <div className="editor-grid">
        <Genres />
        <People />
      </div>
    </>
  );
}

function Genres() {
  const queries = useQueryClient();
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const { data, error } = useQuery({ queryKey: ['genres'], queryFn: ({ signal }) => operator.genres(signal) });
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['genres'] });
  const add = useMutation({
    mutationFn: () => operator.createGenre({ key: key.trim(), names: { en: name.trim() } }),
    onSuccess: async () => {
      setKey('');
      setName('');
      await onSuccess();
    },
  });
  const remove = useMutation({ mutationFn: (id: string) => operator.deleteGenre(id), onSuccess });
  const send = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const problem = error ?? add.error ?? remove.error;
  return (
    <section className="panel editor-panel" aria-labelledby="genres">
      <h2 id="genres">Genres</h2>
      {problem ? <ProblemPanel error={problem} /> : null}
      {!data && !error && <Rows what="the genres" />}
      {data?.data.length === 0 && (
        <p className="muted">None yet. Documents may name any genre until there is a list of them.</p>
      )}
      <ul className="related">
        {data?.data.map((genre) => (
          <li key={genre.id} className="history-row">
            <span>
              {Object.values(genre.names)[0] ?? genre.key} <small className="mono muted">{genre.key}</small>
            </span>
            <ActionIcon
              variant="subtle"
              aria-label={`Take ${genre.key} off the list`}
              onClick={() => remove.mutate(genre.id)}
            >
              <Trash2 size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form className="list-form" onSubmit={send}>
        <TextInput
          label="Key"
          size="xs"
          required
          placeholder="science-fiction"
          value={key}
          onChange={({ currentTarget }) => setKey(currentTarget.value)}
        />
        <TextInput
          label="Name in English"
          size="xs"
          required
          placeholder="Science fiction"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" size="xs" loading={add.isPending} leftSection={<Plus size={14} aria-hidden="true" />}>
          Add the genre
        </Button>
      </form>
    </section>
  );
}

function People() {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const { data, error } = useQuery({ queryKey: ['people'], queryFn: ({ signal }) => operator.people(signal) });
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['people'] });
  const add = useMutation({
    mutationFn: () => operator.createPerson({ name: name.trim() }),
    onSuccess: async () => {
      setName('');
      await onSuccess();
    },
  });
  const remove = useMutation({ mutationFn: (id: string) => operator.deletePerson(id), onSuccess });
  const send = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const problem = error ?? add.error ?? remove.error;
  return (
    <section className="panel editor-panel" aria-labelledby="people">
      <h2 id="people">People</h2>
      {problem ? <ProblemPanel error={problem} /> : null}
      {!data && !error && <Rows what="the people" />}
      {data?.data.length === 0 && <p className="muted">Nobody yet. Documents may name people without a list.</p>}
      <ul className="related">
        {data?.data.map((person) => (
          <li key={person.id} className="history-row">
            <span>
              <bdi>{person.name}</bdi> <small className="muted">{person.sort_name}</small>
            </span>
            <ActionIcon
              variant="subtle"
              aria-label={`Take ${person.name} off the list`}
              onClick={() => remove.mutate(person.id)}
            >
              <Trash2 size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form className="list-form" onSubmit={send}>
        <TextInput
          label="Name"
          size="xs"
          required
          placeholder="Sacha Goedegebure"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" size="xs" loading={add.isPending} leftSection={<Plus size={14} aria-hidden="true" />}>
          Add the person
        </Button>
      </form>
    </section>
  );
}
