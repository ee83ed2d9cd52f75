import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useKeys } from '../../shared/useKeys';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';

import { useTitleBar } from '../lib/useTitleBar';
import { useAddress } from '../rights/address';
import { Calendar } from '../rights/Calendar';
import { CalendarBar } from '../rights/CalendarBar';
import {
  DAY_MS,
  dayOf,
  type Range,
  rangeOf,
  shifted,
  type Tried,
  ZOOMS,
  type Zoom,
  zoomed,
  zoomOf,
} from '../rights/calendar';
import { Legend } from '../rights/Legend';
import { RightsHead } from '../rights/RightsHead';
import { useMinute } from '../rights/useMinute';
import { WindowPanel } from '../rights/WindowPanel';

/** Titles of one page. */
const TITLES = 40;
const STEPS = Object.keys(ZOOMS) as Zoom[];

/** Who may show what, where and when: every window of a time on a calendar. */
export function RightsCalendar() {
  useTitleBar('Rights calendar');
  const now = useMinute();
  const { params, to, go } = useAddress();
  const [tried, setTried] = useState<Tried>();
  const [dragged, setDragged] = useState<Tried>();
  const range = rangeOf(params.get('from'), params.get('to'), now);
  const given = (name: string) => params.get(name) ?? undefined;
  const filters = { territory: given('territory'), license_type: given('licence'), q: given('q') };
  const query = {
    ...{ ...filters, limit: TITLES, cursor: given('cursor') },
    ...{ from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() },
  };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['desk', query],
    queryFn: ({ signal }) => operator.desk(query, signal),
    placeholderData: keepPreviousData,
  });
  const chosen = given('window');
  const show = (next: Range) => go({ from: dayOf(next.from), to: dayOf(next.to) });
  const close = () => {
    setTried(undefined);
    setDragged(undefined);
    go({ window: undefined }, true);
  };
  useCalendarKeys({ range, now, show, close: chosen ? close : undefined });
  const narrowed = Object.values(filters).some(Boolean);
  return (
    <>
      <RightsHead meta="Who may show what, where and when. Times are UTC." />
      <CalendarBar range={range} now={now} onRange={show} params={params} onFilter={(change) => go(change)} />
      {error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the calendar" />}
      <div className="desk" data-split={chosen ? true : undefined}>
        <div className="desk-main" data-stale={isPlaceholderData || undefined}>
          {data && data.data.length === 0 && (
            <Nothing narrowed={narrowed} clear={to({ territory: undefined, licence: undefined, q: undefined })} />
          )}
          {data && data.data.length > 0 && (
            <>
              <Calendar
                titles={data.data}
                range={range}
                now={now}
                territory={filters.territory}
                chosen={chosen}
                tried={tried}
                onDrag={(edges, done) => {
                  setTried(edges);
                  if (done) setDragged(edges);
                }}
                windowLink={(id) => to({ window: id }, true)}
              />
              <Legend />
              <Pager next={data.next_cursor} words={['First titles', 'More titles']} />
            </>
          )}
        </div>
        {chosen && (
          <WindowPanel
            key={chosen}
            id={chosen}
            onClose={close}
            dragged={dragged}
            onTry={(edges) => {
              setTried(edges);
              if (!edges) setDragged(undefined);
            }}
            windowLink={(id) => to({ window: id }, true)}
          />
        )}
      </div>
    </>
  );
}

/** The arrows move time, plus and minus how much of it is seen, J and K go from window to window. */
function useCalendarKeys({
  range,
  now,
  show,
  close,
}: {
  range: Range;
  now: number;
  show: (range: Range) => void;
  close?: () => void;
}) {
  const zoom = (by: number) => {
    const here = STEPS.indexOf(zoomOf(range) ?? nearest(range));
    show(zoomed(range, STEPS[Math.min(STEPS.length - 1, Math.max(0, here + by))]!, now));
  };
  useKeys({
    arrowleft: () => show(shifted(range, -1)),
    arrowright: () => show(shifted(range, 1)),
    'shift+arrowleft': () => show(shifted(range, -4)),
    'shift+arrowright': () => show(shifted(range, 4)),
    t: () => show(zoomed(rangeOf(null, null, now), zoomOf(range) ?? 'quarter', now)),
    '+': () => zoom(-1),
    '-': () => zoom(1),
    j: () => step(1),
    k: () => step(-1),
    ...(close ? { escape: close } : {}),
  });
}

const nearest = ({ from, to }: Range): Zoom => STEPS.find((zoom) => ZOOMS[zoom] * DAY_MS >= to - from) ?? 'year';

/** Focus the window after, or before, the focused one. */
function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('.sold')];
  const here = all.indexOf(document.activeElement as HTMLElement);
  all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by))]?.focus();
}

const Nothing = ({ narrowed, clear }: { narrowed: boolean; clear: string }) =>
  narrowed ? (
    <Empty
      title="No window is like this"
      action={
        <Button component={Link} to={clear} variant="default">
          Clear the filters
        </Button>
      }
    >
      No title has a window in this time that fits the filters.
    </Empty>
  ) : (
    <Empty
      title="No windows in this time"
      action={
        <Button component={Link} to="/rights/new" leftSection={<Plus size={16} aria-hidden="true" />}>
          New window
        </Button>
      }
    >
      A title without any window is open to everybody. Make a window here, or send a document of avails.
    </Empty>
  );
