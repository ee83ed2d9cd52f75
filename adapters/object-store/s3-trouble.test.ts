import { createServer, type IncomingMessage, get as request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readResuming } from './s3-read';
import { PART_BYTES, type Target, upload } from './s3-write';
import type { StoreClient } from './store-client';

const twoParts = () => Readable.from([Buffer.alloc(PART_BYTES), Buffer.alloc(10)], { objectMode: false });

/** A store whose answers a test chooses; only what a multipart upload calls. */
function targetOf(answers: Partial<Record<keyof StoreClient, unknown>>): { target: Target; said: string[] } {
  const said: string[] = [];
  const told = Object.entries({
    initiateNewMultipartUpload: () => 'upload-1',
    putBody: () => 'part',
    abortMultipartUpload: () => undefined,
    ...answers,
  }).map(([name, answer]) => [
    name,
    async (...given: unknown[]) => {
      said.push(name);
      return (answer as (...given: unknown[]) => unknown)(...given);
    },
  ]);
  const client = Object.fromEntries(told) as StoreClient;
  return { target: { client, bucket: 'b', key: 'k', headers: {} }, said };
}

const failure = (code: string) => Object.assign(new Error(code), { code });

describe('a multipart upload', () => {
  it('is done when the answer to its completion was lost', async () => {
    let tries = 0;
    const { target } = targetOf({
      completeMultipartUpload: () => {
        throw failure(tries++ === 0 ? 'ECONNRESET' : 'NoSuchUpload');
      },
      statObject: () => ({ size: PART_BYTES + 10, etag: 'whole' }),
    });
    expect(await upload(target, twoParts())).toEqual({ bytes: PART_BYTES + 10, etag: 'whole' });
  });

  it('is not taken for done when another object lies under the key', async () => {
    let tries = 0;
    const { target, said } = targetOf({
      completeMultipartUpload: () => {
        throw failure(tries++ === 0 ? 'ECONNRESET' : 'NoSuchUpload');
      },
      statObject: () => ({ size: 3, etag: 'older' }),
    });
    await expect(upload(target, twoParts())).rejects.toMatchObject({ code: 'media/not-found' });
    expect(said.at(-1)).toBe('abortMultipartUpload');
  });

  it('is given up only when no part is on its way any more', async () => {
    const order: string[] = [];
    const { target } = targetOf({
      putBody: async (...[, , , put]: Parameters<StoreClient['putBody']>) => {
        if (put?.query?.partNumber === '1') throw failure('AccessDenied');
        await sleep(50);
        order.push('part 2 arrived');
        return 'part';
      },
      abortMultipartUpload: () => order.push('aborted'),
    });
    await expect(upload(target, twoParts())).rejects.toMatchObject({ code: 'store/unavailable' });
    expect(order).toEqual(['part 2 arrived', 'aborted']);
  });
});

describe('a read', () => {
  it('lets go of the connection when its reader turns away before the first byte', async () => {
    let gone: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const server = createServer((_asked, answer) => {
      answer.on('close', gone);
      answer.writeHead(200, { 'content-length': 1 << 20, etag: '"e"' }).write('a');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const open = () => new Promise<IncomingMessage>((resolve) => request({ host: '127.0.0.1', port }, resolve));
    try {
      (await readResuming('k', open, 0)).destroy();
      await closed;
    } finally {
      server.close();
    }
  });
});
