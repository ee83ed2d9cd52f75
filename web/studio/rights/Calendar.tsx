import { TriangleAlert } from 'lucide-react';
import { type CSSProperties, type PointerEvent, useRef } from 'react';
import { Link } from 'react-router';
import type { DeskTitle, RightsConflict, RightsWindow } from '../../shared/api/types';
import { count } from '../../shared/format';
import { dayAt, isForward, type Lane, lanesOf, type Range, type Span, spanOf, type Tried, ticksOf } from './calendar';
import { CONFLICT_WORDS, WINDOW_LOOKS, windowHue, windowIcon, windowName } from './looks';
import { placesInFull, placesInShort, timeWords } from './words';

interface CalendarProps {
  titles: DeskTitle[];
  range: Range;
  now: number;
  territory?: string;
  /** Of the window that is looked at. */
  chosen?: string;
  /** Edges of it that are tried. */
  tried?: Tried;
  /** An edge of it is dragged; `done` when it is let go. */
  onDrag: (tried: Tried, done: boolean) => void;
  /** Where a click on a window leads. */
  windowLink: (id: string) => string;
}

const share = (value: number): string => `${(value * 100).toFixed(3)}%`;

/** Titles down, time across, places as lanes within a title. */
export function Calendar(props: CalendarProps) {
  const { titles, range, now } = props;
  const place = (at: number) => (at - range.from) / (range.to - range.from);
  const ticks = ticksOf(range, navigator.language || 'en');
  const here = place(now);
  return (
    <section className="cal panel" aria-label="Calendar">
      <div className="cal-axis" aria-hidden="true">
        <b className="cal-when">{daysWords(range)}</b>
        <div className="cal-scale">
          {ticks.map(({ at, label, major }) => (
            <span key={at} style={{ insetInlineStart: share(place(at)) }} data-major={major || undefined}>
              {place(at) < 0.96 && label}
            </span>
          ))}
          {here >= 0 && here < 1 && (
            <b className="cal-today" style={{ insetInlineStart: share(here) }} data-late={here > 0.9 || undefined}>
              Today
            </b>
          )}
        </div>
      </div>
      <div className="cal-lines" aria-hidden="true">
        {ticks.map(({ at, major }) => (
          <i key={at} style={{ insetInlineStart: share(place(at)) }} data-major={major || undefined} />
        ))}
        {here >= 0 && here < 1 && <i className="cal-now" style={{ insetInlineStart: share(here) }} />}
      </div>
      <ol className="cal-titles">
        {titles.map((title) => (
          <TitleRow key={title.title_id ?? title.external_id} title={title} {...props} />
        ))}
      </ol>
    </section>
  );
}

