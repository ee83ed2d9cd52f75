import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { OrderDesk, OrderedFile, OrderProblem } from '../../adapters/order-desk/port';
import type { Ingests } from '../../adapters/postgres/port';
import type { WatchFileRecord, WatchFolderRecord, WatchFolders } from '../../adapters/postgres/watch-port';
import { FAILURES, type FailureCode } from '../../domain/failures';
import { groupFiles, isTemporary } from '../../domain/watch/file-names';
import { lookedAt, watchedId } from '../../domain/watch/stability';
import { decideTitle, type Part, type TitleDecision, wantedParts } from '../../domain/watch/title-decision';
import type { SupplyChainWatchActivities, WatchLook } from '../../workflows/supply-chain/contract';
import { beat } from './beat';

export interface WatchPorts {
  watchFolders: Pick<WatchFolders, 'enabled' | 'open' | 'noteLook' | 'noteOrdered' | 'noteRefused'>;
  ingests: Pick<Ingests, 'standing' | 'known' | 'find'>;
  store: Pick<ObjectStore, 'list'>;
  desk: OrderDesk;
}

/** The steps of a round over the watch folders. */
export const createWatchActivities = (ports: WatchPorts): SupplyChainWatchActivities => ({
  findWatchFolders: () => ports.watchFolders.enabled(),
  pollWatchFolder: (id) => poll(ports, id),
});

type Decision = TitleDecision<WatchFileRecord>;
type WatchedPart = Part<WatchFileRecord>;

async function poll(ports: WatchPorts, id: string): Promise<WatchLook> {
  const opened = await ports.watchFolders.open(id);
  if (!opened?.folder.enabled) return { files: 0, ordered: 0, refused: 0 };
  const { folder } = opened;
  const { files, changed, gone } = await look(ports, folder, opened.files);
  const titles = groupFiles(files, ({ objectKey }) => objectKey.slice(folder.prefix.length)).map((group) =>
    decideTitle(group, folder.stableSeconds),
  );
  const reopened = titles.flatMap((title) => title.reopened);
  for (const file of reopened) file.status = 'growing';
  await ports.watchFolders.noteLook(id, [...changed, ...reopened], gone);
  const result: WatchLook = { files: files.length, ordered: 0, refused: 0 };
  const waiting = await waitingForMaster(ports.ingests, folder, titles);
  for (const title of titles) {
    for (const { file, code, detail } of title.refusals)
      result.refused += await ports.watchFolders.noteRefused(folder, [file], problem(code, detail));
    if (waiting.has(title)) continue;
    const { ordered, refused } = await placeOrder(ports, folder, title);
    result.ordered += ordered;
    result.refused += refused;
    beat(result);
  }
  return result;
}

/** Sidecars of titles that nobody has ordered: thousands may lie there, and are asked for together. */
async function waitingForMaster(ingests: WatchPorts['ingests'], { tenantId }: WatchFolderRecord, titles: Decision[]) {
  const alone = titles.filter(({ parts }) => parts && !parts.some(isMasterPart));
  if (alone.length === 0) return new Set<Decision>();
  const stems = alone.map(({ stem }) => stem);
  const known = new Set(await ingests.known(tenantId, stems));
  return new Set(alone.filter(({ stem }) => !known.has(stem)));
}

/** What lies in the folder now, what of it is new or has changed, and the keys that are gone. */
async function look(
  { store }: WatchPorts,
  folder: WatchFolderRecord,
  known: WatchFileRecord[],
): Promise<{ files: WatchFileRecord[]; changed: WatchFileRecord[]; gone: string[] }> {
  const before = new Map(known.map((file) => [file.objectKey, file]));
  const now = new Date();
  const files: WatchFileRecord[] = [];
  const fresh: WatchFileRecord[] = [];
  for await (const { key, bytes, etag } of store.list(folder.prefix)) {
    if (isTemporary(key.slice(folder.prefix.length))) continue;
    const was = before.get(key);
    const { changed, ...file } = lookedAt({ objectKey: key, bytes, etag }, was, now);
    const record: WatchFileRecord = changed || !was ? { ...file, status: 'growing' } : { ...was, ...file };
    files.push(record);
    if (changed) fresh.push(record);
    before.delete(key);
    if (files.length % 1000 === 0) beat(files.length);
  }
  return { files, changed: fresh, gone: [...before.keys()] };
}

/** Problems that pass by themselves: another order of the title is under way. */
const WAITS: readonly string[] = ['ingest/external-id-taken', 'ingest/title-changed'];

/**
 * Order what a title's files bring. A file that the order desk refuses is refused alone, and the title goes on without it.
 *
 * @returns how many orders were made, 0 or 1, and how many files were refused
 */
