import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CirclePause, CirclePlay, DoorClosed, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RightsWindow, WindowClosing, WindowReadiness } from '../../shared/api/types';
import { relative } from '../../shared/format';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { refreshDesk } from './refresh';
import { placesInFull, utc } from './words';

/** From when on what happens at an edge is shown, milliseconds: as its process begins. */
const AHEAD_MS = 14 * 86_400_000;

const isNear = (at: string | null): boolean => {
  const left = at === null ? Number.POSITIVE_INFINITY : Date.parse(at) - Date.now();
  return left > 0 && left <= AHEAD_MS;
};

/** What a grant waits for before it opens, with the decision on it, and who loses the title when it closes. */
export function EdgeWatch({ window }: { window: RightsWindow }) {
  if (window.kind !== 'grant' || window.state === 'withdrawn') return null;
  return (
    <>
      {window.state !== 'closed' && <Opening window={window} />}
      {isNear(window.ends_at) && <Closing window={window} />}
    </>
  );
}

function Opening({ window }: { window: RightsWindow }) {
  const { data, error } = useQuery({
    queryKey: ['edge-watch', 'open', window.id, window.version],
    queryFn: ({ signal }) => operator.readiness(window.id, signal),
  });
  if (error) return <ProblemPanel error={error} />;
  if (!data || (data.ready && !data.decision)) return null;
  return (
    <section className="edge-watch" aria-labelledby="edge-open">
      <h3 id="edge-open">{window.state === 'open' ? 'Open, with less than was sold' : 'Before it opens'}</h3>
      <ul>
        {data.missing.map(({ code, severity, message }) => (
          <li key={code + message} data-tone={severity === 'error' ? 'bad' : 'warn'}>
            {severity === 'error' ? (
              <CircleAlert size={14} aria-hidden="true" />
            ) : (
              <TriangleAlert size={14} aria-hidden="true" />
            )}
            <span>
              <span className="visually-hidden">
                {severity === 'error' ? 'Nothing plays: ' : 'Less than was sold: '}
              </span>
              {message}
            </span>
          </li>
        ))}
      </ul>
      <Reminders of={data} />
      <Decide window={window} readiness={data} />
    </section>
  );
}

function Decide({ window, readiness: { decision } }: { window: RightsWindow; readiness: WindowReadiness }) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (word: 'hold' | 'go') =>
      operator.decideOpening(window.id, { decision: word, reason: reason.trim() || undefined }),
    onSuccess: () => setReason(''),
    onSettled: () => refreshDesk(queries),
  });
  const held = decision?.decision === 'hold';
  return (
    <>
      {decision && (
        <p className="small">
          {held ? 'Held' : 'Let go'} by <b>{decision.by}</b> {relative(decision.at)}
          {decision.reason && <>: {decision.reason}</>}
        </p>
      )}
      {decide.error ? <ProblemPanel error={decide.error} /> : null}
      <TextInput
        size="xs"
        aria-label="Reason of the decision"
        placeholder="Why, for whoever reads it later"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div className="desk-actions">
        {!held && (
          <Button
            size="xs"
            variant="default"
            leftSection={<CirclePause size={14} aria-hidden="true" />}
            disabled={decide.isPending}
            onClick={() => decide.mutate('hold')}
          >
            {window.state === 'open' ? 'Close it until I say go' : 'Hold it closed'}
          </Button>
        )}
        {(held || decision === null) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<CirclePlay size={14} aria-hidden="true" />}
            disabled={decide.isPending}
            onClick={() => decide.mutate('go')}
          >
            Go as it is
          </Button>
        )}
      </div>
    </>
  );
}

function Closing({ window }: { window: RightsWindow }) {
  const { data, error } = useQuery({
    queryKey: ['edge-watch', 'close', window.id, window.version],
    queryFn: ({ signal }) => operator.closing(window.id, signal),
  });
  if (error) return <ProblemPanel error={error} />;
  if (!data || data.losses.length === 0) return null;
  return (
    <section className="edge-watch" aria-labelledby="edge-close">
      <h3 id="edge-close">Leaving soon</h3>
      <ul>
        {data.losses.map(({ territories, devices }) => (
          <li key={territories.join() + devices.join()} data-tone="warn">
            <DoorClosed size={14} aria-hidden="true" />
            <span>
              {data.closes_at && <>From {utc(data.closes_at)} on </>}nobody in {placesInFull(territories)} can have it
              {devices.length > 0 && <> on {devices.map(deviceWords).join(' and ')}</>}.
            </span>
          </li>
        ))}
        {data.layouts.map(({ key, version, goes_live_at }) => (
          <li key={`${key} ${version}`} data-tone="warn">
            <TriangleAlert size={14} aria-hidden="true" />
            <span>
              Version {version} of the layout <Link to={`/layouts/${key}`}>{key}</Link>, from {utc(goes_live_at)}, names
              it.
            </span>
          </li>
        ))}
      </ul>
      <Reminders of={data} />
    </section>
  );
}

const deviceWords = (family: string): string => (family === 'other' ? 'any other device' : family);

const Reminders = ({ of: { reminders } }: { of: Pick<WindowClosing, 'reminders'> }) =>
  reminders.length > 0 ? (
    <p className="muted small">Told {reminders.map(({ at }) => utc(at)).join(', ')}, UTC.</p>
  ) : null;
