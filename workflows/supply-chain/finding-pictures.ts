import { CancellationScope, isCancellation, log, patched } from '@temporalio/workflow';
import { count } from '../../domain/count';
import type { Finding } from '../../domain/qc/finding';
import { picturesPrefix, planPictures } from '../../domain/qc/finding-pictures';
import { Branch } from './branch';
import type { Analysis } from './contract';
import type { IngestRun } from './ingest-run';
import type { Material } from './material';
import { captureStep, encoder } from './steps';

/** Pictures at the findings of one master, captured beside the rest of its run. Without them a report has none; nothing fails. */
export class FindingPictures {
  private capture?: Branch<void>;

  constructor(
    private readonly run: IngestRun,
    private readonly priority: number,
  ) {}

  /** Begin, once the findings are known. */
  start({ master, inspection }: Material, { measurementKey }: Analysis, findings: readonly Finding[]): void {
    const { ingestId, tenantId } = this.run.order;
    const { video } = inspection.probe;
    const frames = planPictures(findings, video);
    if (frames.length === 0 || !patched('finding-pictures')) return;
    const options = captureStep(`${count(frames.length, 'picture')} at findings`, this.priority, tenantId);
    const input = { ingestId, tenantId, master, video, frames, prefix: picturesPrefix(measurementKey) };
    this.capture = new Branch(async () => {
      await encoder.captureFindings.executeWithOptions(options, [input]).catch((error: unknown) => {
        if (isCancellation(error)) throw error;
        log.warn('no pictures at the findings', { error });
      });
    });
  }

  /** Wait until it has ended, as it does within its time limit, or with the run when that is cancelled. */
  async ended(): Promise<void> {
    if (!this.capture) return;
    if (CancellationScope.current().consideredCancelled) return this.capture.stop();
    await this.capture.result.catch(() => undefined);
  }
}
