import type { ContentKey, ContentKeys } from '../../adapters/content-keys/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { PackageRequest, Packager, ProtectionRequest } from '../../adapters/packager/port';
import { keyPlan, labelOfPicture } from '../../domain/drm/key-plan';
import { isHeadendError } from '../../domain/failures';
import { cacheControlOf, contentTypeOf } from '../../domain/packaging/mime';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { PackagedProtection, PackagedVersion, PackageTask } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { inParallel } from './in-parallel';
import { type Inventory, type InventoryObject, packagedVersion, taskDigest } from './inventory';
import { uploadPackage } from './upload-package';

export interface PackageTitlePorts {
  store: ObjectStore;
  copies: LocalCopies;
  packager: Packager;
  /** Where the keys of encrypted versions are made and kept. */
  contentKeys: Pick<ContentKeys, 'ensure'>;
}

/** Objects removed at once. */
const REMOVALS = 8;

/**
 * Package a title and put everything under its version's prefix; the inventory goes last and is the commit marker.
 * A prefix whose inventory is of the very same task is answered without packaging; anything else found there is replaced.
 *
 * @throws {HeadendError} `package/failed`, `package/verification`, `media/not-found`, `store/unavailable`
 */
export const createPackageTitle = (ports: PackageTitlePorts) => {
  const { store, copies, packager } = ports;
  return async (task: PackageTask): Promise<PackagedVersion> => {
    const digest = taskDigest(task);
    beat();
    const done = await readInventory(store, task.prefix + LAYOUT.inventory);
    if (done?.task === digest) return packagedVersion(task, done);
    await store.remove(task.prefix + LAYOUT.inventory);
    const protection = await takeKeys(ports.contentKeys, task);
    const signal = cancelSignal();
    return copies.scratch('package', (output) =>
      holdInputs(copies, task, signal, async (local) => {
        const request = { ...requestOf(task, local, output), protection };
        const upload = { store, prefix: task.prefix, directory: output, segmentFolders: foldersOf(task), signal };
        const objects = await uploadPackage(upload, () => packager.package(request, signal));
        beat();
        if (task.thumbnails) objects.push(await copyPoster(store, task.thumbnails, task.prefix));
        await removeStrays(store, task.prefix, objects);
        objects.sort((a, b) => (a.path < b.path ? -1 : 1));
        const inventory: Inventory = {
          ...{ version: 1, task: digest, packager: packager.kind },
          ...(protection ? { protection: named(protection) } : {}),
          objects,
        };
        const meta = { contentType: 'application/json' };
        await store.put(task.prefix + LAYOUT.inventory, Buffer.from(JSON.stringify(inventory)), meta);
        return packagedVersion(task, inventory);
      }),
    );
  };
};

/** The keys of an encrypted version, made on the first attempt and the same on every later one. */
async function takeKeys(
  contentKeys: PackageTitlePorts['contentKeys'],
  { tenantId, versionId, renditions, audio, protection }: PackageTask,
): Promise<(ProtectionRequest & { keys: ContentKey[] }) | undefined> {
  if (!protection) return undefined;
  const { scheme, clearLeadSegments, trickPlay } = protection;
  const pictures = renditions.map(({ rung }) => rung);
  const labels = keyPlan(pictures, audio.length);
  const keys = await contentKeys.ensure({ tenantId, versionId, scheme, labels });
  return { scheme, clearLeadSegments, trickPlay, keys };
}

/** What may be told of the keys. */
const named = ({ scheme, clearLeadSegments, trickPlay, keys }: ProtectionRequest): PackagedProtection => ({
  ...{ scheme, clearLeadSegments, trickPlay },
  keys: keys.map(({ kid, label }) => ({ kid, label, scheme })),
});

/** The inventory under a key; undefined when there is none or it cannot be read. */
export async function readInventory(store: ObjectStore, key: string): Promise<Inventory | undefined> {
  try {
    return JSON.parse((await store.read(key)).toString('utf8')) as Inventory;
  } catch (error) {
    if (isHeadendError(error) && error.code !== 'media/not-found') throw error;
    return undefined;
  }
}

const foldersOf = ({ renditions, audio }: PackageTask): string[] => [
  ...renditions.map(({ rung }) => LAYOUT.videoFolder(rung.name)),
  ...audio.map(({ id }) => LAYOUT.audioFolder(id)),
];

const inputKeys = (task: PackageTask): string[] => [
  ...task.renditions.map(({ objectKey }) => objectKey),
  ...task.audio.map(({ objectKey }) => objectKey),
  ...task.captions.map(({ objectKey }) => objectKey),
  ...(task.thumbnails ? [task.thumbnails.vttKey, ...task.thumbnails.sprites] : []),
];

/** Hold local copies of all inputs while `work` runs; `work` gets a path per object key. */
function holdInputs<T>(
  copies: LocalCopies,
  task: PackageTask,
  signal: AbortSignal | undefined,
  work: (local: (key: string) => string) => Promise<T>,
): Promise<T> {
  const paths = new Map<string, string>();
  const keys = [...new Set(inputKeys(task))];
  const hold = (index: number): Promise<T> => {
    const key = keys[index];
    if (key === undefined) return work((wanted) => paths.get(wanted) ?? '');
    const use = (file: string): Promise<T> => {
      paths.set(key, file);
      return hold(index + 1);
    };
    return copies.use(key, use, { signal, onProgress: () => beat() });
  };
  return hold(0);
}

const requestOf = (task: PackageTask, local: (key: string) => string, output: string): PackageRequest => ({
  video: task.renditions.map(({ rung, objectKey }) => ({
    name: rung.name,
    path: local(objectKey),
    codec: rung.codec,
    height: rung.height,
    ...(task.protection ? { keyLabel: labelOfPicture(rung) } : {}),
  })),
  audio: task.audio.map(({ id, language, label, default: first, channels, kind, objectKey }) => ({
    ...{ id, language, label, channels, kind },
    default: first,
    path: local(objectKey),
  })),
  text: task.captions.map(({ id, language, label, kind, objectKey }) => ({
    ...{ id, language, label, kind },
    path: local(objectKey),
  })),
  thumbnails: task.thumbnails && {
    vttPath: local(task.thumbnails.vttKey),
    sheetPaths: task.thumbnails.sprites.map(local),
  },
  frameRate: task.timeline.frameRate,
  segmentFrames: task.timeline.segmentFrames,
  foldRunt: task.timeline.foldRunt,
  gopFrames: task.timeline.gopFrames,
  output,
});

async function copyPoster(
  store: ObjectStore,
  { posterKey }: NonNullable<PackageTask['thumbnails']>,
  prefix: string,
): Promise<InventoryObject> {
  const body = await store.read(posterKey);
  const meta = { contentType: contentTypeOf(LAYOUT.poster), cacheControl: cacheControlOf(LAYOUT.poster) };
  const { bytes, etag } = await store.put(prefix + LAYOUT.poster, body, meta);
  return { path: LAYOUT.poster, bytes, etag };
}

/** What an earlier attempt left behind and this one did not write. */
async function removeStrays(store: ObjectStore, prefix: string, objects: InventoryObject[]): Promise<void> {
  const known = new Set(objects.map((object) => prefix + object.path));
  const strays: string[] = [];
  for await (const { key } of store.list(prefix)) if (!known.has(key)) strays.push(key);
  await inParallel(REMOVALS, strays, (key) => store.remove(key));
}
