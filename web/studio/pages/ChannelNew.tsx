import '../channels/channels.css';
import { Button } from '@mantine/core';
import { Tv } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { ChannelFields } from '../channels/ChannelFields';
import { useChannelAction } from '../channels/channels';
import { emptyForm, missing, orderOfForm } from '../channels/form';
import { PageHead } from '../components/PageHead';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';

/** A channel is made; it is off until it is put on air. */
export function ChannelNew() {
  useTitleBar('New channel');
  const navigate = useNavigate();
  const [form, setForm] = useState(emptyForm);
  const make = useChannelAction(() => operator.createChannel(orderOfForm(form)));
  const lacks = missing(form, true);
  const send = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(undefined, { onSuccess: ({ id }) => navigate(`/channels/${id}`) });
  };
  return (
    <>
      <PageHead title="New channel" parent={{ to: '/channels', name: 'Channels' }} />
      <form className="channel-form" onSubmit={send}>
        <ChannelFields form={form} change={(part) => setForm({ ...form, ...part })} isNew fixed={false} />
        {make.error ? <ProblemPanel error={make.error} /> : null}
        <div className="form-actions">
          <Button
            type="submit"
            leftSection={<Tv size={16} aria-hidden="true" />}
            loading={make.isPending}
            disabled={lacks !== undefined}
          >
            Make the channel
          </Button>
          {lacks && <span className="muted">{lacks}</span>}
        </div>
      </form>
    </>
  );
}
