import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { RightsWindow } from '../../shared/api/types';
import { elapsed, languageName, relative } from '../../shared/format';
import { CopyId } from '../components/CopyId';
import { operator } from '../lib/queries';
import { CONFLICT_WORDS } from './looks';
import { RecordEvent } from './RecordEvent';
import { edgeWords, placesInFull, territoryName } from './words';

/** Everything a window says, and how it was delivered. */
export function WindowFacts({ window, windowLink }: { window: RightsWindow; windowLink: (id: string) => string }) {
  const facts: [string, ReactNode][] = [
    ['Territories', <Territories key="in" codes={window.territories} />],
    ['Without', window.excluded_territories.length > 0 && placesInFull(window.excluded_territories)],
    ['Start', <Edge key="start" window={window} edge="start" />],
    ['End', <Edge key="end" window={window} edge="end" />],
    ['As delivered', <Delivered key="raw" window={window} />],
    ['Best picture', window.format_profile],
    ['Devices', window.device_families.join(', ')],
    ['Languages', languageWords(window)],
    ['Not in', window.holdback_languages.map(languageName).join(', ')],
    ['Rental', rentalWords(window)],
    ['Exclusive', window.exclusive && 'Yes'],
    ['Airings', window.runs],
    ['Terms', window.terms.length > 0 && <Terms key="terms" terms={window.terms} />],
    ['Exception', window.exception && `${window.exception_text ?? 'Yes'} ${approvalWords(window)}`],
    ['Licensor', window.licensor],
    ['Contract', window.contract_id],
    ['Transaction', window.transaction_id],
    ['Written by', <Source key="source" window={window} />],
    ['Id', <CopyId key="id" value={window.id} label="window id" />],
  ];
  return (
    <>
      <Conflicts window={window} windowLink={windowLink} />
      <dl className="desk-facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {window.notes.map((note) => (
        <p key={note} className="muted small">
          {note}
        </p>
      ))}
    </>
  );
}

const Territories = ({ codes }: { codes: string[] }) => (
  <ul className="codes">
    {codes.map((code) => (
      <li key={code} title={territoryName(code)}>
        {code}
      </li>
    ))}
  </ul>
);

const Edge = ({ window, edge }: { window: RightsWindow; edge: 'start' | 'end' }) => {
  const at = window[`${edge}s_at`];
  const condition = window[`${edge}_condition`];
  return (
    <>
      <span className="capital">{edgeWords(window, edge)}</span>
      {at && <small>{relative(at)}, UTC</small>}
      {at && condition && <small>by the event {condition.event}</small>}
      {condition && window.state !== 'withdrawn' && <RecordEvent window={window} event={condition.event} />}
    </>
  );
};

/** The text of the edges as it came, to compare with a contract. */
const Delivered = ({ window: { delivered } }: { window: RightsWindow }) =>
  delivered.start || delivered.end ? (
    <>
      <code>{delivered.start ?? 'nothing'}</code> to <code>{delivered.end ?? 'nothing'}</code>
      {delivered.dialect && <small>dates read as {delivered.dialect.toUpperCase()}</small>}
    </>
  ) : null;

const Terms = ({ terms }: { terms: RightsWindow['terms'] }) => (
  <ul>
    {terms.map(({ name, value, currency }) => (
      <li key={`${name}${value}`}>
        {name} {value} {currency}
      </li>
    ))}
  </ul>
);

const languageWords = ({ languages }: RightsWindow): string =>
  languages.map(({ language, asset }) => languageName(language) + (asset ? ` (${asset})` : '')).join(', ');

const rentalWords = ({ rental_start_by_seconds: start, rental_finish_by_seconds: finish }: RightsWindow): string =>
  [
    ...(start ? [`begin within ${days(start)}`] : []),
    ...(finish ? [`finish within ${days(finish)} of the first play`] : []),
  ].join(', ');

const days = (seconds: number): string =>
  seconds % 86_400 === 0 ? `${seconds / 86_400} days` : elapsed(seconds * 1000);

const approvalWords = ({ approved_by: by }: RightsWindow): string =>
  by ? `(approved by ${by})` : '(waits for an approval)';

const Source = ({ window }: { window: RightsWindow }) => (
  <>
    {window.source === 'manual' ? window.created_by : <Link to={`/avails/${window.source}`}>An import of avails</Link>}
    <small>
      version {window.version}, {relative(window.updated_at)}
    </small>
  </>
);

function Conflicts({ window, windowLink }: { window: RightsWindow; windowLink: (id: string) => string }) {
  const { data } = useQuery({
    queryKey: ['rights-conflicts', 'of', window.title_id],
    enabled: window.title_id !== null,
    queryFn: ({ signal }) => operator.conflicts({ title_id: window.title_id ?? '' }, signal),
  });
  const own = data?.data.filter(({ windows }) => windows.includes(window.id)) ?? [];
  return (
    <>
      {own.map(({ kind, windows, territories }) => (
        <p key={`${kind}${windows}`} className="desk-conflict">
          <TriangleAlert size={14} aria-hidden="true" />
          <span>
            {CONFLICT_WORDS[kind]} in {territories.join(', ')}.{' '}
            <Link to={windowLink(windows.find((id) => id !== window.id) ?? window.id)} preventScrollReset>
              The other window
            </Link>
          </span>
        </p>
      ))}
    </>
  );
}
