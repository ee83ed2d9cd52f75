import { Link } from 'react-router';
import type { GuideChannel } from '../../shared/api/types';
import { clockTime } from '../lib/channels';
import { nowAndNext, watchPath } from '../lib/guide';
import { ChannelMark } from './ChannelMark';
import { Elapsed } from './ProgrammeWords';

/** What is on and what comes next, channel by channel: the guide of a phone. */
export const GuideList = ({
  channels,
  at,
  live,
}: {
  channels: readonly GuideChannel[];
  at: number;
  /** `at` is the present. */
  live: boolean;
}) => (
  <ul className="guide-list">
    {channels.map((channel) => {
      const { now, next } = nowAndNext(channel.programmes, at);
      return (
        <li key={channel.id}>
          <Link to={watchPath(channel.slug)}>
            <span className="guide-list-channel">
              <ChannelMark channel={channel} />
              <small>{channel.number ?? ''}</small>
            </span>
            <span className="guide-list-words">
              <small>
                <bdi>{channel.name}</bdi>
              </small>
              <b dir="auto">{now?.title ?? 'Nothing is planned'}</b>
              {now && live && <Elapsed of={now} at={at} />}
              {next && (
                <small>
                  {clockTime(next.start)} <bdi>{next.title}</bdi>
                </small>
              )}
            </span>
          </Link>
        </li>
      );
    })}
  </ul>
);
