import { Button } from '@mantine/core';
import { CalendarClock, RadioTower } from 'lucide-react';
import { useState } from 'react';
import type { Channel } from '../../shared/api/types';
import { CLOCK, DAY, EXACT, zoned } from './channels';
import { LivePreview } from './LivePreview';
import { KIND_LOOKS } from './looks';
import type { Airing } from './week';

/** So long what aired can be seen again, milliseconds: docs/channels-live.md. */
const SEEN_AGAIN_MS = 12 * 3_600_000;

interface CursorPlayerProps {
  channel: Channel;
  variant: string;
  cursor: number | undefined;
  airing: Airing | undefined;
  now: number;
  onLive: () => void;
}

/** What is, was or will be on air at the cursor: the picture of it, as far as it has aired. */
export function CursorPlayer({ channel, variant, cursor, airing, now, onLive }: CursorPlayerProps) {
  // The future becomes the past while somebody looks: the picture of an instant is not opened anew for that.
  const [openedAt] = useState(now);
  const day = zoned(channel.time_zone, DAY);
  const exact = zoned(channel.time_zone, EXACT);
  const ahead = cursor !== undefined && cursor > now;
  const past = cursor !== undefined && !ahead && cursor > openedAt - SEEN_AGAIN_MS;
  return (
    <section className="cursor-player" aria-label="Picture at the cursor">
      {channel.state === 'off' ? (
        <Words>Nothing plays while the channel is off.</Words>
      ) : ahead ? (
        <Words>
          <CalendarClock size={20} aria-hidden="true" />
          {airing ? (
            <span>
              {KIND_LOOKS[airing.kind].word} <bdi>{airing.name}</bdi> airs {day.format(airing.from)} at{' '}
              {zoned(channel.time_zone, CLOCK).format(airing.from)}. There is a picture of it from then on.
            </span>
          ) : (
            'Nothing is planned there.'
          )}
        </Words>
      ) : cursor !== undefined && !past ? (
        <Words>
          What aired more than twelve hours ago is not kept as a stream. The tab “As run” tells what it was.
        </Words>
      ) : (
        <LivePreview
          channel={channel}
          variant={variant}
          start={past ? cursor : undefined}
          label={past ? 'As it was on air' : 'On air now'}
        />
      )}
      <p className="cursor-words">
        <span className="mono">
          {cursor === undefined ? 'On air now' : `${day.format(cursor)}, ${exact.format(cursor)}`}
        </span>
        {cursor !== undefined && channel.state !== 'off' && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<RadioTower size={12} aria-hidden="true" />}
            onClick={onLive}
          >
            On air now
          </Button>
        )}
      </p>
    </section>
  );
}

const Words = ({ children }: { children: React.ReactNode }) => (
  <div className="live-preview">
    <p className="live-preview-words">{children}</p>
  </div>
);
