import { INGEST_LOOKS, processName, runFilter, runLook } from './states';

describe('a run', () => {
  it('looks as its ingest ended, whatever the engine says', () => {
    expect(runLook({ outcome: 'rejected', status: 'completed' })).toBe(INGEST_LOOKS.rejected);
    expect(runLook({ outcome: 'held', status: 'running' })).toBe(INGEST_LOOKS.held);
  });

  it('of another process looks as the engine says', () => {
    expect(runLook({ outcome: null, status: 'completed' }).word).toBe('Completed');
    expect(runLook({ outcome: null, status: 'timed_out' }).tone).toBe('bad');
  });

  it('is found by what became of its ingest, or by its own state', () => {
    expect(runFilter('rejected')).toEqual({ outcome: 'rejected' });
    expect(runFilter('held')).toEqual({ outcome: 'held' });
    expect(runFilter('failed')).toEqual({ status: 'failed' });
    expect(runFilter('completed')).toEqual({ status: 'completed' });
    expect(runFilter(null)).toEqual({});
  });

  it('is called by its process in words', () => {
    expect(processName('versionCollection')).toBe('Version collection');
    expect(processName('titleIngest')).toBe('Title ingest');
  });
});
