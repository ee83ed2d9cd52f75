import { Button, UnstyledButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, PencilLine, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Tagged } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import type { RightsWindow } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import { ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import type { Tried } from './calendar';
import { EdgeWatch } from './EdgeWatch';
import { edgesOf, formOf, missing, orderOf, type WindowForm } from './form';
import { WINDOW_LOOKS, windowHue, windowIcon, windowName } from './looks';
import { refreshDesk } from './refresh';
import { useWhatIf, WhatIf } from './WhatIf';
import { WindowFacts } from './WindowFacts';
import { WindowFields } from './WindowFields';

interface PanelProps {
  id: string;
  onClose: () => void;
  onTry: (tried: Tried | undefined) => void;
  /** Edges that were dragged on the calendar. */
  dragged?: Tried;
  windowLink: (id: string) => string;
}

/** One window beside the calendar: what it says, what a change of it would do, and its end. */
export function WindowPanel({ id, onClose, ...props }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['window', id],
    queryFn: ({ signal }) => operator.window(id, signal),
  });
  const there = data !== undefined;
  useEffect(() => {
    if (there) heading.current?.focus({ preventScroll: true });
  }, [there]);
  return (
    <aside className="desk-panel panel" aria-label="Window">
      <UnstyledButton className="icon-button desk-close" onClick={onClose} aria-label="Close the window">
        <X size={18} aria-hidden="true" />
      </UnstyledButton>
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the window" count={4} />}
      {data && (
        <>
          <PanelHead window={data.value} heading={heading} />
          <PanelBody tagged={data} {...props} />
        </>
      )}
    </aside>
  );
}

function PanelHead({ window, heading }: { window: RightsWindow; heading: React.Ref<HTMLHeadingElement> }) {
  const Icon = windowIcon(window);
  const { data: title } = useQuery({
    queryKey: ['title', window.title_id],
    enabled: window.title_id !== null,
    queryFn: ({ signal }) => operator.title(window.title_id ?? '', signal),
  });
  return (
    <header className="desk-panel-head">
      <span className="legend-mark" data-hue={windowHue(window)}>
        <Icon size={14} aria-hidden="true" />
      </span>
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {windowName(window)}
        </h2>
        <p className="muted">
          <bdi>{title?.name ?? window.external_id}</bdi>
        </p>
      </div>
      <Chip look={WINDOW_LOOKS[window.state]} />
    </header>
  );
}

function PanelBody({
  tagged,
  onTry,
  dragged,
  windowLink,
}: { tagged: Tagged<RightsWindow> } & Omit<PanelProps, 'id' | 'onClose'>) {
  const [mode, setMode] = useState<'read' | 'change' | 'withdraw'>('read');
  useEffect(() => {
    if (dragged) setMode('change');
  }, [dragged]);
  const { value: window } = tagged;
  const back = () => {
    onTry(undefined);
    setMode('read');
  };
  if (mode === 'change') return <ChangeWindow base={tagged} dragged={dragged} onTry={onTry} onDone={back} />;
  if (mode === 'withdraw') return <WithdrawWindow window={window} onDone={back} />;
  return (
    <>
      <div className="desk-actions">
        {window.state !== 'withdrawn' && (
          <>
            <Button
              size="xs"
              leftSection={<PencilLine size={14} aria-hidden="true" />}
              onClick={() => setMode('change')}
            >
              Change
            </Button>
            <Approve window={window} />
            <Button
              size="xs"
              variant="default"
              className="danger-quiet"
              leftSection={<Trash2 size={14} aria-hidden="true" />}
              onClick={() => setMode('withdraw')}
            >
              Withdraw
            </Button>
          </>
        )}
        {window.title_id && (
          <Button
            size="xs"
            variant="default"
            component={Link}
            to={`/rights/why?title=${window.title_id}`}
            leftSection={<CircleHelp size={14} aria-hidden="true" />}
          >
            Why not playable
          </Button>
        )}
      </div>
      <EdgeWatch window={window} />
      <WindowFacts window={window} windowLink={windowLink} />
    </>
  );
}

