import { ArrowRightLeft, CircleCheck, Minus, Plus, TriangleAlert } from 'lucide-react';
import type { SchedulePreview } from '../../shared/api/types';
import { count } from '../../shared/format';
import { CLOCK, zoned } from './channels';

const CHANGES = {
  added: { icon: Plus, word: 'Added', tone: 'good' },
  removed: { icon: Minus, word: 'Removed', tone: 'bad' },
  moved: { icon: ArrowRightLeft, word: 'Moved', tone: 'busy' },
} as const;
/** More lines than anybody reads. */
const MOST_LINES = 200;

/** What would air otherwise with other rules, and what they may not air. */
export function PreviewDiff({ preview, zone }: { preview: SchedulePreview; zone: string }) {
  const clock = zoned(zone, { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK });
  const time = (at: string | null) => at && <time dateTime={at}>{clock.format(new Date(at))}</time>;
  const { changes, refusals } = preview;
  return (
    <section className="panel editor-panel" aria-labelledby="what-changes">
      <h2 id="what-changes">What changes</h2>
      <p className="muted">
        {changes.length === 0 ? 'Nothing' : count(changes.length, 'change')} from {clock.format(new Date(preview.from))}{' '}
        to {clock.format(new Date(preview.until))}. {count(preview.items.length, 'item')} would air.
      </p>
      {changes.length === 0 && refusals.length === 0 && (
        <p className="preview-good">
          <CircleCheck size={16} aria-hidden="true" /> What is planned stays as it is.
        </p>
      )}
      <ul className="rule-changes">
        {changes.slice(0, MOST_LINES).map(({ change, title_id, name, at, before }) => {
          const { icon: Icon, word, tone } = CHANGES[change];
          return (
            <li key={`${change}${title_id}${at}${before}`} data-tone={tone}>
              <span className="chip" data-tone={tone}>
                <Icon size={14} aria-hidden="true" /> {word}
              </span>
              <bdi>{name ?? title_id}</bdi>
              <span className="muted mono">
                {change === 'moved' ? (
                  <>
                    {time(before)} to {time(at)}
                  </>
                ) : (
                  time(at ?? before)
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {changes.length > MOST_LINES && <p className="muted">And {changes.length - MOST_LINES} more.</p>}
      {refusals.length > 0 && (
        <>
          <h3>May not air</h3>
          <ul className="rule-changes">
            {refusals.slice(0, MOST_LINES).map((refusal) => (
              <li key={refusal.at + refusal.title_id}>
                <span className="chip" data-tone="warn">
                  <TriangleAlert size={14} aria-hidden="true" /> Refused
                </span>
                <bdi>{refusal.name ?? refusal.title_id}</bdi>
                <span className="muted mono">{time(refusal.at)}</span>
                <span className="whole">
                  {refusal.reason} <code>{refusal.code}</code>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
