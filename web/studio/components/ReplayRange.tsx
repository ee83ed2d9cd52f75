import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { once } from '../../../api/client/client';
import { HeadendProblem } from '../../shared/api/problem';
import { fieldProblem } from '../lib/fields';
import { operator } from '../lib/queries';
import { EventPicker } from '../pages/Webhooks';
import { ProblemPanel } from './States';

const HOUR_MS = 3_600_000;

/** The wall clock of this browser, as a datetime field has it. */
const local = (at: number): string =>
  new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** Send what happened within a range of time to an endpoint again. One opening of the dialog sends once, however often it is clicked. */
export function ReplayRange({ id }: { id: string }) {
  const [asked, setAsked] = useState<ReturnType<typeof once>>();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [types, setTypes] = useState<string[]>([]);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => {
      const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      return operator.replay(id, { ...range, ...(types.length > 0 ? { types } : {}) }, asked);
    },
    // A second click waits for the answer of the first: it is the same request.
    retry: (failures, error) => failures < 3 && HeadendProblem.from(error).retryable,
    onSettled: () => queries.invalidateQueries({ queryKey: ['attempts', id] }),
  });
  // Another range is another question.
  const ask = () => {
    send.reset();
    setAsked(once());
  };
  const open = () => {
    setFrom(local(Date.now() - 24 * HOUR_MS));
    setTo(local(Date.now() + 60_000));
    setTypes([]);
    ask();
  };
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      ask();
    };
  const close = () => setAsked(undefined);
  const problem = send.error ? HeadendProblem.from(send.error) : undefined;
  return (
    <>
      <Button variant="default" leftSection={<History size={16} aria-hidden="true" />} onClick={open}>
        Send a range again
      </Button>
      <Modal
        opened={asked !== undefined}
        onClose={close}
        title="Send events again"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form
          className="dialog-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <TextInput
            label="From"
            type="datetime-local"
            value={from}
            error={fieldProblem(problem, 'from')}
            onChange={(event) => change(setFrom)(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label="Before"
            type="datetime-local"
            value={to}
            error={fieldProblem(problem, 'to')}
            onChange={(event) => change(setTo)(event.currentTarget.value)}
          />
          <EventPicker value={types} onChange={change(setTypes)} error={fieldProblem(problem, 'types')} />
          <p className="muted small">
            At most 5,000 events, those that the endpoint hears of. A receiver knows each again by its id.
          </p>
          {problem && <ProblemPanel error={problem} />}
          {send.data && (
            <p role="status">
              {send.data.sent === 1 ? 'One event is on its way.' : `${send.data.sent} events are on their way.`}
            </p>
          )}
          <div className="confirm-actions">
            <Button variant="default" onClick={close}>
              {send.data ? 'Close' : 'Back'}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={!from || !to || send.isSuccess}>
              Send again
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
