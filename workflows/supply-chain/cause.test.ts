import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, TimeoutFailure } from '@temporalio/common';
import { causeOf } from './cause';

const inStep = (step: string, cause: Error) =>
  new ActivityFailure('Activity task failed', step, '1', 'MAXIMUM_ATTEMPTS_REACHED', 'worker', cause);
const inGroup = (cause: Error) =>
  new ChildWorkflowFailure(
    'default',
    { workflowId: 'encode-group:i:g', runId: 'r' },
    'encodeGroup',
    'NON_RETRYABLE_FAILURE',
    cause,
  );

describe('causeOf', () => {
  it('tells what a step said, however deep the step was', () => {
    const said = ApplicationFailure.nonRetryable('There is only sound.', 'master/no-video');
    const told = { code: 'master/no-video', reason: 'There is only sound.' };
    expect(causeOf(inStep('inspectMaster', said))).toEqual(told);
    expect(causeOf(inGroup(inStep('encodeChunk', said)))).toEqual(told);
  });

  it('names the step that never told why it ended', () => {
    const lost = new TimeoutFailure('activity Heartbeat timeout', undefined, 'HEARTBEAT');
    expect(causeOf(inGroup(inStep('encodeChunk', lost)))).toEqual({
      code: 'internal/unexpected',
      reason: 'encodeChunk: activity Heartbeat timeout',
    });
  });

  it('takes anything else for a fault of ours', () => {
    expect(causeOf(new TypeError('x is not a function'))).toEqual({
      code: 'internal/unexpected',
      reason: 'x is not a function',
    });
  });
});
