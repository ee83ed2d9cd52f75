import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BellRing, KeyRound, Pause, Play, PowerOff, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Tagged } from '../../shared/api/client';
import type { WebhookAttempt, WebhookEndpoint } from '../../shared/api/types';
import { elapsed, instant } from '../../shared/format';
import { Address } from '../components/Address';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { CopyId } from '../components/CopyId';
import { Filters } from '../components/Filters';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { ReplayRange } from '../components/ReplayRange';
import { Secret } from '../components/Secret';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { TestMark } from '../components/TestMark';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import { ENDPOINT_LOOKS, SENT_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';
import { EventPicker, eventsOf } from './Webhooks';

/** One endpoint: what it hears of, its secret, and every attempt to reach it. */
export function WebhookPage() {
  const { endpointId = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['webhook', endpointId],
    queryFn: ({ signal }) => operator.webhook(endpointId, signal),
    refetchInterval: 5_000,
  });
  useTitleBar(data?.value.url ?? 'Webhook');
  if (!data) return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the endpoint" />;
  const endpoint = data.value;
  return (
    <>
      <PageHead
        title={<Address of={endpoint.url} />}
        parent={{ to: '/webhooks', name: 'Webhooks' }}
        chip={
          <>
            <Chip look={ENDPOINT_LOOKS[endpoint.status]} />
            <TestMark test={endpoint.test_mode} />
          </>
        }
        meta={
          <>
            <CopyId value={endpoint.id} label="endpoint id" />
            <span>{eventsOf(endpoint)}</span>
            <span>{endpoint.secrets.length > 1 ? 'Two secrets sign while the old one ends' : 'One secret signs'}</span>
          </>
        }
        actions={<Actions tagged={data} />}
      />
      {endpoint.reason && (
        <div className="problem" role="note">
          <div>
            <p className="problem-title">{endpoint.reason.title}</p>
            <p className="problem-fix">{endpoint.reason.fix}</p>
            <p className="problem-code">
              Code <code>{endpoint.reason.code}</code>
            </p>
          </div>
        </div>
      )}
      <Attempts id={endpoint.id} />
    </>
  );
}

function useAct<T>(id: string, action: () => Promise<T>, onSuccess?: (answer: T) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: action,
    ...(onSuccess ? { onSuccess } : {}),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['webhook', id] });
      await queries.invalidateQueries({ queryKey: ['attempts', id] });
    },
  });
}

