import { IdParams, listQuery, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import { ConflictView } from './availability-specs';
import { instant, licenceType, territory, WindowRequest, WindowView } from './window-schemas';

const nullableText = z.string().nullable();

const DeskTitleView = z
  .object({
    title_id: nullableText.openapi({ description: 'Null while no title has this name.' }),
    external_id: z.string(),
    name: nullableText,
    published: z.boolean(),
    windows: z.array(WindowView).openapi({ description: 'In force, the earliest start first.' }),
    conflicts: z.array(ConflictView).openapi({ description: 'Those that touch the time.' }),
  })
  .openapi('DeskTitle');

export const listDesk = operation({
  id: 'listRightsDesk',
  method: 'get',
  path: '/v1/rights/desk',
  tag: 'Rights',
  summary: 'List titles with their windows of a time',
  description:
    'Titles that have windows in force which touch the time, by name, with these windows and their conflicts. Windows whose title is not there yet come last.',
  scope: 'rights:read',
  query: z.strictObject({
    ...listQuery,
    from: instant.optional().openapi({ description: 'Included. Now when left out.' }),
    to: instant.optional().openapi({ description: 'Not included. 92 days after `from` when left out.' }),
    territory: territory.optional().openapi({ description: 'Of `DE` also what is sold to `EU` and `ZZ`.' }),
    license_type: licenceType.optional().openapi({ description: 'Bars of every licence are listed with it.' }),
    q: z.string().trim().min(1).max(200).optional().openapi({ description: 'Part of the name or the external id.' }),
  }),
  answer: { status: 200, schema: pageOf('RightsDeskPage', DeskTitleView), description: 'A page of titles.' },
  failures: ['cursor/invalid', 'rights/window-empty'],
});

const RemainView = z.object({
  territories: z.array(z.string()).openapi({ description: 'Places that are alike; `ZZ`: all that are not named.' }),
  license_types: z.array(licenceType).openapi({ description: 'How it may be had or watched then; empty: not at all.' }),
});
const ExpiringView = z
  .object({
    at: z.string(),
    title_id: nullableText,
    name: nullableText,
    window: WindowView,
    remains: z.array(RemainView).openapi({ description: 'At the end of the window, where it sold.' }),
  })
  .openapi('ExpiringWindow');

export const listExpiring = operation({
  id: 'listExpiringWindows',
  method: 'get',
  path: '/v1/rights/expiring',
  tag: 'Rights',
  summary: 'List windows that end soon, and what remains then',
  description: 'Grants by their end, the nearest first, with what may still be watched where they sold, on any device.',
  scope: 'rights:read',
  query: z.strictObject({
    ...listQuery,
    days: z.coerce.number().int().min(1).max(366).default(30).openapi({ description: 'How far ahead.' }),
    territory: territory.optional(),
  }),
  answer: { status: 200, schema: pageOf('ExpiringWindowPage', ExpiringView), description: 'A page of windows.' },
  failures: ['cursor/invalid'],
});

export const PreviewRequest = z
  .strictObject({
    window_id: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .openapi({ description: 'The window that changes; none: a new one.' }),
    window: WindowRequest.optional().openapi({ description: 'What it would say; none: it would be withdrawn.' }),
    between: z.strictObject({ from: instant, to: instant }).optional().openapi({
      description: 'The time that is told. From 30 days ago for two years when left out.',
    }),
  })
  .openapi('RightsPreviewRequest');

const periods = z.array(
  z.object({
    from: z.string(),
    to: nullableText.openapi({ description: 'Null: nothing that is known ends it.' }),
    max_height: z.int().nullable(),
  }),
);
const PreviewView = z
  .object({
    title_id: z.string(),
    from: z.string(),
    to: z.string(),
    data: z.array(
      z.object({
        territories: z.array(z.string()).openapi({ description: 'Places that are alike; `ZZ`: all not named.' }),
        license_type: licenceType,
        device: nullableText.openapi({ description: 'Null: of any device.' }),
        before: periods,
        after: periods,
        changed: z.boolean(),
      }),
    ),
  })
  .openapi('RightsPreview');

export const previewWindow = operation({
  id: 'previewWindow',
  method: 'post',
  path: '/v1/titles/{id}/windows/preview',
  tag: 'Rights',
  summary: 'Ask what a change of windows would do',
  description:
    'The times in which the title may be watched, or had, before and after a window is made, changed or withdrawn; by licence and places. As if the title were published. Nothing is changed.',
  scope: 'rights:read',
  audit: 'none',
  params: IdParams,
  body: PreviewRequest,
  answer: { status: 200, schema: PreviewView, description: 'Before and after; those that change come first.' },
  failures: ['request/not-found', 'rights/territory-unknown', 'rights/window-empty'],
});

/** Every operation of the rights desk. */
export const DESK_OPERATIONS = [listDesk, listExpiring, previewWindow];
