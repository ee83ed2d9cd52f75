import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ExpiringWindow } from '../../shared/api/types';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';
import { useAddress } from '../rights/address';
import { TerritoryFilter } from '../rights/CalendarBar';
import { DAY_MS } from '../rights/calendar';
import { RightsHead } from '../rights/RightsHead';
import { WindowLine } from '../rights/WindowLine';
import { placesInFull, placesInShort, utc } from '../rights/words';

const DAYS = ['7', '30', '90', '365'];
/** From when on it is urgent. */
const SOON_DAYS = 7;

/** What ends in the next days, and what may still be watched then. */
export function RightsExpiring() {
  useTitleBar('Rights that expire');
  const { params, to, go } = useAddress();
  const days = params.get('days') ?? '30';
  const query = {
    days,
    territory: params.get('territory') ?? undefined,
    limit: 50,
    cursor: params.get('cursor') ?? undefined,
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['expiring', query],
    queryFn: ({ signal }) => operator.expiring(query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <RightsHead meta="Grants that end soon, the next one first, and what remains where they sold." />
      <div className="cal-bar">
        <nav className="filters" aria-label="How far ahead">
          {DAYS.map((each) => (
            <Link key={each} to={to({ days: each })} aria-current={each === days ? 'true' : undefined}>
              {each} days
            </Link>
          ))}
        </nav>
        <span className="cal-fill" />
        <TerritoryFilter value={params.get('territory') ?? ''} onChange={(territory) => go({ territory })} />
      </div>
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="what expires" />}
      {data && data.data.length === 0 && (
        <Empty title={`Nothing ends in the next ${days} days`}>
          Look further ahead, or at another territory. Windows that wait for an event have no end yet.
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <ExpiringTable rows={data.data} />
          <Pager next={data.next_cursor} words={['Soonest', 'Later']} />
        </>
      )}
    </>
  );
}

const ExpiringTable = ({ rows }: { rows: ExpiringWindow[] }) => (
  <div className="panel">
    <table className="table intake-table expiring">
      <thead>
        <tr>
          <th scope="col">Left</th>
          <th scope="col">Title</th>
          <th scope="col">Window</th>
          <th scope="col">What remains then</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.window.id}>
            <td className="short">
              <DaysLeft at={row.at} />
            </td>
            <th scope="row">
              {row.title_id ? (
                <Link to={`/library/${row.title_id}`}>
                  <bdi>{row.name}</bdi>
                </Link>
              ) : (
                'Not in the library yet'
              )}
              <small className="mono">{row.window.external_id}</small>
            </th>
            <td className="whole">
              <WindowLine window={row.window} />
            </td>
            <td className="whole">
              <Remains remains={row.remains} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function DaysLeft({ at }: { at: string }) {
  const left = (Date.parse(at) - Date.now()) / DAY_MS;
  const hours = Math.max(0, Math.floor(left * 24));
  return (
    <span className="left" data-tone={left < SOON_DAYS ? 'warn' : 'idle'}>
      <b>{left >= 1 ? `${Math.floor(left)} d` : `${hours} h`}</b>
      <small>{utc(at)}</small>
    </span>
  );
}

const Remains = ({ remains }: { remains: ExpiringWindow['remains'] }) => (
  <ul className="remains">
    {remains.map(({ territories, license_types: licences }) => (
      <li key={territories.join()}>
        <span className="remains-where" title={placesInFull(territories)}>
          {placesInShort(territories, remains.length > 1)}
        </span>
        {licences.length === 0 ? (
          <b className="what-none">nothing</b>
        ) : (
          licences.map((licence) => (
            <span key={licence} className="licence" data-hue={licence}>
              {licence}
            </span>
          ))
        )}
      </li>
    ))}
    {remains.length === 0 && <li className="muted">Not known: no title of this name is there.</li>}
  </ul>
);
