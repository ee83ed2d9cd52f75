import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleSlash, EyeOff, Save, Send } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Tagged } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import type { TitleDraft } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { CopyId } from '../components/CopyId';
import { PageHead } from '../components/PageHead';
import { ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import type { Look } from '../lib/states';
import { useSaving } from '../lib/useSaving';
import { useTitleBar } from '../lib/useTitleBar';
import { Artworks } from '../title/Artworks';
import { changeOf, type Form, formOf, rebased } from '../title/draft';
import { Facts } from '../title/Facts';
import { History, refresh } from '../title/History';
import { Issues } from '../title/Issues';
import { Locales } from '../title/Locales';
import { Related } from '../title/Related';
import { Schedules } from '../title/Schedules';

const LOOKS: Record<TitleDraft['status'], Look> = {
  draft: { tone: 'idle', icon: CircleDashed, word: 'Draft' },
  published: { tone: 'good', icon: CircleCheck, word: 'Published' },
  unpublished: { tone: 'warn', icon: CircleSlash, word: 'Taken down' },
};

/** Where an entry of the catalogue is written, mended and shown to viewers. */
export function TitleEditorPage() {
  const { titleId = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['draft', titleId],
    queryFn: ({ signal }) => operator.draft(titleId, signal),
  });
  useTitleBar(data ? `Edit ${data.value.name}` : 'Edit');
  if (!data) return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the draft" />;
  return <Editor key={titleId} tagged={data} />;
}

function Editor({ tagged: { value: draft, tag } }: { tagged: Tagged<TitleDraft> }) {
  const queries = useQueryClient();
  // Until something is typed the form follows the draft; what is typed goes with the tag it was read under.
  const [typed, setTyped] = useState<{ form: Form; base: Tagged<TitleDraft> }>();
  const form = typed?.form ?? formOf(draft.document);
  const type = (next: Form) => setTyped({ form: next, base: typed?.base ?? { value: draft, tag } });
  const save = async () => {
    if (!typed) return draft;
    const { value, tag: seen } = typed.base;
    const saved = await operator.changeDraft(draft.id, seen, changeOf(typed.form, value));
    queries.setQueryData(['draft', draft.id], saved);
    setTyped(undefined);
    return saved.value;
  };
  const onSuccess = () => refresh(queries, draft.id);
  const saving = useMutation({ mutationFn: save, onSuccess });
  const publish = useMutation({
    mutationFn: async () => {
      const { revision } = await save();
      return operator.publishTitle(draft.id, { revision });
    },
    onSettled: onSuccess,
  });
  const unpublish = useMutation({ mutationFn: () => operator.unpublishTitle(draft.id), onSuccess });
  const problem = saving.error ?? publish.error;
  useSaving(typed !== undefined, () => saving.mutate());
  const takeIn = async () => {
    const theirs = await operator.draft(draft.id);
    queries.setQueryData(['draft', draft.id], theirs);
    if (typed) {
      const [before, saved] = [formOf(typed.base.value.document), formOf(theirs.value.document)];
      setTyped({ form: rebased(typed.form, before, saved), base: theirs });
    }
    saving.reset();
    publish.reset();
  };
  const props = { draft, form, onChange: type };
  return (
    <>
      <PageHead
        title={draft.name}
        parent={{ to: `/library/${draft.id}`, name: 'Title page' }}
        chip={<Chip look={LOOKS[draft.status]} />}
        meta={<Meta draft={draft} />}
        actions={
          <>
            {draft.status === 'published' && (
              <Confirm
                label="Take down"
                icon={<EyeOff size={16} aria-hidden="true" />}
                title="Take the title down?"
                confirm="Take it down"
                danger
                action={unpublish}
              >
                <p>Nobody finds it or begins to play it any more. Its media, history and rights stay.</p>
              </Confirm>
            )}
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
              disabled={!typed && draft.status === 'published' && draft.unpublished_changes.length === 0}
              onClick={() => publish.mutate()}
            >
              {draft.status === 'published' ? 'Publish changes' : 'Publish'}
            </Button>
          </>
        }
      />
      {problem ? (
        <ProblemPanel
          error={problem}
          retry="Take in the other changes"
          onRetry={HeadendProblem.from(problem).code === 'precondition/failed' ? takeIn : undefined}
        />
      ) : null}
      <div className="editor-grid">
        <div className="editor-main">
          <Locales {...props} />
          <Facts {...props} />
          <Artworks draft={draft} />
          <Related draft={draft} looks={LOOKS} />
        </div>
        <aside className="editor-side" aria-label="State of the title">
          <Issues draft={draft} />
          <Schedules draft={draft} />
          <History draft={draft} />
        </aside>
      </div>
    </>
  );
}

const Meta = ({ draft }: { draft: TitleDraft }) => (
  <>
    <span className="capital">{draft.kind}</span>
    <CopyId value={draft.external_id} label="external id" />
    {draft.parent && (
      <span>
        of <Link to={`/library/${draft.parent.id}/edit`}>{draft.parent.name}</Link>
        {draft.position === null ? '' : `, number ${draft.position}`}
      </span>
    )}
    <span>{draft.live_snapshot === null ? 'Never published' : `Viewers see snapshot ${draft.live_snapshot}`}</span>
    {!draft.has_media && <span>No media yet</span>}
  </>
);
