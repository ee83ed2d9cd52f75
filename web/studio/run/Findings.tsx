import type { Finding } from '../../shared/api/types';
import { timecode } from '../../shared/format';
import { Chip } from '../components/Chip';
import { SEVERITIES, SEVERITY_LOOKS } from '../lib/states';
import { trackName } from './curves';

/** The gravest first, then by time. */
export const inOrder = (findings: Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (a.range?.start_ms ?? -1) - (b.range?.start_ms ?? -1),
  );

const place = ({ range, track }: Finding): string =>
  [track && trackName(track), range && `${timecode(range.start_ms)} – ${timecode(range.end_ms)}`]
    .filter(Boolean)
    .join(' · ') || 'Whole file';

/** Every finding with what was measured, what is allowed and what the partner does about it. */
export const Findings = ({
  findings,
  selected,
  onFinding,
}: {
  findings: Finding[];
  selected: Finding | undefined;
  onFinding: (finding: Finding) => void;
}) => (
  <ul className="findings">
    {inOrder(findings).map((finding) => (
      <li key={`${finding.code}${finding.track}${finding.range?.start_ms}`} data-selected={finding === selected}>
        <Chip look={SEVERITY_LOOKS[finding.severity]} />
        <div className="finding-words">
          <p className="finding-message">{finding.message}</p>
          <p>{finding.fix}</p>
          <p className="finding-facts">
            <a className="mono" href={finding.docs}>
              {finding.code}
            </a>
            {finding.range ? (
              <button
                type="button"
                onClick={() => onFinding(finding)}
                aria-label={`Show ${finding.code} at ${timecode(finding.range.start_ms)}`}
              >
                {place(finding)}
              </button>
            ) : (
              <span>{place(finding)}</span>
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
    ))}
  </ul>
);
