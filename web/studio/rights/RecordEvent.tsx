import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CalendarCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { MilestoneOrder, RightsWindow } from '../../shared/api/types';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { instantOf } from './form';
import { refreshDesk } from './refresh';
import { territoryName } from './words';

/** Tells when the event of an edge was, or will be: every window of the title that waits for it gets its edge. */
export function RecordEvent({ window, event }: { window: RightsWindow; event: string }) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState('');
  const [territory, setTerritory] = useState('ZZ');
  const queries = useQueryClient();
  const record = useMutation({
    mutationFn: () =>
      operator.recordMilestone({
        ...{ external_id: window.external_id, event: event as MilestoneOrder['event'], territory, at: instantOf(at) },
      }),
    onSuccess: async () => {
      await refreshDesk(queries);
      setOpen(false);
    },
  });
  if (!open)
    return (
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<CalendarCheck size={13} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        Record {event}
      </Button>
    );
  const send = (submitted: FormEvent) => {
    submitted.preventDefault();
    record.mutate();
  };
  const places = ['ZZ', ...window.territories.filter((code) => code !== 'ZZ')];
  return (
    <form className="record" onSubmit={send}>
      <TextInput
        size="xs"
        type="datetime-local"
        required
        label={`${event} was, or will be, at (UTC)`}
        value={at}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        label="In"
        data={places.map((code) => ({ value: code, label: territoryName(code) }))}
        value={territory}
        onChange={({ currentTarget }) => setTerritory(currentTarget.value)}
      />
      {record.error ? <ProblemPanel error={record.error} /> : null}
      <div className="desk-actions">
        <Button size="xs" variant="default" onClick={() => setOpen(false)}>
          Leave it
        </Button>
        <Button size="xs" type="submit" loading={record.isPending}>
          Record it
        </Button>
      </div>
    </form>
  );
}
