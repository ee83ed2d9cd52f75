import { useEffect, useMemo, useRef, useState } from 'react';
import type { Finding } from '../../shared/api/types';
import { count } from '../../shared/format';
import { Chip } from '../components/Chip';
import { SEVERITIES } from '../lib/severities';
import { SEVERITY_LOOKS } from '../lib/states';
import { trackName } from './curves';
import { useMoment } from './frames';
import { inOrder } from './lanes';

/** A list longer than this can be narrowed by severity and scrolls by itself, so that the picture stays near. */
const SHORT = 12;

const place = ({ range, track }: Finding, moment: (ms: number) => string): string =>
  [track && trackName(track), range && `${moment(range.start_ms)} – ${moment(range.end_ms)}`]
    .filter(Boolean)
    .join(' · ') || 'Whole file';

interface FindingsProps {
  findings: Finding[];
  selected: Finding | undefined;
  onFinding: (finding: Finding) => void;
}

/** Every finding with what was measured, what is allowed and what the partner does about it. */
export function Findings({ findings, selected, onFinding }: FindingsProps) {
  const [only, setOnly] = useState<Finding['severity']>();
  const box = useRef<HTMLElement>(null);
  const ordered = useMemo(() => inOrder(findings), [findings]);
  const long = findings.length > SHORT;
  // What is chosen on the timeline must be in the list, whatever the list was narrowed to.
  const narrowed = only && (!selected || selected.severity === only) ? only : undefined;
  const shown = narrowed ? ordered.filter(({ severity }) => severity === narrowed) : ordered;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is there once the choice is drawn
  useEffect(() => {
    const list = box.current;
    const row = list?.querySelector<HTMLElement>('[data-selected="true"]');
    // Only the list's own box moves; the page stays where the picture is.
    if (list && row) list.scrollTop = row.offsetTop - (list.clientHeight - row.offsetHeight) / 2;
  }, [selected]);

  return (
    <>
      {long && <Severities findings={findings} only={narrowed} onOnly={setOnly} />}
      <section
        ref={box}
        className="findings-box"
        data-long={long}
        aria-label="List of findings"
        // A box that scrolls must be reachable without a pointer.
        {...(long ? { tabIndex: 0 } : {})}
      >
        <ul className="findings">
          {shown.map((finding, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: many findings may share code, track and time
              key={`${finding.code}${finding.track}${finding.range?.start_ms}${index}`}
              finding={finding}
              selected={finding === selected}
              onFinding={onFinding}
            />
          ))}
        </ul>
      </section>
    </>
  );
}

/** How many of each kind there are; a press shows only those. */
const Severities = ({
  findings,
  only,
  onOnly,
}: {
  findings: Finding[];
  only: Finding['severity'] | undefined;
  onOnly: (severity: Finding['severity'] | undefined) => void;
}) => (
  <fieldset className="severities">
    <legend className="visually-hidden">Show findings that are</legend>
    <button type="button" aria-pressed={only === undefined} onClick={() => onOnly(undefined)}>
      {count(findings.length, 'finding')}
    </button>
    {SEVERITIES.map((severity) => ({
      severity,
      number: findings.filter((finding) => finding.severity === severity).length,
    }))
      .filter(({ number }) => number > 0)
      .map(({ severity, number }) => (
        <button
          key={severity}
          type="button"
          aria-pressed={only === severity}
          onClick={() => onOnly(only === severity ? undefined : severity)}
        >
          <Chip look={SEVERITY_LOOKS[severity]} number={number} />
        </button>
      ))}
  </fieldset>
);

function Row({
  finding,
  selected,
  onFinding,
}: {
  finding: Finding;
  selected: boolean;
  onFinding: (finding: Finding) => void;
}) {
  const moment = useMoment();
  return (
    <li data-selected={selected}>
      <Chip look={SEVERITY_LOOKS[finding.severity]} />
      <div className="finding-words">
        {finding.frame_url && (
          <img
            className="finding-frame"
            src={finding.frame_url}
            alt={`Frame of ${finding.code}`}
            loading="lazy"
            width={144}
            height={81}
          />
        )}
        <p className="finding-message" dir="auto">
          {finding.message}
        </p>
        <p dir="auto">{finding.fix}</p>
        <p className="finding-facts">
          <a className="mono" href={finding.docs}>
            {finding.code}
          </a>
          {finding.range ? (
            <button
              type="button"
              onClick={() => onFinding(finding)}
              aria-label={`Show ${finding.code} at ${moment(finding.range.start_ms)}`}
            >
              {place(finding, moment)}
            </button>
          ) : (
            <span>{place(finding, moment)}</span>
          )}
        </p>
      </div>
      {(finding.measured || finding.limit) && (
        <dl className="finding-measures">
          {finding.measured && (
            <div>
              <dt>Measured</dt>
              <dd className="mono">{finding.measured}</dd>
            </div>
          )}
          {finding.limit && (
            <div>
              <dt>Limit</dt>
              <dd className="mono">{finding.limit}</dd>
            </div>
          )}
        </dl>
      )}
    </li>
  );
}
