import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import { PageHead } from '../components/PageHead';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';
import { DAY_MS } from '../rights/calendar';
import { emptyForm, missing, orderOf } from '../rights/form';
import { refreshDesk } from '../rights/refresh';
import { TitlePick } from '../rights/TitlePick';
import { useWhatIf, WhatIf } from '../rights/WhatIf';
import { WindowFields } from '../rights/WindowFields';
import { calendarLink } from '../rights/WindowLine';
import '../rights/rights.css';

/** The next midnight of UTC. */
const tomorrow = (): string => new Date((Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS).toISOString();

/** A grant of a title, or a bar to it; what it does is shown before it is made. */
export function RightsNew() {
  useTitleBar('New window');
  const [params, setParams] = useSearchParams();
  const title = params.get('title') ?? '';
  const [form, setForm] = useState(() => emptyForm(tomorrow()));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const lacks = title ? missing(form) : 'Choose a title.';
  const query = useWhatIf(title || null, lacks ? undefined : { window: orderOf(form) });
  const make = useMutation({
    mutationFn: () => operator.addWindow(title, orderOf(form)),
    onSuccess: async (window) => {
      await refreshDesk(queries);
      navigate(calendarLink(window));
    },
  });
  const problem = make.error ? HeadendProblem.from(make.error) : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <>
      <PageHead
        title="New window"
        parent={{ to: '/rights', name: 'Rights' }}
        meta="The first window of a title, of any kind, makes it playable only as sold. Times are UTC."
      />
      <form className="new-window" onSubmit={send}>
        <section className="panel editor-panel" aria-label="Window">
          <TitlePick
            label="Title"
            value={title}
            onChange={(id) => setParams(id ? { title: id } : {}, { replace: true })}
          />
          <WindowFields
            form={form}
            problem={problem}
            onChange={(next) => {
              make.reset();
              setForm(next);
            }}
          />
        </section>
        <section className="panel editor-panel" aria-labelledby="what-if">
          <h2 id="what-if">What would change</h2>
          {lacks ? <p className="muted">{lacks}</p> : <WhatIf query={query} />}
          {problem ? <ProblemPanel error={problem} /> : null}
          <div className="form-actions">
            <Button type="submit" loading={make.isPending} disabled={lacks !== undefined}>
              Make the window
            </Button>
          </div>
        </section>
      </form>
    </>
  );
}
