import type { z } from 'zod';
import type { ContentKeys } from '../../adapters/content-keys/port';
import type {
  SupplyChainRecords,
  TitlePicture,
  TitleRecord,
  Titles,
  VersionRecord,
} from '../../adapters/postgres/port';
import type { Rights } from '../../adapters/postgres/rights-port';
import type { Looker, ViewerCatalog } from '../../adapters/postgres/viewer-catalog-port';
import { byLanguage } from '../../domain/catalog/artwork';
import { type CatalogDocument, documentOf } from '../../domain/catalog/document';
import { wordsIn } from '../../domain/catalog/locales';
import type { ContentKeyId } from '../../domain/drm/content-key';
import { HeadendError } from '../../domain/failures';
import { mayOffer, offeredUntil } from '../../domain/rights/may-play';
import { AHEAD_MS } from '../../domain/rights/readiness-plan';
import type { VersionPart, VersionParts } from '../../workflows/supply-chain/contract';
import { requestDetail } from '../http/audit';
import { readCursor, unwrapToken, wrapToken, writeCursor } from '../http/cursor';
import { filtersOf, freshnessOf, isHolder, isShown, localeOf, lookerOf } from '../http/looker';
import { type Caller, type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import { sizesView } from './artworks';
import { artworkOf, outputPath, type ShownArtwork, type Supersession } from './contract';
import type { OfferView, TitleDetailView, TitleView, VersionView } from './schemas';
import { searchTitles } from './search-specs';
import { getTitle, listTitles, rollbackTitle, updateTitle } from './specs';

export interface TitleDeps {
  /** Header in which a trusted proxy tells the viewer's country. */
  countryHeader?: string;
  titles: Titles;
  viewerCatalog: ViewerCatalog;
  rights: Pick<Rights, 'facts'>;
  contentKeys: Pick<ContentKeys, 'ofVersion'>;
  records: Pick<SupplyChainRecords, 'pointTitleAt'>;
  /** Called after a roll-back with the version that is no longer current; trouble is logged, the roll-back stands. */
  onSuperseded(supersession: Supersession): Promise<void>;
}

/** Titles of the catalogue. */
export function titleRoutes(deps: TitleDeps): Route[] {
  const freshness = freshnessOf(deps.viewerCatalog, deps.countryHeader);
  return [
    route(listTitles, async (request) => {
      const { query, caller } = request;
      const { limit, cursor, published, q: search, parent_id: parentId, collection_id: collectionId } = query;
      const filters = { ...filtersOf(query), parentId, collectionId };
      const looker = lookerOf(request, deps.countryHeader);
      if (looker && search !== undefined)
        throw new HeadendError('request/invalid', 'Viewers search with /v1/search.', { field: 'q' });
      const { territory, device } = query;
      const scope = { list: listTitles.id, published, search, territory, device, filters: JSON.stringify(filters) };
      const after = readCursor(cursor, scope);
      const { items, next } = looker
        ? await deps.viewerCatalog.list(looker, { limit, after, ...filters })
        : await deps.titles.list({ tenantId: caller.tenantId, limit, after, published, search, ...filters });
      const locale = localeOf(request);
      return {
        body: { data: items.map((title) => titleView(title, locale)), next_cursor: writeCursor(next, scope) },
        fresh: looker && (await freshness(looker)),
      };
    }),

    route(searchTitles, async (request) => {
      const { query, caller } = request;
      const looker = lookerOf(request, deps.countryHeader) ?? { tenantId: caller.tenantId, now: new Date() };
      const { q: text, limit, territory, device } = query;
      const filters = filtersOf(query);
      const locale = localeOf(request);
      const scope = { list: searchTitles.id, text, locale, territory, device, filters: JSON.stringify(filters) };
      const offset = offsetOf(unwrapToken(query.cursor, scope));
      const search = { ...filters, text, locale, limit, offset };
      const { items, total, exact, facets } = await deps.viewerCatalog.search(looker, search);
      const more = offset + limit < total ? `${offset + limit}` : undefined;
      return {
        body: {
          data: items.map((title) => titleView(title, locale)),
          next_cursor: wrapToken(more, scope),
          ...{ total, exact, facets },
        },
        fresh: await freshness(looker),
      };
    }),

    route(getTitle, async (request) => {
      const { params, caller } = request;
      const looker = lookerOf(request, deps.countryHeader);
      const locale = localeOf(request);
      if (!looker) return tagged(await detail(deps, caller, params.id, locale));
      const body = await shownDetail(deps, looker, params.id, locale);
      return { ...tagged(body), fresh: await freshness(looker) };
    }),

    route(updateTitle, async (request) => {
      const { params, body, caller, ifMatch } = request;
      const locale = localeOf({ ...request, query: {} });
      const before = await detail(deps, caller, params.id, locale);
      requireMatch(ifMatch, entityTag(before));
      const audit = { actor: caller.label, detail: requestDetail(request) };
      if (!(await deps.titles.update(caller.tenantId, params.id, new Date(before.updated_at), body, audit))) {
        throw new HeadendError('precondition/failed', 'The title was changed in this very moment.');
      }
      return tagged(await detail(deps, caller, params.id, locale));
    }),

    route(rollbackTitle, async (request) => {
      const { params, body, caller, log } = request;
      const { supersededVersionId } = await deps.records.pointTitleAt({
        tenantId: caller.tenantId,
        titleId: params.id,
        versionId: body.version_id,
        actor: caller.label,
      });
      if (supersededVersionId) {
        const supersession = { versionId: supersededVersionId, supersededBy: body.version_id };
        await deps
          .onSuperseded({ ...supersession, tenantId: caller.tenantId, titleId: params.id })
          .catch((error: unknown) =>
            log.warn({ err: error, ...supersession }, 'the collection of the old version starts later'),
          );
      }
      return { body: await detail(deps, caller, params.id, localeOf({ ...request, query: {} })) };
    }),
  ];
}

/** Every member counts: the tag changes with whatever a client may have seen. */
const tagged = (body: z.input<typeof TitleDetailView>) => ({ body, etag: entityTag(body) });

async function detail(
  { titles, contentKeys }: Pick<TitleDeps, 'titles' | 'contentKeys'>,
  { tenantId }: Pick<Caller, 'tenantId'>,
  id: string,
  locale: string,
): Promise<z.input<typeof TitleDetailView>> {
  const title = await titles.find(tenantId, id);
  if (!title) throw noTitle(id);
  const versions = await titles.versions(tenantId, id);
  const published = versions.filter(({ layout }) => layout === '');
  return detailView(title, published, { contentKeys, locale });
}

/** As viewers see it: what is published, and its current version only. */
async function shownDetail(
  deps: Pick<TitleDeps, 'titles' | 'contentKeys' | 'rights' | 'viewerCatalog'>,
  looker: Looker,
  id: string,
  locale: string,
): Promise<z.input<typeof TitleDetailView>> {
  const title = await deps.titles.find(looker.tenantId, id);
  if (!title || !isShown(title)) throw noTitle(id);
  return {
    ...(await detailView(title, title.current ? [title.current] : [], { ...deps, locale })),
    offer: await offerOf(deps, looker, title),
  };
}

const noTitle = (id: string) => new HeadendError('request/not-found', `There is no title ${id}.`);

const ANY_OFFER = ['SVOD', 'AVOD', 'VOD', 'EST'] as const;

async function offerOf(
  { rights, viewerCatalog }: Pick<TitleDeps, 'rights' | 'viewerCatalog'>,
  looker: Looker,
  title: TitleRecord,
): Promise<z.input<typeof OfferView>> {
  const nothing = {
    ...{ code: null, reason: null, license_type: null, max_height: null, next_change_at: null, leaves_at: null },
  };
  if (isHolder(title)) return { ...nothing, allowed: (await viewerCatalog.some(looker, [title.id])).length > 0 };
  const facts = (await rights.facts(looker.tenantId, [title.id])).get(title.id)?.facts;
  if (!facts) throw noTitle(title.id);
  const { territory, deviceFamily: family, now } = looker;
  const asker = { territory, device: family === undefined ? undefined : { family }, licenceTypes: ANY_OFFER };
  const verdict = mayOffer(facts, asker, now.getTime());
  const { nextChangeAt } = verdict;
  const change = { next_change_at: nextChangeAt === undefined ? null : new Date(nextChangeAt).toISOString() };
  if (!verdict.allowed) return { ...nothing, ...change, allowed: false, code: verdict.code, reason: verdict.reason };
  const { licenceType, maxHeight } = verdict.grant;
  const sold = { license_type: licenceType ?? null, max_height: maxHeight ?? null };
  const until = offeredUntil(facts, asker, now.getTime());
  const leaves = until !== undefined && until - now.getTime() <= AHEAD_MS ? new Date(until).toISOString() : null;
  return { ...nothing, ...change, ...sold, allowed: true, leaves_at: leaves };
}

async function detailView(
  title: TitleRecord,
  shown: VersionRecord[],
  { contentKeys, locale }: Pick<TitleDeps, 'contentKeys'> & { locale: string },
): Promise<z.input<typeof TitleDetailView>> {
  const { people, original_title, countries } = documentOf(title.document);
  return {
    ...titleView(title, locale),
    metadata: (title.metadata ?? null) as Record<string, unknown> | null,
    people: people.map(({ characters = [], person_id = null, name, role }) => ({ name, role, characters, person_id })),
    original_title: original_title ?? null,
    countries,
    offer: null,
    versions: await Promise.all(
      shown.map(async (version) => ({
        ...versionView(version, title.currentVersionId),
        protection: protectionView(await contentKeys.ofVersion(title.tenantId, version.id)),
      })),
    ),
  };
}

/** @throws {HeadendError} `cursor/invalid` */
function offsetOf(token: string | undefined): number {
  const offset = Number(token ?? 0);
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw new HeadendError('cursor/invalid', 'The cursor was not made by this API.', { field: 'cursor' });
}

/** Viewers may see it. */
const isOut = ({ current, status }: TitleRecord): boolean => current !== undefined && status === 'published';

/** @param locale of the words, BCP 47 */
export function titleView(title: TitleRecord, locale = 'en'): z.input<typeof TitleView> {
  const { current } = title;
  const document = documentOf(title.document);
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
    poster: posterOf(title.artworks ?? [], document, locale) ?? outputPath(current, 'poster'),
    artwork: [
      ...byLanguage(title.artworks ?? [], (each) => each.locale, document, locale).map(pictureView),
      ...byLanguage(artworkOf(current), (each) => each.language, document, locale).map(deliveredView),
    ],
    audio_languages: languages('audio'),
    caption_languages: languages('text'),
    max_height: heights.length > 0 ? Math.max(...heights) : null,
    parent_id: title.parentId ?? null,
    position: title.position ?? null,
    words: title.document ? wordsView(document, locale) : null,
    release_year: document.release_year ?? null,
    genres: document.genres,
    ratings: document.ratings.map(({ country = null, reasons = [], system, value }) => ({
      ...{ system, value, country, reasons },
    })),
    created_at: title.createdAt.toISOString(),
    updated_at: title.updatedAt.toISOString(),
  };
}

