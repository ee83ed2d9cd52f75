import type { Rights, WindowRecord } from '../../adapters/postgres/rights-port';
import { HeadendError } from '../../domain/failures';
import { readCursor, writeCursor } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { requireMatch } from '../http/preconditions';
import * as specs from './window-specs';
import { checkTerritory, termsOf, windowView } from './window-views';

/** Windows of rights and the events they wait for. */
export const windowRoutes = ({ rights }: { rights: Rights }): Route[] => [
  route(specs.createWindow, async ({ params, body, caller }) => {
    const window = await rights.create(caller.tenantId, params.id, termsOf(body), caller.label);
    return { ...tagged(window), location: `/v1/windows/${window.id}` };
  }),

  route(specs.listWindows, async ({ query, caller }) => {
    const { limit, cursor, ...filters } = query;
    const scope = { list: specs.listWindows.id, ...filters };
    const { items, next } = await rights.list({
      ...{ tenantId: caller.tenantId, limit, after: readCursor(cursor, scope), now: new Date() },
      ...{ titleId: filters.title_id, externalId: filters.external_id, territory: filters.territory },
      ...{ licenceType: filters.license_type, state: filters.state },
    });
    return { body: { data: items.map((each) => windowView(each)), next_cursor: writeCursor(next, scope) } };
  }),

  route(specs.getWindow, async ({ params, caller }) => tagged(await found(rights, caller.tenantId, params.id))),

  route(specs.changeWindow, async ({ params, body, caller, ifMatch }) => {
    const before = await found(rights, caller.tenantId, params.id);
    requireMatch(ifMatch, tagOf(before));
    checkStanding(before);
    return tagged(orChanged(await rights.change(before, termsOf(body), caller.label)));
  }),

  route(specs.withdrawWindow, async ({ params, caller }) => {
    const before = await found(rights, caller.tenantId, params.id);
    if (before.withdrawn) return tagged(before);
    const after = await rights.decide(before, 'withdraw', caller.label);
    // Whoever withdrew it in this very moment did what was asked for.
    const seen = after ?? (await found(rights, caller.tenantId, params.id));
    return tagged(orChanged(seen.withdrawn ? seen : undefined));
  }),

  route(specs.approveWindow, async ({ params, caller }) => {
    const before = await found(rights, caller.tenantId, params.id);
    checkStanding(before);
    if (!before.exception || before.approvedBy)
      throw new HeadendError('rights/nothing-to-approve', `The window ${before.id} waits for no approval.`);
    return tagged(orChanged(await rights.decide(before, 'approve', caller.label)));
  }),

  route(specs.recordMilestone, async ({ body, caller }) => {
    checkTerritory(body.territory, 'territory');
    const { external_id: externalId, event, territory } = body;
    const milestone = { externalId, event, territory, at: new Date(body.at), recordedBy: caller.label };
    const { windows } = await rights.recordMilestone(caller.tenantId, milestone);
    const at = milestone.at.toISOString();
    return { body: { external_id: externalId, event, territory, at, windows }, subject: externalId };
  }),

  route(specs.listMilestones, async ({ query, caller }) => {
    const records = await rights.milestones(caller.tenantId, query.external_id);
    return {
      body: {
        data: records.map(({ externalId, event, territory, at, recordedBy, recordedAt }) => ({
          ...{ external_id: externalId, event, territory, at: at.toISOString() },
          ...{ recorded_by: recordedBy, recorded_at: recordedAt.toISOString() },
        })),
      },
    };
  }),
];

/** The version is all that a change can touch. */
const tagOf = ({ version }: WindowRecord): string => `"${version}"`;
const tagged = (window: WindowRecord) => ({ body: windowView(window), etag: tagOf(window) });

async function found(rights: Rights, tenantId: string, id: string): Promise<WindowRecord> {
  const window = await rights.find(tenantId, id);
  if (window) return window;
  throw new HeadendError('request/not-found', `There is no window ${id}.`);
}

function checkStanding({ id, withdrawn }: WindowRecord): void {
  if (withdrawn) throw new HeadendError('rights/window-withdrawn', `The window ${id} was withdrawn.`);
}

function orChanged(window: WindowRecord | undefined): WindowRecord {
  if (window) return window;
  throw new HeadendError('precondition/failed', 'The window was changed in this very moment.');
}
