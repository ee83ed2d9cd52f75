import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useParams, useSearchParams } from 'react-router';
import type { BulkLine, BulkOrder } from '../../shared/api/types';
import { percent } from '../../shared/format';
import { Bar } from '../components/Bar';
import { Chip } from '../components/Chip';
import { CopyId } from '../components/CopyId';
import { Filters } from '../components/Filters';
import { OrderReason } from '../components/OrderReason';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { allLines } from '../lib/bulk-document';
import { operator } from '../lib/queries';
import { BULK_LOOKS, LINE_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';
import { shareOf } from './BulkOrders';

const LINES: [string, string][] = [
  ['', 'All lines'],
  ['waiting', 'Waiting'],
  ['accepted', 'Accepted'],
  ['refused', 'Refused'],
];

/** One document of orders, line by line. */
export function BulkOrderPage() {
  const { bulkId = '' } = useParams();
  useTitleBar('Bulk order');
  const { data, error, refetch } = useQuery({
    queryKey: ['bulk-order', bulkId],
    queryFn: ({ signal }) => operator.bulkOrder(bulkId, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'done' ? false : 1_000),
  });
  if (!data)
    return error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : <Rows what="the bulk order" count={6} />;
  return (
    <>
      <PageHead
        title="Bulk order"
        parent={{ to: '/bulk-orders', name: 'Bulk orders' }}
        chip={<Chip look={BULK_LOOKS[data.status]} />}
        meta={
          <>
            <CopyId value={data.id} label="bulk order id" />
            <span>
              Sent <Time at={data.created_at} />
            </span>
          </>
        }
        actions={data.refused > 0 && <DownloadRefused order={data} />}
      />
      <Progress order={data} />
      <Lines order={data} />
    </>
  );
}

const Progress = ({ order }: { order: BulkOrder }) => (
  <div className="panel bulk-progress">
    <dl className="bulk-sums">
      {(['lines', 'accepted', 'refused', 'waiting'] as const).map((name) => (
        <div key={name}>
          <dt>{name[0]?.toUpperCase() + name.slice(1)}</dt>
          <dd>{order[name].toLocaleString()}</dd>
        </div>
      ))}
    </dl>
    <Bar
      share={shareOf(order)}
      tone={order.status === 'done' ? (order.refused > 0 ? 'warn' : 'good') : 'busy'}
      label={`${percent(shareOf(order))} of the lines are settled`}
    />
  </div>
);

/** Every refused line with its problem as NDJSON, to be mended and sent again. */
function DownloadRefused({ order }: { order: BulkOrder }) {
  const save = useMutation({
    mutationFn: async () => {
      const page = (cursor: string | undefined) =>
        operator.bulkLines(order.id, { status: 'refused', limit: 100, cursor });
      const url = URL.createObjectURL(new Blob([await allLines(page)], { type: 'application/x-ndjson' }));
      const link = Object.assign(document.createElement('a'), { href: url, download: `refused-${order.id}.ndjson` });
      link.click();
      URL.revokeObjectURL(url);
    },
  });
  return (
    <>
      {save.error ? <ProblemPanel error={save.error} /> : null}
      <Button
        variant="default"
        leftSection={<Download size={16} aria-hidden="true" />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        Download refused lines
      </Button>
    </>
  );
}

function Lines({ order }: { order: BulkOrder }) {
  const [params] = useSearchParams();
  const query = {
    limit: 50,
    status: params.get('status') ?? undefined,
    cursor: params.get('cursor') ?? undefined,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['bulk-lines', order.id, query, order.status],
    queryFn: ({ signal }) => operator.bulkLines(order.id, query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: order.status === 'done' ? false : 2_000,
  });
  return (
    <section aria-label="Lines">
      <Filters options={LINES} label="State of the line" />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the lines" />}
      {data && data.data.length === 0 && (
        <Empty title="No such lines">No line of this document is in this state.</Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <LineTable lines={data.data} />
          <Pager next={data.next_cursor} words={['First lines', 'Next lines']} />
        </>
      )}
    </section>
  );
}

const LineTable = ({ lines }: { lines: BulkLine[] }) => (
  <div className="panel">
    <table className="table intake-table">
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">State</th>
          <th scope="col">What became of it</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            <th scope="row">
              {line.line.toLocaleString()}
              <small className="mono file-name">
                <bdi>{line.external_id ?? 'no external_id'}</bdi>
              </small>
            </th>
            <td>
              <Chip look={LINE_LOOKS[line.status]} />
            </td>
            <td className="whole">
              <OrderReason ingestId={line.ingest_id} problem={line.problem} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
