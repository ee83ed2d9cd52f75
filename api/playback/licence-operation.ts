import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { FailureCode } from '../../domain/failures';
import { z } from '../http/zod';
import { LICENCE_PATH } from './licence-door';

/** The KID of a Clear Key message: its 16 bytes in base64url. */
const Kid = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);

/** The message of a Clear Key session (W3C Encrypted Media Extensions, 9.1.3). */
export const ClearKeyRequestView = z
  .object({
    kids: z.array(Kid).min(1).max(100).openapi({ description: 'KIDs, 16 bytes each, in base64url without padding.' }),
    type: z.literal('temporary').optional().openapi({ description: 'Licences to keep are not given.' }),
  })
  .openapi('ClearKeyRequest');

/** Its answer, a JWK set (9.1.4). */
export const ClearKeyLicenceView = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('oct'),
        kid: Kid,
        k: z.string().openapi({ description: 'The content key, 16 bytes, in base64url without padding.' }),
      }),
    ),
    type: z.literal('temporary'),
  })
  .openapi('ClearKeyLicence');

/** Request and answer of the document. */
export const LICENCE_EXAMPLE = {
  request: { kids: ['fSwfDltqTD2ejwobLD1OXw', 'G51rzbv9Sy2bXauN-71L7Q'], type: 'temporary' },
  answer: {
    keys: [{ kty: 'oct', kid: 'fSwfDltqTD2ejwobLD1OXw', k: 'AAECAwQFBgcICQoLDA0ODw' }],
    type: 'temporary',
  },
} as const;

/**
 * The licence service as the document tells it. It has tokens instead of API keys and answers before everything else, so
 * licence-door.ts serves it, beside the operations that are mounted from their schemas.
 */
export const LICENCE_OPERATION = {
  id: 'createClearKeyLicence',
  method: 'post',
  path: LICENCE_PATH,
  /** Every code that it may answer to a POST. */
  failures: [
    'licence/token-missing',
    'licence/token-invalid',
    'licence/token-expired',
    'licence/token-used',
    'licence/not-authorized',
    'licence/session-ended',
    'licence/session-silent',
    'licence/not-now',
    'licence/too-many-refusals',
    'licence/challenge-invalid',
    'licence/challenge-too-large',
    'drm/kek-missing',
    'drm/key-unreadable',
    'database/unavailable',
    'internal/unexpected',
  ] satisfies FailureCode[],
} as const;

const text = (description: string) => ({ description, schema: { type: 'string' as const } });

/** @param problems the answers of failure codes */
export const licencePath = (problems: (codes: FailureCode[]) => RouteConfig['responses']): RouteConfig => ({
  method: LICENCE_OPERATION.method,
  path: LICENCE_OPERATION.path,
  operationId: LICENCE_OPERATION.id,
  tags: ['Playback'],
  summary: 'Get a Clear Key licence',
  description:
    'Give the player this address as its licence server, and `drm.token` of the playback session as its bearer token; no API key. Of the keys asked for, those that the token allows are given; the rest is left out without a word. The `type` of a 403 is `https://dashif.org/drm-problems/insufficient-proof-of-authorization` where the token proves nothing, `https://dashif.org/drm-problems/not-authorized` where it does not allow what was asked. Every answer may be read by any page, and is stored by no cache.',
  security: [{ licenceToken: [] }],
  request: {
    headers: z.object({
      'Idempotency-Key': z.string().min(1).max(255).optional().openapi({
        description:
          'The same on retries for the same keys from the same address: for 30 seconds they are one use of a one-time token. The licence log has each of them.',
      }),
    }),
    query: z.object({
      token: z.string().max(5000).optional().openapi({
        description: 'The token, for players that cannot send `Authorization`.',
      }),
    }),
    body: {
      required: true,
      content: { 'application/json': { schema: ClearKeyRequestView, example: LICENCE_EXAMPLE.request } },
    },
  },
  responses: {
    200: {
      description: 'At least one of the keys asked for.',
      headers: { 'Cache-Control': text('`no-store`.') },
      content: { 'application/json': { schema: ClearKeyLicenceView, example: LICENCE_EXAMPLE.answer } },
    },
    ...problems([...LICENCE_OPERATION.failures]),
  },
});
