import { lookerQuery } from '../http/looker';
import { NoContent, operation } from '../http/operation';
import { instantText, isCount, NO_COUNT } from '../http/storable';
import { z } from '../http/zod';
import { DiffView } from './entries-schemas';
import {
  LayoutChange,
  LayoutPublishRequest,
  LayoutRequest,
  LayoutVersionView,
  LayoutView,
  ShownLayout,
} from './layouts-schemas';

const ONE = '/v1/layouts/{key}';
const key = z.string().min(1).max(40);
const one = { tag: 'Layouts', params: z.strictObject({ key }) } as const;
const number = z.coerce.number().int().min(1).refine(isCount, NO_COUNT);
const listOf = <Item extends z.ZodType>(name: string, item: Item) => z.object({ data: z.array(item) }).openapi(name);

export const listLayouts = operation({
  id: 'listLayouts',
  method: 'get',
  path: '/v1/layouts',
  tag: 'Layouts',
  summary: 'List layouts',
  description: 'By key, with their drafts.',
  scope: 'titles:write',
  answer: { status: 200, schema: listOf('LayoutList', LayoutView), description: 'All layouts.' },
  failures: [],
});

export const createLayout = operation({
  id: 'createLayout',
  method: 'post',
  path: '/v1/layouts',
  tag: 'Layouts',
  summary: 'Make a layout',
  description: 'Viewers see nothing of it until it is published.',
  scope: 'titles:write',
  body: LayoutRequest,
  audit: 'own',
  answer: { status: 201, schema: LayoutView, description: 'Its draft.', location: 'Path of its draft.' },
  failures: ['layout/key-taken'],
});

export const getLayout = operation({
  ...one,
  id: 'getLayout',
  method: 'get',
  path: ONE,
  summary: 'Read a page as viewers see it',
  description:
    'The version that is live, each rail with at most 20 titles that may be watched or had there now. Rails without any are left out, except personal ones, which whoever draws the page fills. `home` is there without a layout, too. Keys that are not of viewers say where with `territory`; without, what is offered everywhere is shown. May be kept for as long as Cache-Control says, never longer than until the next change.',
  scope: 'titles:read',
  query: z.strictObject(lookerQuery),
  answer: { status: 200, schema: ShownLayout, description: 'The page.' },
  failures: ['request/not-found'],
});

export const previewLayout = operation({
  ...one,
  id: 'previewLayout',
  method: 'get',
  path: `${ONE}/preview`,
  summary: 'See a page as of an instant, for a territory and a device',
  description:
    'The draft, a version, or what is live at the instant by what is planned now. Rights are looked at as of the instant, and so are the next 200 publications and take-downs that are scheduled.',
  scope: 'titles:write',
  query: z.strictObject({
    ...lookerQuery,
    at: instantText.optional().openapi({ description: 'Now when left out.' }),
    draft: z.enum(['true', 'false']).optional().openapi({ description: 'Not with `version`.' }),
    version: number.optional(),
  }),
  answer: { status: 200, schema: ShownLayout, description: 'The page.' },
  failures: ['request/not-found'],
});

export const getLayoutDraft = operation({
  ...one,
  id: 'getLayoutDraft',
  method: 'get',
  path: `${ONE}/draft`,
  summary: 'Read the draft of a layout, with what is to be mended',
  description: 'What editors work on. Its `ETag` is needed to change it.',
  scope: 'titles:write',
  conditional: true,
  answer: { status: 200, schema: LayoutView, description: 'The draft.' },
  failures: ['request/not-found'],
});

export const updateLayoutDraft = operation({
  ...one,
  id: 'updateLayoutDraft',
  method: 'patch',
  path: `${ONE}/draft`,
  summary: 'Change the draft of a layout',
  description: 'A document takes the place of the one before, as a whole. What is wrong with it is told in `issues`.',
  scope: 'titles:write',
  body: LayoutChange,
  conditional: true,
  audit: 'own',
  answer: { status: 200, schema: LayoutView, description: 'The draft as it is now.' },
  failures: ['request/not-found'],
});

export const publishLayout = operation({
  ...one,
  id: 'publishLayout',
  method: 'post',
  path: `${ONE}/publish`,
  summary: 'Freeze a layout and show it, now or at an instant',
  description:
    'Makes a version of the draft, or of an earlier version, which rolls back to it. Viewers see the version that went live last; `layout.published` tells of each when it does.',
  scope: 'titles:publish',
  body: LayoutPublishRequest,
  audit: 'own',
  answer: { status: 201, schema: LayoutVersionView, description: 'The version.' },
  failures: ['request/not-found', 'layout/has-errors', 'precondition/failed'],
});

export const listLayoutVersions = operation({
  ...one,
  id: 'listLayoutVersions',
  method: 'get',
  path: `${ONE}/versions`,
  summary: 'Read the history of a layout',
  description: 'Newest first, at most 200.',
  scope: 'titles:write',
  answer: { status: 200, schema: listOf('LayoutVersionList', LayoutVersionView), description: 'The versions.' },
  failures: ['request/not-found'],
});

export const cancelLayoutVersion = operation({
  id: 'cancelLayoutVersion',
  method: 'delete',
  path: `${ONE}/versions/{number}`,
  tag: 'Layouts',
  params: z.strictObject({ key, number }),
  summary: 'Keep a version of a layout from going live',
  description: 'As long as it waits. Cancelled again it stays cancelled, in the history.',
  scope: 'titles:publish',
  audit: 'own',
  answer: { status: 204, schema: NoContent, description: 'It is cancelled.' },
  failures: ['request/not-found', 'layout/switch-over'],
});

export const diffLayout = operation({
  ...one,
  id: 'diffLayout',
  method: 'get',
  path: `${ONE}/diff`,
  summary: 'Compare two versions of a layout, or one with the draft',
  description: 'Places at which the documents differ. Rails are compared by their ids.',
  scope: 'titles:write',
  query: z.strictObject({
    from: number,
    to: number.optional().openapi({ description: 'Another version; the draft when left out.' }),
  }),
  answer: { status: 200, schema: DiffView, description: 'The differences.' },
  failures: ['request/not-found'],
});

/** Every operation on layouts. */
export const LAYOUT_OPERATIONS = [
  listLayouts,
  createLayout,
  getLayout,
  previewLayout,
  getLayoutDraft,
  updateLayoutDraft,
  publishLayout,
  listLayoutVersions,
  cancelLayoutVersion,
  diffLayout,
];
