import { CalendarClock, CircleCheck, CircleSlash, CircleX, EyeOff } from 'lucide-react';
import { Link } from 'react-router';
import type { FeedReportLine } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import type { Look } from '../lib/states';
import { utc } from '../rights/words';
import { type Shown, shownAs } from './feeds';

export const SHOWN_LOOKS: Record<Shown, Look> = {
  left_out: { tone: 'bad', icon: CircleX, word: 'Left out' },
  listed: { tone: 'good', icon: CircleCheck, word: 'Listed' },
  ahead: { tone: 'good', icon: CalendarClock, word: 'Opens soon' },
  not_offered: { tone: 'idle', icon: EyeOff, word: 'Not offered' },
  not_carried: { tone: 'idle', icon: CircleSlash, word: 'Not carried' },
};

/** What became of each title, why, and what to do about it. */
export const ReportTable = ({ lines }: { lines: FeedReportLine[] }) => (
  <div className="panel">
    <table className="table intake-table feed-table">
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col">In the feed</th>
          <th scope="col">What to do</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.title_id}>
            <th scope="row">
              <Link to={`/library/${line.title_id}`}>
                <bdi>{line.name}</bdi>
              </Link>
              <small className="mono">{line.external_id}</small>
            </th>
            <td>
              <Chip look={SHOWN_LOOKS[shownAs(line)]} />
              <small>{line.opens_at ? `from ${utc(line.opens_at)}, UTC` : line.kind}</small>
            </td>
            <td className="whole">
              <Findings line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function Findings({ line: { state, problems, title_id: id } }: { line: FeedReportLine }) {
  if (problems.length === 0)
    return (
      <span className="muted">{state === 'not_carried' ? 'The feed has no entries of this kind.' : 'Nothing'}</span>
    );
  const to = state === 'not_offered' ? `/rights/why?title=${id}` : `/library/${id}/edit`;
  return (
    <ul className="feed-findings">
      {problems.map(({ at, message, fix }) => (
        <li key={at + message}>
          <span>{message}</span>
          <small>
            <code>{at}</code> <Link to={to}>{fix}</Link>
          </small>
        </li>
      ))}
    </ul>
  );
}