const daysWords = ({ from, to }: Range): string =>
  new Intl.DateTimeFormat(navigator.language || 'en', {
    ...{ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' },
  }).formatRange(from, to - 1);

function TitleRow({ title, ...props }: { title: DeskTitle } & CalendarProps) {
  const lanes = lanesOf(title.windows, props.territory);
  const grave = title.conflicts.filter(({ kind }) => kind !== 'gap').length;
  return (
    <li className="cal-title">
      <div className="cal-name">
        {title.title_id ? (
          <Link to={`/library/${title.title_id}`}>
            <bdi>{title.name}</bdi>
          </Link>
        ) : (
          <span>Not in the library yet</span>
        )}
        <small className="mono">{title.external_id}</small>
        {grave > 0 && title.title_id && (
          <Link className="cal-grave" to={`/rights/conflicts?title=${title.title_id}`}>
            <TriangleAlert size={12} aria-hidden="true" />
            {count(grave, 'conflict')}
          </Link>
        )}
        {title.title_id && !title.published && <small>Not published</small>}
      </div>
      <ul className="cal-lanes">
        {lanes.map((lane) => (
          <LaneRow key={lane.territories.join()} lane={lane} beside={lanes.length > 1} title={title} {...props} />
        ))}
      </ul>
    </li>
  );
}

function LaneRow({
  lane: { territories, rows },
  beside,
  title,
  ...props
}: { lane: Lane<RightsWindow>; beside: boolean; title: DeskTitle } & CalendarProps) {
  const here = new Set(rows.flat().map(({ id }) => id));
  const found = title.conflicts.filter(({ windows }) => windows.every((id) => here.has(id)));
  const clashes = found.filter(({ kind }) => kind !== 'gap');
  const gaps = found.filter(({ kind }) => kind === 'gap');
  return (
    <li className="cal-lane">
      <span className="cal-place" title={placesInFull(territories)}>
        {placesInShort(territories, beside)}
      </span>
      <div className="cal-rows">
        {rows.map((row) => (
          <div className="cal-row" key={row[0]?.id}>
            {row.map((window) => (
              <Sold
                key={window.id}
                window={window}
                title={title}
                clashes={clashes.filter(({ windows }) => windows.includes(window.id))}
                {...props}
              />
            ))}
            {gaps
              .filter(({ windows }) => row.some(({ id }) => id === windows[0]))
              .map((gap) => (
                <Gap key={gap.windows.join()} gap={gap} range={props.range} />
              ))}
          </div>
        ))}
      </div>
    </li>
  );
}

/** One window as a bar: colour, word and icon of its licence, hatched where it conflicts, ragged where an edge is not there. */
function Sold({
  window,
  title,
  clashes,
  range,
  chosen,
  tried,
  onDrag,
  windowLink,
}: { window: RightsWindow; title: DeskTitle; clashes: RightsConflict[] } & CalendarProps) {
  const span = spanOf(range, window);
  if (!span) return null;
  const Icon = windowIcon(window);
  const isChosen = window.id === chosen;
  const ghost = isChosen && tried ? spanOf(range, tried) : undefined;
  const words = [
    ...[windowName(window), `in ${placesInFull(window.territories)}`, timeWords(window)],
    ...[WINDOW_LOOKS[window.state].word.toLowerCase(), ...clashes.map(({ kind }) => CONFLICT_WORDS[kind])],
  ];
  return (
    <>
      <Link
        className="sold"
        to={windowLink(window.id)}
        preventScrollReset
        data-hue={windowHue(window)}
        data-state={window.state}
        data-window={window.id}
        data-open-start={span.openStart || !window.starts_at || undefined}
        data-open-end={span.openEnd || !window.ends_at || undefined}
        data-waits={window.unresolved.join(' ') || undefined}
        aria-current={isChosen ? 'true' : undefined}
        aria-label={`${title.name ?? title.external_id}: ${words.join(', ')}`}
        title={words.join(' · ')}
        style={{ insetInlineStart: share(span.left), inlineSize: share(span.width) }}
      >
        {clashes.map((conflict) => (
          <Hatch key={`${conflict.kind}${conflict.windows.join()}`} conflict={conflict} window={window} range={range} />
        ))}
        <Icon size={13} aria-hidden="true" />
        <span>{windowName(window)}</span>
        {window.exclusive && <small className="sold-more">exclusive</small>}
        {window.state === 'waiting' && (
          <small className="sold-more">{window.unresolved.length > 0 ? 'waits for its event' : 'to be approved'}</small>
        )}
      </Link>
      {isChosen && window.state !== 'withdrawn' && (
        <Handles span={span} range={range} edges={tried ?? window} onDrag={onDrag} />
      )}
      {ghost && (
        <span className="sold-tried" style={{ insetInlineStart: share(ghost.left), inlineSize: share(ghost.width) }} />
      )}
    </>
  );
}

/** The edges of the chosen window, to be dragged by days. By keyboard they are changed in the panel. */
function Handles({
  span,
  range,
  edges: { starts_at, ends_at },
  onDrag,
}: {
  span: Span;
  range: Range;
  edges: Tried;
  onDrag: CalendarProps['onDrag'];
}) {
  const last = useRef<Tried>(undefined);
  const drag = (edge: 'starts_at' | 'ends_at') => ({
    onPointerDown: (event: PointerEvent) => event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove: (event: PointerEvent) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const track = event.currentTarget.parentElement!.getBoundingClientRect();
      const at = dayAt(range, (event.clientX - track.left) / track.width);
      last.current = { starts_at, ends_at, [edge]: new Date(at).toISOString() };
      if (isForward(last.current)) onDrag(last.current, false);
    },
    onPointerUp: () => {
      if (last.current && isForward(last.current)) onDrag(last.current, true);
      last.current = undefined;
    },
  });
  return (
    <>
      {!span.openStart && starts_at && (
        <i className="sold-handle" style={{ insetInlineStart: share(span.left) }} {...drag('starts_at')} />
      )}
      {!span.openEnd && ends_at && (
        <i className="sold-handle" style={{ insetInlineStart: share(span.left + span.width) }} {...drag('ends_at')} />
      )}
    </>
  );
}

/** The part of a window that contradicts another one. */
function Hatch({ conflict, window, range }: { conflict: RightsConflict; window: RightsWindow; range: Range }) {
  const whole = spanOf(range, window);
  const part = spanOf(range, { starts_at: conflict.from, ends_at: conflict.to });
  if (!whole || !part) return null;
  const style: CSSProperties = {
    insetInlineStart: share((part.left - whole.left) / whole.width),
    inlineSize: share(part.width / whole.width),
  };
  return <i className="sold-hatch" style={style} />;
}

function Gap({ gap, range }: { gap: RightsConflict; range: Range }) {
  const span = spanOf(range, { starts_at: gap.from, ends_at: gap.to });
  if (!span) return null;
  return (
    <span
      className="sold-gap"
      title={CONFLICT_WORDS.gap}
      style={{ insetInlineStart: share(span.left), inlineSize: share(span.width) }}
    >
      Gap
    </span>
  );
}
