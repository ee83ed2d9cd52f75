import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Ban, CircleCheck, CirclePlay, CircleStop, Clock, Moon } from 'lucide-react';
import { Link } from 'react-router';
import type { LicenceRow, SessionRow } from '../../shared/api/types';
import { count } from '../../shared/format';
import { Chip } from '../components/Chip';
import { CopyId } from '../components/CopyId';
import { PageHead } from '../components/PageHead';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { operator } from '../lib/queries';
import type { Look } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

const SESSION_LOOKS: Record<SessionRow['state'], Look> = {
  active: { tone: 'good', icon: CirclePlay, word: 'Playing' },
  silent: { tone: 'idle', icon: Moon, word: 'Silent' },
  ended: { tone: 'idle', icon: CircleStop, word: 'Ended' },
  expired: { tone: 'idle', icon: Clock, word: 'Expired' },
};
const GRANTED: Look = { tone: 'good', icon: CircleCheck, word: 'Granted' };
const REFUSED: Look = { tone: 'bad', icon: Ban, word: 'Refused' };

/** Who plays what, and every licence that was asked for. Keys are told by their ids; their bytes are nowhere to be seen. */
export function Playback() {
  useTitleBar('Playback');
  return (
    <>
      <PageHead title="Playback" />
      <Sessions />
      <Licences />
    </>
  );
}

interface LogPage<Row> {
  data: Row[];
  next_cursor: string | null;
}

/** A log that grows at its end when somebody asks for older rows. */
const useLog = <Row,>(name: string, read: (cursor: string, signal: AbortSignal) => Promise<LogPage<Row>>) =>
  useInfiniteQuery({
    queryKey: [name],
    queryFn: ({ signal, pageParam }) => read(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

function Sessions() {
  const log = useLog('sessions', (cursor, signal) => operator.sessions({ limit: 20, cursor }, signal));
  return (
    <Log<SessionRow>
      name="Sessions"
      log={log}
      columns={['Viewer', 'Title', 'State', 'Policy', 'Keys', 'Began']}
      empty="A session appears when a viewer opens a film."
      row={(session) => (
        <tr key={session.id}>
          <th scope="row">
            <bdi>{session.viewer_id ?? session.subject}</bdi> {session.device && <small>{session.device}</small>}
          </th>
          <td>
            <Link to={`/library/${session.title_id}`}>{session.title_id.slice(-8)}</Link>
          </td>
          <td>
            <Chip look={SESSION_LOOKS[session.state]} />
          </td>
          <td className="wide">{session.policy}</td>
          <td className="wide">{session.key_ids.length > 0 ? count(session.key_ids.length, 'key') : 'In the clear'}</td>
          <td className="end">
            <Time at={session.created_at} />
          </td>
        </tr>
      )}
    />
  );
}

function Licences() {
  const log = useLog('licences', (cursor, signal) => operator.licences({ limit: 20, cursor }, signal));
  return (
    <Log<LicenceRow>
      name="Licence log"
      log={log}
      columns={['Viewer', 'Result', 'Why', 'Keys given', 'Took', 'When']}
      empty="A row appears for each licence that a player asks for."
      row={(licence) => (
        <tr key={licence.id}>
          <th scope="row">
            <bdi>{licence.subject}</bdi> {licence.device && <small>{licence.device}</small>}
          </th>
          <td>
            <Chip look={licence.result === 'granted' ? GRANTED : REFUSED} />
          </td>
          <td>{licence.reason ? <a href={`/docs/codes/${licence.reason}`}>{licence.reason}</a> : ''}</td>
          <td className="wide">
            {licence.granted.map((kid) => (
              <CopyId key={kid} value={kid} label="key id" />
            ))}
          </td>
          <td className="wide mono">{licence.ms.toFixed(1)} ms</td>
          <td className="end">
            <Time at={licence.created_at} />
          </td>
        </tr>
      )}
    />
  );
}

function Log<Row>({
  name,
  log,
  columns,
  empty,
  row,
}: {
  name: string;
  log: ReturnType<typeof useLog<Row>>;
  columns: string[];
  empty: string;
  row: (row: Row) => React.ReactNode;
}) {
  const id = name.toLowerCase().replace(' ', '-');
  const rows = log.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="audit" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {log.error && !log.data ? <ProblemPanel error={log.error} onRetry={() => log.refetch()} /> : null}
      {!log.data && !log.error && <Rows what={name.toLowerCase()} count={4} />}
      {log.data && rows.length === 0 && <Empty title="Nothing yet">{empty}</Empty>}
      {rows.length > 0 && (
        <div className="panel">
          <table className="table">
            <thead>
              <tr>
                {columns.map((column, at) => (
                  <th
                    key={column}
                    scope="col"
                    className={at === columns.length - 1 ? 'end' : at > 2 ? 'wide' : undefined}
                  >
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows.map(row)}</tbody>
          </table>
        </div>
      )}
      {log.hasNextPage && (
        <div className="form-actions">
          <Button variant="default" size="xs" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Older rows
          </Button>
        </div>
      )}
    </section>
  );
}
