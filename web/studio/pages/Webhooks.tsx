import { Button, Modal, MultiSelect, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { FILTERS } from '../../../domain/announce/filters';
import { HeadendProblem } from '../../shared/api/problem';
import type { WebhookEndpoint } from '../../shared/api/types';
import { Address } from '../components/Address';
import { Chip } from '../components/Chip';
import { PageHead } from '../components/PageHead';
import { Secret } from '../components/Secret';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { TestMark } from '../components/TestMark';
import { Time } from '../components/Time';
import { fieldProblem } from '../lib/fields';
import { operator } from '../lib/queries';
import { ENDPOINT_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** Addresses of ours that hear of events. */
export function Webhooks() {
  useTitleBar('Webhooks');
  const [adding, { open, close }] = useDisclosure(false);
  const [secret, setSecret] = useState<string>();
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => operator.webhooks(signal),
    refetchInterval: 10_000,
  });
  const add = (
    <Button onClick={open} leftSection={<Plus size={16} aria-hidden="true" />}>
      Add an endpoint
    </Button>
  );
  return (
    <>
      <PageHead title="Webhooks" actions={add} />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the endpoints" count={4} />}
      {data && data.length === 0 && (
        <Empty title="Nobody hears of events yet" action={add}>
          Add an address of yours. Every upload, ingest and title then tells it what happens, signed.
        </Empty>
      )}
      {data && data.length > 0 && <EndpointTable endpoints={data} />}
      <AddEndpoint
        opened={adding}
        onClose={close}
        onMade={(made) => {
          close();
          setSecret(made);
        }}
      />
      <Secret title="The endpoint's secret" label="secret" value={secret} onClose={() => setSecret(undefined)}>
        It verifies every delivery, by Standard Webhooks. It is shown this once: keep it where your receiver finds it.
      </Secret>
    </>
  );
}

const EndpointTable = ({ endpoints }: { endpoints: WebhookEndpoint[] }) => (
  <div className="panel">
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">State</th>
          <th scope="col" className="wide">
            Events
          </th>
          <th scope="col" className="end">
            Made
          </th>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <tr key={endpoint.id}>
            <th scope="row">
              <Link className="row-link" to={`/webhooks/${endpoint.id}`}>
                <Address of={endpoint.url} />
              </Link>
              <small>
                {endpoint.description} <TestMark test={endpoint.test_mode} />
              </small>
            </th>
            <td>
              <Chip look={ENDPOINT_LOOKS[endpoint.status]} />
              {endpoint.failures > 0 && <small>{endpoint.failures} failed in a row</small>}
            </td>
            <td className="wide">{eventsOf(endpoint)}</td>
            <td className="end">
              <Time at={endpoint.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What an endpoint hears of, in words. */
export const eventsOf = ({ events }: Pick<WebhookEndpoint, 'events'>): string =>
  events.length === 0 ? 'All events' : events.join(', ');

interface AddProps {
  opened: boolean;
  onClose: () => void;
  onMade: (secret: string) => void;
}

function AddEndpoint({ opened, onClose, onMade }: AddProps) {
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [events, setEvents] = useState<string[]>([]);
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: () => operator.addWebhook({ url, events, ...(description ? { description } : {}) }),
    onSuccess: ({ secret }) => {
      setUrl('');
      setDescription('');
      setEvents([]);
      onMade(secret);
      return queries.invalidateQueries({ queryKey: ['webhooks'] });
    },
  });
  const problem = add.error ? HeadendProblem.from(add.error) : undefined;
  return (
    <Modal opened={opened} onClose={onClose} title="Add an endpoint" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <TextInput
          label="Address"
          description="https, and public."
          placeholder="https://hooks.example.com/headend"
          required
          value={url}
          error={fieldProblem(problem, 'url')}
          onChange={(event) => setUrl(event.currentTarget.value)}
          data-autofocus
        />
        <EventPicker value={events} onChange={setEvents} error={fieldProblem(problem, 'events')} />
        <TextInput
          label="Description"
          value={description}
          maxLength={500}
          error={fieldProblem(problem, 'description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {problem && <ProblemPanel error={problem} />}
        <div className="confirm-actions">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={add.isPending} disabled={url.trim() === ''}>
            Add it
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Which events an endpoint hears of. */
export const EventPicker = ({
  value,
  onChange,
  error,
}: {
  value: string[];
  onChange: (events: string[]) => void;
  error?: string | undefined;
}) => (
  <MultiSelect
    label="Events"
    description="Types or whole families. None means all."
    data={[...FILTERS]}
    value={value}
    error={error}
    onChange={onChange}
    searchable
    clearable
    clearButtonProps={{ 'aria-label': 'All events' }}
  />
);
