import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TriangleAlert, UnfoldHorizontal } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import type { RightsConflict } from '../../shared/api/types';
import { Chip } from '../components/Chip';
import { Filters } from '../components/Filters';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import type { Look } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';
import { RightsHead } from '../rights/RightsHead';
import { WindowLine } from '../rights/WindowLine';
import { placesInFull, placesInShort, utc } from '../rights/words';

const LOOKS: Record<RightsConflict['kind'], Look> = {
  price: { tone: 'warn', icon: TriangleAlert, word: 'Two prices' },
  exclusivity: { tone: 'bad', icon: TriangleAlert, word: 'Exclusive, twice' },
  gap: { tone: 'idle', icon: UnfoldHorizontal, word: 'Gap' },
};

/** A page is full with so many; and looks through so many hundreds of titles at most. */
const [ENOUGH, MOST_CALLS] = [40, 5];

/** Conflicts of a kind, through titles without any. */
async function conflictsFrom(
  { start, kind, title }: { start?: string; kind: string; title?: string },
  signal: AbortSignal,
) {
  const found: RightsConflict[] = [];
  let cursor = start;
  for (let call = 0; call < MOST_CALLS; call += 1) {
    const page = await operator.conflicts({ limit: 100, cursor, title_id: title }, signal);
    found.push(...page.data.filter((each) => fits(each, kind)));
    cursor = page.next_cursor ?? undefined;
    if (!cursor || found.length >= ENOUGH) break;
  }
  return { data: found, next_cursor: cursor ?? null };
}

const fits = (conflict: RightsConflict, kind: string): boolean =>
  kind === '' ? conflict.kind !== 'gap' : conflict.kind === kind;

/** Windows that do not go together, and time between windows in which nothing is sold. */
export function RightsConflicts() {
  useTitleBar('Conflicts of rights');
  const [params] = useSearchParams();
  const [kind, start, title] = [
    params.get('status') ?? '',
    params.get('cursor') ?? undefined,
    params.get('title') ?? undefined,
  ];
  const { data, error, refetch } = useQuery({
    queryKey: ['rights-conflicts', 'list', kind, start, title],
    queryFn: ({ signal }) => conflictsFrom({ start, kind, title }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <RightsHead meta="Windows of one title, licence and quality that do not go together." />
      <Filters
        label="Kinds of conflict"
        options={[
          ['', 'Contradictions'],
          ['price', 'Two prices'],
          ['exclusivity', 'Exclusive, twice'],
          ['gap', 'Gaps'],
        ]}
      />
      {title && (
        <p className="only-title">
          Only of one title. <Link to={kind ? `?status=${kind}` : '?'}>Show every title</Link>
        </p>
      )}
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the conflicts" />}
      {data && data.data.length === 0 && (
        <Empty title={data.next_cursor ? 'None among these titles' : 'Nothing contradicts itself'}>
          {kind === 'gap'
            ? 'A gap is time between two windows of a licence in which nothing is sold.'
            : 'Windows that overlap with another price, or although one is exclusive, would stand here.'}
        </Empty>
      )}
      {data && data.data.length > 0 && <ConflictTable conflicts={data.data} />}
      {data && <Pager next={data.next_cursor} words={['First titles', 'More titles']} />}
    </>
  );
}

const ConflictTable = ({ conflicts }: { conflicts: RightsConflict[] }) => (
  <div className="panel">
    <table className="table intake-table">
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col">Kind</th>
          <th scope="col">When and where</th>
          <th scope="col">Windows</th>
        </tr>
      </thead>
      <tbody>
        {conflicts.map((conflict) => (
          <tr key={`${conflict.kind}${conflict.windows.join()}`}>
            <th scope="row">
              <Link to={`/library/${conflict.title_id}`}>
                <bdi>{conflict.name}</bdi>
              </Link>
              <small className="mono">{conflict.external_id}</small>
            </th>
            <td>
              <Chip look={LOOKS[conflict.kind]} />
            </td>
            <td className="whole">
              {conflict.from ? utc(conflict.from) : 'since ever'} to {conflict.to ? utc(conflict.to) : 'for ever'}
              <small title={placesInFull(conflict.territories)}>{placesInShort(conflict.territories)}</small>
            </td>
            <td className="whole">
              <div className="window-lines">
                {conflict.sold.map((window) => (
                  <WindowLine key={window.id} window={window} />
                ))}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
