import { Button, NumberInput, TextInput } from '@mantine/core';
import { Lock, Replace as ReplaceIcon, TicketSlash } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Channel } from '../../shared/api/types';
import { elapsed } from '../../shared/format';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { TitlePick } from '../rights/TitlePick';
import { CLOCK, DAY, EXACT, useChannelAction, zoned } from './channels';
import { Effects } from './Effects';
import { KIND_LOOKS } from './looks';
import type { Airing } from './week';

interface AiringPanelProps {
  channel: Channel;
  airing: Airing;
  /** The instant that is looked at. */
  cursor: number;
  sealedUntil: number | undefined;
  onReplace: (airing: Airing, titleId: string) => void;
}

/** One airing: what it is, and what can still be done about it. */
export function AiringPanel({ channel, airing, cursor, sealedUntil, onReplace }: AiringPanelProps) {
  const [title, setTitle] = useState('');
  const { icon: Icon, word } = KIND_LOOKS[airing.kind];
  const clock = zoned(channel.time_zone, EXACT);
  const open = sealedUntil === undefined || airing.until > sealedUntil;
  return (
    <section className="airing" aria-label="The airing that is chosen">
      <h2 dir="auto">
        <Link to={`/library/${airing.titleId}`}>{airing.name}</Link>
      </h2>
      <p className="muted airing-facts">
        <span>
          <Icon size={14} aria-hidden="true" /> {word}
        </span>
        <span>{zoned(channel.time_zone, DAY).format(airing.from)}</span>
        <span className="mono">
          {clock.format(airing.from)} to {clock.format(airing.until)}
        </span>
      </p>
      {airing.breaks.length > 0 && (
        <ul className="airing-breaks" aria-label="Breaks">
          {airing.breaks.map(({ id, from, until }) => (
            <li key={id}>
              <span className="mono">{clock.format(from)}</span> break of {elapsed(until - from)}
            </li>
          ))}
        </ul>
      )}
      {airing.sealed && (
        <p className="airing-sealed">
          <Lock size={14} aria-hidden="true" /> Sealed: only a break-in changes what airs here.
        </p>
      )}
      <form
        className="airing-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (title) onReplace(airing, title);
        }}
      >
        <TitlePick label="Air another title instead" value={title} onChange={setTitle} />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={!title}
          leftSection={<ReplaceIcon size={14} aria-hidden="true" />}
        >
          Replace
        </Button>
      </form>
      {open && <BreakForm key={airing.id} channel={channel} airing={airing} cursor={cursor} />}
    </section>
  );
}

/** Where in an airing a break goes when nothing is said: at the cursor. */
function BreakForm({ channel, airing, cursor }: { channel: Channel; airing: Airing; cursor: number }) {
  const [typed, setTyped] = useState<string>();
  const [seconds, setSeconds] = useState<number | ''>(90);
  const usual = Math.min(Math.max(cursor, airing.from), airing.until - 1000);
  // Whole minutes, but for what is hardly longer than one.
  const whole = Math.max(1, Math.round((usual - airing.from) / 60_000));
  const minute = whole * 60_000 < airing.until - airing.from ? whole : (airing.until - airing.from) / 120_000;
  const minutes = typed ?? String(Math.round(minute * 100) / 100);
  const at = airing.from + Number(minutes) * 60_000;
  const fits = minutes.trim() !== '' && at > airing.from && at < airing.until;
  const action = useChannelAction(() =>
    operator.insertBreak(channel.id, { at: new Date(at).toISOString(), seconds: Number(seconds) }),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    action.mutate(undefined);
  };
  return (
    <form className="airing-form break-form" onSubmit={send}>
      <TextInput
        size="xs"
        label="Insert a break after"
        rightSection={<span className="muted small">min</span>}
        inputMode="decimal"
        value={minutes}
        error={!fits && 'Not within this airing'}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <NumberInput
        size="xs"
        label="of"
        suffix=" s"
        min={5}
        max={1800}
        allowDecimal={false}
        value={seconds}
        onChange={(value) => setSeconds(value === '' ? '' : Number(value))}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={action.isPending}
        disabled={!fits || seconds === ''}
        leftSection={<TicketSlash size={14} aria-hidden="true" />}
      >
        {fits ? `At ${zoned(channel.time_zone, CLOCK).format(at)}` : 'Insert'}
      </Button>
      {action.error ? <ProblemPanel error={action.error} /> : null}
      {action.data && <Effects effects={action.data.effects} zone={channel.time_zone} />}
    </form>
  );
}
