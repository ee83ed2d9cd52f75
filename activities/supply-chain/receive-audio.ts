import path from 'node:path';
import { isHeadendError } from '../../domain/failures';
import type { SidecarRef, SupplyChainIoActivities } from '../../workflows/supply-chain/contract';
import type { SourcePorts } from './open-source';
import { type ReceivePorts, sourceDigest, takeIn } from './receive';
import { sidecarKey } from './receive-sidecars';

/**
 * Receive an audio file as a master is received: one pass fills the store, a local copy and the digest. Safe to repeat: a
 * file that was received whole from the same source is answered at once.
 *
 * @throws {HeadendError} `master/empty`, `master/too-large`, `master/checksum-mismatch`, `upload/…`, `source/…`
 */
export const createReceiveAudio =
  (ports: SourcePorts & Pick<ReceivePorts, 'store' | 'copies' | 'maxBytes'>): SupplyChainIoActivities['receiveAudio'] =>
  async ({ ingestId, tenantId, index, sidecar: { source, ...about } }) => {
    if (source.kind === 'kept') throw new RangeError('A part that is kept needs no receiving.');
    const { store, copies } = ports;
    const objectKey = `${sidecarKey(tenantId, ingestId, index)}-${sourceDigest(source)}`;
    const recordKey = `${objectKey}.json`;
    const known = await readRecord(ports, recordKey);
    if (known && (await store.find(objectKey))) return known;
    return copies.scratch('receive', async (directory) => {
      const file = path.join(directory, 'audio');
      const received = await takeIn(ports, { ingestId, tenantId, source }, objectKey, file);
      await copies.adopt(objectKey, file);
      const ref: SidecarRef = { index, ...about, objectKey, ...received };
      await store.put(recordKey, Buffer.from(JSON.stringify(ref)), { contentType: 'application/json' });
      return ref;
    });
  };

async function readRecord({ store }: Pick<ReceivePorts, 'store'>, key: string): Promise<SidecarRef | undefined> {
  try {
    return JSON.parse((await store.read(key)).toString('utf8')) as SidecarRef;
  } catch (error) {
    if (isHeadendError(error) && error.code === 'media/not-found') return undefined;
    throw error;
  }
}