function Approve({ window }: { window: RightsWindow }) {
  const queries = useQueryClient();
  const approve = useMutation({
    mutationFn: () => operator.approveWindow(window.id),
    onSettled: () => refreshDesk(queries),
  });
  if (!window.exception || window.approved_by) return null;
  return (
    <>
      {approve.error ? <ProblemPanel error={approve.error} /> : null}
      <Button
        size="xs"
        variant="default"
        leftSection={<CircleCheck size={14} aria-hidden="true" />}
        loading={approve.isPending}
        onClick={() => approve.mutate()}
      >
        Approve the exception
      </Button>
    </>
  );
}

interface ChangeProps {
  /** As it was when the form was opened. */
  base: Tagged<RightsWindow>;
  dragged?: Tried;
  onTry: PanelProps['onTry'];
  onDone: () => void;
}

/** What is typed of a window that is there, what it would do, and how it is saved. */
function useChange({ base, dragged, onTry, onDone }: ChangeProps) {
  const [{ value: was, tag }] = useState(base);
  const [form, setForm] = useState(() => formOf(was));
  const queries = useQueryClient();
  const lacks = missing(form);
  const order = lacks ? undefined : orderOf(form, was);
  const whatIf = useWhatIf(was.title_id, order && { window_id: was.id, window: order });
  const save = useMutation({
    mutationFn: () => operator.changeWindow(was.id, tag, orderOf(form, was)),
    onSuccess: async () => {
      await refreshDesk(queries);
      onDone();
    },
    // Somebody else may have changed it: what it is now is read, and shown once this is left.
    onError: () => refreshDesk(queries),
  });
  const type = (next: WindowForm) => {
    save.reset();
    setForm(next);
    const { starts_at = null, ends_at = null } = missing(next) ? was : orderOf(next, was);
    onTry({ starts_at, ends_at });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was dragged is typed once
  useEffect(() => {
    if (dragged) type({ ...form, ...edgesOf(dragged, form) });
  }, [dragged]);
  const untouched = JSON.stringify(form) === JSON.stringify(formOf(was));
  return { was, form, lacks, whatIf, save, type, untouched };
}

/** The difference is shown as it is typed, and saved under the version that was read. */
function ChangeWindow(props: ChangeProps) {
  const { was, form, lacks, whatIf, save, type, untouched } = useChange(props);
  const problem = save.error ? HeadendProblem.from(save.error) : undefined;
  const unseen = was.title_id !== null && !whatIf.data && !whatIf.error;
  return (
    <form
      className="desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <WindowFields dense form={form} problem={problem} onChange={type} />
      <section className="desk-what" aria-labelledby="what-if">
        <h3 id="what-if">What would change</h3>
        {lacks ? <p className="muted">{lacks}</p> : untouched ? <Untouched /> : <WhatIf query={whatIf} />}
      </section>
      {was.exception && was.approved_by && !untouched && (
        <p className="muted small">The exception has to be approved again after a change.</p>
      )}
      <div className="desk-actions desk-save">
        {problem ? <ProblemPanel error={problem} /> : null}
        <Button variant="default" size="xs" onClick={props.onDone}>
          Leave it
        </Button>
        <Button size="xs" type="submit" loading={save.isPending} disabled={untouched || lacks !== undefined || unseen}>
          Save the change
        </Button>
      </div>
    </form>
  );
}

const Untouched = () => (
  <p className="muted">Change an edge or a territory: what it does to viewers is shown here first.</p>
);

function WithdrawWindow({ window, onDone }: { window: RightsWindow; onDone: () => void }) {
  const queries = useQueryClient();
  const query = useWhatIf(window.title_id, { window_id: window.id });
  const withdraw = useMutation({
    mutationFn: () => operator.withdrawWindow(window.id),
    onSuccess: async () => {
      await refreshDesk(queries);
      onDone();
    },
  });
  return (
    <div className="desk-form">
      <p>It counts no more at once, and cannot be brought back. A title whose windows are all withdrawn is closed.</p>
      <section className="desk-what" aria-labelledby="what-if">
        <h3 id="what-if">What would change</h3>
        {window.title_id ? (
          <WhatIf query={query} />
        ) : (
          <p className="muted">Nothing: its title is not in the library.</p>
        )}
      </section>
      <div className="desk-actions desk-save">
        {withdraw.error ? <ProblemPanel error={withdraw.error} /> : null}
        <Button variant="default" size="xs" onClick={onDone}>
          Leave it
        </Button>
        <Button color="red" size="xs" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          Withdraw it
        </Button>
      </div>
    </div>
  );
}
