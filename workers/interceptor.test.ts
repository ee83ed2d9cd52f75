import { ApplicationFailure } from '@temporalio/common';
import { HeadendError } from '../domain/failures';
import { toApplicationFailure } from './interceptor';

const failed = (error: unknown, activity = 'encodeChunk', attempt = 1, capped = false) =>
  toApplicationFailure(error, activity, attempt, capped);

describe('toApplicationFailure', () => {
  it('carries the code as type and says who mends it how', () => {
    const failure = failed(new HeadendError('master/no-video', 'There is only sound.'));
    expect(failure.type).toBe('master/no-video');
    expect(failure.message).toBe('There is only sound.');
    expect(failure.nonRetryable).toBe(true);
    expect(failure.details).toEqual([
      { code: 'master/no-video', who: 'partner', fix: 'Deliver a file with at least one video track.' },
    ]);
  });

  it('prefers the fix of this very failure', () => {
    const failure = failed(new HeadendError('captions/unreadable', 'x', { fix: 'Save it as UTF-8.' }));
    expect(failure.details?.[0]).toMatchObject({ fix: 'Save it as UTF-8.' });
  });

  it('waits for the house as long as it is down', () => {
    expect(failed(new HeadendError('store/unavailable', 'x'), 'packageTitle', 500).nonRetryable).toBe(false);
    expect(failed(new HeadendError('database/unavailable', 'x'), 'recordOutcome', 500).nonRetryable).toBe(false);
  });

  it('tries seldom, in the end, where attempts are counted, so that an outage of an hour fails no encode', () => {
    const down = new HeadendError('store/unavailable', 'x');
    expect(failed(down, 'encodeChunk', 10, true).nextRetryDelay).toBe('5 minutes');
    expect(failed(down, 'encodeChunk', 9, true).nextRetryDelay).toBeUndefined();
    expect(failed(down, 'receiveMaster', 10, false).nextRetryDelay).toBeUndefined();
    expect(failed(new HeadendError('encode/stalled', 'x'), 'encodeChunk', 10, true).nextRetryDelay).toBeUndefined();
  });

  it('gives up on everything else after five attempts, so that a poison file ends', () => {
    expect(failed(new HeadendError('source/stalled', 'x'), 'receiveMaster', 4).nonRetryable).toBe(false);
    expect(failed(new HeadendError('source/stalled', 'x'), 'receiveMaster', 5).nonRetryable).toBe(true);
    expect(failed(new TypeError('a bug'), 'planTitle', 5).nonRetryable).toBe(true);
  });

  it('names a failed tool after the step it failed in', () => {
    const exit = Object.assign(new Error('packager ended with exit code 1'), { name: 'ProcessFailed' });
    expect(failed(exit, 'packageTitle').type).toBe('package/failed');
    expect(failed(exit, 'encodeChunk').type).toBe('encode/failed');
  });

  it('knows a full disk by its errno', () => {
    expect(failed(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })).type).toBe(
      'encode/disk-full',
    );
  });

  it('leaves an ApplicationFailure as it is', () => {
    const failure = ApplicationFailure.nonRetryable('x', 'y');
    expect(failed(failure)).toBe(failure);
  });

  it('keeps messages short enough for a history', () => {
    expect(failed(new Error('x'.repeat(50_000))).message.length).toBeLessThanOrEqual(2000);
  });
});
