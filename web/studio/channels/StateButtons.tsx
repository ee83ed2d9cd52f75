import { CirclePause, CirclePower, RadioTower } from 'lucide-react';
import type { Channel, ChannelState } from '../../shared/api/types';
import { Confirm } from '../components/Confirm';
import { operator } from '../lib/queries';
import { useChannelAction } from './channels';

/** On air, pause, off: each asks first, and says what viewers will see. */
export function StateButtons({ channel, size }: { channel: Channel; size?: 'xs' }) {
  const action = useChannelAction((state: ChannelState) => operator.turnChannel(channel.id, state));
  const to = (state: ChannelState) => ({
    ...{ isPending: action.isPending, error: action.error, reset: action.reset },
    mutateAsync: () => action.mutateAsync(state),
  });
  const button = { size };
  return (
    <>
      {channel.state !== 'on_air' && (
        <Confirm
          label="Put on air"
          icon={<RadioTower size={16} aria-hidden="true" />}
          title={`Put ${channel.name} on air?`}
          confirm="Put on air"
          button={{ ...button, variant: 'filled' }}
          action={to('on_air')}
        >
          It is planned by its rules for fourteen days, and viewers find it in the guide. Numbering goes on where it
          was.
        </Confirm>
      )}
      {channel.state === 'on_air' && (
        <Confirm
          label="Pause"
          icon={<CirclePause size={16} aria-hidden="true" />}
          title={`Pause ${channel.name}?`}
          confirm="Pause"
          button={button}
          action={to('paused')}
        >
          What is sealed, a quarter of an hour, still airs. Then viewers see the slate until it is on air again.
        </Confirm>
      )}
      {channel.state !== 'off' && (
        <Confirm
          label="Off"
          icon={<CirclePower size={16} aria-hidden="true" />}
          title={`Take ${channel.name} off the air?`}
          confirm="Take off the air"
          danger
          button={{ ...button, className: 'danger-quiet' }}
          action={to('off')}
        >
          Nothing plays any more, from this moment on: players of viewers stop, and the guide forgets the channel.
        </Confirm>
      )}
    </>
  );
}
