import './channels.css';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Channel } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import { PageHead } from '../components/PageHead';
import { ProblemPanel, Rows } from '../components/States';
import { useTitleBar } from '../lib/useTitleBar';
import { BreakIn } from './BreakIn';
import { useChannel } from './channels';
import { Freshness } from './Freshness';
import { STATE_LOOKS } from './looks';
import { StateButtons } from './StateButtons';

const PAGES = [
  { path: '', name: 'Week' },
  { path: '/rules', name: 'Rules' },
  { path: '/as-run', name: 'As run' },
  { path: '/settings', name: 'Settings' },
];

/** The head of every page of a channel, with the way to the others. */
export function ChannelHead({ channel }: { channel: Channel }) {
  return (
    <>
      <PageHead
        title={channel.name}
        parent={{ to: '/channels', name: 'Channels' }}
        chip={<Chip look={STATE_LOOKS[channel.state]} />}
        meta={
          <>
            {channel.number !== null && <span>Number {channel.number}</span>}
            <span>{channel.time_zone}</span>
            <Freshness channel={channel} />
            {channel.state !== 'off' && (
              <a className="out" href={`/channels/${channel.slug}`}>
                Watch it
                <ExternalLink size={14} aria-hidden="true" />
              </a>
            )}
          </>
        }
        actions={
          <>
            <BreakIn channel={channel} />
            <StateButtons channel={channel} />
          </>
        }
      />
      <nav className="filters" aria-label="Channel">
        {PAGES.map(({ path, name }) => (
          <NavLink key={name} to={`/channels/${channel.id}${path}`} end aria-current="true">
            {name}
          </NavLink>
        ))}
      </nav>
    </>
  );
}

/** A page of one channel, once it is known. */
export function OfChannel({
  id,
  page,
  children,
}: {
  id: string;
  page: string;
  children: (channel: Channel, tag: string) => ReactNode;
}) {
  const { data, error, refetch } = useChannel(id);
  useTitleBar(data ? `${data.value.name}, ${page}` : 'Channel');
  if (!data) return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the channel" />;
  return (
    <>
      <ChannelHead channel={data.value} />
      {children(data.value, data.tag)}
    </>
  );
}
