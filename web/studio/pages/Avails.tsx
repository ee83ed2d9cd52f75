import { Button, NativeSelect } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Download, FileSpreadsheet, Send } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { AvailsImport } from '../../shared/api/types';
import { bytes, count } from '../../shared/format';
import { Chip } from '../components/Chip';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import { AVAILS_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** Documents of avails: one to send, what became of those before, and what is in force. */
export function Avails() {
  useTitleBar('Avails');
  const [params] = useSearchParams();
  const query = { limit: 20, cursor: params.get('cursor') ?? undefined };
  const { data, error, refetch } = useQuery({
    queryKey: ['avails', query],
    queryFn: ({ signal }) => operator.avails(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === 'received') ? 1_000 : 10_000),
  });
  return (
    <>
      <PageHead
        title="Avails"
        meta="Which rights there are, as licensors tell it: MDDF Avails XML or workbooks."
        actions={<GiveOut />}
      />
      <SendAvails />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the imports" count={4} />}
      {data && data.data.length === 0 && (
        <Empty title="No avails were sent yet">
          Drop a document above. It is checked first, and nothing changes before you apply it.
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <ImportTable imports={data.data} />
          <Pager next={data.next_cursor} />
        </>
      )}
    </>
  );
}

/** The avails in force as a workbook. */
function GiveOut() {
  const save = useMutation({
    mutationFn: async () => {
      const url = URL.createObjectURL(await operator.exportAvails('xlsx'));
      Object.assign(document.createElement('a'), { href: url, download: 'avails.xlsx' }).click();
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
        Download what is in force
      </Button>
    </>
  );
}

const DIALECTS = [
  { value: 'ema', label: 'Ends include their day (EMA, MovieLabs)' },
  { value: 'google', label: 'Ends exclude their day (Google)' },
];

/** Where a document is dropped or chosen, with how its dates are to be read. */
function SendAvails() {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File>();
  const [dialect, setDialect] = useState<'ema' | 'google'>('ema');
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: (document: File) => operator.sendAvails(document, { file_name: document.name, dialect }),
    onSuccess: ({ id }) => navigate(`/avails/${id}`),
  });
  const choose = (chosen: File | undefined) => {
    send.reset();
    setFile(chosen);
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
        accept=".xlsx,.xml,application/xml"
        className="visually-hidden"
        aria-label="Document of avails"
        tabIndex={-1}
        onChange={(event) => {
          choose(event.currentTarget.files?.[0]);
          // Else the same file could not be chosen again after it was mended.
          event.currentTarget.value = '';
        }}
      />
      <FileSpreadsheet size={28} aria-hidden="true" />
      {file ? (
        <p>
          <b className="file-name">
            <bdi>{file.name}</bdi>
          </b>
          , {bytes(file.size)}
        </p>
      ) : (
        <>
          <p>
            <b>Drop a document of avails here</b>
          </p>
          <p className="muted">Excel workbook (.xlsx) or XML, at most 32 MB.</p>
        </>
      )}
      {send.error ? <ProblemPanel error={send.error} /> : null}
      {file && (
        <NativeSelect
          size="xs"
          label="Dates"
          data={DIALECTS}
          value={dialect}
          onChange={(event) => setDialect(event.currentTarget.value === 'google' ? 'google' : 'ema')}
        />
      )}
      <div className="confirm-actions">
        <Button variant="default" size="xs" onClick={() => input.current?.click()}>
          {file ? 'Choose another' : 'Choose a file'}
        </Button>
        {file && (
          <Button
            size="xs"
            leftSection={<Send size={14} aria-hidden="true" />}
            loading={send.isPending}
            onClick={() => send.mutate(file)}
          >
            Check it
          </Button>
        )}
      </div>
    </div>
  );
}

const ImportTable = ({ imports }: { imports: AvailsImport[] }) => (
  <div className="panel">
    <table className="table intake-table">
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">State</th>
          <th scope="col">Rows and changes</th>
          <th scope="col" className="end">
            Sent
          </th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link className="row-link file-name" to={`/avails/${one.id}`}>
                <bdi>{one.file_name ?? one.id}</bdi>
              </Link>
            </th>
            <td>
              <Chip look={AVAILS_LOOKS[one.status]} />
            </td>
            <td className="whole">{one.failure ? one.failure.detail : sumsOf(one)}</td>
            <td className="end whole">
              <Time at={one.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What a document has and does, in words. */
export const sumsOf = ({ rows, rows_with_error: errors, planned, applied }: AvailsImport): string => {
  const changes = applied ?? planned;
  return [
    count(rows, 'row'),
    ...(errors > 0 ? [`${errors.toLocaleString()} with errors`] : []),
    ...(changes
      ? (['opened', 'moved', 'narrowed', 'closed'] as const)
          .filter((kind) => changes[kind] > 0)
          .map((kind) => `${changes[kind].toLocaleString()} ${kind}`)
      : []),
  ].join(', ');
};
