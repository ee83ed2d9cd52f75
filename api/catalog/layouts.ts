import type { Doer } from '../../adapters/postgres/catalog-port';
import type { LayoutRecord, Layouts, LayoutVersionRecord } from '../../adapters/postgres/layouts-port';
import type { TitleRecord } from '../../adapters/postgres/port';
import type { Looker, ViewerCatalog } from '../../adapters/postgres/viewer-catalog-port';
import { diffDocuments } from '../../domain/catalog/diff';
import {
  defaultLayout,
  isFor,
  type LayoutDocument,
  MOST_TITLES,
  type Rail,
  railName,
} from '../../domain/catalog/layout';
import { HeadendError } from '../../domain/failures';
import { requestDetail } from '../http/audit';
import { freshnessOf, localeOf, lookerOf } from '../http/looker';
import { type Caller, type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import type { z } from '../http/zod';
import type { LayoutDocumentView, LayoutVersionView, LayoutView, ShownLayout } from './layouts-schemas';
import {
  cancelLayoutVersion,
  createLayout,
  diffLayout,
  getLayout,
  getLayoutDraft,
  listLayouts,
  listLayoutVersions,
  previewLayout,
  publishLayout,
  updateLayoutDraft,
} from './layouts-specs';
import { titleView } from './titles';

export interface LayoutDeps {
  layouts: Layouts;
  viewerCatalog: ViewerCatalog;
  /** Header in which a trusted proxy tells the viewer's country. */
  countryHeader?: string;
}

/** The page that is there without a layout. */
const HOME = 'home';

/** Pages of viewers, and what editors arrange them with. */
export const layoutRoutes = (deps: LayoutDeps): Route[] => [
  ...pageRoutes(deps),
  ...draftRoutes(deps.layouts),
  ...versionRoutes(deps.layouts),
];

/** What is shown of a layout. */
interface Shown {
  number?: number;
  document: LayoutDocument;
}

function pageRoutes({ layouts, viewerCatalog, countryHeader }: LayoutDeps): Route[] {
  const freshness = freshnessOf(viewerCatalog, countryHeader);
  const live = async (tenantId: string, key: string, at: Date): Promise<Shown> => {
    const found = await layouts.liveAt(tenantId, key, at);
    if (found) return found;
    if (key === HOME) return { document: defaultLayout(await layouts.gathered(tenantId)) };
    throw new HeadendError('request/not-found', `There is no layout ${key}, or none of it is live.`);
  };
  return [
    route(getLayout, async (request) => {
      const { params, caller, query } = request;
      const looker = lookerOf(request, countryHeader) ?? { ...somebody(caller), deviceFamily: query.device };
      const shown = await live(caller.tenantId, params.key, looker.now);
      const nextChangeAt = await freshness.nextChange(looker);
      const page = { ...shown, key: params.key, locale: localeOf(request), nextChangeAt };
      return { body: await pageView(viewerCatalog, looker, page), fresh: await freshness(looker) };
    }),

    route(previewLayout, async (request) => {
      const { params, query, caller } = request;
      const { tenantId } = caller;
      if (query.version !== undefined && query.draft === 'true')
        throw new HeadendError('request/invalid', 'Either the draft is shown or a version.', { field: 'draft' });
      const now = query.at ? new Date(query.at) : new Date();
      const looker = { tenantId, territory: query.territory, deviceFamily: query.device, now };
      const shown = async (): Promise<Shown> => {
        if (query.version !== undefined) return layouts.version(tenantId, params.key, query.version);
        if (query.draft === 'true') return { document: (await layouts.find(tenantId, params.key)).draft };
        return live(tenantId, params.key, now);
      };
      const page = { ...(await shown()), key: params.key, locale: localeOf(request) };
      return { body: await viewerCatalog.foresee(tenantId, now, (then) => pageView(then, looker, page)) };
    }),
  ];
}

const draftRoutes = (layouts: Layouts): Route[] => [
  route(listLayouts, async ({ caller }) => ({ body: { data: (await layouts.list(caller.tenantId)).map(layoutView) } })),

  route(createLayout, async (request) => {
    const { body, caller } = request;
    const { tenantId } = caller;
    const draft = body.document ?? defaultLayout(await layouts.gathered(tenantId));
    const layout = await layouts.create(tenantId, { key: body.key, name: body.name, draft }, doerOf(request));
    return { body: layoutView(layout), location: `/v1/layouts/${layout.key}/draft` };
  }),

  route(getLayoutDraft, async ({ params, caller }) => tagged(await layouts.find(caller.tenantId, params.key))),

  route(updateLayoutDraft, async (request) => {
    const { params, body, caller, ifMatch } = request;
    const change = (now: LayoutRecord) => {
      requireMatch(ifMatch, tagOf(now));
      return { name: body.name, draft: body.document };
    };
    return tagged(await layouts.change(caller.tenantId, params.key, change, doerOf(request)));
  }),
];

const versionRoutes = (layouts: Layouts): Route[] => [
  route(publishLayout, async (request) => {
    const { params, body, caller } = request;
    const order = { ...body, at: body.at === undefined ? undefined : new Date(body.at) };
    return { body: versionView(await layouts.publish(caller.tenantId, params.key, order, doerOf(request))) };
  }),

  route(listLayoutVersions, async ({ params, caller }) => ({
    body: { data: (await layouts.versions(caller.tenantId, params.key)).map(versionView) },
  })),

  route(cancelLayoutVersion, async (request) => {
    const { params, caller } = request;
    await layouts.cancel(caller.tenantId, params.key, params.number, doerOf(request));
    return { body: undefined };
  }),

  route(diffLayout, async ({ params, query, caller }) => {
    const { tenantId } = caller;
    const { document: before } = await layouts.version(tenantId, params.key, query.from);
    const after =
      query.to === undefined
        ? (await layouts.find(tenantId, params.key)).draft
        : (await layouts.version(tenantId, params.key, query.to)).document;
    return { body: { from: query.from, to: query.to ?? null, changes: diffDocuments(before, after) } };
  }),
];

const somebody = ({ tenantId }: Caller): Looker => ({ tenantId, now: new Date() });

const doerOf = (request: Parameters<typeof requestDetail>[0]): Doer => ({
  actor: request.caller.label,
  detail: requestDetail(request),
});

const tagOf = ({ id, revision }: LayoutRecord): string => entityTag({ id, revision });
const tagged = (layout: LayoutRecord) => ({ body: layoutView(layout), etag: tagOf(layout) });

/** All that editors chose is asked for at once, and so are all rules. */
async function pageView(
  catalog: Pick<ViewerCatalog, 'lists' | 'some'>,
  looker: Looker,
  { key, number, document, locale, nextChangeAt }: Shown & { key: string; locale: string; nextChangeAt?: Date },
): Promise<z.input<typeof ShownLayout>> {
  const rails = document.rails.filter((rail) => isFor(rail, looker.territory, looker.deviceFamily));
  const titlesOf = await titlesOfRails(catalog, looker, rails);
  const views = new Map<TitleRecord, ReturnType<typeof titleView>>();
  const viewOf = (title: TitleRecord) => {
    const view = views.get(title) ?? titleView(title, locale);
    views.set(title, view);
    return view;
  };
  return {
    key,
    version: number ?? null,
    next_change_at: nextChangeAt?.toISOString() ?? null,
    rails: rails
      .filter((rail) => rail.kind === 'personal' || titlesOf(rail).length > 0)
      .map((rail) => ({
        ...{ id: rail.id, kind: rail.kind, style: rail.style, name: railName(rail, locale) },
        slot: rail.kind === 'personal' ? rail.slot : null,
        titles: titlesOf(rail).map(viewOf),
      })),
  };
}

async function titlesOfRails(
  catalog: Pick<ViewerCatalog, 'lists' | 'some'>,
  looker: Looker,
  rails: readonly Rail[],
): Promise<(rail: Rail) => TitleRecord[]> {
  const chosen = [...new Set(rails.flatMap((rail) => (rail.kind === 'editorial' ? rail.titles : [])))];
  const rules = rails.flatMap((rail) => (rail.kind === 'rule' ? [rail] : []));
  const [some, lists] = await Promise.all([catalog.some(looker, chosen), catalog.lists(looker, rules.map(entriesOf))]);
  const known = new Map(some.map((title) => [title.id, title]));
  const listed = new Map<Rail, TitleRecord[]>(rules.map((rail, at) => [rail, lists[at] ?? []]));
  return (rail) =>
    rail.kind === 'editorial'
      ? rail.titles.flatMap((id) => known.get(id) ?? []).slice(0, MOST_TITLES)
      : (listed.get(rail) ?? []);
}

function entriesOf({ filters, limit }: Extract<Rail, { kind: 'rule' }>) {
  const { kinds, genre, language, from_year: fromYear, to_year: toYear, collection_id: collectionId } = filters;
  return { kinds, genre, language, fromYear, toYear, collectionId, limit };
}

/** As it was taken in. */
const documentView = (document: LayoutDocument) => document as z.input<typeof LayoutDocumentView>;

const layoutView = (layout: LayoutRecord): z.input<typeof LayoutView> => ({
  ...{ id: layout.id, key: layout.key, name: layout.name, revision: layout.revision, issues: layout.issues },
  ...{ document: documentView(layout.draft), updated_by: layout.updatedBy },
  updated_at: layout.updatedAt.toISOString(),
});

const versionView = (version: LayoutVersionRecord): z.input<typeof LayoutVersionView> => ({
  ...{ number: version.number, state: version.state, note: version.note ?? null, created_by: version.createdBy },
  ...{ goes_live_at: version.goesLiveAt.toISOString(), created_at: version.createdAt.toISOString() },
  document: documentView(version.document),
});
