import type {
  EdgeProcess,
  WindowClosing,
  WindowProcesses,
  WindowReadiness,
} from '../../adapters/postgres/window-processes-port';
import { HeadendError } from '../../domain/failures';
import { type Route, route } from '../http/operation';
import * as specs from './readiness-specs';
import { stateOf } from './window-views';

/** Whether windows can open as they were sold, what people decide of it, and what goes when they close. Needs no workflow engine: rows decide. */
export const readinessRoutes = ({ windowProcesses }: { windowProcesses: WindowProcesses }): Route[] => [
  route(specs.getReadiness, async ({ params, caller }) => ({
    body: view(await found(windowProcesses, caller.tenantId, params.id)),
  })),

  route(specs.decideOpening, async ({ params, body, caller }) => {
    const { window } = await found(windowProcesses, caller.tenantId, params.id);
    if (window.kind !== 'grant')
      throw new HeadendError('request/invalid', `The window ${window.id} is a ${window.kind}: only grants are held.`);
    const name = { tenantId: caller.tenantId, windowId: params.id };
    if (!(await windowProcesses.decide(name, { ...body, actor: caller.label })))
      throw new HeadendError('rights/window-withdrawn', `The window ${params.id} was withdrawn.`);
    return { body: view(await found(windowProcesses, caller.tenantId, params.id)) };
  }),

  route(specs.getClosing, async ({ params, caller }) => {
    const closing = await windowProcesses.closing(caller.tenantId, params.id);
    if (!closing) throw noWindow(params.id);
    return { body: closingView(closing) };
  }),
];

async function found(windows: WindowProcesses, tenantId: string, id: string): Promise<WindowReadiness> {
  const readiness = await windows.readiness(tenantId, id);
  if (readiness) return readiness;
  throw noWindow(id);
}

const noWindow = (id: string) => new HeadendError('request/not-found', `There is no window ${id}.`);

const view = ({ window, missing, missingSince, decision, ...edge }: WindowReadiness) => ({
  ...{ window_id: window.id, title_id: window.titleId ?? null, state: stateOf(window, new Date()) },
  ...{ opens_at: iso(window.startsAt), ready: missing.length === 0, missing, missing_since: iso(missingSince) },
  ...processView(edge),
  decision: decision
    ? {
        ...{ decision: decision.decision, by: decision.by, at: decision.at.toISOString() },
        reason: decision.reason ?? null,
      }
    : null,
});

const closingView = ({ window, losses, layouts, cleanedAt, ...edge }: WindowClosing) => ({
  ...{ window_id: window.id, title_id: window.titleId ?? null, state: stateOf(window, new Date()) },
  ...{ closes_at: iso(window.endsAt), losses, ...processView(edge), cleaned_up_at: iso(cleanedAt) },
  layouts: layouts.map(({ goesLiveAt, ...layout }) => ({ ...layout, goes_live_at: goesLiveAt.toISOString() })),
});

const processView = ({ process, told }: EdgeProcess) => ({
  process: process
    ? { state: process.state, looked_at: process.lookedAt.toISOString(), next_look_at: iso(process.nextAt) }
    : null,
  reminders: told.map(({ distanceS, at }) => ({ before_seconds: distanceS, at: at.toISOString() })),
});

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null;
