import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { DocumentChange, TitleDraft, TitleSnapshot } from '../../shared/api/types';
import { count } from '../../shared/format';
import { Confirm } from '../components/Confirm';
import { ProblemPanel } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';

/** What was frozen, when and by whom; what each changed; and the way back. */
export function History({ draft }: { draft: TitleDraft }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['snapshots', draft.id],
    queryFn: ({ signal }) => operator.snapshots(draft.id, signal),
  });
  const [shown, setShown] = useState<number>();
  return (
    <section className="panel editor-panel" aria-labelledby="history">
      <h2 id="history">History</h2>
      {draft.unpublished_changes.length > 0 && (
        <details className="changes-now">
          <summary>{count(draft.unpublished_changes.length, 'change')} since it was published</summary>
          <Changes changes={draft.unpublished_changes} />
        </details>
      )}
      {error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {data?.data.length === 0 && <p className="muted">Each publication is kept here.</p>}
      <ol className="history">
        {data?.data.map((snapshot) => (
          <li key={snapshot.id}>
            <div className="history-row">
              <span>
                <strong>Snapshot {snapshot.number}</strong> {snapshot.live && <small className="live-mark">Live</small>}
                <small className="muted">
                  <Time at={snapshot.created_at} /> by {snapshot.created_by}
                </small>
              </span>
              {snapshot.number > 1 && (
                <Button
                  size="xs"
                  variant="subtle"
                  aria-expanded={shown === snapshot.number}
                  onClick={() => setShown(shown === snapshot.number ? undefined : snapshot.number)}
                >
                  What changed
                </Button>
              )}
              {!snapshot.live && <GoBack draft={draft} snapshot={snapshot} />}
            </div>
            {shown === snapshot.number && <Diff id={draft.id} number={snapshot.number} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function GoBack({ draft, snapshot }: { draft: TitleDraft; snapshot: TitleSnapshot }) {
  const queries = useQueryClient();
  const action = useMutation({
    mutationFn: () => operator.publishTitle(draft.id, { snapshot_id: snapshot.id }),
    onSuccess: () => refresh(queries, draft.id),
  });
  return (
    <Confirm
      label="Show this one"
      icon={<Undo2 size={14} aria-hidden="true" />}
      button={{ size: 'xs' }}
      title={`Show snapshot ${snapshot.number} to viewers?`}
      confirm={`Show snapshot ${snapshot.number}`}
      action={action}
    >
      <p>Viewers see it at once. The draft stays as it is.</p>
    </Confirm>
  );
}

function Diff({ id, number }: { id: string; number: number }) {
  const { data, error } = useQuery({
    queryKey: ['title-diff', id, number],
    queryFn: ({ signal }) => operator.titleDiff(id, number - 1, number, signal),
  });
  if (error) return <ProblemPanel error={error} />;
  if (!data) return <p className="muted">Comparing with snapshot {number - 1}.</p>;
  return <Changes changes={data.changes} />;
}

/** Where two documents differ. */
export const Changes = ({ changes }: { changes: DocumentChange[] }) => (
  <ul className="changes">
    {changes.map(({ path, before, after }) => (
      <li key={path}>
        <code>{path}</code>
        {before !== undefined && <del>{told(before)}</del>}
        {after !== undefined && <ins>{told(after)}</ins>}
      </li>
    ))}
  </ul>
);

/** A rail is told by its name, a rating and a person as they are typed; the rest as it is. */
const told = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { names, system, name, role, ...rest } = (value ?? {}) as Record<string, unknown>;
  if (typeof system === 'string') return `${system} ${String(rest.value)}`;
  if (typeof name === 'string' && typeof role === 'string') return `${role}: ${name}`;
  const [first] = names ? Object.values(names) : [];
  return typeof first === 'string' && first !== '' ? first : JSON.stringify(value);
};

/** Whatever shows the title is asked for anew. */
export const refresh = (queries: ReturnType<typeof useQueryClient>, id: string) =>
  Promise.all(
    ['draft', 'snapshots', 'title', 'title-schedules'].map((name) =>
      queries.invalidateQueries({ queryKey: [name, id] }),
    ),
  );
