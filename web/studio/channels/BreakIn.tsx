import { Button, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Siren } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Channel } from '../../shared/api/types';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { TitlePick } from '../rights/TitlePick';
import { useChannelAction } from './channels';
import { Effects } from './Effects';
import { variantName } from './Variants';

/** Something else, now, whatever is sealed. */
export function BreakIn({ channel }: { channel: Channel }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [what, setWhat] = useState<'slate' | 'title'>('slate');
  const [title, setTitle] = useState('');
  const [seconds, setSeconds] = useState<number | ''>(60);
  const [variant, setVariant] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const action = useChannelAction(() =>
    operator.breakIn(channel.id, {
      ...(what === 'title' ? { title_id: title } : {}),
      ...(seconds === '' ? {} : { seconds }),
      ...(variant ? { variant } : {}),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    }),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    action.mutate(undefined);
  };
  return (
    <>
      <Button
        variant="default"
        className="danger-quiet"
        leftSection={<Siren size={16} aria-hidden="true" />}
        disabled={channel.state === 'off'}
        onClick={() => {
          action.reset();
          open();
        }}
      >
        Break in
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={`Break into ${channel.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {action.data ? (
          <>
            <Effects effects={action.data.effects} zone={channel.time_zone} />
            <div className="confirm-actions">
              <Button onClick={close} data-autofocus>
                Good
              </Button>
            </div>
          </>
        ) : (
          <form className="channel-dialog" onSubmit={send}>
            <p className="confirm-text">
              It goes on air 20 seconds from now, at the next segment. After it the channel goes on with what would be
              on then.
            </p>
            <SegmentedControl
              aria-label="What to show"
              data={[
                { value: 'slate', label: 'The slate' },
                { value: 'title', label: 'A title' },
              ]}
              value={what}
              onChange={(value) => setWhat(value as 'slate')}
            />
            {what === 'title' && <TitlePick label="Title" value={title} onChange={setTitle} />}
            <NumberInput
              label="For how long"
              description={what === 'title' ? 'The whole title, once, when left empty.' : undefined}
              suffix=" s"
              min={5}
              max={14_400}
              allowDecimal={false}
              value={seconds}
              onChange={(value) => setSeconds(value === '' ? '' : Number(value))}
            />
            {channel.variants.length > 1 && (
              <Select
                label="Where"
                data={channel.variants.map((code) => ({ value: code, label: variantName(code) }))}
                placeholder="Everywhere"
                clearable
                clearButtonProps={{ 'aria-label': 'Everywhere' }}
                value={variant}
                onChange={setVariant}
              />
            )}
            <TextInput
              label="Why"
              placeholder="Rights dispute"
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            {action.error ? <ProblemPanel error={action.error} /> : null}
            <div className="confirm-actions">
              <Button variant="default" onClick={close}>
                Back
              </Button>
              <Button type="submit" color="red" loading={action.isPending} disabled={what === 'title' && !title}>
                Break in now
              </Button>
            </div>
          </form>
        )}
      </Modal>
    </>
  );
}
