import { Button } from '@mantine/core';
import { Gavel, Play, TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { Ingest } from '../../shared/api/types';
import { elapsed, instant } from '../../shared/format';
import { Chip } from '../components/Chip';
import { CopyId } from '../components/CopyId';
import { DECISION_LOOKS } from '../lib/states';

/** Where the next order of a title is filled in, its names as they were. */
export const newOrderPath = ({ external_id, title }: Pick<Ingest, 'external_id' | 'title'>): string =>
  `/ingests/new?${new URLSearchParams({ external_id, title })}`;

/** Why a run ended badly, and who does what about it. */
export const FailurePanel = ({ failure }: { failure: NonNullable<Ingest['failure']> }) => (
  <section className="panel side failure" aria-labelledby="failure">
    <h2 id="failure">
      <TriangleAlert size={18} aria-hidden="true" />
      {failure.title}
    </h2>
    {failure.detail !== `${failure.title}.` && <p>{failure.detail}</p>}
    <dl>
      <div>
        <dt>What to do</dt>
        <dd>
          {failure.fix}
          {!failure.retryable && (
            <span className="no-retry">
              A retry would read the same file and end the same way: order the title again with another file.
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Who</dt>
        <dd className="who">{failure.who}</dd>
      </div>
      <div>
        <dt>Code</dt>
        <dd>
          <a className="mono" href={`/docs/codes/${failure.code}`}>
            {failure.code}
          </a>
        </dd>
      </div>
    </dl>
  </section>
);

/** What operators decided while it was held, the newest first. */
export const DecisionsPanel = ({ ingest: { decisions, attempt } }: { ingest: Ingest }) => (
  <section className="panel side decided" aria-labelledby="decided">
    <h2 id="decided">
      <Gavel size={18} aria-hidden="true" />
      {decisions.length === 1 ? 'Decision' : 'Decisions'}
    </h2>
    <ol>
      {decisions.toReversed().map((made) => (
        <li key={made.decided_at}>
          <p className="decided-what">
            <Chip look={DECISION_LOOKS[made.decision]} />
            {made.attempt < attempt && <span className="muted small">before the retry</span>}
          </p>
          <p className="decided-why" dir="auto">
            {made.reason}
          </p>
          <p className="muted small">
            {made.by && (
              <>
                <bdi>{made.by.label}</bdi> ·{' '}
              </>
            )}
            <time dateTime={made.decided_at}>{instant(made.decided_at)}</time>
          </p>
        </li>
      ))}
    </ol>
  </section>
);

/** What came out: where to watch it and the addresses for other players. */
export const OutputsPanel = ({ ingest, outputs }: { ingest: Ingest; outputs: NonNullable<Ingest['outputs']> }) => (
  <section className="panel side" aria-labelledby="outputs">
    <h2 id="outputs">Published</h2>
    {outputs.poster && <img className="side-poster" src={outputs.poster} alt="" width={320} height={180} />}
    <div className="side-actions">
      <Button
        component="a"
        href={outputs.watch}
        leftSection={<Play size={16} fill="currentColor" aria-hidden="true" />}
      >
        Watch
      </Button>
      <Button component={Link} to={`/library/${ingest.title_id}`} variant="default">
        Title page
      </Button>
    </div>
    {outputs.hls && outputs.dash ? (
      <dl className="addresses">
        {Object.entries({ HLS: outputs.hls, DASH: outputs.dash }).map(([format, address]) => (
          <div key={format}>
            <dt>{format}</dt>
            <dd>
              <CopyId value={new URL(address, location.href).href} label={`${format} address`} />
            </dd>
          </div>
        ))}
      </dl>
    ) : (
      <p className="panel-empty">Encrypted: other players get their addresses with a playback session.</p>
    )}
  </section>
);

/** The run in plain facts, ids ready to be copied. */
export function FactsPanel({ ingest }: { ingest: Ingest }) {
  const facts: [string, React.ReactNode][] = [
    ['External id', <CopyId key="v" value={ingest.external_id} label="external id" />],
    ['Ingest', <CopyId key="v" value={ingest.id} label="ingest id" />],
    ['Workflow', <CopyId key="v" value={ingest.workflow.id} label="workflow id" />],
    ['Profile', ingest.profile],
    ['Priority', `${ingest.priority} of 5`],
    ...(ingest.attempt > 1 ? ([['Attempt', String(ingest.attempt)]] as [string, React.ReactNode][]) : []),
    ['Received', instant(ingest.created_at)],
    ...(ingest.ended_at
      ? ([
          ['Ended', instant(ingest.ended_at)],
          ['Took', elapsed(Date.parse(ingest.ended_at) - Date.parse(ingest.created_at))],
        ] as [string, React.ReactNode][])
      : []),
  ];
  return (
    <section className="panel side" aria-labelledby="facts">
      <h2 id="facts">This run</h2>
      <dl className="facts-list">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
