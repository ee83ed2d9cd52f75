import { Readable } from 'node:stream';
import type { ObjectStore } from '../../../../adapters/object-store/port';
import type { UploadRecord, Uploads } from '../../../../adapters/postgres/port';
import { receive } from './receiver';
import { createSegmentPool, SEGMENT_BYTES } from './segments';

const TAIL_BYTES = 3 * SEGMENT_BYTES;

const upload = {
  id: 'upl_1',
  objectKey: 'uploads/t/upl_1',
  bytes: 10 * TAIL_BYTES,
  received: TAIL_BYTES,
  tus: { metadata: '', tail: { objectKey: 'uploads/t/upl_1.tail', bytes: TAIL_BYTES } },
} as UploadRecord;

/** A store that breaks off in the middle of what it gives. */
const breakingStore = {
  async get() {
    return Readable.from(
      (function* () {
        yield Buffer.alloc(2 * SEGMENT_BYTES);
        throw new Error('the store went away');
      })(),
    );
  },
} as unknown as ObjectStore;

const deliver = (store: ObjectStore, memory: ReturnType<typeof createSegmentPool>) =>
  receive({ uploads: {} as Uploads, store, memory }, upload, { body: Readable.from([]), most: 10 * TAIL_BYTES });

describe('the receiver', () => {
  it('gives its memory back when the rest of an earlier request breaks off', async () => {
    const memory = createSegmentPool(8 * SEGMENT_BYTES);
    await expect(deliver(breakingStore, memory)).rejects.toThrow('the store went away');
    expect(memory.used).toBe(0);
  });
});
