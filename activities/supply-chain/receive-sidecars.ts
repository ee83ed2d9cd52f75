import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ArtworkMaker } from '../../adapters/artwork/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import { HeadendError } from '../../domain/failures';
import { describePart, type PartName } from '../../domain/media/title-parts';
import type {
  KeptPart,
  SidecarOrder,
  SidecarRef,
  SupplyChainIoActivities,
} from '../../workflows/supply-chain/contract';
import { beat } from './beat';
import { openSource, type SourcePorts } from './open-source';
import { checkDigest } from './ordered-digest';

/** Largest sidecar taken in but for audio, bytes: an hour of subtitles is under one megabyte, artwork under a few. */
const MAX_SIDECAR_BYTES = 50 * 1024 * 1024;

const isArtwork = (role: SidecarOrder['role']): boolean => role === 'poster' || role === 'artwork';

/** Object key of a sidecar. */
export const sidecarKey = (tenantId: string, ingestId: string, index: number): string =>
  `sidecars/${tenantId}/${ingestId}/${index}`;

/**
 * Receive the files beside a master, in the order of the order. Safe to repeat: each has a key of its own.
 *
 * @throws {HeadendError} `captions/unreadable`, `metadata/unreadable` or `artwork/unreadable` for an empty file or no image,
 *   `master/checksum-mismatch`, `ingest/part-gone`, `upload/…`, `source/…`
 */
export const createReceiveSidecars =
  (
    ports: SourcePorts & { store: Pick<ObjectStore, 'put' | 'find'>; artwork: ArtworkMaker },
  ): SupplyChainIoActivities['receiveSidecars'] =>
  async ({ ingestId, tenantId, sidecars, only }) => {
    const received: SidecarRef[] = [];
    for (const [index, { source, ...about }] of sidecars.entries()) {
      if (only && !only.includes(index)) continue;
      if (source.kind === 'kept') {
        received.push({ index, ...about, ...(await keep(ports.store, source, about)) });
        continue;
      }
      const { role, fileName } = about;
      const { body } = await openSource(ports, { ingestId, tenantId }, source, MAX_SIDECAR_BYTES);
      const delivered = await readAll(body, fileName ?? `sidecar ${index + 1}`);
      checkDigest(sha256Of(delivered), { source });
      // Viewers get a partner's picture as it is kept here, so it is kept as nothing but a picture.
      const { bytes, contentType } = isArtwork(role)
        ? await ports.artwork.make(delivered, fileName ?? role)
        : { bytes: delivered, contentType: textType(role, delivered, fileName ?? role) };
      const objectKey = sidecarKey(tenantId, ingestId, index);
      await ports.store.put(objectKey, bytes, { contentType });
      beat(index);
      received.push({ index, ...about, objectKey, bytes: bytes.length, sha256: sha256Of(bytes) });
    }
    return received;
  };

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A part of the version before, still there. @throws {HeadendError} `ingest/part-gone` */
async function keep(
  store: Pick<ObjectStore, 'find'>,
  { objectKey, bytes, sha256 }: KeptPart,
  about: PartName,
): Promise<Pick<SidecarRef, 'objectKey' | 'bytes' | 'sha256'>> {
  if (await store.find(objectKey)) return { objectKey, bytes, sha256 };
  throw new HeadendError('ingest/part-gone', `The ${describePart(about)} of the version before is not kept any more.`);
}

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

function textType(role: SidecarOrder['role'], bytes: Buffer, name: string): string {
  const code = role === 'metadata' ? 'metadata/unreadable' : 'captions/unreadable';
  if (bytes.length === 0) throw new HeadendError(code, `${name} is an empty file.`);
  return 'text/plain';
}
