import type { Readable } from 'node:stream';
import type { ObjectStore } from '../../adapters/object-store/port';
import { HeadendError } from '../../domain/failures';
import type { SidecarOrder, SidecarRef, SupplyChainIoActivities } from '../../workflows/supply-chain/contract';
import { beat } from './beat';
import { openSource, type SourcePorts } from './open-source';

/** Largest sidecar taken in, bytes: an hour of subtitles is under one megabyte, artwork under a few. */
const MAX_SIDECAR_BYTES = 50 * 1024 * 1024;

const isArtwork = (role: SidecarOrder['role']): boolean => role === 'poster' || role === 'artwork';

/** Object key of a sidecar. */
export const sidecarKey = (tenantId: string, ingestId: string, index: number): string =>
  `sidecars/${tenantId}/${ingestId}/${index}`;

/**
 * Receive the files beside a master, in the order of the order. Safe to repeat: each has a key of its own.
 *
 * @throws {HeadendError} `captions/unreadable` or `artwork/unreadable` for an empty file or no image, `upload/…`, `source/…`
 */
export const createReceiveSidecars =
  (ports: SourcePorts & { store: Pick<ObjectStore, 'put'> }): SupplyChainIoActivities['receiveSidecars'] =>
  async ({ ingestId, tenantId, sidecars }) => {
    const received: SidecarRef[] = [];
    for (const [index, { role, source, language, label, fileName }] of sidecars.entries()) {
      const { body } = await openSource(ports, ingestId, source, MAX_SIDECAR_BYTES);
      const bytes = await readAll(body, fileName ?? `sidecar ${index + 1}`);
      const contentType = isArtwork(role) ? imageType(bytes, fileName ?? role) : textType(bytes, fileName ?? role);
      const objectKey = sidecarKey(tenantId, ingestId, index);
      await ports.store.put(objectKey, bytes, { contentType });
      beat(index);
      received.push({ index, role, objectKey, bytes: bytes.length, language, label, fileName });
    }
    return received;
  };

async function readAll(body: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_SIDECAR_BYTES) {
      body.destroy();
      throw new HeadendError('master/too-large', `${name} is larger than ${MAX_SIDECAR_BYTES} bytes.`);
    }
    chunks.push(chunk);
    beat(size);
  }
  return Buffer.concat(chunks);
}

/** Images by their first bytes, whatever the name says. @throws {HeadendError} `artwork/unreadable` */
function imageType(bytes: Buffer, name: string): string {
  const head = bytes.subarray(0, 12).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  throw new HeadendError('artwork/unreadable', `${name} is no JPEG, PNG or WebP image.`);
}

function textType(bytes: Buffer, name: string): string {
  if (bytes.length === 0) throw new HeadendError('captions/unreadable', `${name} is an empty file.`);
  return 'text/plain';
}
