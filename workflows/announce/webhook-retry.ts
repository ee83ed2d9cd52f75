import { defineSearchAttributeKey } from '@temporalio/common';
import {
  type ActivityOptions,
  proxyActivities,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { MOST_ATTEMPTS, nextWaitMs } from '../../domain/announce/retry-ladder';
import {
  ANNOUNCE_QUEUE,
  type AnnounceActivities,
  type FailedAttempt,
  type WebhookRetryOrder,
  type WebhookRetryOutcome,
} from './contract';

/** An attempt takes at most 15 seconds; writing it down waits for the database as long as it takes. */
const ATTEMPT: ActivityOptions = {
  taskQueue: ANNOUNCE_QUEUE,
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
};
const { attemptDelivery } = proxyActivities<AnnounceActivities>(ATTEMPT);

const FAILURE_CODE = defineSearchAttributeKey('FailureCode', 'KEYWORD');

/** Try a failed delivery again, with longer and longer waits, until it arrives or the ladder is at its end. */
export async function webhookRetry(order: WebhookRetryOrder): Promise<WebhookRetryOutcome> {
  const { endpointId, eventId } = order;
  const story = [line(1, order.first)];
  let last: FailedAttempt = order.first;
  for (let failed = 1; ; failed++) {
    const waitMs = nextWaitMs({ failed, seed: `${endpointId}:${eventId}`, retryAfterMs: last.retryAfterMs });
    if (waitMs === undefined) return { state: 'failed', attempts: failed };
    const attempt = failed + 1;
    setCurrentDetails(details(order, story, new Date(Date.now() + waitMs)));
    await sleep(waitMs, { summary: `until attempt ${attempt} of ${MOST_ATTEMPTS}` });
    const options = { ...ATTEMPT, summary: `attempt ${attempt}` };
    const answer = await attemptDelivery.executeWithOptions(options, [{ endpointId, eventId, failed }]);
    if (answer.state !== 'failed') {
      setCurrentDetails(details(order, [...story, `| ${attempt} | ${answer.state} | |`]));
      return { state: answer.state, attempts: answer.state === 'delivered' ? attempt : failed };
    }
    last = answer;
    story.push(line(attempt, answer));
    upsertSearchAttributes([{ key: FAILURE_CODE, value: answer.code }]);
  }
}

const line = (attempt: number, { code, detail }: FailedAttempt): string =>
  `| ${attempt} | \`${code}\` | ${detail.replaceAll('|', ' ').slice(0, 200)} |`;

/** What an operator reads under "current details" in Temporal UI. Markdown. */
const details = (order: WebhookRetryOrder, story: string[], next?: Date): string =>
  [
    `**${order.eventType}** to ${order.host}`,
    '',
    `Event \`${order.eventId}\`, endpoint \`${order.endpointId}\``,
    next ? `Next attempt at ${next.toISOString()}` : '',
    '',
    '| attempt | outcome | |',
    '| --- | --- | --- |',
    ...story,
  ].join('\n');
