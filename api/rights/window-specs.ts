import { WINDOW_STATES } from '../../adapters/postgres/rights-port';
import { IdParams, listQuery, operation } from '../http/operation';
import { z } from '../http/zod';
import {
  licenceType,
  MilestoneList,
  MilestoneRequest,
  MilestoneView,
  territory,
  WindowPage,
  WindowRequest,
  WindowView,
} from './window-schemas';

const name = z.string().min(1).max(200);

export const createWindow = operation({
  id: 'createWindow',
  method: 'post',
  path: '/v1/titles/{id}/windows',
  tag: 'Rights',
  summary: 'Sell a title, or bar it',
  description:
    'The first window of a title, of any kind, makes it playable only as sold. It counts at once, for sessions that begin and for running ones at their next heartbeat.',
  scope: 'rights:write',
  audit: 'own',
  params: IdParams,
  body: WindowRequest,
  answer: { status: 201, schema: WindowView, description: 'The window.', location: 'The window.' },
  failures: ['request/not-found', 'rights/territory-unknown', 'rights/window-empty'],
});

export const listWindows = operation({
  id: 'listWindows',
  method: 'get',
  path: '/v1/windows',
  tag: 'Rights',
  summary: 'List windows',
  description:
    'The newest first. `territory` finds the windows that sell there under any name: of `DE` also those of `EU` and `ZZ`.',
  scope: 'rights:read',
  query: z.strictObject({
    ...listQuery,
    title_id: name.optional(),
    external_id: name.optional(),
    territory: territory.optional(),
    license_type: licenceType.optional(),
    state: z.enum(WINDOW_STATES).optional().openapi({
      description: '`waiting`: for an event, or for a person to approve.',
    }),
  }),
  answer: { status: 200, schema: WindowPage, description: 'A page of windows.' },
  failures: ['cursor/invalid'],
});

export const getWindow = operation({
  id: 'getWindow',
  method: 'get',
  path: '/v1/windows/{id}',
  tag: 'Rights',
  summary: 'Read a window',
  description: 'With its state now.',
  scope: 'rights:read',
  conditional: true,
  params: IdParams,
  answer: { status: 200, schema: WindowView, description: 'The window.' },
  failures: ['request/not-found'],
});

export const changeWindow = operation({
  id: 'changeWindow',
  method: 'put',
  path: '/v1/windows/{id}',
  tag: 'Rights',
  summary: 'Change a window',
  description: 'Replaces all it says. An exception that was approved has to be approved again.',
  scope: 'rights:write',
  conditional: true,
  audit: 'own',
  params: IdParams,
  body: WindowRequest,
  answer: { status: 200, schema: WindowView, description: 'The window as it is now.' },
  failures: ['request/not-found', 'rights/territory-unknown', 'rights/window-empty', 'rights/window-withdrawn'],
});

const decision = {
  method: 'post',
  tag: 'Rights',
  scope: 'rights:write',
  audit: 'own',
  params: IdParams,
  answer: { status: 200, schema: WindowView, description: 'The window as it is now.' },
} as const;

export const withdrawWindow = operation({
  ...decision,
  id: 'withdrawWindow',
  path: '/v1/windows/{id}/withdraw',
  summary: 'Withdraw a window',
  description:
    'It counts no more, at once, and stays to be read. A title whose windows are all withdrawn is closed. Again it changes nothing.',
  failures: ['request/not-found', 'precondition/failed'],
});

export const approveWindow = operation({
  ...decision,
  id: 'approveWindow',
  path: '/v1/windows/{id}/approve',
  summary: 'Approve an exception',
  description: 'A window with `exception` counts from now on.',
  failures: ['request/not-found', 'precondition/failed', 'rights/window-withdrawn', 'rights/nothing-to-approve'],
});

export const recordMilestone = operation({
  id: 'recordMilestone',
  method: 'post',
  path: '/v1/milestones',
  tag: 'Rights',
  summary: 'Record an event that windows wait for',
  description:
    'When a title was, or will be, broadcast, in theatres, complete, or first sold. Windows that wait for it get their edges in the same transaction; told again with another instant, they move. A window of several territories opens after the last of them and closes after the first.',
  scope: 'rights:write',
  audit: 'own',
  body: MilestoneRequest,
  answer: { status: 200, schema: MilestoneView, description: 'The event, and the windows that it moved.' },
  failures: ['rights/territory-unknown'],
});

export const listMilestones = operation({
  id: 'listMilestones',
  method: 'get',
  path: '/v1/milestones',
  tag: 'Rights',
  summary: 'List the recorded events of a title',
  description: 'The earliest first.',
  scope: 'rights:read',
  query: z.strictObject({ external_id: name }),
  answer: { status: 200, schema: MilestoneList, description: 'Every event.' },
  failures: [],
});

/** Every operation on windows. */
export const WINDOW_OPERATIONS = [
  createWindow,
  listWindows,
  getWindow,
  changeWindow,
  withdrawWindow,
  approveWindow,
  recordMilestone,
  listMilestones,
];
