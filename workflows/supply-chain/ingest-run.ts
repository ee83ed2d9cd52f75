import {
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  log,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Finding, Verdict } from '../../domain/qc/finding';
import {
  type GroupProgress,
  type IngestDecision,
  type IngestOrder,
  type IngestOutcome,
  type IngestProgressReport,
  type IngestStatusView,
  type PartSource,
  STAGES,
  type StageName,
  type StageStatus,
  stageUnderWay,
} from './contract';
import { detailsTable } from './details';
import { SEARCH } from './search-attributes';
import { desk, deskStep, io, ioStep, REPORT } from './steps';

/** Share of the whole that each stage stands for; encoding is most of the wait. */
const WEIGHT: Record<StageName, number> = {
  receive: 5,
  inspect: 2,
  quality: 10,
  plan: 1,
  encode: 60,
  audio: 5,
  captions: 1,
  hold: 1,
  package: 7,
  verify: 6,
  publish: 2,
};
const TOTAL_WEIGHT = Object.values(WEIGHT).reduce((sum, weight) => sum + weight, 0);
const WHOLE: Record<StageStatus['state'], number | undefined> = {
  done: 1,
  reused: 1,
  skipped: 1,
  waiting: 0,
  failed: undefined,
  cancelled: undefined,
  running: undefined,
};

/** Media that appears while the run goes on. */
type RunMedia = Pick<IngestProgressReport, 'proxyKey' | 'measurementKey' | 'spritesVttKey'>;

/** What a stage may tell while it runs. */
export interface StageDesk {
  /** @param share 0..1 of the stage's own work */
  progress(share: number, note?: string): void;
  /** All that the stage was to give was there. */
  reused(note: string): void;
}

/**
 * The state of one ingest: stages, verdict, hold. Answers the status query, keeps the details table, the search
 * attributes and the catalogue row in step, and takes the operator's decision.
 */
export class IngestRun {
  private readonly stages = new Map<StageName, StageStatus>(
    STAGES.map((name) => [name, { name, state: 'waiting', progress: 0 }]),
  );
  private readonly chunks = new Map<string, GroupProgress>();
  private entered: StageName = 'receive';
  private verdict?: Verdict;
  private held?: IngestStatusView['held'];
  private decision?: IngestDecision;
  private outcome?: IngestOutcome;
  private media: RunMedia = {};
  private sequence = 0;
  private source: PartSource;
  private reporting?: Promise<void>;
  private reportDue = false;
  private chunkListener?: (done: number, total: number) => void;

  constructor(readonly order: IngestOrder) {
    this.source = order.source;
  }

  view(): IngestStatusView {
    return {
      stage: this.outcome ? 'done' : this.shown(),
      stages: [...this.stages.values()],
      progress: this.outcome?.result === 'published' ? 1 : this.progress(),
      verdict: this.verdict,
      chunks: [...this.chunks.values()],
      held: this.held,
      outcome: this.outcome,
    };
  }

  /** Do one stage of the process and keep its state, times and note. */
  async stage<T>(name: StageName, work: (stage: StageDesk) => Promise<T>): Promise<T> {
    const status: StageStatus = { name, state: 'running', progress: 0, startedAt: Date.now() };
    this.stages.set(name, status);
    let reused = false;
    this.enter(name);
    try {
      const result = await work({
        progress: (share, note) => {
          if (status.state !== 'running') return;
          status.progress = share;
          if (note !== undefined) status.note = note;
          this.tell();
        },
        reused: (note) => {
          reused = true;
          status.note = note;
        },
      });
      status.state = reused ? 'reused' : 'done';
      status.progress = 1;
      return result;
    } catch (error) {
      status.state = isCancellation(error) ? 'cancelled' : 'failed';
      throw error;
    } finally {
      status.endedAt = Date.now();
      this.tell();
    }
  }

  skip(name: StageName, note: string): void {
    this.stages.set(name, { name, state: 'skipped', progress: 1, note });
    this.tell();
  }

  /** What a stage would give was taken over as it was. */
  reuse(name: StageName, note: string): void {
    this.stages.set(name, { name, state: 'reused', progress: 1, note });
    this.tell();
  }

  /** Back to the start with another master: everything but the order is forgotten. */
  restart(source: PartSource): void {
    this.source = source;
    for (const name of STAGES) this.stages.set(name, { name, state: 'waiting', progress: 0 });
    this.chunks.clear();
    this.verdict = undefined;
    this.media = {};
    upsertSearchAttributes([{ key: SEARCH.verdict, value: null }]);
  }

  note(media: RunMedia): void {
    this.media = { ...this.media, ...media };
    this.tell();
  }

  /** A group begins. */
  expectChunks(group: GroupProgress): void {
    this.chunks.set(group.group, group);
    this.tellChunks();
  }

  /** News of a group. It may arrive out of order, so a count never goes back, and after its master was replaced. */
  chunksDone({ group, done }: GroupProgress): void {
    const known = this.chunks.get(group);
    if (!known) return;
    this.chunks.set(group, { ...known, done: Math.max(done, known.done) });
    this.tellChunks();
  }

  /** Hear of chunks over all groups. */
  onChunks(listener: (done: number, total: number) => void): void {
    this.chunkListener = listener;
  }