function Actions({ tagged }: { tagged: Tagged<WebhookEndpoint> }) {
  const { id, status } = tagged.value;
  const navigate = useNavigate();
  const [secret, setSecret] = useState<string>();
  const active = status === 'active';
  // Whoever turned it meanwhile is not overturned: the API compares the tag.
  const turn = useAct(id, () => operator.changeWebhook(id, tagged.tag, { status: active ? 'paused' : 'active' }));
  const disable = useAct(id, () => operator.changeWebhook(id, tagged.tag, { status: 'disabled' }));
  const ping = useAct(id, () => operator.pingWebhook(id));
  const rotate = useAct(
    id,
    () => operator.rotateSecret(id),
    (made) => setSecret(made.secret),
  );
  const drop = useMutation({
    mutationFn: () => operator.dropWebhook(id),
    onSuccess: () => navigate('/webhooks'),
  });
  const failed = turn.error ?? ping.error;
  return (
    <>
      {failed ? <ProblemPanel error={failed} /> : null}
      <Button
        variant="default"
        leftSection={<BellRing size={16} aria-hidden="true" />}
        loading={ping.isPending}
        onClick={() => ping.mutate()}
      >
        Ping
      </Button>
      <Button
        variant="default"
        leftSection={active ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
        loading={turn.isPending}
        onClick={() => turn.mutate()}
      >
        {active ? 'Pause' : status === 'paused' ? 'Resume' : 'Enable'}
      </Button>
      {status !== 'disabled' && (
        <Confirm
          label="Disable"
          icon={<PowerOff size={16} aria-hidden="true" />}
          title="Disable the endpoint?"
          confirm="Disable it"
          action={disable}
        >
          Nothing is sent and nothing is noted for it until it is enabled again. Paused, what happens meanwhile is
          noted.
        </Confirm>
      )}
      {active && <ReplayRange id={id} />}
      <EditEvents tagged={tagged} />
      <Confirm
        label="Rotate secret"
        icon={<KeyRound size={16} aria-hidden="true" />}
        title="Make a new secret?"
        confirm="Make it"
        action={rotate}
      >
        For 24 hours every delivery carries two signatures, so a receiver that knows either secret verifies it.
      </Confirm>
      <Confirm
        label="Delete"
        icon={<Trash2 size={16} aria-hidden="true" />}
        title="Delete the endpoint?"
        confirm="Delete it"
        danger
        action={drop}
      >
        It hears of nothing any more, and its attempts are gone.
      </Confirm>
      <Secret title="The new secret" label="secret" value={secret} onClose={() => setSecret(undefined)}>
        It is shown this once. Deploy it within 24 hours: until then the one before signs, too.
      </Secret>
    </>
  );
}

/** The filters of an endpoint. Whoever changed it meanwhile is not overwritten: the API compares the tag. */
function EditEvents({ tagged }: { tagged: Tagged<WebhookEndpoint> }) {
  const [editing, setEditing] = useState<Tagged<WebhookEndpoint>>();
  const [events, setEvents] = useState<string[]>([]);
  const { id } = tagged.value;
  const save = useAct(
    id,
    () => operator.changeWebhook(id, editing?.tag ?? '', { events }),
    () => setEditing(undefined),
  );
  const open = () => {
    save.reset();
    setEvents(tagged.value.events);
    setEditing(tagged);
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        Events
      </Button>
      <Modal
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title="What the endpoint hears of"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <EventPicker value={events} onChange={setEvents} />
        {save.error ? <ProblemPanel error={save.error} /> : null}
        <div className="confirm-actions">
          <Button variant="default" onClick={() => setEditing(undefined)}>
            Back
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        </div>
      </Modal>
    </>
  );
}

const OUTCOMES: [string, string][] = [
  ['', 'All attempts'],
  ['delivered', 'Delivered'],
  ['failed', 'Failed'],
];

function Attempts({ id }: { id: string }) {
  const [params] = useSearchParams();
  const query = {
    limit: 20,
    ...(params.get('status') ? { outcome: params.get('status')! } : {}),
    ...(params.get('cursor') ? { cursor: params.get('cursor')! } : {}),
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['attempts', id, query],
    queryFn: ({ signal }) => operator.attempts(id, query, signal),
    refetchInterval: 3_000,
  });
  return (
    <section aria-label="Attempts">
      <Filters options={OUTCOMES} label="Outcome" />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the attempts" />}
      {data && data.data.length === 0 && (
        <Empty title="Nothing was sent">Ping the endpoint to see an attempt with its answer.</Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <ul className="attempts panel">
            {data.data.map((attempt) => (
              <Attempt key={attempt.id} endpointId={id} attempt={attempt} />
            ))}
          </ul>
          <Pager next={data.next_cursor} />
        </>
      )}
    </section>
  );
}

function Attempt({ endpointId, attempt }: { endpointId: string; attempt: WebhookAttempt }) {
  const replay = useAct(endpointId, () => operator.replay(endpointId, { event_id: attempt.event_id }));
  const { response, failure } = attempt;
  return (
    <li>
      <details>
        <summary>
          <Chip look={failure ? SENT_LOOKS.failed : SENT_LOOKS.delivered} />
          <code>{attempt.event_type}</code>
          <span className="muted">{response ? `Answered ${response.status}` : (failure?.title ?? 'No answer')}</span>
          <span className="muted mono attempt-time">
            {elapsed(attempt.duration_ms)} · <Time at={attempt.started_at} />
          </span>
        </summary>
        <div className="attempt-body">
          {failure && (
            <p>
              <b>{failure.title}.</b> {failure.detail} {failure.fix} <code>{failure.code}</code>
            </p>
          )}
          <p className="muted small">
            {instant(attempt.started_at)}, {CAUSES[attempt.cause]}. Event{' '}
            <CopyId value={attempt.event_id} label="event id" />
          </p>
          <h3>Request</h3>
          <Headers headers={attempt.request.headers} />
          <h3>Response</h3>
          {response ? (
            <>
              <Headers headers={response.headers} />
              <Body text={response.body} />
            </>
          ) : (
            <p className="muted">No answer came.</p>
          )}
          {replay.error ? <ProblemPanel error={replay.error} /> : null}
          <Button
            size="xs"
            variant="default"
            leftSection={<RotateCcw size={14} aria-hidden="true" />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            Send it again
          </Button>
        </div>
      </details>
    </li>
  );
}

const CAUSES: Record<WebhookAttempt['cause'], string> = {
  dispatcher: 'the first attempt',
  retry: 'tried again',
  replay: 'sent again on request',
};

const Headers = ({ headers }: { headers: Record<string, string> }) => (
  <dl className="headers">
    {Object.entries(headers).map(([name, value]) => (
      <div key={name}>
        <dt className="mono">{name}</dt>
        <dd className="mono">{value}</dd>
      </div>
    ))}
  </dl>
);

const Body = ({ text }: { text: string }) =>
  text === '' ? (
    <p className="muted">Empty body.</p>
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a pointer
    <pre className="attempt-text" tabIndex={0}>
      {text}
    </pre>
  );
