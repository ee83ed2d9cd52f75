import '../channels/channels.css';
import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FlaskConical, Save } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import type { Channel } from '../../shared/api/types';
import { OfChannel } from '../channels/ChannelHead';
import { orderOf } from '../channels/channels';
import { PreviewDiff } from '../channels/PreviewDiff';
import { RulesEditor } from '../channels/RulesEditor';
import { readRules, rulesText } from '../channels/rules';
import { variantName } from '../channels/Variants';
import { ProblemPanel } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import { useSaving } from '../lib/useSaving';

/** The rules of a channel: written, tried, saved. */
export function ChannelRules() {
  const { channelId = '' } = useParams();
  return (
    <OfChannel id={channelId} page="rules">
      {(channel, tag) => <Rules key={channel.id} channel={channel} tag={tag} />}
    </OfChannel>
  );
}

function Rules({ channel, tag }: { channel: Channel; tag: string }) {
  const queries = useQueryClient();
  // What is typed goes with the tag it was read under.
  const [typed, setTyped] = useState<{ text: string; tag: string }>();
  const [variant, setVariant] = useState(channel.variants[0] ?? 'ZZ');
  const text = typed?.text ?? rulesText(channel.schedule);
  const { schedule, problems, lineOf } = useMemo(() => readRules(text, channel.time_zone), [text, channel.time_zone]);
  const type = (next: string) => {
    setTyped({ text: next, tag: typed?.tag ?? tag });
    trial.reset();
  };
  const trial = useMutation({
    mutationFn: () => operator.previewSchedule(channel.id, { schedule: schedule ?? {}, variant }),
  });
  const warnings = (trial.data?.warnings ?? []).map((each) => ({ ...each, line: lineOf(each.field) }));
  const saving = useMutation({
    mutationFn: () =>
      operator.changeChannel(channel.id, typed?.tag ?? tag, { ...orderOf(channel), schedule: schedule ?? {} }),
    onSuccess: async (saved) => {
      queries.setQueryData(['channel', channel.id], saved);
      setTyped(undefined);
      await queries.invalidateQueries({ queryKey: ['schedule', channel.id] });
    },
  });
  /** What is probably not meant is told before it is saved. */
  const save = async () => {
    if (!schedule) return;
    const known = trial.data ?? (await trial.mutateAsync().catch(() => undefined));
    if (known && (trial.data || known.warnings.length === 0)) saving.mutate();
  };
  useSaving(typed !== undefined, save);
  const layOver = async () => {
    const theirs = await operator.channel(channel.id);
    queries.setQueryData(['channel', channel.id], theirs);
    setTyped(typed && { text: typed.text, tag: theirs.tag });
    saving.reset();
  };
  const failure = saving.error ?? trial.error;
  return (
    <div className="editor-grid rules-grid">
      <section className="panel editor-panel editor-main" aria-labelledby="rules">
        <div className="editor-head">
          <h2 id="rules">Rules</h2>
          <span className="muted small">
            Revision {channel.revision}, <Time at={channel.updated_at} /> by {channel.updated_by}
          </span>
        </div>
        <p className="muted">
          YAML or JSON; clock times are those of {channel.time_zone}. What is sealed airs as it is, everything after it
          is planned anew at once.
        </p>
        <RulesEditor text={text} onType={type} problems={problems} warnings={warnings} />
        {failure ? (
          <ProblemPanel
            error={failure}
            retry="Keep my rules, in place of theirs"
            onRetry={HeadendProblem.from(failure).code === 'precondition/failed' ? layOver : undefined}
          />
        ) : null}
        <div className="form-actions">
          <Button
            variant="default"
            leftSection={<FlaskConical size={16} aria-hidden="true" />}
            disabled={!schedule}
            loading={trial.isPending}
            onClick={() => trial.mutate()}
          >
            Try it
          </Button>
          <Button
            leftSection={<Save size={16} aria-hidden="true" />}
            disabled={!schedule || !typed}
            loading={saving.isPending}
            onClick={save}
          >
            {!typed ? 'Saved' : warnings.length > 0 ? 'Save all the same' : 'Save the rules'}
          </Button>
          {channel.variants.length > 1 && (
            <Select
              aria-label="Try it for"
              data={channel.variants.map((code) => ({ value: code, label: `For ${variantName(code)}` }))}
              value={variant}
              allowDeselect={false}
              onChange={(code) => code && setVariant(code)}
            />
          )}
        </div>
      </section>
      <aside className="editor-side" aria-label="What the rules do">
        {trial.data ? (
          <PreviewDiff preview={trial.data} zone={channel.time_zone} />
        ) : (
          <section className="panel editor-panel">
            <h2>What changes</h2>
            <p className="muted">
              Try the rules to see the next seven days with them: what comes, what goes, what moves, and what may not
              air. Nothing is changed by it.
            </p>
          </section>
        )}
      </aside>
    </div>
  );
}
