import type { z } from 'zod';
import type { Rights, TitleRights, WindowTerms } from '../../adapters/postgres/rights-port';
import { HeadendError } from '../../domain/failures';
import { type Milestone, resolveEdges } from '../../domain/rights/milestones';
import { type Outlook, outlooksOf, type Period } from '../../domain/rights/outlook';
import type { RightsWindow } from '../../domain/rights/types';
import { readCursor, unwrapToken, wrapToken, writeCursor } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { later } from '../http/storable';
import { conflictViews } from './availability';
import * as specs from './desk-specs';
import { remainsOf } from './desk-views';
import { termsOf, windowView } from './window-views';

const DAY_MS = 86_400_000;
/** How much of the calendar is told when nobody says. */
const SHOWN_DAYS = 92;
const [PREVIEW_BEFORE_DAYS, PREVIEW_AFTER_DAYS] = [30, 730];

/** What people at the rights desk look at: the calendar, what expires, and what a change would do. */
export const deskRoutes = ({ rights }: { rights: Rights }): Route[] => [
  route(specs.listDesk, async ({ query, caller }) => {
    const { limit, cursor, q: text, territory, license_type: licenceType, ...time } = query;
    const scope = { list: specs.listDesk.id, ...time, text, territory, licenceType };
    const { from, to } = rangeOf(time);
    const after = unwrapToken(cursor, scope);
    const filters = { tenantId: caller.tenantId, from, to, territory, licenceType, text, limit, after };
    const { titles, next } = await rights.desk(filters);
    const touches = (edges: { from: string | null; to: string | null }) =>
      (!edges.from || new Date(edges.from) < to) && (!edges.to || new Date(edges.to) > from);
    const data = titles.map(({ titleId, externalId, name, published, windows, grants }) => ({
      ...{ title_id: titleId ?? null, external_id: externalId, name: name ?? null, published },
      windows: windows.map((each) => windowView(each)),
      conflicts: conflictViews({
        titleId: titleId ?? externalId,
        externalId,
        name: name ?? externalId,
        windows: grants,
      })
        .filter(touches)
        .filter((conflict) => conflict.windows.some((id) => windows.some((each) => each.id === id))),
    }));
    return { body: { data, next_cursor: wrapToken(next, scope) } };
  }),

  route(specs.listExpiring, async ({ query, caller }) => {
    const { limit, cursor, days, territory } = query;
    const scope = { list: specs.listExpiring.id, days, territory };
    const from = new Date();
    const to = new Date(from.getTime() + days * DAY_MS);
    const after = readCursor(cursor, scope);
    const asked = { tenantId: caller.tenantId, from, to, territory, edge: 'close' as const, limit, after };
    const { items, next } = await rights.edges(asked);
    const titles = await rights.facts(
      caller.tenantId,
      items.flatMap(({ window }) => window.titleId ?? []),
    );
    const data = items.map(({ at, window }) => {
      const title = window.titleId ? titles.get(window.titleId) : undefined;
      return {
        ...{ at: at.toISOString(), title_id: title?.id ?? null, name: title?.name ?? null, window: windowView(window) },
        remains: title ? remainsOf(title.facts, window, at.getTime(), territory) : [],
      };
    });
    return { body: { data, next_cursor: writeCursor(next, scope) } };
  }),

  route(specs.previewWindow, async ({ params, body, caller }) => {
    const title = (await rights.facts(caller.tenantId, [params.id])).get(params.id);
    if (!title) throw new HeadendError('request/not-found', `There is no title ${params.id}.`);
    const after = await changed(rights, caller.tenantId, title, body);
    const now = Date.now();
    const { from, to } = rangeOf(
      body.between ?? {
        from: new Date(now - PREVIEW_BEFORE_DAYS * DAY_MS).toISOString(),
        to: new Date(now + PREVIEW_AFTER_DAYS * DAY_MS).toISOString(),
      },
    );
    const facts = { before: title.facts, after: { ...title.facts, windows: after } };
    const outlooks = outlooksOf(facts, { from: from.getTime(), to: to.getTime() });
    const data = outlooks.sort((a, b) => Number(b.changed) - Number(a.changed)).map(outlookView);
    return { body: { title_id: title.id, from: from.toISOString(), to: to.toISOString(), data } };
  }),
];

/** @throws {HeadendError} `rights/window-empty` */
function rangeOf(asked: { from?: string; to?: string }): { from: Date; to: Date } {
  const from = asked.from ? new Date(asked.from) : new Date();
  const to = asked.to ? new Date(asked.to) : later(from, SHOWN_DAYS * DAY_MS);
  if (from >= to) throw new HeadendError('rights/window-empty', 'The time ends before it starts.', { field: 'to' });
  return { from, to };
}

/** The windows of a title after a change. @throws {HeadendError} `request/invalid`, `request/not-found` and those of termsOf */
async function changed(
  rights: Rights,
  tenantId: string,
  { facts: { windows }, externalId, id }: TitleRights,
  { window_id: windowId, window }: z.output<typeof specs.PreviewRequest>,
): Promise<readonly RightsWindow[]> {
  if (!windowId && !window)
    throw new HeadendError('request/invalid', 'Neither a window nor a change of one is named.', { field: 'window' });
  const was = windows.find((each) => each.id === windowId && !each.withdrawn);
  if (windowId && !was) throw new HeadendError('request/not-found', `The title ${id} has no window ${windowId}.`);
  if (!window) return windows.map((each) => (each === was ? { ...each, withdrawn: true } : each));
  const recorded = await rights.milestones(tenantId, externalId);
  const sales = windows.filter((each) => each.licenceType === 'EST' && each !== was && !each.withdrawn);
  const milestones = [
    ...recorded.map(({ event, territory, at }) => ({ event, territory, at: at.getTime() })),
    ...sales.flatMap(({ territories, startsAt: at }) =>
      at === undefined ? [] : territories.map((territory) => ({ event: 'ESTStart', territory, at })),
    ),
  ];
  const is = windowAfter(termsOf(window), milestones, was);
  return was ? windows.map((each) => (each === was ? is : each)) : [...windows, is];
}

/** A window as the gate would read it. What was approved has to be approved again. */
function windowAfter(
  terms: WindowTerms,
  milestones: readonly Milestone[],
  was: RightsWindow | undefined,
): RightsWindow {
  const { startCondition: start, endCondition: end } = terms;
  const edges = resolveEdges({ territories: terms.territories, start, end }, milestones);
  return {
    ...{ id: was?.id ?? 'new', version: (was?.version ?? 0) + 1, kind: terms.kind, licenceType: terms.licenceType },
    ...{ territories: terms.territories, excludedTerritories: terms.excludedTerritories },
    startsAt: start ? edges.startsAt : terms.startsAt?.getTime(),
    endsAt: end ? edges.endsAt : terms.endsAt?.getTime(),
    ...{ unresolved: edges.unresolved, languages: terms.languages, holdbackLanguages: terms.holdbackLanguages },
    ...{ formatProfile: terms.formatProfile, deviceFamilies: terms.deviceFamilies, exclusive: terms.exclusive },
    ...{ awaitsApproval: terms.exception, withdrawn: false },
  };
}

const periodView = ({ from, to, maxHeight }: Period) => ({
  ...{ from: new Date(from).toISOString(), to: to === undefined ? null : new Date(to).toISOString() },
  max_height: maxHeight ?? null,
});

const outlookView = ({ territories, licenceType, device, before, after, changed: differs }: Outlook) => ({
  ...{ territories, license_type: licenceType, device: device ?? null, changed: differs },
  ...{ before: before.map(periodView), after: after.map(periodView) },
});
