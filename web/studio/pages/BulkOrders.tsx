import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { FileJson, ListPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { BulkOrder } from '../../shared/api/types';
import { bytes, count } from '../../shared/format';
import { Bar } from '../components/Bar';
import { Chip } from '../components/Chip';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { documentType } from '../lib/bulk-document';
import { operator } from '../lib/queries';
import { BULK_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** Documents of many orders: one to send, and what became of those before. */
export function BulkOrders() {
  useTitleBar('Bulk orders');
  const [params] = useSearchParams();
  const query = { limit: 20, cursor: params.get('cursor') ?? undefined };
  const { data, error, refetch } = useQuery({
    queryKey: ['bulk-orders', query],
    queryFn: ({ signal }) => operator.bulkOrders(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status !== 'done') ? 1_000 : 10_000),
  });
  return (
    <>
      <PageHead title="Bulk orders" meta="Many ingests in one document: a JSON array, or one order a line." />
      <SendDocument />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the bulk orders" count={4} />}
      {data && data.data.length === 0 && (
        <Empty title="Nothing was ordered in bulk yet">
          Drop a document above. Every line is an order as of a single ingest, and is accepted or refused by itself.
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <BulkTable orders={data.data} />
          <Pager next={data.next_cursor} />
        </>
      )}
    </>
  );
}

/** Where a document is dropped or chosen, looked at and sent. */
function SendDocument() {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [document, setDocument] = useState<File>();
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: async (file: File) => operator.orderMany(file, documentType(await file.slice(0, 1024).text())),
    onSuccess: ({ id }) => navigate(`/bulk-orders/${id}`),
  });
  const choose = (file: File | undefined) => {
    send.reset();
    setDocument(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can only be dropped with a pointer; the button does the same by keyboard
    <div
      className="drop bulk-send"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        choose(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".json,.ndjson,.jsonl,application/json,application/x-ndjson"
        className="visually-hidden"
        aria-label="Document of orders"
        tabIndex={-1}
        onChange={(event) => {
          choose(event.currentTarget.files?.[0]);
          // Else the same file could not be chosen again after it was mended.
          event.currentTarget.value = '';
        }}
      />
      <FileJson size={28} aria-hidden="true" />
      {document ? (
        <p>
          <b className="file-name">
            <bdi>{document.name}</bdi>
          </b>
          , {bytes(document.size)}
        </p>
      ) : (
        <>
          <p>
            <b>Drop a document of orders here</b>
          </p>
          <p className="muted">JSON or NDJSON, at most 10,000 lines and 32 MB.</p>
        </>
      )}
      {send.error ? <ProblemPanel error={send.error} /> : null}
      <div className="confirm-actions">
        <Button variant="default" size="xs" onClick={() => input.current?.click()}>
          {document ? 'Choose another' : 'Choose a file'}
        </Button>
        {document && (
          <Button
            size="xs"
            leftSection={<ListPlus size={14} aria-hidden="true" />}
            loading={send.isPending}
            onClick={() => send.mutate(document)}
          >
            Order every line
          </Button>
        )}
      </div>
    </div>
  );
}

const BulkTable = ({ orders }: { orders: BulkOrder[] }) => (
  <div className="panel">
    <table className="table intake-table">
      <thead>
        <tr>
          <th scope="col">Bulk order</th>
          <th scope="col">State</th>
          <th scope="col">Lines</th>
          <th scope="col" className="end">
            Sent
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id}>
            <th scope="row">
              <Link className="row-link mono" to={`/bulk-orders/${order.id}`}>
                {order.id}
              </Link>
            </th>
            <td>
              <Chip look={BULK_LOOKS[order.status]} />
            </td>
            <td className="whole">
              {sumsOf(order)}
              {order.status !== 'done' && <Bar share={shareOf(order)} label={`Progress of ${order.id}`} />}
            </td>
            <td className="end whole">
              <Time at={order.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** How much of a bulk order is settled, 0..1. */
export const shareOf = ({ lines, waiting }: Pick<BulkOrder, 'lines' | 'waiting'>): number =>
  lines === 0 ? 1 : 1 - waiting / lines;

const sumsOf = ({ lines, accepted, refused, waiting }: BulkOrder): string =>
  [
    count(lines, 'line'),
    `${accepted.toLocaleString()} accepted`,
    ...(refused > 0 ? [`${refused.toLocaleString()} refused`] : []),
    ...(waiting > 0 ? [`${waiting.toLocaleString()} waiting`] : []),
  ].join(', ');
