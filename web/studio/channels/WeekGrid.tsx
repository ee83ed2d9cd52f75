import { CircleSlash, Lock, TriangleAlert } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { AirRefusal } from '../../shared/api/types';
import { count, runtime } from '../../shared/format';
import { CLOCK, DAY, EXACT, zoned } from './channels';
import { KIND_LOOKS } from './looks';
import { type Airing, type Day, type Gap, HOUR_MS, hoursOf, LEAST_PX, movedIn, type Strip, stripsOf } from './week';

interface WeekGridProps {
  days: readonly Day[];
  airings: readonly Airing[];
  refusals: readonly AirRefusal[];
  /** Where nothing airs. */
  gaps: readonly Gap[];
  sealedUntil: number | undefined;
  zone: string;
  now: number;
  /** Pixels that an hour is high. */
  hour: number;
  /** The instant that is looked at. */
  cursor: number | undefined;
  chosen: string | undefined;
  onChoose: (strip: Strip, at: number) => void;
  /** A title is dragged onto another airing. */
  onReplace: (target: Airing, titleId: string) => void;
}

/** Days side by side, hours down: what airs when, what was refused and why, and what is sealed. */
export function WeekGrid(props: WeekGridProps) {
  const { days, airings, hour, now, cursor, zone } = props;
  const scroll = useRef<HTMLElement>(null);
  const columns = useMemo(
    () => days.map((day) => stripsOf(airings, day, (LEAST_PX / hour) * HOUR_MS)),
    [days, airings, hour],
  );
  const drag = useDrag(columns, props.onReplace);
  const tabbed = tabbedOf(columns, props.chosen, now);
  const shown = days[0]?.name;

  // The grid opens at the cursor, else at the present.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later it stays where it was scrolled to
  useEffect(() => {
    const day = days.find(({ from, until }) => from <= (cursor ?? now) && (cursor ?? now) < until) ?? days[0];
    if (!day || !scroll.current) return;
    const at = Math.max(day.from, Math.min(cursor ?? now, day.until));
    scroll.current.scrollTop = ((at - day.from) / HOUR_MS) * hour - scroll.current.clientHeight / 3;
  }, [shown, hour, airings.length > 0]);

  const onKey = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (!place || !event.key.startsWith('Arrow')) return;
    const next = movedIn(columns, place, event.key, days);
    event.preventDefault();
    event.stopPropagation();
    if (!next) return;
    const found = scroll.current?.querySelector<HTMLElement>(`[data-place="${next.column}:${next.strip}"]`);
    found?.focus();
  };
  const style = { '--hour': `${hour}px`, '--days': days.length } as CSSProperties;
  return (
    <section
      className="week"
      aria-label="What airs when"
      ref={scroll}
      style={style}
      onKeyDown={onKey}
      {...drag.handlers}
      data-dragging={drag.dragged ? true : undefined}
    >
      <div className="week-heads">
        <span className="week-corner">{zoneWord(zone, days[0]?.from ?? now)}</span>
        {days.map((day) => (
          <DayHead key={day.name} day={day} zone={zone} now={now} />
        ))}
      </div>
      <div className="week-body">
        <Hours day={days.find((day) => hoursOf(day).length === 24) ?? days[0]} zone={zone} />
        {days.map((day, column) => (
          <Column
            {...props}
            key={day.name}
            day={day}
            strips={columns[column] ?? []}
            column={column}
            tabbed={tabbed.column === column ? tabbed.strip : undefined}
            target={drag.target}
          />
        ))}
      </div>
      {drag.dragged && (
        <span className="week-dragged" style={drag.dragged.style}>
          {drag.dragged.airing.name}
        </span>
      )}
    </section>
  );
}

