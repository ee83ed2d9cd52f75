import { ChevronDown, ChevronUp, RotateCcw, SkipForward, Tv } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { GuideChannel, Programme } from '../../shared/api/types';
import { timecode } from '../../shared/format';
import { clockTime } from '../lib/channels';
import { nowAndNext } from '../lib/guide';
import { LIVE_WITHIN_S, type LivePosition } from '../lib/live';
import { ChannelMark } from './ChannelMark';
import { Elapsed, episodeOf, Times } from './ProgrammeWords';

interface LiveBarProps {
  channel: GuideChannel;
  position: LivePosition | undefined;
  /** The clock, while there is no picture yet. */
  clock: number;
  /** Stays while nobody moves. */
  pinned: boolean;
  alone: boolean;
  onStartOver: (programme: Programme) => void;
  onLive: () => void;
  onZap: (way: 1 | -1) => void;
}

/** What is on, how far it is, what comes next; and the way to the start of it, to live and to other channels. */
export function LiveBar({ channel, position, clock, pinned, alone, onStartOver, onLive, onZap }: LiveBarProps) {
  const at = position?.at ?? clock;
  const { now, next } = nowAndNext(channel.programmes, at);
  const behind = position && position.behind > LIVE_WITHIN_S ? position.behind : undefined;
  return (
    <section className="live-bar" aria-label="What is on" data-pinned={pinned || undefined} onKeyDown={walk}>
      <div className="live-now">
        <ChannelMark channel={channel} />
        <div className="live-words">
          <p className="live-channel">
            {channel.number !== null && <span>{channel.number}</span>}
            <bdi>{channel.name}</bdi>
            {behind === undefined ? (
              <span className="badge on-air">Live</span>
            ) : (
              <span className="badge">{timecode(behind * 1000, 0)} behind live</span>
            )}
          </p>
          <h2 dir="auto">{now?.title ?? channel.name}</h2>
          {now && (
            <p className="live-times">
              <Times of={now} />
              {episodeOf(now) && <span>{episodeOf(now)}</span>}
            </p>
          )}
          {now && <Elapsed of={now} at={at} />}
          {next && (
            <p className="live-next">
              Next {clockTime(next.start)} <bdi>{next.title}</bdi>
            </p>
          )}
        </div>
      </div>
      <div className="live-actions">
        {now && (
          <button type="button" className="button" onClick={() => onStartOver(now)}>
            <RotateCcw size={18} aria-hidden="true" />
            Start over
          </button>
        )}
        {behind !== undefined && (
          <button type="button" className="button primary" onClick={onLive}>
            <SkipForward size={18} aria-hidden="true" />
            Back to live
          </button>
        )}
        {!alone && (
          <>
            <button type="button" className="button round" aria-label="Next channel" onClick={() => onZap(1)}>
              <ChevronUp size={20} aria-hidden="true" />
            </button>
            <button type="button" className="button round" aria-label="Channel before" onClick={() => onZap(-1)}>
              <ChevronDown size={20} aria-hidden="true" />
            </button>
          </>
        )}
        <Link className="button" to="/guide">
          <Tv size={18} aria-hidden="true" />
          Guide
        </Link>
      </div>
    </section>
  );
}

/** Left and right walk between the buttons; elsewhere they wind. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button, a')];
  const here = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[here + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