  /** Remove what the run left half done; a store that does not answer is waited for. */
  async discard(): Promise<void> {
    const { ingestId, tenantId } = this.order;
    await CancellationScope.nonCancellable(() =>
      io.discardPartial.executeWithOptions(ioStep('remove partial objects'), [{ ingestId, tenantId }]),
    );
  }

  judged(verdict: Verdict): void {
    this.verdict = verdict;
    upsertSearchAttributes([{ key: SEARCH.verdict, value: verdict }]);
    this.tell();
  }

  mayDecide(decision: IngestDecision): void {
    if (!this.held || this.decision)
      throw ApplicationFailure.nonRetryable('The ingest is not waiting for a decision.', 'ingest/not-held');
    if (!decision?.reason?.trim())
      throw ApplicationFailure.nonRetryable('A decision needs a reason.', 'request/invalid');
  }

  decide(decision: IngestDecision): { accepted: true; decision: IngestDecision['decision'] } {
    this.decision = decision;
    return { accepted: true, decision: decision.decision };
  }

  /** Wait for an operator, reminding on the way. Undefined when nobody decided before the hold expired. */
  async awaitDecision(findings: Finding[]): Promise<IngestDecision | undefined> {
    const { expiryMs, remindersMs } = this.order.hold;
    const since = Date.now();
    const expiresAt = since + expiryMs;
    this.held = { since, expiresAt, findings };
    this.tell();
    const stops = [...remindersMs.filter((at) => at > 0 && at < expiryMs).sort((a, b) => a - b), expiryMs];
    for (const at of stops) {
      const wait = since + at - Date.now();
      if (await condition(() => this.decision !== undefined, wait, { summary: 'an operator decides' })) break;
      if (at < expiryMs) await this.remind(Date.now() - since, expiresAt);
    }
    const decision = this.decision;
    this.held = undefined;
    this.decision = undefined;
    if (decision)
      await desk.recordDecision.executeWithOptions(deskStep('keep who decided and why'), [
        this.order.ingestId,
        decision,
        decision.decision === 'replace' ? this.source : undefined,
      ]);
    this.tell();
    return decision;
  }

  /** Keep how it ended, in the catalogue too, whatever was cancelled meanwhile. */
  async conclude(outcome: IngestOutcome): Promise<IngestOutcome> {
    return CancellationScope.nonCancellable(async () => {
      this.outcome = outcome;
      for (const status of this.stages.values()) if (status.state === 'running') status.state = 'cancelled';
      await this.reporting;
      this.reportDue = false;
      const failed = outcome.result === 'rejected' || outcome.result === 'failed';
      upsertSearchAttributes([
        { key: SEARCH.stage, value: outcome.result },
        ...(failed ? [{ key: SEARCH.failureCode, value: outcome.code }] : []),
      ]);
      setCurrentDetails(this.details());
      await desk.recordProgress.executeWithOptions(REPORT, [this.report()]).catch(() => undefined);
      await desk.recordOutcome.executeWithOptions(deskStep(`record: ${outcome.result}`), [
        this.order.ingestId,
        outcome,
      ]);
      return outcome;
    });
  }

  private tellChunks(): void {
    const all = [...this.chunks.values()];
    const sum = (of: 'done' | 'total') => all.reduce((whole, chunks) => whole + chunks[of], 0);
    this.chunkListener?.(sum('done'), sum('total'));
  }

  private enter(name: StageName): void {
    if (STAGES.indexOf(name) >= STAGES.indexOf(this.entered) || this.stages.get(this.entered)?.state !== 'running') {
      this.entered = name;
      upsertSearchAttributes([{ key: SEARCH.stage, value: this.shown() }]);
    }
    this.tell();
  }

  private shown(): StageName {
    return stageUnderWay(this.stages.values()) ?? this.entered;
  }

  private async remind(waitedMs: number, expiresAt: number): Promise<void> {
    const { ingestId, titleId } = this.order;
    await desk.remindOperators.executeWithOptions(deskStep('remind operators of the hold'), [
      { ingestId, titleId, waitedMs, expiresAt },
    ]);
  }

  /** Refresh what people see. Reports never overlap: while one is on its way the next is only marked as due. */
  private tell(): void {
    setCurrentDetails(this.details());
    this.reportDue = true;
    this.reporting ??= this.sendReports();
  }

  private async sendReports(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      while (this.reportDue) {
        this.reportDue = false;
        await desk.recordProgress
          .executeWithOptions(REPORT, [this.report()])
          .catch((error: unknown) => log.warn('progress was not recorded', { error: String(error) }));
      }
      // In the same turn as the last look: news that comes later starts a report of its own.
      this.reporting = undefined;
    });
  }

  private report(): IngestProgressReport {
    const { stages, progress, verdict, chunks, held } = this.view();
    this.sequence += 1;
    return {
      ingestId: this.order.ingestId,
      sequence: this.sequence,
      status: held ? 'held' : 'running',
      stage: this.shown(),
      progress,
      stages,
      chunks,
      verdict,
      ...this.media,
      hold: held && { since: held.since, expiresAt: held.expiresAt },
    };
  }

  private progress(): number {
    const done = [...this.stages.values()].reduce(
      (sum, { name, state, progress }) => sum + WEIGHT[name] * (WHOLE[state] ?? progress),
      0,
    );
    return Math.round((done / TOTAL_WEIGHT) * 1000) / 1000;
  }

  private details(): string {
    return detailsTable(this.view(), Date.now(), this.order.title, this.order.studioUrl);
  }
}
