import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { OrderDesk, OrderedFile, OrderProblem } from '../../adapters/order-desk/port';
import type { Ingests } from '../../adapters/postgres/port';
import type { WatchFileRecord, WatchFolderRecord, WatchFolders } from '../../adapters/postgres/watch-port';
import { FAILURES, type FailureCode } from '../../domain/failures';
import { type FileGroup, groupFiles, isTemporary } from '../../domain/watch/file-names';
import { isStable, lookedAt, watchedId } from '../../domain/watch/stability';
import type { SupplyChainWatchActivities, WatchLook } from '../../workflows/supply-chain/contract';
import { beat } from './beat';

export interface WatchPorts {
  watchFolders: Pick<WatchFolders, 'enabled' | 'open' | 'noteLook' | 'settle'>;
  ingests: Pick<Ingests, 'standing' | 'find'>;
  store: Pick<ObjectStore, 'list'>;
  desk: OrderDesk;
}

/** The steps of a round over the watch folders. */
export const createWatchActivities = (ports: WatchPorts): SupplyChainWatchActivities => ({
  findWatchFolders: () => ports.watchFolders.enabled(),
  pollWatchFolder: (id) => poll(ports, id),
});

type Group = FileGroup<WatchFileRecord>;

async function poll(ports: WatchPorts, id: string): Promise<WatchLook> {
  const opened = await ports.watchFolders.open(id);
  if (!opened?.folder.enabled) return { files: 0, ordered: 0, refused: 0 };
  const { folder } = opened;
  const files = await look(ports, folder, opened.files);
  const result: WatchLook = { files: files.length, ordered: 0, refused: 0 };
  for (const group of groupFiles(files, ({ objectKey }) => objectKey.slice(folder.prefix.length))) {
    const outcome = await settleGroup(ports, folder, group);
    if (outcome) result[outcome]++;
    beat(result);
  }
  return result;
}

/** See what lies in the folder, and note it. */
async function look(
  { watchFolders, store }: WatchPorts,
  folder: WatchFolderRecord,
  known: WatchFileRecord[],
): Promise<WatchFileRecord[]> {
  const before = new Map(known.map((file) => [file.objectKey, file]));
  const now = new Date();
  const files: WatchFileRecord[] = [];
  for await (const { key, bytes, etag } of store.list(folder.prefix)) {
    if (isTemporary(key.slice(folder.prefix.length))) continue;
    const was = before.get(key);
    const { changed, ...file } = lookedAt({ objectKey: key, bytes, etag }, was, now);
    files.push({ ...was, ...file, status: changed || !was ? 'growing' : was.status });
    before.delete(key);
    if (files.length % 1000 === 0) beat(files.length);
  }
  await watchFolders.noteLook(folder.id, files, [...before.keys()]);
  return files;
}

/** Problems that pass by themselves: another order of the title is under way. */
const WAITS: readonly string[] = ['ingest/external-id-taken', 'ingest/title-changed'];

/** Order the files of one title once all of them have come to rest. */
async function settleGroup(
  ports: WatchPorts,
  folder: WatchFolderRecord,
  { stem, files }: Group,
): Promise<'ordered' | 'refused' | undefined> {
  const fresh = files.filter(({ file }) => file.status === 'growing');
  if (fresh.length === 0 || files.some(({ file }) => !isStable(file, folder.stableSeconds))) return undefined;
  const all = files.map(
    ({ file, role }) => ({ ...file, status: role.role === 'master' ? 'ordered' : 'sidecar' }) as const,
  );
  const refuse = async (problem: OrderProblem, blamed: string) => {
    await ports.watchFolders.settle(folder, all, { problem, blamed });
    return 'refused' as const;
  };
  const unknown = files.find(({ role }) => role.role === 'unknown');
  if (unknown && unknown.file.status === 'growing' && fresh.length === 1)
    return refuse(problem('watch/unknown-role', 'The name does not tell role and language.'), unknown.file.objectKey);
  const parts = files.filter(({ role }) => role.role !== 'unknown');
  const masters = parts.filter(({ role }) => role.role === 'master');
  if (masters.length > 1)
    return refuse(
      problem('watch/ambiguous', `${masters.length} masters have this name.`),
      masters[1]?.file.objectKey ?? '',
    );
  const order = await orderOf(ports, folder, stem, parts);
  // A sidecar alone waits for its master.
  if (!order) return undefined;
  const digest = createHash('sha256').update(JSON.stringify(all.map(({ objectKey, etag }) => [objectKey, etag])));
  const key = `watch:${folder.id}:${digest.digest('hex')}`;
  const answer = await ports.desk.order({
    tenantId: folder.tenantId,
    key,
    origin: `watch:${folder.id}:${stem}`,
    ...order,
  });
  if ('problem' in answer && WAITS.includes(answer.problem.code)) return undefined;
  if ('problem' in answer) return refuse(answer.problem, masters[0]?.file.objectKey ?? fresh[0]?.file.objectKey ?? '');
  await ports.watchFolders.settle(folder, all, answer);
  return 'ordered';
}

/** The order of a title's files; only what is fresh where the master has been published as it lies there. */
async function orderOf(
  { ingests }: WatchPorts,
  { tenantId, profile, qualityPolicy, priority }: WatchFolderRecord,
  stem: string,
  parts: Group['files'],
): Promise<{ body: object; files: Map<string, OrderedFile> } | undefined> {
  const standing = await ingests.standing(tenantId, stem);
  const master = parts.find(({ role }) => role.role === 'master');
  const made = master?.file.ingestId ? await ingests.find(tenantId, master.file.ingestId) : undefined;
  const kept = master ? master.file.status === 'ordered' && made?.status === 'published' : Boolean(standing?.current);
  if (!master && !kept) return undefined;
  const wanted = kept ? parts.filter(({ file }) => file.status === 'growing') : parts;
  const files = new Map<string, OrderedFile>();
  const sourceOf = ({ objectKey, bytes, etag }: WatchFileRecord) => {
    const id = watchedId(etag, files.size);
    files.set(id, { objectKey, bytes, fileName: objectKey.split('/').at(-1) ?? '' });
    return { upload_id: id };
  };
  const sidecars = wanted.filter(({ role }) => role.role !== 'master');
  const body = {
    external_id: stem,
    ...(standing ? {} : { title: stem }),
    ...(master && !kept ? { source: sourceOf(master.file) } : {}),
    sidecars: sidecars.map(({ file, role }) => ({ ...role, source: sourceOf(file) })),
    ...(profile ? { profile } : {}),
    ...(qualityPolicy ? { quality_policy: qualityPolicy } : {}),
    priority,
  };
  return { body, files };
}

function problem(code: FailureCode, detail: string): OrderProblem {
  const { title, status, fix } = FAILURES[code];
  return { type: `/docs/codes/${code}`, title, status, detail, code, fix };
}
