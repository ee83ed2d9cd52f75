import type { Catalog, EntryChange, EntryRecord } from '../../adapters/postgres/catalog-port';
import { diffDocuments } from '../../domain/catalog/diff';
import { type CatalogDocument, documentOf, emptyDocument } from '../../domain/catalog/document';
import { mergePatch } from '../../domain/catalog/merge-patch';
import { HeadendError } from '../../domain/failures';
import { requestDetail } from '../http/audit';
import { type Caller, type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import type { z } from '../http/zod';
import type { DocumentPatch, DraftChange } from './entries-schemas';
import {
  cancelTitleSchedule,
  createTitle,
  diffTitle,
  freezeTitle,
  getTitleDraft,
  listRelatedTitles,
  listTitleSchedules,
  listTitleSnapshots,
  publishTitle,
  scheduleTitle,
  setCollectionMembers,
  unpublishTitle,
  updateTitleDraft,
} from './entries-specs';
import { draftView, relatedView, scheduleView, snapshotView } from './entries-views';

/** Drafts of titles, what is frozen of them, and what viewers are shown. */
export const entryRoutes = ({ catalog }: { catalog: Catalog }): Route[] => [
  ...draftRoutes(catalog),
  ...publicationRoutes(catalog),
  ...scheduleRoutes(catalog),
];

const draftRoutes = (catalog: Catalog): Route[] => [
  route(createTitle, async (request) => {
    const { body, caller, requestKey } = request;
    const entry = await catalog.create(
      {
        tenantId: caller.tenantId,
        testMode: caller.testMode,
        externalId: body.external_id,
        name: body.name,
        kind: body.kind ?? 'movie',
        parentId: body.parent_id ?? undefined,
        position: body.position ?? undefined,
        document: body.document && patched(emptyDocument(), body.document),
        requestKey,
      },
      doerOf(request),
    );
    return { ...tagged(entry), location: `/v1/titles/${entry.id}` };
  }),

  route(getTitleDraft, async ({ params, caller }) => tagged(await existing(catalog, caller, params.id))),

  route(updateTitleDraft, async (request) => {
    const { params, body, caller, ifMatch } = request;
    const change = (now: EntryRecord) => {
      requireMatch(ifMatch, tagOf(now));
      return changeOf(now, body);
    };
    return tagged(await catalog.change(caller.tenantId, params.id, change, doerOf(request)));
  }),

  route(listRelatedTitles, async ({ params, caller }) => {
    return { body: { data: (await catalog.related(caller.tenantId, params.id)).map(relatedView) } };
  }),

  route(setCollectionMembers, async (request) => {
    const { params, body, caller } = request;
    const members = await catalog.setMembers(caller.tenantId, params.id, body.members, doerOf(request));
    return { body: { data: members.map(relatedView) } };
  }),
];

const publicationRoutes = (catalog: Catalog): Route[] => [
  route(freezeTitle, async (request) => {
    const { params, caller } = request;
    const snapshot = await catalog.freeze(caller.tenantId, params.id, doerOf(request));
    const entry = await existing(catalog, caller, params.id);
    return { body: snapshotView(snapshot, liveOf(entry)) };
  }),

  route(listTitleSnapshots, async ({ params, caller }) => {
    const entry = await existing(catalog, caller, params.id);
    const snapshots = await catalog.snapshots(caller.tenantId, params.id);
    return { body: { data: snapshots.map((each) => snapshotView(each, liveOf(entry))) } };
  }),

  route(diffTitle, async ({ params, query, caller }) => {
    const entry = await existing(catalog, caller, params.id);
    const snapshots = await catalog.snapshots(caller.tenantId, params.id);
    const { from = snapshots[0]?.number ?? 1, to } = query;
    const numbered = (number: number) => {
      const found = snapshots.find((each) => each.number === number);
      if (!found) throw new HeadendError('request/not-found', `Title ${params.id} has no snapshot ${number}.`);
      return found.document;
    };
    const changes = diffDocuments(numbered(from), to === undefined ? entry.document : numbered(to));
    return { body: { from, to: to ?? null, changes } };
  }),

  route(publishTitle, async (request) => {
    const { params, body, caller } = request;
    const order = { snapshotId: body.snapshot_id, revision: body.revision };
    return tagged(await catalog.publish(caller.tenantId, params.id, order, doerOf(request)));
  }),

  route(unpublishTitle, async (request) =>
    tagged(await catalog.unpublish(request.caller.tenantId, request.params.id, doerOf(request))),
  ),
];

const scheduleRoutes = (catalog: Catalog): Route[] => [
  route(scheduleTitle, async (request) => {
    const { params, body, caller, requestKey } = request;
    const { action, at, snapshot_id: snapshotId } = body;
    const what = { action, at: new Date(at), snapshotId, requestKey };
    return { body: scheduleView(await catalog.schedule(caller.tenantId, params.id, what, doerOf(request))) };
  }),

  route(listTitleSchedules, async ({ params, caller }) => {
    await existing(catalog, caller, params.id);
    return { body: { data: (await catalog.schedules(caller.tenantId, params.id)).map(scheduleView) } };
  }),

  route(cancelTitleSchedule, async (request) => {
    const { params, caller } = request;
    await catalog.cancelSchedule(caller.tenantId, params.id, params.schedule_id, doerOf(request));
    return { body: undefined };
  }),
];

const doerOf = (request: { caller: Caller; requestId: string }) => ({
  actor: request.caller.label,
  detail: requestDetail(request),
});

async function existing(catalog: Catalog, { tenantId }: Caller, id: string): Promise<EntryRecord> {
  const entry = await catalog.find(tenantId, id);
  if (!entry) throw new HeadendError('request/not-found', `There is no title ${id}.`);
  return entry;
}

/** Publishing changes nothing that an editor writes. */
const tagOf = ({ id, revision, kind, parent, position, document }: EntryRecord): string =>
  entityTag([id, revision, kind, parent?.id, position, document]);

const tagged = (entry: EntryRecord) => ({ body: draftView(entry), etag: tagOf(entry) });

const liveOf = ({ status, snapshot }: EntryRecord): string | undefined =>
  status === 'published' ? snapshot?.id : undefined;

const changeOf = (now: EntryRecord, body: z.output<typeof DraftChange>): EntryChange => ({
  kind: body.kind,
  parentId: body.parent_id,
  position: body.position,
  document: body.document && patched(now.document, body.document),
});

/** A list that is taken away is empty, as is a locale without words not there. */
function patched(document: CatalogDocument, patch: z.output<typeof DocumentPatch>): CatalogDocument {
  const merged = documentOf(mergePatch(document, patch));
  const spoken = Object.entries(merged.locales).filter(([, words]) => Object.keys(words).length > 0);
  return { ...merged, locales: Object.fromEntries(spoken) };
}
