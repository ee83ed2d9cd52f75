import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { operator } from '../lib/queries';
import { CopyId } from './CopyId';
import { Empty, ProblemPanel, Rows } from './States';
import { Time } from './Time';

/** Every write that succeeded: who, what, to what. */
export function AuditLog() {
  const [params, setParams] = useSearchParams();
  const action = params.get('action') ?? '';
  const actor = params.get('actor') ?? '';
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', action, actor],
    queryFn: ({ signal, pageParam }) =>
      operator.audit(
        {
          limit: 20,
          ...(action ? { action } : {}),
          ...(actor ? { actor } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const narrow = (name: string) => (event: React.ChangeEvent<HTMLInputElement>) => {
    const next = new URLSearchParams(params);
    if (event.currentTarget.value) next.set(name, event.currentTarget.value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="audit" aria-labelledby="audit">
      <h2 id="audit">Audit log</h2>
      <div className="list-tools">
        <TextInput label="Action" placeholder="api_key.*" value={action} onChange={narrow('action')} />
        <TextInput label="Actor" placeholder="Label of a key" value={actor} onChange={narrow('actor')} />
      </div>
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the audit log" count={4} />}
      {data && rows.length === 0 && <Empty title="Nothing fits">Look for another action or actor.</Empty>}
      {rows.length > 0 && (
        <div className="panel">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Action</th>
                <th scope="col">Actor</th>
                <th scope="col" className="wide">
                  To
                </th>
                <th scope="col" className="end">
                  When
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">
                    <code>{entry.action}</code>
                  </th>
                  <td>
                    <bdi>{entry.actor}</bdi>
                  </td>
                  <td className="wide">
                    <CopyId value={entry.subject} label="id" />
                  </td>
                  <td className="end">
                    <Time at={entry.created_at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <div className="form-actions">
          <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older entries
          </Button>
        </div>
      )}
    </section>
  );
}
