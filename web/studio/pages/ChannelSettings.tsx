import '../channels/channels.css';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useParams } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import type { Channel } from '../../shared/api/types';
import { ChannelFields } from '../channels/ChannelFields';
import { OfChannel } from '../channels/ChannelHead';
import { type ChannelForm, formOf, missing, orderOfForm } from '../channels/form';
import { CopyId } from '../components/CopyId';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { useSaving } from '../lib/useSaving';

/** What a channel is, but its rules. */
export function ChannelSettings() {
  const { channelId = '' } = useParams();
  return (
    <OfChannel id={channelId} page="settings">
      {(channel, tag) => <Settings key={channel.id} channel={channel} tag={tag} />}
    </OfChannel>
  );
}

function Settings({ channel, tag }: { channel: Channel; tag: string }) {
  const queries = useQueryClient();
  // What is typed goes with the tag it was read under.
  const [typed, setTyped] = useState<{ form: ChannelForm; tag: string }>();
  const form = typed?.form ?? formOf(channel);
  const saving = useMutation({
    mutationFn: () => operator.changeChannel(channel.id, typed?.tag ?? tag, orderOfForm(form, channel)),
    onSuccess: async (saved) => {
      queries.setQueryData(['channel', channel.id], saved);
      setTyped(undefined);
      await queries.invalidateQueries({ queryKey: ['channels'] });
    },
  });
  const lacks = missing(form, false);
  useSaving(typed !== undefined, () => !lacks && saving.mutate());
  const layOver = async () => {
    const theirs = await operator.channel(channel.id);
    queries.setQueryData(['channel', channel.id], theirs);
    setTyped(typed && { form: typed.form, tag: theirs.tag });
    saving.reset();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form className="channel-form" onSubmit={send}>
      <ChannelFields
        form={form}
        change={(part) => setTyped({ form: { ...form, ...part }, tag: typed?.tag ?? tag })}
        isNew={false}
        fixed={channel.state !== 'off'}
      />
      {saving.error ? (
        <ProblemPanel
          error={saving.error}
          retry="Keep mine, in place of theirs"
          onRetry={HeadendProblem.from(saving.error).code === 'precondition/failed' ? layOver : undefined}
        />
      ) : null}
      <div className="form-actions">
        <Button
          type="submit"
          leftSection={<Save size={16} aria-hidden="true" />}
          loading={saving.isPending}
          disabled={!typed || lacks !== undefined}
        >
          {typed ? 'Save' : 'Saved'}
        </Button>
        <CopyId value={channel.id} label="channel id" />
        {lacks && <span className="muted">{lacks}</span>}
      </div>
    </form>
  );
}
