import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useParams, useSearchParams } from 'react-router';
import type { AvailChange, AvailFinding, AvailRight, AvailRow, AvailsImport } from '../../shared/api/types';
import { count } from '../../shared/format';
import { Chip } from '../components/Chip';
import { CopyId } from '../components/CopyId';
import { Filters } from '../components/Filters';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import { AVAIL_ROW_LOOKS, AVAILS_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';
import { sumsOf } from './Avails';

const VIEWS: [string, string][] = [
  ['', 'Changes'],
  ['all', 'All rows'],
  ['error', 'Rows with errors'],
];

/** One document of avails: what was found, what it changes, and the word on it. */
export function AvailsImportPage() {
  const { importId = '' } = useParams();
  useTitleBar('Avails');
  const { data, error, refetch } = useQuery({
    queryKey: ['avails-import', importId],
    queryFn: ({ signal }) => operator.availsImport(importId, signal),
    refetchInterval: ({ state }) =>
      ['applied', 'discarded', 'failed'].includes(state.data?.status ?? '') ? false : 1_000,
  });
  if (!data)
    return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the import" count={6} />;
  return (
    <>
      <PageHead
        title={data.file_name ?? 'Avails'}
        parent={{ to: '/avails', name: 'Avails' }}
        chip={<Chip look={AVAILS_LOOKS[data.status]} />}
        meta={
          <>
            <CopyId value={data.id} label="import id" />
            <span>
              Sent <Time at={data.created_at} />
            </span>
            {data.version && (
              <span>
                {data.format === 'xml' ? 'MDDF Avails' : 'Template'} {data.version}
              </span>
            )}
            <span>{sumsOf(data)}</span>
          </>
        }
        actions={data.status === 'checked' && <Decide record={data} />}
      />
      {data.failure && (
        <Empty title="The document cannot be read">
          {data.failure.detail} ({data.failure.code})
        </Empty>
      )}
      <FindingList findings={data.findings} />
      {data.checked_at && <Content record={data} />}
    </>
  );
}

/** Apply or discard. With errors, applying leaves their titles out and says so. */
function Decide({ record }: { record: AvailsImport }) {
  const queries = useQueryClient();
  const done = { onSettled: () => queries.invalidateQueries({ queryKey: ['avails-import', record.id] }) };
  const skip = record.rows_with_error > 0;
  const apply = useMutation({ mutationFn: () => operator.applyAvails(record.id, skip), ...done });
  const discard = useMutation({ mutationFn: () => operator.discardAvails(record.id), ...done });
  const error = apply.error ?? discard.error;
  const busy = apply.isPending || discard.isPending || apply.isSuccess || discard.isSuccess;
  return (
    <>
      {error ? <ProblemPanel error={error} /> : null}
      <Button
        variant="default"
        leftSection={<X size={16} aria-hidden="true" />}
        disabled={busy}
        onClick={() => discard.mutate()}
      >
        Discard
      </Button>
      <Button
        leftSection={<Check size={16} aria-hidden="true" />}
        disabled={busy}
        loading={apply.isPending}
        onClick={() => apply.mutate()}
      >
        {skip ? 'Apply without the titles with errors' : 'Apply'}
      </Button>
    </>
  );
}

function Content({ record }: { record: AvailsImport }) {
  const [params] = useSearchParams();
  const view = params.get('status') ?? '';
  const cursor = params.get('cursor') ?? undefined;
  return (
    <section aria-label="Content of the document">
      <Filters options={VIEWS} label="What to show" />
      {view === '' ? (
        <Changes record={record} cursor={cursor} />
      ) : (
        <RowList record={record} query={{ limit: 50, cursor, status: view === 'all' ? undefined : view }} />
      )}
    </section>
  );
}

function Changes({ record, cursor }: { record: AvailsImport; cursor?: string }) {
  const query = { limit: 50, cursor, stage: record.status === 'applied' ? 'applied' : 'planned' };
  const { data, error, refetch } = useQuery({
    queryKey: ['avails-changes', record.id, query],
    queryFn: ({ signal }) => operator.availsChanges(record.id, query, signal),
    placeholderData: keepPreviousData,
  });
  if (!data)
    return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the changes" count={4} />;
  if (data.data.length === 0) return <Empty title="Nothing changes">Every window is as the document says.</Empty>;
  return (
    <>
      <div className="panel">
        <table className="table intake-table">
          <thead>
            <tr>
              <th scope="col">Title</th>
              <th scope="col">Window</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {data.data.map((change) => (
              <tr key={change.position}>
                <th scope="row">
                  {change.title}
                  <small className="mono file-name">
                    <bdi>{change.alid}</bdi>
                  </small>
                </th>
                <td>{KINDS[change.kind]}</td>
                <td className="whole">{change.before ? <Right right={change.before} /> : 'none'}</td>
                <td className="whole">{change.after ? <Right right={change.after} /> : 'none'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager next={data.next_cursor} words={['First changes', 'Next changes']} />
    </>
  );
}

const KINDS: Record<AvailChange['kind'], string> = {
  open: 'Opens',
  move: 'Moves',
  narrow: 'Loses territories',
  close: 'Ends',
};

const Right = ({ right }: { right: AvailRight }) => (
  <>
    {right.licence_type} {right.format_profile} in {right.territories.join(', ')}
    {right.excluded_territories.length > 0 && ` without ${right.excluded_territories.join(', ')}`}
    <small className="muted">
      {edgeOf(right.start)} to {edgeOf(right.end)}
    </small>
  </>
);

const edgeOf = ({ at, condition, lag_seconds: lag }: AvailRight['start']): string =>
  at ?? [condition ?? 'Open', ...(lag ? [`and ${count(Math.round(lag / 86_400), 'day')}`] : [])].join(' ');

function RowList({
  record,
  query,
}: {
  record: AvailsImport;
  query: { limit: number; cursor?: string; status?: string };
}) {
  const { data, error, refetch } = useQuery({
    queryKey: ['avails-rows', record.id, query, record.status],
    queryFn: ({ signal }) => operator.availsRows(record.id, query, signal),
    placeholderData: keepPreviousData,
  });
  if (!data)
    return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the rows" count={4} />;
  if (data.data.length === 0) return <Empty title="No such rows">No row of this document is in this state.</Empty>;
  return (
    <>
      <div className="panel">
        <table className="table intake-table">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">State</th>
              <th scope="col">Right</th>
              <th scope="col">Findings</th>
            </tr>
          </thead>
          <tbody>
            {data.data.map((row) => (
              <AvailRowLine key={row.position} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager next={data.next_cursor} words={['First rows', 'Next rows']} />
    </>
  );
}

const AvailRowLine = ({ row }: { row: AvailRow }) => (
  <tr>
    <th scope="row">
      {row.at}
      <small className="mono file-name">
        <bdi>{row.external_id ?? row.alid}</bdi>
      </small>
    </th>
    <td>
      <Chip look={AVAIL_ROW_LOOKS[row.status]} />
    </td>
    <td className="whole">{row.right ? <Right right={row.right} /> : 'cannot be read'}</td>
    <td className="whole">
      <FindingList findings={row.findings} />
    </td>
  </tr>
);

function FindingList({ findings }: { findings: AvailFinding[] }) {
  return findings.map((finding) => (
    <div className="reason" key={`${finding.code} ${finding.at} ${finding.message}`}>
      <p>
        <b>{finding.severity}</b> {finding.at && <span className="mono">{finding.at}</span>} {finding.message}
      </p>
      <p className="muted small">{finding.fix}</p>
    </div>
  ));
}
