/** Examples of the slice's operations for the document. */

const apiKey = {
  id: 'key_01M82APZH4T4DMFJD2P1WX1ECZ',
  label: 'Studio 7, delivery',
  role: 'partner',
  scopes: ['uploads:write', 'ingests:write', 'ingests:read'],
  effective_scopes: ['uploads:write', 'ingests:read', 'ingests:write'],
  test_mode: false,
  status: 'active',
  hint: 'x7Qd',
  rate_limit: null,
  created_by: 'key_01M82A0QZ3C5V7N9B1M3K5J7H9',
  rotated_from: null,
  rotated_to: null,
  created_at: '2026-11-22T19:06:40.112Z',
  expires_at: '2027-11-22T00:00:00.000Z',
  last_used_at: null,
  revoked_at: null,
};
/** Not a key of anybody. */
const EXAMPLE_KEY = 'hk_live_EXAMPLE0x7Qd';

const entry = {
  id: 'aud_01M82AQ2V8W4X6Y8Z0A2B4C6D8',
  actor: 'Studio 7, delivery',
  action: 'ingest.create',
  subject: 'ing_01M82AESJ9EKNYZEXWM0AXJ803',
  detail: {
    request_id: 'req_01M82APZH4T4DMFJD2P1WX1ECZ',
    key_id: apiKey.id,
    operation: 'createIngest',
    result: 201,
  },
  created_at: '2026-11-22T19:06:49.320Z',
};

const ROTATION = {
  request: { overlap_seconds: 3600 },
  answer: { ...apiKey, rotated_from: 'key_01M82AV0P2R4T6V8X0Z2B4D6F8', key: EXAMPLE_KEY },
};

const page = (item: unknown) => ({ data: [item], next_cursor: null });

export const TENANCY_EXAMPLES: Readonly<Record<string, { request?: unknown; answer: unknown }>> = {
  createApiKey: {
    request: {
      label: apiKey.label,
      role: 'partner',
      scopes: apiKey.scopes,
      expires_at: apiKey.expires_at,
    },
    answer: { ...apiKey, key: EXAMPLE_KEY },
  },
  listApiKeys: { answer: page(apiKey) },
  getApiKey: { answer: apiKey },
  updateApiKey: { request: { label: 'Studio 7, archive', rate_limit: 600 }, answer: { ...apiKey, rate_limit: 600 } },
  rotateApiKey: ROTATION,
  rotateOwnApiKey: ROTATION,
  revokeApiKey: { answer: { ...apiKey, status: 'revoked', revoked_at: '2026-11-23T08:00:00.000Z' } },
  listAuditEntries: { answer: page(entry) },
};