const pictureView = (picture: TitlePicture) => {
  const sizes = sizesView(picture);
  const plain = sizes.find(isPlain);
  const { role: kind, ratio, locale: language = null } = picture;
  return { kind, language, url: plain?.url ?? '', ratio, sizes };
};

/** Wider than this nobody draws a poster, pixels. */
const POSTER_WIDTH = 1280;

/** The poster without words that an editor uploaded, or else the one for this viewer. */
function posterOf(pictures: readonly TitlePicture[], document: CatalogDocument, locale: string): string | undefined {
  const posters = pictures.filter(({ role }) => role === 'poster');
  const [best] = byLanguage(posters, (each) => each.locale, document, locale);
  const chosen = posters.find((each) => each.locale === undefined) ?? best;
  const plain = chosen && sizesView(chosen).filter(isPlain);
  return (plain?.find(({ width }) => width <= POSTER_WIDTH) ?? plain?.at(-1))?.url;
}

/** Every client reads it. */
const isPlain = ({ content_type }: { content_type: string }): boolean => /jpeg|png/.test(content_type);

const deliveredView = (picture: ShownArtwork) => ({ ...picture, ratio: null, sizes: [] });

function wordsView(document: CatalogDocument, wanted: string): z.input<typeof TitleView>['words'] {
  const { locale, title, tagline, synopsis_short, synopsis_long } = wordsIn(document, wanted);
  return {
    ...{ locale: locale ?? null, title: title ?? null, tagline: tagline ?? null },
    ...{ synopsis_short: synopsis_short ?? null, synopsis_long: synopsis_long ?? null },
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
