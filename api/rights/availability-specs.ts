import { IdParams, listQuery, NoContent, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import { AvailabilityView, SimulationRequest, SimulationView } from './availability-schemas';
import { instant, licenceType, place, territory, WindowView } from './window-schemas';

export const getAvailability = operation({
  id: 'getAvailability',
  method: 'get',
  path: '/v1/titles/{id}/availability',
  tag: 'Rights',
  summary: 'Ask who may watch a title, and why not',
  description:
    'What the gate of playback would answer, with every offer and refusal, the row that decided and when that changes.',
  scope: 'rights:read',
  params: IdParams,
  query: z.strictObject({
    territory: place.optional(),
    at: instant.optional().openapi({ description: 'Now when left out.' }),
    device: z.string().min(1).max(50).optional(),
    language: z.string().min(2).max(35).optional(),
    license_type: licenceType.optional().openapi({ description: 'As if the asker held this one only.' }),
  }),
  answer: { status: 200, schema: AvailabilityView, description: 'The answers.' },
  failures: ['request/not-found'],
});

const simulation = {
  method: 'post',
  tag: 'Rights',
  scope: 'rights:read',
  audit: 'none',
  body: SimulationRequest,
  failures: ['rights/too-many-questions', 'rights/window-empty'],
} as const;

export const simulateAvailability = operation({
  ...simulation,
  failures: [...simulation.failures],
  id: 'simulateAvailability',
  path: '/v1/availability/simulate',
  summary: 'Ask for many titles, askers and instants at once',
  description: 'At most 10,000 answers. Nothing is changed.',
  answer: { status: 200, schema: SimulationView, description: 'An answer for each, by title, asker and instant.' },
});

export const simulateAvailabilityTable = operation({
  ...simulation,
  failures: [...simulation.failures],
  id: 'simulateAvailabilityTable',
  path: '/v1/availability/simulate.csv',
  summary: 'Ask for many titles, askers and instants, as a table',
  description: 'As simulateAvailability, in CSV (RFC 4180, UTF-8).',
  answer: { status: 200, schema: NoContent, description: 'The table.', files: ['text/csv'] },
});

const EdgeView = z
  .object({ at: z.string(), edge: z.enum(['open', 'close']), window: WindowView })
  .openapi('WindowEdge');

export const listEdges = operation({
  id: 'listWindowEdges',
  method: 'get',
  path: '/v1/rights/edges',
  tag: 'Rights',
  summary: 'List what opens and closes',
  description: 'Grants by the instants of their edges, the earliest first; `edge=close` is what expires soon.',
  scope: 'rights:read',
  query: z.strictObject({
    ...listQuery,
    from: instant.optional().openapi({ description: 'Included. Now when left out.' }),
    to: instant.optional().openapi({ description: 'Not included. 30 days after `from` when left out.' }),
    territory: territory.optional(),
    edge: z.enum(['open', 'close']).optional(),
  }),
  answer: { status: 200, schema: pageOf('WindowEdgePage', EdgeView), description: 'A page of edges.' },
  failures: ['cursor/invalid'],
});

export const ConflictView = z
  .object({
    title_id: z.string(),
    external_id: z.string(),
    name: z.string(),
    kind: z.enum(['price', 'exclusivity', 'gap']),
    windows: z.array(z.string()),
    sold: z.array(WindowView).openapi({ description: 'The windows themselves, in this order.' }),
    license_type: licenceType.nullable(),
    territories: z.array(z.string()),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .openapi('RightsConflict');

export const listConflicts = operation({
  id: 'listRightsConflicts',
  method: 'get',
  path: '/v1/rights/conflicts',
  tag: 'Rights',
  summary: 'List rights that contradict each other',
  description:
    'Windows of one title, licence and quality that overlap with another price, or where one is exclusive; and gaps between windows, which may be meant. A page holds what is found among `limit` titles and may be empty.',
  scope: 'rights:read',
  query: z.strictObject({ ...listQuery, title_id: z.string().min(1).max(64).optional() }),
  answer: { status: 200, schema: pageOf('RightsConflictPage', ConflictView), description: 'A page of conflicts.' },
  failures: ['cursor/invalid'],
});

/** Every operation that asks about rights. */
export const AVAILABILITY_OPERATIONS = [
  getAvailability,
  simulateAvailability,
  simulateAvailabilityTable,
  listEdges,
  listConflicts,
];
