import type { ObjectStore } from '../../adapters/object-store/port';
import type { WatchFileRecord, WatchFolderRecord, WatchFolders } from '../../adapters/postgres/watch-port';
import { HeadendError } from '../../domain/failures';
import { nameProblem } from '../../domain/watch/title-decision';
import { readCursor, unwrapToken, wrapToken, writeCursor } from '../http/cursor';
import { type Caller, type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import type { z } from '../http/zod';
import type { IngestSettings } from './contract';
import { chosen } from './orders';
import {
  createWatchFile,
  createWatchFolder,
  deleteWatchFolder,
  getWatchFolder,
  listWatchFiles,
  listWatchFolders,
  updateWatchFolder,
  type WatchFileRequest,
  type WatchFileView,
  type WatchFolderChange,
  type WatchFolderView,
} from './watch-folders-specs';

export interface WatchDeps {
  watchFolders: WatchFolders;
  settings: Pick<IngestSettings, 'profiles' | 'policies'>;
  store: Pick<ObjectStore, 'presignPut'>;
  /** Largest file taken in. */
  maxBytes: number;
}

/** What S3 takes in one PUT, bytes. */
const MOST_PUT_BYTES = 5 * 1024 ** 3;
/** How long the address of a file is good, seconds. */
const FILE_URL_S = 12 * 3600;

/** Watch folders of a tenant. */
export const watchFolderRoutes = ({ watchFolders, settings, store, maxBytes }: WatchDeps): Route[] => [
  route(createWatchFolder, async ({ body, caller, requestKey }) => {
    const { name, ...rest } = body;
    const folder = await watchFolders.create({
      tenantId: caller.tenantId,
      name,
      requestKey,
      ...settingsOf(rest, settings),
    });
    return { body: folderView(folder), location: `/v1/watch-folders/${folder.id}` };
  }),

  route(listWatchFolders, async ({ query, caller }) => {
    const scope = { list: listWatchFolders.id };
    const after = readCursor(query.cursor, scope);
    const { items, next } = await watchFolders.list({ tenantId: caller.tenantId, limit: query.limit, after });
    return { body: { data: items.map(folderView), next_cursor: writeCursor(next, scope) } };
  }),

  route(getWatchFolder, async ({ params, caller }) => {
    const folder = await existing(watchFolders, caller, params.id);
    return { body: folderView(folder), etag: tagOf(folder) };
  }),

  route(updateWatchFolder, async ({ params, body, caller, ifMatch }) => {
    const check = (current: WatchFolderRecord) => requireMatch(ifMatch, tagOf(current));
    const folder = await watchFolders.update(caller.tenantId, params.id, settingsOf(body, settings), check);
    return { body: folderView(folder), etag: tagOf(folder) };
  }),

  route(deleteWatchFolder, async ({ params, caller, ifMatch }) => {
    await watchFolders.remove(caller.tenantId, params.id, (current) => requireMatch(ifMatch, tagOf(current)));
    return { body: undefined };
  }),

  route(listWatchFiles, async ({ params, query, caller }) => {
    const { id } = await existing(watchFolders, caller, params.id);
    const { limit, status } = query;
    const scope = { list: listWatchFiles.id, id, status };
    const after = unwrapToken(query.cursor, scope) ?? '';
    const files = await watchFolders.files({ folderId: id, status, after, limit: limit + 1 });
    const shown = files.slice(0, limit);
    const next = files.length > limit ? shown.at(-1)?.objectKey : undefined;
    return { body: { data: shown.map(fileView), next_cursor: wrapToken(next, scope) } };
  }),

  route(createWatchFile, async ({ params, body, caller }) => {
    const { prefix } = await existing(watchFolders, caller, params.id);
    checkFile(body, Math.min(maxBytes, MOST_PUT_BYTES));
    const key = prefix + body.name;
    const expiresAt = new Date(Date.now() + FILE_URL_S * 1000);
    const url = await store.presignPut(key, FILE_URL_S);
    return { body: { object_key: key, put_url: url, expires_at: expiresAt.toISOString() }, subject: key };
  }),
];

/** @throws {HeadendError} `watch/unusable-name`, `watch/unknown-role`, `master/too-large` */
function checkFile({ name, bytes = 0 }: z.output<typeof WatchFileRequest>, most: number): void {
  const problem = nameProblem(name);
  if (problem) throw new HeadendError(problem.code, problem.detail, { field: 'name' });
  if (bytes > most)
    throw new HeadendError('master/too-large', `${bytes} bytes are declared; ${most} go into one PUT.`, {
      field: 'bytes',
    });
}

/** @throws {HeadendError} `ingest/profile-unknown` */
function settingsOf(body: z.output<typeof WatchFolderChange>, { profiles, policies }: WatchDeps['settings']) {
  if (body.profile) chosen(profiles, body.profile, 'profile');
  if (body.quality_policy) chosen(policies, body.quality_policy, 'quality_policy');
  const { profile, priority, enabled, quality_policy: qualityPolicy, stable_seconds: stableSeconds } = body;
  return { profile, priority, enabled, qualityPolicy, stableSeconds };
}

async function existing(watchFolders: WatchFolders, { tenantId }: Caller, id: string): Promise<WatchFolderRecord> {
  const folder = await watchFolders.find(tenantId, id);
  if (!folder) throw new HeadendError('request/not-found', `There is no watch folder ${id}.`);
  return folder;
}

const tagOf = ({ id, profile, qualityPolicy, priority, stableSeconds, enabled }: WatchFolderRecord): string =>
  entityTag([id, profile, qualityPolicy, priority, stableSeconds, enabled]);

const folderView = (folder: WatchFolderRecord): z.input<typeof WatchFolderView> => ({
  id: folder.id,
  name: folder.name,
  prefix: folder.prefix,
  profile: folder.profile ?? null,
  quality_policy: folder.qualityPolicy ?? null,
  priority: folder.priority,
  stable_seconds: folder.stableSeconds,
  enabled: folder.enabled,
  polled_at: folder.polledAt?.toISOString() ?? null,
  created_at: folder.createdAt.toISOString(),
  updated_at: folder.updatedAt.toISOString(),
});

const fileView = (file: WatchFileRecord): z.input<typeof WatchFileView> => ({
  object_key: file.objectKey,
  bytes: file.bytes,
  status: file.status,
  stable_since: file.stableSince.toISOString(),
  seen_at: file.seenAt.toISOString(),
  ingest_id: file.ingestId ?? null,
  problem: file.problem ?? null,
});
