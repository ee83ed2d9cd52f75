import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LayoutPanelTop } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { count } from '../../shared/format';
import { PageHead } from '../components/PageHead';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';

/** Pages of viewers that editors arrange. */
export function Layouts() {
  useTitleBar('Layouts');
  const { data, error, refetch } = useQuery({
    queryKey: ['layouts'],
    queryFn: ({ signal }) => operator.layouts(signal),
  });
  const keys = data?.data.map(({ key }) => key) ?? [];
  return (
    <>
      <PageHead title="Layouts" />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the layouts" count={3} />}
      {data?.data.length === 0 && (
        <Empty title="The home is as it comes">
          Viewers see what they began, the newest titles, and rails by genre and language. Make the layout “home” to
          arrange it yourself: it begins as viewers see it now.
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <div className="panel">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Layout</th>
                <th scope="col">Rails</th>
                <th scope="col">To mend</th>
                <th scope="col">Draft changed</th>
              </tr>
            </thead>
            <tbody>
              {data.data.map((layout) => (
                <tr key={layout.id}>
                  <td>
                    <Link to={`/layouts/${layout.key}`}>
                      <bdi>{layout.name}</bdi>
                    </Link>{' '}
                    <small className="mono muted">{layout.key}</small>
                  </td>
                  <td>{layout.document.rails.length}</td>
                  <td>{layout.issues.length === 0 ? 'Nothing' : count(layout.issues.length, 'error')}</td>
                  <td>
                    <Time at={layout.updated_at} /> by {layout.updated_by}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && <NewLayout key={keys.length} suggested={keys.includes('home') ? '' : 'home'} />}
    </>
  );
}

function NewLayout({ suggested }: { suggested: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [key, setKey] = useState(suggested);
  const [name, setName] = useState(suggested && 'Home');
  const make = useMutation({
    mutationFn: () => operator.createLayout({ key: key.trim(), name: name.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['layouts'] });
      await navigate(`/layouts/${key.trim()}`);
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <section className="panel editor-panel new-layout" aria-labelledby="new-layout">
      <h2 id="new-layout">New layout</h2>
      {make.error ? <ProblemPanel error={make.error} /> : null}
      <form className="list-form" onSubmit={send}>
        <TextInput
          label="Key"
          size="xs"
          required
          placeholder="kids"
          value={key}
          onChange={({ currentTarget }) => setKey(currentTarget.value)}
        />
        <TextInput
          label="Name"
          size="xs"
          required
          placeholder="Kids"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          loading={make.isPending}
          leftSection={<LayoutPanelTop size={14} aria-hidden="true" />}
        >
          Make the layout
        </Button>
      </form>
    </section>
  );
}
