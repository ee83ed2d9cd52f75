import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { TitleDraft, TitleSchedule } from '../../shared/api/types';
import { ProblemPanel } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';

const WORDS = { publish: 'Publish', unpublish: 'Take down' } as const;
const STATES: Record<TitleSchedule['status'], string> = {
  waiting: 'waiting',
  done: 'done',
  cancelled: 'cancelled',
  failed: 'could not be done',
};

/** Publications and take-downs at set instants. */
export function Schedules({ draft }: { draft: TitleDraft }) {
  const queries = useQueryClient();
  const key = ['title-schedules', draft.id];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => operator.titleSchedules(draft.id, signal),
  });
  const [action, setAction] = useState<TitleSchedule['action']>('publish');
  const [at, setAt] = useState('');
  const onSuccess = () => queries.invalidateQueries({ queryKey: key });
  const add = useMutation({
    mutationFn: () => operator.scheduleTitle(draft.id, { action, at: new Date(at).toISOString() }),
    onSuccess,
  });
  const cancel = useMutation({ mutationFn: (id: string) => operator.cancelTitleSchedule(draft.id, id), onSuccess });
  const send = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const problem = error ?? add.error ?? cancel.error;
  return (
    <section className="panel editor-panel" aria-labelledby="schedules">
      <h2 id="schedules">Schedule</h2>
      <form className="schedule-form" onSubmit={send}>
        <Select
          label="Do what"
          size="xs"
          allowDeselect={false}
          data={Object.entries(WORDS).map(([value, label]) => ({ value, label }))}
          value={action}
          onChange={(value) => setAction(value === 'unpublish' ? 'unpublish' : 'publish')}
        />
        <TextInput
          label={`When (${Intl.DateTimeFormat().resolvedOptions().timeZone})`}
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
          loading={add.isPending}
          leftSection={<CalendarClock size={14} aria-hidden="true" />}
        >
          Schedule
        </Button>
      </form>
      {problem ? <ProblemPanel error={problem} /> : null}
      <ul className="history">
        {data?.data.map((schedule) => (
          <li key={schedule.id} className="history-row">
            <span>
              <strong>{WORDS[schedule.action]}</strong> <Time at={schedule.at} />
              <small className="muted">
                {STATES[schedule.status]}
                {schedule.reason ? `: ${schedule.reason}` : ''}
              </small>
            </span>
            {schedule.status === 'waiting' && (
              <Button
                size="xs"
                variant="subtle"
                leftSection={<X size={14} aria-hidden="true" />}
                onClick={() => cancel.mutate(schedule.id)}
              >
                Cancel
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
