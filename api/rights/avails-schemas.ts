import type { z as zod } from 'zod';
import { DIALECTS, isZone } from '../../domain/avails/dates';
import { isTerritory } from '../../domain/rights/territory';
import { instantText } from '../http/storable';
import { z } from '../http/zod';

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T15:00:00.000Z' });

export const AvailFindingView = z
  .object({
    code: z.string().openapi({ example: 'window/reversed' }),
    severity: z.enum(['error', 'warning', 'info']),
    at: z.string().nullable().openapi({ description: 'Cell or line of the document.', example: 'Movies!V7' }),
    message: z.string(),
    fix: z.string(),
  })
  .openapi('AvailFinding');

const AvailDiffView = z
  .object({
    opened: z.int(),
    moved: z.int().openapi({ description: 'Windows of which something changes: edges, territories, terms.' }),
    narrowed: z.int().openapi({ description: 'Windows that lose some of their territories.' }),
    closed: z.int(),
    same: z.int(),
  })
  .openapi('AvailDiff');

export const AvailsImportView = z
  .object({
    id: z.string().openapi({ example: 'avi_01M8…' }),
    status: z.enum(['received', 'checked', 'applying', 'applied', 'discarded', 'failed']).openapi({
      description: '`checked` waits for somebody to apply or discard it.',
    }),
    file_name: z.string().nullable(),
    bytes: z.int(),
    format: z.enum(['xml', 'xlsx']).nullable(),
    version: z.string().nullable().openapi({ description: 'Of MDDF Avails or of the template.', example: '1.9' }),
    dialect: z.enum(DIALECTS),
    issued_at: instant,
    rows: z.int(),
    rows_with_error: z.int(),
    warnings: z.int(),
    findings: z.array(AvailFindingView).openapi({ description: 'About the document as a whole.' }),
    planned: AvailDiffView.nullable().openapi({ description: 'What it would change, as of its check.' }),
    applied: AvailDiffView.nullable().openapi({ description: 'What it has changed.' }),
    failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
    created_at: instant,
    checked_at: instant.nullable(),
    ended_at: instant.nullable(),
  })
  .openapi('AvailsImport');

const AvailEdgeView = z
  .object({
    raw: z.string().openapi({ description: 'As it was delivered.', example: '2027-06-30' }),
    at: instant.nullable().openapi({ description: 'Of an end: the first instant that is not in the window any more.' }),
    condition: z.string().nullable().openapi({ example: 'Open' }),
    lag_seconds: z.int().nullable(),
  })
  .openapi('AvailEdge');

export const AvailRightView = z
  .object({
    title: z.string(),
    entry_type: z.string(),
    licensor: z.string(),
    licence_type: z.string(),
    territories: z.array(z.string()),
    excluded_territories: z.array(z.string()),
    start: AvailEdgeView,
    end: AvailEdgeView,
    format_profile: z.string(),
    languages: z.array(z.string()),
    terms: z.array(z.object({ name: z.string(), value: z.string(), currency: z.string().nullable() })),
    exception: z.boolean(),
    transaction_id: z.string().nullable(),
  })
  .openapi('AvailRight');

export const AvailRowView = z
  .object({
    position: z.int().openapi({ description: 'From 1.' }),
    at: z.string().openapi({ description: 'Row of the sheet, or line.', example: 'Movies row 7' }),
    status: z.enum(['ok', 'error', 'applied', 'left-out']),
    alid: z.string(),
    external_id: z.string().nullable().openapi({ description: 'Name of the title that its window is of.' }),
    right: AvailRightView.nullable().openapi({ description: 'Null when nothing can be made of the row.' }),
    findings: z.array(AvailFindingView),
  })
  .openapi('AvailRow');

export const AvailChangeView = z
  .object({
    position: z.int(),
    kind: z.enum(['open', 'move', 'narrow', 'close']),
    alid: z.string(),
    title: z.string(),
    row: z.int().nullable().openapi({ description: 'Position of the row that says so.' }),
    window_id: z.string().nullable(),
    before: AvailRightView.nullable(),
    after: AvailRightView.nullable(),
  })
  .openapi('AvailChange');

/** Do clocks and territories like those of a pair `US=America/Los_Angeles` exist? */
function isZoned(pair: string): boolean {
  const [territory = '', zone = ''] = pair.split('=');
  return isTerritory(territory) && isZone(zone);
}

/** `US=America/Los_Angeles,CA=America/Toronto` */
const zones = z
  .string()
  .max(2000)
  .regex(/^[A-Z]{2}=[\w/+-]+(,[A-Z]{2}=[\w/+-]+)*$/)
  .refine((text) => text.split(',').every(isZoned), 'names a territory or an IANA zone that there is not')
  .openapi({
    description: 'Zones of territories, in place of the zone in which their day begins first.',
    example: 'US=America/Los_Angeles',
  });

export const AvailsUploadQuery = z.strictObject({
  file_name: z.string().min(1).max(200).optional(),
  dialect: z.enum(DIALECTS).default('ema').openapi({
    description:
      'How the licensor writes dates. `ema`: an end without a time is included, a time without a zone is UTC. `google`: an end without a time is excluded, a time without a zone is of the territory.',
  }),
  zones: zones.optional(),
  issued_at: instantText.optional().openapi({
    description: 'When the document was issued, where it does not say so itself. Now when left out.',
  }),
});

export const AvailsDecisionBody = z
  .strictObject({
    skip_errors: z.boolean().default(false).openapi({
      description: 'Leave out the titles of which a row has an error; otherwise nothing is applied while there is one.',
    }),
  })
  .openapi('AvailsDecision');

export const AvailsExportQuery = z.strictObject({
  format: z.enum(['xml', 'xlsx']).default('xlsx'),
  alid: z.string().min(1).max(300).optional(),
  licensor: z.string().min(1).max(300).optional(),
});

export type AvailsImportBody = zod.input<typeof AvailsImportView>;
