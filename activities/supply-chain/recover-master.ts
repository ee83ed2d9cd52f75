import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContentKeys } from '../../adapters/content-keys/port';
import type { Ffmpeg, Ffprobe } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import { readInit } from '../../domain/packaging/fmp4';
import { LAYOUT } from '../../domain/packaging/package-facts';
import {
  type RecoveredMaster,
  type RecoveryOrder,
  type SupplyChainIoActivities,
  workPrefix,
} from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { clearInit, decryptSegment } from './decrypt-segment';
import { inspect } from './inspect-master';
import { readInventory } from './package-title';

export interface RecoverMasterPorts {
  store: ObjectStore;
  copies: LocalCopies;
  ffmpeg: Ffmpeg;
  ffprobe: Ffprobe;
  contentKeys: Pick<ContentKeys, 'open'>;
}

/**
 * Put the best tracks of a published package together again, as the master that it was made of is gone. Nothing is encoded; keys stay
 * in this process. What it makes is an intermediate: it lies among those of the title, and goes with them.
 *
 * @throws {HeadendError} `media/not-found` when something of the package is gone as well
 */
export const createRecoverMaster =
  (ports: RecoverMasterPorts): SupplyChainIoActivities['recoverMaster'] =>
  async (order) => {
    const { store, copies } = ports;
    const sha256 = createHash('sha256').update(`recovered ${order.prefix}`).digest('hex');
    const objectKey = `${workPrefix(order.tenantId, sha256)}recovered.mp4`;
    const recordKey = `${objectKey}.json`;
    if ((await store.find(recordKey)) && (await store.find(objectKey)))
      return JSON.parse((await store.read(recordKey)).toString('utf8')) as RecoveredMaster;
    return copies.scratch('recovered', async (directory) => {
      const file = await joined(ports, order, directory);
      const { probe } = await inspect(ports, file, cancelSignal());
      const audio = probe.audio.map((stream, index) => ({
        ...stream,
        language: order.sounds[index]?.language ?? stream.language,
      }));
      const { bytes } = await store.putFile(objectKey, file, { contentType: 'video/mp4' });
      const recovered: RecoveredMaster = {
        master: { masterId: order.masterId, objectKey, sha256, bytes },
        inspection: { probe: { ...probe, audio }, findings: [] },
      };
      await store.put(recordKey, Buffer.from(JSON.stringify(recovered)), { contentType: 'application/json' });
      return recovered;
    });
  };

async function joined(ports: RecoverMasterPorts, order: RecoveryOrder, directory: string): Promise<string> {
  const keys = await keysOf(ports, order);
  const folders = [order.picture, ...order.sounds.map(({ folder }) => folder)];
  const inputs: { path: string }[] = [];
  for (const [index, folder] of folders.entries()) {
    const file = path.join(directory, `${index}.mp4`);
    inputs.push({ path: await wholeTrack(ports, order.prefix + folder, order.segments, file, keys) });
  }
  const output = path.join(directory, 'recovered.mp4');
  await ports.ffmpeg.run({
    inputs,
    outputArgs: [...inputs.flatMap((_, index) => ['-map', `${index}:0`]), '-c', 'copy', '-f', 'mp4', output],
    onProgress: () => beat(),
    signal: cancelSignal(),
  });
  return output;
}

/** By KID. */
async function keysOf(
  { store, contentKeys }: RecoverMasterPorts,
  { tenantId, prefix }: RecoveryOrder,
): Promise<Map<string, Uint8Array>> {
  const inventory = await readInventory(store, prefix + LAYOUT.inventory);
  const kids = (inventory?.protection?.keys ?? []).map(({ kid }) => kid);
  const opened = kids.length > 0 ? await contentKeys.open(tenantId, kids) : [];
  return new Map(opened.map(({ kid, key }) => [kid, key]));
}

/** One track as one fragmented file, in the clear. */
async function wholeTrack(
  { store }: RecoverMasterPorts,
  folder: string,
  segments: number,
  file: string,
  keys: ReadonlyMap<string, Uint8Array>,
): Promise<string> {
  const sealed = await store.read(LAYOUT.init(folder));
  const init = readInit(sealed);
  const key = keys.get(init.protection?.kid ?? '');
  if (init.protection && !key) throw new RangeError(`There is no key ${init.protection.kid}`);
  await appendFile(file, init.protection ? clearInit(sealed) : sealed);
  // One more than the others have, of what ends a moment later.
  for (let number = 1; number <= segments || (await store.find(LAYOUT.segment(folder, number))); number++) {
    const segment = await store.read(LAYOUT.segment(folder, number));
    await appendFile(file, key ? decryptSegment(segment, init, key) : segment);
    beat();
    cancelSignal()?.throwIfAborted();
  }
  return file;
}
