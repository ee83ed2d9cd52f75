import { decisionsIn } from './decisions';

const entry = (action: string, minute: number, detail: object = {}) => ({
  action,
  actor: 'Anna, operations',
  detail: detail as never,
  createdAt: new Date(Date.UTC(2026, 10, 22, 19, minute)),
});

describe('the decisions in the audit log of an ingest', () => {
  it('come oldest first, each with its reason and the attempt it was about', () => {
    const told = decisionsIn([
      entry('ingest.approve', 9, { reason: 'The black is meant.', key_id: 'key_1' }),
      entry('ingest.retry', 5, { attempt: 2 }),
      entry('ingest.create', 0),
      entry('ingest.replace', 8, { reason: 'The right reel came.' }),
      entry('ingest.reject', 3, { reason: 'The reel is missing.' }),
      entry('ingest.remind', 2),
    ]);
    expect(told.map(({ decision, reason, attempt }) => [decision, reason, attempt])).toEqual([
      ['reject', 'The reel is missing.', 1],
      ['replace', 'The right reel came.', 2],
      ['approve', 'The black is meant.', 2],
    ]);
    expect(told.at(-1)).toMatchObject({ by: 'Anna, operations', keyId: 'key_1' });
  });

  it('are none while nobody has decided', () => {
    expect(decisionsIn([entry('ingest.create', 0), entry('ingest.retry', 1)])).toEqual([]);
  });
});