async function placeOrder(
  { watchFolders, ingests, desk }: WatchPorts,
  folder: WatchFolderRecord,
  { stem, parts }: Decision,
): Promise<{ ordered: number; refused: number }> {
  let refused = 0;
  if (!parts) return { ordered: 0, refused };
  const standing = await ingests.standing(folder.tenantId, stem);
  const published = await publishedFiles(ingests, folder.tenantId, parts);
  const isPublished = (file: WatchFileRecord) => published.has(file);
  let update = Boolean(standing?.current?.parts);
  for (let left = parts; ; ) {
    const wanted = wantedParts(left, { update, isPublished });
    if (!wanted?.some(({ file }) => file.status === 'growing')) return { ordered: 0, refused };
    const answer = await desk.order({
      tenantId: folder.tenantId,
      key: orderKey(folder, wanted),
      origin: `watch:${folder.id}:${stem}`,
      ...orderOf(folder, stem, wanted, Boolean(standing)),
    });
    if ('ingestId' in answer) {
      await watchFolders.noteOrdered(folder.id, wanted.map(taken), answer.ingestId);
      return { ordered: 1, refused };
    }
    if (WAITS.includes(answer.problem.code)) return { ordered: 0, refused };
    // What the version was made of is not kept any more, but it lies here still: everything is ordered anew.
    if (answer.problem.code === 'ingest/part-gone' && update) update = false;
    else {
      const blamed = blamedFor(answer.problem, wanted);
      refused += await watchFolders.noteRefused(folder, blamed, answer.problem);
      left = left.filter(({ file }) => !blamed.includes(file));
    }
  }
}

/** The files that are part of something published as they lie there. */
async function publishedFiles(ingests: WatchPorts['ingests'], tenantId: string, parts: WatchedPart[]) {
  const published = new Set<WatchFileRecord>();
  const states = new Map<string, boolean>();
  for (const { file } of parts) {
    const { ingestId, status } = file;
    if (!ingestId || status === 'growing') continue;
    if (!states.has(ingestId)) states.set(ingestId, (await ingests.find(tenantId, ingestId))?.status === 'published');
    if (states.get(ingestId)) published.add(file);
  }
  return published;
}

/** The same files at rest since the same time are one order; a content that comes back later is another. */
function orderKey(folder: WatchFolderRecord, wanted: WatchedPart[]): string {
  const contents = wanted.map(({ file }) => [file.objectKey, file.etag, file.stableSince.toISOString()]);
  const digest = createHash('sha256').update(JSON.stringify(contents.sort()));
  return `watch:${folder.id}:${digest.digest('hex')}`;
}

/** The body of `POST /v1/ingests` that names the files as uploads. */
function orderOf(
  { profile, qualityPolicy, priority }: WatchFolderRecord,
  stem: string,
  wanted: WatchedPart[],
  known: boolean,
): { body: object; files: Map<string, OrderedFile> } {
  const files = new Map<string, OrderedFile>();
  const sourceOf = ({ objectKey, bytes, etag }: WatchFileRecord) => {
    const id = watchedId(etag, files.size);
    files.set(id, { objectKey, bytes, fileName: objectKey.split('/').at(-1) ?? '' });
    return { upload_id: id };
  };
  const master = wanted.find(isMasterPart);
  const body = {
    external_id: stem,
    ...(known ? {} : { title: stem }),
    ...(master ? { source: sourceOf(master.file) } : {}),
    sidecars: wanted.filter(isSidecarPart).map(({ file, role }) => ({ ...role, source: sourceOf(file) })),
    ...(profile ? { profile } : {}),
    ...(qualityPolicy ? { quality_policy: qualityPolicy } : {}),
    priority,
  };
  return { body, files };
}

const isMasterPart = ({ role }: WatchedPart): boolean => role.role === 'master';
const isSidecarPart = (part: WatchedPart): boolean => !isMasterPart(part);
const taken = ({ file, role }: WatchedPart) =>
  ({ ...file, status: role.role === 'master' ? 'ordered' : 'sidecar' }) as const;

/** The files whose fault a refusal is: the sidecars that its fields name, else the master, else all of them. */
function blamedFor({ errors = [] }: OrderProblem, wanted: WatchedPart[]): WatchFileRecord[] {
  const sidecars = wanted.filter(isSidecarPart);
  const named = errors.map(({ field }) => sidecars[Number(/^sidecars\.(\d+)/.exec(field)?.[1] ?? -1)]);
  const only = named.filter((part) => part !== undefined);
  const masters = wanted.filter(isMasterPart);
  const others = only.length === named.length ? [] : masters;
  const blamed = only.length > 0 ? [...only, ...others] : masters.length > 0 ? masters : wanted;
  return [...new Set(blamed.map(({ file }) => file))];
}

function problem(code: FailureCode, detail: string): OrderProblem {
  const { title, status, fix } = FAILURES[code];
  return { type: `/docs/codes/${code}`, title, status, detail, code, fix };
}
