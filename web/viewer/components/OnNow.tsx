import { Link } from 'react-router';
import type { GuideChannel } from '../../shared/api/types';
import { clockTime, useClock, useOnAir } from '../lib/channels';
import { nowAndNext, watchPath } from '../lib/guide';
import { Artwork } from './Artwork';
import { ChannelMark } from './ChannelMark';
import { Elapsed } from './ProgrammeWords';

/** A rail of what is on now; none while no channel is on air. */
export function OnNow() {
  const { data } = useOnAir();
  const now = useClock();
  const on = data?.channels.filter(({ programmes }) => nowAndNext(programmes, now).now) ?? [];
  if (on.length === 0) return null;
  return (
    <section className="rail" aria-labelledby="on-now">
      <h2 id="on-now">On now</h2>
      <ul className="rail-strip">
        {on.map((channel) => (
          <li key={channel.id}>
            <OnNowCard channel={channel} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OnNowCard({ channel, now: at }: { channel: GuideChannel; now: number }) {
  const { now, next } = nowAndNext(channel.programmes, at);
  if (!now) return null;
  return (
    <Link
      className="card"
      to={watchPath(channel.slug)}
      aria-label={`Watch ${channel.name}: ${now.title}, until ${clockTime(now.stop)}`}
    >
      <span className="card-art">
        <Artwork key={now.poster ?? now.title} name={now.title} src={now.poster} sizes="22rem" />
        <span className="card-mark">
          <ChannelMark channel={channel} />
        </span>
        <span className="card-live">
          <Elapsed of={now} at={at} />
        </span>
      </span>
      <span className="card-name" dir="auto">
        {now.title}
      </span>
      <span className="card-about">
        <bdi>{channel.name}</bdi> · {next ? `next at ${clockTime(next.start)}` : `until ${clockTime(now.stop)}`}
      </span>
    </Link>
  );
}
