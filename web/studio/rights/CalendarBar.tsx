import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { ChevronLeft, ChevronRight, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isTerritory } from '../../../domain/rights/territory';
import { LICENCE_TYPES } from '../../../domain/rights/types';
import type { Change } from './address';
import { dayOf, type Range, rangeOf, shifted, type Zoom, zoomed, zoomOf } from './calendar';

const WORDS: { value: Zoom; label: string }[] = [
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'year', label: 'Year' },
];

/** How long nobody types before a search is sent. */
const PAUSE_MS = 300;

/** What the calendar shows: the time and how much of it, and which titles and windows. */
export function CalendarBar({
  range,
  now,
  params,
  onRange,
  onFilter,
}: {
  range: Range;
  now: number;
  params: URLSearchParams;
  onRange: (range: Range) => void;
  onFilter: (change: Change) => void;
}) {
  const zoom = zoomOf(range);
  const choose = (day: string, edge: 'from' | 'to') => {
    const next = rangeOf(edge === 'from' ? day : dayOf(range.from), edge === 'to' ? day : dayOf(range.to), now);
    if (day) onRange(next);
  };
  return (
    <search className="cal-bar">
      <SegmentedControl
        size="xs"
        aria-label="How much time is shown"
        data={WORDS}
        value={zoom ?? ''}
        onChange={(value) => onRange(zoomed(range, value as Zoom, now))}
      />
      <div className="cal-steps">
        <Button variant="default" size="xs" aria-label="Earlier" onClick={() => onRange(shifted(range, -1))}>
          <ChevronLeft size={16} aria-hidden="true" />
        </Button>
        <Button
          variant="default"
          size="xs"
          onClick={() => onRange(zoomed(rangeOf(null, null, now), zoom ?? 'quarter', now))}
        >
          Today
        </Button>
        <Button variant="default" size="xs" aria-label="Later" onClick={() => onRange(shifted(range, 1))}>
          <ChevronRight size={16} aria-hidden="true" />
        </Button>
      </div>
      <div className="cal-days">
        <DayInput label="From" value={dayOf(range.from)} onChange={(day) => choose(day, 'from')} />
        <DayInput label="To" value={dayOf(range.to)} onChange={(day) => choose(day, 'to')} />
      </div>
      <span className="cal-fill" />
      <TitleSearch value={params.get('q') ?? ''} onChange={(q) => onFilter({ q })} />
      <TerritoryFilter value={params.get('territory') ?? ''} onChange={(territory) => onFilter({ territory })} />
      <NativeSelect
        size="xs"
        aria-label="Licence"
        data={[{ value: '', label: 'Every licence' }, ...LICENCE_TYPES]}
        value={params.get('licence') ?? ''}
        onChange={({ currentTarget }) => onFilter({ licence: currentTarget.value })}
      />
    </search>
  );
}

const DayInput = ({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) => (
  <TextInput
    size="xs"
    type="date"
    aria-label={label}
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
);

/** Text that is told when nobody types any more. */
function useTyped(value: string, tell: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for what was typed, not for every new function
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => tell(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}

function TitleSearch({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useTyped(value, (text) => onChange(text.trim()));
  return (
    <TextInput
      size="xs"
      type="search"
      className="cal-search"
      aria-label="Title or external id"
      placeholder="Title or external id"
      leftSection={<Search size={14} aria-hidden="true" />}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  );
}

/** A territory to narrow a list to, in the address once it is one. */
export function TerritoryFilter({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const known = (text: string) => text === '' || isTerritory(text);
  const [typed, setTyped] = useTyped(value, (text) => known(text) && onChange(text));
  return (
    <TextInput
      size="xs"
      className="cal-territory"
      aria-label="Territory"
      placeholder="Territory"
      maxLength={6}
      error={typed.length > 1 && !known(typed)}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value.toUpperCase())}
    />
  );
}
