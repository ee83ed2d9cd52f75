import { Button, TextInput } from '@mantine/core';
import { Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Ingest } from '../../shared/api/types';
import { elapsed, percent } from '../../shared/format';
import { Bar } from '../components/Bar';
import { Chip, StatusChip } from '../components/Chip';
import { Filters } from '../components/Filters';
import { PRIORITIES } from '../components/OrderFields';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { UpdateMark } from '../components/UpdateMark';
import { isMoving, isOver, useIngests } from '../lib/queries';
import { SEVERITIES } from '../lib/severities';
import { SEVERITY_LOOKS, stageName } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

const STATUSES: [string, string][] = [
  ['', 'All'],
  ['running', 'Running'],
  ['held', 'Held'],
  ['queued', 'Queued'],
  ['published', 'Published'],
  ['rejected', 'Rejected'],
  ['failed', 'Failed'],
  ['cancelled', 'Cancelled'],
];

const newIngest = (
  <Button component={Link} to="/ingests/new" leftSection={<Plus size={16} aria-hidden="true" />}>
    New ingest
  </Button>
);

export function IngestList() {
  useTitleBar('Ingests');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const status = params.get('status') ?? undefined;
  const wanted = params.get('external_id') ?? undefined;
  const { data, error, refetch } = useIngests({
    status,
    external_id: wanted,
    cursor: params.get('cursor') ?? undefined,
    limit: 20,
  });

  const drop = (event: React.DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) navigate('/ingests/new', { state: { files } });
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can only be dropped with a pointer; "New ingest" does the same by keyboard
    <div
      className="drop-page"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <PageHead title="Ingests" actions={newIngest} />
      <div className="list-tools">
        <ById key={wanted} />
      </div>
      <Filters options={STATUSES} label="Status" />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the ingests" />}
      {data && data.data.length === 0 && <NoIngests status={status} externalId={wanted} />}
      {data && data.data.length > 0 && (
        <>
          <IngestTable ingests={data.data} />
          <Pager next={data.next_cursor} />
        </>
      )}
    </div>
  );
}

/** Narrows the list to the ingests of one title, by the partner's id of it. */
function ById() {
  const [params, setParams] = useSearchParams();
  const [id, setId] = useState(params.get('external_id') ?? '');
  const go = (event: React.FormEvent) => {
    event.preventDefault();
    const next = new URLSearchParams(params);
    next.delete('cursor');
    if (id.trim()) next.set('external_id', id.trim());
    else next.delete('external_id');
    setParams(next);
  };
  return (
    <search>
      <form onSubmit={go}>
        <TextInput
          aria-label="Your id of a title"
          placeholder="Your id of a title"
          leftSection={<Search size={14} aria-hidden="true" />}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}

const NoIngests = ({ status, externalId }: { status?: string | undefined; externalId?: string | undefined }) =>
  externalId ? (
    <Empty
      title={`No ingest of ${externalId}`}
      action={
        <Button component={Link} to="/ingests" variant="default">
          Show all ingests
        </Button>
      }
    >
      The id must be written as in the order{status ? `, and the status is narrowed to ${status}` : ''}.
    </Empty>
  ) : status ? (
    <Empty
      title={`No ${status} ingests`}
      action={
        <Button component={Link} to="/ingests" variant="default">
          Show all ingests
        </Button>
      }
    >
      Nothing has this status now.
    </Empty>
  ) : (
    <Empty title="No masters have arrived yet" action={newIngest}>
      Drop a master file here or start a new ingest. It is checked, encoded, packaged and published.
    </Empty>
  );

const IngestTable = ({ ingests }: { ingests: Ingest[] }) => (
  <div className="panel">
    <table className="table ingest-table">
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col">Status</th>
          <th scope="col">Progress</th>
          <th scope="col" className="wide">
            Findings
          </th>
          <th scope="col" className="wide">
            Profile
          </th>
          <th scope="col" className="wide">
            Priority
          </th>
          <th scope="col" className="end">
            Received
          </th>
        </tr>
      </thead>
      <tbody>
        {ingests.map((ingest) => (
          <IngestRow key={ingest.id} ingest={ingest} />
        ))}
      </tbody>
    </table>
  </div>
);

const IngestRow = ({ ingest }: { ingest: Ingest }) => (
  <tr>
    <th scope="row">
      <Link className="row-link" to={`/ingests/${ingest.id}`}>
        <bdi>{ingest.title}</bdi>
      </Link>
      <small className="mono">{ingest.external_id}</small>
      <UpdateMark ingest={ingest} />
    </th>
    <td>
      <StatusChip status={ingest.status} />
    </td>
    <td>
      <Progress ingest={ingest} />
    </td>
    <td className="wide">
      <FindingCounts ingest={ingest} />
    </td>
    <td className="wide">{ingest.profile}</td>
    <td className="wide short">{PRIORITIES[ingest.priority]}</td>
    <td className="end">
      <Time at={ingest.created_at} />
    </td>
  </tr>
);

/** What a row says about how far it is: live while moving, the length or the reason after. */
function Progress({ ingest }: { ingest: Ingest }) {
  if (ingest.failure) return <span className="muted">{ingest.failure.title}</span>;
  if (ingest.status === 'held') return <span className="muted">Waiting for a decision</span>;
  if (ingest.status === 'queued') return <span className="muted">Waits for its turn</span>;
  if (isMoving(ingest)) {
    const running = ingest.stages.find((stage) => stage.name === ingest.stage);
    return (
      <span className="progress">
        <span>
          {ingest.stage ? stageName(ingest.stage) : 'Starting'}
          {running?.note ? <small>{running.note}</small> : null}
        </span>
        <b>{percent(ingest.progress)}</b>
        <Bar share={ingest.progress} label={`Progress of ${ingest.title}`} />
      </span>
    );
  }
  const took = ingest.ended_at ? elapsed(Date.parse(ingest.ended_at) - Date.parse(ingest.created_at)) : undefined;
  return <span className="muted">{took ? `Took ${took}` : 'Ended'}</span>;
}

function FindingCounts({ ingest }: { ingest: Ingest }) {
  if (!ingest.qc) return <span className="muted">{isOver(ingest) ? 'Not checked' : 'Not checked yet'}</span>;
  const { counts } = ingest.qc;
  const present = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (present.length === 0) return <span className="muted">None</span>;
  return (
    <span className="chips">
      {present.map((severity) => (
        <Chip key={severity} look={SEVERITY_LOOKS[severity]} number={counts[severity]} />
      ))}
    </span>
  );
}
