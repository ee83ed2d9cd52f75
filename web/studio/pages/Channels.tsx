import '../channels/channels.css';
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import { count } from '../../shared/format';
import { useChannels } from '../channels/channels';
import { WallCard } from '../channels/WallCard';
import { PageHead } from '../components/PageHead';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { useTitleBar } from '../lib/useTitleBar';

/** The on-air wall: every channel, what it shows and how it is. */
export function Channels() {
  useTitleBar('Channels');
  const { data, error, refetch } = useChannels();
  const make = (
    <Button component={Link} to="/channels/new" leftSection={<Plus size={16} aria-hidden="true" />}>
      New channel
    </Button>
  );
  const onAir = data?.data.filter(({ state }) => state === 'on_air').length ?? 0;
  return (
    <>
      <PageHead
        title="Channels"
        meta={data && data.data.length > 0 ? `${count(data.data.length, 'channel')}, ${onAir} on air` : undefined}
        actions={make}
      />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the channels" count={4} />}
      {data?.data.length === 0 && (
        <Empty title="No channel yet" action={make}>
          A channel shows titles of the library around the clock, by rules that you write once. It needs a name, a zone
          and what to air.
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <ul className="wall">
          {data.data.map((channel) => (
            <li key={channel.id}>
              <WallCard channel={channel} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
