import type { z } from 'zod';
import type { ContentKeys } from '../../adapters/content-keys/port';
import type { SupplyChainRecords, TitleRecord, Titles, VersionRecord } from '../../adapters/postgres/port';
import type { ContentKeyId } from '../../domain/drm/content-key';
import { HeadendError } from '../../domain/failures';
import { toldPlace } from '../../domain/rights/territory';
import type { VersionPart, VersionParts } from '../../workflows/supply-chain/contract';
import { requestDetail } from '../http/audit';
import { readCursor, writeCursor } from '../http/cursor';
import { type Caller, type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import { artworkOf, outputPath, type Supersession } from './contract';
import type { TitleDetailView, TitleView, VersionView } from './schemas';
import { getTitle, listTitles, rollbackTitle, updateTitle } from './specs';

export interface TitleDeps {
  /** Header in which a trusted proxy tells the viewer's country. */
  countryHeader?: string;
  titles: Titles;
  contentKeys: Pick<ContentKeys, 'ofVersion'>;
  records: Pick<SupplyChainRecords, 'pointTitleAt'>;
  /** Called after a roll-back with the version that is no longer current; trouble is logged, the roll-back stands. */
  onSuperseded(supersession: Supersession): Promise<void>;
}

/** Titles of the catalogue. */
export const titleRoutes = ({ titles, contentKeys, records, countryHeader, onSuperseded }: TitleDeps): Route[] => [
  route(listTitles, async ({ query, caller, header }) => {
    const published = caller.role === 'viewer' ? true : query.published;
    const scope = { list: listTitles.id, published, q: query.q };
    const { items, next } = await titles.list({
      tenantId: caller.tenantId,
      limit: query.limit,
      after: readCursor(query.cursor, scope),
      published,
      search: query.q,
      // Viewers see what they may watch or buy where they are.
      offeredIn:
        caller.role === 'viewer' ? { territory: countryHeader && toldPlace(header(countryHeader)) } : undefined,
    });
    return { body: { data: items.map(titleView), next_cursor: writeCursor(next, scope) } };
  }),

  route(getTitle, async ({ params, caller }) => tagged(await detail({ titles, contentKeys }, caller, params.id))),

  route(updateTitle, async (request) => {
    const { params, body, caller, ifMatch } = request;
    const before = await detail({ titles, contentKeys }, caller, params.id);
    requireMatch(ifMatch, entityTag(before));
    const audit = { actor: caller.label, detail: requestDetail(request) };
    if (!(await titles.update(caller.tenantId, params.id, new Date(before.updated_at), body, audit))) {
      throw new HeadendError('precondition/failed', 'The title was changed in this very moment.');
    }
    return tagged(await detail({ titles, contentKeys }, caller, params.id));
  }),

  route(rollbackTitle, async ({ params, body, caller, log }) => {
    const { supersededVersionId } = await records.pointTitleAt({
      tenantId: caller.tenantId,
      titleId: params.id,
      versionId: body.version_id,
      actor: caller.label,
    });
    if (supersededVersionId) {
      const supersession = { versionId: supersededVersionId, supersededBy: body.version_id };
      await onSuperseded({ ...supersession, tenantId: caller.tenantId, titleId: params.id }).catch((error: unknown) =>
        log.warn({ err: error, ...supersession }, 'the collection of the old version starts later'),
      );
    }
    return { body: await detail({ titles, contentKeys }, caller, params.id) };
  }),
];

/** Every member counts: the tag changes with whatever a client may have seen. */
const tagged = (body: z.input<typeof TitleDetailView>) => ({ body, etag: entityTag(body) });

async function detail(
  { titles, contentKeys }: Pick<TitleDeps, 'titles' | 'contentKeys'>,
  caller: Caller,
  id: string,
): Promise<z.input<typeof TitleDetailView>> {
  const title = await titles.find(caller.tenantId, id);
  if (!title || (caller.role === 'viewer' && !isOut(title))) {
    throw new HeadendError('request/not-found', `There is no title ${id}.`);
  }
  const versions = caller.role === 'viewer' ? [] : await titles.versions(caller.tenantId, id);
  const shown = caller.role === 'viewer' && title.current ? [title.current] : versions;
  const metadata = (title.metadata ?? null) as Record<string, unknown> | null;
  return {
    ...titleView(title),
    metadata,
    versions: await Promise.all(
      shown.map(async (version) => ({
        ...versionView(version, title.currentVersionId),
        protection: protectionView(await contentKeys.ofVersion(caller.tenantId, version.id)),
      })),
    ),
  };
}

/** Viewers may see it. */
const isOut = ({ current, status }: TitleRecord): boolean => current !== undefined && status === 'published';

export function titleView(title: TitleRecord): z.input<typeof TitleView> {
  const { current } = title;
  const languages = (kind: string) => [
    ...new Set(current?.renditions.flatMap((each) => (each.kind === kind && each.language ? [each.language] : []))),
  ];
  const heights = current?.renditions.flatMap(({ kind, height }) => (kind === 'video' && height ? [height] : [])) ?? [];
  return {
    id: title.id,
    external_id: title.externalId,
    name: title.name,
    credit: title.credit ?? null,
    duration_ms: current?.durationMs ?? null,
    kind: title.kind,
    status: title.status,
    published: isOut(title),
    published_at: title.publishedAt?.toISOString() ?? null,
    current_version_id: title.currentVersionId ?? null,
    poster: outputPath(current, 'poster'),
    artwork: artworkOf(current),
    audio_languages: languages('audio'),
    caption_languages: languages('text'),
    max_height: heights.length > 0 ? Math.max(...heights) : null,
    created_at: title.createdAt.toISOString(),
    updated_at: title.updatedAt.toISOString(),
  };
}

const partsView = (parts: VersionParts | undefined): z.input<typeof VersionView>['parts'] =>
  parts
    ? {
        master: partView(parts.master, 'master'),
        profile: parts.profile,
        sidecars: parts.sidecars.map((part) => partView(part, part.role)),
      }
    : null;

const partView = (
  part: Pick<VersionPart, 'bytes' | 'sha256' | 'ingestId'> & Partial<Omit<VersionPart, 'role'>>,
  role: VersionPart['role'] | 'master',
) => ({
  role,
  language: part.language ?? null,
  kind: part.kind ?? null,
  label: part.label ?? null,
  file_name: part.fileName ?? null,
  bytes: part.bytes,
  sha256: part.sha256,
  ingest_id: part.ingestId,
});

/** A version has keys of one scheme. */
const protectionView = (keys: readonly ContentKeyId[]): z.input<typeof VersionView>['protection'] =>
  keys[0] ? { scheme: keys[0].scheme, keys: keys.map(({ label, kid }) => ({ label, kid })) } : null;

const versionView = (
  version: VersionRecord,
  currentId: string | undefined,
): Omit<z.input<typeof VersionView>, 'protection'> => ({
  id: version.id,
  number: version.number,
  state: stateOf(version, currentId),
  ingest_id: version.ingestId,
  duration_ms: version.durationMs,
  bytes: version.bytes,
  renditions: version.renditions.map((each) => ({
    kind: each.kind as 'video' | 'audio' | 'text',
    name: each.name,
    codec: each.codec ?? null,
    width: each.width ?? null,
    height: each.height ?? null,
    language: each.language ?? null,
    label: each.label ?? null,
    channels: each.channels ?? null,
    bytes: each.bytes,
  })),
  parts: partsView(version.parts as VersionParts | undefined),
  published_at: version.publishedAt?.toISOString() ?? null,
  superseded_at: version.supersededAt?.toISOString() ?? null,
});

function stateOf(version: VersionRecord, currentId: string | undefined): z.input<typeof VersionView>['state'] {
  if (version.id === currentId) return 'current';
  if (version.collectedAt) return 'collected';
  return version.publishedAt ? 'superseded' : 'draft';
}
