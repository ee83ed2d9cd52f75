import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowRight, CircleCheck, Equal } from 'lucide-react';
import type { RightsPreview, RightsPreviewOrder } from '../../shared/api/types';
import { count } from '../../shared/format';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';
import { type Range, spanOf } from './calendar';
import { placesInFull, utc } from './words';

type Outlook = RightsPreview['data'][number];
type Periods = Outlook['before'];

/** What a change would do, asked of the API as long as it is not saved. @param order undefined: nothing can be asked yet */
export const useWhatIf = (titleId: string | null, order: RightsPreviewOrder | undefined) =>
  useQuery({
    queryKey: ['what-if', titleId, order],
    enabled: titleId !== null && order !== undefined,
    queryFn: ({ signal }) => operator.previewWindow(titleId ?? '', order ?? {}, signal),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    retry: false,
  });

/** When the title may be watched, or had, before and after: by licence and place. */
export function WhatIf({ query }: { query: ReturnType<typeof useWhatIf> }) {
  const { data, error, isFetching } = query;
  if (error) return <ProblemPanel error={error} />;
  if (!data)
    return (
      <p className="muted" role="status">
        {isFetching ? 'Asking what would change' : 'Fill in the window to see what it changes.'}
      </p>
    );
  const changed = data.data.filter((each) => each.changed);
  const same = data.data.length - changed.length;
  const range = rangeOf(changed, data.to);
  return (
    <div className="what-if" aria-live="polite" data-stale={isFetching || undefined}>
      {changed.length === 0 && (
        <p className="what-same">
          <Equal size={16} aria-hidden="true" />
          Nothing changes for viewers between {utc(data.from)} and {utc(data.to)}.
        </p>
      )}
      {changed.map((outlook) => (
        <Change
          key={`${outlook.license_type}${outlook.device}${outlook.territories}`}
          outlook={outlook}
          range={range}
          since={data.from}
        />
      ))}
      {changed.length > 0 && same > 0 && (
        <p className="muted small">
          <CircleCheck size={13} aria-hidden="true" /> {count(same, 'other row')} of places and licences stay
          {same === 1 ? 's' : ''} as {same === 1 ? 'it is' : 'they are'}.
        </p>
      )}
    </div>
  );
}

/** From the first edge to the last one, with some room. @param end what has no end is drawn until then */
function rangeOf(outlooks: Outlook[], end: string): Range {
  const periods = outlooks.flatMap(({ before, after }) => [...before, ...after]);
  const from = Math.min(...periods.map((each) => Date.parse(each.from)));
  const to = Math.max(...periods.map((each) => Date.parse(each.to ?? end)));
  return { from, to: to + (to - from) * 0.03 };
}

/** @param since what begins then began before, for all that was asked */
const Change = ({ outlook, range, since }: { outlook: Outlook; range: Range; since: string }) => (
  <section className="what-row" data-hue={outlook.license_type}>
    <h4>
      <b>{outlook.license_type}</b> in {whereWords(outlook.territories)}
      {outlook.device && ` on ${outlook.device}`}
    </h4>
    <dl>
      <dt>Before</dt>
      <dd>
        <Strip periods={outlook.before} range={range} />
        <Words periods={outlook.before} other={outlook.after} since={since} mark="del" />
      </dd>
      <dt>
        <ArrowRight size={12} aria-hidden="true" /> After
      </dt>
      <dd className="what-after">
        <Strip periods={outlook.after} range={range} />
        <Words periods={outlook.after} other={outlook.before} since={since} mark="ins" />
      </dd>
    </dl>
  </section>
);

const whereWords = (territories: string[]): string =>
  territories.length > 6
    ? `${placesInFull(territories.slice(0, 5))} and ${territories.length - 5} more`
    : placesInFull(territories);

const Strip = ({ periods, range }: { periods: Periods; range: Range }) => (
  <span className="what-strip" aria-hidden="true">
    {periods.map(({ from, to }) => {
      const span = spanOf(range, { starts_at: from, ends_at: to });
      return span ? (
        <i key={from} style={{ insetInlineStart: `${span.left * 100}%`, inlineSize: `${span.width * 100}%` }} />
      ) : null;
    })}
  </span>
);

/** How many periods are told in words. */
const TOLD = 3;

/** Periods in words; those that the other side does not have are marked as lost or new. */
function Words({
  periods,
  other,
  since,
  mark: Mark,
}: {
  periods: Periods;
  other: Periods;
  since: string;
  mark: 'del' | 'ins';
}) {
  const same = new Set(other.map((each) => JSON.stringify(each)));
  if (periods.length === 0) return <span className="what-none">not to be watched</span>;
  return (
    <span>
      {periods.slice(0, TOLD).map((period) => (
        <span key={period.from} className="what-period">
          {same.has(JSON.stringify(period)) ? periodWords(period, since) : <Mark>{periodWords(period, since)}</Mark>}
        </span>
      ))}
      {periods.length > TOLD && <span className="what-period">and {count(periods.length - TOLD, 'more time')}</span>}
    </span>
  );
}

function periodWords({ from, to, max_height: height }: Periods[number], since: string): string {
  const time =
    from === since
      ? to
        ? `until ${utc(to)}`
        : 'all the time'
      : to
        ? `${utc(from)} to ${utc(to)}`
        : `from ${utc(from)} on`;
  return height ? `${time}, ${height} lines` : time;
}
