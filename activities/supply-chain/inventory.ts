import { createHash } from 'node:crypto';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { PackagedProtection, PackagedVersion, PackageTask } from '../../workflows/supply-chain/contract';

/** Grows when the same tracks would be packaged differently. */
const PACKAGING_VERSION = 2;

export interface InventoryObject {
  /** Relative to the version's prefix. */
  path: string;
  bytes: number;
  etag: string;
}

/** Every object of a version. Written last, so that a version with an inventory is whole. */
export interface Inventory {
  version: 1;
  /** Digest over everything that shapes the package; the same task gives the same one. */
  task: string;
  packager: string;
  /** Absent when it is in the clear. */
  protection?: PackagedProtection;
  objects: InventoryObject[];
}

/** @see Inventory.task */
export function taskDigest({ timeline, renditions, audio, captions, thumbnails, protection }: PackageTask): string {
  const video = renditions.map(({ rung, objectKey, bytes, frames }) => [
    rung.name,
    rung.codec,
    objectKey,
    bytes,
    frames,
  ]);
  const sound = audio.map(({ id, language, label, default: first, channels, kind, objectKey, bytes }) => [
    ...[id, language, label, first, channels, ...(kind ? [kind] : [])],
    ...[objectKey, bytes],
  ]);
  const text = captions.map(({ id, language, label, kind, objectKey }) => [id, language, label, kind, objectKey]);
  const shape = [PACKAGING_VERSION, timeline, video, sound, text, thumbnails, ...(protection ? [protection] : [])];
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}

/** The answer of packageTitle, from an inventory. */
export const packagedVersion = (
  { versionId, prefix }: Pick<PackageTask, 'versionId' | 'prefix'>,
  { objects, packager, protection }: Inventory,
): PackagedVersion => ({
  versionId,
  prefix,
  hlsKey: prefix + LAYOUT.master,
  dashKey: prefix + LAYOUT.dash,
  objects: objects.length,
  bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0),
  inventoryKey: prefix + LAYOUT.inventory,
  packager,
  ...(protection ? { protection } : {}),
});
