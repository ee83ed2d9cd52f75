import { Link } from 'react-router';
import type { RightsWindow } from '../../shared/api/types';
import { DAY_MS, dayOf } from './calendar';
import { windowHue, windowIcon, windowName } from './looks';
import { placesInFull, placesInShort, timeWords } from './words';

/** Where the calendar shows a window, with it opened. */
export function calendarLink(window: RightsWindow): string {
  const params = new URLSearchParams({ q: window.external_id, window: window.id });
  const edge = window.starts_at ?? window.ends_at;
  if (edge && (window.state === 'closed' || window.state === 'upcoming'))
    params.set('from', dayOf(Date.parse(edge) - 14 * DAY_MS));
  return `/rights?${params}`;
}

/** One window in a line, which leads to it on the calendar. */
export function WindowLine({ window }: { window: RightsWindow }) {
  const Icon = windowIcon(window);
  return (
    <Link className="window-line" to={calendarLink(window)}>
      <span className="legend-mark" data-hue={windowHue(window)}>
        <Icon size={12} aria-hidden="true" />
      </span>
      <span>
        <b>{windowName(window)}</b>{' '}
        <span title={placesInFull(window.territories)}>in {placesInShort(window.territories)}</span>
        <small>{timeWords(window)}</small>
      </span>
    </Link>
  );
}
