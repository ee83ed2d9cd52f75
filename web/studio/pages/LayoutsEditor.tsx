import '../layouts/layouts.css';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Save, Send } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Tagged } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import type { Layout, LayoutRail } from '../../shared/api/types';
import { PageHead } from '../components/PageHead';
import { ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { Order } from '../layouts/Order';
import { Preview } from '../layouts/Preview';
import { RailEditor } from '../layouts/RailEditor';
import { KIND_WORDS, newRail, type RailKind, tidied, titleOf } from '../layouts/rails';
import { Versions } from '../layouts/Versions';
import { operator } from '../lib/queries';
import { useSaving } from '../lib/useSaving';
import { useTitleBar } from '../lib/useTitleBar';

/** Where a page of viewers is arranged, looked at and published. */
export function LayoutsEditor() {
  const { layoutKey = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['layout', layoutKey],
    queryFn: ({ signal }) => operator.layoutDraft(layoutKey, signal),
  });
  useTitleBar(data ? data.value.name : 'Layout');
  if (!data) return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the layout" />;
  return <Editor key={layoutKey} tagged={data} />;
}

function Editor({ tagged }: { tagged: Tagged<Layout> }) {
  const queries = useQueryClient();
  const { value: layout } = tagged;
  // What is arranged goes with the tag it was read under.
  const [typed, setTyped] = useState<{ rails: LayoutRail[]; tag: string }>();
  const rails = typed?.rails ?? layout.document.rails;
  const arrange = (next: LayoutRail[]) => setTyped({ rails: next, tag: typed?.tag ?? tagged.tag });
  /** @returns the revision that is saved: what was looked at, and no other, is published */
  const save = async (): Promise<number> => {
    if (!typed) return layout.revision;
    const body = { document: { rails: typed.rails.map(tidied) } };
    const saved = await operator.changeLayout(layout.key, typed.tag, body);
    queries.setQueryData(['layout', layout.key], saved);
    setTyped(undefined);
    await queries.invalidateQueries({ queryKey: ['layouts'] });
    return saved.value.revision;
  };
  const saving = useMutation({ mutationFn: save });
  const publish = useMutation({
    mutationFn: async () => operator.publishLayout(layout.key, { revision: await save() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['layout-versions', layout.key] }),
  });
  const problem = saving.error ?? publish.error;
  useSaving(typed !== undefined, () => saving.mutate());
  const layOver = async () => {
    const theirs = await operator.layoutDraft(layout.key);
    queries.setQueryData(['layout', layout.key], theirs);
    setTyped(typed && { rails: typed.rails, tag: theirs.tag });
    saving.reset();
    publish.reset();
  };
  return (
    <>
      <PageHead
        title={layout.name}
        parent={{ to: '/layouts', name: 'Layouts' }}
        meta={
          <>
            <span className="mono">{layout.key}</span>
            <span>
              Draft changed <Time at={layout.updated_at} /> by {layout.updated_by}
            </span>
          </>
        }
        actions={
          <>
            <Button
              variant="default"
              leftSection={<Save size={16} aria-hidden="true" />}
              disabled={!typed}
              loading={saving.isPending}
              onClick={() => saving.mutate()}
            >
              {typed ? 'Save draft' : 'Saved'}
            </Button>
            <Button
              leftSection={<Send size={16} aria-hidden="true" />}
              loading={publish.isPending}
              onClick={() => publish.mutate()}
            >
              Publish now
            </Button>
          </>
        }
      />
      {problem ? (
        <ProblemPanel
          error={problem}
          retry="Keep my rails, in place of theirs"
          onRetry={HeadendProblem.from(problem).code === 'precondition/failed' ? layOver : undefined}
        />
      ) : null}
      <div className="editor-grid layout-grid">
        <div className="editor-main">
          <Rails rails={rails} issues={typed ? [] : layout.issues} onChange={arrange} />
        </div>
        <aside className="editor-side" aria-label="What viewers see">
          <Preview layoutKey={layout.key} revision={layout.revision} />
          <Versions layoutKey={layout.key} revision={layout.revision} save={save} />
        </aside>
      </div>
    </>
  );
}

interface RailsProps {
  rails: LayoutRail[];
  issues: Layout['issues'];
  onChange: (rails: LayoutRail[]) => void;
}

function Rails({ rails, issues, onChange }: RailsProps) {
  const [open, setOpen] = useState<string>();
  const add = (kind: RailKind) => {
    const rail = newRail(
      kind,
      rails.map(({ id }) => id),
    );
    onChange([...rails, rail]);
    setOpen(rail.id);
  };
  const whole = issues.filter(({ path }) => path === '/rails');
  return (
    <section className="panel editor-panel" aria-labelledby="rails">
      <h2 id="rails">Rails, from top to bottom</h2>
      {whole.map((issue) => (
        <IssueLine key={issue.code} issue={issue} />
      ))}
      <ol className="layout-rails">
        {rails.map((rail, at) => {
          const wrong = issues.filter(({ path }) => path.startsWith(`/rails/${at}/`));
          return (
            <li key={rail.id} data-wrong={wrong.length > 0 || undefined}>
              <div className="history-row">
                <button
                  type="button"
                  className="rail-head"
                  aria-expanded={open === rail.id}
                  onClick={() => setOpen(open === rail.id ? undefined : rail.id)}
                >
                  <strong dir="auto">{titleOf(rail)}</strong>
                  <small className="muted">{KIND_WORDS[rail.kind]}</small>
                </button>
                <Order list={rails} at={at} name={titleOf(rail)} onChange={onChange} />
              </div>
              {wrong.map((issue) => (
                <IssueLine key={issue.path} issue={issue} />
              ))}
              {open === rail.id && (
                <RailEditor
                  rail={rail}
                  onChange={(next) => onChange(rails.map((each, place) => (place === at ? next : each)))}
                />
              )}
            </li>
          );
        })}
      </ol>
      <div className="add-rail">
        {(Object.keys(KIND_WORDS) as RailKind[]).map((kind) => (
          <Button
            key={kind}
            size="xs"
            variant="default"
            leftSection={<Plus size={14} aria-hidden="true" />}
            onClick={() => add(kind)}
          >
            {KIND_WORDS[kind]}
          </Button>
        ))}
      </div>
    </section>
  );
}

const IssueLine = ({ issue: { message, fix } }: { issue: Layout['issues'][number] }) => (
  <p className="rail-issue">
    {message} {fix}
  </p>
);
