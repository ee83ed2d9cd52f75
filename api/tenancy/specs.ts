import type { FailureCode } from '../../domain/failures';
import { IdParams, listQuery, operation, pageOf } from '../http/operation';
import { instantText } from '../http/storable';
import { z } from '../http/zod';
import {
  ApiKeyChange,
  ApiKeyRequest,
  ApiKeyView,
  AuditEntryView,
  NewApiKeyView,
  ROLES,
  RotationRequest,
} from './schemas';

const instant = instantText.transform((text) => new Date(text));

export const createApiKey = operation({
  id: 'createApiKey',
  method: 'post',
  path: '/v1/api-keys',
  tag: 'Keys',
  summary: 'Make an API key',
  description:
    'The key is shown in this answer only; a digest of it is kept. It can do at most what the key that makes it can do, and lasts at most as long.',
  scope: 'keys:manage',
  body: ApiKeyRequest,
  audit: 'own',
  secret: true,
  answer: { status: 201, schema: NewApiKeyView, description: 'The key.', location: 'Path of the key.' },
  failures: ['key/exceeds-maker'],
});

export const listApiKeys = operation({
  id: 'listApiKeys',
  method: 'get',
  path: '/v1/api-keys',
  tag: 'Keys',
  summary: 'List API keys, newest first',
  description: 'Ended keys stay in the list. A test-mode key sees test-mode keys only.',
  scope: 'keys:manage',
  query: z.strictObject({ ...listQuery, role: z.enum(ROLES).optional() }),
  answer: { status: 200, schema: pageOf('ApiKeyPage', ApiKeyView), description: 'A page of keys.' },
  failures: ['cursor/invalid'],
});

export const getApiKey = operation({
  id: 'getApiKey',
  method: 'get',
  path: '/v1/api-keys/{id}',
  tag: 'Keys',
  summary: 'Read one API key',
  description: 'Its `ETag` stands for what can be changed of it; the last use does not count.',
  scope: 'keys:manage',
  params: IdParams,
  conditional: true,
  answer: { status: 200, schema: ApiKeyView, description: 'The key, without its secret.' },
  failures: ['request/not-found'],
});

export const updateApiKey = operation({
  id: 'updateApiKey',
  method: 'patch',
  path: '/v1/api-keys/{id}',
  tag: 'Keys',
  summary: 'Change label, scopes, limit or end of an API key',
  description: 'Works at once, on every API node.',
  scope: 'keys:manage',
  params: IdParams,
  body: ApiKeyChange,
  conditional: true,
  audit: 'own',
  answer: { status: 200, schema: ApiKeyView, description: 'The key as it is now.' },
  failures: ['request/not-found', 'key/exceeds-maker', 'key/not-usable', 'key/last-manager'],
});

const rotation = {
  scope: 'keys:manage' as const,
  self: true as const,
  body: RotationRequest,
  audit: 'own' as const,
  secret: true as const,
  answer: {
    status: 201 as const,
    schema: NewApiKeyView,
    description: 'The new key.',
    location: 'Path of the new key.',
  },
  failures: ['request/not-found', 'key/exceeds-maker', 'key/not-usable'] satisfies FailureCode[],
};

export const rotateApiKey = operation({
  id: 'rotateApiKey',
  method: 'post',
  path: '/v1/api-keys/{id}/rotate',
  tag: 'Keys',
  summary: 'Replace an API key by a new one',
  description:
    'The new key can do the same. The one before works on for the overlap, so that nothing stands still meanwhile. A key of the role partner or operator may rotate itself without the scope.',
  params: IdParams,
  ...rotation,
});

export const rotateOwnApiKey = operation({
  id: 'rotateOwnApiKey',
  method: 'post',
  path: '/v1/api-keys/self/rotate',
  tag: 'Keys',
  summary: 'Replace the key of this request by a new one',
  description:
    'The new key can do the same. The one before works on for the overlap, so that nothing stands still meanwhile. Every key of the role partner or operator may do it, without the scope.',
  ...rotation,
});

export const revokeApiKey = operation({
  id: 'revokeApiKey',
  method: 'post',
  path: '/v1/api-keys/{id}/revoke',
  tag: 'Keys',
  summary: 'End an API key at once',
  description: 'Ending it again changes nothing. One live key without an end that can manage keys always stays.',
  scope: 'keys:manage',
  params: IdParams,
  audit: 'own',
  answer: { status: 200, schema: ApiKeyView, description: 'The key, revoked.' },
  failures: ['request/not-found', 'key/last-manager'],
});

export const listAuditEntries = operation({
  id: 'listAuditEntries',
  method: 'get',
  path: '/v1/audit-entries',
  tag: 'Keys',
  summary: 'Read the audit log, newest first',
  description: 'One entry for every write that succeeded: who did what to what, and in which request.',
  scope: 'audit:read',
  query: z.strictObject({
    ...listQuery,
    actor: z.string().min(1).max(200).optional().openapi({ description: 'Label of a key, or `workflow`.' }),
    action: z
      .string()
      .regex(/^[a-z_]+\.([a-z_]+|\*)$/, 'is not `what.done` or `what.*`')
      .optional()
      .openapi({ example: 'api_key.*' }),
    subject: z.string().min(1).max(200).optional(),
    since: instant.optional().openapi({ type: 'string', format: 'date-time', description: 'From then on.' }),
    until: instant.optional().openapi({ type: 'string', format: 'date-time', description: 'Before then.' }),
  }),
  answer: { status: 200, schema: pageOf('AuditEntryPage', AuditEntryView), description: 'A page of entries.' },
  failures: ['cursor/invalid'],
});

/** Every operation of the slice. */
export const TENANCY_OPERATIONS = [
  createApiKey,
  listApiKeys,
  getApiKey,
  updateApiKey,
  rotateOwnApiKey,
  rotateApiKey,
  revokeApiKey,
  listAuditEntries,
];
