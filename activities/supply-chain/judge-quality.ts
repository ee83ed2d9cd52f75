import { readSeries } from '../../adapters/object-store/measurements';
import type { ObjectStore } from '../../adapters/object-store/port';
import { type Finding, verdictOf } from '../../domain/qc/finding';
import { judge } from '../../domain/qc/judge';
import type { SupplyChainIoActivities } from '../../workflows/supply-chain/contract';

export interface JudgeQualityPorts {
  store: Pick<ObjectStore, 'read'>;
  records: { saveFindings(ingestId: string, stage: Finding['stage'], findings: Finding[]): Promise<void> };
}

/**
 * Judges stored measurements by a policy and keeps the findings; never decodes. The inspection's findings are kept again
 * with the weight that the policy gives them.
 *
 * @throws {HeadendError} `store/unavailable`, `media/not-found`, `database/unavailable`
 */
export const createJudgeQuality =
  ({ store, records }: JudgeQualityPorts): SupplyChainIoActivities['judgeQuality'] =>
  async ({ ingestId, measurementKey, probe, inspectionFindings, policy, separateSound = false }) => {
    const series = await readSeries(store, measurementKey);
    const judged = judge(series, probe, policy, inspectionFindings);
    // The sound comes in files beside the master: that it has none itself is as it should be.
    const findings = judged.findings.filter(({ code }) => !separateSound || code !== 'audio/missing');
    const judgement = { findings, verdict: verdictOf(findings) };
    const ofStage = (stage: Finding['stage']): Finding[] => judgement.findings.filter((found) => found.stage === stage);
    await records.saveFindings(ingestId, 'quality', ofStage('quality'));
    for (const stage of ['inspect', 'metadata'] as const)
      if (inspectionFindings.some((found) => found.stage === stage))
        await records.saveFindings(ingestId, stage, ofStage(stage));
    return judgement;
  };
