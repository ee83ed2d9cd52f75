import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { GuideChannel } from '../../shared/api/types';
import { clockTime } from '../lib/channels';
import {
  type Cell,
  cellAt,
  cellsOf,
  HALF_HOUR_MS,
  halfHours,
  moved,
  type Place,
  type Span,
  START_OVER_MS,
  shownIn,
  watchPath,
} from '../lib/guide';
import { ChannelMark } from './ChannelMark';

interface GuideGridProps {
  channels: readonly GuideChannel[];
  span: Span;
  now: number;
  /** What the arrows or the pointer stand on, to be told of above the grid. */
  onChosen: (chosen: { channel: GuideChannel; cell: Cell }) => void;
}

/** Channels down, time across. The arrows move between programmes and channels, Enter plays. */
export function GuideGrid({ channels, span, now, onChosen }: GuideGridProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => channels.map(({ programmes }) => cellsOf(programmes, span)), [channels, span]);
  const isToday = span.from <= now && now < span.until;
  const anchor = useRef(isToday ? now : span.from);
  const first = rows.findIndex((cells) => cells.length > 0);
  const [place, setPlace] = useState<Place>();
  const home: Place = { row: Math.max(0, first), cell: cellAt(rows[first] ?? [], anchor.current) ?? 0 };
  const current = place && rows[place.row]?.[place.cell] ? place : home;

  // The day begins where the present is, with a little of what has been.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later the grid stays where it was scrolled to
  useEffect(() => {
    const element = scroll.current;
    if (element) element.scrollLeft = isToday ? pixels(element, now - span.from - HALF_HOUR_MS / 2) : 0;
  }, [span.from]);

  const choose = (next: Place, sideways: boolean) => {
    const [channel, cell] = [channels[next.row], rows[next.row]?.[next.cell]];
    if (!channel || !cell) return;
    if (sideways) anchor.current = Math.max(cell.from, isToday && cell.until > now ? Math.min(now, cell.until) : 0);
    setPlace(next);
    onChosen({ channel, cell });
  };
  const onKey = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow') || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moved(rows, current, event.key, anchor.current);
    // Above the first channel the arrows lead out of the grid again.
    if (!next && event.key === 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    if (!next) return;
    choose(next, event.key === 'ArrowLeft' || event.key === 'ArrowRight');
    const element = scroll.current?.querySelector<HTMLElement>(`[data-place="${next.row}:${next.cell}"]`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  const size = { '--span': (span.until - span.from) / HALF_HOUR_MS } as CSSProperties;
  return (
    <div className="guide-scroll" ref={scroll} style={size}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot lay its cells out by time */}
      <div className="guide-grid" role="grid" aria-label="Guide" tabIndex={-1} onKeyDown={onKey}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div className="guide-times" role="row" tabIndex={-1}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <span className="guide-corner" role="columnheader" tabIndex={-1}>
            <span className="visually-hidden">Channel</span>
          </span>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <span className="guide-ticks" role="columnheader" tabIndex={-1} aria-label="Programmes by time">
            {halfHours(span).map((at) => (
              <time key={at} dateTime={new Date(at).toISOString()} style={placed({ from: at, until: at }, span)}>
                {clockTime(at)}
              </time>
            ))}
          </span>
        </div>
        {channels.map((channel, row) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div key={channel.id} className="guide-row" role="row" tabIndex={-1}>
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            <div className="guide-channel" role="rowheader" tabIndex={-1}>
              <Link to={watchPath(channel.slug)} tabIndex={-1}>
                <span className="guide-number">{channel.number ?? ''}</span>
                <ChannelMark channel={channel} />
                <bdi>{channel.name}</bdi>
              </Link>
            </div>
            {rows[row]?.map((cell, index) => (
              <GuideCell
                key={cell.from}
                channel={channel}
                cell={cell}
                span={span}
                now={now}
                id={`${row}:${index}`}
                tabbable={row === current.row && index === current.cell}
                onChoose={() => choose({ row, cell: index }, true)}
              />
            ))}
            {rows[row]?.length === 0 && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <span className="guide-nothing" role="gridcell" tabIndex={-1}>
                Nothing is planned
              </span>
            )}
          </div>
        ))}
        {isToday && (
          <span className="guide-now" aria-hidden="true" style={placed({ from: now, until: now }, span)}>
            <span>{clockTime(now)}</span>
          </span>
        )}
      </div>
    </div>
  );
}

interface GuideCellProps {
  channel: GuideChannel;
  cell: Cell;
  span: Span;
  now: number;
  /** Row and place in it. */
  id: string;
  tabbable: boolean;
  onChoose: () => void;
}

function GuideCell({ channel, cell, span, now, id, tabbable, onChoose }: GuideCellProps) {
  const shown = shownIn(cell, now);
  const more = cell.programmes.length - 1;
  const state = cell.until <= now ? 'past' : cell.from <= now ? 'now' : 'later';
  const again = state === 'past' && cell.from > now - START_OVER_MS;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot lay its cells out by time
    <div className="guide-cell" role="gridcell" tabIndex={-1} data-state={state} style={placed(cell, span)}>
      <Link
        to={watchPath(channel.slug, again ? shown.start : undefined)}
        tabIndex={tabbable ? 0 : -1}
        data-place={id}
        data-first-focus={tabbable || undefined}
        onFocus={onChoose}
        onPointerEnter={onChoose}
        aria-label={`${shown.title}, ${clockTime(cell.from)} to ${clockTime(cell.until)}${more ? `, and ${more} more` : ''}, ${WORDS[state]}`}
      >
        <b dir="auto">{shown.title}</b>
        <small>
          {clockTime(cell.from)}
          {more > 0 && ` · and ${more} more`}
        </small>
      </Link>
    </div>
  );
}

const WORDS = { past: 'over', now: 'on now', later: 'later' };

/** Where a span lies on the row, in half hours from its start. */
const placed = ({ from, until }: Span, span: Span): CSSProperties => {
  const begin = Math.max(from, span.from);
  return {
    '--at': (begin - span.from) / HALF_HOUR_MS,
    '--long': (Math.min(until, span.until) - begin) / HALF_HOUR_MS,
  } as CSSProperties;
};

/** Pixels that a length of time takes across. */
function pixels(element: HTMLElement, ms: number): number {
  const row = element.querySelector('.guide-ticks');
  const halfHour = row ? row.clientWidth / Number(getComputedStyle(element).getPropertyValue('--span')) : 0;
  return (ms / HALF_HOUR_MS) * halfHour;
}
