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

  it('makes one file of two requests at once, and tells whoever named other parts', async () => {
    const store = createMemoryStore();
    const multipartId = await store.startMultipart(upload.objectKey, { contentType: 'x/y' });
    for (const [at, size] of [6e6, 6e6, 9].entries())
      await store.putPart(upload.objectKey, multipartId, at + 1, [Buffer.alloc(size, at)]);
    const all = await store.listParts(upload.objectKey, multipartId);
    const open = { ...record('uploading'), protocol: 'multipart', multipartId } as UploadRecord;
    const finished: number[] = [];
    const uploads = {
      find: async () => record('uploaded'),
      finish: async (_id: string, { bytes }: { bytes: number }) => {
        finished.push(bytes);
        return record('uploaded');
      },
    } as unknown as Uploads;
    const lists = [all, all.slice(0, 2), undefined, all.slice(0, 1)];
    const answers = await Promise.allSettled(
      lists.map((parts) => settle({ uploads, store, maxBytes: 1e9 }, open, parts)),
    );
    const said = answers.map((answer) => (answer.status === 'fulfilled' ? 'made' : answer.reason.code));
    expect(said).toEqual(['made', 'upload/part-mismatch', 'made', 'upload/part-mismatch']);
    expect(finished).toEqual([12_000_009, 12_000_009]);
  });
});
