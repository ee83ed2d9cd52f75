import type { Programme } from '../../shared/api/types';
import { clockTime } from '../lib/channels';
import { shareOf } from '../lib/guide';

/** `Season 2, episode 5`; undefined for what is no episode. */
export function episodeOf({ season, episode }: Programme): string | undefined {
  if (episode === null) return season === null ? undefined : `Season ${season}`;
  return season === null ? `Episode ${episode}` : `Season ${season}, episode ${episode}`;
}

/** `20:15 – 21:45`. */
export const Times = ({ of: { start, stop } }: { of: Programme }) => (
  <span className="times">
    <time dateTime={start}>{clockTime(start)}</time> – <time dateTime={stop}>{clockTime(stop)}</time>
  </span>
);

/** How much of a programme is over. */
export const Elapsed = ({ of, at }: { of: Programme; at: number }) => (
  <span className="elapsed" aria-hidden="true">
    <span style={{ inlineSize: `${shareOf(of, at) * 100}%` }} />
  </span>
);
