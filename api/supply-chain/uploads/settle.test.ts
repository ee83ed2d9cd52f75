import { createMemoryStore } from '../../../adapters/object-store/memory';
import type { UploadRecord, Uploads } from '../../../adapters/postgres/port';
import { settle } from './settle';

const upload = { id: 'upl_1', tenantId: 't', protocol: 'single', status: 'waiting', objectKey: 'uploads/t/upl_1' };
const record = (status: string) => ({ ...upload, status }) as UploadRecord;

/** An upload that a second request cancels while its completion is under way. */
const deps = (now: string) => ({
  uploads: { find: async () => record(now), finish: async () => record(now) } as unknown as Uploads,
  store: createMemoryStore(),
  maxBytes: 1e9,
});

describe('a completion', () => {
  it('says that the upload has ended when a cancellation took its bytes away', async () => {
    await expect(settle(deps('cancelled'), record('waiting'))).rejects.toMatchObject({ code: 'upload/ended' });
  });

  it('says so when the cancellation comes after the bytes were found', async () => {
    const racing = deps('cancelled');
    await racing.store.put(upload.objectKey, Buffer.from('x'), { contentType: 'x/y' });
    await expect(settle(racing, record('waiting'))).rejects.toMatchObject({ code: 'upload/ended' });
  });

  it('says that nothing has arrived while the upload is open', async () => {
    await expect(settle(deps('waiting'), record('waiting'))).rejects.toMatchObject({ code: 'upload/no-bytes' });
  });
});
