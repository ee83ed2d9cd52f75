import { createSecretBox } from '../../adapters/secrets/secret-box';
import { memoryRecords } from '../testing/doors';
import { fingerprintsOf, once } from './idempotency';

const [before, after] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const answer = { status: 201, headers: {}, body: '{}' };

const request = (keys: Buffer[], body: unknown = { name: 'a' }) => ({
  tenantId: 'ten_1',
  operation: 'makeThing',
  key: 'k',
  fingerprints: fingerprintsOf(createSecretBox(keys), { method: 'POST', path: '/v1/things', body }),
});

/** Work that notes the key of the row it makes. */
const noting =
  (rows: string[], fails = false) =>
  async (requestKey: string) => {
    rows.push(requestKey);
    if (fails) throw new Error('the answer was lost');
    return answer;
  };

describe('a request with its key', () => {
  it('holds it for as long as it is worked on, and not for ever when it hangs', async () => {
    jest.useFakeTimers();
    try {
      const records = memoryRecords();
      let done = () => {};
      const first = once(records, request([before]), () => new Promise((resolve) => (done = () => resolve(answer))));
      await jest.advanceTimersByTimeAsync(10 * 60_000);
      const again = () => once(records, request([before]), async () => ({ ...answer, status: 202 }));
      await expect(again()).rejects.toMatchObject({ code: 'idempotency/in-flight' });
      await jest.advanceTimersByTimeAsync(60 * 60_000);
      expect(await again()).toMatchObject({ answer: { status: 202 } });
      done();
      await expect(first).rejects.toMatchObject({ code: 'idempotency/in-flight' });
      expect(await again()).toMatchObject({ answer: { status: 202 }, replayed: true });
    } finally {
      jest.useRealTimers();
    }
  });

  it('is known again after another SECRETS_KEY was put in front', async () => {
    const records = memoryRecords();
    await once(records, request([before]), noting([]));
    expect(await once(records, request([after, before]), noting([]))).toMatchObject({ replayed: true });
    await expect(once(records, request([after, before], { name: 'b' }), noting([]))).rejects.toMatchObject({
      code: 'idempotency/mismatch',
    });
  });

  it('finds the row of its first try after another SECRETS_KEY was put in front', async () => {
    const records = memoryRecords();
    const rows: string[] = [];
    await once(records, request([before]), noting(rows, true)).catch(() => undefined);
    await once(records, request([after, before]), noting(rows));
    expect(rows).toEqual([rows[0], rows[0]]);
  });

  it('makes a row of its own when the key is used again for something else', async () => {
    const records = memoryRecords();
    const rows: string[] = [];
    await once(records, request([before]), noting(rows, true)).catch(() => undefined);
    await once(records, request([before], { name: 'b' }), noting(rows));
    expect(new Set(rows).size).toBe(2);
  });
});
