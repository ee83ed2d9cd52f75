import { ProblemView } from '../http/problem';
import { z } from '../http/zod';

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T15:00:00.000Z' });

export const BulkOrderView = z
  .object({
    id: z.string().openapi({ example: 'bul_5f0d…' }),
    status: z.enum(['accepted', 'running', 'done']),
    lines: z.int(),
    accepted: z.int().openapi({ description: 'Lines that have become ingests, as of now.' }),
    refused: z.int(),
    waiting: z.int(),
    created_at: instant,
    ended_at: instant.nullable(),
  })
  .openapi('BulkOrder');

export const BulkLineView = z
  .object({
    line: z.int().openapi({ description: 'From 1: the line of NDJSON, the element of an array.' }),
    external_id: z.string().nullable(),
    status: z.enum(['waiting', 'accepted', 'refused']),
    ingest_id: z.string().nullable(),
    problem: ProblemView.omit({ request_id: true }).extend({ line: z.int() }).openapi('BulkLineProblem').nullable(),
  })
  .openapi('BulkOrderLine');
