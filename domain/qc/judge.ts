import type { MasterProbe } from '../media/probe';
import { type Finding, type Verdict, verdictOf } from './finding';
import { judgeAudio } from './judge-audio';
import { judgeDamage } from './judge-damage';
import { judgeVideo } from './judge-video';
import type { QcPolicy } from './policy';
import type { MeasurementSeries } from './series';
import { compareSeverity } from './severity';

/** A master ruined from end to end would have thousands of places; people read the worst ones of each code. */
export const MOST_FINDINGS_PER_CODE = 20;

/** What the inspection saw and the measurements judge themselves, with the policy's own weight. */
const SUPERSEDED = new Set(['inspect/interlaced', 'inspect/letterbox', 'inspect/no-audio']);

/**
 * Judge stored measurements by a policy. Pure: the same measurements and policy always give the same findings.
 *
 * @param inspectionFindings what the inspection saw; the policy may weigh it anew, and what it has a rule for is told once
 * @returns all findings, those of the inspection first, and the verdict they add up to
 */
export function judge(
  series: MeasurementSeries,
  probe: MasterProbe,
  policy: QcPolicy,
  inspectionFindings: Finding[],
): { verdict: Verdict; findings: Finding[] } {
  const inspected = inspectionFindings
    .filter(({ code }) => !SUPERSEDED.has(code))
    .map((finding) => ({ ...finding, severity: policy.inspect[finding.code] ?? finding.severity }));
  const measured = [
    ...judgeDamage(series, probe, policy),
    ...judgeVideo(series.video, probe, policy),
    ...judgeAudio(series, probe, policy),
  ];
  const findings = [...inspected, ...worstOfEach(measured)];
  return { verdict: verdictOf(findings), findings };
}

/** Keep the heaviest, then longest, of each code and track; order of time stays. */
function worstOfEach(findings: Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(groupOf(finding), [...(groups.get(groupOf(finding)) ?? []), finding]);
  return [...groups.values()].flatMap((group) => {
    if (group.length <= MOST_FINDINGS_PER_CODE) return group;
    const kept = new Set([...group].sort(heavierFirst).slice(0, MOST_FINDINGS_PER_CODE));
    const left = group.length - kept.size;
    return group
      .filter((finding) => kept.has(finding))
      .map((finding, index) =>
        index > 0 ? finding : { ...finding, message: `${finding.message} ${left} more places are alike.` },
      );
  });
}

const groupOf = ({ code, track }: Finding): string => `${code} ${track ?? ''}`;
const lengthOf = ({ range }: Finding): number => (range ? range.endMs - range.startMs : 0);
const heavierFirst = (a: Finding, b: Finding): number =>
  compareSeverity(b.severity, a.severity) || lengthOf(b) - lengthOf(a);
