import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, CircleCheck, CircleDashed, CircleSlash, Clock, Undo2, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { LayoutVersion } from '../../shared/api/types';
import { count } from '../../shared/format';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { ProblemPanel } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import type { Look } from '../lib/states';
import { Changes } from '../title/History';

const LOOKS: Record<LayoutVersion['state'], Look> = {
  waiting: { tone: 'warn', icon: Clock, word: 'Waiting' },
  live: { tone: 'good', icon: CircleCheck, word: 'Live' },
  past: { tone: 'idle', icon: CircleDashed, word: 'Past' },
  cancelled: { tone: 'idle', icon: CircleSlash, word: 'Cancelled' },
};

/** A version comes on while somebody looks. */
const LOOK_EVERY_MS = 5_000;

interface VersionsProps {
  layoutKey: string;
  /** Of the saved draft. */
  revision: number;
  /** Of what is typed, before it is frozen. */
  save: () => Promise<number>;
}

/** What went live when, what waits to, what each changed, and the way back. */
export function Versions({ layoutKey, revision, save }: VersionsProps) {
  const queries = useQueryClient();
  const [at, setAt] = useState('');
  const [compared, setCompared] = useState<number>();
  const queryKey = ['layout-versions', layoutKey];
  const { data, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => operator.layoutVersions(layoutKey, signal),
    refetchInterval: LOOK_EVERY_MS,
  });
  const onSuccess = () => queries.invalidateQueries({ queryKey });
  const plan = useMutation({
    mutationFn: async () =>
      operator.publishLayout(layoutKey, { revision: await save(), at: new Date(at).toISOString() }),
    onSuccess,
  });
  const cancel = useMutation({
    mutationFn: (number: number) => operator.cancelLayoutVersion(layoutKey, number),
    onSuccess,
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    plan.mutate();
  };
  const live = data?.data.find(({ state }) => state === 'live');
  const problem = error ?? plan.error ?? cancel.error;
  return (
    <section className="panel editor-panel" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <form className="list-form" onSubmit={send}>
        <TextInput
          label={`Publish the draft at (${Intl.DateTimeFormat().resolvedOptions().timeZone})`}
          size="xs"
          type="datetime-local"
          required
          value={at}
          onChange={({ currentTarget }) => setAt(currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          type="submit"
          loading={plan.isPending}
          leftSection={<CalendarClock size={14} aria-hidden="true" />}
        >
          Plan it
        </Button>
      </form>
      {problem ? <ProblemPanel error={problem} /> : null}
      {data?.data.length === 0 && <p className="muted">Never published: viewers do not see this layout.</p>}
      {live && <DraftChanges layoutKey={layoutKey} live={live.number} revision={revision} />}
      <ol className="history">
        {data?.data.map((version) => (
          <li key={version.number}>
            <div className="history-row">
              <span>
                <strong>Version {version.number}</strong> <Chip look={LOOKS[version.state]} />
                <small className="muted">
                  {version.state === 'waiting' ? 'goes live ' : ''}
                  <Time at={version.goes_live_at} /> by {version.created_by}
                  {version.note ? `: ${version.note}` : ''}
                </small>
              </span>
              {version.state === 'waiting' && (
                <Button
                  size="xs"
                  variant="subtle"
                  leftSection={<X size={14} aria-hidden="true" />}
                  onClick={() => cancel.mutate(version.number)}
                >
                  Cancel
                </Button>
              )}
              {version.number > 1 && (
                <Button
                  size="xs"
                  variant="subtle"
                  aria-expanded={compared === version.number}
                  onClick={() => setCompared(compared === version.number ? undefined : version.number)}
                >
                  What changed
                </Button>
              )}
              {version.state === 'past' && <GoBack layoutKey={layoutKey} number={version.number} done={onSuccess} />}
            </div>
            {compared === version.number && <Diff layoutKey={layoutKey} number={version.number} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What publishing the draft would change. */
function DraftChanges({ layoutKey, live, revision }: { layoutKey: string; live: number; revision: number }) {
  const { data } = useQuery({
    queryKey: ['layout-draft-diff', layoutKey, live, revision],
    queryFn: ({ signal }) => operator.layoutDiff(layoutKey, live, undefined, signal),
  });
  if (!data || data.changes.length === 0) return null;
  return (
    <details className="changes-now">
      <summary>{count(data.changes.length, 'change')} in the saved draft</summary>
      <Changes changes={data.changes} />
    </details>
  );
}

function Diff({ layoutKey, number }: { layoutKey: string; number: number }) {
  const { data, error } = useQuery({
    queryKey: ['layout-diff', layoutKey, number - 1, number],
    queryFn: ({ signal }) => operator.layoutDiff(layoutKey, number - 1, number, signal),
  });
  if (error) return <ProblemPanel error={error} />;
  if (!data) return <p className="muted">Comparing with version {number - 1}.</p>;
  if (data.changes.length === 0) return <p className="muted">The same as version {number - 1}.</p>;
  return <Changes changes={data.changes} />;
}

function GoBack({ layoutKey, number, done }: { layoutKey: string; number: number; done: () => Promise<void> }) {
  const action = useMutation({
    mutationFn: () => operator.publishLayout(layoutKey, { version: number, note: `Back to version ${number}` }),
    onSuccess: done,
  });
  return (
    <Confirm
      label="Show this one"
      icon={<Undo2 size={14} aria-hidden="true" />}
      button={{ size: 'xs' }}
      title={`Show version ${number} again?`}
      confirm={`Show version ${number}`}
      action={action}
    >
      <p>Viewers see it at once, as a new version. The draft stays as it is.</p>
    </Confirm>
  );
}
