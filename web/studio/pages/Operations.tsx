import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import type { Run } from '../../shared/api/types';
import { elapsed } from '../../shared/format';
import { Chip } from '../components/Chip';
import { CopyId } from '../components/CopyId';
import { Filters } from '../components/Filters';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { operator, useRuns } from '../lib/queries';
import { processName, runFilter, runLook, stageName } from '../lib/states';
import { useNow } from '../lib/useNow';
import { useTitleBar } from '../lib/useTitleBar';

const STATUSES: [string, string][] = [
  ['', 'All'],
  ['running', 'Running'],
  ['held', 'Held'],
  ['published', 'Published'],
  ['rejected', 'Rejected'],
  ['failed', 'Failed'],
  ['cancelled', 'Cancelled'],
];

/** Names of the ingests and titles that the runs are about, by id. */
const useNames = () =>
  useQuery({
    queryKey: ['ingest-names'],
    staleTime: 10_000,
    queryFn: async ({ signal }) =>
      new Map(
        (await operator.ingests({ limit: 100 }, signal)).data.flatMap(({ id, title_id, title }): [string, string][] => [
          [id, title],
          [title_id, title],
        ]),
      ),
  });

export function Operations() {
  useTitleBar('Operations');
  const [params] = useSearchParams();
  const { data, error, refetch } = useRuns({
    ...runFilter(params.get('status')),
    cursor: params.get('cursor') ?? undefined,
    limit: 25,
  });
  return (
    <>
      <PageHead title="Operations" meta={<span>Every run of every process, newest first</span>} />
      <Filters options={STATUSES} label="Status" />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the runs" />}
      {data?.data.length === 0 && (
        <Empty
          title="No runs here"
          action={
            <Button component={Link} to={params.get('status') ? '/operations' : '/ingests/new'} variant="default">
              {params.get('status') ? 'Show all runs' : 'Start an ingest'}
            </Button>
          }
        >
          A run appears with every ingest and every other long process.
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <RunTable runs={data.data} />
          <Pager next={data.next_cursor} />
        </>
      )}
    </>
  );
}

function RunTable({ runs }: { runs: Run[] }) {
  const { data: names } = useNames();
  const now = useNow(runs.some(({ status }) => status === 'running'));
  return (
    <div className="panel">
      <table className="table run-table">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Status</th>
            <th scope="col" className="wide">
              Stage
            </th>
            <th scope="col" className="wide">
              Workflow
            </th>
            <th scope="col" className="wide">
              Took
            </th>
            <th scope="col" className="wide">
              Started
            </th>
            <th scope="col" className="end">
              <span className="visually-hidden">Temporal</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.run_id}>
              <th scope="row">
                <About run={run} names={names} />
              </th>
              <td>
                <Chip look={runLook(run)} />
              </td>
              <td className="wide">
                {run.stage ? (
                  stageName(run.stage)
                ) : (
                  <span className="muted">{run.closed_at ? 'Ended' : 'Under way'}</span>
                )}
              </td>
              <td className="wide">
                <CopyId value={run.id} label="workflow id" />
              </td>
              <td className="wide mono">
                {elapsed((run.closed_at ? Date.parse(run.closed_at) : now) - Date.parse(run.started_at))}
              </td>
              <td className="wide">
                <Time at={run.started_at} />
              </td>
              <td className="end">
                <a
                  className="out"
                  href={run.url}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={`Open ${run.id} in Temporal`}
                >
                  <ExternalLink size={15} aria-hidden="true" />
                  <span>Temporal</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a run is about: its ingest, else its title, else what it does. */
function About({ run, names }: { run: Run; names: Map<string, string> | undefined }) {
  const about = run.ingest_id ?? run.title_id;
  if (!about) return processName(run.type);
  return (
    <>
      <Link className="row-link" to={run.ingest_id ? `/ingests/${run.ingest_id}` : `/library/${run.title_id}`}>
        <bdi>{names?.get(about) ?? about}</bdi>
      </Link>
      <small>
        {processName(run.type)}
        {run.stage && <span className="narrow"> · {stageName(run.stage)}</span>}
      </small>
    </>
  );
}
