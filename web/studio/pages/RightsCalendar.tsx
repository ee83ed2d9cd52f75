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
  const range = rangeOf(params.get('from'), params.get('to'), now);
  const chosen = params.get('window') ?? undefined;
  const trial = useTrial(chosen);
  const show = (next: Range) => go({ from: dayOf(next.from), to: dayOf(next.to) });
  const close = () => go({ window: undefined }, { push: true, keepPage: true });
  useCalendarKeys({ range, now, show, close: chosen ? close : undefined });
  const windowLink = (id: string) => to({ window: id }, true);
  return (
    <>
      <RightsHead meta="Who may show what, where and when. Times are UTC." />
      <CalendarBar range={range} now={now} onRange={show} params={params} onFilter={(change) => go(change)} />
      <div className="desk" data-split={chosen ? true : undefined}>
        <Titles range={range} now={now} chosen={chosen} trial={trial} windowLink={windowLink} />
        {chosen && (
          <WindowPanel
            key={chosen}
            id={chosen}
            onClose={close}
            dragged={trial.dragged}
            onTry={trial.show}
            windowLink={windowLink}
          />
        )}
      </div>
    </>
  );
}

/** Edges that are tried of the window that is looked at; those of another one are forgotten. */
function useTrial(chosen: string | undefined) {
  const [trial, setTrial] = useState<{ id?: string; tried?: Tried; dragged?: Tried }>({});
  const { tried, dragged } = trial.id === chosen ? trial : {};
  return {
    tried,
    dragged,
    /** @param edges none: nothing is tried any more */
    show: (edges: Tried | undefined) => setTrial({ id: chosen, tried: edges, dragged: edges && dragged }),
    drag: (edges: Tried, done: boolean) => setTrial({ id: chosen, tried: edges, dragged: done ? edges : dragged }),
  };
}

/** A page of titles, narrowed as the address says. */
function Titles({
  range,
  now,
  chosen,
  trial,
  windowLink,
}: {
  range: Range;
  now: number;
  chosen?: string;
  trial: ReturnType<typeof useTrial>;
  windowLink: (id: string) => string;
}) {
  const { params, to } = useAddress();
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
  const clear = to({ territory: undefined, licence: undefined, q: undefined });
  const shown = { range, now, chosen, windowLink, territory: filters.territory };
  return (
    <div className="desk-main" data-stale={isPlaceholderData || undefined}>
      {error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the calendar" />}
      {data && data.data.length === 0 && <Nothing narrowed={Object.values(filters).some(Boolean)} clear={clear} />}
      {data && data.data.length > 0 && (
        <>
          <Calendar titles={data.data} tried={trial.tried} onDrag={trial.drag} {...shown} />
          <Legend />
          <Pager next={data.next_cursor} words={['First titles', 'More titles']} />
        </>
      )}
    </div>
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
