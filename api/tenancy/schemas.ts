import { SCOPES } from '../http/scopes';
import { instantText } from '../http/storable';
import { z } from '../http/zod';

const Scopes = z
  .array(z.enum(SCOPES))
  .max(SCOPES.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, 'names a scope twice')
  .openapi({ description: 'Narrow what the role allows. Empty: all of it.', example: ['ingests:read'] });
const Label = z.string().trim().min(1).max(100).openapi({ description: 'Who uses it; the actor of the audit log.' });
const RateLimit = z.int().min(1).max(100_000);
const Instant = instantText.transform((text) => new Date(text));
const instant = (description: string) => Instant.openapi({ type: 'string', format: 'date-time', description });

export const ROLES = ['operator', 'partner', 'viewer'] as const;

export const ApiKeyRequest = z
  .strictObject({
    label: Label,
    role: z.enum(ROLES),
    scopes: Scopes.default([]),
    test_mode: z.boolean().default(false).openapi({ description: 'What is made with it is test data.' }),
    rate_limit: RateLimit.optional().openapi({ description: 'Requests per minute; the default when left out.' }),
    expires_at: instant('When it ends; never when left out.').optional(),
  })
  .openapi('ApiKeyRequest');

export const ApiKeyChange = z
  .strictObject({
    label: Label.optional(),
    scopes: Scopes.optional(),
    rate_limit: RateLimit.nullable().optional().openapi({ description: 'Null: the default.' }),
    expires_at: Instant.nullable()
      .optional()
      .openapi({ type: ['string', 'null'], format: 'date-time', description: 'When it ends. Null: never.' }),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
  .openapi('ApiKeyChange');

export const RotationRequest = z
  .strictObject({
    overlap_seconds: z
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(86_400)
      .openapi({ description: 'For so long the key before still works.' }),
  })
  .openapi('RotationRequest');

export const ApiKeyView = z
  .object({
    id: z.string(),
    label: z.string(),
    role: z.enum(ROLES),
    scopes: z.array(z.string()).openapi({ description: 'As given; empty means all of the role.' }),
    effective_scopes: z.array(z.string()).openapi({ description: 'What it may do.' }),
    test_mode: z.boolean(),
    status: z.enum(['active', 'expired', 'revoked']),
    hint: z.string().openapi({ description: 'The end of the key, to tell keys apart.' }),
    rate_limit: z.int().nullable(),
    created_by: z.string().nullable().openapi({ description: 'Id of the key that made it.' }),
    rotated_from: z.string().nullable().openapi({ description: 'The key it took the place of.' }),
    rotated_to: z.string().nullable().openapi({ description: 'The key that took its place.' }),
    created_at: z.string(),
    expires_at: z.string().nullable(),
    last_used_at: z.string().nullable().openapi({ description: 'To the minute.' }),
    revoked_at: z.string().nullable(),
  })
  .openapi('ApiKey');

export const NewApiKeyView = ApiKeyView.extend({
  key: z.string().openapi({ description: 'The key itself. It is shown this once.', example: 'hk_live_…' }),
}).openapi('NewApiKey');

export const AuditEntryView = z
  .object({
    id: z.string(),
    actor: z.string().openapi({ description: 'Label of the key, or `workflow`.' }),
    action: z.string().openapi({ example: 'ingest.create' }),
    subject: z.string().openapi({ description: 'Id of what it was done to.' }),
    detail: z.record(z.string(), z.unknown()).openapi({ description: 'Of a request: `request_id` and `key_id`.' }),
    created_at: z.string(),
  })
  .openapi('AuditEntry');
