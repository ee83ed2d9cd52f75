import { Play, RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { GuideChannel } from '../../shared/api/types';
import { count } from '../../shared/format';
import { Artwork } from '../components/Artwork';
import { GuideGrid } from '../components/GuideGrid';
import { GuideList } from '../components/GuideList';
import { Notice, ProblemNotice } from '../components/Notice';
import { Elapsed, episodeOf, Times } from '../components/ProgrammeWords';
import { clockTime, useClock, useGuide, zoneName } from '../lib/channels';
import {
  type Cell,
  cellAt,
  cellsOf,
  dayName,
  guideSpan,
  type Span,
  START_OVER_MS,
  shownIn,
  watchPath,
} from '../lib/guide';
import { genreName } from '../lib/words';

/** Days that the guide knows ahead. */
const DAYS = 14;

/** What is on when, on every channel. `?day=2026-11-24` looks at another day. */
export function Guide() {
  const [params] = useSearchParams();
  const now = useClock();
  const narrow = useNarrow();
  const day = params.get('day');
  // The span of today moves on with the half hours only, so that the grid stands still.
  const { from, until } = guideSpan(day, now);
  const span = useMemo(() => ({ from, until }), [from, until]);
  const { data, error, refetch, isPlaceholderData } = useGuide(span);
  useEffect(() => {
    document.title = 'Guide · Headend';
  }, []);

  if (error && !data) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (data?.channels.length === 0) return <NoChannels onRetry={() => refetch()} />;
  return (
    <div className="guide" data-stale={isPlaceholderData || undefined}>
      <header className="guide-head">
        <h1>Guide</h1>
        <p>
          Your time{' '}
          <span className="muted">
            {clockTime(now)} {zoneName(now)}
          </span>
        </p>
        <Days chosen={day ?? dayName(now)} now={now} />
      </header>
      {!data && <GuideGhost />}
      {data && narrow && <GuideList channels={data.channels} at={atOf(span, now)} live={isWithin(span, now)} />}
      {data && !narrow && <Wide channels={data.channels} span={span} now={now} />}
    </div>
  );
}

/** The grid, with what is chosen in it above. */
function Wide({ channels, span, now }: { channels: GuideChannel[]; span: Span; now: number }) {
  const [chosen, setChosen] = useState<{ channel: GuideChannel; cell: Cell }>();
  const shown = (chosen && isWithin(span, chosen.cell.from) ? chosen : undefined) ?? firstOf(channels, span, now);
  return (
    <>
      {shown && <Billboard {...shown} now={now} />}
      <GuideGrid channels={channels} span={span} now={now} onChosen={setChosen} />
    </>
  );
}

const isWithin = ({ from, until }: Span, at: number): boolean => from <= at && at < until;
const atOf = (span: Span, now: number): number => (isWithin(span, now) ? now : span.from);

function firstOf(channels: GuideChannel[], span: Span, now: number): { channel: GuideChannel; cell: Cell } | undefined {
  for (const channel of channels) {
    const cells = cellsOf(channel.programmes, span);
    const cell = cells[cellAt(cells, atOf(span, now)) ?? 0];
    if (cell) return { channel, cell };
  }
  return undefined;
}

/** All there is to say of a programme. */
function Billboard({ channel, cell, now }: { channel: GuideChannel; cell: Cell; now: number }) {
  const programme = shownIn(cell, now);
  const isOver = cell.until <= now;
  const again = isOver && cell.from > now - START_OVER_MS;
  const isOn = cell.from <= now && !isOver;
  const facts = [episodeOf(programme), ...programme.genres.slice(0, 2).map(genreName)].filter(Boolean);
  return (
    <section className="billboard" aria-label="The programme that is chosen">
      <span className="billboard-art">
        <Artwork key={programme.poster ?? programme.title} name={programme.title} src={programme.poster} />
      </span>
      <div className="billboard-words">
        <p className="eyebrow">
          {channel.number !== null && `${channel.number} · `}
          <bdi>{channel.name}</bdi>
          {isOn && <span className="badge on-air">On now</span>}
        </p>
        <h2 dir="auto">{programme.title}</h2>
        <p className="facts">
          <Times of={programme} />
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {cell.programmes.length > 1 && <span>{count(cell.programmes.length, 'programme')} here</span>}
        </p>
        {isOn && <Elapsed of={programme} at={now} />}
        <p className="billboard-text" dir="auto">
          {programme.description}
        </p>
      </div>
      <div className="billboard-actions">
        <Link className="button primary" to={watchPath(channel.slug, again ? programme.start : undefined)}>
          <Play size={20} fill="currentColor" aria-hidden="true" />
          {again ? 'Watch again' : isOn ? 'Watch' : 'Watch the channel'}
        </Link>
        {isOn && (
          <Link className="button" to={watchPath(channel.slug, programme.start)}>
            <RotateCcw size={18} aria-hidden="true" />
            Start over
          </Link>
        )}
      </div>
    </section>
  );
}

/** The days of the guide, as links. */
const Days = ({ chosen, now }: { chosen: string; now: number }) => (
  <nav className="guide-days" aria-label="Days">
    {Array.from({ length: DAYS }, (_, index) => {
      const date = new Date(now);
      date.setDate(date.getDate() + index);
      const name = dayName(date.getTime());
      return (
        <Link
          key={name}
          className="genre"
          to={index === 0 ? '/guide' : `/guide?day=${name}`}
          replace
          aria-current={name === chosen ? 'true' : undefined}
        >
          {index === 0 ? 'Today' : index === 1 ? 'Tomorrow' : DAY.format(date)}
        </Link>
      );
    })}
  </nav>
);
const DAY = new Intl.DateTimeFormat(navigator.language, { weekday: 'short', day: 'numeric', month: 'short' });

const NoChannels = ({ onRetry }: { onRetry: () => void }) => (
  <Notice
    title="No channel is on air"
    action={
      <button type="button" className="button primary" onClick={onRetry} data-first-focus>
        <RotateCcw size={18} aria-hidden="true" />
        Look again
      </button>
    }
  >
    Channels appear here as soon as the first one is on air. Until then everything else is to be found on the{' '}
    <Link to="/">first page</Link>.
  </Notice>
);

const GuideGhost = () => (
  <>
    <p className="visually-hidden" role="status">
      Loading the guide
    </p>
    <div className="guide-ghost" aria-hidden="true">
      <span className="ghost" />
      {[...Array(6).keys()].map((index) => (
        <span key={index} className="ghost" />
      ))}
    </div>
  </>
);

const NARROW = '(max-width: 700px)';

/** A phone has no room for a grid. */
function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const onChange = () => setNarrow(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  return narrow;
}
