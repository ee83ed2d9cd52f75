import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Channel } from '../../shared/api/types';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { useTitleOptions } from '../rights/titles';
import { CLOCK, DAY, useChannelAction, zoned } from './channels';
import { Effects } from './Effects';
import type { Airing } from './week';

interface ReplaceProps {
  channel: Channel;
  variant: string;
  airing: Airing;
  titleId: string;
  onClose: () => void;
}

/** Asks before a title takes the place of an airing, and tells when it does. */
export function Replace({ channel, variant, airing, titleId, onClose }: ReplaceProps) {
  const [reason, setReason] = useState('');
  const name = useTitleOptions('', [titleId]).find(({ value }) => value === titleId)?.label ?? titleId;
  const action = useChannelAction(() =>
    operator.replaceAiring(channel.id, {
      ...{ variant, airing_id: airing.id, title_id: titleId },
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    }),
  );
  const [day, clock] = [zoned(channel.time_zone, DAY), zoned(channel.time_zone, CLOCK)];
  return (
    <Modal opened onClose={onClose} title="Air another title?" closeButtonProps={{ 'aria-label': 'Close' }}>
      {action.data ? (
        <>
          <Effects effects={action.data.effects} zone={channel.time_zone} />
          <div className="confirm-actions">
            <Button onClick={onClose} data-autofocus>
              Good
            </Button>
          </div>
        </>
      ) : (
        <div className="channel-dialog">
          <p className="confirm-text">
            <b>
              <bdi>{name}</bdi>
            </b>{' '}
            airs in the place of{' '}
            <b>
              <bdi>{airing.name}</bdi>
            </b>
            , {day.format(airing.from)}, {clock.format(airing.from)} to {clock.format(airing.until)}
            {variant === 'ZZ' ? '' : ` in ${variant}`}. It is kept among the rules as an event of its own.
          </p>
          <TextInput
            label="Why"
            placeholder="Said so by the desk"
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {action.error ? <ProblemPanel error={action.error} /> : null}
          <div className="confirm-actions">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button loading={action.isPending} onClick={() => action.mutate(undefined)} data-autofocus>
              Replace it
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
