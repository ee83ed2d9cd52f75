import { CancelledFailure, type Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
  Next,
} from '@temporalio/worker';
import type { Logger } from 'pino';
import { type FailureCode, failureOf, isFailureCode, isHeadendError } from '../domain/failures';
import type { PoolMetrics } from './metrics';

/** Attempts before a failure that no operator's hand on the house could mend is final. */
const ATTEMPTS = 5;
const HOUSE_IS_DOWN = 503;
/** What is down when the house is. */
const HOUSE = /^(store|database|temporal)\//;
/**
 * Where the engine gives a step up after some attempts, those that met a house that is down count as well: after so many
 * they come seldom, so that an outage must be long to use them up.
 */
const SELDOM_AFTER = 10;
const SELDOM = '5 minutes';
const BEAT_MS = 5_000;

/** What a failed tool means in each step. */
const TOOL_FAILURE: Record<string, FailureCode> = {
  packageTitle: 'package/failed',
  verifyPackage: 'package/failed',
  inspectMaster: 'master/undecodable',
};

/**
 * Around every activity: the failure vocabulary on the way out, a metric, a log line, and for pools whose steps have
 * silent phases a beat while the event loop lives.
 */
export const activityInterceptor =
  ({ log, metrics, beats }: { log: Logger; metrics: PoolMetrics; beats: boolean }): ActivityInterceptorsFactory =>
  (context) => ({ inbound: new ActivityGuard(context, log, metrics, beats) });

class ActivityGuard implements ActivityInboundCallsInterceptor {
  constructor(
    private readonly context: Context,
    private readonly log: Logger,
    private readonly metrics: PoolMetrics,
    private readonly beats: boolean,
  ) {}

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const { activityType: activity, attempt, workflowExecution } = this.context.info;
    const fields = { activity, attempt, workflowId: workflowExecution?.workflowId, ...businessIds(input.args) };
    const started = process.hrtime.bigint();
    const beat =
      this.beats && !this.context.info.isLocal ? setInterval(() => this.context.heartbeat(), BEAT_MS) : undefined;
    const finish = (result: string, code = ''): number => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      this.metrics.activitySeconds.observe({ activity, result, code }, seconds);
      return Math.round(seconds * 1000);
    };
    try {
      const output = await next(input);
      const ms = finish('done');
      if (!this.context.info.isLocal) this.log.info({ ...fields, ms }, `${activity} done`);
      return output;
    } catch (error) {
      const failure = this.translate(error);
      const code = failure instanceof ApplicationFailure ? (failure.type ?? '') : 'cancelled';
      const ms = finish(failure instanceof ApplicationFailure ? 'failed' : 'cancelled', code);
      this.log.warn({ ...fields, ms, code, err: error }, `${activity} ${code}`);
      throw failure;
    } finally {
      clearInterval(beat);
    }
  }

  private translate(error: unknown): Error {
    const { cancellationSignal, cancellationDetails, info } = this.context;
    if (cancellationSignal.aborted) {
      if (cancellationDetails?.workerShutdown)
        return ApplicationFailure.create({
          message: 'The worker is shutting down; the step goes on elsewhere.',
          type: 'WorkerShutdown',
          nextRetryDelay: '1 second',
        });
      return error instanceof CancelledFailure ? error : new CancelledFailure('The step was cancelled.');
    }
    return toApplicationFailure(error, info.activityType, info.attempt, Boolean(info.retryPolicy?.maximumAttempts));
  }
}

/**
 * An error in the words of the vocabulary. Retries of what the house cannot mend are limited.
 *
 * @param capped the engine gives the step up after some number of attempts
 */
export function toApplicationFailure(
  error: unknown,
  activity: string,
  attempt: number,
  capped = false,
): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const code = codeOf(error, activity);
  const failure = failureOf(code);
  const { message, fix } = wordsOf(error, failure.fix);
  const patient = failure.retry && failure.status === HOUSE_IS_DOWN;
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: !failure.retry || (!patient && attempt >= ATTEMPTS),
    nextRetryDelay: capped && HOUSE.test(code) && attempt >= SELDOM_AFTER ? SELDOM : undefined,
    details: [{ code, who: failure.who, fix }],
  });
}

function codeOf(error: unknown, activity: string): FailureCode {
  if (isHeadendError(error)) return error.code;
  const name = (error as { name?: unknown })?.name;
  if (name === 'ProcessFailed') return TOOL_FAILURE[activity] ?? 'encode/failed';
  const code = (error as { code?: unknown })?.code;
  if (code === 'ENOSPC') return 'encode/disk-full';
  return typeof code === 'string' && isFailureCode(code) ? code : 'internal/unexpected';
}

const wordsOf = (error: unknown, fallbackFix: string): { message: string; fix: string } => ({
  message: (error instanceof Error || isHeadendError(error)
    ? error.message
    : String((error as { message?: unknown })?.message ?? error)
  ).slice(0, 2000),
  fix: (isHeadendError(error) && error.context?.fix) || fallbackFix,
});

/** The ids that log lines are searched by, from whatever an activity was given. */
function businessIds(args: unknown[]): Record<string, string> {
  const [input] = args;
  if (typeof input === 'string') return { id: input };
  const { ingestId, tenantId, titleId, order } = (input ?? {}) as Record<string, unknown> & {
    order?: Record<string, unknown>;
  };
  const found = {
    ingestId: ingestId ?? order?.ingestId,
    tenantId: tenantId ?? order?.tenantId,
    titleId: titleId ?? order?.titleId,
  };
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
