import { Button } from '@mantine/core';
import { CircleCheck, Eye, EyeOff, Lock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Channel } from '../../shared/api/types';
import { count, relative } from '../../shared/format';
import { Chip } from '../components/Chip';
import type { Look } from '../lib/states';
import { useNow } from '../lib/useNow';
import { CLOCK, useAsRun, useOnAir, zoned } from './channels';
import { Freshness } from './Freshness';
import { LivePreview } from './LivePreview';
import { KIND_LOOKS, STATE_LOOKS } from './looks';
import { StateButtons } from './StateButtons';
import { type Airing, airingsOf } from './week';

const HOUR_MS = 3_600_000;
const FAULTS: Look = { tone: 'bad', icon: TriangleAlert, word: 'Faults', noun: 'fault' };
const NO_FAULTS: Look = { tone: 'good', icon: CircleCheck, word: 'No faults this hour' };

/** A channel on the wall: what it shows, how fresh it is and what is wrong with it. */
export function WallCard({ channel }: { channel: Channel }) {
  const [seen, setSeen] = useState(false);
  const isOff = channel.state === 'off';
  const name = `channel-${channel.id}`;
  return (
    <article className="panel wall-card" data-state={channel.state} aria-labelledby={name}>
      <header>
        <span className="wall-number mono">{channel.number ?? '–'}</span>
        <h2 id={name}>
          <Link to={`/channels/${channel.id}`}>
            <bdi>{channel.name}</bdi>
          </Link>
        </h2>
        <Chip look={STATE_LOOKS[channel.state]} />
      </header>
      {seen && !isOff && <LivePreview channel={channel} label={`${channel.name}, live`} />}
      <OnNow channel={channel} />
      <footer>
        <Freshness channel={channel} />
        {!isOff && <Faults channel={channel} />}
        <span className="wall-actions">
          {isOff ? (
            <StateButtons channel={channel} size="xs" />
          ) : (
            <Button
              size="xs"
              variant="default"
              leftSection={seen ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
              onClick={() => setSeen(!seen)}
            >
              {seen ? 'No picture' : 'Picture'}
            </Button>
          )}
        </span>
      </footer>
    </article>
  );
}

function OnNow({ channel }: { channel: Channel }) {
  const now = useNow();
  const { data, error } = useOnAir(channel.id);
  if (error && !data) return <p className="wall-words bad">{error.message}</p>;
  if (!data) return <p className="wall-words muted">Reading what is on</p>;
  if (channel.state === 'off')
    return <p className="wall-words muted">Nothing plays. Its plan begins when it is put on air.</p>;
  const airings = airingsOf(data.items);
  const at = airings.findIndex(({ from, until }) => from <= now && now < until);
  const [on, next] = at === -1 ? [undefined, airings.find(({ from }) => from > now)] : [airings[at], airings[at + 1]];
  const clock = zoned(channel.time_zone, CLOCK);
  return (
    <div className="wall-words">
      {on ? <NowLine airing={on} now={now} clock={clock} /> : <p className="bad">Nothing is on air at this moment.</p>}
      {next && (
        <p className="muted">
          {clock.format(next.from)} <bdi>{next.name}</bdi>
        </p>
      )}
      {data.sealed_until && (
        <p className="muted small">
          <Lock size={12} aria-hidden="true" /> Sealed until {clock.format(new Date(data.sealed_until))}
          {data.planned_until && `, planned ${relative(data.planned_until, now)}`}
        </p>
      )}
    </div>
  );
}

function NowLine({ airing, now, clock }: { airing: Airing; now: number; clock: Intl.DateTimeFormat }) {
  const { icon: Icon, word } = KIND_LOOKS[airing.kind];
  const share = (now - airing.from) / (airing.until - airing.from);
  return (
    <>
      <p className="wall-now">
        <Icon size={16} aria-label={word} />
        <strong>
          <bdi>{airing.name}</bdi>
        </strong>
        <span className="mono muted">until {clock.format(airing.until)}</span>
      </p>
      <span className="bar" data-tone="busy" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
      </span>
    </>
  );
}

/** What went wrong within the last hour, and the way to it. */
function Faults({ channel }: { channel: Channel }) {
  const until = Math.ceil(useNow() / 60_000) * 60_000;
  const { data } = useAsRun(channel.id, { from: until - HOUR_MS, until });
  if (!data) return null;
  const faults = data.data.reduce((sum, row) => sum + row.faults.length, 0);
  return faults === 0 ? (
    <Chip look={NO_FAULTS} />
  ) : (
    <Link to={`/channels/${channel.id}/as-run?only=faults`} aria-label={`${count(faults, 'fault')} this hour`}>
      <Chip look={FAULTS} number={faults} />
    </Link>
  );
}