/** The zone as its clocks are called then. */
const zoneWord = (zone: string, at: number): string =>
  zoned(zone, { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;

function placeOf(target: EventTarget): { column: number; strip: number } | undefined {
  const place = (target as HTMLElement).closest<HTMLElement>('[data-place]')?.dataset.place;
  if (!place) return undefined;
  const [column = 0, strip = 0] = place.split(':').map(Number);
  return { column, strip };
}

/** Tab leads to what is chosen, else to what is on, else to the first. */
function tabbedOf(columns: readonly Strip[][], chosen: string | undefined, now: number) {
  for (const wanted of [
    (strip: Strip) => strip.airings.some(({ id }) => id === chosen),
    ({ from, until }: Strip) => from <= now && now < until,
    () => true,
  ]) {
    for (const [column, strips] of columns.entries()) {
      const strip = strips.findIndex(wanted);
      if (strip !== -1) return { column, strip };
    }
  }
  return { column: 0, strip: 0 };
}

function DayHead({ day, zone, now }: { day: Day; zone: string; now: number }) {
  const hours = Math.round((day.until - day.from) / HOUR_MS);
  return (
    <h3 data-today={(day.from <= now && now < day.until) || undefined}>
      {zoned(zone, DAY).format(day.from)}
      {hours !== 24 && <small>{hours} h: the clocks change</small>}
    </h3>
  );
}

const Hours = ({ day, zone }: { day: Day | undefined; zone: string }) => (
  <div className="week-hours" aria-hidden="true">
    {day && hoursOf(day).map((at) => <span key={at}>{zoned(zone, CLOCK).format(at)}</span>)}
  </div>
);

interface ColumnProps extends WeekGridProps {
  day: Day;
  strips: readonly Strip[];
  column: number;
  tabbed: number | undefined;
  target: string | undefined;
}

function Column({ day, strips, column, zone, hour, now, cursor, sealedUntil, refusals, gaps, ...props }: ColumnProps) {
  const own = (day.until - day.from) / HOUR_MS !== 24;
  const top = (at: number) => ({ insetBlockStart: `${((at - day.from) / HOUR_MS) * hour}px` });
  const within = (at: number | undefined): at is number => at !== undefined && day.from <= at && at < day.until;
  const sealed = sealedUntil === undefined ? day.from : Math.min(Math.max(sealedUntil, day.from), day.until);
  const clock = zoned(zone, CLOCK);
  return (
    <div className="week-day" style={{ blockSize: `${((day.until - day.from) / HOUR_MS) * hour}px` }}>
      {own &&
        hoursOf(day).map((at) => (
          <span key={at} className="week-own-hour" style={top(at)} aria-hidden="true">
            {clock.format(at)}
          </span>
        ))}
      {strips.map((strip, index) => (
        <StripButton
          key={`${strip.from}:${strip.airings[0].id}`}
          strip={strip}
          day={day}
          zone={zone}
          hour={hour}
          place={`${column}:${index}`}
          tabbable={props.tabbed === index}
          chosen={props.chosen}
          target={props.target}
          onChoose={props.onChoose}
        />
      ))}
      {gaps
        .map(({ from, until }) => ({ from: Math.max(from, day.from), until: Math.min(until, day.until) }))
        .filter(({ from, until }) => until > from)
        .map(({ from, until }) => (
          <span
            key={from}
            className="week-gap"
            style={{ ...top(from), blockSize: `${((until - from) / HOUR_MS) * hour}px` }}
            title={`Nothing to air from ${clock.format(from)} to ${clock.format(until)}: give it filler or a slate`}
          >
            <CircleSlash size={12} aria-hidden="true" /> Nothing to air
          </span>
        ))}
      {refusals
        .filter(({ at }) => within(Date.parse(at)))
        .map((refusal) => (
          <Refused
            key={refusal.at + refusal.title_id}
            refusal={refusal}
            clock={clock}
            style={top(Date.parse(refusal.at))}
          />
        ))}
      {sealed > day.from && (
        <span className="week-sealed" style={{ blockSize: top(sealed).insetBlockStart }}>
          {within(sealedUntil) && (
            <small>
              <Lock size={11} aria-hidden="true" /> Sealed until {clock.format(sealedUntil)}
            </small>
          )}
        </span>
      )}
      {within(cursor) && <span className="week-cursor" style={top(cursor)} aria-hidden="true" />}
      {within(now) && <span className="week-now" style={top(now)} aria-hidden="true" />}
    </div>
  );
}

function Refused({ refusal, clock, style }: { refusal: AirRefusal; clock: Intl.DateTimeFormat; style: CSSProperties }) {
  const name = refusal.name ?? refusal.title_id;
  return (
    <button type="button" className="refused" style={style}>
      <TriangleAlert size={12} aria-hidden="true" />
      <span className="refused-name">{name}</span>
      <span className="refused-words" role="tooltip">
        <b>
          {clock.format(new Date(refusal.at))} {name} may not air
        </b>
        <span>{refusal.reason}</span>
        <code>{refusal.code}</code>
      </span>
    </button>
  );
}

interface StripButtonProps {
  strip: Strip;
  day: Day;
  zone: string;
  hour: number;
  place: string;
  tabbable: boolean;
  chosen: string | undefined;
  target: string | undefined;
  onChoose: (strip: Strip, at: number) => void;
}

function StripButton({ strip, day, zone, hour, place, tabbable, chosen, target, onChoose }: StripButtonProps) {
  const { from, until, airings } = strip;
  const [first] = airings;
  const single = airings.length === 1;
  const height = ((until - from) / HOUR_MS) * hour;
  const { icon: Icon, word } = KIND_LOOKS[first.kind];
  const clock = zoned(zone, until - from < 120_000 ? EXACT : CLOCK);
  const about = single ? `${word}: ${first.name}` : `${first.name} and ${airings.length - 1} more`;
  const choose = (event: { clientY: number; detail: number; currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    // Pressed by keyboard there is no place of a pointer.
    const share = event.detail === 0 ? 0 : (event.clientY - box.top) / box.height;
    onChoose(strip, Math.round(from + Math.min(0.999, Math.max(0, share)) * (until - from)));
  };
  return (
    <button
      type="button"
      className="strip"
      data-kind={first.kind}
      data-place={place}
      data-airing={single ? first.id : undefined}
      data-several={!single || undefined}
      data-target={(single && target === first.id) || undefined}
      aria-pressed={airings.some(({ id }) => id === chosen)}
      tabIndex={tabbable ? 0 : -1}
      style={{
        insetBlockStart: `${((from - day.from) / HOUR_MS) * hour}px`,
        blockSize: `${Math.max(3, height - 2)}px`,
      }}
      aria-label={`${clock.format(from)} to ${clock.format(until)}, ${about}${first.sealed ? ', sealed' : ''}${breakWords(airings)}`}
      onClick={choose}
    >
      {height >= LEAST_PX && (
        <span className="strip-words">
          <Icon size={12} aria-hidden="true" />
          <span className="strip-name">{single ? first.name : about}</span>
          {height >= 34 && (
            <small>
              {clock.format(from)} · {runtime(until - from)}
            </small>
          )}
        </span>
      )}
      {airings
        .flatMap(({ breaks }) => breaks)
        .map((each) => (
          <span
            key={each.id}
            className="strip-break"
            title="Break"
            style={{
              insetBlockStart: `${((each.from - from) / (until - from)) * 100}%`,
              blockSize: `${((each.until - each.from) / (until - from)) * 100}%`,
            }}
          />
        ))}
    </button>
  );
}

const breakWords = (airings: readonly Airing[]): string => {
  const breaks = airings.reduce((sum, each) => sum + each.breaks.length, 0);
  return breaks === 0 ? '' : `, with ${count(breaks, 'break')}`;
};

/** A pointer moves so far before it drags, pixels. */
const DRAG_PX = 6;

interface Dragged {
  airing: Airing;
  style: CSSProperties;
}

/** One airing is dragged onto another: its title takes the other's place. */
function useDrag(columns: readonly (readonly Strip[])[], onReplace: (target: Airing, titleId: string) => void) {
  const begun = useRef<{ airing: Airing; x: number; y: number }>(undefined);
  const [dragged, setDragged] = useState<Dragged>();
  const [target, setTarget] = useState<string>();
  const find = (id: string | undefined): Airing | undefined =>
    id === undefined ? undefined : columns.flat().find(({ airings: [first] }) => first.id === id)?.airings[0];
  const over = (event: PointerEvent): Airing | undefined =>
    find(
      document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-airing]')?.dataset.airing,
    );
  const end = () => {
    begun.current = undefined;
    setDragged(undefined);
    setTarget(undefined);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      const airing = event.button === 0 && event.pointerType === 'mouse' ? over(event) : undefined;
      if (airing) begun.current = { airing, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const { airing, x, y } = begun.current ?? {};
      if (!airing || x === undefined || y === undefined) return;
      if (!dragged && Math.hypot(event.clientX - x, event.clientY - y) < DRAG_PX) return;
      setDragged({ airing, style: { insetInlineStart: event.clientX + 12, insetBlockStart: event.clientY + 8 } });
      const onto = over(event);
      setTarget(onto && onto.id !== airing.id && onto.titleId !== airing.titleId ? onto.id : undefined);
    },
    onPointerUp: () => {
      const onto = find(target);
      if (dragged && onto) onReplace(onto, dragged.airing.titleId);
      end();
    },
    onPointerLeave: end,
    onClickCapture: (event: { stopPropagation(): void }) => {
      if (dragged) event.stopPropagation();
    },
  };
  return { handlers, dragged, target };
}
