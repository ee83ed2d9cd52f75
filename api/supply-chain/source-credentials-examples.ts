/** Examples of the operations on source credentials. Nothing here opens anything. */

const credentials = {
  id: 'scr_01M82APZH4T4DMFJD2P1WX1ECZ',
  name: 'studio-7',
  kind: 'basic',
  origin: 'https://files.example.com',
  endpoint: null,
  region: null,
  bucket: null,
  prefix: null,
  path_style: null,
  hint: null,
  status: 'active',
  expires_at: '2027-11-22T00:00:00.000Z',
  last_used_at: null,
  created_at: '2026-11-22T19:06:40.112Z',
  updated_at: '2026-11-22T19:06:40.112Z',
};

const page = (item: unknown) => ({ data: [item], next_cursor: null });

export const CREDENTIAL_EXAMPLES: Readonly<Record<string, { request?: unknown; answer: unknown }>> = {
  createSourceCredential: {
    request: {
      name: credentials.name,
      kind: 'basic',
      origin: credentials.origin,
      secret: { username: 'headend', password: 'EXAMPLE' },
      expires_at: credentials.expires_at,
    },
    answer: credentials,
  },
  listSourceCredentials: { answer: page(credentials) },
  getSourceCredential: { answer: credentials },
  updateSourceCredential: {
    request: { secret: { username: 'headend', password: 'EXAMPLE-2' } },
    answer: { ...credentials, updated_at: '2026-12-22T08:00:00.000Z' },
  },
  deleteSourceCredential: { answer: undefined },
};
