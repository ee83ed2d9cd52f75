import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, CircleCheck, CircleDashed, CircleSlash, Clock, Undo2, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { LayoutVersion } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { ProblemPanel } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import type { Look } from '../lib/states';

const LOOKS: Record<LayoutVersion['state'], Look> = {
  waiting: { tone: 'warn', icon: Clock, word: 'Waiting' },
  live: { tone: 'good', icon: CircleCheck, word: 'Live' },
  past: { tone: 'idle', icon: CircleDashed, word: 'Past' },
  cancelled: { tone: 'idle', icon: CircleSlash, word: 'Cancelled' },
};

/** A version comes on while somebody looks. */
const LOOK_EVERY_MS = 5_000;

/** What went live when, what waits to, and the way back. @param save of what is typed, before it is frozen */
export function Versions({ layoutKey, save }: { layoutKey: string; save: () => Promise<void> }) {
  const queries = useQueryClient();
  const [at, setAt] = useState('');
  const queryKey = ['layout-versions', layoutKey];
  const { data, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => operator.layoutVersions(layoutKey, signal),
    refetchInterval: LOOK_EVERY_MS,
  });
  const onSuccess = () => queries.invalidateQueries({ queryKey });
  const plan = useMutation({
    mutationFn: async () => {
      await save();
      return operator.publishLayout(layoutKey, { at: new Date(at).toISOString() });
    },
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
      <ol className="history">
        {data?.data.map((version) => (
          <li key={version.number} className="history-row">
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
            {version.state === 'past' && <GoBack layoutKey={layoutKey} number={version.number} done={onSuccess} />}
          </li>
        ))}
      </ol>
    </section>
  );
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
